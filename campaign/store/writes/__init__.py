"""Writes of the store, a file per family of records: each one transaction, with its audit."""
