"""A project's light: ``assess`` takes the worst of what the rules (``core.light_rules``) say, and puts the marks beside it.

Source: docs/handbook/rules.md, Lights.
"""

from collections.abc import Callable, Container, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from campaign.core.blockers import on_hold, unfinished
from campaign.core.excused_days import NONE, Spans, countable_days
from campaign.core.light_rules import RULES, Given, expected_share, since_start, suspended, tenths
from campaign.core.model.blocker import Blocker
from campaign.core.model.campaign import Campaign, Settings
from campaign.core.model.land import LandTask
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.people import Authority
from campaign.core.model.project import FINISHED, Project, Stage
from campaign.core.results import NOTHING_WAITS, UNCONFIRMED, Waiting

WATERMELON = "watermelon"
WAITING = {
    Authority.CITY: "waiting_city",
    Authority.PROVINCE: "waiting_province",
    Authority.NATIONAL: "waiting_national",
}
"""A county waits for nobody above it: its own delay is never excused."""
TOO_LATE, AT_RISK, UNDERSTAFFED, RETARGETED = "too_late", "at_risk", "understaffed", "retargeted"
# Tuples and plain names: see core.blockers.
_FINISHED = tuple(FINISHED)
_RED, _BUILDING = Light.RED, Stage.BUILDING


def understaffed(project: Project, settings: Settings) -> bool:
    """A site in ``building`` whose last report has fewer people than ``crew_low`` percent of those planned."""
    return (
        project.stage is _BUILDING
        and project.crew_planned is not None
        and project.crew_planned > 0
        and 100 * (project.crew or 0) < settings.crew_low * project.crew_planned
    )


def clock_mark(project: Project, today: date) -> str | None:
    """``too_late`` 已来不及: the floors no longer fit before the milestone; ``at_risk``: floors and limits do not."""
    if project.too_late_after is not None and today > project.too_late_after:
        return TOO_LATE
    if project.risk_after is not None and today > project.risk_after:
        return AT_RISK
    return None


def watermelon_gaps(
    project: Project, campaign: Campaign, today: date, excused: Spans = NONE
) -> tuple[tuple[str, int], ...]:
    """What a site in ``building`` has been missing too long: ``report``, ``visit``, ``money``, each with its days.

    Days count from the later of the last such fact and the actual start, excused days skipped. Empty: nothing missing.
    """
    if project.stage is not _BUILDING:
        return ()
    settings = campaign.settings
    gaps = []
    for name, fact, limit in (
        ("report", project.last_report, settings.watermelon_report),
        ("visit", project.last_visit, settings.watermelon_visit),
        ("money", project.last_money, settings.watermelon_money),
    ):
        base = since_start(fact, project, campaign)
        if (today - base).days >= limit and (days := countable_days(base, today, excused)) >= limit:
            gaps.append((name, days))
    return tuple(gaps)


def waiting_on(
    reasons: Sequence[Reason], blockers: Sequence[Blocker], lands: Sequence[LandTask] = (), unexcused: Container[str] = (),
) -> Authority | None:
    """The authority above the county that a red light waits for, else None.

    Every red blocker or land reason waits for that same authority, and every other red reason began after the first of
    those was entered (of what a seed brings: opened). The authority of what is ``unexcused`` excuses nobody.
    """
    red = [reason for reason in reasons if reason.level is _RED]
    codes = [reason.blocker or reason.land for reason in red if reason.rule in ("blocker", "land")]
    if not codes:
        return None
    items: list[Blocker | LandTask] = [item for item in blockers if item.code in codes]
    items += [item for item in lands if item.code in codes]
    authority = items[0].authority if items else None
    if authority is None or authority not in WAITING:
        return None
    opened = date.max
    for item in items:
        if item.authority is not authority or item.code in unexcused:
            return None
        opened = min(opened, item.entered or item.opened)
    for reason in red:
        if reason.rule not in ("blocker", "land") and reason.since <= opened:
            return None
    return authority


def applies(project: Project, given: Given) -> bool:
    """Whether any rule has the facts it needs."""
    settings = given.settings
    for ready in _READY:
        if ready(project, settings):
            return True
    for at, ready in _READY_ON:
        items: Any = given[at]
        for item in items:
            if ready(item, settings):
                return True
    return False


def assess(
    project: Project,
    campaign: Campaign,
    today: date,
    blockers: Sequence[Blocker] = (),
    excused: Spans = NONE,
    lands: Sequence[LandTask] = (),
    waiting: Waiting = NOTHING_WAITS,
    late: bool = False,
) -> Assessment:
    """The light of a project today, why, and the marks beside it.

    ``blockers`` are the unresolved ones on it or on its whole county, ``lands`` likewise the land tasks not accepted,
    ``excused`` the days excused for everyone and for its county. Withdrawn: ``none`` without reasons. Suspended:
    ``suspended`` without reasons until its review date has passed, then red. Completed and producing: green unless
    ``registration`` or ``safety`` fires. A result that is ``waiting`` takes away what its own rules say, and nothing else.
    ``late``: something on it would be worse by its first due day (``core.retargeted``).
    """
    plan, share = project.plan_100, expected_share(campaign, project, today)
    overdue = 0
    for item in blockers:
        if item.due < today and not on_hold(item, today):
            overdue += 1
    expected, done = tenths(*share), tenths(project.done_100, plan) if plan is not None and plan > 0 else None
    if project.withdrawn is not None:
        return Assessment(Light.NONE, (), (), expected, done, len(blockers), overdue)
    if project.suspended is not None:
        review = suspended(project, today)
        if review is None:
            return Assessment(Light.SUSPENDED, (), (), expected, done, len(blockers), overdue)
        return Assessment(_RED, (review,), (), expected, done, len(blockers), overdue)
    given = Given(campaign, campaign.settings, today, share, excused, blockers, lands)
    reasons, counted = _reasons(project, given), project
    unconfirmed: tuple[Reason, ...] = ()
    if waiting.project is not None or waiting.blockers or waiting.lands:  # ``changes``, without a call
        reasons, unconfirmed = _merged(reasons, project, given, waiting)
        if project.stage in _FINISHED and waiting.project is not None:
            counted = waiting.project
    marks: list[str] = []
    if reasons:
        light = reasons[0].level
        authority = None
        if (blockers or lands) and light is _RED:
            authority = waiting_on(reasons, blockers, lands, waiting.unexcused)
        if authority is not None and (not unconfirmed or authority is waiting_on(
                (*reasons, *unconfirmed), (*blockers, *waiting.blockers), (*lands, *waiting.lands), waiting.unexcused)):
            marks.append(WAITING[authority])
    elif counted.stage in _FINISHED or applies(counted, given):
        light = Light.GREEN
        if watermelon_gaps(project, campaign, today, excused):
            marks.append(WATERMELON)
    else:
        light = Light.NONE
    if (mark := clock_mark(project, today)) is not None and unfinished(project):
        marks.append(mark)
    if understaffed(project, campaign.settings):
        marks.append(UNDERSTAFFED)
    if unconfirmed or (waiting.own and waiting.project is not None):
        marks.append(UNCONFIRMED)
    if late and counted.stage not in _FINISHED:
        marks.append(RETARGETED)
    return Assessment(light, reasons, tuple(marks), expected, done, len(blockers), overdue, unconfirmed)


def _merged(entered: tuple[Reason, ...], project: Project, given: Given, waiting: Waiting,
            ) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The reasons of a project of which results wait; and those that it would have without them, where they are worse."""
    without = _reasons(waiting.project or project, given._replace(
        blockers=(*given.blockers, *waiting.blockers), lands=(*given.lands, *waiting.lands)))
    found: dict[tuple[str, str | None], Reason] = {}
    for reason in entered:
        found.setdefault(about(reason), reason)
    own = {item.code for item in waiting.blockers} | {item.code for item in waiting.lands}
    worse = []
    for reason in without:
        key, known = about(reason), found.get(about(reason))
        if known is not None and (known.level is _RED or known.level is reason.level):
            continue
        if reason.rule in waiting.own or key[1] in own:
            worse.append(reason)
        else:
            found[key] = reason
    return tuple(sorted(found.values(), key=_rank)), tuple(worse)


def about(reason: Reason) -> tuple[str, str | None]:
    return reason.rule, reason.blocker or reason.land


_READY = [rule.ready for rule in RULES if not rule.on]
_READY_ON = [(Given._fields.index(rule.on), rule.ready) for rule in RULES if rule.on]
_Judge: TypeAlias = Callable[[Any, Given], Reason | None]


class _Turn(NamedTuple):
    """The rules that are asked of a project."""

    own: tuple[_Judge, ...]
    """About the project itself."""
    on: tuple[tuple[int, tuple[_Judge, ...]], ...]
    """Where ``Given`` has items, and the rules about each of them."""


def _turn(finished: bool) -> _Turn:
    asked = [rule for rule in RULES if rule.finished or not finished]
    return _Turn(tuple(rule.judge for rule in asked if not rule.on),
                 tuple((Given._fields.index(on), tuple(rule.judge for rule in rules))
                       for on, rules in groupby(asked, attrgetter("on")) if on))


_UNFINISHED_RULES, _FINISHED_RULES = _turn(False), _turn(True)
_PLACES = {rule.name: place for place, (_key, rules) in enumerate(groupby(RULES, lambda rule: rule.on or rule.name))
           for rule in rules}
"""Of a rule, among those of one level and day; one for those that are asked item by item."""


def _reasons(project: Project, given: Given) -> tuple[Reason, ...]:
    """The reasons of a project that is neither withdrawn nor suspended: worst first, then oldest first."""
    own, on = _FINISHED_RULES if project.stage in _FINISHED else _UNFINISHED_RULES
    found = []
    for judge in own:
        if (reason := judge(project, given)) is not None:
            found.append(reason)  # noqa: PERF401 (most have none: a comprehension is slower)
    if given.blockers or given.lands:
        for at, judges in on:
            items: Any = given[at]
            for item in items:
                for judge in judges:
                    if (reason := judge(item, given)) is not None:
                        found.append(reason)  # noqa: PERF401
    return ordered(found) if found else ()


def ordered(found: list[Reason]) -> tuple[Reason, ...]:
    """Reasons of a project, worst first, then oldest first."""
    if len(found) > 1:
        found.sort(key=_rank)
    return tuple(found)


def _rank(reason: Reason) -> tuple[bool, date, int]:
    return reason.level is not _RED, reason.since, _PLACES[reason.rule]
