"""Rows of the database → rows of the model: a table is declared once, and the row of the model says how its cells are read.

Cells are read a column at a time, a hundred rows together: ten thousand projects take 40 ms.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from enum import StrEnum
from functools import cached_property, partial
from itertools import islice
from types import GenericAlias, UnionType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from campaign.core.dates import stored_day
from campaign.core.errors import NotFound
from campaign.store.engine.connection import Connection

Row = tuple[Any, ...]
Cell = Callable[[Any], Any]
Model = TypeVar("Model", bound=NamedTuple)
TOGETHER = 100
"""Rows that are read at once: with more of them the processor's cache no longer holds them."""


class Readable(Protocol):
    """The store, as far as a table needs it."""

    def reading(self) -> AbstractContextManager[Connection]: ...


class Days(dict[str | None, date | None]):
    """ISO text → date, each day made once: ten thousand projects share a few hundred days."""

    def __init__(self, read: Callable[[str], date]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str | None) -> date | None:
        day = self[text] = None if text is None else self._read(text)
        return day


DAYS = Days(stored_day)
CLOCKS = Days(date.fromisoformat)
"""What the statutory clocks have worked out, ``date.min`` included."""
day = stored_day


def words(enum: type[StrEnum]) -> Mapping[str | None, Any]:
    return {None: None, **{word.value: word for word in enum}}


def _cell(kind: Any) -> Cell | None:
    """How a cell is read that is of this type in the model; None when it is what it is."""
    if isinstance(kind, UnionType):
        parts = [part for part in kind.__args__ if part is not type(None)]
        kind = parts[0] if len(parts) == 1 else object  # text or number: as it is stored
    if isinstance(kind, GenericAlias):  # several words with blanks between them
        word = kind.__args__[0]
        return lambda text: tuple(map(word, text.split()))
    if kind is date:
        return DAYS.__getitem__
    if kind is bool:
        return {None: None, 0: False, 1: True}.__getitem__
    return words(kind).__getitem__ if issubclass(kind, StrEnum) else None


class Record(Generic[Model]):
    """How one table and one row of the model belong together."""

    def __init__(self, table: str, kind: type[Model], *, order: str = "", keyed: bool = False, linked: str | None = None,
                 shared: Iterable[str] = (), clocks: Iterable[str] = (), renamed: Mapping[str, str] | None = None) -> None:
        """``order`` is the table's usual one. ``keyed`` tables have a search key of the name. ``linked`` is the field that
        another table holds, ``shared`` those with a code that many rows have, ``clocks`` days that the statutory clocks work out;
        ``renamed``: field → column, where that is another, or what else the database is asked for it.
        """
        self.table, self.kind, self.order, self.keyed = table, kind, order, keyed
        self.names = tuple((renamed or {"on": "on_day"}).get(name, name) for name in kind._fields if name != linked)
        """Columns, in the order of the model."""
        self.columns = ", ".join(self.names)
        self.select = f"SELECT {self.columns} FROM {table}"
        self._link = kind._fields.index(linked) if linked else None
        self._shared, self._clocks = frozenset(shared), frozenset(clocks)

    @cached_property
    def _fields(self) -> list[str]:
        return [name for place, name in enumerate(self.kind._fields) if place != self._link]

    @cached_property
    def _cells(self) -> list[tuple[int, Cell]]:
        read = ((CLOCKS.__getitem__ if name in self._clocks else _cell(self.kind.__annotations__[name])) for name in self._fields)
        return [(place, cell) for place, cell in enumerate(read) if cell is not None]

    def rows(self, found: Iterable[Row], links: Mapping[str, tuple[str, ...]] | None = None, same: Cell | None = None,
             ) -> Iterator[Model]:
        """Rows with this table's columns as rows of the model. ``links``: what the field that is linked holds, by code. ``same``
        gives for a code the one string that all rows share.
        """
        for _codes, rows in self._made(found, links, same):
            yield from rows

    def by_code(self, found: Iterable[Row], links: Mapping[str, tuple[str, ...]] | None = None, same: Cell | None = None,
                ) -> dict[str, Model]:
        """By the first column, as ``rows``."""
        known: dict[str, Model] = {}
        for codes, rows in self._made(found, links, same):
            known.update(zip(codes, rows, strict=True))
        return known

    def _made(self, found: Iterable[Row], links: Mapping[str, tuple[str, ...]] | None, same: Cell | None,
              ) -> Iterator[tuple[tuple[str, ...], Iterable[Model]]]:
        """The first column and the rows, a hundred at a time."""
        cells = list(self._cells)
        if same is not None:
            cells += [(place, same) for place, name in enumerate(self._fields) if name in self._shared]
        # A NamedTuple's own constructor costs half as much again.
        make: Callable[[Row], Model] = partial(tuple.__new__, self.kind)
        found = iter(found)
        while some := list(islice(found, TOGETHER)):
            columns: list[Any] = list(zip(*some, strict=True))
            codes = columns[0]
            for place, cell in cells:
                columns[place] = map(cell, columns[place])
            if self._link is not None:
                columns.insert(self._link, [(links or {}).get(code, ()) for code in codes])
            yield codes, map(make, zip(*columns, strict=True))

    def read(self, connection: Connection, rest: str = "", *values: object) -> list[Model]:
        """Rows of the table; ``rest`` is SQL from WHERE on."""
        return list(self.rows(connection.execute(f"{self.select} {rest}", values)))

    def all(self, store: Readable, **columns: str) -> list[Model]:
        """Rows in the table's usual order: all, or those whose ``columns`` have these values.

        >>> LEADS.all(store, leader="L03", stage="signed")
        """
        assert set(columns) <= set(self.names)
        where = f"WHERE {' AND '.join(f'{name} = ?' for name in columns)}" if columns else ""
        with store.reading() as connection:
            return self.read(connection, where + (f" ORDER BY {self.order}" if self.order else ""), *columns.values())

    def one(self, store: Readable, code: str) -> Model:
        """The one with this code. Raises ``NotFound``."""
        found = self.all(store, code=code)
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[0]
