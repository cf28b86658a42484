"""Core: clean, extract, merge, judge, in the order of a message. No I/O, no clock, no chance."""
