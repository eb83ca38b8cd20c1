"""Everything that has a day: what is due when, on what, and whether it is over. For the wall chart and the calendar."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.approvals import settled
from campaign.core.model.blocker import Blocker, BlockerState
from campaign.core.model.campaign import Campaign
from campaign.core.model.land import Approval, ApprovalState, LandTask
from campaign.core.model.leads import Lead, LeadStage
from campaign.core.model.project import FINISHED, ListEntry, ListState, Project, TargetList
from campaign.core.overview import days_to_filing
from campaign.core.reserve import ListRule, deadline


class DueKind(StrEnum):
    """What kind of day it is. Of one code there is at most one of each kind, of a list one a list."""

    BLOCKER = "blocker"
    HOLD = "hold"
    """The review of a blocker on hold."""
    LAND = "land"
    APPROVAL = "approval"
    """The statutory limit."""
    CONTACT = "contact"
    """An authority is to be spoken with about an approval."""
    LIST = "list"
    START = "start"
    FINISH = "finish"
    SUSPENSION = "suspension"
    LEAD = "lead"
    """The next step with a firm."""


TASKS = frozenset({DueKind.BLOCKER, DueKind.LAND, DueKind.APPROVAL, DueKind.LIST, DueKind.START, DueKind.FINISH})
"""What has a flag on the wall chart; the others are days to look again."""


class DueDay(NamedTuple):
    """``title`` is in people's own words; where it is empty ``word`` (a kind of approval, a list) or the name says it."""

    code: str
    kind: DueKind
    day: date
    title: str = ""
    word: StrEnum | None = None
    projects: tuple[str, ...] = ()
    county: str | None = None
    """Where it is on a whole county, or belongs to no project."""
    unit: str | None = None
    persons: tuple[str | None, ...] = ()
    over: bool = False
    """Nothing is to be done any more, …"""
    settled: date | None = None
    """… as it was done on this day; None: it is no longer needed."""
    held: bool = False
    """Nobody need act before the review."""


def of_blockers(blockers: Iterable[Blocker], today: date) -> Iterator[DueDay]:
    """Their due days, and the review of those on hold; resolved ones as over."""
    for row in blockers:
        over, held = row.state is BlockerState.RESOLVED, rules.on_hold(row, today)
        yield DueDay(row.code, DueKind.BLOCKER, row.due, row.title, None, row.projects, row.county, row.unit, (row.person,), over,
                     row.resolved if over else None, held)
        if row.review is not None:
            yield DueDay(row.code, DueKind.HOLD, row.review, row.title, None, row.projects, row.county, row.unit, (row.person,),
                         row.state is not BlockerState.ON_HOLD)


def of_lands(tasks: Iterable[LandTask]) -> Iterator[DueDay]:
    for row in tasks:
        if row.due is not None:
            yield DueDay(row.code, DueKind.LAND, row.due, row.name, None, row.projects, row.county, row.unit, (row.person,),
                         row.accepted is not None or row.returned is not None, row.accepted)


def of_approvals(approvals: Iterable[Approval]) -> Iterator[DueDay]:
    for row in approvals:
        over = settled(row)
        if row.due is not None:
            idle = over or row.state is ApprovalState.NEEDED
            yield DueDay(row.code, DueKind.APPROVAL, row.due, "", row.kind, (row.project,), None, row.unit, (), idle, row.granted)
        if row.next_contact is not None:
            yield DueDay(row.code, DueKind.CONTACT, row.next_contact, "", row.kind, (row.project,), None, row.unit, (), over,
                         row.granted)


def of_projects(projects: Iterable[Project]) -> Iterator[DueDay]:
    """Planned starts and finishes, and the review of a suspension; of a withdrawn one as over."""
    for row in projects:
        gone, finished = row.withdrawn is not None, row.stage in FINISHED or row.finished is not None
        who = (row.manager,)
        if row.planned_start is not None:
            yield DueDay(row.code, DueKind.START, row.planned_start, "", None, (row.code,), None, row.unit, who,
                         gone or row.started is not None, None if gone else row.started)
        if row.planned_finish is not None:
            yield DueDay(row.code, DueKind.FINISH, row.planned_finish, "", None, (row.code,), None, row.unit, who,
                         gone or finished, None if gone else row.finished)
        if row.review is not None:
            yield DueDay(row.code, DueKind.SUSPENSION, row.review, "", None, (row.code,), None, row.unit, who,
                         gone or row.suspended is None)


def of_entries(entries: Iterable[ListEntry], lists: Mapping[TargetList, ListRule], today: date) -> Iterator[DueDay]:
    """By when a project must have applied for a list."""
    for row in entries:
        yield DueDay(row.project, DueKind.LIST, deadline(lists[row.list], today, row), "", row.list, (row.project,),
                     over=row.state is not ListState.CANDIDATE)


def of_leads(leads: Iterable[Lead]) -> Iterator[DueDay]:
    for row in leads:
        if row.next_on is not None:
            yield DueDay(row.code, DueKind.LEAD, row.next_on, row.next_step or "", None, (), row.county, None, (row.leader,),
                         row.stage is LeadStage.LANDED or row.dropped is not None, row.landed)


def filing_days(campaign: Campaign) -> Iterator[date]:
    """Those of the campaign's own days on which statistics are filed."""
    day = campaign.first_day
    while (ahead := days_to_filing(campaign, day)) is not None and (day := day + timedelta(ahead)) <= campaign.last_day:
        yield day
        day += timedelta(1)


class Flags(NamedTuple):
    """挂图作战: a red flag for each task done by its day or whose day is not over, a black one for each that is past its day."""

    red: int = 0
    black: int = 0


def flags(days: Iterable[DueDay], first_day: date, today: date) -> Flags:
    """Of tasks. What was done before ``first_day`` or after its day, what is not needed and what is on hold has none."""
    red = black = 0
    for one in days:
        if one.kind not in TASKS or one.held:
            continue
        if not one.over:
            red, black = (red + 1, black) if one.day >= today else (red, black + 1)
        elif one.settled is not None and first_day <= one.settled <= one.day:
            red += 1
    return Flags(red, black)


def next_due(days: Iterable[DueDay]) -> DueDay | None:
    """What is to be done first: the one that is past its day for longest, else the one that comes next."""
    open_ = (one for one in days if not one.over and not one.held)
    return min(open_, key=lambda one: (one.day, one.kind, one.code), default=None)
