"""The words of the campaign as code: enumerations, rows and the snapshot the rules work on.

Money is an ``int`` of 万元 (10,000 CNY), a day is a ``datetime.date`` in the campaign's time zone. ``None`` is "not known".
The values of the enumerations are what the database, ``--json`` and command options use.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from campaign.core.dates import EARLIEST, LATEST


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


class Authority(StrEnum):
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"


class HoldReason(StrEnum):
    WAITING_HIGHER = "waiting_higher"
    FORCE_MAJEURE = "force_majeure"
    WEATHER = "weather"
    DEVELOPER = "developer"
    FUNDING = "funding"
    OTHER = "other"


class Channel(StrEnum):
    SITE = "site"
    PHONE = "phone"
    MEETING = "meeting"


class Rank(StrEnum):
    PRINCIPAL = "principal"
    CITY = "city"
    COUNTY = "county"
    UNIT = "unit"
    STAFF = "staff"


class Role(StrEnum):
    """What a member of a shared server may do, least first (``core.roles`` has the table)."""

    VIEWER = "viewer"
    STAFF = "staff"
    LEADER = "leader"
    HQ = "hq"
    ADMIN = "admin"


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


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"
    SUSPENDED = "suspended"


WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE, Light.SUSPENDED)
LEVELS = (0, 1, 2, 3, 4)
"""Escalation: 0 unit, 1 leader, 2 headquarters, 3 principal leader; 4 upward liaison stands beside the ladder."""


class Bounds(NamedTuple):
    """What a setting can be, both ends included: two numbers or two days. ``kinds.campaign`` holds every way in to them."""

    least: Any
    most: Any


LONGEST = 1000
_Points = Annotated[int, Bounds(0, 100)]
_Days = Annotated[int, Bounds(0, LONGEST)]
_Some = Annotated[int, Bounds(1, LONGEST)]
"""At least one of them, else the rule says nothing."""
_Money = Annotated[int, Bounds(0, 10**10)]
"""As much as any amount can be."""
_Count = Annotated[int, Bounds(0, 100)]


class Settings(NamedTuple):
    """Thresholds of docs/handbook/rules.md: days, percentage points, or 万元. Every field is an ``int``, and says its bounds."""

    progress_yellow: _Points = 10
    progress_red: _Points = 30
    start_yellow: _Days = 1
    start_red: _Days = 30
    registration_min: _Money = 500
    registration_yellow: _Days = 30
    registration_red: _Days = 60
    blocker_yellow: _Days = 3
    stale_yellow: _Days = 7
    stale_red: _Days = 14
    watermelon_report: _Days = 5
    watermelon_visit: _Days = 7
    watermelon_money: _Days = 14
    major_min: _Money = 10_000
    blocker_days: _Days = 7
    escalate_unit: _Days = 1
    escalate_leader: _Days = 3
    escalate_headquarters: _Days = 7
    passed_moves: _Some = 3
    slow_days: _Days = 7
    land_yellow: _Days = 7
    funds_yellow: _Points = 10
    funds_red: _Points = 30
    crew_low: _Points = 70
    """Percent of the planned crew below which a site is understaffed."""
    lapse_far: _Days = 30
    lapse_near: _Days = 7
    arrive_days: _Some = 5
    """到而不解: days on site …"""
    arrive_window: _Some = 7
    """… of so many days."""
    weight_completion: _Points = 30
    """Of the five parts of the counties' league, in points …"""
    weight_start: _Points = 20
    weight_registration: _Points = 20
    weight_closed: _Points = 15
    weight_signings: _Points = 15
    red_top: _Count = 5
    """… how many counties the red list has, and how many from below may be on the black one."""
    black_bottom: _Count = 4


class Campaign(NamedTuple):
    name: str
    first_day: Annotated[date, Bounds(date(2000, 1, 1), date(2099, 12, 31))]
    length: Annotated[int, Bounds(1, LONGEST)] = 100
    time_zone: str = "Asia/Shanghai"
    golden_end: Annotated[date | None, Bounds(EARLIEST, LATEST)] = None
    filing_day: Annotated[int | None, Bounds(1, 31)] = None
    """Day of the month on which statistics are filed."""
    language: str = "zh"
    settings: Settings = Settings()

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.length - 1)

    def day(self, today: date) -> int:
        """1 on the first day; 0 or less before it."""
        return (today - self.first_day).days + 1

    def days_left(self, today: date) -> int:
        """Whole days after today: 62 on day 38, ``length`` before day 1, 0 from the last day on."""
        return max(0, min(self.length, self.length - self.day(today)))


class County(NamedTuple):
    code: str
    name: str
    leader: str | None = None
    """Person to whom county-wide blockers belong."""
    version: int = 1
    zone: bool = False
    """A development zone, which stands beside the counties."""


class Unit(NamedTuple):
    code: str
    name: str
    authority: Authority | None = None
    county: str | None = None
    version: int = 1


class Person(NamedTuple):
    code: str
    name: str
    post: str = ""
    rank: Rank = Rank.STAFF
    unit: str | None = None
    county: str | None = None
    leader: bool = False
    """Has a column on the board."""
    version: int = 1


class Member(NamedTuple):
    """A person who may come in to a shared server."""

    person: str
    role: Role
    county: str | None = None
    """Whose staff the person is: what lies in this county is the member's own; ``unit`` likewise."""
    unit: str | None = None
    since: str = ""
    """UTC ISO instant."""
    version: int = 1


class MemberKey(NamedTuple):
    """A public SSH key of a member."""

    fingerprint: str
    """``SHA256:`` and 43 characters, as OpenSSH prints it."""
    person: str
    type: str
    """``ssh-ed25519`` and so on."""
    blob: str
    """The key itself in base64."""
    comment: str = ""
    readonly: bool = False
    """Whoever comes in with it only looks: a leader's office."""
    since: str = ""


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


class Excuse(NamedTuple):
    """Days that break no streak: of everyone, of one county, or of one person."""

    first: date
    last: date
    why: str
    county: str | None = None
    person: str | None = None


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


class Reason(NamedTuple):
    """Why a light is what it is. ``figures`` fill the sentence of ``rule`` in ``campaign.words``."""

    rule: str
    """progress · funds · start · registration · blocker · land · stale · safety · suspended"""
    level: Light
    since: date
    figures: Mapping[str, object]
    blocker: str | None = None
    land: str | None = None


class Assessment(NamedTuple):
    """A project's light today and what it rests on."""

    light: Light
    reasons: tuple[Reason, ...] = ()
    """Worst first."""
    marks: tuple[str, ...] = ()
    """watermelon · waiting_city · waiting_province · waiting_national · too_late · at_risk · understaffed"""
    expected: int = 0
    """Expected share of the plan, in 1/10 percent, rounded half up."""
    progress: int | None = None
    """Done share of the plan, in 1/10 percent, rounded half up; None without a positive plan."""
    open_blockers: int = 0
    overdue_blockers: int = 0
