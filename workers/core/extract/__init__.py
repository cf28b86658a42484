"""Extract: what each number counts, and which figure of which event it feeds."""
