"""Originals (基准): what a target was at the end of day 1, or the first of what came later, where it has been changed since.

They follow from ``target_changes`` and from the dated histories that were there before it, and that seeds bring.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from campaign.store.engine.connection import Connection
from campaign.store.rows import DAYS, Row

BATCH = 500
DATES = frozenset({"due", "planned_start", "planned_finish"})
"""Fields of which rules need the day."""
NUMBERS = ("total", "plan_100", "funds_planned", "provincial_key")
"""Fields of ``project_changes`` that are numbers; there they are text."""


def _quoted(column: str) -> str:
    numbers = ", ".join(map(repr, NUMBERS))
    return f"CASE WHEN {column} IS NULL THEN 'null' WHEN field IN ({numbers}) THEN {column} ELSE json_quote({column}) END"


HISTORIES = (
    ("target_changes", "subject", "field", "before", "after", "why", "agreed_by", "field <> ''"),
    ("blocker_events", "blocker", "'due'", "json_quote(source)", "json_quote(target)", "text", "NULL", "kind = 'due'"),
    ("land_events", "task", "'due'", "json_quote(source)", "json_quote(target)", "text", "NULL", "kind = 'due'"),
    ("approval_events", "approval", "'due'", "json_quote(source)", "json_quote(target)", "text", "NULL", "kind = 'due'"),
    ("project_changes", "project", "field", _quoted("before"), _quoted("after"), "NULL", "NULL", "1 = 1"))
"""Table, and where it has: subject, field, before, after, why, agreed_by; which of its rows."""


def changes(connection: Connection, subjects: Iterable[str] | None = None) -> list[Row]:
    """(subject, field, on_day, at, actor, before, after, why, agreed_by) of every change of a target after day 1 that took
    something's place, oldest first; of these records, or of all. One that stands in two histories is told once.
    """
    if subjects is None:
        return _changes(connection, "", ())
    wanted, found = list(subjects), list[Row]()
    for start in range(0, len(wanted), BATCH):
        part = wanted[start:start + BATCH]
        found += _changes(connection, f"AND {{subject}} IN ({', '.join('?' * len(part))})", part)
    return found


def _changes(connection: Connection, which: str, values: Iterable[str]) -> list[Row]:
    found: dict[tuple[str, str, str], Row] = {}
    for table, subject, field, before, after, why, agreed, rows in HISTORIES:
        for row in connection.execute(
                f"""SELECT {subject}, {field}, on_day, at, actor, {before}, {after}, {why}, {agreed} FROM {table}
                    WHERE {rows} AND on_day > (SELECT first_day FROM campaign) {which.format(subject=subject)} ORDER BY id""",
                tuple(values)):
            if row[5] not in ("null", "0"):  # of money, nought is nothing yet
                found.setdefault((row[0], row[1], row[3]), row)
    return sorted(found.values(), key=lambda row: row[3])


def read_originals(connection: Connection, subjects: Iterable[str] | None = None) -> dict[str, Mapping[str, Any]]:
    """Code → field → its original, as far as lights and rates rest on it: ``JUDGED``, of projects and of blockers and land tasks
    that are open; days as days. What has never been changed is not there.
    """
    if subjects is None:
        return _originals(connection, "", ())
    wanted, found = list(subjects), dict[str, Mapping[str, Any]]()
    for start in range(0, len(wanted), BATCH):
        part = wanted[start:start + BATCH]
        found |= _originals(connection, f"AND {{subject}} IN ({', '.join('?' * len(part))})", part)
    return found


JUDGED = ("total", "plan_100", "funds_planned", "planned_start", "planned_finish", "due")
_FIRST = (
    ("target_changes", "subject", "field", "before", f"field IN ({', '.join(map(repr, JUDGED))})"),
    ("blocker_events", "blocker", "'due'", "json_quote(source)",
     "kind = 'due' AND blocker IN (SELECT code FROM blockers WHERE state <> 'resolved')"),
    ("land_events", "task", "'due'", "json_quote(source)",
     "kind = 'due' AND task IN (SELECT code FROM land_tasks WHERE accepted IS NULL)"),
    ("project_changes", "project", "field", _quoted("before"), f"field IN ({', '.join(map(repr, JUDGED))})"))
"""As ``HISTORIES``: what the picture needs, the first change alone."""


def _originals(connection: Connection, which: str, values: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    written: dict[tuple[str, str], str] = {}
    for table, subject, field, before, rows in _FIRST:
        for code, name, value, at in connection.execute(
                f"""SELECT {subject}, {field}, {before}, MIN(at) FROM {table}
                    WHERE {rows} AND {before} NOT IN ('null', '0') AND on_day > (SELECT first_day FROM campaign)
                    {which.format(subject=subject)} GROUP BY 1, 2""", tuple(values)):
            if at <= written.get((code, name), at):
                written[code, name] = at
                told = json.loads(value)
                found.setdefault(code, {})[name] = DAYS[told] if name in DATES else told
    return dict(found)
