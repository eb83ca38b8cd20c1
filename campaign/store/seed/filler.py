"""Fill tables with many rows at once: what SQL takes for what the model has, the keys that names are found by."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain, compress, islice
from typing import Any, NamedTuple

from campaign.core.names import key_of
from campaign.data import readings
from campaign.store.engine.connection import Connection
from campaign.store.rows import Record

Advance = Callable[[str, int], None]
"""Told the table and the number of rows just loaded."""
PART = 5_000
"""Rows at a time."""


class Filler:
    def __init__(self, connection: Connection, at: str, actor: str, advance: Advance) -> None:
        self.connection = connection
        self.at = at
        self.actor = actor
        self.advance = advance

    def __call__(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """``rows`` hold what SQL takes, in the order of ``columns``.

        The driver takes 1 µs for each value that is not exactly a text or a number: columns that are empty are left out.
        """
        left = iter(rows)
        while part := list(islice(left, PART)):
            used = [any(value is not None for value in column) for column in zip(*part, strict=True)]
            names = list(compress(columns, used))
            filled = part if all(used) else [tuple(compress(row, used)) for row in part]
            marks = ", ".join("?" * len(names))
            self.connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", filled)
            self.advance(table, len(part))

    def named(self, table: str, kind: type[NamedTuple], rows: Iterable[Any]) -> None:
        """Things that are found by their name, the second column."""
        self(table, (*kind._fields, "key"), ((*plain(row), search_key(row[1])) for row in rows))

    def scoped(self, table: str, kind: type[NamedTuple], rows: Iterable[Any]) -> None:
        """The same for what is on several projects, which have a table of their own."""
        columns = tuple(name for name in kind._fields if name != "projects")
        at = kind._fields.index("projects")
        self(table, (*columns, "key"), ((*plain(row[:at]), *plain(row[at + 1:]), search_key(row[1])) for row in rows))

    def dated(self, table: str, kind: type[NamedTuple], rows: Iterable[Any]) -> None:
        """Facts of a project: the model says ``on`` where SQL needs ``on_day``. Their other columns are texts and numbers."""
        self(table, columns_of(kind), ((row[0], texts[row[1]], *row[2:]) for row in rows))

    def record(self, record: Record[Any], rows: Iterable[Any]) -> None:
        """What says neither when nor by whom it was said, was said now by whoever loads it."""
        stamp = {"at": self.at, "actor": self.actor}
        stamped = [(place, stamp[name]) for place, name in enumerate(record.names) if name in stamp]

        def stamp_on(row: Any) -> list[Any]:
            cells = list(plain(row))
            for place, value in stamped:
                cells[place] = cells[place] or value
            return [*cells, search_key(row.name)] if record.keyed else cells

        self(record.table, (*record.names, "key") if record.keyed else record.names, map(stamp_on, rows))

    def events(self, table: str, kind: type[NamedTuple], histories: Iterable[Sequence[Any]]) -> None:
        """Those that say neither when nor by whom were said now, by whoever loads them."""
        self(table, columns_of(kind),
             ((row[0], texts[row[1]], texts[row[2]], row[3] or self.at, row[4] or self.actor, *row[5:])
              for row in chain.from_iterable(histories)))


def columns_of(kind: type[NamedTuple]) -> tuple[str, ...]:
    return tuple("on_day" if name == "on" else name for name in kind._fields)


class Texts(dict[Any, str]):
    """Days and words as text, each written out once: a large campaign has a million rows on a few hundred days."""

    def __missing__(self, value: date | StrEnum) -> str:
        text = self[value] = value.value if isinstance(value, StrEnum) else value.isoformat()
        return text


texts = Texts()


def plain(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(map(stored, row))


def stored(value: Any) -> Any:
    if value is None or type(value) in (str, int):
        return value
    if type(value) is tuple:
        return " ".join(value)
    return int(value) if isinstance(value, bool) else texts[value]


def search_key(name: str) -> str:
    return key_of(name, readings)
