"""What each line of a sheet is: title, heads, a section, a sum, a note, blank, or a row of data."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from campaign.core.fullwidth import NARROW
from campaign.core.list_amounts import unit_of_line
from campaign.core.names import fold
from campaign.service.intake.columns import Headings
from campaign.service.intake.header import Head, find_head, head_at, is_numbering, named
from campaign.sheets import Cell, Sheet


class LineKind(StrEnum):
    TITLE = "title"
    HEADER = "header"
    SECTION = "section"
    SUM = "sum"
    NOTE = "note"
    BLANK = "blank"
    DATA = "data"


class Section(NamedTuple):
    """A line above rows. Of its own words one may stand for a column that the rows lack."""

    level: int
    text: str
    """Without its number and count."""
    said: int | None
    row: int


class Line(NamedTuple):
    row: int
    kind: LineKind
    text: str = ""
    """Of a section or sum: its words; of a title: all of it."""
    sections: tuple[Section, ...] = ()
    """Of data and sums: those that it stands in, the outermost first."""
    said: int | None = None
    """Of sums: how many rows it says there are."""


class Table(NamedTuple):
    """The rows under one head, until the next head that has other columns."""

    sheet: Sheet
    head: Head
    lines: list[Line]
    unit: str | None
    """Of the sheet: ``单位：万元`` above the heads."""


_SUM = re.compile(r"(?:[一二三四五六七八九十]+[、.])?(?:.{0,12}(?:合计|小计|总计|共计)(?::|[0-9]+(?:[个项](?:项目)?)?)?|"
                  r"计|累计|合计[:(].{0,12}|"
                  r"共计?[0-9]+[个项](?:项目)?|其中[:：].*|(?:grand|sub)?-?totals?:?|sum:?)")
_SAID_BY = "|".join((
    "注", "备注", "说明", "填表说明", "填报说明", "填报人", "填报单位", "填表人", "制表", "制表人", "制表单位", "审核", "审核人",
    "审批", "审批人", "联系人", "联系电话", "单位负责人", "负责人签字", "数据来源", "来源", "附注", "注释", "统计时间", "截至",
    "截止", "数据截至"))
_NOTE = re.compile(rf"(?:{_SAID_BY})[0-9]?(?:[:：.、,，].*|.*日)|共[0-9]+[条个项行].*|[★▲*※]+(?:为|号|表示).*|第[0-9]+页.*")
_COUNT = re.compile(r"[(](?:共|计|合计)?([0-9]+)(?:个|项|条)?(?:项目)?[)]|"
                    r"(?<![0-9])(?:共|(?<![总合小共])计)?([0-9]+)(?:个|项)(?:项目)?$")
_COUNT_ALONE = re.compile("([0-9]+)(?:个|项)(?:项目)?")
"""Of a section, in a cell of its own."""
_ORDINALS = (re.compile(r"第?[一二三四五六七八九十]+[、.．部分]*"), re.compile(r"[(][一二三四五六七八九十]+[)][、.]?"),
             re.compile(r"[①-⑳]|[0-9]+[)）、.．](?![0-9])"))
_ORDINAL_ALONE = (re.compile(r"[一二三四五六七八九十]+[、.．]?"), re.compile(r"[(][一二三四五六七八九十]+[)]"))
_STEM_ALONE = re.compile("[甲乙丙丁戊ⅠⅡⅢⅣA-E][、.．]?")
"""A number too where the words beside it have a count, or stand for a column."""
_NUMBER = re.compile(r"[0-9]+(?:\.0*)?")
ENDS = ("类项目", "类", "项目", "一批", "批", "领域", "方面", "部分", "片区")
Words = Callable[[str], str]
"""The field for which a text may stand that is a county, a sector or a stage; else empty."""


def tables(sheet: Sheet, headings: Headings, needed: str, words: Words, given: int | None = None) -> list[Table]:
    """All tables of one sheet, with a line for every row of it; empty without heads.

    ``given`` is the row (0-based) that is said to be the heads.
    """
    head = find_head(sheet, headings, needed) if given is None else head_at(sheet, headings, given, needed)
    if head is None or needed not in head.fields:
        return []
    reader = _Lines(sheet, head, needed, words)
    above = [reader.above(row) for row in range(head.first)]
    unit = _unit(sheet, above)
    found = [Table(sheet, head, above, unit)]
    row = head.first
    while row < len(sheet.rows):
        if row == head.first or (row > head.last and needed in (again := named(sheet.rows[row], headings)) and len(again) > 1):
            if row != head.first:
                head = head_at(sheet, headings, row, needed)
                head = replace(head, first=max(head.first, row))
                reader = _Lines(sheet, head, needed, words, reader.sections)
                above = _waiting(sheet, found[-1].lines)
                unit, before = _unit(sheet, above) or unit, unit
                if head.columns != found[-1].head.columns or unit != before:
                    found.append(Table(sheet, head, [], unit))
                found[-1].lines.extend(above)
            row = head.last + 1 + (head.last + 1 < len(sheet.rows) and is_numbering(sheet.rows[head.last + 1]))
            found[-1].lines.extend(Line(each, LineKind.HEADER) for each in range(head.first, row))
            continue
        found[-1].lines.append(reader.line(row))
        row += 1
    return found


def _unit(sheet: Sheet, above: Sequence[Line]) -> str | None:
    return next((unit for line in above for cell in sheet.rows[line.row] if (unit := unit_of_line(cell.text))), None)


def _waiting(sheet: Sheet, lines: list[Line]) -> list[Line]:
    """What stands between the rows and heads that stand there again is of those: taken from ``lines``. A line of one cell right
    above heads is a title and no project.
    """
    above: list[Line] = []
    while lines and lines[-1].kind not in (LineKind.SUM, LineKind.HEADER) and (lines[-1].kind is not LineKind.DATA or sum(
            1 for cell in sheet.rows[lines[-1].row] if cell.text.strip() and not cell.covered) == 1):
        line = lines.pop()
        title = line.kind in (LineKind.NOTE, LineKind.DATA)
        above.append(Line(line.row, LineKind.TITLE, _joined(sheet.rows[line.row])) if title else line)
    return above[::-1]


def _joined(row: Sequence[Cell]) -> str:
    return " ".join(cell.text.strip() for cell in row if cell.text.strip() and not cell.covered)


class _Lines:
    """Reads the lines under one head."""

    def __init__(self, sheet: Sheet, head: Head, needed: str, words: Words, sections: tuple[Section, ...] = ()) -> None:
        self.sheet, self.head, self.words, self.sections = sheet, head, words, sections
        self.name = head.fields[needed].at
        self.styles: list[str] = []
        self.taken = [column.at for column in head.columns if column.field is not None]

    def above(self, row: int) -> Line:
        """A line above the first heads: a title, but for a county, a sector or a stage that stands there alone."""
        cells = self.sheet.rows[row]
        own = [(at, cell) for at, cell in enumerate(cells) if cell.text.strip() and not cell.covered]
        if not own:
            return Line(row, LineKind.BLANK)
        if len(own) == 1 and self.words(without_count(_numbered("".join(own[0][1].text.translate(NARROW).split()))[1])) and (
                section := self._section(row, own, "")) is not None:
            self.sections = (*(each for each in self.sections if each.level < section.level), section)
            return Line(row, LineKind.SECTION, section.text, self.sections, section.said)
        return Line(row, LineKind.TITLE, _joined(cells))

    def line(self, row: int) -> Line:
        cells = self.sheet.rows[row]
        own = [(at, cell) for at, cell in enumerate(cells) if cell.text.strip() and not cell.covered]
        if not own:
            return Line(row, LineKind.BLANK)
        texts = [cell.text.strip() for _at, cell in own]
        named = "" if self._reaches_over(cells, self.name) else cells[self.name].text.strip()
        flats = ["".join(text.translate(NARROW).split()) for text in texts if not _NUMBER.fullmatch(text)] or texts[:1]
        flat = flats[0]
        # Where no name stands, 小计 may stand beside a county that is merged down.
        for text in ((flat, "".join(named.translate(NARROW).split())) if named else flats):
            if _is_sum(text):
                return Line(row, LineKind.SUM, text, self.sections, _count(text))
        if _NOTE.fullmatch(flat) and (len(own) == 1 or not self._values(own) or ":" in flat):
            return Line(row, LineKind.NOTE, flat)
        if unit_of_line(flat) is not None and len(own) <= 2:
            return Line(row, LineKind.NOTE, flat)
        if (section := self._section(row, own, named)) is not None:
            self.sections = (*(each for each in self.sections if each.level < section.level), section)
            return Line(row, LineKind.SECTION, section.text, self.sections, section.said)
        if len(own) == 1 and not named:
            return Line(row, LineKind.NOTE, flat)
        if len(own) == 1 and self.name + 1 < len(cells) and self._reaches_over(cells, self.name + 1):
            return Line(row, LineKind.NOTE, flat)
        return Line(row, LineKind.DATA, named, self.sections)

    @staticmethod
    def _reaches_over(cells: Sequence[Cell], at: int) -> bool:
        """Whether the cell belongs to one that begins further left in the same row."""
        return at > 0 and cells[at].covered and cells[at].text == cells[at - 1].text != ""

    def _values(self, own: Sequence[tuple[int, Cell]]) -> list[int]:
        """Columns that are taken, besides the name, in which something stands."""
        return [at for at, _cell in own if at in self.taken and at != self.name]

    def _section(self, row: int, own: Sequence[tuple[int, Cell]], named: str) -> Section | None:
        """Its number stands before the words, or in a cell of its own; beside them at most counts and sums."""
        counted = next((int(found[1]) for _at, cell in own if (found := _COUNT_ALONE.fullmatch(cell.text.strip()))), None)
        said = [text for _at, cell in own if not _figure(text := cell.text.strip()) and not _COUNT_ALONE.fullmatch(text)]
        if not said or len(said) > 2:
            return None
        plain = ["".join(text.translate(NARROW).split()) for text in said]
        alone = next((level for level, pattern in enumerate(_ORDINAL_ALONE, 1) if pattern.fullmatch(plain[0])), None)
        if len(said) == 2 and own[0][0] != self.name and own[0][1].text.strip() == said[0] and (
                _STEM_ALONE.fullmatch(plain[0])) and (
                counted is not None or _count(plain[1]) is not None or self.words(without_count(plain[1]))):
            alone = 0
        if alone is not None and len(said) == 2:
            count = _count(plain[1])
            return self._at(str(alone), without_count(plain[1]), counted if count is None else count, row)
        if len(said) != 1 or _NUMBER.fullmatch(own[0][1].text.strip()):
            return None
        level, words = _numbered(plain[0])
        count = _count(words)
        bare = without_count(words)
        stands_for, valued = self.words(bare), bool(self._values(own))
        if level in (1, 2) or stands_for or (not valued and level) or (
                count is not None and len(bare) <= 20 and (not valued or words.endswith(")"))):
            return self._at(str(level) if level else f"unnumbered {stands_for}", bare, count, row)
        return None

    def _at(self, style: str, text: str, count: int | None, row: int) -> Section:
        """As deep as its like has been before; a new style is one deeper than what it stands in."""
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1:]
        else:
            self.styles.append(style)
        return Section(len(self.styles) - 1, text, count, row)


def _is_sum(flat: str) -> bool:
    return any(_SUM.fullmatch(text) for text in (flat.casefold(), _COUNT.sub("", flat).casefold()))


def _numbered(text: str) -> tuple[int, str]:
    """Level by the form of the number, 0 without one; the words behind it."""
    for level, pattern in enumerate(_ORDINALS, 1):
        match = pattern.match(text)
        if match is not None and match.end() < len(text) and (level > 1 or text[match.end() - 1] in "、.．"):
            return level, text[match.end():].lstrip("、.．")
    return 0, text


def _figure(text: str) -> bool:
    return re.fullmatch(r"[-+]?[0-9][0-9,.]*%?(?:个|项)?", "".join(text.translate(NARROW).split())) is not None


def _count(text: str) -> int | None:
    match = _COUNT.search(text)
    return int(match[1] or match[2]) if match else None


def without_count(text: str) -> str:
    return _COUNT.sub("", text).strip(":：、 ")


def bare_words(text: str) -> Iterator[str]:
    """What a line above rows may say: itself, and without 类, 一批, 项目 behind it; the likeliest first."""
    flat = fold(without_count("".join(text.translate(NARROW).split())))
    yield flat
    for end in ENDS:
        if flat.endswith(end) and len(flat) > len(end):
            yield flat.removesuffix(end)


def counted(tables: Sequence[Table]) -> Counter[LineKind]:
    return Counter(line.kind for table in tables for line in table.lines)
