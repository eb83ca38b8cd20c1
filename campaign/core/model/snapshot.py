"""All that lists and rules work on, and the rows of the audit."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.core.model.blocker import Blocker
from campaign.core.model.campaign import Campaign, Excuse
from campaign.core.model.consent import Request, Result
from campaign.core.model.land import LandTask
from campaign.core.model.people import County, Person, Unit
from campaign.core.model.project import Project


class AuditEntry(NamedTuple):
    seq: int
    at: str
    actor: str
    verb: str
    subject: str
    """Code of what it was done to, or a file name."""
    touched: tuple[str, ...]
    """Codes whose rows changed; ``("*",)`` after a seed or a change of the campaign itself."""
    changes: tuple[Mapping[str, object], ...]
    """Per row: table, key, before, after (only the changed columns)."""
    request: str | None
    undoes: int | None
    hash: str


class Snapshot(NamedTuple):
    """Everything the lists and rules need, as of audit sequence ``seq``. Blockers are the unresolved ones."""

    seq: int
    campaign: Campaign
    counties: Mapping[str, County]
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    projects: Mapping[str, Project]
    blockers: Mapping[str, Blocker]
    excuses: tuple[Excuse, ...]
    lands: Mapping[str, LandTask] = {}
    """Those not accepted yet."""
    overrides: tuple[tuple[date, bool], ...] = ()
    """The campaign's own working calendar: day, and whether it is worked."""
    head: str = ""
    """Hash of that row of the audit: the same number with another hash is another history, from a backup."""
    originals: Mapping[str, Mapping[str, Any]] = {}
    """Code → field → what a target was at the end of day 1, or the first of what came later, where it was changed since."""
    requests: Mapping[str, Request] = {}
    """Those that wait for headquarters."""
    uncounted: Mapping[str, tuple[Result, ...]] = {}
    """By subject: results that do not count, as they wait for headquarters or were returned and stay as written."""
    closing: Mapping[str, Blocker | LandTask] = {}
    """Resolved blockers and accepted land tasks of which headquarters have not confirmed that they are."""
