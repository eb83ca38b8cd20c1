"""The rows of a whole campaign, as a folder is read or a city is made up, before they are loaded (``store.seed.bulk``)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.core.model.blocker import Blocker, Event
from campaign.core.model.campaign import Excuse
from campaign.core.model.consent import Request, Result, TargetChange
from campaign.core.model.land import Approval, ApprovalEvent, LandEvent, LandTask
from campaign.core.model.people import County, Person, Unit
from campaign.core.model.project import Change, Funds, ListEntry, Progress, Project, ProjectDetails, Registered, Visit


class WorkingDay(NamedTuple):
    """One day of the campaign's own working calendar."""

    day: date
    working: bool
    why: str


class Batch(NamedTuple):
    """A campaign's rows. Codes are given, references hold, what has events carries the state that they made."""

    counties: Sequence[County]
    units: Sequence[Unit]
    people: Sequence[Person]
    projects: Sequence[Project]
    details: Mapping[str, ProjectDetails]
    progress: Iterable[Progress]
    blockers: Sequence[tuple[Blocker, Sequence[Event]]]
    visits: Iterable[Visit]
    excuses: Sequence[Excuse]
    lands: Sequence[tuple[LandTask, Sequence[LandEvent]]] = ()
    approvals: Sequence[tuple[Approval, Sequence[ApprovalEvent]]] = ()
    funds: Iterable[Funds] = ()
    registered: Iterable[Registered] = ()
    calendar: Sequence[WorkingDay] = ()
    entries: Sequence[ListEntry] = ()
    organisation: Mapping[str, Sequence[Any]] = {}
    """Table of ``store.records`` → its rows."""
    task_forces: Mapping[str, str] = {}
    """Project → the task force that works for it."""
    requests: Sequence[Request] = ()
    results: Sequence[Result] = ()
    """In the order in which they were entered, without numbers."""
    target_changes: Sequence[TargetChange] = ()
    changes: Sequence[Change] = ()
