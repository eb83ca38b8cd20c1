"""Honours: the lists, leaderboards, merits and cases; the pages of each."""
