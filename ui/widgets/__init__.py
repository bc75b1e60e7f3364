"""What a screen is made of; each shows plain values and emits what a person asks for."""
