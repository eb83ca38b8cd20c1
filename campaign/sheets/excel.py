"""Workbooks of Excel and WPS: values by the library python-calamine, everything else by a second look."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from campaign.sheets.grid import cut, fault_cell, fill, format_cell, moment_cell, text_cell
from campaign.sheets.look import Look, Looks
from campaign.sheets.model import EMPTY, Cell, Note, Sheet, SheetsError, Workbook, letters
from campaign.sheets.number_formats import decimal, is_date

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = str | float | bool | datetime | date | time | timedelta
REMEMBERED = 20_000
"""Cells that are kept to be used again: units, counties and years stand in a column a thousand times."""
LAST_DAY = 2_958_465
"""9999-12-31 as a serial number."""


def load(raw: bytes, name: str) -> "CalamineWorkbook":
    """The library's workbook. Raises SheetsError ``excel_missing``, ``sheets_password``, ``sheets_damaged``."""
    try:
        from python_calamine import CalamineWorkbook, PasswordError
    except ImportError:
        raise SheetsError("excel_missing", name=name) from None
    try:
        return CalamineWorkbook.from_filelike(BytesIO(raw))
    except PasswordError as error:
        raise SheetsError("sheets_password", name=name) from error
    except BaseException as error:
        raise _damaged(error, name) from error


def _damaged(error: BaseException, name: str) -> BaseException:
    """What is to be raised: the library's panics over damaged files are no ``Exception``."""
    if isinstance(error, SheetsError | KeyboardInterrupt | SystemExit | MemoryError):
        return error
    return SheetsError("sheets_damaged", name=name)


def workbook(raw: bytes, name: str, kind: str, looks: Looks) -> Workbook:
    notes = [Note(what) for what, there in (("macros", looks.macros), ("links", looks.links)) if there]
    cells = _Cells(looks)
    sheets = []
    with load(raw, name) as book:
        for look in looks.sheets:
            if not look.cells:
                notes.append(Note("no_cells", look.name))
                sheets.append(Sheet(look.name, [], look.hidden))
                continue
            rows = list(_rows(book, look, cells, name))
            fill(rows, look.merged)
            cut(rows)
            unsaved = sorted(place for place, fault in look.faults.items() if fault == "formula")
            if unsaved:
                row, column = unsaved[0]
                notes.append(Note("unsaved", look.name, f"{letters(column)}{row + 1}", len(unsaved)))
            sheets.append(Sheet(look.name, rows, look.hidden, frozenset(row for row in look.hidden_rows if row < len(rows)),
                                frozenset(column for column in look.hidden_columns if rows and column < len(rows[0]))))
    return Workbook(kind, "", sheets, notes)


def _rows(book: "CalamineWorkbook", look: Look, cells: "_Cells", name: str) -> Iterator[list[Cell]]:
    """As many as the look has found."""
    try:
        found = book.get_sheet_by_name(look.name)
    except BaseException as error:
        raise _damaged(error, name) from error
    indent = [EMPTY] * (found.start[1] if found.start else 0)
    values = found.iter_rows()
    faulty = {row for row, _column in look.faults}
    none: list[Value] = []
    for row in range(look.height):
        styles = look.styles.get(row)
        line = indent + [cells.cell(value, styles[column] if styles is not None and column < len(styles) else 0)
                         if value != "" else EMPTY for column, value in enumerate(next(values, none), len(indent))]
        if row in faulty:
            line += [EMPTY] * (look.width - len(line))
            for column in range(look.width):
                if fault := look.faults.get((row, column)):
                    line[column] = fault_cell(fault)
        yield line


class _Cells:
    """Makes cells of values; equal ones are one object."""

    def __init__(self, looks: Looks) -> None:
        self._formats = looks.formats
        self._epoch = datetime(1904, 1, 1) if looks.from_1904 else datetime(1899, 12, 30)
        self._known: dict[tuple[type, Value, int], Cell] = {}

    def cell(self, value: Value, style: int) -> Cell:
        key = (type(value), value, 0 if isinstance(value, str) else style)
        cell = self._known.get(key)
        if cell is None:
            cell = self._made(value, self._formats[style] if style < len(self._formats) else "General")
            if len(self._known) < REMEMBERED:
                self._known[key] = cell
        return cell

    def _made(self, value: Value, code: str) -> Cell:
        match value:
            case str():
                return text_cell(value)
            case bool():
                return Cell("TRUE" if value else "FALSE")
            case int() | float():
                if is_date(code) and 0 <= value <= LAST_DAY:
                    return moment_cell(self._epoch + timedelta(seconds=round(value * 86400)), code)
                return format_cell(decimal(float(value)), code)
            case time():
                return moment_cell(datetime.combine(self._epoch, value), code) if is_date(code) else Cell(value.isoformat())
            case timedelta():
                seconds = round(value.total_seconds())
                return Cell(f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        if is_date(code):
            return moment_cell(moment, code)
        if code == "General":  # a cell that holds no number but an instant in ISO's form
            return Cell(moment.isoformat(" ") if moment.time() != time() else moment.date().isoformat(), None, moment.date())
        since = moment - self._epoch  # the library took the code for that of a date
        return format_cell(decimal(since / timedelta(days=1)), code)


