"""Printing a list: its records as JSON or CSV, facts a line, or the table; the rows that are asked for of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from campaign import words
from campaign.cli import output
from campaign.cli.output import Column, Style
from campaign.tables import values
from campaign.tables.table import L, R, Table
from campaign.tables.values import Row

_FITS: ContextVar[Callable[[Row], bool] | None] = ContextVar("fits", default=None)


@contextmanager
def only(text: str, values: Mapping[str, str]) -> Iterator[None]:
    """Of the lists printed meanwhile only the rows that have these values, and ``text`` in a code or name of theirs; pinyin and
    initials count.
    """
    from campaign.core.names import fold, key_of, matcher
    from campaign.data import readings

    fits, folded = matcher(text), fold(text)

    def suits(row: Row) -> bool:
        if any(str(row.get(key)) != value for key, value in values.items()):
            return False
        told = (value for key, value in row.items() if isinstance(value, str) and value
                and (key in ("code", "name", "title", "text", "place", "node", "chain") or key.endswith("_name")))
        return not folded or any(folded in value.casefold() or fits(value, key_of(value, readings)) for value in told)

    token = _FITS.set(suits if folded or values else None)
    try:
        yield
    finally:
        _FITS.reset(token)


def listing(rows: list[Row], style: Style, keys: Sequence[str], columns: Callable[[list[Row]], list[Column]], *,
            empty: str, skip: Sequence[str] = ()) -> None:
    """Print a list. ``keys`` head the CSV; ``columns`` make the table; ``empty`` is said when there is nothing to show.

    Under ``only`` the rows that fit it.
    """
    fits = _FITS.get()
    rows = rows if fits is None else [row for row in rows if fits(row)]
    if style.json:
        output.json_rows(rows)
    elif style.csv:
        output.csv_rows(rows, [key for key in keys if key not in skip], values.flat)
    elif not rows:
        output.talk(empty)
    elif style.plain:
        output.blocks(values.facts(row, skip) for row in rows)
    else:
        output.table(columns(rows))


def show(table: Table[L, R], told: L, style: Style, *, empty: str) -> None:
    """Print a list of a table."""
    listing(table.records(told), style, table.keys, lambda rows: columns(table, rows), empty=empty)


def columns(table: Table[L, R], records: Sequence[Row]) -> list[Column]:
    return [Column(*one) for one in table.print(records)]


def column(key: str, rows: list[Row], *, right: bool = False, flexible: bool = False) -> Column:
    """One column of a table, headed by the key's own name."""
    return Column(words.field(key), [values.human(key, row[key]) for row in rows], right, flexible)
