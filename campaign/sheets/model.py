"""What a file of sheets comes to, whatever its form: the same cells of a workbook, a page of HTML and a list of commas."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from campaign.core.errors import CampaignError

LIMIT = 64
"""Megabytes that a file may have."""


class SheetsError(CampaignError):
    """The file cannot be read at all. ``code`` is what a program asks: unreadable, encoding, too_big or needs_library."""

    @property
    def code(self) -> str:
        return _CODES.get(self.key, "unreadable")


_CODES = {"sheets_encoding": "encoding", "sheets_mixed": "encoding", "sheets_no_encoding": "encoding",
          "sheets_no_such_encoding": "encoding", "sheets_broken_text": "encoding",
          "sheets_long": "too_big", "sheets_bomb": "too_big", "sheets_wide": "too_big", "excel_missing": "needs_library"}


class Cell(NamedTuple):
    """One cell; ``EMPTY`` is the one in which nothing stands. Of a merged range every cell has what its head has."""

    text: str = ""
    """As a reader of the file sees it, number format applied (2024.10 stays that), line breaks kept as ``\\n``."""
    number: Decimal | None = None
    """What is stored when it is a number: at most 15 digits, as spreadsheets reckon, without the noise of binary fractions."""
    day: date | None = None
    """What is stored when it is shown as a date, however short: ``2026年10月`` is stored as the first of it."""
    ambiguous: bool = False
    """A number such as 2024.1 whose format does not tell whether 2024.10 was meant."""
    fault: str = ""
    """``#REF!``, ``#N/A`` …; ``formula`` where one has no value saved."""
    covered: bool = False
    """It has the value of the merged range that it lies in, and is not its head."""


EMPTY = Cell()


class Sheet(NamedTuple):
    """``rows`` have one width and end with the last row and column in which anything stands (those of CSV keep empty lines).

    What is hidden is named by 0-based rows and columns, and is there nevertheless.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    lines: tuple[int, ...] = ()
    """Of CSV: the line of the file in which each row begins, from 1."""

    def at(self, row: int, column: int) -> str:
        """Where that cell (0-based) is found in the file: ``B12``; of CSV line and column, ``12:2``."""
        return f"{self.lines[row]}:{column + 1}" if self.lines else f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Note(NamedTuple):
    """What is to be said of a file that was read: ``what`` is a key of ``campaign.words.sheets.NOTES``."""

    what: str
    """``macros`` and ``links`` (neither run nor followed), ``unsaved`` (formulas without a value: how many, the first of them),
    ``no_cells`` (a sheet of a chart)."""
    sheet: str = ""
    at: str = ""
    times: int = 0


class Workbook(NamedTuple):
    kind: str
    """xlsx, xls, ods, html or csv: by the content, whatever the file is called."""
    encoding: str
    """Of text: ``utf-8``, ``gb18030`` …; else empty."""
    sheets: list[Sheet]
    notes: list[Note]
