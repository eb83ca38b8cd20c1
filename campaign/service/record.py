"""One record with all that belongs to it and that a situation does not hold: what its page and its history tell.

Raises ``NotFound`` for a code that names nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from campaign.core import codes
from campaign.core.clocks import Calendar, Outlook
from campaign.core.light_history import Span
from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.land import Approval, ApprovalEvent, ApprovalState, LandEvent, LandTask
from campaign.core.model.leads import Lead
from campaign.core.model.project import Progress, Project, ProjectDetails, Registered, Visit
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.service import land, leads, light_history, questions
from campaign.service.session import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import land as land_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.blockers import blockers_of
from campaign.store.queries.land import land_tasks_of
from campaign.store.queries.names import name_of

UNSETTLED = (ApprovalState.NEEDED.value, ApprovalState.SUBMITTED.value)


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


def project(session: Session, situation: Situation, code: str, limit: int) -> ProjectView:
    """``limit`` reports, visits and changes of it."""
    store = session.store
    details = projects_queries.details(store, code)
    row = situation.snapshot.projects.get(code) or projects_queries.project(store, code)
    days = calendar_queries.calendar(store)
    force = name_of(store, "task_force", details.task_force) if details.task_force else None
    return ProjectView(
        situation, row, details, blockers_of(store, code), projects_queries.progress(store, code, limit),
        projects_queries.visits(store, project=code, limit=limit),
        log_queries.log(store, subject=code, limit=limit, without=session.hidden), land_tasks_of(store, code),
        approvals_of(session, code), land.missing(session, code), days, questions.outlook(session, situation, code, days),
        projects_queries.registered(store, code), light_history.history(session, situation, code), force or "",
        leads.of_project(session, code))


def blocker(session: Session, code: str) -> Blocker:
    return blockers_queries.blocker(session.store, code)


def blocker_events(session: Session, code: str) -> list[Event]:
    """Oldest first."""
    return blockers_queries.events(session.store, code)


def blockers(session: Session) -> dict[str, Blocker]:
    """All of them, the resolved ones too: there can be tens of thousands."""
    return blockers_queries.blockers(session.store)


def pointing_to(session: Session, code: str) -> list[Blocker]:
    """Those that a land task or an approval is the reason of."""
    return blockers_queries.pointing_to(session.store, code)


def land_task(session: Session, code: str) -> LandTask:
    return land_queries.land_task(session.store, code)


def land_events(session: Session, code: str) -> list[LandEvent]:
    """Oldest first."""
    return land_queries.land_events(session.store, code)


def approval(session: Session, code: str) -> Approval:
    return approvals_queries.approval(session.store, code)


def approval_events(session: Session, code: str) -> list[ApprovalEvent]:
    """Oldest first."""
    return approvals_queries.approval_events(session.store, code)


def approvals_of(session: Session, project: str) -> list[Approval]:
    return approvals_queries.approvals(session.store, project=project)


def unsettled(session: Session, same: Callable[[str], str]) -> dict[str, Approval]:
    """All approvals that are needed or submitted; ``same`` gives the string that is there anyway for a code."""
    return approvals_queries.unsettled(session.store, same)


def unsettled_among(session: Session, codes: Iterable[str]) -> list[Approval]:
    return approvals_queries.approvals(session.store, codes=list(codes), states=UNSETTLED)


def projects_of(session: Session, code: str) -> tuple[str, ...]:
    """Those that a blocker, a land task or an approval names; none of a whole county's."""
    kind = codes.kind_of(code)
    if kind == "approval":
        return (approval(session, code).project,)
    return blocker(session, code).projects if kind == "blocker" else land_task(session, code).projects


def visits_by(session: Session, person: str, limit: int) -> list[Visit]:
    """The latest of a person, newest first."""
    return projects_queries.visits(session.store, person=person, limit=limit)
