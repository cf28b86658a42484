from workers.core.catalogue.furniture import Furniture, folded, trimmed

WORDS = Furniture("""
words = ["down"]
[[rule]]
name = "more"
whole = ["read on"]
start = ["see also:", "more from"]
list = true
[[rule]]
name = "counted"
start = ["view # replies"]
inside = ["our paper letter"]
words_max = 6
tail = true
""")


def rule_of(line: str) -> str | None:
    found = WORDS.rule_of(folded(line))
    return found.name if found else None


def test_a_line_is_known_by_all_of_it_its_start_or_a_part():
    assert rule_of("  READ ON >") == "more"
    assert rule_of("See also: the flood of 1910") == "more"
    assert rule_of("View 1,204 replies") == "counted"
    assert rule_of("Get our paper letter today") == "counted"


def test_a_line_that_only_begins_like_one_is_not_furniture():
    assert rule_of("More fromage was sold") is None
    assert rule_of("More from the north fled on Monday, the mayor said.") is None
    assert rule_of("Our paper lettering is old") is None
    assert rule_of("They said that our paper letter was a fine thing to get") is None
    assert rule_of("Read on and on") is None


def test_lines_are_compared_without_numbers_case_and_bullets():
    assert folded("A  12,400 B") == "a # b"
    assert trimmed("\u2022 comments (#):") == "comments"
