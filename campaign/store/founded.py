"""What the rows of a campaign were when it was founded: per table a digest, which the log keeps with its first entry.

A seed brings rows that the log never tells of one by one. What became of them can be told from there on, so that with the digest
no row can be changed, added or taken away unseen (``explained``).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from campaign.store.audit import DERIVED
from campaign.store.engine.connection import Connection
from campaign.store.engine.digest import sha256

FOUNDED = "founded"
"""In the place of a table's name: the change of an audit row that says what the tables were."""
CONFIRMED = ("confirmed", "confirmed_by", "confirmed_on")
"""Columns that say what has become of a record's results."""
TOTALS = {
    "projects": ("done_100", "last_report", "last_money", "last_visit", "leader_visit", "crew", "crew_planned", "funds_100",
                 "registered_100", "next_contact", "too_late_after", "risk_after", "lapses"),
    "land_tasks": ("done", "last_progress", *CONFIRMED),
    "blockers": ("held_since", "touched", "moves", "silent_moves", "bounced", "rests", *CONFIRMED),
    "approvals": CONFIRMED, "leads": CONFIRMED,
}
"""Columns that writes recompute from other rows."""
APART = frozenset({"audit", "campaign", "counters", "looks"})
"""Tables that are held against something else: the chain of hashes, the log itself, the numbers that were given out; what
somebody has looked at last is nobody else's business."""
_PART = 1_000


class Table:
    """The shape of one: ``keys``, and ``columns`` of which each row must give account, the keys among them."""

    def __init__(self, name: str, about: Iterable[tuple[str, int]]) -> None:
        """``about``: each column and its place in the key, 0 for none."""
        known = list(about)
        self.name = name
        self.keys = [column for column, place in sorted(known, key=lambda one: one[1]) if place]
        self.columns = [column for column, _ in known if column not in DERIVED and column not in TOTALS.get(name, ())]
        self.versioned = any(column == "version" for column, _ in known)

    def rows(self, connection: Connection, columns: Sequence[str]) -> Iterable[tuple[Any, ...]]:
        """By key. From the table itself: an index may say something else."""
        return connection.execute(
            f"SELECT {', '.join(columns)} FROM {self.name} NOT INDEXED ORDER BY {', '.join(self.keys)}")


def tables(connection: Connection) -> Iterator[Table]:
    """All of ours."""
    found = connection.execute("""SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
                                  AND name NOT GLOB '_*' ORDER BY name""").fetchall()
    for (name,) in found:
        yield Table(name, connection.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall())


def digest(rows: Iterable[Sequence[Any]]) -> tuple[int, str]:
    """Number and SHA-256 of rows in the order in which they come: a JSON list of cells each, after each a comma and a space."""
    count, told, left = 0, sha256(), iter(rows)
    while part := list(islice(left, _PART)):
        count += len(part)
        told.update(f"{json.dumps(part, ensure_ascii=False)[1:-1]}, ".encode())
    return count, told.hexdigest()


def founding(connection: Connection) -> dict[str, Any]:
    """The change that goes into the log: what all tables are now, in the transaction that is open. Empty ones are left out.

    The columns are named, so that one which a later schema adds makes no difference.
    """
    told = {}
    for table in tables(connection):
        if table.name not in APART:
            count, sha256 = digest(table.rows(connection, table.columns))
            if count:
                told[table.name] = {"rows": count, "sha256": sha256, "columns": " ".join(table.columns)}
    last = dict(connection.execute("SELECT kind, last FROM counters ORDER BY kind").fetchall())
    names = "id, name, first_day, length, time_zone, golden_end, filing_day, language"
    campaign = dict(zip(names.split(", "), connection.execute(f"SELECT {names} FROM campaign").fetchone(), strict=True))
    return {"table": FOUNDED, "key": {}, "before": None, "after": {"campaign": campaign, "tables": told, "counters": last}}
