"""What will be done by the last day: every day to come is given the money of one that is over, a thousand times.

Pure and seeded: the same figures from the same facts on every machine. Source: docs/handbook/rules.md, Forecast. Money is 万元.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import shake_128
from itertools import accumulate, repeat
from operator import add, itemgetter
from struct import unpack
from typing import NamedTuple, TypeAlias

from campaign.core.clocks import Calendar, working
from campaign.core.excused_days import NONE, Spans
from campaign.core.facts import share
from campaign.core.indicators import per_day
from campaign.core.model.campaign import Campaign

WINDOW = 28
"""Days over that are drawn from, the last ones before the day of the forecast, which is not over yet."""
ENOUGH = 7
"""Days of the campaign with reports, below which nothing is forecast."""
RUNS = 1_000
"""How often all the days to come are drawn."""
LOW, MIDDLE, HIGH = RUNS // 10, RUNS // 2, RUNS - 1 - RUNS // 10
"""Places among the runs, the least first: a hundred end lower than the first, a hundred higher than the last."""
STRETCH = {True: 5, False: 2}
"""Working days, and days of rest, that are drawn one after the other as they came: those of a week."""
AGO = (7, 14, 28)
_DAY = timedelta(days=1)
Run: TypeAlias = Callable[[Sequence[int]], tuple[int, ...]]


class Horizon(NamedTuple):
    """The days to come, and which days that are over each of them is given in each run."""

    pool: tuple[date, ...]
    """Days that are drawn from: working days, then days of rest."""
    weekdays: int
    """How many of the pool are working days."""
    coming: tuple[bool | None, ...]
    """Of each day to come whether it is a working day; None of an excused one, which is given nothing."""
    runs: tuple[Run, ...]
    """Gives of the pool's money, with a 0 at its end, that of today (nothing more) and of each day to come. Empty without any."""


class Forecast(NamedTuple):
    done: int
    """Until now, inside the campaign."""
    p10: int
    """Done by the last day: one run in ten ends lower."""
    p50: int
    p90: int
    plan: int | None
    """None without one, and then so are the next three."""
    gap: int | None
    """``plan`` - ``p50``: negative when more will be done."""
    probability: float | None
    """0 to 1: how many of the runs reach the plan."""
    needed_per_day: int | None
    """What the days that are left must bring each, rounded up; None when there is none."""


class Fan(NamedTuple):
    """Money in all, at the end of today and of each day to come up to the last: the ends are those of the ``Forecast``."""

    p10: tuple[int, ...]
    p50: tuple[int, ...]
    p90: tuple[int, ...]

    def upon(self, done: int) -> "Fan":
        return Fan(*(tuple(map(add, side, repeat(done))) for side in self))


class Trial(NamedTuple):
    """What would have been forecast for the whole days since, by what was dated before them, and what they brought."""

    days: int
    made: date
    """In the morning."""
    p10: int
    p50: int
    p90: int
    came: int

    @property
    def error(self) -> int | None:
        """How much too high ``p50`` was, in 1/10 percent of what came; None when nothing did."""
        return share(self.p50 - self.came, self.came)


# The days ---------------------------------------------------------------------------------------------------------------


def horizon(campaign: Campaign, day: date, calendar: Calendar, excused: Spans = NONE) -> Horizon:
    """Of a forecast on ``day``, for the days after it up to the last."""
    return _horizon(campaign, day, max(day + _DAY, campaign.first_day), campaign.last_day, calendar, excused)


def _horizon(campaign: Campaign, day: date, first: date, last: date, calendar: Calendar, excused: Spans) -> Horizon:
    over = [on for on in _days(max(day - timedelta(days=WINDOW), campaign.first_day), day - _DAY) if on not in excused]
    weekdays = [on for on in over if working(on, calendar)]
    pool = (*weekdays, *(on for on in over if not working(on, calendar)))
    coming = tuple(None if on in excused else working(on, calendar) for on in _days(first, last))
    return Horizon(pool, len(weekdays), coming, _runs(len(weekdays), len(pool), coming))


def _days(first: date, last: date) -> Iterable[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _runs(weekdays: int, length: int, coming: Sequence[bool | None]) -> tuple[Run, ...]:
    """What is drawn for the n-th stretch of a kind is the same on every day and for everybody, so that figures move with their
    facts alone: where in the pool it begins, as a part of its length. Every place comes up equally often; a pool begins anew at
    its end.
    """
    if not coming:
        return ()
    places = {True: range(weekdays) or range(length), False: range(weekdays, length) or range(length)}
    nothing, met, starts = [length] * RUNS, {True: 0, False: 0}, dict[bool, list[int]]()
    columns = [nothing]
    for kind in coming:
        if kind is None or not length:
            columns.append(nothing)
            continue
        some = places[kind]
        stretch, at = divmod(met[kind], STRETCH[kind])
        met[kind] += 1
        if not at:
            starts[kind] = [place * len(some) // RUNS for place in _shuffled(f"{kind} {stretch}")]
        at %= len(some)
        columns.append(list(map([*some[at:], *some[:at]].__getitem__, starts[kind])))
    return tuple(itemgetter(*run) for run in zip(*columns, strict=True))


def _shuffled(seed: str) -> list[int]:
    """The numbers of the runs in an order that the seed decides, on every machine alike."""
    drawn = unpack(f"<{RUNS}Q", shake_128(seed.encode()).digest(8 * RUNS))
    return sorted(range(RUNS), key=drawn.__getitem__)


def days_to_use(found: Horizon, money: Mapping[date, int], campaign: Campaign, day: date) -> int:
    """The days over which the money that lacks is spread: those to come without the excused ones; without days of rest where such
    a day of the pool brings less than half of what a working day does. On the last day that day alone.

    ``money`` is the city's: one number of days for everybody who has the same days excused.
    """
    rest = len(found.pool) - found.weekdays
    brought = sum(money.get(on, 0) for on in found.pool[:found.weekdays])
    rested = sum(money.get(on, 0) for on in found.pool[found.weekdays:])
    resting = rest and found.weekdays and 2 * rested * found.weekdays < brought * rest
    return found.coming.count(True) + (0 if resting else found.coming.count(False)) or int(campaign.day(day) == campaign.length)


# The money --------------------------------------------------------------------------------------------------------------


def netted(money: Mapping[date, int]) -> dict[date, int]:
    """One project's money by day without negative days: what a correction takes is taken from the latest reports before it, as no
    day to come brings less than nothing.
    """
    found, lacking = {}, 0
    for on in sorted(money, reverse=True):
        left = money[on] - lacking
        found[on], lacking = max(left, 0), max(-left, 0)
    return found


def drawn(money: Mapping[date, int], corrected: Iterable[Mapping[date, int]]) -> dict[date, int]:
    """What is drawn from: the money of several projects by day, of which those with corrections are netted."""
    found = dict(money)
    for own in corrected:
        for on, value in netted(own).items():
            found[on] = found.get(on, 0) + value - own[on]
    return found


def ends(found: Horizon, money: Mapping[date, int]) -> list[int]:
    """What the days to come bring together in each run, the least first. ``money`` is by day, no day below 0."""
    values = [*(money.get(on, 0) for on in found.pool), 0]
    return sorted([sum(run(values)) for run in found.runs]) or [0] * RUNS


def forecast(brought: Sequence[int], done: int, plan: int | None, days: int) -> Forecast:
    """``brought`` as ``ends`` gives it, ``days`` as ``days_to_use``."""
    low, middle, high = (done + brought[at] for at in (LOW, MIDDLE, HIGH))
    if plan is None or plan <= 0:
        return Forecast(done, low, middle, high, None, None, None, None)
    reached = RUNS - bisect_left(brought, plan - done)
    return Forecast(done, low, middle, high, plan, plan - middle, reached / RUNS,
                    0 if done >= plan else per_day(plan, done, days))


def fan(found: Horizon, money: Mapping[date, int]) -> Fan:
    """What is added to what is done now; ``Fan.upon`` puts it there."""
    values = [*(money.get(on, 0) for on in found.pool), 0]
    columns = [sorted(column) for column in zip(*(accumulate(run(values)) for run in found.runs), strict=True)] or [[0] * RUNS]
    return Fan(*(tuple(column[at] for column in columns) for at in (LOW, MIDDLE, HIGH)))


# How good it was --------------------------------------------------------------------------------------------------------


def trials(campaign: Campaign, day: date, calendar: Calendar, excused: Spans, money: Mapping[date, int],
           corrected: Sequence[Mapping[date, int]], reports: Sequence[date]) -> list[Trial]:
    """Forecasts made 7, 14 and 28 days ago, where there were ``ENOUGH`` days with ``reports`` (in order) by then; after the
    campaign, so many days before it was over. ``money`` and ``corrected`` as ``drawn`` takes them.
    """
    found, after = [], min(day, campaign.last_day + _DAY)
    for ago in AGO:
        made = after - timedelta(days=ago)
        if bisect_left(reports, made) < ENOUGH:
            continue
        then = drawn(_before(money, made), [_before(own, made) for own in corrected])
        brought = ends(_horizon(campaign, made, made, after - _DAY, calendar, excused), then)
        came = sum(value for on, value in money.items() if made <= on < after)
        found.append(Trial(ago, made, brought[LOW], brought[MIDDLE], brought[HIGH], came))
    return found


def _before(money: Mapping[date, int], day: date) -> dict[date, int]:
    return {on: value for on, value in money.items() if on < day}
