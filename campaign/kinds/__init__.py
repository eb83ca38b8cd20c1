"""What there is: one file per kind of record, and what spans kinds. Nobody else spells a field or a verb."""
