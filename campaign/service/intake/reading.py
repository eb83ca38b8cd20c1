"""A file of an office → its tables and rows: which sheets, which heads, which lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from campaign.core.errors import NotFound, Refused
from campaign.core.list_amounts import unit_of_column
from campaign.core.list_names import unknown
from campaign.core.names import fold
from campaign.kinds.field import Type
from campaign.service.intake import lines
from campaign.service.intake.columns import Column, Headings, told
from campaign.service.intake.figures import is_amount
from campaign.service.intake.header import find_head
from campaign.service.intake.lines import LineKind, Table
from campaign.service.intake.purposes import Purpose
from campaign.service.intake.rows import Row, Rows, Told, county_shape
from campaign.service.session import Session
from campaign.sheets import EMPTY, Sheet, SheetsError, Workbook, read
from campaign.store.queries.names import named
from campaign.words import labels

EVERY = "all"
_SUMMARY = ("汇总", "总表统计", "统计表", "汇总表")
_COUNTS = frozenset({"个数", "项目数", "项目个数", "项目数量", "项目总数"})
WORDS = ("stage", "sector", "investor")
"""Fields of which a column that is called vaguely may be any."""
_VAGUE = re.compile("类别|类型|分类|主体|属性|category|type|class", re.IGNORECASE)
_FIRM = re.compile("主体|企业|业主|单位")
GUESSED = "cp1252"


class Options(NamedTuple):
    """As they are typed."""

    sheet: str | None = None
    header: int | None = None
    """From 1."""
    transpose: bool = False
    mapped: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    encoding: str | None = None
    order: str | None = None


class OwnCells(NamedTuple):
    """A row as it stood: headings, cells, and what lines above it say instead of columns."""

    heads: tuple[str, ...]
    cells: tuple[str, ...]
    stood: tuple[tuple[str, str], ...]


class ReadList(NamedTuple):
    workbook: Workbook
    reader: Rows
    tables: list[Table]
    rows: list[Row]
    columns_left: list[tuple[str, str]]
    sheets_left: list[tuple[str, str]]
    sheets_taken: list[str]

    def own_cells(self, row: Row) -> OwnCells:
        """What a row needs to be read by itself, in another file."""
        table, purpose = self.tables[row.sheet], self.reader.purpose
        heads = tuple(self._heading(column, table.unit) for column in table.head.columns)
        above = {**purpose.above(table), **dict(row.stood)}
        return OwnCells(heads, row.cells, tuple(
            (labels.field(name), labels.coded(name, text) or text) for name, text in above.items()))

    def _heading(self, column: Column, unit: str | None) -> str:
        """With the unit that stood above the whole sheet or was typed; as the campaign calls it, where it was told what it is."""
        if column.field is None:
            return column.heading
        named = column.heading if self.reader.known.field((column.heading,))[0] == column.field else labels.field(column.field)
        unit = column.unit or unit or self.reader.unit
        field = self.reader.fields.get(column.field)
        money = (field is not None and field.holds == Type.MONEY) or is_amount(column.field)
        return f"{named}（{unit}）" if money and unit is not None and unit_of_column(named) is None else named


def open_list(session: Session, raw: bytes, file: str, options: Options, purpose: Purpose) -> ReadList:
    """Raises ``CampaignError`` where nothing of it can be read."""
    headings = headings_of(session, options, purpose)
    book = workbook(raw, file, options, headings, purpose)
    reader = Rows(session, purpose, file, unit=options.unit, order=options.order, html=book.kind == "html",
                  counties=counties_of((name for _code, name, _key in named(session.store, "county")), county_shape))
    return read_list(book, reader, headings, file, options)


def headings_of(session: Session, options: Options, purpose: Purpose) -> Headings:
    return purpose.headings(purpose.fields, session.campaign.first_day.year, dict(options.mapped), purpose.more)


def workbook(raw: bytes, file: str, options: Options, headings: Headings, purpose: Purpose) -> Workbook:
    """Raises ``SheetsError``; of a text in another encoding also whether its rows stand side by side."""
    try:
        return read(raw, name=file, encoding=options.encoding)
    except SheetsError as error:
        if error.code == "encoding" and options.encoding is None and not options.transpose:
            try:
                guessed = read(raw, name=file, encoding=GUESSED)
            except SheetsError:
                raise error from None
            if any(side_by_side(sheet, headings, purpose.needed) for sheet in guessed.sheets):
                raise Refused("sheets_encoding_aside", name=file, guess=error.params.get("guess", GUESSED)) from None
        raise


def side_by_side(sheet: Sheet, headings: Headings, needed: str) -> bool:
    """Whether what should be rows stands in columns: the heads in the first one."""
    if find_head(sheet, headings, needed) is not None or not sheet.rows:
        return False
    first = sheet.rows[0]
    return headings.field((first[0].text.strip(),))[0] == needed and len(sheet.rows) > 2 and len(first) > 2


def transposed(sheet: Sheet) -> Sheet:
    """Rows and columns exchanged; places are told as they are in the file (``Aside``)."""
    width = max(map(len, sheet.rows), default=0)
    rows = [[row[at] if at < len(row) else EMPTY for row in sheet.rows] for at in range(width)]
    return Aside(sheet.name, rows, sheet.hidden, sheet.hidden_columns, sheet.hidden_rows, sheet.lines)


class Aside(Sheet):
    """A sheet whose rows and columns were exchanged."""

    def at(self, row: int, column: int) -> str:
        return Sheet(self.name, [], lines=self.lines).at(column, row)


def read_list(book: Workbook, reader: Rows, headings: Headings, file: str, options: Options) -> ReadList:
    """Raises ``NotFound`` (exit 3) for a sheet or column that is not there, ``Refused`` where no heads are found."""
    needed = reader.purpose.needed
    sheets = [transposed(sheet) if options.transpose else sheet for sheet in book.sheets]
    chosen, left = _chosen(sheets, options.sheet, file)
    tables: list[Table] = []
    taken: list[str] = []
    for sheet in chosen:
        given = None if options.header is None else options.header - 1
        if given is not None and not 0 <= given < len(sheet.rows):
            raise NotFound("no_such_row", text=str(options.header), name=sheet.name)
        found = [reader.purpose.mended(settled(table, reader, headings))
                 for table in lines.tables(sheet, headings, needed, reader.stands_for, given)]
        for table in found:
            reader.told += _wide(reader, table)
        if options.sheet is None and given is None and any(_counts(table, needed, len(chosen)) for table in found):
            left.append((sheet.name, "summary"))
            continue
        if not found or not any(line.kind is LineKind.DATA for table in found for line in table.lines):
            left.append((sheet.name, _why_left(sheet, headings, needed)))
            continue
        tables += found
        taken.append(sheet.name)
    headings.check_used(file)
    if not tables:
        aside = any(side_by_side(sheet, headings, needed) for sheet in chosen) and not options.transpose
        raise Refused("no_heads_aside" if aside else "no_heads", name=file, heads=" / ".join(headings.example(needed)))
    registered = list(_registered(reader, tables))
    rows = list(chain.from_iterable(reader.read(table, number) for number, table in enumerate(tables)))
    columns = dict[str, str]()
    for table in tables:
        for column in table.head.columns:
            if column.field is None:
                columns.setdefault(column.heading, column.why)
    reader.told += registered
    for heading in reader.no_unit:
        columns[heading] = "no_unit"
    return ReadList(book, reader, tables, rows, list(columns.items()), left, taken)


def _wide(reader: Rows, table: Table) -> Iterator[Told]:
    """Lines that are of all rows together are sums, and it is said that they are not taken."""
    at = table.head.fields[reader.purpose.needed].at
    for number, line in enumerate(table.lines):
        if line.kind is LineKind.DATA and (text := "".join(table.sheet.rows[line.row][at].text.split())) in reader.purpose.wide:
            table.lines[number] = line._replace(kind=LineKind.SUM)
            yield Told("wide_row", reader.place(table, line.row, at), {"text": text})


def settled(table: Table, reader: Rows, headings: Headings) -> Table:
    """What stands in a column of words decides what it is, where none of it can be one of its field's: 项目类型 may be a stage or
    a sector, 投资主体 a kind of investor or a firm. A column in
    which nothing stands gives way to a second one of its field, and to what stands above the rows; an
    amount does not: this week's is not this month's.
    """
    columns = list(table.head.columns)
    for at, column in enumerate(columns):
        if column.field is None or column.field == reader.purpose.needed or fold(column.heading) in headings.mapped:
            continue
        cells = _cells(table, column)
        if not any(cells):
            if column.field not in headings.money and column.field in _otherwise(table, reader):
                columns[at] = column._replace(field=None, why="empty")
            continue
        told = [text for text in cells if not unknown(text)]
        if column.field not in WORDS or not told or any(reader.reads(column.field, text) for text in told):
            continue
        free = [name for name in WORDS if name not in table.head.fields and 2 * sum(
            reader.reads(name, text) for text in told) >= len(told)]
        if not free and "developer" in reader.fields and "developer" not in table.head.fields and _FIRM.search(column.heading):
            free = ["developer"]
        if free:
            columns[at] = column._replace(field=free[0])
        elif _VAGUE.search(column.heading):
            columns[at] = column._replace(field=None, why="unread")
    filled = {column.field for column in columns}
    second = next((at for at, column in enumerate(columns) if column.second is not None and column.second not in filled), None)
    if second is not None:
        columns[second] = columns[second]._replace(field=columns[second].second, why="", second=None)
    table = table._replace(head=replace(table.head, columns=tuple(columns)))
    return table if second is None else settled(table, reader, headings)


def _cells(table: Table, column: Column) -> list[str]:
    return [table.sheet.rows[line.row][column.at].text.strip() for line in table.lines if line.kind is LineKind.DATA]


def _otherwise(table: Table, reader: Rows) -> set[str]:
    """Fields that a second column fills, or that lines above the rows and the sheet's name say."""
    second = {column.second for column in table.head.columns if column.second is not None and any(_cells(table, column))}
    texts = {table.sheet.name, *(section.text for line in table.lines for section in line.sections)}
    return second | {name for text in texts if (name := reader.stands_for(text))}


def _counts(table: Table, needed: str, sheets: int) -> bool:
    """Whether it counts projects rather than naming them."""
    counts = any(_plain_heading(column.heading) in _COUNTS for column in table.head.columns if column.field is None)
    return counts and (sheets > 1 or _plain_heading(table.head.fields[needed].heading) in ("项目", "名称"))


def _plain_heading(heading: str) -> str:
    return told(heading).key


def _registered(reader: Rows, tables: Sequence[Table]) -> Iterator[Told]:
    """是否已入库 = 是 says no day, so that nothing can be filled in."""
    for table in tables:
        for column in table.head.columns:
            if column.field is None and ("入库" in column.heading or "纳统" in column.heading):
                said = [line.row for line in table.lines if line.kind is LineKind.DATA
                        and table.sheet.rows[line.row][column.at].text.strip() in ("是", "已入库", "√", "已纳统")]
                if said:
                    yield Told("registered_without_day", reader.place(table, said[0], column.at), {"n": len(said)})


def _chosen(sheets: Sequence[Sheet], wanted: str | None, file: str) -> tuple[list[Sheet], list[tuple[str, str]]]:
    """Hidden ones only by their name, or with all of them."""
    if wanted is not None and wanted != EVERY:
        named = [sheet for sheet in sheets if sheet.name.strip() == wanted.strip()]
        if not named:
            raise NotFound("no_such_sheet", text=wanted, name=file, names=" / ".join(sheet.name for sheet in sheets))
        return named, [(sheet.name, "not_asked") for sheet in sheets if sheet not in named]
    if wanted == EVERY:
        return list(sheets), []
    return ([sheet for sheet in sheets if not sheet.hidden],
            [(sheet.name, "hidden") for sheet in sheets if sheet.hidden])


def _why_left(sheet: Sheet, headings: Headings, needed: str) -> str:
    if not any(cell.text.strip() for row in sheet.rows for cell in row):
        return "empty"
    title = sheet.name + "".join(cell.text for row in sheet.rows[:2] for cell in row[:1])
    if any(word in title for word in _SUMMARY):
        return "summary"
    return "no_rows" if find_head(sheet, headings, needed) is not None else "no_heads"


def counties_of(names: Iterable[str], shape: Callable[[str], bool]) -> Callable[[str], bool]:
    """Whether a text is a county: one that is there, or one by its last character."""
    known = {name for name in names if name}
    return lambda text: text in known or shape(text)
