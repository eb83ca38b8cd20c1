"""Spans of days: counts that skip them, and that a long one costs what a short one costs."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from campaign.core import trips
from campaign.core.dates import EARLIEST, LATEST
from campaign.core.excused_days import Spans, countable_days, day_after, excused_days
from campaign.core.light_counts import Days
from campaign.core.light_history import Past, excused_by_county
from campaign.core.model.campaign import Excuse
from campaign.core.model.leads import Trip
from campaign.core.model.project import Channel, Stage
from campaign.core.presence import site, streak
from campaign.core.situation import Situation
from tests.core.build import CAMPAIGN, blocker, day, project, snapshot

NUMBERS = st.integers(-5, 40)
SPANS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6)


def spans(numbers: list[tuple[int, int]]) -> tuple[Spans, set[int]]:
    """And the days in them, one by one."""
    return (Spans((day(first), day(last)) for first, last in numbers),
            {number for first, last in numbers for number in range(first, last + 1)})


@given(SPANS, NUMBERS, st.integers(-5, 60))
def test_what_is_counted_is_what_walking_counts(numbers: list[tuple[int, int]], after: int, number: int) -> None:
    found, walked = spans(numbers)
    assert len(found) == len(walked) and bool(found) == bool(walked)
    assert (day(number) in found) == (number in walked)
    assert found.count(day(after), day(number)) == sum(after < at <= number for at in walked)
    expected = sum(at not in walked for at in range(after + 1, number + 1))
    assert countable_days(day(after), day(number), found) == expected
    assert countable_days(day(after), day(number)) == max(0, number - after)
    assert found == Spans((day(at), day(at)) for at in walked), "the same days are the same, however they were said"


@given(SPANS, NUMBERS, st.integers(0, 30))
def test_the_day_after_so_many(numbers: list[tuple[int, int]], base: int, needed: int) -> None:
    found, walked = spans(numbers)
    at = base
    while sum(number not in walked for number in range(base + 1, at + 1)) < needed:
        at += 1
    assert day_after(day(base), needed, found) == day(at)


@given(st.sets(NUMBERS), SPANS, NUMBERS)
def test_a_streak_is_what_walking_back_finds(there: set[int], numbers: list[tuple[int, int]], today: int) -> None:
    found, walked = spans(numbers)
    count, at = 0, today if today in there else today - 1
    while at in there or (at in walked and at > -10):
        count, at = count + (at in there), at - 1
    assert streak(set(map(day, there)), day(today), found) == count


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python it takes."""
    ran = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal ran
        ran += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return ran


def asked(first: date, last: date) -> None:
    """Everything that is asked of a span."""
    base, today = day(3), day(60)
    excuses = [Excuse(first, last, "storm"), Excuse(first, last, "study", person="M001"), Excuse(first, last, "flood", "C01")]
    rows = snapshot([project(started=base, stage=Stage.BUILDING, manager="M001", county="C01")], [blocker(opened=base)],
                    excuses=excuses)
    situation = Situation.of(rows, today)
    site(situation, rows.projects["P0001"], [(base, Channel.SITE, "M001"), (today, Channel.SITE, "M001")])
    day_after(base, 14, excused_days(excuses))
    trips.days_gone([Trip("R0001", "L01", "长三角", first, last)], today)
    excuses_of = excused_by_county(excuses)
    Days(CAMPAIGN, day(1), today, excuses_of).lit(Past(rows.projects["P0001"]), [0] * 60)


def test_a_long_span_costs_what_a_day_costs() -> None:
    asked(day(5), day(5))  # what is imported and kept is so by now
    costs = [lines_run(lambda span=span: asked(*span))  # type: ignore[misc]
             for span in ((day(1), day(70)), (day(1) - timedelta(days=365), day(465)), (EARLIEST, LATEST))]
    assert len(set(costs)) == 1, costs
