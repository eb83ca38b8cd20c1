"""What there is: one file per kind of record, and what spans kinds. Nothing else in the program spells a field or a verb again."""
