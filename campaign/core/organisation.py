"""Rows of the organisation: promotion, counties' indicators, task forces and dispatches, merits and cases.

They are read page by page and are no part of the snapshot. Money is 万元, days are ``datetime.date``, ``None`` is "not known".
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core.model import Category, Investor

# Promotion --------------------------------------------------------------------------------------------------------------


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


class LeadEvent(NamedTuple):
    """One dated change of a lead."""

    lead: str
    kind: LeadEventKind
    on: date
    at: str
    """Instant, UTC ISO text."""
    actor: str
    source: str | None = None
    """STAGE: stage before."""
    target: str | None = None
    """STAGE: stage after. NEXT: ISO day of the next step. PROJECT: code of the project."""
    text: str | None = None
    """NOTE: the note. NEXT: the step. STAGE: a note. DROP, REOPEN: why."""


# Counties ---------------------------------------------------------------------------------------------------------------


class Metric(StrEnum):
    """固投 · GDP · 规上工业 · 亩均税收 · 省考核 · 新增民营企业"""

    INVESTMENT = "investment"
    GDP = "gdp"
    INDUSTRY = "industry"
    TAX_PER_MU = "tax_per_mu"
    ASSESSMENT = "assessment"
    PRIVATE_FIRMS = "private_firms"


class IndicatorMeasure(StrEnum):
    """Cumulative growth in percent, the value of the period itself, or the rank among the province's counties."""

    YOY_CUM = "yoy_cum"
    VALUE = "value"
    RANK = "rank"


class Indicator(NamedTuple):
    """A county's figure for a period. Figures are whole numbers of 1/100: 730 is 7.3 % or 7.3 of the measure.

    Units: ``yoy_cum`` percent; ``value`` 万元 for investment, GDP and industry, 万元 a mu for tax_per_mu, points for assessment,
    firms for private_firms; ``rank`` a place.
    """

    county: str
    period: str
    """``2026-10``, ``2026Q3`` or ``2026``; a target of the year is the target of its own row."""
    metric: Metric
    measure: IndicatorMeasure
    value: int | None = None
    target: int | None = None


# Task forces and dispatches ---------------------------------------------------------------------------------------------


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


# Honours ----------------------------------------------------------------------------------------------------------------


class MeritKind(StrEnum):
    """表扬 · 奖励 · 提醒 → 督办 → 约谈 → 处理 · 不可抗力豁免"""

    PRAISE = "praise"
    REWARD = "reward"
    REMINDER = "reminder"
    SUPERVISION = "supervision"
    INTERVIEW = "interview"
    SANCTION = "sanction"
    EXEMPTION = "exemption"


class Merit(NamedTuple):
    """Something good or slow that a person, unit or county is named for. Exactly one of the three is given."""

    code: str
    kind: MeritKind
    on: date
    text: str
    person: str | None = None
    unit: str | None = None
    county: str | None = None
    project: str | None = None
    """What it is about, if it is about one project."""
    points: int | None = None
    promised: int | None = None
    """Reward, 万元."""
    paid: date | None = None
    """Day on which the reward was paid."""
    until: date | None = None
    """EXEMPTION: last day of it."""
    actor: str = ""
    version: int = 1


class MeritEvidence(NamedTuple):
    """What a step of supervision rests on, with its figures as they were on that day."""

    merit: str
    code: str
    """A blocker, land task, approval or project."""
    days: int | None = None
    """Of a blocker in the same hands, else overdue."""
    moves: int | None = None
    text: str | None = None


class MeritAnswer(NamedTuple):
    """What the one named says to it, in the record."""

    merit: str
    on: date
    at: str
    actor: str
    text: str


class CaseKind(StrEnum):
    """典型案例 · 现场观摩"""

    MODEL = "model"
    VISIT = "visit"


class Case(NamedTuple):
    """A model case, or a study visit to one."""

    code: str
    kind: CaseKind
    title: str
    on: date
    project: str | None = None
    county: str | None = None
    text: str | None = None
    version: int = 1


# Of each person ---------------------------------------------------------------------------------------------------------


class Look(NamedTuple):
    """How far somebody has looked at what changed."""

    actor: str
    seq: int
    at: str


class View(NamedTuple):
    """A list with its filter, saved under a name by one person."""

    owner: str
    name: str
    screen: str
    words: str
    sort: str | None = None
    grouping: str | None = None
