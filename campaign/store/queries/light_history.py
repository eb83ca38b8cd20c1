"""What was known of projects day by day, of one or of all, for their past lights (``core.light_history``)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from campaign.core.codes import by_length
from campaign.core.model.blocker import Blocker, Event, Scope
from campaign.core.model.campaign import Excuse
from campaign.core.model.consent import Result
from campaign.core.model.land import LandEvent, LandTask
from campaign.core.model.project import Change, Channel, Project
from campaign.store import rows, snapshot
from campaign.store.engine.connection import Connection
from campaign.store.records import BLOCKER_EVENTS, BLOCKERS, CHANGES, EXCUSED, LAND_EVENTS, LAND_TASKS, PROJECTS, RESULTS
from campaign.store.rows import DAYS
from campaign.store.store import Store
from campaign.store.totals import STANDS, TAKEN_OUT

if TYPE_CHECKING:  # it stands on all the rules: a quick write has no need of them
    from campaign.core.light_history import Past, Report

Known = TypeVar("Known")
_Item = TypeVar("_Item", Blocker, LandTask)
_FIRST = itemgetter(0)
TOGETHER = 100
"""Projects whose histories are in memory at once: some ten thousand rows."""


def past(store: Store, codes: Sequence[str] | None = None, *, bare: bool = False) -> "Iterator[Past]":
    """Of these projects, or of all in the order of their codes; codes of none are passed over. All of one moment.

    A hundred projects are read at a time. ``bare``: only what their lights need: no visits, no crews, no notes.
    """
    with store.reading() as connection:
        if codes is None:
            codes = [code for (code,) in connection.execute("SELECT code FROM projects ORDER BY length(code), code")]
        wide = _Wide(connection, bare)
        waited = connection.execute("SELECT 1 FROM results LIMIT 1").fetchone() is not None
        corrected = _corrected(connection)
        for start in range(0, len(codes), TOGETHER):
            for found in _some(connection, codes[start:start + TOGETHER], wide, bare, waited):
                code = found.project.code
                yield found._replace(corrected=corrected[code]) if code in corrected else found


def excuses(store: Store) -> list[Excuse]:
    with store.reading() as connection:
        return EXCUSED.read(connection, "ORDER BY id")


def _some(connection: Connection, codes: Sequence[str], wide: "_Wide", bare: bool, waited: bool) -> "Iterator[Past]":
    from campaign.core.light_history import Past

    projects = PROJECTS.by_code(_in(connection, PROJECTS.select, "code", codes))
    changes: dict[str, list[Change]] = {}
    for row in CHANGES.rows(_in(connection, CHANGES.select, "project", codes, "ORDER BY on_day, id")):
        changes.setdefault(row.project, []).append(row)
    reports, funds, visits = _reports(connection, codes, bare), _funds(connection, codes), _visits(connection, codes, bare)
    blockers, lands = _blockers(connection, codes, bare), _lands(connection, codes, bare)
    events = _events(connection, [item.code for items in blockers.values() for item in items], bare)
    land_events = _land_events(connection, [item.code for items in lands.values() for item in items], bare)
    wide.know(_counties(projects.values(), changes))
    asked = {*codes, *events, *land_events} if waited else set()
    results = _results(connection, sorted(asked))
    for code in codes:
        project = projects.get(code)
        if project is None:
            continue
        said, counties = changes.get(code, ()), _counties([project], changes)
        on_it = [item.code for items in (blockers, lands) for item in items.get(code, ())] if waited else []
        yield Past(
            project, said, reports.get(code, ()), funds.get(code, ()), visits.get(code, ()),
            [*((item, events.get(item.code, ())) for item in blockers.get(code, ())), *_over(wide.blockers, counties)],
            [*((item, land_events.get(item.code, ())) for item in lands.get(code, ())), *_over(wide.lands, counties)],
            {**{one: results[one] for one in (code, *on_it) if one in results}, **wide.results} if waited else {})


class _Wide:
    """Blockers and land tasks on whole counties, with their histories, read once for each county."""

    def __init__(self, connection: Connection, bare: bool) -> None:
        self._connection, self._bare = connection, bare
        self._known: set[str] = set()
        self.blockers: dict[str | None, list[tuple[Blocker, Sequence[Event]]]] = {}
        self.lands: dict[str | None, list[tuple[LandTask, Sequence[LandEvent]]]] = {}
        self.results: dict[str, list[Result]] = {}

    def know(self, counties: set[str]) -> None:
        new = sorted(counties - self._known)
        if not new:
            return
        self._known.update(new)
        found = BLOCKERS.by_code(self._on(BLOCKERS.select, new))
        events = _events(self._connection, list(found), self._bare)
        for item in _by_code(found.values()):
            self.blockers.setdefault(item.county, []).append((item, events.get(item.code, ())))
        tasks = LAND_TASKS.by_code(self._on(LAND_TASKS.select, new, f"AND {snapshot.THERE}"))
        land_events = _land_events(self._connection, list(tasks), self._bare)
        self.results |= _results(self._connection, [*found, *tasks])
        for task in _by_code(tasks.values()):
            self.lands.setdefault(task.county, []).append((task, land_events.get(task.code, ())))

    def _on(self, select: str, counties: Sequence[str], rest: str = "") -> list[rows.Row]:
        return _in(self._connection, select, "county", counties, f"AND scope = '{Scope.COUNTY}' {rest}")


def _over(wide: dict[str | None, list[Known]], counties: Iterable[str]) -> list[Known]:
    return [item for county in sorted(counties) for item in wide.get(county, ())]


def _counties(projects: Iterable[Project], changes: dict[str, list[Change]]) -> set[str]:
    """Where they are and have been."""
    found = {project.county for project in projects}
    found |= {str(change.before) for project in projects for change in changes.get(project.code, ())
              if change.field == "county" and change.before is not None}
    return {county for county in found if county is not None}


def _by_code(items: Iterable[_Item]) -> list[_Item]:
    return sorted(items, key=lambda item: by_length(item.code))


def _in(connection: Connection, select: str, column: str, wanted: Sequence[str], rest: str = "") -> list[rows.Row]:
    """What ``select`` (without WHERE) finds with one of these values in ``column``; ``rest`` follows."""
    found: list[rows.Row] = []
    for start in range(0, len(wanted), snapshot.BATCH):
        some = wanted[start:start + snapshot.BATCH]
        sql = f"{select} WHERE {column} IN ({', '.join('?' * len(some))}) {rest}"
        found += connection.execute(sql, tuple(some)).fetchall()
    return found


def _reports(connection: Connection, codes: Sequence[str], bare: bool) -> "dict[str, list[Report]]":
    days: dict[str | None, Any] = DAYS
    if bare:  # without crews the index alone answers, in its own order
        found = _in(connection, "SELECT project, on_day, money FROM progress", "project", codes,
                    f"AND {STANDS} ORDER BY project, on_day")
        return {project: [(days[on], money, None, None) for _project, on, money in some]
                for project, some in groupby(found, _FIRST)}
    found = _in(connection, "SELECT project, on_day, money, crew, crew_planned FROM progress", "project", codes,
                f"AND {STANDS} ORDER BY project, on_day, id")
    return {project: [(days[on], *more) for _project, on, *more in some] for project, some in groupby(found, _FIRST)}


def _corrected(connection: Connection) -> dict[str, list[tuple[date, int]]]:
    """Of all projects: what was not taken out of reports that were, as it had been corrected before."""
    found: dict[str, list[tuple[date, int]]] = {}
    for project, on, money in connection.execute(
            f"""SELECT project, on_day, SUM(money) FROM progress WHERE id IN ({TAKEN_OUT})
                GROUP BY project, on_day HAVING SUM(money) <> 0"""):
        found.setdefault(project, []).append((rows.day(on), money))
    return found


def _funds(connection: Connection, codes: Sequence[str]) -> dict[str, list[tuple[date, int]]]:
    days: dict[str | None, Any] = DAYS
    found: dict[str, list[tuple[date, int]]] = {}
    for project, on, money in _in(connection, "SELECT project, on_day, money FROM funds", "project", codes,
                                  "ORDER BY project, on_day"):
        found.setdefault(project, []).append((days[on], money))
    return found


def _visits(connection: Connection, codes: Sequence[str], bare: bool) -> dict[str, list[tuple[date, str | None]]]:
    found: dict[str, list[tuple[date, str | None]]] = {}
    if bare:
        return found
    days: dict[str | None, Any] = DAYS
    for project, on, person in _in(connection, "SELECT project, on_day, person FROM visits", "project", codes,
                                   f"AND channel = '{Channel.SITE}' ORDER BY project, on_day"):
        found.setdefault(project, []).append((days[on], person))
    return found


def _results(connection: Connection, codes: Sequence[str]) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for row in RESULTS.rows(_in(connection, RESULTS.select, "subject", codes)):
        found.setdefault(row.subject, []).append(row)
    return found


def _blockers(connection: Connection, codes: Sequence[str], bare: bool) -> dict[str, list[Blocker]]:
    """Project → those that name it, by code. ``bare``: without saying which others they name."""
    pairs = _in(connection, "SELECT project, blocker FROM blocker_projects", "project", codes)
    wanted = sorted({code for _project, code in pairs})
    if bare:
        found = BLOCKERS.by_code(_in(connection, BLOCKERS.select, "code", wanted))
    else:
        found = snapshot.read_blockers(connection, wanted)
    return _on_projects(pairs, found)


def _lands(connection: Connection, codes: Sequence[str], bare: bool) -> dict[str, list[LandTask]]:
    """Likewise."""
    pairs = _in(connection, "SELECT project, task FROM land_task_projects", "project", codes)
    wanted = sorted({code for _project, code in pairs})
    if bare:
        found = LAND_TASKS.by_code(_in(connection, LAND_TASKS.select, "code", wanted))
    else:
        found = snapshot.read_lands(connection, wanted)
    return _on_projects(pairs, {code: task for code, task in found.items() if task.returned is None})


def _on_projects(pairs: Iterable[rows.Row], items: dict[str, _Item]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = {}
    for project, code in pairs:
        if code in items and items[code].scope is not Scope.COUNTY:
            found.setdefault(project, []).append(items[code])
    return {project: _by_code(some) if len(some) > 1 else some for project, some in found.items()}


def _events(connection: Connection, codes: Sequence[str], bare: bool) -> dict[str, list[Event]]:
    from campaign.core.light_history import TURNS

    found: dict[str, list[Event]] = {}
    for row in BLOCKER_EVENTS.rows(_in(connection, BLOCKER_EVENTS.select, "blocker", codes, _order(TURNS, bare))):
        found.setdefault(row.blocker, []).append(row)
    return found


def _land_events(connection: Connection, codes: Sequence[str], bare: bool) -> dict[str, list[LandEvent]]:
    from campaign.core.light_history import LAND_TURNS

    found: dict[str, list[LandEvent]] = {}
    for row in LAND_EVENTS.rows(_in(connection, LAND_EVENTS.select, "task", codes, _order(LAND_TURNS, bare))):
        found.setdefault(row.task, []).append(row)
    return found


def _order(turns: Iterable[str], bare: bool) -> str:
    kinds = f"AND kind IN ({', '.join(repr(str(kind)) for kind in turns)}) " if bare else ""
    return f"{kinds}ORDER BY on_day, id"
