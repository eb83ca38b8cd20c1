"""Land tasks and approvals, and what happens to them."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core.model.blocker import Scope
from campaign.core.model.people import Authority


class LandKind(StrEnum):
    """What a land task is about: expropriation, moving people, forest, or what an inspection has found."""

    EXPROPRIATION = "expropriation"
    RESETTLEMENT = "resettlement"
    FOREST = "forest"
    SATELLITE = "satellite"
    INSPECTION = "inspection"
    FARMLAND = "farmland"


class Measure(StrEnum):
    """What a land task counts."""

    MU = "mu"
    HOUSEHOLDS = "households"
    STRUCTURES = "structures"


class LandEventKind(StrEnum):
    OPEN = "open"
    PROGRESS = "progress"
    DUE = "due"
    ACCEPT = "accept"
    REOPEN = "reopen"
    RETURN = "return"


class ApprovalKind(StrEnum):
    """Permits, and the steps before them that the law gives a time. Their clocks are in ``campaign/data/clocks.toml``."""

    PROPOSAL = "proposal"
    FEASIBILITY = "feasibility"
    DESIGN = "design"
    AUTHORISATION = "authorisation"
    FILING = "filing"
    SITE = "site"
    PRE_NOTICE = "pre_notice"
    COMPENSATION_NOTICE = "compensation_notice"
    LAND = "land"
    EXPROPRIATION_NOTICE = "expropriation_notice"
    FOREST = "forest"
    TEMPORARY_LAND = "temporary_land"
    TEMPORARY_FOREST = "temporary_forest"
    EIA_REPORT = "eia_report"
    EIA_FORM = "eia_form"
    LAND_PLANNING = "land_planning"
    WORKS_PLANNING = "works_planning"
    PERMIT = "permit"
    ENERGY = "energy"
    WATER = "water"
    SEA = "sea"


class ApprovalState(StrEnum):
    NEEDED = "needed"
    SUBMITTED = "submitted"
    GRANTED = "granted"
    NOT_NEEDED = "not_needed"


class ApprovalEventKind(StrEnum):
    SUBMIT = "submit"
    CONTACT = "contact"
    DUE = "due"
    GRANT = "grant"
    WAIVE = "waive"
    REOPEN = "reopen"
    RETURN = "return"


class LandTask(NamedTuple):
    """Quantities are in 1/100 of the measure: 43490 is 434.90 亩."""

    code: str
    name: str
    kind: LandKind
    scope: Scope
    projects: tuple[str, ...]
    """Named projects; empty when the scope is a county."""
    county: str | None
    authority: Authority | None
    unit: str | None
    person: str | None
    measure: Measure
    target: int | None
    opened: date
    due: date | None = None
    accepted: date | None = None
    """Day of 验收 or 销号."""
    how: str | None = None
    version: int = 1
    # Totals of its events, recomputed by each write.
    done: int = 0
    last_progress: date | None = None
    returned: date | None = None
    """Day on which headquarters returned it: it counts nowhere."""
    confirmed: bool | None = None
    """Whether headquarters have confirmed what was entered below them; None: there is nothing to confirm. A total of its
    results, with by whom and when."""
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    entered: date | None = None
    """Day on which somebody below headquarters entered it, or for which they confirmed it; None: that on which it was opened."""


class LandEvent(NamedTuple):
    """One dated change of a land task."""

    task: str
    kind: LandEventKind
    on: date
    at: str
    """Instant, UTC ISO text."""
    actor: str
    amount: int | None = None
    """PROGRESS: 1/100 of the measure added; negative is a correction."""
    source: str | None = None
    """DUE: ISO day before."""
    target: str | None = None
    """DUE: ISO day after."""
    text: str | None = None
    """PROGRESS: a note. DUE: why. ACCEPT: how. REOPEN: why."""


class Approval(NamedTuple):
    code: str
    project: str
    kind: ApprovalKind
    authority: Authority | None
    """Level of the body that decides."""
    unit: str | None
    """That body."""
    state: ApprovalState
    submitted: date | None = None
    due: date | None = None
    """Last day of the statutory limit, counted from the submission."""
    granted: date | None = None
    expires: date | None = None
    """Last day on which it is valid."""
    reason: str | None = None
    """Why it is not needed."""
    last_contact: date | None = None
    next_contact: date | None = None
    version: int = 1
    confirmed: bool | None = None
    """Whether headquarters have confirmed what was entered below them; None: there is nothing to confirm. A total of its
    results, with by whom and when."""
    confirmed_by: str | None = None
    confirmed_on: date | None = None


class ApprovalEvent(NamedTuple):
    """One dated change of an approval."""

    approval: str
    kind: ApprovalEventKind
    on: date
    at: str
    actor: str
    source: str | None = None
    """DUE: ISO day before."""
    target: str | None = None
    """SUBMIT: unit. CONTACT: ISO day of the next one. DUE: ISO day after. GRANT: ISO day on which it lapses."""
    text: str | None = None
