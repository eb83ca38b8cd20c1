"""A book as JSON: one list as its own ``--json`` prints it, several as an object by table."""

from campaign.cli import output
from campaign.tables.book import Book


def made(book: Book) -> bytes:
    if book.whole:
        told: object = {sheet.name: sheet.records for sheet in book.sheets}
        return (output.json_text(told, indent=1) + "\n").encode()
    return (output.json_array(book.sheets[0].records) + "\n").encode()
