"""The totals of a project's approvals: by when its chain must have begun, and when something lapses.

They say nothing about today, so that nothing need be read when the day turns: ``core.lights`` compares them with it.
"""

from datetime import date

from campaign.core.approvals import lapsing, milestone, steps
from campaign.core.clocks import Calendar, last_good_day
from campaign.core.model.campaign import Campaign
from campaign.core.model.land import Approval
from campaign.core.model.project import FINISHED, Project
from campaign.store import snapshot
from campaign.store.engine.connection import Connection
from campaign.store.records import APPROVALS, PROJECTS


def refresh_deadlines(connection: Connection, campaign: Campaign, project: str | None = None) -> None:
    """Of one project, or of all."""
    some, key = ("", ()) if project is None else ("WHERE project = ?", (project,))
    by_project: dict[str, list[Approval]] = {}
    for approval in APPROVALS.read(connection, some, *key):
        by_project.setdefault(approval.project, []).append(approval)
    if project is not None and not by_project:
        connection.execute("""UPDATE projects SET too_late_after = NULL, risk_after = NULL, lapses = NULL
                              WHERE code = ? AND COALESCE(too_late_after, risk_after, lapses) IS NOT NULL""", (project,))
        return
    calendar = read_calendar(connection) if by_project else None
    for row in PROJECTS.read(connection, "WHERE code = ?" if project else "", *key):
        code = row.code
        found = _deadlines(row, by_project[code], campaign, calendar) if calendar and code in by_project else (None,) * 3
        if found != (row.too_late_after, row.risk_after, row.lapses):
            connection.execute("UPDATE projects SET too_late_after = ?, risk_after = ?, lapses = ? WHERE code = ?",
                               (*(day and day.isoformat() for day in found), code))


def read_calendar(connection: Connection) -> Calendar:
    """The State Council's working days, the campaign's own table over them."""
    from campaign.data.clocks import calendar  # the published days take 10 ms: only what has approvals needs them

    return calendar(snapshot.read_overrides(connection))


def _deadlines(project: Project, approvals: list[Approval], campaign: Campaign, calendar: Calendar) -> tuple[date | None, ...]:
    from campaign.data.clocks import clocks

    if project.withdrawn is not None or project.stage in FINISHED:
        return None, None, None
    until, chain = milestone(project, campaign), steps(approvals)
    lapses = [day for row in approvals if (day := lapsing(row, project, clocks()[row.kind])) is not None]
    if until is None:
        return None, None, min(lapses, default=None)
    late = last_good_day(chain, clocks(), until, calendar, limits=False)
    risk = last_good_day(chain, clocks(), until, calendar, limits=True)
    return late, risk, min(lapses, default=None)
