"""A project's light on a day that is over, and since when it has been what it is. Nothing of it is stored.

It follows from dated facts: what was reported, came in, was visited, opened, moved, resolved and accepted by then, and what was
said of the project's plan, days, leader, stage and suspension (``Change``, unwound from the present row). What has no
day of its own (names, categories, the campaign's days, its thresholds) counts as it is now, and so do excused days: an excuse is
for the days it names, whenever it was written. Marks of the clocks are not asked of the past.

``spans`` and ``assessed`` judge one project by ``core.lights.assess``; ``core.light_counts`` says the same of all of them at
once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

from campaign.core import history, land
from campaign.core.dates import stored_day
from campaign.core.excused_days import Spans, excused_days
from campaign.core.light_rules import BEFORE_BUILDING
from campaign.core.lights import assess
from campaign.core.model.blocker import Blocker, BlockerState, Event, EventKind, Scope
from campaign.core.model.campaign import Campaign, Excuse
from campaign.core.model.consent import Result, TargetChange, What
from campaign.core.model.land import LandEvent, LandEventKind, LandTask
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.project import FINISHED, Change, Project, Stage
from campaign.core.results import NOTHING_WAITS, Waiting, closes, of_project, uncounted_of, unexcused

Excused: TypeAlias = Mapping[str | None, Spans]
"""County → the days excused for everyone and for it; None: those for everyone. A county that is not there has only these."""
Report: TypeAlias = tuple[date, int, int | None, int | None]
"""Day, money (万元), crew, crew planned."""
TURNS = (EventKind.DUE, EventKind.HOLD, EventKind.RESOLVE, EventKind.REOPEN, EventKind.RETURN)
LAND_TURNS = (LandEventKind.DUE, LandEventKind.ACCEPT, LandEventKind.REOPEN, LandEventKind.RETURN)
"""Events upon which the light of a project may depend."""
_Dated = TypeVar("_Dated", Event, LandEvent)
_WRITTEN = attrgetter("at")
_DAY = timedelta(days=1)
_FINISHED = tuple(FINISHED)


class Past(NamedTuple):
    """What is known of one project, up to today. Every history is in the order of its days."""

    project: Project
    changes: Sequence[Change] = ()
    reports: Sequence[Report] = ()
    funds: Sequence[tuple[date, int]] = ()
    visits: Sequence[tuple[date, str | None]] = ()
    """On site, and by whom."""
    blockers: Sequence[tuple[Blocker, Sequence[Event]]] = ()
    """Those that ever named it, then those on a whole county in which it is or was; resolved ones too. Each kind by code."""
    lands: Sequence[tuple[LandTask, Sequence[LandEvent]]] = ()
    """Likewise; accepted ones too."""
    results: Mapping[str, Sequence[Result]] = {}
    """Of it, and of the blockers and land tasks: whatever had to be confirmed."""
    corrected: Sequence[tuple[date, int]] = ()
    """Money of reports that were taken out, as far as somebody had corrected them before, on another day: no report of theirs."""

    @property
    def money(self) -> Sequence[tuple[date, int]] | Sequence[Report]:
        """Day and amount, whatever more; of one day perhaps several."""
        return [*(row[:2] for row in self.reports), *self.corrected] if self.corrected else self.reports


class Span(NamedTuple):
    """Consecutive days of one light."""

    first: date
    last: date
    assessment: Assessment
    """Of the last of these days."""
    came: tuple[Reason, ...]
    """Reasons of the first of these days that were not there, or not at this level, the day before: what changed the light."""
    went: tuple[Reason, ...]
    """Reasons of the day before that are not there, or not at that level, on the first of these days."""
    retargeted: tuple[TargetChange, ...] = ()
    """Changes of targets, on the first of these days, by which they went."""


def excused_by_county(excuses: Sequence[Excuse]) -> Excused:
    """Excuses of single persons are for nobody's light."""
    counties = {excuse.county for excuse in excuses if excuse.person is None} | {None}
    return {county: excused_days(excuses, county) for county in counties}


def excused_in(excused: Excused, county: str | None) -> Spans:
    return excused[county if county in excused else None]


# One day ----------------------------------------------------------------------------------------------------------------


_KINDS: Mapping[str, Callable[[str], Any]] = {
    "total": int, "plan_100": int, "funds_planned": int, "planned_start": stored_day,
    "planned_finish": stored_day, "review": stored_day, "stage": Stage,
    "provincial_key": lambda text: text == "1",
}
"""What the text of a change means; a field that is not here is text."""


def stated(past: Past, day: date) -> Project:
    """The project as it had been said to be on ``day``, its totals left as they are now.

    A dated fact counts from its own day, a change without one from the day it was written: work that had begun on ``day``
    makes it a building site although its stage was only entered later.
    """
    project = past.project
    given: dict[str, Any] = {}
    for change in reversed(past.changes):
        if change.on <= day:
            break
        before = change.before
        if change.field in Project._fields:
            given[change.field] = None if before is None else _KINDS.get(change.field, str)(str(before))
    stage, started, finished = given.get("stage", project.stage), project.started, project.finished
    if finished is not None:
        if finished > day:
            stage = Stage.BUILDING if stage in _FINISHED else stage
        elif project.stage in _FINISHED and stage not in _FINISHED:
            stage = Stage.COMPLETED
    if started is not None:
        if started > day:
            stage = stage if stage in BEFORE_BUILDING else Stage.PERMITTED
        elif project.stage not in BEFORE_BUILDING and stage in BEFORE_BUILDING:
            stage = Stage.BUILDING
    if stage is not project.stage or "stage" in given:
        given["stage"] = stage
    for name, value in (("started", started), ("finished", finished), ("registered", project.registered)):
        if value is not None and value > day:
            given[name] = None
    return project._replace(**given) if given else project


def as_of(past: Past, campaign: Campaign, day: date) -> tuple[Project, list[Blocker], list[LandTask]]:
    """The project with its totals, the blockers on it that were not resolved, and the land tasks not accepted, on ``day``.

    Registered money, what lapses and the next contact are those of today; the clocks say nothing.
    """
    project = stated(past, day)
    reports = [row for row in past.reports if row[0] <= day]
    manned = next((row for row in reversed(reports) if row[2] is not None and row[3] is not None), None)
    visits = [row for row in past.visits if row[0] <= day]
    first, last = campaign.first_day, campaign.last_day
    project = project._replace(
        done_100=sum(row[1] for row in past.money if first <= row[0] <= min(day, last)),
        last_report=max((row[0] for row in reports), default=None),
        last_money=max((row[0] for row in reports if row[1] > 0), default=None),
        last_visit=max((on for on, _ in visits), default=None),
        leader_visit=max((on for on, person in visits if person == project.leader and person is not None), default=None),
        crew=None if manned is None else manned[2],
        crew_planned=None if manned is None else manned[3],
        funds_100=sum(money for on, money in past.funds if on <= day and first <= on <= last),
        too_late_after=None,
        risk_after=None,
    )
    county = project.county
    blockers = [found for item, events in past.blockers
                if _is_in(item, county) and (found := blocker_on(item, events, day)) is not None]
    lands = [task for item, events in past.lands if _is_in(item, county) and (task := land_on(item, events, day)) is not None]
    return (project, [item for item in blockers if item.state is not BlockerState.RESOLVED],
            [task for task in lands if task.accepted is None])


def waiting_on_day(past: Past, project: Project, day: date) -> Waiting:
    """What waited on ``day``, when the project was ``project``."""
    if not past.results:
        return NOTHING_WAITS
    uncounted = {code: left for code, rows in past.results.items() if (left := uncounted_of(rows, day))}
    if not uncounted:
        return NOTHING_WAITS
    closing = closed_on(past, project.county, day, lambda code: any(map(closes, uncounted.get(code, ()))))
    return of_project(project, uncounted.get(project.code, ()), closing, unexcused(uncounted))


def closed_on(past: Past, county: str | None, day: date, wanted: Callable[[str], bool] = lambda code: True,
              ) -> list[Blocker | LandTask]:
    """What had been resolved or accepted by ``day``, of what was on a project that lay in ``county`` then."""
    found: list[Blocker | LandTask] = [
        item for row, events in past.blockers if wanted(row.code) and _is_in(row, county)
        and (item := blocker_on(row, events, day)) is not None and item.resolved is not None]
    return found + [task for land_row, land_events in past.lands if wanted(land_row.code) and _is_in(land_row, county)
                    and (task := land_on(land_row, land_events, day)) is not None and task.accepted is not None]


def waited_days(past: Past, first: date, last: date) -> list[date]:
    """The days from ``first`` to ``last`` on which a result of it, or of what is on it, stood there and did not count."""
    project, found = past.project, set[date]()
    began = {(project.code, What.START): project.started, (project.code, What.FINISH): project.finished,
             (project.code, What.REGISTRATION): project.registered}
    for blocker, events in past.blockers:
        began[blocker.code, What.RESOLUTION] = _began(events, EventKind.RESOLVE)
    for task, land_events in past.lands:
        began[task.code, What.ACCEPTANCE] = _began(land_events, LandEventKind.ACCEPT)
    for code, rows in past.results.items():
        for row in rows:
            if row.item is None and (code, row.what) in began:
                day = max(first, min(began[code, row.what] or first, row.on))
                end = last if row.decided_on is None else min(last, row.decided_on - _DAY)
                found.update(day + timedelta(days=at) for at in range((end - day).days + 1))
    return sorted(found)


def _began(events: Iterable[_Dated], kind: object) -> date | None:
    return min((event.on for event in events if event.kind is kind), default=None)


def _is_in(item: Blocker | LandTask, county: str | None) -> bool:
    """Whether it is on that county, if it is on a whole one."""
    return item.scope is not Scope.COUNTY or item.county == county


def blocker_on(item: Blocker, events: Sequence[Event], day: date) -> Blocker | None:
    """As it was at the end of that day; None before it was opened. All its events are needed where one is later."""
    if item.opened > day:
        return None
    known = [event for event in events if event.on <= day]
    if len(known) < len(events):
        item = history.replay(opening(item, events), known)
    return item


def opening(item: Blocker, events: Sequence[Event]) -> Blocker:
    """The blocker as it was opened: unit, level and due day before the first event that changed them."""
    first = _first(events, EventKind.OPEN)
    level = _first(events, EventKind.LEVEL)
    return item._replace(
        unit=item.unit if first is None else first.target, state=BlockerState.OPEN, hold_reason=None, held_on=None, review=None,
        escalated=None, resolved=None, resolution=None, on_site=False, due=opening_due(item, events),
        level=item.level if level is None or level.source is None else int(level.source))


def opening_due(item: Blocker, events: Iterable[Event]) -> date:
    moved = _first(events, EventKind.DUE)
    return item.due if moved is None or moved.source is None else stored_day(moved.source)


def _first(events: Iterable[_Dated], kind: object) -> _Dated | None:
    """The first of its kind to be written: one for an earlier day may have been written after it."""
    return min((event for event in events if event.kind is kind), key=_WRITTEN, default=None)


def land_on(item: LandTask, events: Sequence[LandEvent], day: date) -> LandTask | None:
    """Likewise; of ``LAND_TURNS`` alone all but its totals follow."""
    if item.opened > day:
        return None
    known = [event for event in events if event.on <= day]
    if len(known) < len(events):
        item = land.replay(land_opening(item, events), known)
    return item


def land_opening(item: LandTask, events: Iterable[LandEvent]) -> LandTask:
    """The land task as it was set."""
    return item._replace(due=land_opening_due(item, events), accepted=None, how=None)


def land_opening_due(item: LandTask, events: Iterable[LandEvent]) -> date | None:
    moved = _first(events, LandEventKind.DUE)
    if moved is None:
        return item.due
    return stored_day(moved.source) if moved.source else None


def assessed(past: Past, campaign: Campaign, day: date, excused: Excused) -> Assessment:
    """The light of a project on ``day``, reasons and marks; ``none`` before the day on which it was added."""
    project, blockers, lands = as_of(past, campaign, day)
    if project.added is not None and day < project.added:
        return Assessment(Light.NONE)
    waits = waiting_on_day(past, project, day)
    return assess(project, campaign, day, blockers, excused_in(excused, project.county), lands, waits)


def told_on(campaign: Campaign, day: date, today: date) -> date:
    """The day whose lights today's are compared with: ``day``, or day 1 if that is later, as no light is told before it."""
    return min(max(day, campaign.first_day), today)


# Many days --------------------------------------------------------------------------------------------------------------


def spans(past: Past, campaign: Campaign, first: date, last: date, excused: Excused) -> list[Span]:
    """The days from ``first`` to ``last``, both included, as spans of one light, oldest first; none before it was added."""
    found: list[Span] = []
    before: Mapping[tuple[object, ...], Reason] = {}
    day = first if past.project.added is None else max(first, past.project.added)
    while day <= last:
        light = assessed(past, campaign, day, excused)
        reasons = {_identity(reason): reason for reason in light.reasons}
        if found and found[-1].assessment.light is light.light:
            found[-1] = found[-1]._replace(last=day, assessment=light)
        else:
            came = tuple(reason for key, reason in reasons.items() if key not in before)
            went = tuple(reason for key, reason in before.items() if key not in reasons)
            found.append(Span(day, day, light, came, went))
        before = reasons
        day += _DAY
    return found


def lasting(span: Span) -> Span:
    """A span that still lasts, told by its last day: what makes the light then, with the figures of then."""
    found = span.assessment
    there = {_identity(reason) for reason in found.reasons}
    return span._replace(came=tuple(reason for reason in found.reasons if reason.level is found.light),
                         went=tuple(reason for reason in span.went if _identity(reason) not in there))


def _identity(reason: Reason) -> tuple[object, ...]:
    return reason.rule, reason.blocker, reason.land, reason.level


def replaced(reason: Reason, by: Iterable[Reason]) -> bool:
    """Whether the same rule still fires for the same blocker or land task, at another level."""
    return any(_identity(other)[:3] == _identity(reason)[:3] for other in by)

