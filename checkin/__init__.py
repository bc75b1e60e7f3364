"""Everything of Obecni that needs no screen. Nothing in here imports Qt."""

__version__ = "0.1.0"
