"""The verbs of a desk, a family a file."""
