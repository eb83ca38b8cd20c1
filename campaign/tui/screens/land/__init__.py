"""Land tasks and approvals: lists, pages, forms, verbs."""
