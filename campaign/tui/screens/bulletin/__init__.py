"""The bulletin."""
