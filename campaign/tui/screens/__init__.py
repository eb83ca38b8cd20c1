"""One file per screen; ``page`` is what they share."""
