"""What can be said of one blocker: overdue, held, passed around, slow, due to climb a rung, and what it freezes.

Source: docs/handbook/rules.md, Blockers. ``today`` is a campaign date.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from campaign.core.dates import stored_day
from campaign.core.excused_days import NONE, Spans, countable_days
from campaign.core.model.blocker import Blocker, BlockerState, Event, EventKind, Scope
from campaign.core.model.campaign import Settings
from campaign.core.model.land import LandTask
from campaign.core.model.people import Authority
from campaign.core.model.project import FINISHED, Project

ABOVE_THE_CITY = (Authority.PROVINCE, Authority.NATIONAL)
_FINISHED = tuple(FINISHED)
_ON_HOLD, _RESOLVED = BlockerState.ON_HOLD, BlockerState.RESOLVED
# Tuples and plain names: hashing a member of an Enum runs Python code, and these are asked 10,000 times a load.
_DAY = timedelta(days=1)
_AGAIN = (EventKind.REOPEN, EventKind.RETURN)
UPWARD = 4
"""The level that stands beside the ladder: liaison with the province or a ministry."""
BUCK_PASSING = "buck_passing"
SLOW = "slow"
ESCALATION_DUE = "escalation_due"
FLAGS = (BUCK_PASSING, SLOW, ESCALATION_DUE)


def on_hold(blocker: Blocker, today: date) -> bool:
    """Held, and the review date (included) has not passed. A hold without a review date lasts."""
    return blocker.state is _ON_HOLD and (blocker.review is None or today <= blocker.review)


def review_passed(blocker: Blocker, today: date) -> bool:
    """Still marked as held although its review date is over: it counts as open again."""
    return blocker.state is _ON_HOLD and blocker.review is not None and today > blocker.review


def effectively_open(blocker: Blocker, today: date) -> bool:
    """Neither resolved nor held today."""
    return blocker.state is not _RESOLVED and not on_hold(blocker, today)


def days_overdue(blocker: Blocker, today: date) -> int:
    """Days since the due date; 0 on it, before it, when resolved, and while on hold."""
    late = (today - blocker.due).days
    return late if late > 0 and effectively_open(blocker, today) else 0


def overdue(blocker: Blocker, today: date) -> bool:
    return today > blocker.due and effectively_open(blocker, today)


def days_left(blocker: Blocker, today: date) -> int:
    """Days from today to the due date; 0 on it, after it, and when resolved."""
    return 0 if blocker.state is _RESOLVED else max(0, (blocker.due - today).days)


def days_held(blocker: Blocker, today: date) -> int:
    """Days in the hands of the present unit: from its last move, else its opening, to today or its resolution."""
    until = blocker.resolved if blocker.state is _RESOLVED and blocker.resolved else today
    return max(0, (until - (blocker.held_since or blocker.opened)).days)


def buck_passing(blocker: Blocker, settings: Settings) -> bool:
    """推诿: moved too often, or back without action, or at least once without a word of what was done."""
    return blocker.moves >= settings.passed_moves or blocker.bounced or blocker.silent_moves > 0


def slow(blocker: Blocker, today: date, settings: Settings, excused: Spans = NONE) -> bool:
    """慢作为: held by one unit for ``slow_days`` countable days with no note, contact or move.

    Days of its holds and excused days do not count; a provincial or national body is not slow within its limit.
    """
    return effectively_open(blocker, today) and _lingers(blocker, today, settings, excused)


def _lingers(blocker: Blocker, today: date, settings: Settings, excused: Spans) -> bool:
    """``slow``, of one that is effectively open; so ``_next_rung`` of ``escalation_due``."""
    if blocker.unit is None:
        return False
    base = blocker.held_since or blocker.opened
    if blocker.touched is not None and blocker.touched > base:
        base = blocker.touched
    days = (today - base).days
    if days < settings.slow_days:
        return False
    if today <= blocker.due and blocker.authority in ABOVE_THE_CITY:
        return False
    if excused or blocker.held_on is not None or blocker.rests:
        days = countable_days(base, today, excused) - _rest_days(blocker, base, today, excused)
    return days >= settings.slow_days


def _rest_days(blocker: Blocker, base: date, today: date, excused: Spans) -> int:
    """Days of its holds, both ends included, after ``base`` and up to ``today``, that are not excused anyway."""
    spans = [(stored_day(span[:10]), stored_day(span[11:])) for span in blocker.rests.split()]
    if blocker.held_on is not None and blocker.review is not None:
        spans.append((blocker.held_on, blocker.review))
    days, after = 0, base
    for first, last in sorted(spans):  # a hold written down later for an earlier day may overlap another
        days += countable_days(max(after, first - _DAY), min(today, last), excused)
        after = max(after, last)
    return days


def escalation_due(blocker: Blocker, today: date, settings: Settings) -> int | None:
    """The next rung of the ladder (1, 2 or 3) when it is due, else None.

    Days count from the later of the due date and the last escalation. Level 3 is the top; level 4 is beside the ladder.
    """
    return _next_rung(blocker, today, settings) if effectively_open(blocker, today) else None


def _next_rung(blocker: Blocker, today: date, settings: Settings) -> int | None:
    if today <= blocker.due or blocker.level > 2:
        return None
    base = blocker.due if blocker.escalated is None else max(blocker.due, blocker.escalated)
    needed = (settings.escalate_unit, settings.escalate_leader, settings.escalate_headquarters)[blocker.level]
    return blocker.level + 1 if (today - base).days >= needed else None


def upward_due(blocker: Blocker, today: date) -> bool:
    """Level 4 (liaison upward) is proposed: overdue, and the province or a ministry decides.

    It stands beside the ladder, so it waits for no rung; it is proposed until the level is 4.
    """
    return blocker.authority in ABOVE_THE_CITY and blocker.level < UPWARD and overdue(blocker, today)


def flags(blocker: Blocker, today: date, settings: Settings, excused: Spans = NONE) -> tuple[str, ...]:
    """``buck_passing`` · ``slow`` · ``escalation_due`` (the next rung; ``upward_due`` is asked for on its own).

    A resolved one keeps the first.
    """
    found = []
    if buck_passing(blocker, settings):
        found.append(BUCK_PASSING)
    if not effectively_open(blocker, today):
        return tuple(found)
    if _lingers(blocker, today, settings, excused):
        found.append(SLOW)
    if _next_rung(blocker, today, settings) is not None:
        found.append(ESCALATION_DUE)
    return tuple(found)


class MoveFacts(NamedTuple):
    """Totals of a blocker's events: the fields of the same names in ``Blocker``."""

    held_since: date | None = None
    touched: date | None = None
    moves: int = 0
    silent_moves: int = 0
    bounced: bool = False
    rests: str = ""


def move_facts(events: Iterable[Event]) -> MoveFacts:
    """Derive who held it since when, and how it was passed on, from a blocker's events in the order they happened.

    The unit of the OPEN event is the first holder: no move. Nor is it a move when a blocker without a unit gets its
    first one, or when the same unit is named again. A move is silent when its text is empty; it bounces when it is
    silent, goes to a unit that had it before, and the unit that returns it wrote no note or contact while it had it.

    It rests from the day of a hold to its review date, or to the day before it is held anew or reopened, and while resolved.
    """
    held_since = touched = None
    moves = silent = 0
    bounced = acted = False
    holder: str | None = None
    had: set[str] = set()
    rests: list[str] = []
    resting: tuple[date, date] | None = None
    for event in events:
        if event.kind in (EventKind.HOLD, EventKind.RESOLVE, *_AGAIN):
            if resting is not None and resting[0] < event.on:
                rests.append(f"{resting[0]}/{min(resting[1], event.on - _DAY)}")
            until = stored_day(event.source) if event.kind is EventKind.HOLD and event.source else date.max
            resting = None if event.kind in _AGAIN else (event.on, until)
        elif event.kind is EventKind.OPEN:
            held_since, holder = event.on, event.target
            if holder is not None:
                had.add(holder)
        elif event.kind in (EventKind.NOTE, EventKind.CONTACT):
            touched, acted = event.on, True
        elif event.kind is EventKind.MOVE:
            giver = holder if holder is not None else event.source
            if event.target is None or event.target == giver:
                continue
            held_since = touched = event.on
            if giver is not None:
                had.add(giver)
                moves += 1
                if not (event.text and event.text.strip()):
                    silent += 1
                    bounced = bounced or (event.target in had and not acted)
            holder, acted = event.target, False
            had.add(event.target)
    return MoveFacts(held_since, touched, moves, silent, bounced, " ".join(rests))


class Blast(NamedTuple):
    """What a blocker or land task freezes: projects, their total investment (万元, unknown totals as 0), their leaders."""

    projects: int
    total: int
    leaders: int
    codes: tuple[str, ...]


def unfinished(project: Project) -> bool:
    return project.withdrawn is None and project.stage not in _FINISHED


def blast(item: Blocker | LandTask, projects: Mapping[str, Project], of_county: Callable[[str], Sequence[str]]) -> Blast:
    """Its named projects that are not withdrawn, or all unfinished projects of its county.

    ``of_county`` gives the codes of a county's projects.
    """
    if item.scope is Scope.COUNTY:
        codes = of_county(item.county) if item.county is not None else ()
        hit = [p for code in codes if unfinished(p := projects[code])]
    else:
        named = (projects.get(code) for code in item.projects)
        hit = [p for p in named if p is not None and p.withdrawn is None]
    leaders = {p.leader for p in hit if p.leader is not None}
    return Blast(len(hit), sum(p.total or 0 for p in hit), len(leaders), tuple(p.code for p in hit))
