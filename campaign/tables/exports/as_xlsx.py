"""A book as a workbook for Excel and WPS: a sheet a list, to be sorted, printed and sent back, and one that says what it is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from campaign.clean import csv_cell, printable
from campaign.core.errors import Refused
from campaign.tables.exports.book import Book, Cell, Column, Nature, Sheet, head_of
from campaign.tables.width import cells
from campaign.text import _, ngettext

FONT, SIZE = "宋体", 10
LONGEST = 32_767
"""Characters of a cell; Excel has no more."""
WIDEST, NARROWEST = 40, 6
"""Cells of a column; what is longer is folded."""
MOST = 1_048_575
"""Rows of a sheet, without its heads."""
LARGE = 500_000
"""Cells of a book from which on what is written waits on the disk: a year's reports would take two gigabytes of memory."""
A4, A3 = 9, 8
ROOM = {A4: 150, A3: 260}
"""Cells of text that stand side by side on a sheet lying down, in a size that can still be read."""
HEAD = {"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
FORMATS = {Nature.MONEY: "#,##0", Nature.DAY: "yyyy-mm-dd", Nature.NUMBER: "General", Nature.PERCENT: "0.0%"}
LIGHTS = {"red": ("#F8D0CE", "#8E1B14"), "yellow": ("#FBE8B0", "#6B4E00"), "green": ("#CDEBD3", "#14532A"),
          "none": ("#E4E6E9", "#3F4650"), "suspended": ("#E4E6E9", "#3F4650")}
"""Fill and ink; black on white printers still have the word."""
SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
"""What the name of a sheet cannot have."""


class _Writer:
    def __init__(self, file: Any) -> None:
        self.file = file
        base = {"font_name": FONT, "font_size": SIZE, "valign": "top"}
        self.head = file.add_format({**base, **HEAD})
        self.text, self.quoted = file.add_format(base), file.add_format({**base, "quote_prefix": True})
        self.folded = file.add_format({**base, "text_wrap": True})
        self.quoted_folded = file.add_format({**base, "text_wrap": True, "quote_prefix": True})
        self.by_nature = {nature: file.add_format({**base, "num_format": form}) for nature, form in FORMATS.items()}
        self.lights = {light: file.add_format({**base, "bg_color": fill, "font_color": ink, "align": "center"})
                       for light, (fill, ink) in LIGHTS.items()}
        self.cut = self.left = 0
        """Texts that were cut, rows that are not there."""

    def sheet(self, book: Book, sheet: Sheet, name: str) -> None:
        page = self.file.add_worksheet(name)
        widths = [_width(column, [row[at] for row in sheet.cells]) for at, column in enumerate(sheet.columns)]
        writers = [self._writer(page, column, widths[at] >= WIDEST) for at, column in enumerate(sheet.columns)]
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, widths[at] + 2)
            page.write_string(0, at, head_of(column), self.head)
        self.left += max(0, len(sheet.cells) - MOST)
        for line, (row, light) in enumerate(zip(sheet.cells[:MOST], sheet.lights, strict=False), 1):
            for at, (write, value) in enumerate(zip(writers, row, strict=True)):
                if value is not None:
                    write(line, at, value, light)
        page.freeze_panes(1, _still(sheet))
        page.autofilter(0, 0, max(len(sheet.cells), 1), len(sheet.columns) - 1)
        self._paper(page, book, sheet.title, sum(widths) + 2 * len(widths), _still(sheet))

    def _writer(self, page: Any, column: Column, folded: bool) -> Any:
        """Writes a cell of this column: line, place, value, light."""
        if column.nature in (Nature.MONEY, Nature.NUMBER, Nature.PERCENT, Nature.DAY):
            form = self.by_nature[column.nature]
            return lambda line, at, value, light: (
                page.write_datetime(line, at, value, form) if isinstance(value, date)
                else page.write_number(line, at, value, form) if isinstance(value, int | float)
                else self._string(page, line, at, value, folded))
        if column.nature is Nature.LIGHT:
            return lambda line, at, value, light: page.write_string(line, at, printable(str(value)), self.lights.get(light))
        return lambda line, at, value, light: self._string(page, line, at, value, folded)

    def _string(self, page: Any, line: int, at: int, value: Cell, folded: bool) -> None:
        """A text stays one, also when somebody edits the cell."""
        text = printable(str(value))
        if len(text) > LONGEST:
            text, self.cut = text[:LONGEST - 1] + "…", self.cut + 1
        quoted = csv_cell(text) is not text
        plain, told = (self.folded, self.quoted_folded) if folded else (self.text, self.quoted)
        page.write_string(line, at, text, told if quoted else plain)

    def _paper(self, page: Any, book: Book, title: str, wide: int, still: int) -> None:
        """Lying down, as wide as it needs to be read: on more than one sheet of paper side by side the names come again."""
        paper = A4 if wide <= ROOM[A4] else A3
        page.set_landscape()
        page.set_paper(paper)
        page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        page.fit_to_pages(-(-wide // ROOM[paper]), 0)
        page.repeat_rows(0)
        if wide > ROOM[paper]:
            page.repeat_columns(0, still - 1)
        page.hide_gridlines(0)
        page.set_header(f"&L{_page_text(book.about[0][1])}&C&B{_page_text(title)}&R{_page_text(dict(book.about)[_('As of')])}")
        page.set_footer("&C" + _("page {n} of {of}").format(n="&P", of="&N"))

    def about(self, book: Book, name: str) -> None:
        page = self.file.add_worksheet(name)
        rows = [*book.about, *((_("Cut"), text) for text in self.lacks())]
        page.set_column(0, 0, max(cells(label) for label, _text in rows) + 4)
        page.set_column(1, 1, 80)
        for line, (label, text) in enumerate(rows):
            page.write_string(line, 0, printable(label), self.text)
            self._string(page, line, 1, text, folded=True)
        page.set_paper(A4)
        page.fit_to_pages(1, 0)

    def lacks(self) -> Iterator[str]:
        """What the file had no room for."""
        if self.cut:
            yield ngettext("{n} text is too long for a cell and was cut at {most} characters",
                           "{n} texts are too long for a cell and were cut at {most} characters", self.cut).format(
                n=self.cut, most=LONGEST)
        if self.left:
            yield ngettext("{n} row has no room on its sheet; CSV has all of them",
                           "{n} rows have no room on their sheet; CSV has all of them", self.left).format(n=self.left)


def made(book: Book) -> bytes:
    """The file. ``Refused`` when XlsxWriter is not installed."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise Refused("excel_missing") from None
    buffer = BytesIO()
    large = sum(len(sheet.cells) * len(sheet.columns) for sheet in book.sheets) > LARGE
    file = Workbook(buffer, {"in_memory": not large, "constant_memory": large, "strings_to_formulas": False,
                             "strings_to_urls": False, "strings_to_numbers": False})
    file.set_properties({"title": printable(book.title), "author": "", "created": datetime.combine(book.on, time())})
    writer, names = _Writer(file), set[str]()
    for sheet in book.sheets:
        writer.sheet(book, sheet, _name(sheet.title, names))
    writer.about(book, _name(_("About this file"), names))
    file.close()
    return buffer.getvalue()


def _still(sheet: Sheet) -> int:
    """Columns that stay where they are: up to the name."""
    return next((at for at, column in enumerate(sheet.columns, 1) if column.key in ("name", "title")), 1)


def _width(column: Column, told: Sequence[Cell]) -> int:
    """Cells of the widest text; a heading may stand in two lines."""
    head = -(-cells(head_of(column)) // 2)
    match column.nature:
        case Nature.DAY:
            most = 10
        case Nature.MONEY:
            most = max((len(f"{cell:,}") for cell in told if isinstance(cell, int)), default=0)
        case Nature.PERCENT:
            most = 6
        case _:
            most = max((cells(str(cell)) for cell in set(told) if cell is not None), default=0)
    return min(max(most, head + 2, NARROWEST), WIDEST)


def _name(title: str, taken: set[str]) -> str:
    """Of a sheet: at most 31 characters, and each once."""
    name, number = printable(title).translate(SIGNS)[:31].strip(" '") or "-", 1
    while name.lower() in taken:
        number += 1
        name = f"{name[:27]} {number}"
    taken.add(name.lower())
    return name


def _page_text(text: str) -> str:
    """Of a header or footer, where & has a meaning."""
    return printable(text)[:60].replace("&", "&&")
