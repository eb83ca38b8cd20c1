"""CSV and what Excel calls Unicode text: cells between commas, semicolons or tabs."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice, product

from campaign.sheets.grid import cut, text_cell, within
from campaign.sheets.model import EMPTY, Cell, Sheet, SheetsError

csv.field_size_limit(1_000_000)
DELIMITERS = "\t;,"
"""In the order in which they are taken when lines come out as even: a comma stands in sentences as well."""
TRIED = 50
"""Lines by which the delimiter is chosen."""
SAMPLE = 1 << 20
"""Characters in which they are looked for."""
_text = re.compile(r'="(.*)"', re.DOTALL)
_said = re.compile(r"sep=(.)\r?\n?")


def rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row, the empty ones too, with the line of the file in which it begins, from 1. Raises ``SheetsError``."""
    if "\0" in text:
        raise SheetsError("sheets_unreadable", name=name)
    first, _end, rest = text.partition("\n")
    skipped = 0
    if match := _said.fullmatch(first):
        delimiter, text, skipped = match[1], rest, 1
    else:
        delimiter = _delimiter(text[:SAMPLE])
    begins, read = 1, 0
    # Not splitlines(): that also ends lines at U+2028, U+0085 and other characters of a cell.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            begins, read = read + 1, reader.line_num
            yield begins + skipped, values
    except csv.Error as error:
        raise SheetsError("sheets_quote", name=name, line=read + skipped + 1) from error
    if read and _open(text, begins, delimiter):
        raise SheetsError("sheets_quote", name=name, line=begins + skipped)


def sheet(text: str, name: str) -> Sheet:
    """Its one sheet; empty lines stay, so that each line can be accounted for."""
    known: dict[str, Cell] = {"": EMPTY}
    found, lines = [], []
    for line, values in rows(text, name):
        lines.append(line)
        found.append([known.get(value) or known.setdefault(value, text_cell(plain(value))) for value in values])
    within(len(found), max(map(len, found), default=0), name, "")
    return Sheet("", cut(found, keep_rows=True), lines=tuple(lines))


def plain(value: str) -> str:
    """``="001"`` is how a text is kept from becoming a number; a tab before one does the same."""
    if "=" in value[:3] and (match := _text.fullmatch(value.strip())):
        value = match[1].replace('""', '"')
    return value.strip("\t\r")


def _delimiter(text: str) -> str:
    """The one by which most of the first lines have equally many cells; quotations end where it stands."""
    best, even = ",", (False, 0, 0)
    for delimiter, strict in product(DELIMITERS, (True, False)):
        try:
            reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
            widths = [len(row) for row in islice(reader, TRIED)]
        except csv.Error:
            continue
        found = max(((strict, widths.count(width), width) for width in {*widths} if width > 1), default=(False, 0, 0))
        if found > even:
            best, even = delimiter, found
    return best


def _open(text: str, line: int, delimiter: str) -> bool:
    """Whether the last row, which begins in that line, ends inside a quotation."""
    last = StringIO(text, newline="")
    try:
        for _row in csv.reader(islice(last, line - 1, None), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False
