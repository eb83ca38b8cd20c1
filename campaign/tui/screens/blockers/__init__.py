"""Blockers: the list, the page of one."""
