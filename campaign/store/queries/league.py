"""What the counties' league is counted from, beside the snapshot."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from campaign.core.leagues import Hindrance, Signed
from campaign.core.light_history import blocker_on
from campaign.core.model.blocker import Event, Scope
from campaign.store import rows
from campaign.store.records import BLOCKER_EVENTS
from campaign.store.snapshot import read_blockers
from campaign.store.store import Store


def paid_since(store: Store, day: date, last: date, project: str | None = None) -> dict[str, int]:
    """Project → money (万元) dated after ``day`` up to ``last``; of all projects, or of one."""
    which, values = ("", ()) if project is None else ("project = ? AND ", (project,))
    with store.reading() as connection:
        return dict(connection.execute(
            f"SELECT project, SUM(money) FROM progress WHERE {which}on_day > ? AND on_day <= ? GROUP BY project",
            (*values, day.isoformat(), last.isoformat())))


def closed_between(store: Store, first: date, last: date) -> list[tuple[str, str, bool]]:
    """As ``core.leagues.in_counties`` takes them: blockers resolved from ``first`` to ``last``; whether by their due day.

    Like those of ``hindrances`` they are such about which nobody has to confirm anything, nor ever had to.
    """
    with store.reading() as connection:
        return connection.execute(_placed("resolved <= due", f"resolved BETWEEN :first AND :last AND code NOT IN {_DECIDED}"),
                                  {"first": first.isoformat(), "last": last.isoformat()}).fetchall()


def hindrances(store: Store, first: date, day: date, after: date) -> list[tuple[str, str, Hindrance]]:
    """Likewise those resolved later than ``after``, or not and due from ``first`` to ``day``."""
    with store.reading() as connection:
        found = connection.execute(
            _placed("due, resolved", f"""code NOT IN {_DECIDED}
                    AND (resolved > :after OR (resolved IS NULL AND due BETWEEN :first AND :day))"""),
            {"first": first.isoformat(), "day": day.isoformat(), "after": after.isoformat()}).fetchall()
    days = rows.DAYS
    return [(place, blocker, Hindrance(rows.day(due), days[resolved])) for place, blocker, due, resolved in found]


def decided(store: Store) -> list[tuple[str, str, tuple[str, Hindrance]]]:
    """Likewise, with their codes, those about which somebody has to confirm something, or had to."""
    with store.reading() as connection:
        found = connection.execute(_placed("due, resolved", f"code IN {_DECIDED}")).fetchall()
    days = rows.DAYS
    return [(place, blocker, (blocker, Hindrance(rows.day(due), days[resolved]))) for place, blocker, due, resolved in found]


Then = Sequence[tuple[str, str, tuple[str, Hindrance]]]
"""As ``decided``: blockers that were reopened or given another due day later, as they were then; their rows say what they are
today."""


def turned_since(store: Store, days: Collection[date]) -> dict[date, Then]:
    """Of each of these days, read once for all of them."""
    if not days:
        return {}
    with store.reading() as connection:
        later = [(code, rows.day(on)) for code, on in connection.execute(
            f"SELECT blocker, on_day FROM blocker_events WHERE kind IN ('due', {_AGAIN}) AND on_day > ?",
            (min(days).isoformat(),))]
        codes = sorted({code for code, _on in later})
        items = read_blockers(connection, codes)
        events: dict[str, list[Event]] = {}
        for row in BLOCKER_EVENTS.read(
                connection, f"WHERE blocker IN (SELECT value FROM json_each(?)) AND kind IN ({_SETTLES}) ORDER BY on_day, id",
                json.dumps(codes)):
            events.setdefault(row.blocker, []).append(row)
    found: dict[date, Then] = {}
    for day in days:
        then: list[tuple[str, str, tuple[str, Hindrance]]] = []
        turned = {code for code, on in later if on > day}
        for code, item in items.items():
            if code in turned and (was := blocker_on(item, events[code], day)) is not None:
                places = (item.county or "",) if item.scope is Scope.COUNTY else item.projects
                then += [(place, code, (code, Hindrance(was.due, was.resolved))) for place in places]
        found[day] = then
    return found


_AGAIN = "'reopen', 'return'"
_SETTLES = f"'due', 'resolve', {_AGAIN}"
"""Events that say when it was due and when it was resolved: most say something else."""
_DECIDED = "(SELECT subject FROM results WHERE what IN ('resolution', 'opened'))"


def signed_leads(store: Store, first: date, last: date) -> list[Signed]:
    """Leads of a county signed from ``first`` to ``last`` and not dropped since."""
    with store.reading() as connection:
        return [Signed(county, rows.day(on), total, code) for county, on, total, code in connection.execute(
            """SELECT county, signed, total, code FROM leads
               WHERE county IS NOT NULL AND dropped IS NULL AND signed BETWEEN ? AND ?""",
            (first.isoformat(), last.isoformat()))]


def _placed(columns: str, which: str) -> str:
    """Of one blocker after the other: the county that it is on as a whole, or each project that it names; its code; ``columns``.

    Where a project lies, whoever asks knows from the snapshot: to join the projects too takes as long again.
    """
    return f"""SELECT county, code, {columns} FROM blockers WHERE scope = 'county' AND ({which})
        UNION ALL
        SELECT blocker_projects.project, code, {columns}
            FROM blockers CROSS JOIN blocker_projects ON blocker_projects.blocker = blockers.code
            WHERE scope <> 'county' AND ({which})"""
