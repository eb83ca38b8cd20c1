"""Blockers, their states and what happens to them."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core.model.people import Authority

LEVELS = (0, 1, 2, 3, 4)
"""Escalation: 0 unit, 1 leader, 2 headquarters, 3 principal leader; 4 upward liaison stands beside the ladder."""


class Category(StrEnum):
    EXPROPRIATION = "expropriation"
    LAND = "land"
    FOREST = "forest"
    FARMLAND = "farmland"
    REDLINE = "redline"
    RECTIFICATION = "rectification"
    EIA = "eia"
    PLANNING = "planning"
    FUNDING = "funding"
    PIPELINE = "pipeline"
    UTILITIES = "utilities"
    TENDER = "tender"
    DESIGN = "design"
    CREW = "crew"
    MATERIALS = "materials"
    DEVELOPER = "developer"
    DISPUTE = "dispute"
    SAFETY = "safety"
    SEA = "sea"
    OTHER = "other"


class HoldReason(StrEnum):
    WAITING_HIGHER = "waiting_higher"
    FORCE_MAJEURE = "force_majeure"
    WEATHER = "weather"
    DEVELOPER = "developer"
    FUNDING = "funding"
    OTHER = "other"


class Scope(StrEnum):
    PROJECTS = "projects"
    COUNTY = "county"


class BlockerState(StrEnum):
    OPEN = "open"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"


class EventKind(StrEnum):
    OPEN = "open"
    MOVE = "move"
    NOTE = "note"
    CONTACT = "contact"
    DUE = "due"
    LEVEL = "level"
    HOLD = "hold"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    RETURN = "return"


class Blocker(NamedTuple):
    code: str
    title: str
    category: Category
    scope: Scope
    projects: tuple[str, ...]
    """Named projects; empty when the scope is a county."""
    county: str | None
    authority: Authority | None
    unit: str | None
    """The unit in whose hands it is."""
    person: str | None
    level: int
    state: BlockerState
    opened: date
    due: date
    hold_reason: HoldReason | None = None
    held_on: date | None = None
    """Day on which it was put on hold."""
    review: date | None = None
    """Last day of the hold."""
    escalated: date | None = None
    """Day of the last escalation."""
    resolved: date | None = None
    resolution: str | None = None
    on_site: bool = False
    version: int = 1
    # Totals of its events, recomputed by each write.
    held_since: date | None = None
    """Day of the last move, else of opening."""
    touched: date | None = None
    """Day of the last note, contact or move."""
    moves: int = 0
    silent_moves: int = 0
    """Moves that note no action."""
    bounced: bool = False
    """Came back to a unit that had it before, the returning unit noting no action."""
    rests: str = ""
    """Spans of days on which nobody had to move it, before the present hold: ``2026-10-01/2026-10-09 2026-11-02/2026-11-05``."""
    land_task: str | None = None
    """What it points to: due day and authority come from there."""
    approval: str | None = None
    entered: date | None = None
    """Day on which it was entered; None: the day on which it was opened, as with what a seed brings."""
    confirmed: bool | None = None
    """Whether headquarters have confirmed what was entered below them; None: there is nothing to confirm. A total of its
    results, with by whom and when."""
    confirmed_by: str | None = None
    confirmed_on: date | None = None


class Event(NamedTuple):
    """One dated change of a blocker."""

    blocker: str
    kind: EventKind
    on: date
    at: str
    """Instant, UTC ISO text."""
    actor: str
    source: str | None = None
    """MOVE: unit before. DUE, LEVEL: value before (ISO date, level)."""
    target: str | None = None
    """MOVE: unit after. DUE, LEVEL: value after. HOLD: reason. OPEN: first unit."""
    text: str | None = None
    """MOVE: what was done before passing on. NOTE, CONTACT: the note. DUE: why. RESOLVE: how."""
