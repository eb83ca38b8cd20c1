"""Put a whole campaign into an empty database, and leave one audit row for all of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.dates import format_instant
from campaign.core.model import (
    Blocker,
    Campaign,
    County,
    Event,
    Excuse,
    Person,
    Progress,
    Project,
    ProjectDetails,
    Settings,
    Unit,
    Visit,
)
from campaign.core.names import key_of
from campaign.data import readings
from campaign.store import audit, statements
from campaign.store.connection import Connection, defer_foreign_keys
from campaign.store.write import refresh_all_totals

Advance = Callable[[str, int], None]
"""Told the table and the number of rows just loaded."""
PART = 5_000
TABLES = ("counties", "units", "people", "projects", "progress", "blockers", "blocker_projects", "blocker_events", "visits",
          "excuses")
"""In the order in which they are loaded."""


class Batch(NamedTuple):
    """A campaign's rows. Codes are given, references hold, blockers carry the state that their events made."""

    counties: Sequence[County]
    units: Sequence[Unit]
    people: Sequence[Person]
    projects: Sequence[Project]
    details: Mapping[str, ProjectDetails]
    progress: Iterable[Progress]
    blockers: Sequence[tuple[Blocker, Sequence[Event]]]
    visits: Iterable[Visit]
    excuses: Sequence[Excuse]


def begin(connection: Connection, campaign: Campaign, actor: str, now: datetime, *, verb: str = "init",
          subject: str = "", changes: list[dict[str, Any]] | None = None) -> None:
    """Write the campaign's own row and the first audit row."""
    own = {"name": campaign.name, "first_day": campaign.first_day, "length": campaign.length,
           "time_zone": campaign.time_zone, "golden_end": campaign.golden_end, "filing_day": campaign.filing_day,
           "language": campaign.language}
    row = {"id": 1, **{name: _plain(value) for name, value in own.items()}}
    statements.insert(connection, "campaign", row)
    default = Settings()._asdict()
    connection.executemany("INSERT INTO settings (key, value) VALUES (?, ?)",
                           [(key, value) for key, value in campaign.settings._asdict().items() if value != default[key]])
    first = {"table": "campaign", "key": {"id": 1}, "before": None, "after": row}
    audit.append(connection, format_instant(now), actor, verb, subject or campaign.name, [codes.EVERYTHING],
                 [first, *(changes or [])], None)


def load(connection: Connection, campaign: Campaign, batch: Batch, actor: str, now: datetime, *, subject: str,
         sources: Sequence[Mapping[str, Any]] = (), advance: Advance = lambda table, count: None) -> None:
    """Load ``batch`` in the transaction that is open. ``sources`` (file, count, sha256) go into the one audit row."""
    defer_foreign_keys(connection)
    at = format_instant(now)
    fill = _Filler(connection, advance)
    fill("counties", ({**row._asdict(), "key": _key(row.name)} for row in batch.counties))
    fill("units", ({**row._asdict(), "key": _key(row.name)} for row in batch.units))
    fill("people", ({**row._asdict(), "key": _key(row.name)} for row in batch.people))
    fill("projects", ({**row._asdict(), **batch.details[row.code]._asdict(), "key": _key(row.name)} for row in batch.projects))
    fill("progress", (_dated(row) for row in batch.progress))
    fill("blockers", ({**_without(row._asdict(), "projects"), "key": _key(row.title)} for row, _ in batch.blockers))
    fill("blocker_projects", ({"blocker": row.code, "project": project} for row, _ in batch.blockers for project in row.projects))
    events = chain.from_iterable(events for _, events in batch.blockers)
    fill("blocker_events", ({**_dated(row), "at": row.at or at, "actor": row.actor or actor} for row in events))
    fill("visits", (_dated(row) for row in batch.visits))
    fill("excuses", ({"first_day": row.first, "last_day": row.last, "why": row.why, "county": row.county,
                      "person": row.person} for row in batch.excuses))
    _count(connection, batch)
    changes = [{"table": source["file"], "key": {}, "before": None, "after": dict(source)} for source in sources]
    begin(connection, campaign, actor, now, verb="seed", subject=subject, changes=changes)
    refresh_all_totals(connection)


class _Filler:
    def __init__(self, connection: Connection, advance: Advance) -> None:
        self.connection = connection
        self.advance = advance

    def __call__(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        part: list[tuple[Any, ...]] = []
        statement = ""
        for row in rows:
            if not statement:
                statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
            part.append(tuple(map(_plain, row.values())))
            if len(part) == PART:
                self._flush(table, statement, part)
        if part:
            self._flush(table, statement, part)

    def _flush(self, table: str, statement: str, part: list[tuple[Any, ...]]) -> None:
        self.connection.executemany(statement, part)
        self.advance(table, len(part))
        part.clear()


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return _iso(value) if isinstance(value, date) else value


_days: dict[date, str] = {}


def _iso(day: date) -> str:
    """Each day is written out once: a large campaign has hundreds of thousands of rows on a few hundred days."""
    text = _days.get(day)
    if text is None:
        text = _days[day] = day.isoformat()
    return text


def _key(name: str) -> str:
    return key_of(name, readings)


def _dated(row: NamedTuple) -> dict[str, Any]:
    """The model says ``on`` where SQL needs ``on_day``."""
    return {"on_day" if name == "on" else name: value for name, value in row._asdict().items()}


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    del row[name]
    return row


def _count(connection: Connection, batch: Batch) -> None:
    """New codes go on after the highest one loaded."""
    highest: dict[str, int] = {}
    tables: tuple[Sequence[Any], ...] = (batch.counties, batch.units, batch.people, batch.projects,
                                         [row for row, _ in batch.blockers])
    for row in chain.from_iterable(tables):
        letter, number = row.code[0], int(row.code[1:])
        highest[letter] = max(highest.get(letter, 0), number)
    assert set(highest) <= set(codes.NAMES)
    connection.executemany("INSERT INTO counters (kind, last) VALUES (?, ?)", list(highest.items()))
