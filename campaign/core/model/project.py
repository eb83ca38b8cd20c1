"""A project, what is reported of it, and the lists that it should get onto."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    PLANNING = "planning"
    RESERVE = "reserve"
    PREWORK = "prework"
    PERMITTED = "permitted"
    BUILDING = "building"
    COMPLETED = "completed"
    PRODUCING = "producing"


FINISHED = frozenset({Stage.COMPLETED, Stage.PRODUCING})


class Sector(StrEnum):
    INDUSTRY = "industry"
    TRANSPORT = "transport"
    ENERGY = "energy"
    URBAN = "urban"
    SOCIAL = "social"
    SERVICES = "services"
    RURAL = "rural"


class Investor(StrEnum):
    PRIVATE = "private"
    STATE = "state"
    GOVERNMENT = "government"
    FOREIGN = "foreign"


class Channel(StrEnum):
    SITE = "site"
    PHONE = "phone"
    MEETING = "meeting"


class TargetList(StrEnum):
    """What a reserve project should get onto: 省重点, 专项债, 中央预算内. Prerequisites are in ``campaign/data/lists.toml``."""

    PROVINCIAL_KEY = "provincial_key"
    SPECIAL_BOND = "special_bond"
    CENTRAL_BUDGET = "central_budget"


class ListState(StrEnum):
    """拟申报 · 已申报 · 已列入 · 未列入"""

    CANDIDATE = "candidate"
    SUBMITTED = "submitted"
    LISTED = "listed"
    REJECTED = "rejected"


class Mark(StrEnum):
    """One day of a site."""

    SITE = "site"
    REMOTE = "remote"
    """By phone or in a meeting only."""
    NOBODY = "nobody"
    EXCUSED = "excused"
    """Nobody, and nobody needed to."""
    NONE = "none"
    """Not a working site then, or not yet."""


class Project(NamedTuple):
    """What lists and rules need of a project. The rest is in ``ProjectDetails``."""

    code: str
    name: str
    county: str | None = None
    sector: Sector | None = None
    investor: Investor | None = None
    leader: str | None = None
    unit: str | None = None
    manager: str | None = None
    stage: Stage = Stage.PLANNING
    total: int | None = None
    plan_100: int | None = None
    planned_start: date | None = None
    planned_finish: date | None = None
    started: date | None = None
    finished: date | None = None
    registered: date | None = None
    provincial_key: bool = False
    suspended: str | None = None
    """Reason of a suspension; ``review`` is its review date."""
    review: date | None = None
    withdrawn: str | None = None
    """Reason of a withdrawal: the project leaves every count."""
    version: int = 1
    # Totals of dated facts, recomputed by each write from the project's own rows.
    done_100: int = 0
    """Money dated inside the campaign."""
    last_report: date | None = None
    last_money: date | None = None
    """Last day on which money was added (corrections do not count)."""
    last_visit: date | None = None
    """Last visit on site, by anyone."""
    funds_planned: int | None = None
    funds_100: int = 0
    """Funds in, dated inside the campaign."""
    registered_100: int = 0
    """纳统投资 of the months that the campaign touches: registered, never to be added to what is reported."""
    leader_visit: date | None = None
    """Last visit on site by the present leader."""
    crew: int | None = None
    """On site and planned, of the last report that has both."""
    crew_planned: int | None = None
    too_late_after: date | None = None
    """Last day on which the floors of the clocks still fit before the milestone (core.clocks); None: nothing remains."""
    risk_after: date | None = None
    """The same, floors and limits together."""
    lapses: date | None = None
    """Last day on which every granted approval that it still needs is valid."""
    next_contact: date | None = None
    """First day agreed for speaking with an authority about an approval that is not granted."""
    added: date | None = None
    """Day on which it was added to the campaign; None: it came with the seed."""


class ProjectDetails(NamedTuple):
    """What only the project's page and its form need."""

    code: str
    national_code: str | None = None
    node: str | None = None
    developer: str | None = None
    task_force: str | None = None
    plan_year: int | None = None
    done_before: int | None = None
    anchor: str | None = None
    expected_tax: int | None = None
    pull: int | None = None
    content: str | None = None
    """建设规模及内容: what is built, and how large."""
    place: str | None = None
    """建设地点"""
    note: str | None = None


class Funds(NamedTuple):
    """Money that came in for a project."""

    project: str
    on: date
    money: int
    """万元; negative is a correction."""
    source: str | None = None


class Registered(NamedTuple):
    """纳统投资 of one month."""

    project: str
    month: str
    """``2026-10``"""
    money: int


class Change(NamedTuple):
    """A fact of a project that had no day of its own, and when it was said: plan, planned days, leader, suspension, stage."""

    project: str
    on: date
    at: str
    actor: str
    field: str
    before: str | int | None
    after: str | int | None


class ListEntry(NamedTuple):
    """A project on its way onto a list."""

    project: str
    list: TargetList
    state: ListState = ListState.CANDIDATE
    deadline: date | None = None
    """Of this project; None: that of the list itself."""
    note: str | None = None


class Progress(NamedTuple):
    project: str
    on: date
    money: int = 0
    """万元 added; negative is a correction."""
    done: str | None = None
    """形象进度 in words."""
    crew: int | None = None
    crew_planned: int | None = None
    machines: int | None = None
    materials: str | None = None
    fronts: int | None = None
    note: str | None = None


class Visit(NamedTuple):
    project: str
    on: date
    channel: Channel = Channel.SITE
    person: str | None = None
    solved: str | None = None
