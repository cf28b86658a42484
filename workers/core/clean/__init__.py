"""Clean: the article alone, with every character's place in the text as delivered."""
