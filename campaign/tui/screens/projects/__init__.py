"""Projects: the list, the page of one."""
