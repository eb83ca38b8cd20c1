"""The formats in which a book is given out, for the command line and the dashboard."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from campaign.core.errors import BadInput
from campaign.tables.exports.book import Book

FORMATS = {"xlsx": "as_xlsx", "csv": "as_csv", "json": "as_json", "oc4ids": "as_oc4ids", "datapackage": "as_datapackage"}
"""Format → module of ``campaign.tables.exports`` whose ``made(book)`` gives the bytes of the file, or of each file of a folder
by its name: that is written as a folder, or as one .zip."""
FILES = ("xlsx", "csv", "json")
"""Those that are one file of one list, called as it ends."""
ENDS = {"zip": "csv"}
"""What other names of files end with."""
TEXTS = ("csv", "json", "oc4ids")
"""Formats that a terminal can show."""


def format_of(form: str | None, to: str | None) -> str:
    """What was typed, else as the file ends, else a workbook. Raises ``BadInput``."""
    if form is None:
        end = PurePath(to or "").suffix.lower().removeprefix(".")
        if end.isascii() and end.isalnum() and end not in FORMATS and end not in ENDS:
            raise BadInput("export_ending", text=to, formats=", ".join(FORMATS))
        return end if end in FORMATS else ENDS.get(end, "xlsx")
    if form.lower() not in FORMATS:
        raise BadInput("export_format", text=form, formats=", ".join(FORMATS))
    return form.lower()


def made(book: Book, form: str) -> bytes | Mapping[str, bytes]:
    """``Refused`` when what writes the format is not installed."""
    given: bytes | Mapping[str, bytes] = import_module(f"campaign.tables.exports.{FORMATS[form]}").made(book)
    return given
