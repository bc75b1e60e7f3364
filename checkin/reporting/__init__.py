"""Reports: live figures, and lists as files for people who were not at the door."""
