"""Is every cell what its field lets in? Asked by ``doctor`` and before a restore, with what ``explained`` asks of whole rows.

SQLite itself looks at types, references and the schema's own conditions; here is what only the program knows. A column is read by
its distinct values, so that a million rows on a few hundred days cost little.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from campaign.clean import clean
from campaign.core import codes
from campaign.core.dates import parse_instant
from campaign.core.errors import CampaignError
from campaign.store.connection import Connection

LONGEST = 20_000
"""Characters of any text."""
LARGEST = 10**15
"""Of any number, in whatever unit."""
DAYS = frozenset({"held_on", "held_since", "touched", "last_report", "last_money", "last_visit", "leader_visit", "next_contact",
                  "last_progress", "escalated", "resolved", "too_late_after", "risk_after"})
"""Days whose columns have no condition in the schema that says so."""
OURS = frozenset({"key", "blob", "hash", "head_hash"})
"""Texts that the program makes itself."""
KINDS = {table: "".join(letter for letter, kind in codes.NAMES.items() if kind == name) for name, table in (
    ("county", "counties"), ("unit", "units"), ("person", "people"), ("project", "projects"), ("blocker", "blockers"),
    ("land_task", "land_tasks"), ("approval", "approvals"), ("lead", "leads"), ("task_force", "task_forces"), ("trip", "trips"),
    ("event", "promotion_events"), ("dispatch", "dispatches"), ("merit", "merits"), ("case", "cases"))}
"""Table → the letters of its codes."""


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
            right = _rule(table, column, kind, sql)
            for (value,) in connection.execute(f"SELECT DISTINCT {column} FROM {table} NOT INDEXED WHERE {column} IS NOT NULL"):
                if not right(value):
                    yield from (Flaw(table, key, column, str(value)) for key in _where(connection, table, keys, column, value))


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


# What a cell may be -----------------------------------------------------------------------------------------------------


def _rule(table: str, column: str, kind: str, sql: str) -> Callable[[Any], bool]:
    if kind == "INTEGER":
        return lambda value: type(value) is int and abs(value) <= LARGEST
    words = re.search(rf"\b{column} IN \(('[^)]*')\)", sql)
    if words:
        return frozenset(re.findall("'([^']*)'", words[1])).__contains__
    if f"length({column}) = 10" in sql or (column in DAYS and table != "audit"):
        return _is_day
    if f"length({column}) = 7" in sql:
        return lambda value: _is_day(f"{value}-01")
    if column == "at" or (table in ("members", "member_keys") and column == "since"):
        return _is_instant
    if column == "code" and table in KINDS:
        return lambda value: codes.canonical(value) == value and value[0] in KINDS[table]
    if table == "audit" and column in ("changes", "touched"):
        return _is_told
    if column in OURS:
        return lambda value: bool(value.isprintable())
    return _is_text


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_instant(value: str) -> bool:
    try:
        parse_instant(value)
    except CampaignError:
        return False
    return True


def _is_text(value: str) -> bool:
    try:
        return clean(value, LONGEST) == value
    except CampaignError:
        return False


def _is_told(value: str) -> bool:
    try:
        json.loads(value)
    except ValueError:
        return False
    return True
