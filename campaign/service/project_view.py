"""A project with all that its page tells."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core.clocks import Calendar, Outlook
from campaign.core.light_history import Span
from campaign.core.model.project import Project
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.service import light_history, log, questions, settings
from campaign.service.project_records import ProjectRecords, project_records
from campaign.service.session import Session


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


def project_view(session: Session, situation: Situation, project: Project, limit: int) -> ProjectView:
    """``limit`` reports, visits and changes of it."""
    code, days = project.code, settings.calendar(session)
    return ProjectView(situation, project, project_records(session, code, limit), log.latest(session, limit, subject=code), days,
                       questions.outlook(session, situation, code, days), light_history.history(session, situation, code))
