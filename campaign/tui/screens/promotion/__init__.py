"""Promotion: leads, chain, trips and events; lists, pages, forms, verbs."""
