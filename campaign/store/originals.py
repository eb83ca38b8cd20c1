"""Originals (基准): what a target was at the end of day 1, or the first of what came later, where it has been changed since.

They follow from ``target_changes`` and from the dated histories that were there before it, and that seeds bring.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from campaign.core.dates import stored_day
from campaign.store.engine.connection import Connection
from campaign.store.rows import Days, Row

BATCH = 500
DATES = frozenset({"due", "planned_start", "planned_finish"})
"""Fields of which rules need the day."""
NUMBERS = ("total", "plan_100", "funds_planned", "provincial_key")
"""Fields of ``project_changes`` that are numbers; there they are text."""


def _quoted(column: str) -> str:
    numbers = ", ".join(map(repr, NUMBERS))
    return f"CASE WHEN {column} IS NULL THEN 'null' WHEN field IN ({numbers}) THEN {column} ELSE json_quote({column}) END"


class History(NamedTuple):
    """A table that tells of changes, and where it has what they say."""

    table: str
    subject: str
    field: str
    before: str
    """JSON, as ``after`` is."""
    after: str
    why: str = "NULL"
    agreed_by: str = "NULL"
    rows: str = "1 = 1"
    """Which of its rows."""
    judged: str | None = "1 = 1"
    """Which of these lights and rates rest on; None: on none."""

    @property
    def named(self) -> str:
        """``field``, wherever it is asked."""
        return self.field if self.field.startswith("'") else f"{self.table}.{self.field}"


def _due(table: str, subject: str, judged: str | None = "1 = 1") -> History:
    return History(table, subject, "'due'", "json_quote(source)", "json_quote(target)", "text", "NULL", "kind = 'due'", judged)


JUDGED_FIELDS = ("total", "plan_100", "funds_planned", "planned_start", "planned_finish", "due")
"""Those that ``core.retargeted`` judges by; a blocker's and a land task's is the last."""
JUDGED = f"field IN ({', '.join(map(repr, JUDGED_FIELDS))})"
HISTORIES = (
    History("target_changes", "subject", "field", "before", "after", "why", "agreed_by", "field <> ''", JUDGED),
    _due("blocker_events", "blocker"), _due("land_events", "task"), _due("approval_events", "approval", None),
    History("project_changes", "project", "field", _quoted("before"), _quoted("after"), judged=JUDGED))
AFTER_DAY_1 = "on_day > (SELECT first_day FROM campaign)"
AT_LAST = "~"
"""Later than any time."""
_DAYS = Days(lambda text: stored_day(json.loads(text)))
SIGNS = frozenset('"due"' if told.field == "'due'" else f'"{told.table}"' for told in HISTORIES if told.judged is not None)
"""What stands in the log wherever one of these histories was written, and elsewhere too."""
EMPTY = ("null", "0")
"""Of money, nought is nothing yet."""


def _counts(told: History) -> str:
    """Who corrects until midnight what he has added or filled in himself has changed nothing."""
    return f"""({told.agreed_by} IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM target_changes AS own WHERE own.subject = {told.table}.{told.subject} AND own.field IN ('', {told.named})
        AND own.on_day = {told.table}.on_day AND own.actor = {told.table}.actor AND own.at <= {told.table}.at
        AND own.agreed_by IS NULL AND (own.field = '' OR own.before IN {EMPTY})))"""


def changes(connection: Connection, subjects: Iterable[str] | None = None) -> list[Row]:
    """(subject, field, on_day, at, actor, before, after, why, agreed_by) of every change of a target after day 1 that took
    something's place or that somebody agreed to, oldest first; of these records, or of all. One that stands in two histories is
    told once.
    """
    found: dict[tuple[str, ...], Row] = {}
    for which, values in _parts(subjects):
        for told in HISTORIES:
            for row in connection.execute(
                    f"""SELECT {told.subject}, {told.field}, on_day, at, actor, {told.before}, {told.after}, {told.why},
                               {told.agreed_by} FROM {told.table}
                        WHERE {told.rows} AND {AFTER_DAY_1} {which.format(subject=told.subject)} AND {_counts(told)}
                        ORDER BY id""", values):
                if row[5] not in EMPTY or row[8] is not None:
                    found.setdefault((row[0], row[1], row[3], row[6]), row)  # a seed says several at one instant
    return sorted(found.values(), key=lambda row: row[3])


def read_originals(connection: Connection, subjects: Iterable[str] | None = None) -> dict[str, Mapping[str, Any]]:
    """Code → field → its original, as far as lights and rates rest on it, of projects, blockers and land tasks; days as days.
    What has never been changed is not there.
    """
    # From end to end, by an index of these events alone: to look up those of each open blocker, or to group them, takes three
    # times as long.
    found: dict[str, dict[str, Any]] = {}
    written: dict[str, dict[str, str]] = {name: {} for name in JUDGED_FIELDS}
    """Field → code → when."""
    for which, values in _parts(subjects):
        for told in HISTORIES:
            if told.judged is None:
                continue
            for code, name, text, at in connection.execute(
                    f"""SELECT {told.subject}, {told.field}, {told.before}, at FROM {told.table}
                        WHERE {told.rows} AND {told.judged} AND {AFTER_DAY_1} {which.format(subject=told.subject)}
                        AND {_counts(told)} ORDER BY id""", values):
                when = written[name]
                if text is None or text in EMPTY or at >= when.get(code, AT_LAST):
                    continue
                when[code] = at
                if (known := found.get(code)) is None:
                    found[code] = {name: value(name, text)}
                else:
                    known[name] = value(name, text)
    return dict(found)


def value(name: str, text: str) -> Any:
    """Of a field, as rules need it."""
    return _DAYS[text] if name in DATES else json.loads(text)


def _parts(subjects: Iterable[str] | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The condition on the subject and its values: none of all records, else a part of them at a time."""
    if subjects is None:
        yield "", ()
        return
    wanted = list(subjects)
    for start in range(0, len(wanted), BATCH):
        part = tuple(wanted[start:start + BATCH])
        yield f"AND {{subject}} IN ({', '.join('?' * len(part))})", part
