"""Task forces and dispatches. They are read page by page and are no part of the snapshot."""

from datetime import date
from typing import NamedTuple

from campaign.core.model.blocker import Category


class TaskForce(NamedTuple):
    code: str
    name: str
    head: str | None = None
    """The person who leads it."""
    since: date | None = None
    until: date | None = None
    """Day on which it was dissolved."""
    version: int = 1


class TaskForceMember(NamedTuple):
    task_force: str
    person: str
    skills: tuple[Category, ...] = ()
    """The kinds of blockers that the person knows how to break."""


class Dispatch(NamedTuple):
    """A cadre sent to a ministry or department."""

    code: str
    person: str
    unit: str
    since: date
    until: date | None = None
    purpose: str | None = None
    returned: date | None = None
    version: int = 1


class DispatchEntry(NamedTuple):
    """What was brought back: an approval moved, a policy learned."""

    dispatch: str
    on: date
    at: str
    actor: str
    approval: str | None = None
    text: str | None = None
