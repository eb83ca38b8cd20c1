"""The forecast: the worked examples of docs/handbook/rules.md, and what holds whatever was reported."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.core import forecast as rules
from campaign.core.clocks import Calendar
from campaign.core.excused_days import NONE, Spans
from campaign.core.forecast import RUNS, WINDOW, Forecast, Trial, drawn, ends, fan, forecast, horizon, netted, trials
from tests.core.build import CAMPAIGN, day, days

WEEK = Calendar(frozenset(), frozenset(), date(2026, 1, 1), date(2027, 12, 31))
"""Monday to Friday; day 1 is a Thursday."""
PLENTY = [day(n) for n in range(1, 101)]


def money(first: int, last: int, *amounts: int) -> dict[date, int]:
    """By day, the amounts in turn."""
    return {day(n): amounts[(n - first) % len(amounts)] for n in range(first, last + 1)}


def told(on: int, brought: Mapping[date, int], plan: int | None, excused: Spans = NONE, done: int | None = None) -> Forecast:
    """Of what one project brought, on that day of the campaign."""
    found = horizon(CAMPAIGN, day(on), WEEK, excused)
    of = rules.days_to_use(found, brought, CAMPAIGN, day(on))
    return forecast(ends(found, netted(brought)), sum(brought.values()) if done is None else done, plan, of)


# The worked examples ----------------------------------------------------------------------------------------------------


def test_days_that_are_all_alike_leave_nothing_to_chance() -> None:
    """Day 38, 62 days left, 100 every day: 3,800 and 6,200."""
    found = told(38, money(1, 38, 100), 12_000)
    assert found == Forecast(3_800, 10_000, 10_000, 10_000, 12_000, 2_000, 0.0, -(-8_200 // 62))
    assert told(38, money(1, 38, 100), 9_999)[5:] == (-1, 1.0, 100)


def test_one_day_is_left() -> None:
    """Of the 20 working days before day 99 every fourth brought 2,000, the others 1,000: the plan lacks 2,000."""
    weekdays = [day(n) for n in range(71, 99) if day(n).weekday() < 5]
    assert len(weekdays) == 20
    brought = {on: 2_000 if n % 4 == 0 else 1_000 for n, on in enumerate(weekdays)}
    found = told(99, brought, 100_000, done=98_000)
    assert (found.p10, found.p50, found.p90, found.gap, found.needed_per_day) == (99_000, 99_000, 100_000, 1_000, 2_000)
    assert found.probability == 5 / 20


def test_a_correction_is_taken_from_the_latest_reports_before_it() -> None:
    brought = {day(30): 300, day(31): 500, day(32): -600, day(33): 100}
    assert netted(brought) == {day(30): 200, day(31): 0, day(32): 0, day(33): 100}
    assert sum(netted(brought).values()) == sum(brought.values())
    both = drawn({day(30): 1_300, day(31): 500, day(32): -600, day(33): 100}, [brought])
    assert both == {day(30): 1_200, day(31): 0, day(32): 0, day(33): 100}
    assert netted({day(1): 100, day(2): -300}) == {day(1): 0, day(2): 0}


def test_today_is_not_over() -> None:
    """It is neither drawn from, nor expected to bring more than it has."""
    before, early, late = money(1, 37, 100), money(1, 37, 100) | {day(38): 5}, money(1, 37, 100) | {day(38): 900}
    assert [told(38, one, 20_000).p50 for one in (before, early, late)] == [9_900, 9_905, 10_800]


def test_only_the_last_28_days_are_drawn_from() -> None:
    assert told(60, money(1, 31, 10**6) | money(32, 60, 100), None).p90 == 31 * 10**6 + 2_900 + 4_000
    found = horizon(CAMPAIGN, day(60), WEEK)
    assert sorted(found.pool) == [day(n) for n in range(60 - WINDOW, 60)]
    assert sorted(horizon(CAMPAIGN, day(9), WEEK).pool) == [day(n) for n in range(1, 9)]


def test_excused_days_are_neither_drawn_from_nor_given_anything() -> None:
    """Ten days are left, of which two are excused; the last five brought nothing as they were."""
    excused = days(*[day(n) for n in range(85, 90)], day(95), day(96))
    brought = money(1, 84, 100)
    assert told(90, brought, None, excused).p10 == 8_400 + 800
    assert told(90, brought, None).p50 < 8_400 + 1_000
    assert told(90, brought, 9_200, excused).needed_per_day == 100


def test_days_of_rest_are_given_what_such_days_brought() -> None:
    """Working days bring 100, Saturdays and Sundays nothing: they are no days on which what lacks could be done."""
    brought = {on: value for on, value in money(1, 38, 100).items() if on.weekday() < 5}
    done, left = sum(brought.values()), sum(day(n).weekday() < 5 for n in range(39, 101))
    found = told(38, brought, done + 200 * left)
    assert found.p10 == found.p90 == done + 100 * left
    assert found.needed_per_day == 200
    half = told(38, brought | {on: 50 for on in money(1, 38, 0) if on.weekday() > 4}, 10**6)
    assert half.needed_per_day == -(-(10**6 - half.done) // 62)


def test_days_of_one_kind_stand_in_for_another_of_which_none_has_come() -> None:
    week = days(*[day(n) for n in range(1, 8) if day(n).weekday() < 5])
    found = horizon(CAMPAIGN, day(8), WEEK, week)
    assert found.weekdays == 0 and len(found.pool) == 2
    assert told(8, money(1, 8, 100), None, week).p10 == 800 + 9_200
    nothing = days(*[day(n) for n in range(1, 8)])
    assert told(8, money(1, 8, 100), 900, nothing) == Forecast(800, 800, 800, 800, 900, 100, 0.0, 2)


def test_the_ends_of_the_campaign() -> None:
    last = told(100, money(1, 99, 100), 10_000)
    assert last == Forecast(9_900, 9_900, 9_900, 9_900, 10_000, 100, 0.0, 100)
    for on in (101, 180):
        over = told(on, money(1, 99, 100), 10_000)
        assert over == last._replace(needed_per_day=None)
        assert told(on, money(1, 99, 100), 9_900)[5:] == (0, 1.0, 0)
        assert fan(horizon(CAMPAIGN, day(on), WEEK), money(1, 99, 100)).upon(9_900) == ((9_900,), (9_900,), (9_900,))
    before = horizon(CAMPAIGN, day(-5), WEEK)
    assert not before.pool and len(before.coming) == 100 and ends(before, {}) == [0] * RUNS


def test_without_a_plan_nothing_is_said_about_one() -> None:
    for plan in (None, 0):
        assert told(38, money(1, 38, 100), plan)[4:] == (None, None, None, None)


def test_the_same_figures_on_every_machine() -> None:
    found = told(38, {day(n): (n * 7919) % 1_009 for n in range(1, 39)}, 50_000)
    assert found == Forecast(19_815, 49_508, 51_820, 53_945, 50_000, -1_820, 0.846, 487)


def test_what_earlier_forecasts_were_worth() -> None:
    """By what was dated before them: later days, and corrections of them, are not known yet."""
    brought = money(1, 29, 100) | money(30, 38, 50)
    found = trials(CAMPAIGN, day(38), WEEK, NONE, brought, [brought], PLENTY)
    assert found == [Trial(7, day(31), found[0].p10, 700, 700, 350), Trial(14, day(24), 1_400, 1_400, 1_400, 1_000),
                     Trial(28, day(10), 2_800, 2_800, 2_800, 2_400)]
    assert [one.error for one in found] == [1_000, 400, 167]
    wrong = brought | {day(36): -9_000}
    assert trials(CAMPAIGN, day(38), WEEK, NONE, wrong, [wrong], PLENTY)[1][:5] == found[1][:5]
    assert [one.days for one in trials(CAMPAIGN, day(38), WEEK, NONE, brought, [], PLENTY[16:])] == [7, 14]
    assert trials(CAMPAIGN, day(38), WEEK, NONE, {}, [], PLENTY)[0].error is None
    over = trials(CAMPAIGN, day(130), WEEK, NONE, money(1, 100, 100), [], PLENTY)
    assert over == [Trial(ago, day(101 - ago), *[ago * 100] * 4) for ago in (7, 14, 28)]


# What always holds ------------------------------------------------------------------------------------------------------

ON = st.integers(1, 110)
MONEY = st.dictionaries(st.integers(1, 100), st.integers(-500, 3_000), max_size=60)
SOME_DAYS = st.lists(st.integers(1, 100), max_size=12)
PLAN = st.one_of(st.none(), st.integers(0, 200_000))


@given(ON, MONEY, SOME_DAYS, PLAN, st.integers(1, 100), st.integers(1, 5_000))
def test_more_money_never_makes_less(on: int, brought: dict[int, int], excused: list[int], plan: int | None, more_on: int,
                                     more: int) -> None:
    before = {day(n): value for n, value in brought.items() if n <= on}
    after = before | {day(min(more_on, on)): before.get(day(min(more_on, on)), 0) + more}
    off = days(*map(day, excused))
    less, found = told(on, before, plan, off), told(on, after, plan, off)
    assert found.p10 >= less.p10 and found.p50 >= less.p50 and found.p90 >= less.p90
    assert (found.probability or 0) >= (less.probability or 0)


@given(ON, MONEY, SOME_DAYS, PLAN)
def test_what_a_forecast_is(on: int, brought: dict[int, int], excused: list[int], plan: int | None) -> None:
    own = {day(n): value for n, value in brought.items() if n <= on}
    found = told(on, own, plan, days(*map(day, excused)))
    assert found.done <= found.p10 <= found.p50 <= found.p90
    assert found == told(on, dict(reversed(own.items())), plan, days(*map(day, excused)))
    if not plan:
        assert found[4:] == (None, None, None, None)
        return
    assert found.gap == plan - found.p50 and found.probability is not None and 0 <= found.probability <= 1
    if found.done >= plan:
        assert found.gap <= 0 and found.probability == 1 and found.needed_per_day == 0
    elif on > 100:
        assert found.probability == 0 and found.needed_per_day is None
    elif found.needed_per_day is not None:
        assert found.needed_per_day * (100 - on or 1) >= plan - found.done


@given(st.integers(1, 100), MONEY, SOME_DAYS)
def test_the_fan_opens_at_what_is_done_and_ends_at_the_forecast(on: int, brought: dict[int, int], excused: list[int]) -> None:
    own = netted({day(n): value for n, value in brought.items() if n <= on})
    horizon_ = horizon(CAMPAIGN, day(on), WEEK, days(*map(day, excused)))
    found, whole = fan(horizon_, own).upon(1_000), forecast(ends(horizon_, own), 1_000, None, 1)
    assert all(len(side) == 101 - on and side[0] == 1_000 and list(side) == sorted(side) for side in found)
    assert (found.p10[-1], found.p50[-1], found.p90[-1]) == (whole.p10, whole.p50, whole.p90)
    assert all(low <= middle <= high for low, middle, high in zip(*found, strict=True))
    for n, kind in enumerate(horizon_.coming, 1):
        assert (kind is None) == (day(on) + timedelta(days=n) in days(*map(day, excused)))
        if kind is None:
            assert all(side[n] == side[n - 1] for side in found)
