"""Numbers: every number of a sentence as a value or an interval."""
