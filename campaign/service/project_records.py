"""What is stored of a project and no situation holds: what ``show`` prints and its page tells."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core.model.blocker import Blocker
from campaign.core.model.consent import Result
from campaign.core.model.land import Approval, LandTask
from campaign.core.model.leads import Lead
from campaign.core.model.project import Progress, ProjectDetails, Registered, Visit
from campaign.service import approvals, leads
from campaign.service.names import name_of
from campaign.service.session import Session
from campaign.store.queries import projects as queries
from campaign.store.queries import results
from campaign.store.queries.blockers import blockers_of
from campaign.store.queries.land import land_tasks_of


class ProjectRecords(NamedTuple):
    """Everything newest first; resolved blockers and accepted land tasks included."""

    details: ProjectDetails
    blockers: Sequence[Blocker] = ()
    progress: Sequence[Progress] = ()
    visits: Sequence[Visit] = ()
    lands: Sequence[LandTask] = ()
    approvals: Sequence[Approval] = ()
    missing: Sequence[tuple[str, ...]] = ()
    """Kinds of approvals that its investor needs and that are not recorded; of each tuple one will do."""
    registered: Sequence[Registered] = ()
    force: str | None = None
    """Name of the task force that works for it."""
    lead: Lead | None = None
    """The lead that it came from."""
    returned: Sequence[Result] = ()
    """What headquarters have returned of it, the latest last."""


def project_records(session: Session, code: str, limit: int) -> ProjectRecords:
    """``limit`` reports and visits. Raises ``NotFound``."""
    store = session.store
    details = queries.details(store, code)
    return ProjectRecords(
        details, blockers_of(store, code), queries.progress(store, code, limit), queries.visits(store, project=code, limit=limit),
        land_tasks_of(store, code), approvals.approvals(session, project=code), approvals.missing(session, code),
        queries.registered(store, code),
        name_of(session, "task_force", details.task_force) if details.task_force else None, leads.of_project(session, code),
        results.returned(store, code))


def latest(session: Session, code: str, limit: int) -> Sequence[Progress]:
    """Its last reports, the newest first."""
    return queries.progress(session.store, code, limit)
