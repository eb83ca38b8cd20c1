"""HTML that calls itself .xls, as platforms export it: every table is a sheet."""

import re
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser

from campaign.sheets.grid import FAR, cut, fill, number_cell, text_cell, within
from campaign.sheets.model import EMPTY, Cell, Sheet, SheetsError

HEAD, PIECE = 1 << 20, 1 << 16
BREAK = "\ufdd0"
"""Stands for ``<br>`` until the blanks of a cell are counted: no character, and so in no text."""
_table = re.compile(r"<table[\s>]", re.IGNORECASE)
_sheet_name = re.compile(r"<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_blanks = re.compile(r"[ \t\r\n\f\xa0]+")
_hidden = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"script", "style", "title", "xml"})


def is_page(text: str, name: str) -> bool:
    """Raises SheetsError when it is XML of another kind."""
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return False
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[:HEAD] and not _table.search(text):
        raise SheetsError("sheets_foreign", name=name, what="Excel 2003 XML")
    return _table.search(text) is not None


def sheets(text: str, name: str) -> list[Sheet]:
    page = _Page(name)
    for at in range(0, len(text), PIECE):
        page.feed(text[at:at + PIECE])
    page.close()
    while page.open:
        page.end_table()
    named = _sheet_name.findall(text[:HEAD])
    tables = [table for table in page.tables if table.rows]
    return [_sheet(table, named[number] if len(named) == len(tables) else table.caption or str(number + 1), name)
            for number, table in enumerate(tables)]


def _sheet(table: "_Table", called: str, name: str) -> Sheet:
    rows: list[list[Cell]] = []
    taken: list[int] = []
    """By column, in how many further rows something from above stands."""
    merged = []
    for top, cells in enumerate(table.rows):
        if not any(taken) and not any((top, place) in table.spans for place in range(len(cells))):
            within(len(table.rows), len(cells), name, called)
            rows.append(cells)
            continue
        row: list[Cell] = []
        column = 0
        below = taken
        taken = [max(0, left - 1) for left in below]
        for place, cell in enumerate(cells):
            down, across = table.spans.get((top, place), (1, 1))
            while column < len(below) and below[column]:
                column += 1
            row += [EMPTY] * (column + across - len(row))
            row[column] = cell
            if down > 1:
                taken += [0] * (column + across - len(taken))
                taken[column:column + across] = [down - 1] * across
            if down > 1 or across > 1:
                merged.append((top, column, top + down - 1, column + across - 1))
            column += across
            within(len(table.rows), len(row), name, called)
        # Rows that end with cells from above are as wide as those.
        row += [EMPTY] * (max((place + 1 for place, left in enumerate(below) if left), default=0) - len(row))
        rows.append(row)
    width = max(map(len, rows))
    for row in rows:
        row += [EMPTY] * (width - len(row))
    fill(rows, merged)
    return Sheet(called, cut(rows, keep_rows=True), hidden_rows=frozenset(table.hidden))


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        """By row and place in it, over how many rows and columns a cell reaches."""
        self.hidden: set[int] = set()
        self.caption = ""
        self.text: list[str] | None = None
        """Of the cell that is open."""
        self.number: Decimal | None = None
        self.down = self.across = 1


class _Page(HTMLParser):
    """Tags may be left open, as HTML allows: a new cell ends the one before, a new row the one before."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.open: list[_Table] = []
        self.tables: list[_Table] = []
        self.unseen = 0
        self.captioned = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif not self.open:
            return
        elif tag == "tr":
            self.end_cell()
            self.open[-1].rows.append([])
            if _hidden.search(dict(attrs).get("style") or ""):
                self.open[-1].hidden.add(len(self.open[-1].rows) - 1)
        elif tag in ("td", "th"):
            self.end_cell()
            self._begin(self.open[-1], dict(attrs))
        elif tag == "caption":
            self.captioned = True
        elif tag in _BREAKS:
            self._break(always=tag == "br")

    def _begin(self, table: _Table, attributes: dict[str, str | None]) -> None:
        if not table.rows:
            table.rows.append([])
        table.text = []
        table.down, table.across = _span(attributes.get("rowspan"), FAR), _span(attributes.get("colspan"), 1000)
        table.number = None
        if stored := attributes.get("x:num"):  # what Excel writes beside a rounded figure
            try:
                table.number = Decimal(stored)
            except InvalidOperation:
                table.number = None

    def _break(self, always: bool = False) -> None:
        """Between paragraphs one is enough."""
        text = self.open[-1].text
        if text is not None and (always or (text and text[-1] != BREAK)):
            text.append(BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "table" and self.open:
            self.end_table()
        elif tag in ("td", "th", "tr") and self.open:
            self.end_cell()
        elif tag == "caption":
            self.captioned = False
        elif tag in _BREAKS and tag != "br" and self.open:
            self._break()

    def handle_data(self, data: str) -> None:
        if self.unseen or not self.open:
            return
        table = self.open[-1]
        if self.captioned:
            table.caption = _blanks.sub(" ", table.caption + data).strip()
        elif table.text is not None:
            table.text.append(data)

    def end_cell(self) -> None:
        table = self.open[-1]
        if table.text is None:
            return
        text = _blanks.sub(" ", "".join(table.text)).strip()
        if BREAK in text:
            text = "\n".join(line.strip() for line in text.split(BREAK)).strip("\n")
        cell = text_cell(text) if table.number is None else number_cell(table.number, text)
        row = table.rows[-1]
        if table.down > 1 or table.across > 1:
            table.spans[len(table.rows) - 1, len(row)] = table.down, table.across
        row.append(cell)
        table.text = None

    def end_table(self) -> None:
        self.end_cell()
        self.open.pop()


def _span(text: str | None, most: int) -> int:
    return min(max(1, int(text)), most) if text and text.isdecimal() and len(text) < 10 else 1
