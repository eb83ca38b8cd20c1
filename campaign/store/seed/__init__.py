"""A campaign from a folder of CSV files: read, checked cell by cell, written at once."""
