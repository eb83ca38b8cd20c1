"""The rows of a list: what each cell says for its field, and what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from campaign.clean import clean
from campaign.core.dates import zone
from campaign.core.errors import BadInput, CampaignError
from campaign.core.fullwidth import NARROW
from campaign.core.list_amounts import amount
from campaign.core.list_days import day_of, is_short, span_of
from campaign.core.list_names import unknown
from campaign.core.names import fold
from campaign.kinds.field import Field, Type, parse
from campaign.service.intake import figures
from campaign.service.intake.columns import SPAN, Column
from campaign.service.intake.figures import Figure, figure
from campaign.service.intake.lines import Line, LineKind, Table, bare_words, without_count
from campaign.service.intake.purposes import Purpose
from campaign.service.session import Session
from campaign.sheets import Cell
from campaign.words.reading import written

_QUOTED = re.compile(r'=""?([^"]*)""?')
_SPOILT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
_WITH_POST = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")
_SEVERAL = re.compile(r"[、,，;；/\n]+(?![^(（]*[)）])")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,8}(?:县|区|市|旗)")
_YARD = re.compile("(?:小|片|园|景|社|校|院|厂|库|街|灾|居住|住宅|生活|服务|核心|保护|安置|集聚|集中|功能|工业|加工|示范|作业)区$"
                   "|(?:全|本|跨|各|城|超|菜|门|夜)市$|(?:全|各|跨|本)[县区]|县区$|市区$|县市区$")
"""What ends like a county and is none."""
_DURATION = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?(?:个?月|年|天|日|个?日历天|个?工作日|周|months?|years?|days?)?", re.IGNORECASE)
"""How long something takes, and not when."""
_DONE = re.compile("(?:已经?|未|尚未|暂未|正在)(?:开工|动工|竣工|完工|建成|投产|投用|启动|实施|入库|纳统)(?:建设)?|"
                   "长期|立行立改|即知即改|立查立改|常态化|待开工|在建|续建|新建")
_COUNTED = re.compile("([0-9０-９]+)(?:人|名|台套?|辆|套|个)")
_BREAK = re.compile(r"(?<=[\u4e00-\u9fff；，。、：）])[ \t]*[\r\n]+[ \t]*(?=[\u4e00-\u9fff])")
_NEUTRALISED = frozenset("=+-@＝＋－＠")
"""What a list of ours puts an apostrophe before, so that no spreadsheet runs it."""


class Told(NamedTuple):
    """Something to be said of a cell that was taken."""

    key: str
    """Of ``words.intake.TOLD``."""
    at: str
    facts: Mapping[str, object] = {}


class Row:
    """One line of data. A long list has many of them: what most rows lack takes no room."""

    __slots__ = (
        "cells",
        "codes",
        "faults",
        "line",
        "loose",
        "name",
        "names",
        "posts",
        "raw",
        "reader",
        "sheet",
        "stood",
        "table",
        "typed",
        "values",
    )

    def __init__(self, reader: "Rows", table: Table, line: Line, sheet: int) -> None:
        self.reader, self.table, self.line, self.sheet = reader, table, line.row, sheet
        self.name = ""
        self.cells: tuple[str, ...] = ()
        """What stands in the columns of its table, as it is."""
        self.values: dict[str, Any] = {}
        """Field → what is stored of it; nothing for an empty cell."""
        self.names: dict[str, str] = {}
        """Field that refers to something → how the row calls that."""
        self.codes: dict[str, str] = {}
        """The same as codes, of what is there; a name that is to be added stays as it is folded."""
        self.posts: dict[str, str] = {}
        self.raw: dict[str, Decimal] = {}
        """Amounts before they were rounded, in 万元, where that makes a difference."""
        self.typed: tuple[str, ...] = ()
        """Amounts that are text, which a spreadsheet's SUM passes over."""
        self.loose: tuple[str, ...] = ()
        """Fields of which a word says no more than how far it has got at least."""
        self.stood: tuple[tuple[str, str], ...] = ()
        """Fields that no column of it fills, but a line above it or the sheet's name: and what that says."""
        self.faults: list[tuple[str, CampaignError]] = []

    @property
    def at(self) -> str:
        """``file:sheet!cell`` of its name."""
        return self.place(self.reader.purpose.needed)

    def place(self, field: str) -> str:
        """Where the cell of that field is; of one that has none, where the name is."""
        fields = self.table.head.fields
        column = fields.get(field) or (fields.get(SPAN) if field in ("planned_start", "planned_finish") else None)
        return self.reader.place(self.table, self.line, (column or fields[self.reader.purpose.needed]).at)

    def exact(self, field: str) -> Decimal | None:
        """An amount before it was rounded."""
        size = self.values.get(field)
        return self.raw.get(field, None if size is None else Decimal(size))

    def complain(self, field: str, error: CampaignError) -> None:
        self.faults.append((self.place(field), error))


class Rows:
    """Reads the data lines of tables into rows."""

    def __init__(self, session: Session, purpose: Purpose, file: str, *, unit: str | None, order: str | None, html: bool,
                 counties: Callable[[str], bool]) -> None:
        self.session, self.purpose, self.file, self.unit, self.order, self.html = session, purpose, file, unit, order, html
        self.is_county = counties
        self.fields = {field.name: field for field in purpose.fields}
        self.told: list[Told] = []
        self.no_unit: dict[str, str] = {}
        """Headings of columns whose amounts have no unit → where the first stands."""
        self.known = purpose.headings(purpose.fields, session.campaign.first_day.year, {}, purpose.more)
        """What headings mean without being told."""
        self.zone = zone(session.campaign.time_zone)

    # Words that stand for a column --------------------------------------------------------------------------------------

    def stands_for(self, text: str) -> str:
        return next((name for name, _value in self._words(text)), "")

    def _words(self, text: str) -> Iterator[tuple[str, str]]:
        """Field and value for which a line above rows may stand."""
        for words in bare_words(text):
            for name in self.purpose.standing:
                field = self.fields[name]
                if field.words is not None and (code := field.cells.get(words) or written(field.words, words)) is not None:
                    yield name, code
            if "county" in self.purpose.standing and self.is_county(words):
                yield "county", words

    def reads(self, name: str, text: str) -> bool:
        """Whether a cell says one of the words of that field."""
        field = self.fields.get(name)
        return field is not None and field.words is not None and any(
            words in field.cells or written(field.words, words) is not None for words in bare_words(text))

    def _standing(self, table: Table, line: Line) -> dict[str, str]:
        """Values of columns that the rows lack, from the lines above them and from the sheet's name."""
        texts = (table.sheet.name, *(section.text for section in line.sections))
        return {name: value for text in texts for name, value in self._words(text) if name not in table.head.fields}

    # Rows ---------------------------------------------------------------------------------------------------------------

    def read(self, table: Table, number: int) -> Iterator[Row]:
        """Of what it has read no more is kept than a row says: a sheet's cells are not needed twice."""
        for line in table.lines:
            if line.kind is LineKind.DATA:
                row = Row(self, table, line, number)
                self._fill(row, table, line)
                cells = table.sheet.rows[line.row]
                row.cells = tuple([self._own(cells[column.at]) for column in table.head.columns])
                table.sheet.rows[line.row] = []
                yield row

    def place(self, table: Table, row: int, column: int) -> str:
        return f"{self.file}:{table.sheet.name}!{table.sheet.at(row, column)}"

    def _fill(self, row: Row, table: Table, line: Line) -> None:
        cells = table.sheet.rows[line.row]
        for name, column in table.head.fields.items():
            cell = cells[column.at]
            if cell.fault:
                row.complain(name, BadInput("cell_fault", text=cell.fault))
                continue
            text = self._text(cell)
            if not text.strip() or (name != self.purpose.needed and unknown(text)):
                continue
            try:
                self._take(row, name, column, cell, text, table)
            except CampaignError as error:
                row.complain(name, error)
        standing = self._standing(table, line)
        row.stood = tuple(standing.items())
        for name, value in standing.items():
            if name == "county":
                row.names.setdefault(name, value)
            else:
                row.values.setdefault(name, value)
        if "county" in self.fields and "county" not in table.head.fields and "county" not in row.names \
                and self.is_county(place := str(row.values.get("place") or "")):
            row.names["county"] = place
        row.name = str(row.values.get(self.purpose.needed) or row.names.get(self.purpose.needed) or "")

    def _own(self, cell: Cell) -> str:
        """What a cell says to whoever reads it in a file of text: a day however it is shown, a line that was broken as one."""
        if cell.day is not None and is_short(cell.text):
            return cell.day.isoformat()
        return self._unbroken(cell.text)

    def _unbroken(self, text: str) -> str:
        if "\n" not in text:
            return text
        return text.replace("\n", " ") if self.html else _BREAK.sub("", text)

    def _text(self, cell: Cell) -> str:
        text = self._unbroken(cell.text)  # a line broken within a cell, for the width of the paper
        if text[:1] == "'" and text[1:2] in _NEUTRALISED:
            text = text[1:]
        if text[:1] == "=" and (match := _QUOTED.fullmatch(text.strip())) is not None:
            text = match[1]
        return text

    def _take(self, row: Row, name: str, column: Column, cell: Cell, text: str, table: Table) -> None:
        field = self.fields.get(name)
        if name == SPAN:
            if _DURATION.fullmatch("".join(text.split())):
                self.told.append(Told("duration", row.place(name), {"text": text.strip()}))
                return
            first, last = span_of(text, cell.number, cell.day, cell.ambiguous, self._day, self.zone, self.order)
            row.values.setdefault("planned_start", first.isoformat())
            row.values.setdefault("planned_finish", last.isoformat())
        elif (what := figure(name)) is not None and self.purpose.headings is figures.FigureHeadings:
            self._figure(row, name, what, column, cell, text, table)
        elif field is None:
            row.values[name] = clean(text, 500)
        elif field.holds == Type.MONEY:
            self._money(row, field, column, cell, text, table)
        elif field.holds == Type.DAY:
            if _DONE.fullmatch("".join(text.split())):
                self.told.append(Told("no_day", row.place(name), {"text": text.strip()}))
                return
            day = day_of(text, cell.number, cell.day, cell.ambiguous, self._day, self.zone, self.order)
            if field.past and day > self.session.today:
                raise BadInput("day_in_future", field=name, day=day.isoformat(), today=self.session.today.isoformat())
            row.values[name] = day.isoformat()
        elif field.reference:
            self._name(row, field, text)
        elif name == "national_code":
            self._code(row, text)
        else:
            row.values[name] = self._plain(row, field, text)

    def _money(self, row: Row, field: Field, column: Column, cell: Cell, text: str, table: Table) -> None:
        found = amount(text, cell.number, column.unit or table.unit or self.unit, signed=field.name == "money")
        if found is None:
            self.no_unit.setdefault(column.heading, row.place(field.name))
            return
        row.values[field.name] = found.size
        if cell.number is None:
            row.typed += (field.name,)
        if found.rounded:
            row.raw[field.name] = found.exact
            shown = text.strip() if cell.number is None else str(cell.number)
            self.told.append(Told("rounded", row.place(field.name), {"text": shown, "amount": found.size}))
        elif found.size == 0 and field.name == "total":
            self.told.append(Told("zero", row.place(field.name)))

    def _figure(self, row: Row, name: str, what: Figure, column: Column, cell: Cell, text: str, table: Table) -> None:
        """Of an indicator. One that another column names is read when that is known."""
        if what.metric is None:
            row.values[name] = clean(text, 60)
            if cell.number is not None:
                row.raw[name] = cell.number
            return
        unit = column.unit or table.unit or self.unit
        measure = figures.measure_by(what, text, column.unit)
        size = figures.read_figure(what.metric, measure, text, cell.number, unit)
        if size is None:
            self.no_unit.setdefault(column.heading, row.place(name))
        else:
            row.values[what._replace(measure=measure).name] = size

    def _name(self, row: Row, field: Field, text: str) -> None:
        """Of two people in one cell the first is taken. ``王某山（副市长）`` says the post too."""
        if field.holds in ("leader", "person"):
            several = [part for part in (clean(part) for part in _SEVERAL.split(text)) if part and not unknown(part)]
            for other in several[1:]:
                self.told.append(Told("second_person", row.place(field.name), {"field": field.name, "text": other}))
            text = several[0] if several else ""
            if (match := _WITH_POST.fullmatch(text)) is not None:
                text, row.posts[field.name] = match[1].strip(), match[2].strip()
        if field.holds == "county":  # 临江区（5个）
            text = without_count(text.translate(NARROW))
        if text := clean(text):
            row.names[field.name] = text

    def _code(self, row: Row, text: str) -> None:
        code = clean(text, 64).lstrip("'").strip()
        if _SPOILT.fullmatch(code):
            raise BadInput("code_spoilt", text=code)
        row.values["national_code"] = code

    def _plain(self, row: Row, field: Field, text: str) -> Any:
        if field.words is not None and field.cells:
            for words in bare_words(text):
                if (code := field.cells.get(words)) is not None:
                    row.loose += (field.name,)
                    return code
        if field.holds == Type.COUNT and (match := _COUNTED.fullmatch(text.strip())) is not None:
            text = match[1]
        return parse(field, text, self.session)

    def _day(self, text: str) -> date:
        return self.session.day(text)


def county_shape(text: str) -> bool:
    return _COUNTY.fullmatch(text) is not None and _YARD.search(text) is None


def same_text(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value
