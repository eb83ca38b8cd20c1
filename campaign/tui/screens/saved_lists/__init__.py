"""Lists saved under a name."""
