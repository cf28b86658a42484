"""Dates: every date expression of a sentence as days of the target's calendar."""
