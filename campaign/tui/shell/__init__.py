"""What every screen stands on: pages, panes, background reading, finding one's way, running a verb."""
