"""Overview: what needs someone, and the days that are over."""
