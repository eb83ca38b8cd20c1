"""OpenDocument spreadsheets: one part of XML holds what is stored, shown, hidden and merged. No library is needed."""

from datetime import datetime
from decimal import InvalidOperation

from campaign.sheets.archive import Archive
from campaign.sheets.grid import cut, fault_cell, fill, number_cell, text_cell, within
from campaign.sheets.model import EMPTY, Cell, Note, Sheet, SheetsError, Workbook, letters
from campaign.sheets.number_formats import decimal

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MOST = 1 << 20
"""How often anything may be repeated."""


def is_spreadsheet(archive: Archive) -> bool:
    if "content.xml" not in archive.parts or "mimetype" not in archive.parts:
        return False
    return b"".join(archive.chunks("mimetype")).decode("ascii", "replace").startswith(TYPE)


def workbook(archive: Archive) -> Workbook:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.parts and b"encryption-data" in b"".join(archive.chunks(manifest)):
        raise SheetsError("sheets_password", name=archive.name)
    content = _Content(archive.name)
    archive.parse(archive.chunks("content.xml"), content.start, content.end, content.data)
    notes = [Note("macros")] if any(part.startswith(("Basic/", "Scripts/")) and not part.endswith(("/", "-lc.xml", "-lb.xml"))
                                    for part in archive.parts) else []
    if content.links:
        notes.append(Note("links"))
    return Workbook("ods", "", content.sheets, notes + content.notes)


class _Content:
    """Walks the elements, by the prefixes that all writers use. What is empty and repeated waits for something behind it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[Sheet] = []
        self.notes: list[Note] = []
        self.links = False
        self.unseen_styles: set[str] = set()
        self.style = ""
        self.inside: list[str] = []
        """Elements in which text is none of the cell: annotations, shapes."""
        self.depth = 0
        """Tables inside cells are none of ours either."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("annotation", "frame", "shapes", "tracked-changes"):
            self.inside.append(tag)
        if self.inside:
            return
        if handler := _STARTS.get(tag):
            handler(self, attributes)

    def end(self, tag: str) -> None:
        if self.inside:
            if tag == self.inside[-1]:
                self.inside.pop()
            return
        if handler := _ENDS.get(tag):
            handler(self)

    def data(self, text: str) -> None:
        if self.paragraph and not self.inside:
            self.told.append(text)

    def _style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get("style:name", "")

    def _table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get("table:display") == "false":
            self.unseen_styles.add(self.style)

    def _table(self, attributes: dict[str, str]) -> None:
        self.called = attributes.get("table:name", "")
        self.hidden = attributes.get("table:style-name") in self.unseen_styles
        self.rows: list[list[Cell]] = []
        self.waiting = 0
        """Empty rows of which it is not known yet whether anything stands behind them."""
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.columns = 0
        self.merged: list[tuple[int, int, int, int]] = []
        self.unsaved: list[str] = []
        self.width = 0
        self.paragraph = False

    def _source(self, _attributes: dict[str, str]) -> None:
        self.links = True

    def _column(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility", "visible") != "visible":
            self.hidden_columns.update(range(self.columns, min(self.columns + times, 16_384)))
        self.columns += times

    def _row(self, attributes: dict[str, str]) -> None:
        self.times = _times(attributes, "table:number-rows-repeated")
        self.unseen = attributes.get("table:visibility", "visible") != "visible"
        self.row: list[Cell] = []
        self.empty = 0
        """Cells, as ``waiting``."""

    def _cell(self, attributes: dict[str, str]) -> None:
        self.repeated = _times(attributes, "table:number-columns-repeated")
        self.attributes = attributes
        self.told: list[str] = []
        self.paragraphs = 0
        self.paragraph = False

    def _begin_paragraph(self, _attributes: dict[str, str]) -> None:
        if self.paragraphs:
            self.told.append("\n")
        self.paragraphs += 1
        self.paragraph = True

    def _end_paragraph(self) -> None:
        self.paragraph = False

    def _blanks(self, attributes: dict[str, str]) -> None:
        if self.paragraph:
            self.told.append(" " * min(_times(attributes, "text:c"), 1000))

    def _tab(self, _attributes: dict[str, str]) -> None:
        if self.paragraph:
            self.told.append("\t")

    def _break(self, _attributes: dict[str, str]) -> None:
        if self.paragraph:
            self.told.append("\n")

    def _end_cell(self) -> None:
        cell = self._made()
        if cell is EMPTY:
            self.empty += self.repeated
            return
        column = len(self.row) + self.empty
        across = _times(self.attributes, "table:number-columns-spanned")
        down = _times(self.attributes, "table:number-rows-spanned")
        top = len(self.rows) + self.waiting
        within(1, column + self.repeated, self.name, self.called)
        if across > 1 or down > 1:
            self.merged.append((top, column, top + down - 1, column + across - 1))
        if cell.fault == "formula":
            self.unsaved.append(f"{letters(column)}{top + 1}")
        self.row += [EMPTY] * self.empty + [cell] * self.repeated
        self.empty = 0

    def _made(self) -> Cell:
        shown = "".join(self.told)
        kind = self.attributes.get("office:value-type")
        formula = self.attributes.get("table:formula")
        if formula and "'file:" in formula:
            self.links = True
        wrong = formula and kind == "string" and shown.startswith(("#", "Err:"))
        if wrong or self.attributes.get("calcext:value-type") == "error":
            return fault_cell(shown or "#VALUE!")
        if formula and not kind and not shown:
            return fault_cell("formula")
        if kind in ("float", "percentage", "currency"):
            try:
                return number_cell(decimal(float(self.attributes.get("office:value", ""))), shown)
            except (ValueError, OverflowError, InvalidOperation):
                return text_cell(shown)
        if kind == "date":
            try:
                return Cell(shown, None, datetime.fromisoformat(self.attributes.get("office:date-value", "")[:19]).date())
            except ValueError:
                return text_cell(shown)
        return text_cell(shown)

    def _end_row(self) -> None:
        if not self.row:
            begin = len(self.rows) + self.waiting
            if self.unseen:
                self.hidden_rows.update(range(begin, min(begin + self.times, MOST)))
            self.waiting += self.times
            return
        self.width = max(self.width, len(self.row))
        within(len(self.rows) + self.waiting + self.times, self.width, self.name, self.called)
        self.rows += [[] for _ in range(self.waiting)]
        self.waiting = 0
        if self.unseen:
            self.hidden_rows.update(range(len(self.rows), len(self.rows) + self.times))
        self.rows += [self.row, *(list(self.row) for _ in range(self.times - 1))]

    def _end_table(self) -> None:
        for row in self.rows:
            row += [EMPTY] * (self.width - len(row))
        fill(self.rows, self.merged)
        rows = cut(self.rows)
        if self.unsaved:
            self.notes.append(Note("unsaved", self.called, self.unsaved[0], len(self.unsaved)))
        self.sheets.append(Sheet(self.called, rows, self.hidden, frozenset(row for row in self.hidden_rows if row < len(rows)),
                                 frozenset(column for column in self.hidden_columns if column < self.width)))


_STARTS = {"style": _Content._style, "table-properties": _Content._table_style, "table": _Content._table,
           "table-source": _Content._source, "dde-source": _Content._source, "table-column": _Content._column,
           "table-row": _Content._row, "table-cell": _Content._cell, "covered-table-cell": _Content._cell,
           "p": _Content._begin_paragraph, "s": _Content._blanks, "tab": _Content._tab, "line-break": _Content._break}
_ENDS = {"table": _Content._end_table, "table-row": _Content._end_row, "table-cell": _Content._end_cell,
         "covered-table-cell": _Content._end_cell, "p": _Content._end_paragraph}


def _times(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name)
    return min(max(1, int(text)), MOST) if text is not None and text.isdecimal() and len(text) < 10 else 1


