"""Lists given out as files: the book of what they hold, and a file per format that writes it."""
