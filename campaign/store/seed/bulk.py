"""Put a whole campaign into an empty database, and leave one audit row for all of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from typing import Any

from campaign.core import codes
from campaign.core.dates import format_instant
from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.campaign import Campaign, Excuse, Settings
from campaign.core.model.land import Approval, ApprovalEvent, LandEvent, LandTask
from campaign.core.model.people import County, Person, Unit
from campaign.core.model.project import Funds, ListEntry, Progress, Project, ProjectDetails, Registered, Visit
from campaign.kinds.campaign import check_all
from campaign.store import audit
from campaign.store.engine import statements
from campaign.store.engine.connection import Connection, defer_foreign_keys
from campaign.store.founded import founding
from campaign.store.records import CHANGES, REQUESTS, RESULTS, TARGET_CHANGES
from campaign.store.seed.batch import Batch, WorkingDay
from campaign.store.seed.columns import SHEETS
from campaign.store.seed.filler import Advance, Filler, columns_of, plain, search_key, stored, texts
from campaign.store.totals import refresh_all_totals

TABLES = ("calendar_days", "counties", "units", "people", "projects", "progress", "funds", "registered_money", "land_tasks",
          "land_task_projects", "land_events", "approvals", "approval_events", "blockers", "blocker_projects", "blocker_events",
          "visits", "excuses", "list_entries", *(sheet.record.table for sheet in SHEETS.values()), "requests", "results",
          "target_changes", "project_changes")
"""In the order in which they are loaded."""
HISTORY = ("progress", "funds", "land_events", "approval_events", "blocker_projects", "blocker_events", "visits")
"""Those that grow with time: their indexes are made when all rows are there, which takes half as long."""


def begin(connection: Connection, campaign: Campaign, actor: str, now: datetime, *, verb: str = "init",
          subject: str = "", changes: list[dict[str, Any]] | None = None) -> None:
    """Write the campaign's own row and the first audit row, which says what all other rows are now. Raises ``BadInput`` when a
    setting is out of its bounds.
    """
    check_all(campaign)
    own = {"name": campaign.name, "first_day": campaign.first_day, "length": campaign.length,
           "time_zone": campaign.time_zone, "golden_end": campaign.golden_end, "filing_day": campaign.filing_day,
           "language": campaign.language}
    row = {"id": 1, **{name: stored(value) for name, value in own.items()}}
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
    fill = Filler(connection, format_instant(now), actor, advance)
    fill("calendar_days", WorkingDay._fields, map(plain, batch.calendar))
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
        fill("approvals", Approval._fields, (plain(row) for row, _ in batch.approvals))
        fill.events("approval_events", ApprovalEvent, (events for _, events in batch.approvals))
        fill.scoped("blockers", Blocker, [row for row, _ in batch.blockers])
        fill("blocker_projects", ("blocker", "project"),
             ((row.code, project) for row, _ in batch.blockers for project in row.projects))
        fill.events("blocker_events", Event, (events for _, events in batch.blockers))
        fill("visits", columns_of(Visit), ((row[0], texts[row[1]], texts[row[2]], *row[3:]) for row in batch.visits))
    fill("excuses", ("first_day", "last_day", *Excuse._fields[2:]), map(plain, batch.excuses))
    fill("list_entries", ListEntry._fields, map(plain, batch.entries))
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


def _fill_projects(fill: Filler, batch: Batch) -> None:
    columns = (*Project._fields, *ProjectDetails._fields[1:], "key")
    fill("projects", columns,
         ((*plain(row), *plain(batch.details[row.code][1:]), search_key(row.name)) for row in batch.projects))


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
