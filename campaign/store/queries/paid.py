"""Money by day, as a dashboard follows it: read once, then brought along by what the log says of the reports since."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from operator import add
from typing import Any, NamedTuple

from campaign.core.codes import EVERYTHING
from campaign.store import rows, snapshot
from campaign.store.engine.connection import Connection
from campaign.store.store import Store

_COUNTED = "withdrawn IS NULL AND plan_100 > 0"
_DECIDE = frozenset({"withdrawn", "plan_100"})
"""Columns by which a project counts."""
TOGETHER = 64
"""Sets of days that are kept apart while they are added up."""


class Paid(NamedTuple):
    by_day: Mapping[date, int]
    """Day → money (万元) reported for it, of the projects that have a plan and are not withdrawn."""
    moved: frozenset[date] | None
    """Days for which a report came or went since the one before; None: any may be others."""
    first: date
    last: date
    seq: int
    head: str


def paid(store: Store, first: date, last: date, old: Paid | None = None) -> Paid:
    """Both days included. With ``old`` only what was written since is read, where that tells it all: the same as without."""
    with store.reading() as connection:
        if old is not None and (first, last) == (old.first, old.last) and (new := _along(connection, old)) is not None:
            return new
        return Paid(_read(connection, first, last), None, first, last, *snapshot.read_head(connection))


def _read(connection: Connection, first: date, last: date) -> dict[date, int]:
    """A row a project; those that reported on the same days are added up together. To sort all reports takes twice as long, and
    thirty megabytes.
    """
    alike, found = dict[str, list[int]](), dict[date, int]()
    for days, money in connection.execute(
            f"""SELECT group_concat(on_day), group_concat(money) FROM progress
                WHERE project IN (SELECT code FROM projects WHERE {_COUNTED}) AND on_day BETWEEN ? AND ? GROUP BY project""",
            (first.isoformat(), last.isoformat())):
        amounts, before = list(map(int, money.split(","))), alike.get(days)
        alike[days] = amounts if before is None else list(map(add, before, amounts))
        if len(alike) == TOGETHER:
            _into(found, alike)
    _into(found, alike)
    return found


def _into(found: dict[date, int], alike: dict[str, list[int]]) -> None:
    while alike:
        days, amounts = alike.popitem()
        for on, amount in zip(map(rows.day, days.split(",")), amounts, strict=True):
            found[on] = found.get(on, 0) + amount


def _along(connection: Connection, old: Paid) -> Paid | None:
    """None where the log went another way, or a project counts that did not, or does no more."""
    log = connection.execute("SELECT seq, hash, touched, changes FROM audit WHERE seq >= ? ORDER BY seq", (old.seq,)).fetchall()
    if not log or log[0][:2] != (old.seq, old.head):
        return None
    written: list[tuple[str, date, int]] = []
    for _seq, _hash, touched, changes in log[1:]:
        if EVERYTHING in json.loads(touched):
            return None
        if '"progress"' not in changes and not any(f'"{name}"' in changes for name in _DECIDE):
            continue
        reports = _reports(json.loads(changes))
        if reports is None:
            return None
        written += reports
    counted, found, moved = _counting(connection, {project for project, _on, _money in written}), dict(old.by_day), set[date]()
    for project, on, money in written:
        if old.first <= on <= old.last:
            moved.add(on)
            if project in counted:
                found[on] = found.get(on, 0) + money
    return Paid(found, frozenset(moved), old.first, old.last, *log[-1][:2])


def _reports(changes: Iterable[Mapping[str, Any]]) -> list[tuple[str, date, int]] | None:
    """Project, day and money of each report that came, or, taken off, went. None where what counts may be other projects."""
    found = []
    for change in changes:
        before, after = change["before"], change["after"]
        if change["table"] == "projects" and before is not None and (after is None or not _DECIDE.isdisjoint(after)):
            return None  # one that was added has no other reports than those told here
        if change["table"] == "progress":
            row = after or before
            if before is not None and after is not None:
                return None
            found.append((row["project"], rows.day(row["on_day"]), row.get("money", 0) * (1 if after else -1)))
    return found


def _counting(connection: Connection, codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code for (code,) in connection.execute(
        f"SELECT code FROM projects WHERE {_COUNTED} AND code IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(codes)),)))
