"""The rules of the lights: one pure function each.

Source: docs/handbook/rules.md, Lights. Every rule that fires is a ``Reason`` with its figures and the first day at that
level. Levels are decided on whole numbers; the figures in percent are rounded to one decimal for people to read.
"""

from datetime import date, timedelta

from campaign.core.blockers import on_hold
from campaign.core.excused_days import NONE, Spans, countable_days, day_after
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.campaign import Campaign, Settings
from campaign.core.model.land import LandTask
from campaign.core.model.light import Light, Reason
from campaign.core.model.project import Project, Stage

BEFORE_BUILDING = (Stage.PLANNING, Stage.RESERVE, Stage.PREWORK, Stage.PERMITTED)
# Tuples and plain names: see core.blockers.
_RED, _YELLOW, _BUILDING, _SAFETY = Light.RED, Light.YELLOW, Stage.BUILDING, Category.SAFETY
_DAY = timedelta(days=1)
_TENTHS = tuple(range(1001))
"""One number for all that are equal: twenty thousand are kept."""


def expected_share(campaign: Campaign, project: Project, today: date) -> tuple[int, int]:
    """The share of the plan that is due by today as an exact fraction between (0, 1) and (1, 1).

    Time-proportional from max(day 1, planned start) to min(last day, planned finish), both included; 0 before day 1 and
    1 after the last day whatever is planned.
    """
    first, last = campaign.first_day, campaign.last_day
    if today < first:
        return 0, 1
    if today > last:
        return 1, 1
    begin, end = _span(first, last, project)
    if today < begin:
        return 0, 1
    if today >= end:
        return 1, 1
    return (today - begin).days + 1, (end - begin).days + 1


def _span(first: date, last: date, project: Project) -> tuple[date, date]:
    begin, end = project.planned_start, project.planned_finish
    return (
        first if begin is None or begin < first else begin,
        last if end is None or end > last else end,
    )


def tenths(part: int, whole: int) -> int:
    """``part ÷ whole`` in 1/10 percent, rounded half up; ``whole`` is positive."""
    rounded = (2000 * part + whole) // (2 * whole)
    return _TENTHS[rounded] if 0 <= rounded <= 1000 else rounded


def progress(project: Project, campaign: Campaign, today: date, share: tuple[int, int] | None = None) -> Reason | None:
    """Money behind the plan: both ends of 10–30 percentage points are yellow, more is red. ``share``: that of
    ``expected_share``."""
    settings = campaign.settings
    return _behind("progress", project, campaign, today, share, project.plan_100, project.done_100,
                   (settings.progress_yellow, settings.progress_red))


def funds(project: Project, campaign: Campaign, today: date, share: tuple[int, int] | None = None) -> Reason | None:
    """Funds in behind the funds planned, time-proportional and with the same two ends as ``progress``."""
    settings = campaign.settings
    return _behind("funds", project, campaign, today, share, project.funds_planned, project.funds_100,
                   (settings.funds_yellow, settings.funds_red))


def _behind(rule: str, project: Project, campaign: Campaign, today: date, share: tuple[int, int] | None, plan: int | None,
            done: int, limits: tuple[int, int]) -> Reason | None:
    """``plan`` and ``done`` in 万元, ``limits`` the points behind that are yellow at least, and red beyond."""
    if plan is None or plan <= 0:
        return None
    (part, whole), (yellow, red) = share or expected_share(campaign, project, today), limits
    # part/whole - done/plan in percentage points, without dividing: gap ÷ scale.
    gap, scale = 100 * (part * plan - done * whole), whole * plan
    if gap > red * scale:
        level = _RED
    elif gap >= yellow * scale:
        level = _YELLOW
    else:
        return None
    figures = {
        "gap": tenths(gap, 100 * scale) / 10,
        "expected": tenths(part, whole) / 10,
        "progress": tenths(done, plan) / 10,
        "done": done,
        "plan": plan,
    }
    points = red if level is _RED else yellow
    return Reason(rule, level, _behind_since(project, campaign, today, plan, done, points, level), figures)


def _behind_since(project: Project, campaign: Campaign, today: date, plan: int, done: int, points: int, level: Light) -> date:
    """The first day, not before day 1, whose expected share today's money misses at ``level``."""
    first, last = campaign.first_day, campaign.last_day
    begin, end = _span(first, last, project)
    if end < begin:  # planned to start after it ends: the expected share jumps from 0 to 1
        begin = end = min(begin, last + _DAY)
    length = (end - begin).days + 1
    # Day number k of the span has reached the level when 100·(k·plan - done·length) ≥ (or >) points·length·plan.
    threshold = length * (points * plan + 100 * done)
    number = threshold // (100 * plan) + 1 if level is _RED else -(-threshold // (100 * plan))
    if number <= 0:  # corrections below zero: behind although nothing was expected yet
        return min(first, today)
    return min(begin + timedelta(days=min(number, length) - 1), today)


def _reached(days: int, yellow: int, red: int) -> tuple[Light, int] | None:
    """The level of that many days, and the number of days at which it began."""
    return (_RED, red) if days >= red else (_YELLOW, yellow) if days >= yellow else None


def start(project: Project, today: date, settings: Settings) -> Reason | None:
    """Planned start passed, not started, and not yet at a stage that says otherwise."""
    planned = project.planned_start
    begun = project.started is not None and project.started <= today
    if planned is None or begun or project.stage not in BEFORE_BUILDING:
        return None
    days = (today - planned).days
    reached = _reached(days, settings.start_yellow, settings.start_red)
    if reached is None:
        return None
    level, needed = reached
    return Reason("start", level, planned + timedelta(days=needed), {"days": days, "planned": planned})


def registration(project: Project, today: date, settings: Settings) -> Reason | None:
    """开工未纳统: started, of the size that must be registered in statistics, not registered."""
    started = project.started
    if started is None or project.registered is not None or not registrable(project, settings):
        return None
    days = (today - started).days
    reached = _reached(days, settings.registration_yellow, settings.registration_red)
    if reached is None:
        return None
    level, needed = reached
    return Reason("registration", level, started + timedelta(days=needed), {"days": days, "started": started})


def registrable(project: Project, settings: Settings) -> bool:
    return project.total is not None and project.total >= settings.registration_min


def blocker(item: Blocker, today: date, settings: Settings) -> Reason | None:
    """Due within 3 days is yellow, overdue red. On hold it is yellow at most, until its review date (included)."""
    left = (item.due - today).days
    if left > settings.blocker_yellow:
        return None
    held = on_hold(item, today)
    if left < 0 and not held:
        level, since = _RED, item.due + _DAY
    else:
        level, since = _YELLOW, max(item.opened, item.due - timedelta(days=settings.blocker_yellow))
        if held and item.held_on is not None:
            since = max(since, item.held_on)
    figures = {
        "blocker": item.code,
        "title": item.title,
        "due": item.due,
        "days_overdue": max(0, -left),
        "days_left": max(0, left),
        "held": held,
    }
    return Reason("blocker", level, since, figures, item.code)


def land(item: LandTask, today: date, settings: Settings) -> Reason | None:
    """A land task not accepted: due within 7 days is yellow, late by one day red. Without a due day it is silent."""
    due = item.due
    if due is None or (left := (due - today).days) > settings.land_yellow:
        return None
    if left < 0:
        level, since = _RED, due + _DAY
    else:
        level, since = _YELLOW, max(item.opened, due - timedelta(days=settings.land_yellow))
    figures = {
        "land": item.code,
        "name": item.name,
        "due": due,
        "days_overdue": max(0, -left),
        "days_left": max(0, left),
        "done": item.done,
        "target": item.target,
        "measure": item.measure,
    }
    return Reason("land", level, since, figures, land=item.code)


def safety(item: Blocker) -> Reason | None:
    """An unresolved blocker of category ``safety`` is always yellow, on hold too."""
    if item.category is not _SAFETY:
        return None
    return Reason("safety", _YELLOW, item.opened, {"blocker": item.code, "title": item.title}, item.code)


def stale(project: Project, campaign: Campaign, today: date, excused: Spans = NONE) -> Reason | None:
    """A site in ``building`` that reports nothing; days count from the latest of last report, start, day 1 and the day it was
    added.
    """
    if project.stage is not _BUILDING:
        return None
    # Nobody had to report before the campaign began, nor of what was not in it yet.
    base, settings = max(since_start(project.last_report, project, campaign), campaign.first_day), campaign.settings
    if project.added is not None and project.added > base:
        base = project.added
    days = (today - base).days
    if days < settings.stale_yellow:
        return None
    if excused:
        days = countable_days(base, today, excused)
    reached = _reached(days, settings.stale_yellow, settings.stale_red)
    if reached is None:
        return None
    level, needed = reached
    figures = {"days": days, "last_report": project.last_report, "counted_from": base}
    return Reason("stale", level, day_after(base, needed, excused), figures)


def since_start(fact: date | None, project: Project, campaign: Campaign) -> date:
    """The later of a fact and the actual start; day 1 for a site of which neither is known."""
    started = project.started
    if fact is None:
        return campaign.first_day if started is None else started
    return fact if started is None or fact > started else started


def suspended(project: Project, today: date) -> Reason | None:
    """The review of a suspension is overdue: red from the day after it."""
    review = project.review
    if project.suspended is None or review is None or today <= review:
        return None
    figures = {"reason": project.suspended, "review": review, "days": (today - review).days}
    return Reason("suspended", _RED, review + _DAY, figures)
