"""Is every cell what its field lets in? Asked by ``doctor`` and before a restore, with what ``explained`` asks of whole rows.

SQLite itself looks at types, references and the schema's own conditions; here is what only the program knows. A column is read by
its distinct values, so that a million rows on a few hundred days cost little.
"""

from collections.abc import Iterator
from typing import NamedTuple

from campaign.store.cell_rules import decided, rule
from campaign.store.engine.connection import Connection


class Flaw(NamedTuple):
    """A cell, or a row (``column`` is ``*``), that is not what the program wrote."""

    table: str
    key: str
    column: str
    value: str


def flaws(connection: Connection) -> Iterator[Flaw]:
    """Cells that no field would let in, in the transaction that is open."""
    for table, keys, columns, sql in tables(connection):
        for column, kind in columns:
            right = rule(table, column, kind, sql)
            for (value,) in connection.execute(f"SELECT DISTINCT {column} FROM {table} NOT INDEXED WHERE {column} IS NOT NULL"):
                if not right(value):
                    yield from (Flaw(table, key, column, str(value)) for key in _where(connection, table, keys, column, value))
        yield from _undecided(connection, table, keys)


def _undecided(connection: Connection, table: str, keys: list[str]) -> Iterator[Flaw]:
    """Cells that are not what another one of their row says that they are."""
    column, by_word = decided(table) or ("", {})
    for word, rules in by_word.items():
        for name, right in rules.items():
            for (value,) in connection.execute(f"SELECT DISTINCT {name} FROM {table} NOT INDEXED WHERE {column} = ?", (word,)):
                if not right(value):
                    for row in connection.execute(f"SELECT {', '.join(keys)} FROM {table} NOT INDEXED WHERE {column} = ? "
                                                  f"AND {name} IS ?", (word, value)):
                        yield Flaw(table, " ".join(map(str, row)), name, str(value))


def tables(connection: Connection) -> Iterator[tuple[str, list[str], list[tuple[str, str]], str]]:
    """(name, columns of the key, (column, type) of all, how it was made) of each table of ours."""
    found = connection.execute("""SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
                                  AND name NOT GLOB '_*' ORDER BY name""").fetchall()
    for name, sql in found:
        about = connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (name,)).fetchall()
        keys = [row[0] for row in sorted(about, key=lambda row: int(row[2])) if row[2]]
        yield name, keys, [(row[0], row[1]) for row in about], sql


def _where(connection: Connection, table: str, keys: list[str], column: str, value: object) -> Iterator[str]:
    for row in connection.execute(f"SELECT {', '.join(keys)} FROM {table} NOT INDEXED WHERE {column} = ?", (value,)):
        yield " ".join(map(str, row))
