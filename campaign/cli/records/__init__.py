"""Everything about one thing, as ``show --json`` prints it: per kind a function of session, situation and code."""
