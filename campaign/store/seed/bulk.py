"""Put a whole campaign into an empty database, and leave one audit row for all of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from itertools import chain, compress, islice
from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.dates import format_instant
from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.campaign import Campaign, Excuse, Settings
from campaign.core.model.consent import Request, Result, TargetChange
from campaign.core.model.land import Approval, ApprovalEvent, LandEvent, LandTask
from campaign.core.model.people import County, Person, Unit
from campaign.core.model.project import Change, Funds, ListEntry, Progress, Project, ProjectDetails, Registered, Visit
from campaign.core.names import key_of
from campaign.data import readings
from campaign.kinds.campaign import check_all
from campaign.store import audit
from campaign.store.engine import statements
from campaign.store.engine.connection import Connection, defer_foreign_keys
from campaign.store.founded import founding
from campaign.store.records import CHANGES, REQUESTS, RESULTS, TARGET_CHANGES
from campaign.store.rows import Record
from campaign.store.seed.columns import SHEETS
from campaign.store.totals import refresh_all_totals

Advance = Callable[[str, int], None]
"""Told the table and the number of rows just loaded."""
PART = 5_000
TABLES = ("calendar_days", "counties", "units", "people", "projects", "progress", "funds", "registered_money", "land_tasks",
          "land_task_projects", "land_events", "approvals", "approval_events", "blockers", "blocker_projects", "blocker_events",
          "visits", "excuses", "list_entries", *(sheet.record.table for sheet in SHEETS.values()), "requests", "results",
          "target_changes", "project_changes")
"""In the order in which they are loaded."""
HISTORY = ("progress", "funds", "land_events", "approval_events", "blocker_projects", "blocker_events", "visits")
"""Those that grow with time: their indexes are made when all rows are there, which takes half as long."""


class WorkingDay(NamedTuple):
    """One day of the campaign's own working calendar."""

    day: date
    working: bool
    why: str


class Batch(NamedTuple):
    """A campaign's rows. Codes are given, references hold, what has events carries the state that they made."""

    counties: Sequence[County]
    units: Sequence[Unit]
    people: Sequence[Person]
    projects: Sequence[Project]
    details: Mapping[str, ProjectDetails]
    progress: Iterable[Progress]
    blockers: Sequence[tuple[Blocker, Sequence[Event]]]
    visits: Iterable[Visit]
    excuses: Sequence[Excuse]
    lands: Sequence[tuple[LandTask, Sequence[LandEvent]]] = ()
    approvals: Sequence[tuple[Approval, Sequence[ApprovalEvent]]] = ()
    funds: Iterable[Funds] = ()
    registered: Iterable[Registered] = ()
    calendar: Sequence[WorkingDay] = ()
    entries: Sequence[ListEntry] = ()
    organisation: Mapping[str, Sequence[Any]] = {}
    """Table of ``store.records`` → its rows."""
    task_forces: Mapping[str, str] = {}
    """Project → the task force that works for it."""
    requests: Sequence[Request] = ()
    results: Sequence[Result] = ()
    """In the order in which they were entered, without numbers."""
    target_changes: Sequence[TargetChange] = ()
    changes: Sequence[Change] = ()


def begin(connection: Connection, campaign: Campaign, actor: str, now: datetime, *, verb: str = "init",
          subject: str = "", changes: list[dict[str, Any]] | None = None) -> None:
    """Write the campaign's own row and the first audit row, which says what all other rows are now. Raises ``BadInput`` when a
    setting is out of its bounds.
    """
    check_all(campaign)
    own = {"name": campaign.name, "first_day": campaign.first_day, "length": campaign.length,
           "time_zone": campaign.time_zone, "golden_end": campaign.golden_end, "filing_day": campaign.filing_day,
           "language": campaign.language}
    row = {"id": 1, **{name: _value(value) for name, value in own.items()}}
    statements.insert(connection, "campaign", row)
    default = Settings()._asdict()
    connection.executemany("INSERT INTO settings (key, value) VALUES (?, ?)",
                           [(key, value) for key, value in campaign.settings._asdict().items() if value != default[key]])
    first = {"table": "campaign", "key": {"id": 1}, "before": None, "after": row}
    audit.append(connection, format_instant(now), actor, verb, subject or campaign.name, [codes.EVERYTHING],
                 [first, *(changes or []), founding(connection)], None)


def load(connection: Connection, campaign: Campaign, batch: Batch, actor: str, now: datetime, *, subject: str,
         sources: Sequence[Mapping[str, Any]] = (), advance: Advance = lambda table, count: None) -> None:
    """Load ``batch`` in the transaction that is open. ``sources`` (file, count, sha256) go into the one audit row."""
    defer_foreign_keys(connection)
    fill = _Filler(connection, format_instant(now), actor, advance)
    fill("calendar_days", WorkingDay._fields, map(_plain, batch.calendar))
    fill.named("counties", County, batch.counties)
    fill.named("units", Unit, batch.units)
    fill.named("people", Person, batch.people)
    _fill_projects(fill, batch)
    with _without_indexes(connection):
        fill.dated("progress", Progress, batch.progress)
        fill.dated("funds", Funds, batch.funds)
        fill("registered_money", Registered._fields, batch.registered)
        fill.scoped("land_tasks", LandTask, [row for row, _ in batch.lands])
        fill("land_task_projects", ("task", "project"),
             ((row.code, project) for row, _ in batch.lands for project in row.projects))
        fill.events("land_events", LandEvent, (events for _, events in batch.lands))
        fill("approvals", Approval._fields, (_plain(row) for row, _ in batch.approvals))
        fill.events("approval_events", ApprovalEvent, (events for _, events in batch.approvals))
        fill.scoped("blockers", Blocker, [row for row, _ in batch.blockers])
        fill("blocker_projects", ("blocker", "project"),
             ((row.code, project) for row, _ in batch.blockers for project in row.projects))
        fill.events("blocker_events", Event, (events for _, events in batch.blockers))
        fill("visits", _columns(Visit), ((row[0], _texts[row[1]], _texts[row[2]], *row[3:]) for row in batch.visits))
    fill("excuses", ("first_day", "last_day", *Excuse._fields[2:]), map(_plain, batch.excuses))
    fill("list_entries", ListEntry._fields, map(_plain, batch.entries))
    for sheet in SHEETS.values():
        fill.record(sheet.record, batch.organisation.get(sheet.record.table, ()))
    fill.record(REQUESTS, batch.requests)
    fill.record(RESULTS, (row._replace(id=number) for number, row in enumerate(batch.results, 1)))
    fill.record(TARGET_CHANGES, batch.target_changes)
    fill.record(CHANGES, batch.changes)
    connection.executemany("UPDATE projects SET task_force = ? WHERE code = ?",
                           [(code, project) for project, code in batch.task_forces.items()])
    _count(connection, batch)
    changes = [{"table": source["file"], "key": {}, "before": None, "after": dict(source)} for source in sources]
    begin(connection, campaign, actor, now, verb="seed", subject=subject, changes=changes)
    refresh_all_totals(connection, campaign)


class _Filler:
    def __init__(self, connection: Connection, at: str, actor: str, advance: Advance) -> None:
        self.connection = connection
        self.at = at
        self.actor = actor
        self.advance = advance

    def __call__(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """``rows`` hold what SQL takes, in the order of ``columns``.

        The driver takes 1 µs for each value that is not exactly a text or a number: columns that are empty are left out.
        """
        left = iter(rows)
        while part := list(islice(left, PART)):
            used = [any(value is not None for value in column) for column in zip(*part, strict=True)]
            names = list(compress(columns, used))
            filled = part if all(used) else [tuple(compress(row, used)) for row in part]
            marks = ", ".join("?" * len(names))
            self.connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", filled)
            self.advance(table, len(part))

    def named(self, table: str, kind: type[NamedTuple], rows: Iterable[Any]) -> None:
        """Things that are found by their name, the second column."""
        self(table, (*kind._fields, "key"), ((*_plain(row), _key(row[1])) for row in rows))

    def scoped(self, table: str, kind: type[NamedTuple], rows: Iterable[Any]) -> None:
        """The same for what is on several projects, which have a table of their own."""
        columns = tuple(name for name in kind._fields if name != "projects")
        at = kind._fields.index("projects")
        self(table, (*columns, "key"), ((*_plain(row[:at]), *_plain(row[at + 1:]), _key(row[1])) for row in rows))

    def dated(self, table: str, kind: type[NamedTuple], rows: Iterable[Any]) -> None:
        """Facts of a project: the model says ``on`` where SQL needs ``on_day``. Their other columns are texts and numbers."""
        self(table, _columns(kind), ((row[0], _texts[row[1]], *row[2:]) for row in rows))

    def record(self, record: Record[Any], rows: Iterable[Any]) -> None:
        """What says neither when nor by whom it was said, was said now by whoever loads it."""
        stamp = {"at": self.at, "actor": self.actor}
        stamped = [(place, stamp[name]) for place, name in enumerate(record.names) if name in stamp]

        def plain(row: Any) -> list[Any]:
            cells = list(_plain(row))
            for place, value in stamped:
                cells[place] = cells[place] or value
            return [*cells, _key(row.name)] if record.keyed else cells

        self(record.table, (*record.names, "key") if record.keyed else record.names, map(plain, rows))

    def events(self, table: str, kind: type[NamedTuple], histories: Iterable[Sequence[Any]]) -> None:
        """Those that say neither when nor by whom were said now, by whoever loads them."""
        self(table, _columns(kind),
             ((row[0], _texts[row[1]], _texts[row[2]], row[3] or self.at, row[4] or self.actor, *row[5:])
              for row in chain.from_iterable(histories)))


def _fill_projects(fill: _Filler, batch: Batch) -> None:
    columns = (*Project._fields, *ProjectDetails._fields[1:], "key")
    fill("projects", columns, ((*_plain(row), *_plain(batch.details[row.code][1:]), _key(row.name)) for row in batch.projects))


@contextmanager
def _without_indexes(connection: Connection) -> Iterator[None]:
    """Take the indexes of the tables in ``HISTORY`` away, and make them again."""
    made = connection.execute(f"""SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
                                  AND tbl_name IN ({', '.join('?' * len(HISTORY))})""", HISTORY).fetchall()
    for name, _ in made:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in made:
        connection.execute(statement)


def _columns(kind: type[NamedTuple]) -> tuple[str, ...]:
    return tuple("on_day" if name == "on" else name for name in kind._fields)


class _Texts(dict[Any, str]):
    """Days and words as text, each written out once: a large campaign has a million rows on a few hundred days."""

    def __missing__(self, value: date | StrEnum) -> str:
        text = self[value] = value.value if isinstance(value, StrEnum) else value.isoformat()
        return text


_texts = _Texts()


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(map(_value, row))


def _value(value: Any) -> Any:
    if value is None or type(value) in (str, int):
        return value
    if type(value) is tuple:
        return " ".join(value)
    return int(value) if isinstance(value, bool) else _texts[value]


def _key(name: str) -> str:
    return key_of(name, readings)


def _count(connection: Connection, batch: Batch) -> None:
    """New codes go on after the highest one loaded."""
    highest: dict[str, int] = {}
    tables: tuple[Sequence[Any], ...] = (batch.counties, batch.units, batch.people, batch.projects, batch.requests,
                                         *([row for row, _ in pairs] for pairs in (batch.lands, batch.approvals, batch.blockers)),
                                         *(rows for rows in batch.organisation.values() if rows and rows[0]._fields[0] == "code"))
    for row in chain.from_iterable(tables):
        letter, number = row.code[0], int(row.code[1:])
        highest[letter] = max(highest.get(letter, 0), number)
    assert set(highest) <= set(codes.NAMES)
    connection.executemany("INSERT INTO counters (kind, last) VALUES (?, ?)", list(highest.items()))
