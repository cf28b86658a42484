"""Records: the words that call a figure a record, bound to the figure they speak of."""
