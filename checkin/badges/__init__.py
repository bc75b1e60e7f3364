"""Badges: what stands on one, where it fits, and the PDF of it."""
