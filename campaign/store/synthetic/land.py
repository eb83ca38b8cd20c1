"""The ground of a made-up campaign: land tasks, approvals, money in, registered money. See
``campaign.store.synthetic.projects``."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from campaign.core.clocks import after_days, lapses
from campaign.core.land import replay
from campaign.core.model.blocker import Scope
from campaign.core.model.land import (
    Approval,
    ApprovalEvent,
    ApprovalEventKind,
    ApprovalKind,
    ApprovalState,
    LandEvent,
    LandEventKind,
    LandKind,
    LandTask,
    Measure,
)
from campaign.core.model.people import Authority, Unit
from campaign.core.model.project import FINISHED, Funds, Investor, Project, Registered, Stage
from campaign.data.clocks import calendar, clocks

ACTOR = "seed"
TASKS = 2
"""Land tasks of a project."""
APPROVALS = 6
PAID_EVERY = 30
"""Days between two payments."""
COUNTY_WIDE = 600
"""One land task in so many is on a whole county."""

_LAND = {
    LandKind.EXPROPRIATION: ("征地", Measure.MU, 45), LandKind.RESETTLEMENT: ("房屋签约", Measure.HOUSEHOLDS, 25),
    LandKind.FOREST: ("用林调整", Measure.MU, 12), LandKind.SATELLITE: ("卫片图斑整改", Measure.MU, 8),
    LandKind.INSPECTION: ("督察整改", Measure.MU, 4), LandKind.FARMLAND: ("耕地保护整改", Measure.MU, 6),
}  # fmt: skip
_K = ApprovalKind
_ENTERPRISE = (_K.FILING, _K.SITE, _K.EIA_FORM, _K.LAND, _K.WORKS_PLANNING, _K.PERMIT)
_GOVERNMENT = (_K.PROPOSAL, _K.FEASIBILITY, _K.COMPENSATION_NOTICE, _K.LAND, _K.DESIGN, _K.PERMIT)
_SOURCES = ("企业自筹", "银行贷款", "财政资金", "专项债")
_CLOCKS = clocks()
_CALENDAR = calendar()


def span(project: Project, first_day: date, length: int) -> tuple[date, int]:
    """First day and number of days over which the plan of a project is spread (``core.lights.expected_share``)."""
    begin = max(first_day, project.planned_start or first_day)
    end = min(first_day + timedelta(days=length - 1), project.planned_finish or date.max)
    return begin, max(1, (end - begin).days + 1)


def lands(random: Random, first_day: date, today: date, projects: list[Project]) -> list[tuple[LandTask, list[LandEvent]]]:
    """Two on each project; three in five are accepted, a few of the rest are late or fall due within days."""
    kinds = random.choices(tuple(_LAND), [weight for *_, weight in _LAND.values()], k=TASKS * len(projects))
    return [_land(random, number + 1, kinds[number], first_day, today, projects[number // TASKS]) for number in range(len(kinds))]


def _land(random: Random, number: int, kind: LandKind, first_day: date, today: date,
          project: Project) -> tuple[LandTask, list[LandEvent]]:
    code, (word, measure, _) = f"G{number:04}", _LAND[kind]
    wide = number % COUNTY_WIDE == 0 and project.county is not None
    target = random.randrange(20, 1_200) * (10 if measure is Measure.MU else 100)
    opened = min(today, first_day) - timedelta(days=random.randrange(120))
    accepted = random.random() < 0.6 or project.stage in FINISHED
    done, last = (target, today) if accepted else (target * random.randrange(30, 99) // 100, today)
    days = (last - opened).days
    half, end = opened + timedelta(days=days // 2), opened + timedelta(days=days * 9 // 10)
    due = end + timedelta(days=5) if accepted else None if random.random() < 0.1 else today + timedelta(days=_left(random, wide))
    name = f"{project.county}{word}" if wide else project.name + word
    task = LandTask(code, name, kind, Scope.COUNTY if wide else Scope.PROJECTS, () if wide else (project.code,),
                    project.county if wide else None, Authority.COUNTY, project.unit, None, measure, target, opened, due)
    events = [_land_event(code, LandEventKind.OPEN, opened), _land_event(code, LandEventKind.PROGRESS, half, done // 2),
              _land_event(code, LandEventKind.PROGRESS, end, done - done // 2)]
    if accepted:
        events.append(_land_event(code, LandEventKind.ACCEPT, end, text="验收合格"))
    return replay(task, events), events


def _left(random: Random, wide: bool) -> int:
    """Days to the due day: one in thirty is late, one in fifteen falls due within the week; county-wide ones have time."""
    chance = 1.0 if wide else random.random()
    return -random.randrange(1, 12) if chance < 0.033 else random.randrange(8) if chance < 0.1 else random.randrange(8, 90)


def _land_event(code: str, kind: LandEventKind, on: date, amount: int | None = None, text: str | None = None) -> LandEvent:
    return LandEvent(code, kind, on, instant(on), ACTOR, amount, None, None, text)


@cache
def instant(on: date) -> str:
    """02:00 UTC is mid-morning in the campaign's time zone, the same local date."""
    return f"{on.isoformat()}T02:00:00Z"


def approvals(random: Random, today: date, projects: list[Project],
              units: list[Unit]) -> list[tuple[Approval, list[ApprovalEvent]]]:
    """Six of each project, in the order in which they are obtained: how far it has come is how many are granted."""
    holders: dict[Authority | None, list[str]] = {}
    for holder in units:
        holders.setdefault(holder.authority, []).append(holder.code)
    found: list[tuple[Approval, list[ApprovalEvent]]] = []
    for project in projects:
        kinds = _GOVERNMENT if project.investor is Investor.GOVERNMENT else _ENTERPRISE
        granted, submitted = _reached(random, project, today)
        for place, kind in enumerate(kinds):
            authority = Authority(_CLOCKS[kind].authority)
            near = holders.get(authority)
            unit = near[random.randrange(len(near))] if near else None
            code = f"A{len(found) + 1:04}"
            if place < granted:
                # The last one lies a week to three months back, the others before it.
                on = today - timedelta(days=(granted - place) * 12 + random.randrange(12))
                found.append(_granted(random, code, project.code, kind, authority, unit, on))
            elif place < granted + submitted:
                found.append(_submitted(random, code, project.code, kind, authority, unit, today))
            elif random.random() < 0.06:
                row = Approval(code, project.code, kind, authority, unit, ApprovalState.NOT_NEEDED, reason="不涉及")
                found.append((row, [_approval_event(code, ApprovalEventKind.WAIVE, today, None, "不涉及")]))
            else:
                found.append((Approval(code, project.code, kind, authority, unit, ApprovalState.NEEDED), []))
    return found


def _reached(random: Random, project: Project, today: date) -> tuple[int, int]:
    """How many of its approvals are granted, and how many lie with their authority."""
    if project.started is not None:
        return APPROVALS, 0
    if project.stage is Stage.PERMITTED:
        return (APPROVALS, 0) if random.random() < 0.8 else (APPROVALS - 1, 1)
    if project.stage is Stage.PREWORK:
        soon = project.planned_start is not None and (project.planned_start - today).days < 40
        return (APPROVALS, 0) if soon and random.random() < 0.7 else (random.randrange(2, 5), random.randrange(3))
    return random.randrange(3), random.randrange(2)


def _granted(random: Random, code: str, project: str, kind: ApprovalKind, authority: Authority, unit: str | None,
             on: date) -> tuple[Approval, list[ApprovalEvent]]:
    submitted = on - timedelta(days=random.randrange(2, 26))
    until = _expires(kind, on)
    row = Approval(code, project, kind, authority, unit, ApprovalState.GRANTED, submitted, _due(kind, submitted), on, until)
    return row, [_approval_event(code, ApprovalEventKind.SUBMIT, submitted, unit),
                 _approval_event(code, ApprovalEventKind.GRANT, on, until.isoformat() if until else None)]


def _submitted(random: Random, code: str, project: str, kind: ApprovalKind, authority: Authority, unit: str | None,
               today: date) -> tuple[Approval, list[ApprovalEvent]]:
    """Some are past their limit; about each second was asked after, some of those are to be asked after again by now."""
    submitted = today - timedelta(days=random.randrange(40))
    events = [_approval_event(code, ApprovalEventKind.SUBMIT, submitted, unit)]
    last = following = None
    if random.random() < 0.5:
        last = max(submitted, today - timedelta(days=random.randrange(1, 15)))
        following = last + timedelta(days=7 + random.randrange(14))
        events.append(_approval_event(code, ApprovalEventKind.CONTACT, last, following.isoformat(), "已催办"))
    return Approval(code, project, kind, authority, unit, ApprovalState.SUBMITTED, submitted, _due(kind, submitted),
                    last_contact=last, next_contact=following), events


def _approval_event(code: str, kind: ApprovalEventKind, on: date, target: str | None, text: str | None = None) -> ApprovalEvent:
    return ApprovalEvent(code, kind, on, instant(on), ACTOR, None, target, text)


@cache
def _due(kind: ApprovalKind, submitted: date) -> date | None:
    clock = _CLOCKS[kind]
    return None if clock.days is None else after_days(submitted, clock.days, clock.working, _CALENDAR)


@cache
def _expires(kind: ApprovalKind, granted: date) -> date | None:
    return lapses(_CLOCKS[kind], granted)


def funds(random: Random, first_day: date, today: date, length: int, projects: list[Project]) -> Iterator[Funds]:
    """Each site is paid at the beginning of every thirty days for those days; a few get only a part of it."""
    sites = []
    for project in projects:
        if project.stage is Stage.BUILDING and project.funds_planned:
            begin, days = span(project, first_day, length)
            # Paid in advance, so that most are never behind; one in fifty is, and one in two hundred far.
            chance = random.random()
            share = random.uniform(0.3, 0.65) if chance < 0.005 else random.uniform(0.7, 0.85) if chance < 0.02 else 1.0
            sites.append((project.code, begin, days, project.funds_planned * share, _SOURCES[random.randrange(4)]))
    for month in range((today - first_day).days // PAID_EVERY + 1):
        # Late starters are paid on the same day of the month as all others, from their first day on.
        for code, begin, days, planned, source in sites:
            on = begin + timedelta(days=month * PAID_EVERY)
            paid = int(planned * min(days, month * PAID_EVERY) / days)
            money = int(planned * min(days, (month + 1) * PAID_EVERY) / days) - paid
            if money and on <= today:
                yield Funds(code, on, money, source)


def registered(first_day: date, today: date, projects: list[Project]) -> Iterator[Registered]:
    """纳统投资 of every site that is registered, for each month since then that is over."""
    month = first_day.replace(day=1)
    while (after := (month + timedelta(days=31)).replace(day=1)) <= today:
        name = month.isoformat()[:7]
        for project in projects:
            on = project.registered
            if project.stage is Stage.BUILDING and on is not None and on < after and project.plan_100:
                yield Registered(project.code, name, project.plan_100 * 27 // 100)
        month = after
