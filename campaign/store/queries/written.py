"""When each record was last written, and which days were taken away again: what a calendar that others take over must know."""

import json
from typing import NamedTuple

from campaign.core.codes import EVERYTHING
from campaign.store.store import Store

DAYS = {"projects": ("planned_start", "planned_finish", "review"), "blockers": ("due", "review"), "land_tasks": ("due",),
        "approvals": ("due", "next_contact"), "leads": ("next_on",), "trips": ("first",)}
"""Table → columns of days that people put into calendars."""
_EMPTIED = ('"after": null', *{f'"{column}": null' for columns in DAYS.values() for column in columns})

class Written(NamedTuple):
    """A row of the audit: its number, and its instant as UTC ISO text."""

    seq: int
    at: str


class History(NamedTuple):
    first: Written
    """What came in with the seed was written then."""
    whole: Written
    """When the campaign itself was last changed."""
    of: dict[str, Written]
    """By code, where it was written since."""
    emptied: dict[tuple[str, str], str]
    """Code and column → the last day (ISO) that stood there, where none does now, or the record itself is gone."""


def root(store: Store) -> str:
    """The hash of the first row of the audit: no other campaign has it."""
    with store.reading() as connection:
        return str(connection.execute("SELECT hash FROM audit ORDER BY seq LIMIT 1").fetchone()[0])


def history(store: Store) -> History:
    """From the audit, in one pass. What was only tried is passed over."""
    first = whole = Written(0, "1970-01-01T00:00:00Z")
    of: dict[str, Written] = {}
    emptied: dict[tuple[str, str], str] = {}
    with store.reading() as connection:
        for seq, at, touched, changes in connection.execute(
                "SELECT seq, at, touched, changes FROM audit WHERE verb <> 'refused' ORDER BY seq"):
            now = Written(seq, at)
            if not first.seq:
                first = whole = now
            for code in json.loads(touched):
                if code == EVERYTHING:
                    whole = now
                else:
                    of[code] = now
            if emptied or any(sign in changes for sign in _EMPTIED):
                _follow(changes, emptied)
    return History(first, whole, of, emptied)


def _follow(changes: str, emptied: dict[tuple[str, str], str]) -> None:
    for change in json.loads(changes):
        code, before, after = change["key"].get("code"), change["before"] or {}, change["after"]
        for column in DAYS.get(change["table"], ()) if code is not None else ():
            if after is not None and column not in after:
                continue
            if after is not None and after[column] is not None:
                emptied.pop((code, column), None)
            elif before.get(column) is not None:
                emptied[code, column] = before[column]
