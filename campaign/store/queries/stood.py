"""Everything as it stood at the end of a day that is over, by sets: totals as covering indexes have them, what is later unwound.

What it gives of a project, of the blockers and of the land tasks is what ``core.light_history.as_of`` says of one project.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from campaign.core.codes import by_length, is_a
from campaign.core.light_history import LAND_TURNS, Past, blocker_on, land_on, stated
from campaign.core.model.blocker import Blocker, BlockerState, Event, Scope
from campaign.core.model.campaign import Campaign
from campaign.core.model.consent import Result
from campaign.core.model.land import LandEvent, LandTask
from campaign.core.model.project import Change, Project
from campaign.core.results import closes, uncounted_of
from campaign.store import snapshot
from campaign.store.engine.connection import Connection
from campaign.store.records import BLOCKER_EVENTS, BLOCKERS, CHANGES, LAND_EVENTS, LAND_TASKS, PROJECTS, RESULTS
from campaign.store.rows import DAYS, Record
from campaign.store.store import Store
from campaign.store.totals import STANDS
from campaign.store.uncounted import by_subject

_Item = TypeVar("_Item", Blocker, LandTask)
_Event = TypeVar("_Event", Event, LandEvent)
_RESOLVED, _COUNTY = BlockerState.RESOLVED, Scope.COUNTY  # plain names: see core.blockers
_TURNS = [kind.value for kind in LAND_TURNS]


class Stood(NamedTuple):
    """All of one moment, and as of one day. ``projects`` have those in them that had not been added by then."""

    projects: dict[str, Project]
    """In the order of their codes. What lapses, whom to speak with, what statistics registered is only known of today: empty."""
    blockers: dict[str, Blocker]
    """Those that were not resolved, by code; they name only projects that are in ``projects``."""
    lands: dict[str, LandTask]
    """Likewise those not accepted."""
    uncounted: Mapping[str, tuple[Result, ...]]
    closing: dict[str, Blocker | LandTask]
    resolved: list[Blocker]
    """Blockers that had been, as far as they were asked for."""


def stood(store: Store, campaign: Campaign, day: date, codes: Collection[str] | None = None, resolved_after: date | None = None,
          ) -> Stood:
    """Of these projects, or of all. ``resolved_after``: blockers resolved later than that day are told too."""
    with store.reading() as connection:
        asked = _Asked(connection, day, codes)
        projects = _projects(asked, campaign)
        uncounted = _uncounted(asked)
        closed = {code for code, rows in uncounted.items() if any(map(closes, rows))}
        found = _blockers(asked, projects, [code for code in closed if is_a(code, "blocker")], min(day, resolved_after or day))
        lands = _lands(asked, projects, [code for code in closed if is_a(code, "land_task")])
    resolved = [item for item in found if item.state is _RESOLVED]
    closing: list[Blocker | LandTask] = [item for item in resolved if item.code in closed]
    closing += [task for task in lands if task.accepted is not None and task.code in closed]
    return Stood(projects, {item.code: item for item in found if item.state is not _RESOLVED},
                 {task.code: task for task in lands if task.accepted is None}, uncounted,
                 {item.code: item for item in closing}, resolved)


class _Asked:
    """A day, and of which projects."""

    def __init__(self, connection: Connection, day: date, codes: Collection[str] | None) -> None:
        self.connection, self.day, self.codes = connection, day, codes
        self._values = {"day": day.isoformat(), "codes": None if codes is None else json.dumps(list(codes))}

    def rows(self, sql: str, **more: Any) -> Iterable[tuple[Any, ...]]:
        return self.connection.execute(sql, self._values | more)

    def of(self, column: str) -> str:
        """The condition that it is one of these projects."""
        return "1 = 1" if self.codes is None else f"{column} IN (SELECT value FROM json_each(:codes))"


def _select(record: Record[Any], totals: Mapping[str, str]) -> str:
    """Its rows, these columns as they were."""
    return f"SELECT {', '.join(totals.get(name, name) for name in record.names)} FROM {record.table}"


# Projects ---------------------------------------------------------------------------------------------------------------


_PAID = "FROM progress WHERE project = projects.code AND on_day <= :day"
_INSIDE = "on_day > :day AND on_day BETWEEN :first AND :last"
_SEEN = "FROM visits WHERE project = projects.code AND channel = 'site' AND on_day <= :day"


def _later(column: str, then: str, of: str = "") -> str:
    """The total as it is, unless something that it was counted from is dated later."""
    return f"CASE WHEN {of or column} > :day THEN ({then}) ELSE {column} END"


def _totals(stands: str) -> dict[str, str]:
    """Column → what it was. A report that was taken out and what has taken it out have the money of one day."""
    manned = f"{_PAID} AND crew IS NOT NULL AND crew_planned IS NOT NULL{stands} ORDER BY on_day DESC, id DESC LIMIT 1"
    return {
        "done_100": _later("done_100", f"done_100 - (SELECT COALESCE(SUM(money), 0) FROM progress WHERE project = projects.code"
                                       f" AND {_INSIDE})", "last_report"),
        "last_report": _later("last_report", f"SELECT on_day {_PAID}{stands} ORDER BY on_day DESC LIMIT 1"),
        "last_money": _later("last_money", f"SELECT on_day {_PAID} AND money > 0{stands} ORDER BY on_day DESC LIMIT 1"),
        "last_visit": _later("last_visit", f"SELECT MAX(on_day) {_SEEN}"),
        "leader_visit": _later("leader_visit", f"SELECT MAX(on_day) {_SEEN} AND person = projects.leader"),
        "crew": _later("crew", f"SELECT crew {manned}", "last_report"),
        "crew_planned": _later("crew_planned", f"SELECT crew_planned {manned}", "last_report"),
        "funds_100": f"funds_100 - (SELECT COALESCE(SUM(money), 0) FROM funds WHERE project = projects.code AND {_INSIDE})",
        **dict.fromkeys(("too_late_after", "risk_after", "lapses", "next_contact"), "NULL"), "registered_100": "0",
    }


def _projects(asked: _Asked, campaign: Campaign) -> dict[str, Project]:
    taken_out = next(iter(asked.rows("SELECT 1 FROM spot_checks WHERE kind = 'progress' AND state = 'returned' LIMIT 1")), None)
    totals = _totals("" if taken_out is None else f" AND {STANDS}")
    found = PROJECTS.by_code(asked.rows(
        f"{_select(PROJECTS, totals)} WHERE {asked.of('code')} ORDER BY length(code), code",
        first=campaign.first_day.isoformat(), last=campaign.last_day.isoformat()))
    changes: dict[str, list[Change]] = {}
    for row in CHANGES.rows(asked.rows(
            f"{CHANGES.select} WHERE on_day > :day AND {asked.of('project')} ORDER BY on_day, id")):
        changes.setdefault(row.project, []).append(row)
    led = {}
    for code, project in found.items():
        said, day = changes.get(code, ()), asked.day
        started, finished, registered = project.started, project.finished, project.registered
        if said or (started is not None and started > day) or (finished is not None and finished > day) or (
                registered is not None and registered > day):
            found[code] = then = stated(Past(project, said), day)
            if then.leader != project.leader:
                led[code] = then.leader
    for code, on in asked.rows(
            """SELECT key, (SELECT MAX(on_day) FROM visits WHERE project = key AND channel = 'site' AND on_day <= :day
                            AND person = json_each.value) FROM json_each(:led)""", led=json.dumps(led)) if led else ():
        found[code] = found[code]._replace(leader_visit=DAYS[on])
    return found


_WORKED = "FROM land_events WHERE task = land_tasks.code AND kind = 'progress' AND on_day <= :day"
_DELIVERED = {"done": _later("done", f"SELECT COALESCE(SUM(amount), 0) {_WORKED}", "last_progress"),
              "last_progress": _later("last_progress", f"SELECT MAX(on_day) {_WORKED}")}


# What is on them --------------------------------------------------------------------------------------------------------


def _uncounted(asked: _Asked) -> dict[str, tuple[Result, ...]]:
    """By subject: what did not count at the end of the day; subjects of which everything counts are not read."""
    found = by_subject(RESULTS.rows(asked.rows(f"""{RESULTS.select} WHERE subject IN (SELECT subject FROM results
        WHERE decided_on IS NULL OR decided_on > :day OR state = 'returned') ORDER BY on_day, id""")))
    return {subject: left for subject, rows in found.items() if (left := uncounted_of(rows, asked.day))}


def _blockers(asked: _Asked, projects: Mapping[str, Project], closed: Iterable[str], after: date) -> list[Blocker]:
    """Opened by the day, and not resolved, or later than ``after``, or ``closed``. By code."""
    items = _candidates(asked, BLOCKERS, snapshot.ON_BLOCKERS, "blocker_events", projects, closed,
                        "state <> 'resolved' OR resolved > :after", after)
    for code, events in _events(asked, BLOCKER_EVENTS, "blocker", items).items():
        if (then := blocker_on(items[code], events, asked.day)) is not None:
            items[code] = then
    return [item for item in items.values() if item.projects or item.scope is _COUNTY]


def _lands(asked: _Asked, projects: Mapping[str, Project], closed: Iterable[str]) -> list[LandTask]:
    """Likewise those not accepted by the day. What was delivered is a total: most of their events say nothing else."""
    items = _candidates(asked, LAND_TASKS, snapshot.ON_LANDS, "land_events", projects, closed,
                        "accepted IS NULL OR accepted > :after", asked.day, _DELIVERED)
    for code, events in _events(asked, LAND_EVENTS, "task", items, f"kind IN ({', '.join(map(repr, _TURNS))})").items():
        item = items[code]
        if (then := land_on(item, events, asked.day)) is not None:
            items[code] = then._replace(done=item.done, last_progress=item.last_progress)
    return [task for task in items.values() if task.returned is None and (task.projects or task.scope is _COUNTY)]


def _candidates(asked: _Asked, record: Record[_Item], table: snapshot.Links, events: str, projects: Mapping[str, Project],
                closed: Iterable[str], is_open: str, after: date, totals: Mapping[str, str] = {}) -> dict[str, _Item]:
    """Whatever may have been open on the day, by what it is now, or by what is dated later; it names those of these ``projects``.
    ``totals``: columns as they were.
    """
    on = "1 = 1" if asked.codes is None else \
        f"(scope = '{Scope.COUNTY}' OR code IN (SELECT {table.column} FROM {table.name} WHERE {asked.of('project')}))"
    found = list(asked.rows(
        f"""{_select(record, totals)} WHERE opened <= :day AND {on}
            AND ({is_open} OR code IN (SELECT {table.column} FROM {events} WHERE on_day > :day)
                 OR code IN (SELECT value FROM json_each(:closed))) ORDER BY length(code), code""",
        after=after.isoformat(), closed=json.dumps(list(closed))))
    return record.by_code(found, _links(asked, table, (row[0] for row in found), projects))


def _links(asked: _Asked, table: snapshot.Links, codes: Iterable[str], projects: Mapping[str, Project],
           ) -> dict[str, tuple[str, ...]]:
    """The projects that each of these is on, in the order of their codes."""
    links: dict[str, tuple[str, ...]] = dict.fromkeys(codes, ())
    for owner, project in asked.rows(f"SELECT {table.column}, project FROM {table.name} WHERE {asked.of('project')}"):
        if owner in links and project in projects:
            links[owner] = tuple(sorted((*links[owner], project), key=by_length)) if links[owner] else (project,)
    return links


def _events(asked: _Asked, record: Record[_Event], column: str, items: Collection[str], kinds: str = "1 = 1",
            ) -> dict[str, list[_Event]]:
    """All events of these ``kinds`` of those of which one is dated later: what they were is told from the first."""
    later = [code for (code,) in asked.rows(f"SELECT DISTINCT {column} FROM {record.table} WHERE on_day > :day AND {kinds}")
             if code in items]
    found: dict[str, list[_Event]] = {}
    for row in record.rows(asked.rows(f"""{record.select} WHERE {column} IN (SELECT value FROM json_each(:later)) AND {kinds}
            ORDER BY on_day, id""", later=json.dumps(later))):
        code: str = row[0]
        found.setdefault(code, []).append(row)
    return found
