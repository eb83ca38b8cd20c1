"""What the counties' league is counted from, beside the snapshot."""

from datetime import date
from pathlib import Path

from campaign.core.leagues import Hindrance, Signed
from campaign.store import rows
from campaign.store.connection import Connection, reading


class LeaguePages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def paid_since(self, day: date, last: date) -> dict[str, int]:
        """County → money (万元) dated after ``day`` up to ``last``, of the projects that have a plan and are not withdrawn."""
        with reading(self._connection, self.path) as connection:
            return dict(connection.execute(
                """SELECT projects.county, SUM(progress.money) FROM projects
                   JOIN progress ON progress.project = projects.code AND progress.on_day > ? AND progress.on_day <= ?
                   WHERE projects.plan_100 > 0 AND projects.withdrawn IS NULL AND projects.county IS NOT NULL
                   GROUP BY projects.county""", (day.isoformat(), last.isoformat())))

    def closed_between(self, first: date, last: date) -> dict[str, tuple[int, int]]:
        """County → blockers resolved from ``first`` to ``last`` on or before their due day, and all that were resolved then.

        A withdrawn project has none; one that names projects of two counties counts in both.
        """
        with reading(self._connection, self.path) as connection:
            return {county: (met, count) for county, met, count in connection.execute(
                f"""SELECT place, SUM(resolved <= due), COUNT(*) FROM ({_placed("resolved BETWEEN :first AND :last")})
                    GROUP BY place""", {"first": first.isoformat(), "last": last.isoformat()})}

    def hindrances(self, first: date, day: date, after: date) -> list[Hindrance]:
        """Blockers of the same kind, one by one and in no order: resolved later than ``after``, or not and due from ``first``
        to ``day``.
        """
        with reading(self._connection, self.path) as connection:
            found = connection.execute(
                _placed("resolved > :after OR (resolved IS NULL AND due BETWEEN :first AND :day)"),
                {"first": first.isoformat(), "day": day.isoformat(), "after": after.isoformat()}).fetchall()
        days = rows.DAYS
        return [Hindrance(county, rows.day(due), days[resolved], days[held_on], days[review], rests)
                for county, _row, due, resolved, held_on, review, rests in found]

    def signed_leads(self, first: date, last: date) -> list[Signed]:
        """Leads of a county signed from ``first`` to ``last`` and not dropped since."""
        with reading(self._connection, self.path) as connection:
            return [Signed(county, rows.day(on), total) for county, on, total in connection.execute(
                """SELECT county, signed, total FROM leads
                   WHERE county IS NOT NULL AND dropped IS NULL AND signed BETWEEN ? AND ?""",
                (first.isoformat(), last.isoformat()))]


def _placed(which: str) -> str:
    """Blockers, once for every county in which they lie. The order of the joins is ours: SQLite would begin with the counties,
    and look at every blocker of every project: four times as long at 10,000 projects.
    """
    columns = "blockers.rowid, due, resolved, held_on, blockers.review, rests"
    return f"""SELECT county AS place, {columns} FROM blockers WHERE scope = 'county' AND ({which})
        UNION ALL
        SELECT * FROM (SELECT DISTINCT projects.county AS place, {columns}
            FROM blockers CROSS JOIN blocker_projects ON blocker_projects.blocker = blockers.code
            CROSS JOIN projects ON projects.code = blocker_projects.project
            WHERE scope <> 'county' AND ({which}) AND projects.withdrawn IS NULL AND projects.county IS NOT NULL)"""
