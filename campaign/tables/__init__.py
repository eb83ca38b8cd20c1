"""One list per kind for both faces: columns, order, groups and sections of pages. Nothing here knows Textual."""
