"""A project with all that its page tells."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import accumulate
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.clocks import Calendar, Outlook
from campaign.core.light_history import Span
from campaign.core.light_rules import expected_share
from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.project import Project
from campaign.core.model.snapshot import AuditEntry
from campaign.core.presence import Site, working
from campaign.core.situation import Situation
from campaign.service import blockers, light_history, log, presence, questions, settings
from campaign.service.project_records import ProjectRecords, latest, project_records
from campaign.service.session import Session

EVERY = 10_000
"""More reports than a project has."""


class ProjectView(NamedTuple):
    situation: Situation
    project: Project
    records: ProjectRecords
    log: Sequence[AuditEntry] = ()
    """Newest first."""
    calendar: Calendar | None = None
    """The working days; None stands for those published."""
    outlook: Outlook | None = None
    history: Sequence[Span] = ()
    """Since when its light is what it is, and what it was before; newest first."""
    worst: Blocker | None = None
    """Of its blockers the most overdue, else the one that is longest in one hand."""
    events: Sequence[Event] = ()
    """Of that one, the newest last."""
    site: Site | None = None
    """Who was there day by day, if it is a working site."""
    done: Sequence[int] = ()
    """万元 up to each day of the campaign, the last is today."""
    due: Sequence[int] = ()
    """万元 that are due by the plan up to each day of the campaign."""


def project_view(session: Session, situation: Situation, project: Project, limit: int) -> ProjectView:
    """``limit`` reports, visits and changes of it."""
    code, days = project.code, settings.calendar(session)
    worst = worst_of(situation, code)
    site = presence.sites(session, situation, {code: project})[code] if working(project, situation.today) else None
    return ProjectView(
        situation, project, project_records(session, code, limit), log.latest(session, limit, subject=code), days,
        questions.outlook(session, situation, code, days), light_history.history(session, situation, code), worst,
        blockers.events(session, worst.code) if worst is not None else (), site, _done(session, situation, code),
        _due(situation, project))


def worst_of(situation: Situation, code: str) -> Blocker | None:
    """The blocker that is most overdue, else longest in one hand."""
    today = situation.today
    return max(situation.blockers_of(code), default=None,
               key=lambda item: (rules.days_overdue(item, today), rules.days_held(item, today)))


def _done(session: Session, situation: Situation, code: str) -> list[int]:
    campaign, sums = situation.snapshot.campaign, Counter[int]()
    for report in latest(session, code, EVERY):
        sums[campaign.day(report.on)] += report.money
    return list(accumulate(sums[at] for at in range(1, min(campaign.day(situation.today), campaign.length) + 1)))


def _due(situation: Situation, project: Project) -> list[int]:
    campaign, plan = situation.snapshot.campaign, project.plan_100 or 0
    shares = (expected_share(campaign, project, campaign.first_day + timedelta(days=at)) for at in range(campaign.length))
    return [plan * part // whole for part, whole in shares]
