"""Tickets: the codes as pictures that can be sent to people."""
