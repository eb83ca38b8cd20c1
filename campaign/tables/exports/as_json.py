"""A book as JSON: one list as its own ``--json`` prints it, several as an object by table."""

import json

from campaign.tables.exports.book import Book


def made(book: Book) -> bytes:
    if book.whole:
        return (_text({sheet.name: sheet.records for sheet in book.sheets}, indent=1) + "\n").encode()
    return ("[" + ",\n ".join(map(_text, book.sheets[0].records)) + "]\n").encode()


def _text(value: object, indent: int | None = None) -> str:
    """Its Chinese readable; where something in it could act on a terminal, all of it escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.replace("\n", "").isprintable() else json.dumps(value, indent=indent)
