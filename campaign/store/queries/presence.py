"""What is read of visits, over all sites or a few: who was where on which day; and who led what when."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from campaign.core.model.project import Change, Channel
from campaign.store import rows, snapshot
from campaign.store.engine.connection import Connection
from campaign.store.records import CHANGES
from campaign.store.store import Store

_NONE: frozenset[Channel] = frozenset()
_CHANNELS = rows.words(Channel)
_day = lru_cache(1024)(rows.day)
"""Each day made once: thousands of visits share a few."""


def presence(store: Store, projects: Sequence[str] | None, since: date) -> dict[str, list[tuple[date, Channel, str | None]]]:
    """Project → day, channel and person of its visits from ``since`` on, in any order. Of these projects, or of all."""
    found: dict[str, list[tuple[date, Channel, str | None]]] = {}
    with store.reading() as connection:
        for project, day, channel, person in _picked(connection, "project, on_day, channel, person", "on_day >= ?", since,
                                                     projects):
            found.setdefault(project, []).append((_day(day), _CHANNELS[channel], person))
    return found


def channels(store: Store, projects: Sequence[str] | None, day: date) -> dict[str, frozenset[Channel]]:
    """Project → how there was contact on that day. Of these projects, or of all."""
    same: dict[frozenset[Channel], frozenset[Channel]] = {}
    found: dict[str, frozenset[Channel]] = {}
    with store.reading() as connection:
        for project, channel in _picked(connection, "project, channel", "on_day = ?", day, projects):
            seen = found.get(project, _NONE)
            if (word := _CHANNELS[channel]) not in seen:
                more = seen | {word}
                found[project] = same.setdefault(more, more)
    return found


def contacts(store: Store, since: date, until: date) -> dict[str, dict[Channel, int]]:
    """Person → visits by channel, both days included."""
    found: dict[str, dict[Channel, int]] = {}
    with store.reading() as connection:
        for person, channel, count in connection.execute(
                """SELECT person, channel, count(*) FROM visits WHERE on_day BETWEEN ? AND ? AND person IS NOT NULL
                   GROUP BY person, channel""", (since.isoformat(), until.isoformat())):
            found.setdefault(person, {})[_CHANNELS[channel]] = count
    return found


def sites_visited(store: Store, since: date, until: date) -> dict[str, int]:
    """Person → number of projects on whose site that person has been, both days included."""
    with store.reading() as connection:
        return dict(connection.execute(
            """SELECT person, count(DISTINCT project) FROM visits
               WHERE on_day BETWEEN ? AND ? AND channel = 'site' AND person IS NOT NULL GROUP BY person""",
            (since.isoformat(), until.isoformat())).fetchall())


def recent_sites(store: Store, since: date, projects: Sequence[str] | None = None) -> dict[str, set[date]]:
    """Project → days from ``since`` on with someone on site. Of these projects, or of all."""
    found: dict[str, set[date]] = {}
    with store.reading() as connection:
        # An index alone answers; with DISTINCT another would be walked from end to end.
        for project, day in _picked(connection, "project, on_day", "on_day >= ? AND channel = 'site'", since, projects):
            found.setdefault(project, set()).add(_day(day))
    return found


def leaders_on_site(store: Store, since: date) -> Iterator[tuple[str, date, tuple[str, ...]]]:
    """Who has a column on the board, a day from ``since`` on, and the projects on whose sites that person was then."""
    with store.reading() as connection:
        rows_of = connection.execute(
            """SELECT DISTINCT person, on_day, project FROM visits WHERE channel = 'site' AND on_day >= ?
               AND person IN (SELECT code FROM people WHERE leader) ORDER BY person, on_day, length(project), project""",
            (since.isoformat(),)).fetchall()
    for (person, day), some in groupby(rows_of, lambda row: row[:2]):
        yield person, _day(day), tuple(project for _person, _on, project in some)


def leader_changes(store: Store) -> list[Change]:
    """When every project passed from one leader to another, oldest first."""
    with store.reading() as connection:
        return CHANGES.read(connection, "WHERE field = 'leader' ORDER BY on_day, id")


def _picked(connection: Connection, columns: str, where: str, day: date, projects: Sequence[str] | None) -> Iterator[rows.Row]:
    """These columns of the visits under ``where``, which asks for ``day``; only those of ``projects`` when they are given."""
    starts = range(1) if projects is None else range(0, len(projects), snapshot.BATCH)
    for start in starts:
        some = () if projects is None else tuple(projects[start:start + snapshot.BATCH])
        these = f" AND project IN ({', '.join('?' * len(some))})" if some else ""
        yield from connection.execute(f"SELECT {columns} FROM visits WHERE {where}{these}", (day.isoformat(), *some))
