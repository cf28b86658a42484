"""Catalogue: what counts as a figure and the words for it, by domain."""
