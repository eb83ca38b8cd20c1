"""Task forces and dispatches: lists, pages, forms, verbs."""
