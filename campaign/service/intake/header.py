"""Where the heads of a table stand in a sheet: rows of several levels, merged or not, repeated lower down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from campaign.core.list_amounts import unit_of_line
from campaign.service.intake.columns import Column, Headings
from campaign.sheets import EMPTY, Cell, Sheet

FAR = 200
"""Rows in which the first heads are looked for."""
LEVELS = 4
_FIGURE = re.compile(r"[-+＋－]?[0-9０-９][0-9０-９,，.．%]*")
_LINES = re.compile(r"(?<=[\u4e00-\u9fff）)]) (?=[\u4e00-\u9fff（(])")
"""Where a Chinese heading is broken for the width of its column."""
_STEMS = frozenset("甲乙丙丁")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?")
Row = Sequence[Cell]


@dataclass(frozen=True)
class Head:
    """Rows ``first`` to ``last`` (0-based) are heads of these columns; the rows below them are its table."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @cached_property
    def fields(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns if column.field is not None}


def find_head(sheet: Sheet, headings: Headings, needed: str, start: int = 0) -> Head | None:
    """The best heads from row ``start`` on; None where no row has the column ``needed``, and another one."""
    best, most = None, 1
    for at in range(start, min(len(sheet.rows), start + FAR)):
        names = named(sheet.rows[at], headings)
        if needed in names and len(names) > most:
            best, most = at, len(names)
    return None if best is None else head_at(sheet, headings, best, needed)


def named(row: Row, headings: Headings) -> set[str]:
    """The fields that the cells of one row name by themselves; none where it cannot be a row of heads."""
    if not like_head(row):
        return set()
    return {name for cell in row if cell.text and (name := headings.field((cell.text.strip(),))[0]) is not None}


def like_head(row: Row) -> bool:
    """Words, and no amounts or days: years may stand above what is of them."""
    own = [cell for cell in row if cell.text.strip() and not cell.covered]
    return len({cell.text for cell in row if cell.text.strip()}) > 1 and not any(
        cell.day is not None or (_FIGURE.fullmatch(text := cell.text.strip()) and not _YEAR.fullmatch(text)) for cell in own)


def is_numbering(row: Row) -> bool:
    """Whether its columns are numbered there, as statistical tables have it beneath the heads: 1, 2, 3 or 甲, 乙, 1, 2."""
    texts = [text.strip("()（）") for cell in row if (text := cell.text.strip()) and not cell.covered]
    figures = [text for text in texts if text not in _STEMS]
    return len(texts) > 2 and figures == [str(number) for number in range(1, len(figures) + 1)]


def head_at(sheet: Sheet, headings: Headings, at: int, needed: str) -> Head:
    """The heads of which row ``at`` is one: further levels below and above it belong to it."""
    rows, first, last = sheet.rows, at, at
    key = next((place for place, cell in enumerate(rows[at])
                if headings.field((cell.text.strip(),))[0] == needed), 0)
    while last + 1 < len(rows) and last - first + 1 < LEVELS and _goes_on(rows[last], rows[last + 1], headings, key):
        last += 1
    while first > 0 and last - first + 1 < LEVELS and _groups(rows[first - 1], rows[first]):
        first -= 1
    return Head(first, last, _columns(rows[first:last + 1], headings))


def _goes_on(row: Row, below: Row, headings: Headings, key: int) -> bool:
    """Whether the row below is a further level: cells reach down into it, or it stands under none of the name's."""
    cell = below[key]
    own = [lower for lower in below if lower.text.strip() and not lower.covered]
    if own and not cell.text.strip() and all(lower.text.strip()[0] in "(（[【" and unit_of_line(lower.text) for lower in own):
        return True  # units, each beneath its word
    if not like_head(below) or (cell.text.strip() and not cell.covered):
        return False
    reaching = [at for at, (upper, lower) in enumerate(zip(row, below, strict=True))
                if lower.covered and lower.text and lower.text == upper.text]
    if reaching and cell.covered:
        return bool(own)
    return bool(own) and not cell.text.strip() and any(
        headings.field((lower.text.strip(),))[0] is not None for lower in own) and len(own) < len(below) - 1


def _groups(above: Row, row: Row) -> bool:
    """Whether the row above names groups of columns, or cells of it reach down; a title or a unit is none."""
    if not like_head(above):
        return False
    texts = [cell.text.strip() for cell in above if cell.text.strip() and not cell.covered]
    if any(":" in text or "：" in text or len(text) > 30 for text in texts):
        return False
    reaches = any(upper.text and lower.covered and upper.text == lower.text for upper, lower in zip(above, row, strict=True))
    wide = any(one.text and other.covered and one.text == other.text for one, other in pairwise(above))
    loose = len(texts) > 1 and not any(cell.covered for cell in above)
    return reaches or wide or loose


def _columns(rows: Sequence[Row], headings: Headings) -> tuple[Column, ...]:
    """One for each that has a heading. Of two for one field the first is taken."""
    width = max(map(len, rows))
    levels = [[_LINES.sub("", " ".join(cell.text.split())) for cell in (*row, *[EMPTY] * (width - len(row)))] for row in rows]
    for upper, lower, row in zip(levels, levels[1:], rows, strict=False):
        if not any(cell.covered for cell in row):  # no merged cells: the head of a group stands above its first column alone
            for at in range(1, width):
                upper[at] = upper[at] or (upper[at - 1] if lower[at] else "")
    found: list[Column] = []
    taken: set[str] = set()
    for at in range(width):
        own = [text for level in levels if (text := level[at])]
        texts = [text for number, text in enumerate(own) if number == 0 or text != own[number - 1]]
        if not texts:
            continue
        column = headings.column(at, texts)
        if column.field is not None and column.field in taken:
            column = column._replace(field=None, why="twice", second=column.field)
        if column.field is not None:
            taken.add(column.field)
        found.append(column)
    return tuple(found)
