"""Counties: league, indicators, growth parity, totals; the pages of each."""
