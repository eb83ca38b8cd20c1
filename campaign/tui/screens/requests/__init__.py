"""What waits for the word of headquarters."""
