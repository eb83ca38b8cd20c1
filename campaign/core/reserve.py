"""Reserve projects: the funnel, maturity, and what the target lists still require.

Source: docs/handbook/rules.md, Reserve. What a list requires is ``campaign/data/lists.toml``; the clocks are ``core.clocks``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from campaign.core import codes
from campaign.core.approvals import steps
from campaign.core.clocks import Calendar, Clock, Needs, Step, needed, outlook
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import Investor, ListEntry, ListState, Project, ProjectDetails, Stage, TargetList

STAGES = (Stage.PLANNING, Stage.RESERVE, Stage.PREWORK)
"""What the reserve consists of, in the order of the funnel."""


def is_reserve(project: Project) -> bool:
    return project.withdrawn is None and project.stage in STAGES


class StageSum(NamedTuple):
    stage: Stage
    projects: int
    total: int
    """万元, of those whose total is known."""


def funnel(projects: Iterable[Project]) -> list[StageSum]:
    """How many there are in each stage of the reserve, and their money; a stage that is empty too."""
    counts, totals = dict.fromkeys(STAGES, 0), dict.fromkeys(STAGES, 0)
    for project in filter(is_reserve, projects):
        counts[project.stage] += 1
        totals[project.stage] += project.total or 0
    return [StageSum(stage, counts[stage], totals[stage]) for stage in STAGES]


def untaken(project: Project, people: Mapping[str, Person]) -> bool:
    """No principal leader has taken it up (主要领导亲自抓): nobody leads it, or somebody of another rank."""
    leader = people.get(project.leader or "")
    return leader is None or leader.rank is not Rank.PRINCIPAL


# Maturity ---------------------------------------------------------------------------------------------------------------


class Maturity(NamedTuple):
    granted: int
    required: int

    @property
    def percent(self) -> int | None:
        """Rounded half up; None when nothing is required."""
        return (200 * self.granted + self.required) // (2 * self.required) if self.required else None


class Held(NamedTuple):
    """What maturity needs of an approval: of two thousand projects the rest of it is not read."""

    kind: str
    state: ApprovalState
    expires: date | None


def maturity(investor: Investor | None, approvals: Iterable[Approval | Held], needs: Needs, today: date) -> Maturity | None:
    """Granted of required approvals; None when the investor, on whom it depends what is required, is not known."""
    if investor is None:
        return None
    recorded: dict[str, Approval | Held] = {row.kind: row for row in approvals}
    states = [_standing(choice, recorded, today) for choice in needed(needs, investor)]
    return Maturity(states.count(ApprovalState.GRANTED), len(states) - states.count(ApprovalState.NOT_NEEDED))


class Needed(NamedTuple):
    """One approval that a project needs."""

    kind: str
    state: ApprovalState
    """GRANTED, SUBMITTED, else NEEDED: one that has lapsed is needed again."""
    approval: Approval | None
    """As it is recorded."""


def required(investor: Investor | None, approvals: Iterable[Approval], needs: Needs, today: date) -> list[Needed]:
    """All that counts for maturity, in the order of ``needs``; what is not needed of this project is left out."""
    recorded = {row.kind.value: row for row in approvals}
    found = []
    for choice in needed(needs, investor):
        state = _standing(choice, recorded, today)
        if state is ApprovalState.NOT_NEEDED:
            continue
        kind = next((kind for kind in choice if (row := recorded.get(kind)) is not None
                     and row.state is ApprovalState.GRANTED and not _lapsed(row, today)), _usual(choice, recorded))
        row = recorded.get(kind)
        if state is ApprovalState.NEEDED and row is not None and row.state is ApprovalState.SUBMITTED:
            state = ApprovalState.SUBMITTED
        found.append(Needed(kind, state, row))
    return found


def lacking(investor: Investor | None, approvals: Iterable[Approval | Held], needs: Needs, today: date) -> bool:
    """Whether a required approval is not granted; of an unknown investor, one that all need."""
    recorded: dict[str, Approval | Held] = {row.kind: row for row in approvals}
    return any(_standing(choice, recorded, today) is ApprovalState.NEEDED for choice in needed(needs, investor))


def _standing(choice: Sequence[str], recorded: Mapping[str, Approval | Held], today: date) -> ApprovalState:
    """GRANTED, NOT_NEEDED or else NEEDED, of kinds of which one will do. One that has lapsed is needed again."""
    found = ApprovalState.NEEDED
    waived = True
    for kind in choice:
        row = recorded.get(kind)
        if row is None:
            continue
        if row.state is ApprovalState.GRANTED and not _lapsed(row, today):
            return ApprovalState.GRANTED
        waived = waived and row.state is ApprovalState.NOT_NEEDED
        found = ApprovalState.NOT_NEEDED if waived else ApprovalState.NEEDED
    return found


def _lapsed(approval: Approval | Held, today: date) -> bool:
    return approval.state is ApprovalState.GRANTED and approval.expires is not None and approval.expires < today


# Lists ------------------------------------------------------------------------------------------------------------------


class ListRule(NamedTuple):
    """What one list requires."""

    list: TargetList
    month: int
    day: int
    """Last day of the yearly round."""
    investors: tuple[str, ...]
    """Who may apply."""
    approvals: Needs
    """By investor, as ``core.clocks.needed`` reads them."""
    fields: tuple[str, ...]
    """Columns of ``Project`` or ``ProjectDetails`` that must be known."""
    least: int | None
    """Least total, 万元; None: any."""
    source: str
    note: str
    """What to verify before relying on it."""


class What(StrEnum):
    """What something that is missing is."""

    APPROVAL = "approval"
    FIELD = "field"
    LEAST = "least"
    """The total is below what the list takes."""
    INVESTOR = "investor"
    """Its investor may not apply, or is not known."""


class Lack(NamedTuple):
    what: What
    word: str
    """Kind of approval (the recorded one, else the usual one), or field: ``total``, ``investor`` ..."""


class Gap(NamedTuple):
    """How a project stands to a list."""

    project: str
    list: TargetList
    state: ListState | None
    """None: it is not on its way there."""
    deadline: date
    days_left: int
    """Today not counted; negative once it has passed."""
    missing: tuple[Lack, ...]
    """Nothing once it is listed."""
    fits: bool | None
    """What must still be granted is through by the deadline even if every authority takes all its time; None: nothing must."""
    too_late: bool
    """Not even if every authority decides at once: floors alone end after the deadline, or it has passed."""
    ends: date | None
    """When it is through if every authority takes all its time."""


def deadline(rule: ListRule, today: date, entry: ListEntry | None = None) -> date:
    """Of this project when it has one of its own, else the next end of the yearly round, today included."""
    if entry is not None and entry.deadline is not None:
        return entry.deadline
    this_year = date(today.year, rule.month, rule.day)
    return this_year if today <= this_year else this_year.replace(year=today.year + 1)


def may_apply(project: Project, rule: ListRule) -> bool:
    """A reserve project whose investor the list takes, or that has not said who it is."""
    return is_reserve(project) and (project.investor is None or project.investor.value in rule.investors)


def gap(project: Project, details: ProjectDetails, approvals: Sequence[Approval], rule: ListRule, entry: ListEntry | None,
        today: date, clocks: Mapping[str, Clock], calendar: Calendar) -> Gap:
    """KeyError for a kind without a clock."""
    until = deadline(rule, today, entry)
    state = entry.state if entry is not None else None
    if state is None and rule.list is TargetList.PROVINCIAL_KEY and project.provincial_key:
        state = ListState.LISTED
    if state is ListState.LISTED:
        return Gap(project.code, rule.list, state, until, (until - today).days, (), None, False, None)
    recorded = {row.kind.value: row for row in approvals}
    kinds = [_usual(choice, recorded) for choice in needed(rule.approvals, project.investor)
             if _standing(choice, recorded, today) is ApprovalState.NEEDED]
    lacks = [Lack(What.APPROVAL, kind) for kind in kinds]
    for name in rule.fields:
        holder = project if name in Project._fields else details
        if getattr(holder, name) is None:
            lacks.append(Lack(What.FIELD, name))
    if rule.least is not None and project.total is not None and project.total < rule.least:
        lacks.append(Lack(What.LEAST, "total"))
    if project.investor is None or project.investor.value not in rule.investors:
        lacks.append(Lack(What.INVESTOR, "investor"))
    found = outlook(_open_steps(kinds, recorded, clocks, today), clocks, until, today, calendar) if kinds else None
    fits = None if found is None else found.limit_end <= until
    too_late = (bool(lacks) and until < today) or (found is not None and found.too_late)
    return Gap(project.code, rule.list, state, until, (until - today).days, tuple(lacks), fits, too_late,
               None if found is None else found.limit_end)


def _usual(choice: Sequence[str], recorded: Mapping[str, Approval]) -> str:
    """The kind on which it turns: one that is recorded and not waived, else the usual one."""
    return next((kind for kind in choice if kind in recorded and recorded[kind].state is not ApprovalState.NOT_NEEDED), choice[0])


def _open_steps(kinds: Iterable[str], recorded: Mapping[str, Approval], clocks: Mapping[str, Clock], today: date) -> list[Step]:
    """The missing ``kinds``, recorded or not, and of what comes before them all that is recorded: nothing behind them counts."""
    wanted: dict[str, None] = {}
    waiting = list(kinds)
    missing = frozenset(waiting)
    while waiting:
        kind = waiting.pop()
        if kind not in wanted:
            wanted[kind] = None
            waiting += clocks[kind].after
    found = []
    for kind in wanted:
        row = recorded.get(kind)
        if row is not None and not _lapsed(row, today):
            found += steps([row])
        elif row is not None or kind in missing:
            found.append(Step(kind, "" if row is None else row.code))
    return found


def gaps(rule: ListRule, projects: Mapping[str, Project], details: Mapping[str, ProjectDetails],
         approvals: Mapping[str, Sequence[Approval]], entries: Mapping[str, ListEntry], today: date, clocks: Mapping[str, Clock],
         calendar: Calendar, every: bool = False) -> list[Gap]:
    """Of the projects on their way to a list, and with ``every`` of all that may apply after them.

    ``details``, ``approvals`` and ``entries`` (of this list) are by project. First what has an entry, then by deadline, then
    what misses least. Withdrawn projects are left out.
    """
    found = []
    for code, project in projects.items():
        entry = entries.get(code)
        if project.withdrawn is None and (entry is not None or (every and may_apply(project, rule))):
            found.append(gap(project, details.get(code) or ProjectDetails(code), approvals.get(code, ()), rule, entry, today,
                             clocks, calendar))
    return sorted(found, key=lambda row: (row.project not in entries, row.state is ListState.LISTED, row.deadline,
                                          len(row.missing), codes.order(row.project)))
