"""The core, in the order of a message: clean, extract, score, merge, judge. No I/O, no clock."""
