"""What every form of a file does with its cells alike: a number, a day, merged ranges, the end of what is written."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from campaign.sheets.model import EMPTY, Cell, SheetsError, letters
from campaign.sheets.number_formats import day_text, has_day, number_text

AREA = 5_000_000
"""Cells from the first to the last in which anything stands, so many at most."""
FAR = 65_536
"""Rows or columns that one span may cover."""
_ambiguous = re.compile(r"(?:19|20)[0-9]{2}\.1")
_ends = re.compile(r"\r\n?|\u2028|\u2029|\x0b")


def text_cell(text: str) -> Cell:
    return Cell(_ends.sub("\n", text) if "\r" in text or not text.isprintable() else text) if text else EMPTY


def number_cell(number: Decimal, shown: str) -> Cell:
    return Cell(shown, number, ambiguous=_ambiguous.fullmatch(shown) is not None)


def format_cell(number: Decimal, code: str) -> Cell:
    return number_cell(number, number_text(number, code))


def moment_cell(moment: datetime, code: str) -> Cell:
    return Cell(day_text(moment, code), None, moment.date() if has_day(code) else None)


def fault_cell(fault: str) -> Cell:
    return Cell("" if fault == "formula" else fault, fault=fault)


def within(height: int, width: int, file: str, sheet: str) -> None:
    """Raises SheetsError ``sheets_wide`` when there are more cells than any list has."""
    if height * width > AREA:
        far = f"{letters(width - 1)}{height}"
        raise SheetsError("sheets_wide", name=file, at=f"{sheet}!{far}" if sheet else far)


def fill(rows: list[list[Cell]], merged: Iterable[tuple[int, int, int, int]]) -> None:
    """Every cell of a merged range (top, left, bottom, right) has what its head has; beyond the rows there are none."""
    left_over = AREA
    for top, left, bottom, right in merged:
        if top >= len(rows) or left >= len(rows[top]) or top > bottom or left > right:
            continue
        head = rows[top][left]
        covered = head._replace(covered=True)
        for row in rows[top:bottom + 1]:
            end = min(right + 1, len(row))
            left_over -= end - left
            if left_over < 0:
                return
            if head.text or head.fault:
                row[left:end] = [covered] * (end - left)
        if head.text or head.fault:
            rows[top][left] = head


def cut(rows: list[list[Cell]], *, keep_rows: bool = False) -> list[list[Cell]]:
    """Of one width, without the empty rows and columns at the end."""
    width = 0
    for row in rows:
        while len(row) > width and row[-1] is EMPTY:
            row.pop()
        width = max(width, len(row))
    while rows and not keep_rows and all(cell is EMPTY for cell in rows[-1]):
        rows.pop()
    for row in rows:
        row.extend([EMPTY] * (width - len(row)))
    return rows
