"""Results: what members below headquarters enter waits until headquarters confirm it, and what becomes of it then."""
