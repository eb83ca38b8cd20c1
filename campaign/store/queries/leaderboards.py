"""What the four leaderboards are counted from, beside the snapshot and the reserve."""

import json
from datetime import date

from campaign.core.leaderboards import Parcel, Passed, Signings
from campaign.core.model.consent import What
from campaign.core.model.land import Measure
from campaign.core.results import Counted
from campaign.store import rows
from campaign.store.store import Store


def parcels(store: Store, first: date, day: date, last: date, counted: Counted, county: str | None = None) -> list[Parcel]:
    """Expropriation and resettlement tasks in each county, or in one, as of ``day``; in no order.

    Those of the campaign from ``first`` to ``last``: set by ``day``, not accepted before ``first`` as it counts, not due after
    ``last``. Of those that name projects, in the counties of the ones that are not withdrawn. What does not count is left out.
    """
    with store.reading() as connection:
        found = connection.execute(
            """WITH tasks AS (
                   SELECT code, scope, county, measure, target FROM land_tasks
                   WHERE kind IN ('expropriation', 'resettlement') AND target IS NOT NULL AND opened <= :day AND returned IS NULL
                   AND (accepted IS NULL OR accepted >= :first OR EXISTS (
                       SELECT 1 FROM results WHERE subject = land_tasks.code AND what = 'acceptance' AND on_day >= :first
                       AND state IN ('waiting', 'confirmed')))
                   AND (due IS NULL OR due <= :last)),
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
                   WHERE tasks.scope <> 'county' AND projects.withdrawn IS NULL AND projects.county IS NOT NULL
                   AND projects.code NOT IN (SELECT value FROM json_each(:absent))) AS places
               JOIN tasks ON tasks.code = places.code LEFT JOIN moved ON moved.task = places.code
               WHERE :county IS NULL OR places.county = :county""",
            {"first": first.isoformat(), "day": day.isoformat(), "last": last.isoformat(), "county": county,
             "absent": json.dumps(sorted(counted.absent))}).fetchall()
    measures = {measure.value: measure for measure in Measure}
    return [Parcel(county, measures[measure], target, before, done - counted.taken.get(task, 0), task)
            for county, measure, target, before, done, task in found if counted.is_there(task)]


def passed(store: Store, first: date, day: date, counted: Counted, unit: str | None = None) -> list[Passed]:
    """Approvals that a body, or this one, granted from ``first`` to ``day``, within their limit or beyond it; in no order."""
    with store.reading() as connection:
        found = connection.execute(
            """SELECT approvals.unit, kind, submitted, due, granted, approvals.code, project FROM approvals
               JOIN projects ON projects.code = approvals.project
               WHERE state = 'granted' AND approvals.unit IS NOT NULL
               AND (granted BETWEEN ? AND ? OR approvals.code IN (SELECT subject FROM results WHERE what = 'grant'))
               AND submitted IS NOT NULL AND due IS NOT NULL AND projects.withdrawn IS NULL
               AND (? IS NULL OR approvals.unit = ?)""", (first.isoformat(), day.isoformat(), unit, unit)).fetchall()
    day_of = rows.day
    return [Passed(body, kind, day_of(submitted), day_of(due), on, code)
            for body, kind, submitted, due, granted, code, project in found if counted.is_there(project)
            and (on := counted.day(code, What.GRANT, day_of(granted))) is not None and first <= on <= day]


def signings(store: Store, first: date, day: date, counted: Counted) -> tuple[list[Signings], list[Signings]]:
    """Leads signed from ``first`` to ``day`` and not dropped since: of each leader, and of each county."""
    sums: tuple[dict[str, Signings], dict[str, Signings]] = {}, {}
    with store.reading() as connection:
        found = connection.execute("""SELECT leader, county, code, signed, total FROM leads
            WHERE dropped IS NULL AND signed BETWEEN ? AND ?""", (first.isoformat(), day.isoformat())).fetchall()
    for *whose, code, signed, total in found:
        on = counted.day(code, What.SIGNING, rows.day(signed))
        if on is not None and first <= on <= day:
            for who, own in zip(whose, sums, strict=True):
                if who is not None:
                    _, leads, money = own.get(who, Signings(who, 0, 0))
                    own[who] = Signings(who, leads + 1, money + (total or 0))
    return list(sums[0].values()), list(sums[1].values())
