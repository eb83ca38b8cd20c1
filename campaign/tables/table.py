"""A list of one kind, declared once for both faces: the dashboard draws its columns, the command line prints them.

A ``Column`` carries its head, width, cell with its tone, sort, group and what the command line says in its place, so that another
column is one literal in one file. ``Table.record`` is what ``--json`` prints: a literal, for speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from campaign.core.situation import Situation
from campaign.tables.cells import code_width, header_line, labels_width, title_line
from campaign.tables.order import Value
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece, calm
from campaign.tables.values import human
from campaign.tables.width import Align, Fitted, cell, cells, name_width, whole_words
from campaign.tables.width import Column as Laid
from campaign.text import _, language
from campaign.words import choices, field

R = TypeVar("R")

Record: TypeAlias = dict[str, Any]
Keyed: TypeAlias = Callable[[str], Value]
"""Of a code: what it is sorted by, or the group that it is in."""


class Listing(Generic[R]):
    """The rows of a list as of a situation. A table that must know more of them has its own kind of listing."""

    def __init__(self, situation: Situation, rows: Mapping[str, R]) -> None:
        self.situation, self.rows = situation, rows

        self.needs: dict[str, int] = {}  # cells of the longest text of a column, once it was asked for

    def name(self, code: str | None) -> str | None:
        """The name behind a code; None where there is none."""
        return None if code is None else self.situation.name_of(code)


L = TypeVar("L", bound=Listing[Any])

Size: TypeAlias = "Callable[[L, Column[L, R], int], tuple[int, int]]"
"""Of the listing, the column and the cells of a row: the width that a column would like, and what it can do with (0: no less)."""


class Plain(NamedTuple):
    """A column as the command line prints it, headed by the name of the record's key unless ``head`` says otherwise."""

    text: Callable[[Record], str] | None = None
    """None: the value of ``key`` in words."""
    head: str = ""
    """An ``N_`` mark."""
    key: str = ""
    """Of the record; empty: as the column."""
    right: bool = False
    flexible: bool = False
    """Cut first when the terminal is too narrow."""
    more: Callable[[Any, Record], str] | None = None
    """In place of ``text``, of the listing and the record: where that alone does not say it."""


class Printed(NamedTuple):
    """A column of the command line with its cells."""

    head: str
    cells: list[str]
    right: bool
    flexible: bool


@dataclass(frozen=True, eq=False)
class Group(Generic[L]):
    """What rows are grouped by."""

    of: Callable[[L], Callable[[str], str]]
    name: Callable[[L, str], str]
    """What the header of a group says; the group's own name comes from ``of``."""
    rank: Callable[[L], Callable[[str, Sequence[str]], Any]] | None = None
    """The order of the groups, from a group's name and its codes; None: the larger first."""
    hides: bool = True
    """Its column is in its headers."""


@dataclass(frozen=True, eq=False)
class Column(Generic[L, R]):
    """``width`` and ``least`` in cells. What gives way first has the highest ``gives``; what has 0 stays."""

    key: str
    head: str = ""
    """An ``N_`` mark."""
    width: int | Size[L, R] = 0
    cell: Callable[[L, R], Piece] | None = None
    """None: it is the command line's alone."""
    least: int = 0
    align: Align = "left"
    flex: int = 0
    gives: int = 0
    whole: bool = False
    """Its texts are labels: one that is too long loses whole words."""
    sort: Callable[[L], Keyed] | None = None
    """What should come first compares least; None, and ``s`` passes it over."""
    group: Group[L] | None = None
    plain: Plain | None = None
    """None: it is the dashboard's alone."""
    shown: Callable[[L, int], bool] | None = None
    """Whether it is there at all, in rows of so many cells."""
    draw: Callable[[L, R, int, Signs], Sequence[Piece]] | None = None
    titled: Callable[[L, int, Signs], Line] | None = None
    """The cell and the title in exactly so many cells, where that is more than a text cut or padded."""
    room: int = 0
    """Cells of a row from which on it is there: in less, the detail tells it. What a list is sorted by is always there."""
    lit: bool = False
    """It says a light, a due day or the level of a finding: no other column may be red or yellow."""

    @property
    def title(self) -> str:
        return _(self.head) if self.head else ""

    def sized(self, told: L, room: int, *, last: bool = False) -> Laid:
        """As it is laid out, in the language of the moment. What stands last may have all that is left."""
        wide, least = (self.width, self.least) if isinstance(self.width, int) else self.width(told, self, room)
        most = self.need(told) if self.flex and not last and self.cell is not None else 0
        return Laid(self.key, self.title, wide, least, self.align, self.flex, self.gives, self.whole, most)

    def need(self, told: L) -> int:
        """Cells of its longest text. None has more than two for a character: most of ten thousand are not measured."""
        if (most := told.needs.get(self.key, 0)) == 0:
            most = cells(self.title)
            for text in self.texts(told):
                if 2 * len(text) > most:
                    most = max(most, cells(text))
            told.needs[self.key] = most
        return most

    def texts(self, told: L) -> Iterable[str]:
        assert self.cell is not None
        return (self.cell(told, row)[0] for row in told.rows.values())


@dataclass(frozen=True, eq=False)
class Table(Generic[L, R]):
    """``sorts``, ``groups`` and ``printed`` name those that come first in their orders (``s``, ``v``, the command line); what
    they do not name follows in the order of the columns.
    """

    name: str
    columns: Sequence[Column[L, R]]
    sorts: Sequence[str] = ()
    groups: Sequence[str] = ("",)
    """``""`` is no grouping at all."""
    printed: Sequence[str] = ()
    grouped: Mapping[str, Group[L]] | None = None
    """Groups that are no column's."""
    record: Callable[[L, R], Record] | None = None
    keys: Sequence[str] = ()
    """Of a record that is not one literal; else ``heads`` reads them off that."""
    about: Callable[[L, R], Iterable[str | None]] | None = None
    """Codes and words of what a row is on, by whose names ``/`` finds it too."""
    called: Callable[[L, R], str] | None = None
    """The words of its own by which it is found in pinyin; None: its name or title."""
    facts: Callable[[L, str, Sequence[str], int], list[Piece]] | None = None
    """What the header of a group says at the right: of the listing, what is grouped by, the codes, the cells of a row."""
    laid: Callable[[L, str, int, list[Laid]], list[Laid]] | None = None
    """A last hand at the columns that are laid out: of the listing, the group and the cells of a row."""
    edge: Callable[[L, R], str] | None = None
    """The light of a row: ``red``, ``yellow``, ``green``, ``grey``, or nothing. Its edge and its word are one sign."""

    @cached_property
    def by_key(self) -> Mapping[str, Column[L, R]]:
        return {column.key: column for column in self.columns}

    @cached_property
    def heads(self) -> Sequence[str]:
        """Of a CSV file: the keys of the record."""
        from campaign.tables.record_keys import keys_of  # only lists without rows have to ask

        assert self.record is not None
        return self.keys or keys_of(self.record)

    @cached_property
    def sort_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.sorts, *(column.key for column in self.columns if column.sort))))

    @cached_property
    def group_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.groups, *(column.key for column in self.columns if column.group))))

    # The dashboard's list ---------------------------------------------------------------------------------------------

    def value(self, told: L, sort: str) -> Keyed:
        by = self.by_key[sort].sort
        assert by is not None
        return by(told)

    def group(self, group: str) -> Group[L]:
        found = (self.grouped or {}).get(group) or self.by_key[group].group
        assert found is not None
        return found

    def rank(self, told: L, group: str) -> Callable[[str, Sequence[str]], Any]:
        by = self.group(group).rank if group and self.columns else None
        return by(told) if by is not None else lambda name, codes: (-len(codes), name)

    def header(self, told: L, group: str, name: str, codes: Sequence[str], width: int) -> Line:
        facts = [(str(len(codes)), "quiet")] if self.facts is None else self.facts(told, group, codes, width)
        return header_line(self.group(group).name(told, name), facts, width)

    def laid_out(self, told: L, group: str, room: int, sort: str = "") -> list[Laid]:
        """The columns that there are for rows of ``room`` cells; ``width.fit`` says which of them fit."""
        hidden = group if group and self.group(group).hides else None
        there = [column for column in self.columns if (column.cell or column.draw) and column.key != hidden
                 and (room >= column.room or column.key == sort) and (column.shown is None or column.shown(told, room))]
        found = [column.sized(told, room, last=column is there[-1]) for column in there]
        return found if self.laid is None else self.laid(told, group, room, found)

    def titles(self, told: L, fitted: Sequence[Fitted], sort: str, reverse: bool, signs: Signs) -> Line:
        drawn = {laid.key: by(told, room, signs) for laid, room, _gap in fitted if (by := self.by_key[laid.key].titled)}
        return title_line(fitted, sort, reverse, drawn)

    def row(self, told: L, row: R, fitted: Sequence[Fitted], signs: Signs) -> Line:
        line: list[Piece] = []
        for laid, room, gap in fitted:
            column = self.by_key[laid.key]
            if column.draw is not None:
                line += column.draw(told, row, room, signs)
                if gap:
                    line.append((" " * gap, ""))
                continue
            assert column.cell is not None
            text, tone = column.cell(told, row)
            if laid.whole:
                text = whole_words(text, room)
            said = cell(text, room, laid.align) + " " * gap
            word = said.rstrip() if " on " in tone else said  # what is filled is the word
            line += [(word, tone if column.lit else calm(tone)), *([(said[len(word):], "")] if word is not said else [])]
        return line

    # The command line's listing ---------------------------------------------------------------------------------------

    def records(self, told: L) -> list[Record]:
        assert self.record is not None
        return [self.record(told, row) for row in told.rows.values()]

    def print(self, records: Sequence[Record], told: L | None = None) -> list[Printed]:
        """``told`` is what the records are of; a table needs it whose columns say ``more``."""
        order = dict.fromkeys((*self.printed, *(column.key for column in self.columns if column.plain)))
        return [_printed(self.by_key[key], records, told) for key in order]


def _printed(column: Column[Any, Any], records: Sequence[Record], told: Any) -> Printed:
    said = column.plain
    assert said is not None
    key, more = said.key or column.key, said.more
    text = said.text or (lambda record: human(key, record[key]) if more is None else more(told, record))
    return Printed(_(said.head) if said.head else field(key), list(map(text, records)), said.right, said.flexible)


# How wide a column is ---------------------------------------------------------------------------------------------------


def widest(most: int, least: int | Callable[[int, int], int] = 0) -> Size[L, R]:
    """As wide as its widest cell or its title, but no more than ``most``. ``least`` may be worked out from that width and the
    cells of a row.
    """
    def size(told: L, column: Column[L, R], room: int) -> tuple[int, int]:
        wide = labels_width([*column.texts(told), column.title], most)
        return wide, least if isinstance(least, int) else least(wide, room)

    return size


def choosing(words: type[StrEnum], most: int, least: int | Callable[[int, int], int] = 0, *,
             titled: bool = False) -> Size[L, R]:
    """As wide as the longest of these words (``titled``: or its title), no more than ``most``. ``least``: see ``widest``."""
    def size(told: L, column: Column[L, R], room: int) -> tuple[int, int]:
        wide = labels_width([*choices(words).values(), *([column.title] if titled else ())], most)
        return wide, least if isinstance(least, int) else least(wide, room)

    return size


def titled(least: int) -> Size[L, R]:
    """As wide as its title, and at least so wide."""
    return lambda told, column, room: (max(least, cells(column.title)), 0)


def spoken(english: int, chinese: int, least: int = 0) -> Size[L, R]:
    """By the language of the moment."""
    return lambda told, column, room: (chinese if language() == "zh" else english, least)


def longest(told: L, column: Column[L, R], room: int) -> tuple[int, int]:
    """As wide as the longest code, of lists whose title gives way to that."""
    return max(map(len, told.rows), default=5), 0


def by_county(told: L, column: Column[L, R], room: int) -> tuple[int, int]:
    """As wide as the names of counties are: ten thousand rows have a few of them."""
    return max(labels_width((row.name for row in told.situation.snapshot.counties.values()), 12), 6), 6


def coded(told: L, column: Column[L, R], room: int) -> tuple[int, int]:
    """As wide as the codes of the rows."""
    return code_width(list(told.rows)), 0


def named(told: L, column: Column[L, R], room: int) -> tuple[int, int]:
    """A column of names: others give way to it, and with ``flex`` it takes what they leave, if a name needs it."""
    return name_width(column.title, column.texts(told), room)


def by_code(told: Listing[Any]) -> Keyed:
    """In the order of the numbers of their codes, which equals stand in anyway."""
    return lambda code: 0
