"""A list of an office, looked at and taken in."""
