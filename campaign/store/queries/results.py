"""What was entered below headquarters: what waits, what was confirmed, what did not count on a day."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from campaign.core.dates import parse_instant, zone
from campaign.core.model.campaign import Campaign
from campaign.core.model.consent import Result, ResultState, What
from campaign.core.results import Counted, Uncounted, counts, newest_on, uncounted_of
from campaign.store.engine.connection import Connection
from campaign.store.records import RESULTS
from campaign.store.store import Store
from campaign.store.uncounted import by_subject


def results(store: Store, subject: str) -> list[Result]:
    """Whatever of a record was entered below headquarters after day 1, oldest first."""
    return RESULTS.all(store, subject=subject)


def returned(store: Store, subject: str | None = None) -> list[Result]:
    """What headquarters have returned, of one record or of all, the latest last."""
    where = {} if subject is None else {"subject": subject}
    found = RESULTS.all(store, state=ResultState.RETURNED.value, **where)
    return sorted(found, key=lambda row: (row.decided_on or row.on, row.id))


class Waiting(NamedTuple):
    """A result that waits for headquarters."""

    result: Result
    counties: tuple[str, ...]
    """In which it lies; of what comes from elsewhere the one against which it is held."""
    name: str


def unconfirmed(store: Store, county: str | None = None) -> list[Waiting]:
    """What waits for headquarters, oldest first; of one county, or of all."""
    with store.reading() as connection:
        found = RESULTS.read(connection, "WHERE state = ? ORDER BY at, id", ResultState.WAITING.value)
        places: dict[str, list[str]] = {}
        for code, where in connection.execute(_PLACES):
            places.setdefault(code, []).append(where)
        names: dict[str, str] = dict(connection.execute(_NAMES).fetchall())
    rows = (Waiting(row, (row.item,) if row.what is What.OPENED and row.item else tuple(sorted(places.get(row.subject, ()))),
                    names.get(row.subject, row.subject)) for row in found)
    return [row for row in rows if county is None or county in row.counties]


_WAITING = "WITH waiting AS (SELECT DISTINCT subject FROM results WHERE state = 'waiting')"
_NAMES = f"""{_WAITING} SELECT code, name FROM projects JOIN waiting ON subject = code
    UNION ALL SELECT code, name FROM leads JOIN waiting ON subject = code
    UNION ALL SELECT code, title FROM blockers JOIN waiting ON subject = code
    UNION ALL SELECT code, name FROM land_tasks JOIN waiting ON subject = code
    UNION ALL SELECT approvals.code, name FROM approvals JOIN waiting ON subject = approvals.code
    JOIN projects ON projects.code = project"""
_PLACES = f"""{_WAITING}, places AS (
    SELECT code, county FROM projects JOIN waiting ON subject = code
    UNION SELECT code, county FROM leads JOIN waiting ON subject = code
    UNION SELECT code, county FROM blockers JOIN waiting ON subject = code
    UNION SELECT code, county FROM land_tasks JOIN waiting ON subject = code
    UNION SELECT approvals.code, county FROM approvals JOIN waiting ON subject = approvals.code
    JOIN projects ON projects.code = project
    UNION SELECT blocker, county FROM blocker_projects JOIN waiting ON subject = blocker JOIN projects ON projects.code = project
    UNION SELECT task, county FROM land_task_projects JOIN waiting ON subject = task JOIN projects ON projects.code = project)
    SELECT code, county FROM places WHERE county IS NOT NULL"""
"""Where what waits lies."""


def confirmed(store: Store) -> list[Result]:
    """What headquarters have confirmed; its day is the one that it counts for."""
    return RESULTS.all(store, state=ResultState.CONFIRMED.value)


def taken(store: Store, item: str) -> int | None:
    """What a report took (``Result.item`` of one that is TAKEN); None of one that is no more."""
    table, _, number = item.partition(":")
    with store.reading() as connection:
        found = connection.execute(f"SELECT {_AMOUNTS[table]} FROM {table} WHERE id = ?", (int(number),)).fetchone()
    return None if found is None else found[0]


def uncounted_on(store: Store, day: date) -> Mapping[str, tuple[Result, ...]]:
    """By subject: what did not count at the end of ``day`` (``core.results.uncounted_of``)."""
    found = by_subject(RESULTS.all(store))
    return {subject: left for subject, rows in found.items() if (left := uncounted_of(rows, day))}


def counted_on(store: Store, uncounted: Uncounted, campaign: Campaign, day: date) -> Counted:
    """How results count on ``day``, at whose end ``uncounted`` did not."""
    with store.reading() as connection:
        days = {(row.subject, row.what): row.on for row in RESULTS.read(
            connection, f"WHERE state = 'confirmed' AND what IN ({_DATED}) AND {_NEWEST}")}
        for subject, rows in by_subject(RESULTS.read(connection, f"WHERE what IN ({_DATED}) AND {_AGAIN} ORDER BY id")).items():
            for (what, _item), row in newest_on(rows, day).items():
                days.pop((subject, what), None)
                if row.state is ResultState.CONFIRMED:
                    days[subject, what] = row.on
        alone = _alone_on(connection, campaign, day)
        landed = connection.execute(_MADE).fetchall()
        taken = dict[str, int]()
        for rows in uncounted.values():
            for row in rows:
                if row.what is What.TAKEN and row.item is not None:
                    table, _, number = row.item.partition(":")
                    if table not in _TAKEN:
                        continue
                    found = connection.execute(f"SELECT {_TAKEN[table]} FROM {table} WHERE id = ? AND on_day BETWEEN ? AND ?", (
                        int(number), campaign.first_day.isoformat(), min(day, campaign.last_day).isoformat())).fetchone()
                    if found is not None:
                        taken[row.subject] = taken.get(row.subject, 0) + found[0]
    return Counted(uncounted, days, frozenset(project for lead, project in landed if not counts(uncounted, lead, What.LANDING)),
                   alone, taken)


def _alone_on(connection: Connection, campaign: Campaign, day: date) -> frozenset[str]:
    """Blockers whose last closing up to ``day``, if nobody had taken that back by then, is by their own opener and of the day on
    which they were entered.
    """
    here = zone(campaign.time_zone)
    own = {number: code for number, code, at, entered in connection.execute(_BY_OPENER)
           if parse_instant(at).astimezone(here).date().isoformat() == entered}
    found = set()
    for code, rows in by_subject(RESULTS.read(
            connection, "WHERE what = 'resolution' AND subject IN (SELECT value FROM json_each(?)) ORDER BY id",
            json.dumps(sorted(set(own.values()))))).items():
        (last,) = newest_on(rows, day).values()
        taken_back = last.decided_on if last.state in (ResultState.RETURNED, ResultState.WITHDRAWN) else None
        if last.id in own and (taken_back is None or taken_back > day):
            found.add(code)
    return frozenset(found)


_DATED = "'resolution', 'grant', 'signing'"
_NEWEST = """NOT EXISTS (SELECT 1 FROM results AS later WHERE later.subject = results.subject AND later.what = results.what
    AND later.item IS results.item AND later.id > results.id)"""
"""What was reopened or emptied and entered again does not count by its first confirmation."""
_AMOUNTS = {"progress": "money", "funds": "money", "land_events": "amount"}
_AGAIN = """EXISTS (SELECT 1 FROM results AS other WHERE other.subject = results.subject AND other.what = results.what
    AND other.id <> results.id)"""
"""What was emptied and entered again: on a past day counts what stood then."""
_TAKEN = {"progress": "money", "land_events": "amount"}
"""What is taken, of the tables of which the league or a board counts something; of funds neither does."""
_BY_OPENER = """SELECT results.id, subject, results.at, entered FROM results JOIN blockers ON code = subject
    JOIN blocker_events ON blocker = subject AND kind = 'open' AND blocker_events.actor = results.actor
    WHERE what = 'resolution'"""
"""Closings of blockers by who opened them: when, and the day on which the blocker was entered."""
_MADE = """SELECT leads.code, leads.project FROM results JOIN leads ON leads.code = results.subject
    JOIN target_changes ON target_changes.subject = leads.project AND field = '' AND target_changes.at = results.at
    AND target_changes.actor = results.actor WHERE what = 'landing' AND state IN ('waiting', 'confirmed')"""
"""Landed leads, and the project that their landing has made."""
