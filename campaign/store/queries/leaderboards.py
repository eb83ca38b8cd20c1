"""What the four leaderboards are counted from, beside the snapshot and the reserve."""

from datetime import date

from campaign.core.leaderboards import Parcel, Passed, Signings
from campaign.core.model.land import Measure
from campaign.store import rows
from campaign.store.store import Store


def parcels(store: Store, first: date, day: date, last: date, county: str | None = None) -> list[Parcel]:
    """Expropriation and resettlement tasks in each county, or in one, as of ``day``; in no order.

    Those of the campaign from ``first`` to ``last``: set by ``day``, not accepted before ``first``, not due after ``last``.
    Of those that name projects, in the counties of the ones that are not withdrawn.
    """
    with store.reading() as connection:
        found = connection.execute(
            """WITH tasks AS (
                   SELECT code, scope, county, measure, target FROM land_tasks
                   WHERE kind IN ('expropriation', 'resettlement') AND target IS NOT NULL AND opened <= :day AND returned IS NULL
                   AND (accepted IS NULL OR accepted >= :first) AND (due IS NULL OR due <= :last)),
               moved AS (
                   SELECT task, SUM(CASE WHEN on_day < :first THEN amount ELSE 0 END) AS before,
                          SUM(CASE WHEN on_day >= :first THEN amount ELSE 0 END) AS done
                   FROM land_events WHERE kind = 'progress' AND on_day <= :day GROUP BY task)
               SELECT places.county, measure, target, COALESCE(before, 0), COALESCE(done, 0), places.code FROM (
                   SELECT code, county FROM tasks WHERE scope = 'county'
                   UNION
                   SELECT tasks.code, projects.county FROM tasks
                   JOIN land_task_projects ON land_task_projects.task = tasks.code
                   JOIN projects ON projects.code = land_task_projects.project
                   WHERE tasks.scope <> 'county' AND projects.withdrawn IS NULL AND projects.county IS NOT NULL) AS places
               JOIN tasks ON tasks.code = places.code LEFT JOIN moved ON moved.task = places.code
               WHERE :county IS NULL OR places.county = :county""",
            {"first": first.isoformat(), "day": day.isoformat(), "last": last.isoformat(), "county": county}).fetchall()
    measures = {measure.value: measure for measure in Measure}
    return [Parcel(county, measures[measure], *figures) for county, measure, *figures in found]


def passed(store: Store, first: date, day: date, unit: str | None = None) -> list[Passed]:
    """Approvals that a body, or this one, granted from ``first`` to ``day``, within their limit or beyond it; in no order."""
    with store.reading() as connection:
        found = connection.execute(
            """SELECT approvals.unit, kind, submitted, due, granted, approvals.code FROM approvals
               JOIN projects ON projects.code = approvals.project
               WHERE state = 'granted' AND granted BETWEEN ? AND ? AND approvals.unit IS NOT NULL
               AND submitted IS NOT NULL AND due IS NOT NULL AND projects.withdrawn IS NULL
               AND (? IS NULL OR approvals.unit = ?)""", (first.isoformat(), day.isoformat(), unit, unit)).fetchall()
    day_of = rows.day
    return [Passed(body, kind, day_of(submitted), day_of(due), day_of(granted), code)
            for body, kind, submitted, due, granted, code in found]


def signings(store: Store, first: date, day: date) -> tuple[list[Signings], list[Signings]]:
    """Leads signed from ``first`` to ``day`` and not dropped since: of each leader, and of each county."""
    with store.reading() as connection:
        leaders, counties = ([Signings(*row) for row in connection.execute(
            f"""SELECT {who}, COUNT(*), COALESCE(SUM(total), 0) FROM leads
                WHERE {who} IS NOT NULL AND dropped IS NULL AND signed BETWEEN ? AND ? GROUP BY {who}""",
            (first.isoformat(), day.isoformat()))] for who in ("leader", "county"))
    return leaders, counties
