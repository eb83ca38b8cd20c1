"""The whole picture, read once in one transaction; after that only what has changed."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from campaign.core.codes import EVERYTHING, EXCUSES, is_a, order
from campaign.core.errors import Refused
from campaign.core.model.blocker import Blocker
from campaign.core.model.campaign import Campaign, Settings
from campaign.core.model.consent import RequestState, Result
from campaign.core.model.land import LandTask
from campaign.core.model.project import Project
from campaign.core.model.snapshot import Snapshot
from campaign.core.overlay import Overlay
from campaign.core.results import closes, is_closed
from campaign.core.roles import CONFIDENTIAL, PERSONAL
from campaign.kinds.campaign import within
from campaign.store import rows
from campaign.store.audit import DONE
from campaign.store.engine.connection import Connection
from campaign.store.originals import SIGNS, read_originals
from campaign.store.records import BLOCKERS, COUNTIES, EXCUSED, LAND_TASKS, PEOPLE, PROJECTS, REQUESTS, RESULTS, UNITS
from campaign.store.rows import Model, Record, Row
from campaign.store.uncounted import read_uncounted


class Links(NamedTuple):
    """A table that says on which projects something is."""

    name: str
    column: str


ON_BLOCKERS, ON_LANDS = Links("blocker_projects", "blocker"), Links("land_task_projects", "task")
CAMPAIGN = "name, first_day, length, time_zone, golden_end, filing_day, language"
"""Columns of the campaign's own row that the model has."""
THERE = "returned IS NULL"
"""Of land tasks: those that count anywhere."""
CHANGED = ("project", "blocker", "land_task")
SECRET = ", ".join(f"'{verb}'" for verb in (*CONFIDENTIAL, *PERSONAL))
SINCE = f"""
    SELECT seq, hash, touched,
           CASE WHEN {DONE} NOT IN ({SECRET}) THEN {" OR ".join(f"instr(changes, '{sign}')" for sign in sorted(SIGNS))} END,
           CASE WHEN {DONE} NOT IN ({SECRET}) THEN instr(changes, '"{RESULTS.table}"') END
    FROM audit WHERE seq >= ? ORDER BY seq"""
"""What was written since, and whether it may be of an original or of a result. What changed stays unread: some of it is for
headquarters or for one member, and the memory of whoever follows is handed on to everybody (0090)."""
"""Kinds whose original targets are in the picture."""
BATCH = 500
"""Codes per query when rows are fetched by code."""
Kept = TypeVar("Kept")
PLACES = {"project": "projects", "blocker": "blockers", "county": "counties", "unit": "units", "person": "people",
          "land_task": "land_tasks", "request": "requests"}
"""Kind → table, of what is in the picture."""


def read_campaign(connection: Connection) -> Campaign:
    row = connection.execute(f"SELECT {CAMPAIGN} FROM campaign").fetchone()
    if row is None:
        raise Refused("db_unfinished")
    name, first_day, length, zone, golden_end, filing_day, language = row
    settings = {key: value for key, value in connection.execute("SELECT key, value FROM settings") if key in Settings._fields}
    return within(Campaign(name, date.fromisoformat(first_day), length, zone, rows.DAYS[golden_end], filing_day, language,
                           Settings(**settings)))


def read_head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the log's last row."""
    seq, head = connection.execute("SELECT head_seq, head_hash FROM campaign").fetchone() or (0, "")
    return seq, head


def read(connection: Connection) -> Snapshot:
    """Everything; the caller holds the transaction."""
    fetch = connection.execute
    head = read_head(connection)
    counties = COUNTIES.by_code(fetch(COUNTIES.select))
    units = UNITS.by_code(fetch(UNITS.select))
    people = PEOPLE.by_code(fetch(PEOPLE.select))
    same = _codes(counties, units, people).__getitem__
    projects = PROJECTS.by_code(fetch(PROJECTS.select), same=same)
    links = _links(connection, ON_BLOCKERS, "JOIN blockers ON blockers.code = blocker WHERE blockers.state <> 'resolved'", (),
                   projects)
    blockers = BLOCKERS.by_code(fetch(f"{BLOCKERS.select} WHERE state <> 'resolved'"), links, same)
    excuses = tuple(EXCUSED.read(connection, "ORDER BY id"))
    links = _links(connection, ON_LANDS, "JOIN land_tasks ON land_tasks.code = task WHERE accepted IS NULL", (), projects)
    lands = LAND_TASKS.by_code(fetch(f"{LAND_TASKS.select} WHERE {THERE} AND accepted IS NULL"), links, same)
    requests = REQUESTS.by_code(fetch(f"{REQUESTS.select} WHERE state = ?", (RequestState.ASKED.value,)))
    uncounted = read_uncounted(connection)
    return Snapshot(head[0], read_campaign(connection), counties, units, people, projects, blockers, excuses, lands,
                    read_overrides(connection), head[1], read_originals(connection), requests, uncounted,
                    read_closing(connection, uncounted))


def read_closing(connection: Connection, uncounted: Mapping[str, tuple[Result, ...]]) -> dict[str, Blocker | LandTask]:
    """Resolved blockers and accepted land tasks of which that does not count."""
    codes = [code for code, rows in uncounted.items() if any(map(closes, rows))]
    blockers = read_blockers(connection, [code for code in codes if is_a(code, "blocker")])
    lands = read_lands(connection, [code for code in codes if is_a(code, "land_task")])
    found: dict[str, Blocker | LandTask] = {**blockers, **lands}
    return {code: item for code, item in found.items() if is_closed(item)}


def read_overrides(connection: Connection) -> tuple[tuple[date, bool], ...]:
    """The campaign's own working calendar."""
    return tuple((rows.day(day), working == 1)
                 for day, working in connection.execute("SELECT day, working FROM calendar_days ORDER BY day"))


def read_changes(connection: Connection, old: Snapshot) -> tuple[Snapshot, frozenset[str]]:
    """``old`` brought up to date, and the codes that changed (``*``: everything was read anew)."""
    log = connection.execute(SINCE, (old.seq,)).fetchall()
    if not log or log[0][:2] != (old.seq, old.head):
        if read_head(connection) == (old.seq, old.head):  # nothing was ever written
            return old, frozenset()
        # A backup was restored: the log went another way from somewhere before.
        return read(connection), frozenset((EVERYTHING,))
    if len(log) == 1:
        return old, frozenset()
    seq, head = log[-1][:2]
    touched: set[str] = set()
    of_originals = of_results = False
    for _seq, _hash, codes, of_original, of_result in log[1:]:
        touched.update(json.loads(codes))
        of_originals, of_results = of_originals or bool(of_original), of_results or bool(of_result)
    if EVERYTHING in touched:
        return read(connection), frozenset((EVERYTHING,))
    by_table: dict[str, list[str]] = {}
    for code in touched:
        table = "excuses" if code == EXCUSES else next((PLACES[kind] for kind in PLACES if is_a(code, kind)), None)
        if table is not None:  # what is not in the picture is read by the pages that show it
            by_table.setdefault(table, []).append(code)

    def fresh(record: Record[Model]) -> dict[str, Model]:
        return record.by_code(_by_code(connection, record, by_table[record.table]))

    new: dict[str, Any] = {"seq": seq, "head": head}
    closed: list[tuple[str, Blocker | LandTask]] = []
    if "counties" in by_table:
        new["counties"] = _replaced(old.counties, by_table["counties"], fresh(COUNTIES))
    if "units" in by_table:
        new["units"] = _replaced(old.units, by_table["units"], fresh(UNITS))
    if "people" in by_table:
        new["people"] = _replaced(old.people, by_table["people"], fresh(PEOPLE))
    if "projects" in by_table:
        new["projects"] = _replaced(old.projects, by_table["projects"], fresh(PROJECTS))
    if "blockers" in by_table:
        found = read_blockers(connection, by_table["blockers"])
        unresolved = {code: blocker for code, blocker in found.items() if blocker.resolved is None}
        new["blockers"] = _replaced(old.blockers, by_table["blockers"], unresolved)
        closed += ((code, blocker) for code, blocker in found.items() if is_closed(blocker))
    if "land_tasks" in by_table:
        tasks = read_lands(connection, by_table["land_tasks"])
        unaccepted = {code: task for code, task in tasks.items() if task.accepted is None and task.returned is None}
        new["lands"] = _replaced(old.lands, by_table["land_tasks"], unaccepted)
        closed += ((code, task) for code, task in tasks.items() if is_closed(task))
    if "requests" in by_table:
        waiting = {code: row for code, row in fresh(REQUESTS).items() if row.state is RequestState.ASKED}
        new["requests"] = _replaced(old.requests, by_table["requests"], waiting)
    about = [code for code in touched if is_a(code, *CHANGED)]
    if about and of_originals:
        new["originals"] = _replaced(old.originals, touched, read_originals(connection, about))
    uncounted = old.uncounted
    if of_results:
        new["uncounted"] = uncounted = _replaced(old.uncounted, touched, read_uncounted(connection, list(touched)))
    if closed or old.closing:
        new["closing"] = {code: item for code, item in (*old.closing.items(), *closed)
                          if any(map(closes, uncounted.get(code, ())))}
    if "excuses" in by_table:
        new["excuses"] = tuple(EXCUSED.read(connection, "ORDER BY id"))
    return old._replace(**new), frozenset(touched)


def read_blockers(connection: Connection, wanted: list[str]) -> dict[str, Blocker]:
    """Blockers by code, whatever their state."""
    return BLOCKERS.by_code(_by_code(connection, BLOCKERS, wanted), _links_of(connection, ON_BLOCKERS, wanted))


def read_lands(connection: Connection, wanted: list[str]) -> dict[str, LandTask]:
    """Land tasks by code, accepted ones too."""
    return LAND_TASKS.by_code(_by_code(connection, LAND_TASKS, wanted), _links_of(connection, ON_LANDS, wanted))


def read_all_lands(connection: Connection) -> dict[str, LandTask]:
    """Every land task there ever was, but for those that were returned."""
    return LAND_TASKS.by_code(connection.execute(f"{LAND_TASKS.select} WHERE {THERE}"), _links(connection, ON_LANDS, "", ()))


def read_all_blockers(connection: Connection) -> dict[str, Blocker]:
    """Every blocker there ever was."""
    return BLOCKERS.by_code(connection.execute(BLOCKERS.select), _links(connection, ON_BLOCKERS, "", ()))


def read_resolved(connection: Connection, since: date, until: date) -> dict[str, Blocker]:
    """Those that were resolved after ``since`` and up to ``until``, and have stayed so."""
    days, then = (since.isoformat(), until.isoformat()), "resolved > ? AND resolved <= ?"
    links = _links(connection, ON_BLOCKERS, f"WHERE blocker IN (SELECT code FROM blockers WHERE {then})", days)
    return BLOCKERS.by_code(connection.execute(f"{BLOCKERS.select} WHERE {then}", days), links)


def _replaced(old: Mapping[str, Kept], codes: Collection[str], fresh: Mapping[str, Kept]) -> Mapping[str, Kept]:
    """One in which changed rows keep their place, gone ones go and new ones stand last; ``old`` where none is another."""
    if all(old.get(code) == fresh.get(code) for code in codes):
        return old
    new = Overlay.of(old)
    for code in codes:
        if code not in fresh:
            new.pop(code, None)
    new.update(fresh)
    return new


def _codes(*tables: Mapping[str, object]) -> dict[str | None, str | None]:
    codes: dict[str | None, str | None] = {None: None}
    for table in tables:
        codes.update((code, code) for code in table)
    return codes


def _links(connection: Connection, table: Links, where: str, parameters: tuple[str, ...],
           known: Mapping[str, Project] | None = None) -> dict[str, tuple[str, ...]]:
    """The projects of each blocker or land task, in the order of their codes; ``known`` projects lend their own string."""
    links: dict[str, tuple[str, ...]] = {}
    alone: dict[str, tuple[str]] = {}  # one for all that are on the same project alone
    name, column = table
    for owner, project in connection.execute(f"SELECT {column}, project FROM {name} {where}", parameters):
        code = project if known is None else known[project].code
        before = links.get(owner)
        if before is None:
            links[owner] = alone.get(code) or alone.setdefault(code, (code,))
        else:
            links[owner] = tuple(sorted((*before, code), key=order))
    return links


def _links_of(connection: Connection, table: Links, wanted: list[str]) -> dict[str, tuple[str, ...]]:
    links: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(wanted), BATCH):
        part = wanted[start:start + BATCH]
        links |= _links(connection, table, f"WHERE {table.column} IN ({', '.join('?' * len(part))})", tuple(part))
    return links


def _by_code(connection: Connection, record: Record[Any], codes: list[str]) -> list[Row]:
    found: list[Row] = []
    for start in range(0, len(codes), BATCH):
        part = codes[start:start + BATCH]
        marks = ", ".join("?" * len(part))
        found += connection.execute(f"{record.select} WHERE code IN ({marks})", part).fetchall()
    return found
