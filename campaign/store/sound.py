"""Is every cell what its field lets in, and does the log explain every row? Asked by ``doctor`` and before a restore.

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
from campaign.store import audit
from campaign.store.checks import TOTALS
from campaign.store.connection import Connection

LONGEST = 20_000
"""Characters of any text."""
LARGEST = 10**15
"""Of any number, in whatever unit."""
DAYS = frozenset({"held_on", "held_since", "touched", "last_report", "last_money", "last_visit", "leader_visit", "next_contact",
                  "last_progress"})
"""Days whose columns have no condition in the schema that says so."""
OURS = frozenset({"key", "blob", "hash", "head_hash"})
"""Texts that the program makes itself."""
UNLOGGED = frozenset({"campaign", "settings", "counters", "looks", "audit"})
"""Tables with rows that no row of the log speaks of one by one."""
_KINDS = {table: "".join(letter for letter, kind in codes.NAMES.items() if kind == name) for name, table in (
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
    for table, keys, columns, sql in _tables(connection):
        for column, kind in columns:
            right = _rule(table, column, kind, sql)
            for (value,) in connection.execute(f"SELECT DISTINCT {column} FROM {table} NOT INDEXED WHERE {column} IS NOT NULL"):
                if not right(value):
                    yield from (Flaw(table, key, column, str(value)) for key in _where(connection, table, keys, column, value))


def _tables(connection: Connection) -> Iterator[tuple[str, list[str], list[tuple[str, str]], str]]:
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
    if column == "code" and table in _KINDS:
        return lambda value: codes.canonical(value) == value and value[0] in _KINDS[table]
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


# What the log explains --------------------------------------------------------------------------------------------------


def unexplained(connection: Connection) -> Iterator[Flaw]:
    """Rows that are not as the log left them: changed, gone, or there without a row of the log; in the transaction that is open.

    Of a seed the log has only its files, so its rows are known where something was written about them later, or something was
    added after them: numbers only go up.
    """
    left, born, seeded = _replayed(connection)
    yield from _uncounted(connection)
    for table, keys, columns, _ in _tables(connection):
        if table == "audit":
            continue
        kept = [column for column, _ in columns if column not in audit.DERIVED and column not in TOTALS.get(table, ())]
        told, first = left.get(table, {}), born.get(table, {})
        if not told and (seeded or table in UNLOGGED):
            continue
        seen = set()
        for row in connection.execute(f"SELECT {', '.join(kept)} FROM {table}"):
            cells = dict(zip(kept, row, strict=True))
            key = tuple(str(cells[name]) for name in keys)
            if key not in told:
                if table not in UNLOGGED and (not seeded or _is_late(key, first)):
                    yield Flaw(table, " ".join(key), "*", "+")
                continue
            seen.add(key)
            after = told[key]
            if after is None:
                yield Flaw(table, " ".join(key), "*", "+")
                continue
            for column, value in after.items():
                if column in cells and cells[column] != value:
                    yield Flaw(table, " ".join(key), column, str(cells[column]))
        for key, after in told.items():
            if after is not None and key not in seen:
                yield Flaw(table, " ".join(key), "*", "-")


def _replayed(connection: Connection) -> tuple[dict[str, dict[tuple[str, ...], dict[str, Any] | None]], dict[str, dict[str, int]],
                                               bool]:
    """Table → key → the columns that the log last told of (None: gone); table → letter → least number added; was there a seed?"""
    keys = {table: names for table, names, _, _ in _tables(connection)}
    left: dict[str, dict[tuple[str, ...], dict[str, Any] | None]] = {}
    born: dict[str, dict[str, int]] = {}
    seeded = False
    for verb, changes in connection.execute("SELECT verb, changes FROM audit ORDER BY seq"):
        seeded = seeded or verb == "seed"
        if verb in (audit.REFUSED, "restore"):
            continue
        for change in json.loads(changes):
            table, before, after = change["table"], change["before"], change["after"]
            if table not in keys:  # a file of the seed
                continue
            key = tuple(str({**(before or {}), **(after or {}), **change["key"]}[name]) for name in keys[table])
            rows = left.setdefault(table, {})
            if after is None:
                rows[key] = None
                continue
            if before is None and verb != "undo":
                letter, number = _numbered(key)
                numbers = born.setdefault(table, {})
                numbers[letter] = min(number, numbers.get(letter, number))
            rows[key] = {**(rows.get(key) or {}), **after}
    return left, born, seeded


def _uncounted(connection: Connection) -> Iterator[Flaw]:
    """Rows whose number is higher than any that was given out."""
    last = dict(connection.execute("SELECT kind, last FROM counters"))
    for table in _KINDS:
        for (code,) in connection.execute(f"SELECT code FROM {table}"):
            letter, number = _numbered((code,))
            if number > last.get(letter, 0):
                yield Flaw(table, code, "*", "+")


def _numbered(key: tuple[str, ...]) -> tuple[str, int]:
    match = re.fullmatch("([A-Z]?)([0-9]{1,18})", key[0]) if len(key) == 1 else None
    return (match[1], int(match[2])) if match else ("", 0)


def _is_late(key: tuple[str, ...], first: dict[str, int]) -> bool:
    """Whether a row came after one that the log tells of, by its number."""
    letter, number = _numbered(key)
    return number > 0 and 0 < first.get(letter, 0) < number
