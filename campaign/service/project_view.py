"""A project with all that belongs to it and that a situation does not hold: what its page tells."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core.clocks import Calendar, Outlook
from campaign.core.light_history import Span
from campaign.core.model.blocker import Blocker
from campaign.core.model.land import Approval, LandTask
from campaign.core.model.leads import Lead
from campaign.core.model.project import Progress, Project, ProjectDetails, Registered, Visit
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.service import approvals, leads, light_history, questions
from campaign.service.session import Session
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.blockers import blockers_of
from campaign.store.queries.land import land_tasks_of
from campaign.store.queries.names import name_of


class ProjectView(NamedTuple):
    """A project and what is read about it; everything newest first, blockers resolved ones included."""

    situation: Situation
    project: Project
    details: ProjectDetails
    blockers: Sequence[Blocker]
    progress: Sequence[Progress]
    visits: Sequence[Visit]
    log: Sequence[AuditEntry]
    lands: Sequence[LandTask] = ()
    approvals: Sequence[Approval] = ()
    missing: Sequence[tuple[str, ...]] = ()
    """Kinds of approvals that its investor needs and that are not recorded; of each tuple one will do."""
    calendar: Calendar | None = None
    """The working days; None stands for those published."""
    outlook: Outlook | None = None
    registered: Sequence[Registered] = ()
    history: Sequence[Span] = ()
    """Since when its light is what it is, and what it was before; newest first."""
    force: str = ""
    """Name of the task force that works for it."""
    lead: Lead | None = None
    """The lead that it came from."""


def project_view(session: Session, situation: Situation, code: str, limit: int) -> ProjectView:
    """``limit`` reports, visits and changes of it. Raises ``NotFound``."""
    store = session.store
    details = projects_queries.details(store, code)
    row = situation.snapshot.projects.get(code) or projects_queries.project(store, code)
    days = calendar_queries.calendar(store)
    force = name_of(store, "task_force", details.task_force) if details.task_force else None
    return ProjectView(
        situation, row, details, blockers_of(store, code), projects_queries.progress(store, code, limit),
        projects_queries.visits(store, project=code, limit=limit),
        log_queries.log(store, subject=code, limit=limit, without=session.hidden), land_tasks_of(store, code),
        approvals.approvals(session, project=code), approvals.missing(session, code), days,
        questions.outlook(session, situation, code, days),
        projects_queries.registered(store, code), light_history.history(session, situation, code), force or "",
        leads.of_project(session, code))
