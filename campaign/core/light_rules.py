"""The rules of the lights: one pure function each, and their list, ``RULES``.

Source: docs/handbook/rules.md, Lights. Every rule that fires is a ``Reason`` with its figures and the first day at that
level. Levels are decided on whole numbers; the figures in percent are rounded to one decimal for people to read.
What a reason says is in ``words.light_reasons``; ``core.light_counts`` says the same of many days at once.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

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


class Given(NamedTuple):
    """What the rules go by besides the project, blocker or land task that they judge."""

    campaign: Campaign
    settings: Settings
    today: date
    share: tuple[int, int]
    """Of the project's plan, due by today: that of ``expected_share``."""
    excused: Spans = NONE
    """Days excused for everyone and for its county."""
    blockers: Sequence[Blocker] = ()
    """The unresolved ones on it or on its whole county."""
    lands: Sequence[LandTask] = ()
    """Those not accepted, likewise."""

    @classmethod
    def of(cls, project: Project, campaign: Campaign, today: date, excused: Spans = NONE) -> "Given":
        """With nothing on the project."""
        return cls(campaign, campaign.settings, today, expected_share(campaign, project, today), excused)


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


def progress(project: Project, given: Given) -> Reason | None:
    """Money behind the plan: both ends of 10–30 percentage points are yellow, more is red."""
    plan, settings = project.plan_100, given.settings
    if plan is None or plan <= 0:
        return None
    return _behind("progress", project, given, plan, project.done_100, settings.progress_yellow, settings.progress_red)


def funds(project: Project, given: Given) -> Reason | None:
    """Funds in behind the funds planned, time-proportional and with the same two ends as ``progress``."""
    plan, settings = project.funds_planned, given.settings
    if plan is None or plan <= 0:
        return None
    return _behind("funds", project, given, plan, project.funds_100, settings.funds_yellow, settings.funds_red)


def _behind(rule: str, project: Project, given: Given, plan: int, done: int, yellow: int, red: int) -> Reason | None:
    """``plan`` (positive) and ``done`` in 万元; ``yellow`` points behind are yellow at least, more than ``red`` are red."""
    part, whole = given.share
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
    return Reason(rule, level, _behind_since(project, given.campaign, given.today, plan, done, points, level), figures)


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


class Overdue(NamedTuple):
    """A rule that counts the days after one day, and nothing else: ``core.light_counts`` asks it as it is."""

    name: str
    figure: str
    """What that day is called among the figures."""
    after: Callable[[Project, date, Settings], date | None]
    """That day; None where the rule has nothing to say. On ``date`` (today), for what has a day of its own."""
    limits: Callable[[Settings], tuple[int, int]]
    """Days after it: yellow, red."""

    def judge(self, project: Project, given: Given) -> Reason | None:
        return None if (base := self.after(project, given.today, given.settings)) is None else self._since(base, given)

    def _since(self, base: date, given: Given) -> Reason | None:
        days = (given.today - base).days
        reached = _reached(days, *self.limits(given.settings))
        if reached is None:
            return None
        level, needed = reached
        return Reason(self.name, level, base + timedelta(days=needed), {"days": days, self.figure: base})


def _not_started(project: Project, today: date, settings: Settings) -> date | None:
    """Planned start passed, not started, and not yet at a stage that says otherwise."""
    begun = project.started is not None and project.started <= today
    return None if begun or project.stage not in BEFORE_BUILDING else project.planned_start


def _not_registered(project: Project, today: date, settings: Settings) -> date | None:
    """开工未纳统: started, of the size that must be registered in statistics, not registered."""
    return project.started if project.registered is None and registrable(project, settings) else None


def registrable(project: Project, settings: Settings) -> bool:
    return project.total is not None and project.total >= settings.registration_min


def blocker_level(item: Blocker, due: date, today: date, settings: Settings) -> Light | None:
    """Due within 3 days is yellow, overdue red. On hold it is yellow at most, until its review date (included)."""
    left = (due - today).days
    if left > settings.blocker_yellow:
        return None
    return _RED if left < 0 and not on_hold(item, today) else _YELLOW


def blocker(item: Blocker, given: Given, due: date | None = None) -> Reason | None:
    """What its due day, or another one, says of it: ``blocker_level``."""
    today, due = given.today, due or item.due
    level = blocker_level(item, due, today, given.settings)
    if level is None:
        return None
    left, held = (due - today).days, on_hold(item, today)
    if level is _RED:
        since = due + _DAY
    else:
        since = max(item.opened, due - timedelta(days=given.settings.blocker_yellow))
        if held and item.held_on is not None:
            since = max(since, item.held_on)
    figures = {
        "blocker": item.code,
        "title": item.title,
        "due": due,
        "days_overdue": max(0, -left),
        "days_left": max(0, left),
        "held": held,
    }
    return Reason("blocker", level, since, figures, item.code)


def land_level(due: date | None, today: date, settings: Settings) -> Light | None:
    """A land task not accepted: due within 7 days is yellow, late by one day red. Without a due day it is silent."""
    if due is None or (left := (due - today).days) > settings.land_yellow:
        return None
    return _RED if left < 0 else _YELLOW


def land(item: LandTask, given: Given, due: date | None = None) -> Reason | None:
    """What its due day, or another one, says of it: ``land_level``."""
    due, today = due or item.due, given.today
    level = land_level(due, today, given.settings)
    if level is None or due is None:
        return None
    left = (due - today).days
    since = due + _DAY if level is _RED else max(item.opened, due - timedelta(days=given.settings.land_yellow))
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


def safety(item: Blocker, given: Given) -> Reason | None:
    """An unresolved blocker of category ``safety`` is always yellow, on hold too."""
    if item.category is not _SAFETY:
        return None
    return Reason("safety", _YELLOW, item.opened, {"blocker": item.code, "title": item.title}, item.code)


def stale(project: Project, given: Given) -> Reason | None:
    """A site in ``building`` that reports nothing; days count from the latest of last report, start, day 1 and the day it was
    added.
    """
    if project.stage is not _BUILDING:
        return None
    campaign, settings, today, excused = given.campaign, given.settings, given.today, given.excused
    # Nobody had to report before the campaign began, nor of what was not in it yet.
    base = max(since_start(project.last_report, project, campaign), campaign.first_day)
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


# The list --------------------------------------------------------------------------------------------------------------


class Rule(NamedTuple):
    name: str
    judge: Callable[[Any, Given], Reason | None]
    """Of the project, or of one of those that ``on`` names."""
    ready: Callable[[Any, Settings], bool]
    """Whether what it judges has the facts that it needs: a project on which no rule is ready has no light."""
    on: str = ""
    """Which of ``Given`` it judges one by one; empty: the project."""
    finished: bool = False
    """It is asked of finished projects, too."""
    overdue: Overdue | None = None
    """If it is one."""


_START = Overdue("start", "planned", _not_started, lambda settings: (settings.start_yellow, settings.start_red))
_REGISTRATION = Overdue("registration", "started", _not_registered,
                        lambda settings: (settings.registration_yellow, settings.registration_red))
RULES = (
    Rule("progress", progress, lambda project, settings: project.plan_100 is not None and project.plan_100 > 0),
    Rule("funds", funds, lambda project, settings: project.funds_planned is not None and project.funds_planned > 0),
    Rule("land", land, lambda task, settings: task.due is not None, "lands"),
    Rule("start", _START.judge, lambda project, settings: project.planned_start is not None, overdue=_START),
    Rule("stale", stale, lambda project, settings: project.stage is _BUILDING),
    Rule("registration", _REGISTRATION.judge, lambda project, settings: project.started is not None
         and registrable(project, settings), finished=True, overdue=_REGISTRATION),
    Rule("blocker", blocker, lambda item, settings: True, "blockers"),
    Rule("safety", safety, lambda item, settings: True, "blockers", finished=True))
"""Asked of projects neither withdrawn nor suspended. Reasons of one level and day stand in this order; neighbours on the same
items are asked item by item. ``suspended`` is asked of the others."""
