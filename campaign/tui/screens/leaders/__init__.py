"""Leaders: the board, the page of a person."""
