"""What is read of visits, over all sites or a few: who was where on which day; and who led what when."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from campaign.core.model import Change, Channel
from campaign.store import rows, snapshot
from campaign.store.connection import Connection, reading


class PresencePages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def presence(self, projects: Sequence[str] | None, since: date) -> dict[str, list[tuple[date, Channel, str | None]]]:
        """Project → day, channel and person of its visits from ``since`` on, oldest first. Of these projects, or of all."""
        found: dict[str, list[tuple[date, Channel, str | None]]] = {}
        starts = range(1) if projects is None else range(0, len(projects), snapshot.BATCH)
        with reading(self._connection, self.path) as connection:
            for start in starts:
                some = () if projects is None else tuple(projects[start:start + snapshot.BATCH])
                these = f" AND project IN ({', '.join('?' * len(some))})" if some else ""
                for project, day, channel, person in connection.execute(
                        f"SELECT project, on_day, channel, person FROM visits WHERE on_day >= ?{these} ORDER BY on_day, id",
                        (since.isoformat(), *some)):
                    found.setdefault(project, []).append((rows.day(day), rows.CHANNELS[channel], person))
        return found

    def contacts(self, since: date, until: date) -> dict[str, dict[Channel, int]]:
        """Person → visits by channel, both days included."""
        found: dict[str, dict[Channel, int]] = {}
        with reading(self._connection, self.path) as connection:
            for person, channel, count in connection.execute(
                    """SELECT person, channel, count(*) FROM visits WHERE on_day BETWEEN ? AND ? AND person IS NOT NULL
                       GROUP BY person, channel""", (since.isoformat(), until.isoformat())):
                found.setdefault(person, {})[rows.CHANNELS[channel]] = count
        return found

    def sites_visited(self, since: date, until: date) -> dict[str, int]:
        """Person → number of projects on whose site that person has been, both days included."""
        with reading(self._connection, self.path) as connection:
            return dict(connection.execute(
                """SELECT person, count(DISTINCT project) FROM visits
                   WHERE on_day BETWEEN ? AND ? AND channel = 'site' AND person IS NOT NULL GROUP BY person""",
                (since.isoformat(), until.isoformat())).fetchall())

    def recent_sites(self, since: date) -> dict[str, set[date]]:
        """Project → days from ``since`` on with someone on site."""
        found: dict[str, set[date]] = {}
        with reading(self._connection, self.path) as connection:
            # The index visits_day alone answers; with DISTINCT another would be walked from end to end.
            for project, day in connection.execute(
                    "SELECT project, on_day FROM visits WHERE on_day >= ? AND channel = 'site'", (since.isoformat(),)):
                found.setdefault(project, set()).add(rows.day(day))
        return found

    def leader_changes(self) -> list[Change]:
        """When every project passed from one leader to another, oldest first."""
        with reading(self._connection, self.path) as connection:
            return list(map(rows.change, connection.execute(
                f"SELECT {rows.CHANGE} FROM project_changes WHERE field = 'leader' ORDER BY on_day, id").fetchall()))
