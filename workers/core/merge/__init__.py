"""Merge: reports of one happening become one event with one value a figure."""
