"""Statutory clocks: working days, the chain of approvals still to come, and whether it fits before a milestone.

Source: docs/handbook/rules.md, Approvals. Durations are ``campaign/data/clocks.toml``, published working days are handed in as
a ``Calendar``. A duration does not count the day on which it begins: ten days from the 1st are over on the 11th.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

_DAY = timedelta(days=1)
_GOVERNMENT, _ENTERPRISE, _BOTH = "government", "enterprise", "both"
Needs = Mapping[str, tuple[tuple[str, ...], ...]]
"""``government``, ``enterprise`` and ``both`` → what is needed; each is the kinds of which one will do, the usual one first."""


class Calendar(NamedTuple):
    """Monday to Friday is worked but for ``rest``; Saturday and Sunday only in ``work``."""

    rest: frozenset[date]
    """Weekdays that are holidays."""
    work: frozenset[date]
    """Weekend days that are worked (make-up days)."""
    first: date
    last: date
    """First and last day for which holidays are published; outside them results are estimated."""


def working(day: date, calendar: Calendar) -> bool:
    return day not in calendar.rest if day.weekday() < 5 else day in calendar.work


def after_days(start: date, days: int, is_working: bool, calendar: Calendar) -> date:
    """The day on which ``days`` working or calendar days after ``start`` are over; ``start`` itself for 0.

    OverflowError beyond the year 9999.
    """
    if not is_working:
        return start + timedelta(days=days)
    rest, work, day = calendar.rest, calendar.work, start
    while days > 0:
        day += _DAY
        days -= day not in rest if day.weekday() < 5 else day in work  # as ``working``: every refresh comes through here
    return day


def _before_days(end: date, days: int, is_working: bool, calendar: Calendar) -> date:
    """The last start for which ``after_days`` is not after ``end``; ``date.min`` if there is none."""
    try:
        if not is_working:
            return end - timedelta(days=days)
        rest, work, day = calendar.rest, calendar.work, end
        while days > 0:
            days -= day not in rest if day.weekday() < 5 else day in work
            day -= _DAY
        return day
    except OverflowError:
        return date.min


def estimated(start: date, until: date, calendar: Calendar) -> bool:
    """Working days counted from ``start`` to ``until`` rest, in part, on the weekday rule alone."""
    return start < calendar.first or until > calendar.last


def overridden(calendar: Calendar, overrides: Iterable[tuple[date, bool]]) -> Calendar:
    """``calendar`` with single days that work (True) or rest (False) whatever is published; the last word on a day holds.

    Days outside the published span too; the span stays what it is.
    """
    rest, work = set(calendar.rest), set(calendar.work)
    for day, works in overrides:
        exceptions, exceptional = (rest, not works) if day.weekday() < 5 else (work, works)
        (exceptions.add if exceptional else exceptions.discard)(day)
    return calendar._replace(rest=frozenset(rest), work=frozenset(work))


class Bound(StrEnum):
    FLOOR = "floor"
    """A minimum that nobody can shorten."""
    LIMIT = "limit"
    """The longest that the authority may take."""


class Clock(NamedTuple):
    """What the law says of one kind of approval or step."""

    kind: str
    days: int | None
    """None: the law gives it no time."""
    working: bool
    """``days`` are working days, not calendar days."""
    bound: Bound | None
    """None if ``days`` is."""
    authority: str
    """The level that usually decides: county, city, province, national."""
    after: tuple[str, ...]
    """Kinds that come before it."""
    valid_days: int | None
    valid_months: int | None
    """It lapses so long after it was granted; None twice: it does not."""
    lapses_unless_started: bool
    """It lapses only while the project has not started."""
    source: str
    note: str
    """What to verify before relying on it."""
    extend: int | None = None
    """Days, of the same sort as ``days``, by which the authority may extend it at most; no rule counts them."""


class Step(NamedTuple):
    """One recorded approval of a project; a project has at most one of a kind."""

    kind: str
    code: str
    submitted: date | None = None
    granted: bool = False
    """Nothing remains to be done: granted, or not needed."""


class Link(NamedTuple):
    """One step of the longest chain."""

    kind: str
    code: str
    begins: date
    """The day it was submitted; else the earliest day on which it can be."""
    ends: date
    latest: date
    """The last day on which it could have begun for the rest to fit before the milestone; ``date.min``: none."""
    days: int | None
    """Days counted for it; None: no time of its own, or a limit in a chain of floors."""
    bound: Bound | None
    working: bool
    estimated: bool
    """It begins or ends by working days counted outside the published span."""
    begun: bool = False
    """It was submitted: ``latest`` is no longer of use."""


class Outlook(NamedTuple):
    """When the steps that remain can be through."""

    milestone: date
    floor_end: date
    """If every authority decides at once: only the minima count."""
    limit_end: date
    """If every authority takes all its time."""
    too_late: bool
    """``floor_end`` is after the milestone."""
    at_risk: bool
    """Not too late, but ``limit_end`` is after the milestone."""
    chain: tuple[Link, ...]
    """The steps that decide ``floor_end`` when it is too late, else ``limit_end``; in order."""
    estimated: bool
    """That end rests on working days outside the published span, or another branch of it does."""


class _Span(NamedTuple):
    """One step in time."""

    begins: date
    ends: date
    prior: str | None
    """The prerequisite that decides ``ends``; None: today or the step's own submission does."""
    links: int
    """Steps of the chain up to this one."""
    estimated: bool


_Remaining = dict[str, tuple[Step, tuple[str, ...]]]
"""Kind → step and the kinds it waits for, all of them recorded and open; prerequisites stand first."""


def outlook(steps: Iterable[Step], clocks: Mapping[str, Clock], milestone: date, today: date,
            calendar: Calendar) -> Outlook | None:
    """How the open steps stand to ``milestone``, which itself is in time; None when none is open.

    A step begins when the recorded open steps it waits for, directly or through kinds that are not recorded, have ended; nothing
    behind a granted step matters through it. One that lies with its authority ends neither before today nor before those.
    KeyError for a kind without a clock.
    """
    remaining = _remaining(steps, clocks)
    if not remaining:
        return None
    floors, limits = (_forward(remaining, clocks, today, calendar, all_bounds) for all_bounds in (False, True))
    floor_end, limit_end = (max(span.ends for span in spans.values()) for spans in (floors, limits))
    too_late = floor_end > milestone
    spans = floors if too_late else limits
    return Outlook(
        milestone, floor_end, limit_end, too_late, not too_late and limit_end > milestone,
        _chain(remaining, spans, clocks, milestone, calendar, not too_late), any(span.estimated for span in spans.values()),
    )  # fmt: skip


def last_good_day(steps: Iterable[Step], clocks: Mapping[str, Clock], milestone: date, calendar: Calendar, *,
                  limits: bool) -> date | None:
    """The last day that, as today, lets floors (with ``limits``: floors and limits) end by ``milestone``.

    None when no step is open; ``date.min`` when no day does. After it, and only then, the ``Outlook`` of a day is ``too_late``
    (with ``limits``: its ``limit_end`` is after the milestone). KeyError for a kind without a clock.
    """
    remaining = _remaining(steps, clocks)
    if not remaining:
        return None
    last = milestone
    for kind, (begins, ends) in _backward(remaining, clocks, milestone, calendar, limits).items():
        submitted = remaining[kind][0].submitted
        if submitted is not None:
            begins = ends if submitted <= begins else date.min
        last = min(last, begins)
    return last


def lapses(clock: Clock, granted: date) -> date | None:
    """The last day on which it is valid; None when it does not lapse. A day that its month lacks is the month's last."""
    if clock.valid_days is not None:
        return granted + timedelta(days=clock.valid_days)
    if clock.valid_months is None:
        return None
    years, month = divmod(granted.month - 1 + clock.valid_months, 12)
    year, month = granted.year + years, month + 1
    return date(year, month, min(granted.day, monthrange(year, month)[1]))


def needed(needs: Needs, investor: str | None) -> tuple[tuple[str, ...], ...]:
    """What a project of this investor needs; each is the kinds of which one will do. Unknown investor: what all need."""
    if investor is None:
        return needs[_BOTH]
    return needs[_GOVERNMENT if investor == _GOVERNMENT else _ENTERPRISE] + needs[_BOTH]


def _remaining(steps: Iterable[Step], clocks: Mapping[str, Clock]) -> _Remaining:
    recorded = {step.kind: step for step in steps}
    found: _Remaining = {}

    def open_at(kind: str) -> tuple[str, ...]:
        """What one that comes after ``kind`` waits for."""
        if kind in found:
            return (kind,)
        step = recorded.get(kind)
        if step is not None and step.granted:
            return ()
        before = tuple({open_kind: None for prior in clocks[kind].after for open_kind in open_at(prior)})
        if step is None:
            return before
        found[kind] = step, before
        return (kind,)

    for kind in recorded:
        open_at(kind)
    return found


def _counted(clock: Clock, limits: bool) -> int:
    """Days that it takes when only floors count, or ``limits`` too."""
    return clock.days or 0 if clock.bound is Bound.FLOOR or (limits and clock.bound is Bound.LIMIT) else 0


def _forward(remaining: _Remaining, clocks: Mapping[str, Clock], today: date, calendar: Calendar,
             limits: bool) -> dict[str, _Span]:
    """The earliest time of every step. No step ends before ``today``."""
    spans: dict[str, _Span] = {}
    for kind, (step, before) in remaining.items():
        clock = clocks[kind]
        days = _counted(clock, limits)
        prior = max(before, key=lambda waited: (spans[waited].ends, spans[waited].links), default=None)
        ready = today if prior is None else spans[prior].ends
        begins = ready if step.submitted is None else step.submitted
        over = after_days(begins, days, clock.working, calendar)
        if step.submitted is not None and over >= ready:
            prior = None
        links, inherited = (0, False) if prior is None else (spans[prior].links, spans[prior].estimated)
        guessed = inherited or (clock.working and days > 0 and estimated(begins, over, calendar))
        spans[kind] = _Span(begins, max(over, ready), prior, links + 1, guessed)
    return spans


def _backward(remaining: _Remaining, clocks: Mapping[str, Clock], milestone: date, calendar: Calendar,
              limits: bool) -> dict[str, tuple[date, date]]:
    """The latest begin and end of every step. What precedes a submitted step need only have ended when that ends."""
    ends = dict.fromkeys(remaining, milestone)
    spans: dict[str, tuple[date, date]] = {}
    for kind in reversed(remaining):
        step, before = remaining[kind]
        clock, end = clocks[kind], ends[kind]
        begin = _before_days(end, _counted(clock, limits), clock.working, calendar)
        spans[kind] = begin, end
        until = begin if step.submitted is None else end
        for prior in before:
            ends[prior] = min(ends[prior], until)
    return spans


def _chain(remaining: _Remaining, spans: Mapping[str, _Span], clocks: Mapping[str, Clock], milestone: date, calendar: Calendar,
           limits: bool) -> tuple[Link, ...]:
    """The steps that decide the last end; of several chains that end on one day, the one with most steps."""
    latest = _backward(remaining, clocks, milestone, calendar, limits)
    links: list[Link] = []
    kind: str | None = max(spans, key=lambda open_kind: (spans[open_kind].ends, spans[open_kind].links))
    while kind is not None:
        span, clock = spans[kind], clocks[kind]
        step = remaining[kind][0]
        links.append(Link(kind, step.code, span.begins, span.ends, latest[kind][0], _counted(clock, limits) or None,
                          clock.bound, clock.working, span.estimated, step.submitted is not None))
        kind = span.prior
    return tuple(reversed(links))
