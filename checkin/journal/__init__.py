"""The journal: entries are the only way to change attendance, presence is their fold."""
