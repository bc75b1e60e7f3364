"""Registration files: from somebody's spreadsheet to registrations, by way of a plan that can be looked at."""
