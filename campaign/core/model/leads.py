"""Leads, the trips and events that bring them, the chains they belong to. Read page by page, no part of the snapshot."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core.model.project import Investor


class NodeState(StrEnum):
    """How the city stands with a node of a chain: 已有 · 薄弱 · 缺失."""

    HAVE = "have"
    WEAK = "weak"
    MISSING = "missing"


class LeadStage(StrEnum):
    """线索 · 洽谈 · 签约 · 落地, in this order; a landed lead becomes a project."""

    LEAD = "lead"
    TALKS = "talks"
    SIGNED = "signed"
    LANDED = "landed"


class LeadEventKind(StrEnum):
    """What happened to a lead. ``next`` is a next step agreed upon, ``drop`` its end without a project."""

    OPEN = "open"
    NOTE = "note"
    STAGE = "stage"
    NEXT = "next"
    PROJECT = "project"
    DROP = "drop"
    REOPEN = "reopen"
    RETURN = "return"


class ChainNode(NamedTuple):
    """One node of an industrial chain; projects and leads name it by ``chain`` and ``node``."""

    chain: str
    node: str
    state: NodeState = NodeState.MISSING
    place: int = 0
    """Order within the chain, from upstream to downstream."""
    note: str | None = None


class Trip(NamedTuple):
    """走出去: a leader travels to where the firms are."""

    code: str
    leader: str
    place: str
    first: date
    last: date
    purpose: str | None = None
    version: int = 1


class PromotionEvent(NamedTuple):
    """招商大会, a fair, a round of signings."""

    code: str
    name: str
    on: date
    place: str | None = None
    note: str | None = None
    version: int = 1


class Lead(NamedTuple):
    """A firm that might come, and how far it has got."""

    code: str
    name: str
    chain: str | None = None
    node: str | None = None
    stage: LeadStage = LeadStage.LEAD
    leader: str | None = None
    """Who promotes it."""
    county: str | None = None
    investor: Investor | None = None
    firm: str | None = None
    total: int | None = None
    """Investment meant."""
    opened: date | None = None
    next_step: str | None = None
    next_on: date | None = None
    trip: str | None = None
    """What brought it; ``event`` likewise."""
    event: str | None = None
    signed: date | None = None
    """Day on which it first reached that stage; ``landed`` likewise."""
    landed: date | None = None
    project: str | None = None
    """What it became."""
    dropped: str | None = None
    """Why it ended without one."""
    version: int = 1
    confirmed: bool | None = None
    """Whether headquarters have confirmed what was entered below them; None: there is nothing to confirm. A total of its
    results, with by whom and when."""
    confirmed_by: str | None = None
    confirmed_on: date | None = None


class LeadEvent(NamedTuple):
    """One dated change of a lead."""

    lead: str
    kind: LeadEventKind
    on: date
    at: str
    """Instant, UTC ISO text."""
    actor: str
    source: str | None = None
    """STAGE, RETURN: stage before."""
    target: str | None = None
    """STAGE, RETURN: stage after. NEXT: ISO day of the next step. PROJECT: code of the project."""
    text: str | None = None
    """NOTE: the note. NEXT: the step. STAGE: a note. DROP, REOPEN: why."""


class TripState(StrEnum):
    """Where a trip stands in time."""

    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
