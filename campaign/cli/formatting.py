"""Printing a list: its records as JSON or CSV, facts a line, or the table; the rows that are asked for of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from campaign import words
from campaign.cli import output
from campaign.cli.output import Column, Style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.names import Entry
from campaign.kinds import registry
from campaign.service import Session
from campaign.store.queries.names import name_of
from campaign.tables import values
from campaign.tables.search import Described, Search
from campaign.tables.sought import stored
from campaign.tables.table import L, R, Table
from campaign.tables.values import Row

_ONLY: ContextVar[tuple[str, Mapping[str, str]]] = ContextVar("only", default=("", {}))
_TAKEN: ContextVar[list[Row] | None] = ContextVar("taken", default=None)
_CALLED = ("name", "title", "text", "place", "node", "chain")
"""What a record is called, beside the names in it."""


@contextmanager
def only(text: str, asked: Mapping[str, str]) -> Iterator[None]:
    """Of the lists printed meanwhile only the rows that have these values, and every word of ``text`` in what they say."""
    token = _ONLY.set((text, asked))
    try:
        yield
    finally:
        _ONLY.reset(token)


@contextmanager
def taken() -> Iterator[list[Row]]:
    """The records of the lists that would be printed meanwhile, instead of printing them."""
    rows: list[Row] = []
    token = _TAKEN.set(rows)
    try:
        yield rows
    finally:
        _TAKEN.reset(token)


class _Records:
    """Records as something to look into: by what they say in words, and by the codes and words of the campaign in them."""

    def __init__(self, records: Sequence[Row], session: Session) -> None:
        self.rows: Mapping[str, Row] = {str(at): record for at, record in enumerate(records)}
        self._session = session

    def describe(self, code: str) -> Described:
        record = self.rows[code]
        found = [value for value in record.values() if isinstance(value, str)]
        called = (value for key, value in record.items() if value and (key in _CALLED or key.endswith("_name")))
        said = [values.human(key, value) for key, value in record.items()]
        return Described(" ".join(map(str, called)), [*said, *found], found)

    def name(self, code: str) -> str | None:
        kind = codes.kind_of(code)
        return name_of(self._session.store, kind, code) if registry.kind(kind).found else None

    def entries(self, kind: str) -> Iterable[Entry]:
        return stored(self._session, kind)

    def test(self, word: str) -> None:
        return None


def _wanted(rows: list[Row]) -> list[Row]:
    text, asked = _ONLY.get()
    rows = [row for row in rows if all(str(row.get(key)) == value for key, value in asked.items())]
    if not text:
        return rows
    search, records = Search(), _Records(rows, current().session())
    search.type(text)
    search.learn(records)
    return [row for code, row in records.rows.items() if search(code)]


def listing(rows: list[Row], style: Style, keys: Sequence[str] | Table[Any, Any], columns: Callable[[list[Row]], list[Column]], *,
            empty: str, skip: Sequence[str] = ()) -> None:
    """Print a list. ``keys``, or those of the table's record, head the CSV; ``columns`` make the table; ``empty`` is said when
    there is nothing to show.

    Under ``only`` the rows that fit it.
    """
    rows = _wanted(rows)
    if (taken := _TAKEN.get()) is not None:
        taken += rows
    elif style.json:
        output.json_rows(rows)
    elif style.csv:
        if isinstance(keys, Table):
            keys = list(rows[0]) if rows else keys.heads
        output.csv_rows(rows, [key for key in keys if key not in skip], values.flat)
    elif not rows:
        if empty:
            output.talk(empty)
    elif style.plain:
        output.blocks(values.facts(row, skip) for row in rows)
    else:
        output.table(columns(rows))


def show(table: Table[L, R], told: L, style: Style, *, empty: str) -> None:
    """Print a list of a table."""
    listing(table.records(told), style, table, lambda rows: columns(table, rows, told), empty=empty)


def columns(table: Table[L, R], records: Sequence[Row], told: L | None = None) -> list[Column]:
    """``told`` as in ``Table.print``."""
    return [Column(*one) for one in table.print(records, told)]


def column(key: str, rows: list[Row], *, right: bool = False, flexible: bool = False) -> Column:
    """One column of a table, headed by the key's own name."""
    return Column(words.field(key), [values.human(key, row[key]) for row in rows], right, flexible)
