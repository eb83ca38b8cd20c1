"""Statutory clocks against examples that a pencil and a wall calendar can check.

October 2026: 1st to 7th (Thursday to Wednesday) off, Saturday 10th worked for it; the 20th of September is a worked Sunday.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.clocks import (
    Bound,
    Calendar,
    Clock,
    Outlook,
    Step,
    after_days,
    estimated,
    lapses,
    last_good_day,
    needed,
    outlook,
    overridden,
    working,
)

CALENDAR = Calendar(
    rest=frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    work=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
)
FLOOR, LIMIT = Bound.FLOOR, Bound.LIMIT
DAY = timedelta(days=1)


def clock(kind: str, days: int | None = None, bound: Bound | None = None, *after: str, working: bool = False,
          valid_days: int | None = None, valid_months: int | None = None) -> Clock:
    return Clock(kind, days, working, bound, "city", after, valid_days, valid_months, False, "", "")


CLOCKS = {
    found.kind: found
    for found in (
        clock("site", 20, LIMIT, working=True),
        clock("forest", 20, LIMIT, working=True),
        clock("pre_notice", 10, FLOOR, working=True),
        clock("compensation_notice", 30, FLOOR, "pre_notice"),
        clock("land", None, None, "site", "forest", "compensation_notice"),
        clock("eia_form", 30, LIMIT),
        clock("works_planning", 20, LIMIT, "land", working=True),
        clock("permit", 7, LIMIT, "land", "works_planning"),
    )
}
KINDS = list(CLOCKS)


def october(day: int) -> date:
    return date(2026, 10, day)


def steps(*kinds: str) -> list[Step]:
    return [Step(kind, kind.upper()) for kind in kinds]


def look(steps: Sequence[Step], milestone: date, today: date, calendar: Calendar = CALENDAR) -> Outlook:
    found = outlook(steps, CLOCKS, milestone, today, calendar)
    assert found is not None
    return found


def chain(found: Outlook) -> list[tuple[str, date, date, date]]:
    return [(link.kind, link.begins, link.ends, link.latest) for link in found.chain]


# Days ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 18), True),
        (date(2026, 9, 19), False),  # a Saturday
        (date(2026, 9, 20), True),  # a make-up Sunday
        (october(1), False),
        (october(8), True),
        (october(10), True),  # a make-up Saturday
        (october(11), False),
        (date(2027, 10, 1), True),  # nothing published: a Friday
        (date(2027, 10, 2), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert working(day, CALENDAR) is works


@pytest.mark.parametrize(
    ("start", "days", "is_working", "end"),
    [
        (october(16), 0, True, october(16)),
        (october(17), 0, True, october(17)),  # a Saturday stays one
        (october(16), 1, True, october(19)),  # Friday: the next one is Monday
        (october(17), 1, True, october(19)),
        (date(2026, 9, 19), 1, True, date(2026, 9, 20)),
        (date(2026, 9, 30), 1, True, october(8)),
        (date(2026, 9, 30), 3, True, october(10)),
        (date(2026, 9, 25), 10, True, october(15)),  # 28 29 30 | 8 9 10 | 12 13 14 15
        (october(16), 30, False, date(2026, 11, 15)),
        (date(2026, 12, 31), 7, False, date(2027, 1, 7)),
    ],
)
def test_days_after(start: date, days: int, is_working: bool, end: date) -> None:
    assert after_days(start, days, is_working, CALENDAR) == end


def test_estimated_outside_the_published_days() -> None:
    first, last = CALENDAR.first, CALENDAR.last
    assert not estimated(first, last, CALENDAR)
    assert estimated(first - DAY, last, CALENDAR)
    assert estimated(first, last + DAY, CALENDAR)


def test_a_campaign_has_its_own_days() -> None:
    storm, overtime = october(20), october(24)
    here = overridden(CALENDAR, [(storm, False), (overtime, True), (october(1), True), (october(10), False)])
    assert [working(day, here) for day in (storm, overtime, october(1), october(10))] == [False, True, True, False]
    assert here[2:] == CALENDAR[2:]
    far = date(2027, 10, 1)
    assert not working(far, overridden(CALENDAR, [(far, False)]))
    assert working(storm, overridden(CALENDAR, [(storm, False), (storm, True)])), "the last word holds"
    assert overridden(here, [(storm, True), (overtime, False), (october(1), False), (october(10), True)]) == CALENDAR


# Chains -------------------------------------------------------------------------------------------------------------------


def test_two_notices_over_the_holiday() -> None:
    """25 September + 10 working days = 15 October; + 30 days = 14 November."""
    both, today = steps("pre_notice", "compensation_notice"), date(2026, 9, 25)
    in_time, late = (look(both, date(2026, 11, day), today) for day in (14, 13))
    assert in_time.floor_end == in_time.limit_end == date(2026, 11, 14)
    assert (in_time.too_late, in_time.at_risk) == (False, False)
    assert (late.too_late, late.at_risk) == (True, False)
    assert chain(in_time) == [
        ("pre_notice", today, october(15), date(2026, 9, 27)),  # the Monday after that Sunday is the first of the ten
        ("compensation_notice", october(15), date(2026, 11, 14), october(15)),
    ]
    assert last_good_day(both, CLOCKS, date(2026, 11, 14), CALENDAR, limits=False) == date(2026, 9, 27)
    assert look(both, date(2026, 11, 14), date(2026, 9, 27)).floor_end == date(2026, 11, 14)


def test_the_whole_chain() -> None:
    """Floors from 16 October: 30 October, 29 November. Limits beside it: 20 working days to 13 November, hidden behind them;
    after them 20 working days to 25 December and 7 days to 1 January. Back from 31 December: 24 December, 26 November (the 27th
    is the first of 20), 27 October, 13 October (the 14th is the first of ten).
    """
    everything, today = steps(*KINDS), october(16)
    risky = look(everything, date(2026, 12, 31), today)
    assert (risky.floor_end, risky.limit_end) == (date(2026, 11, 29), date(2027, 1, 1))
    assert (risky.too_late, risky.at_risk, risky.estimated) == (False, True, False)
    assert chain(risky) == [
        ("pre_notice", today, october(30), october(13)),
        ("compensation_notice", october(30), date(2026, 11, 29), october(27)),
        ("land", date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 26)),
        ("works_planning", date(2026, 11, 29), date(2026, 12, 25), date(2026, 11, 26)),
        ("permit", date(2026, 12, 25), date(2027, 1, 1), date(2026, 12, 24)),
    ]
    assert [(link.code, link.days, link.bound, link.working) for link in risky.chain] == [
        ("PRE_NOTICE", 10, FLOOR, True),
        ("COMPENSATION_NOTICE", 30, FLOOR, False),
        ("LAND", None, None, False),
        ("WORKS_PLANNING", 20, LIMIT, True),
        ("PERMIT", 7, LIMIT, False),
    ]
    assert not look(everything, date(2027, 1, 1), today).at_risk
    assert not look(everything, date(2026, 11, 29), today).too_late
    late = look(everything, date(2026, 11, 28), today)
    assert (late.too_late, late.at_risk) == (True, False)
    assert [(link.kind, link.days) for link in late.chain] == [
        ("pre_notice", 10), ("compensation_notice", 30), ("land", None), ("works_planning", None), ("permit", None),
    ]  # fmt: skip


def test_nothing_remains() -> None:
    done = [Step("land", "A1", granted=True)]
    for rest in ([], done):
        assert outlook(rest, CLOCKS, october(16), october(16), CALENDAR) is None
        assert last_good_day(rest, CLOCKS, october(16), CALENDAR, limits=True) is None


def test_a_step_without_duration_is_late_only_after_the_milestone() -> None:
    land, milestone = steps("land"), october(16)
    assert last_good_day(land, CLOCKS, milestone, CALENDAR, limits=True) == milestone
    assert not look(land, milestone, milestone).too_late
    late = look(land, milestone, october(17))
    assert late.too_late
    assert chain(late) == [("land", october(17), october(17), milestone)]


def test_a_kind_that_is_not_recorded_passes_the_wait_on() -> None:
    """The permit waits for the land approval, which nobody recorded, and so for the notice before it."""
    found = look(steps("permit", "compensation_notice"), date(2026, 12, 31), october(16))
    assert [(link.kind, link.ends) for link in found.chain] == [
        ("compensation_notice", date(2026, 11, 15)), ("permit", date(2026, 11, 22))
    ]  # fmt: skip


def test_nothing_matters_behind_a_granted_step() -> None:
    """Land is approved: the permit no longer waits for the notice, which has a time of its own."""
    granted = [*steps("permit", "compensation_notice"), Step("land", "A3", granted=True)]
    found = look(granted, date(2026, 12, 31), october(16))
    assert found.limit_end == date(2026, 11, 15)
    assert [link.kind for link in found.chain] == ["compensation_notice"]


@pytest.mark.parametrize(
    ("submitted", "today", "end"),
    [
        (october(16), october(16), date(2026, 11, 15)),
        (october(1), october(16), october(31)),
        (date(2026, 9, 16), october(16), october(16)),
        (date(2026, 9, 1), october(16), october(16)),  # overdue: it may be granted today
    ],
)
def test_submitted(submitted: date, today: date, end: date) -> None:
    found = look([Step("eia_form", "A1", submitted)], date(2026, 12, 31), today)
    assert found.limit_end == end
    assert chain(found) == [("eia_form", submitted, end, date(2026, 12, 1))]


def test_a_submitted_step_does_not_end_before_what_it_waits_for() -> None:
    waiting = [Step("permit", "A1", october(12)), *steps("compensation_notice")]
    found = look(waiting, date(2026, 12, 31), october(16))
    assert chain(found) == [
        ("compensation_notice", october(16), date(2026, 11, 15), date(2026, 12, 1)),
        ("permit", october(12), date(2026, 11, 15), date(2026, 12, 24)),
    ]
    own_time = look([Step("permit", "A1", october(12)), *steps("land")], date(2026, 12, 31), october(16))
    assert chain(own_time) == [("permit", october(12), october(19), date(2026, 12, 24))]


def test_no_day_is_good_when_what_is_submitted_ends_too_late() -> None:
    lying = [Step("eia_form", "A1", october(16)), *steps("permit")]
    assert last_good_day(lying, CLOCKS, date(2026, 11, 15), CALENDAR, limits=True) == date(2026, 11, 8)
    assert last_good_day(lying, CLOCKS, date(2026, 11, 14), CALENDAR, limits=True) == date.min
    assert last_good_day(lying, CLOCKS, date(2026, 11, 14), CALENDAR, limits=False) == date(2026, 11, 14)
    for kind in ("compensation_notice", "pre_notice"):
        assert last_good_day(steps(kind), CLOCKS, date(1, 1, 5), CALENDAR, limits=False) == date.min


def test_estimated_beyond_the_published_days() -> None:
    """Working days to 31 December are known, the first one after it is not; calendar days always are."""
    far, today = date(2027, 6, 1), date(2026, 12, 17)
    known = look(steps("pre_notice"), far, today)
    assert (known.limit_end, known.estimated) == (date(2026, 12, 31), False)
    assert look(steps("pre_notice"), far, today + DAY).estimated
    notices = look(steps("pre_notice", "compensation_notice"), far, today)
    assert (notices.limit_end, notices.estimated) == (date(2027, 1, 30), False)
    after = look(steps("pre_notice", "compensation_notice"), far, today + DAY)
    assert [link.estimated for link in after.chain] == [True, True], "it begins on an estimated day"
    aside = look([*steps("pre_notice", "compensation_notice"), Step("forest", "A3")], far, today)
    assert aside.estimated and not any(link.estimated for link in aside.chain), "another branch may prove longer"


def test_unknown_kinds_are_a_mistake() -> None:
    with pytest.raises(KeyError):
        last_good_day(steps("luck"), CLOCKS, october(16), CALENDAR, limits=True)


# Laws of it ---------------------------------------------------------------------------------------------------------------

DAYS = st.dates(date(2026, 7, 1), date(2027, 3, 1))
STATES = st.tuples(st.sampled_from(KINDS), st.none() | DAYS, st.sampled_from([False, False, True]))
STEPS = st.lists(STATES, min_size=1, max_size=8, unique_by=lambda state: state[0]).map(
    lambda states: [Step(kind, kind.upper(), submitted, granted) for kind, submitted, granted in states]
)
CALENDARS = st.builds(overridden, st.just(CALENDAR), st.lists(st.tuples(DAYS, st.booleans()), max_size=30))


def ends(steps: Sequence[Step], today: date, calendar: Calendar) -> tuple[date, date]:
    found = outlook(steps, CLOCKS, today, today, calendar)
    return (date.min, date.min) if found is None else (found.floor_end, found.limit_end)


def no_later(left: tuple[date, date], right: tuple[date, date]) -> bool:
    return left[0] <= right[0] and left[1] <= right[1]


@given(STEPS, DAYS, CALENDARS, st.data())
def test_granting_a_step_never_makes_the_end_later(
    steps: list[Step], today: date, calendar: Calendar, data: st.DataObject
) -> None:
    granted = data.draw(st.sampled_from(steps))
    after = [step._replace(granted=True) if step is granted else step for step in steps]
    assert no_later(ends(after, today, calendar), ends(steps, today, calendar))


@given(STEPS, DAYS, CALENDARS, DAYS)
def test_a_holiday_never_makes_the_end_earlier(steps: list[Step], today: date, calendar: Calendar, holiday: date) -> None:
    assert no_later(ends(steps, today, calendar), ends(steps, today, overridden(calendar, [(holiday, False)])))


@given(STEPS, DAYS, CALENDARS, st.integers(0, 40))
def test_the_end_does_not_come_nearer_as_time_goes_on(steps: list[Step], today: date, calendar: Calendar, days: int) -> None:
    assert no_later(ends(steps, today, calendar), ends(steps, today + days * DAY, calendar))


@given(STEPS, DAYS, CALENDARS, st.integers(-2, 2), DAYS)
def test_the_last_good_day_says_what_the_outlook_says(
    steps: list[Step], milestone: date, calendar: Calendar, near: int, anywhere: date
) -> None:
    for limits in (False, True):
        last = last_good_day(steps, CLOCKS, milestone, calendar, limits=limits)
        if last is None:
            assert all(step.granted for step in steps)
            continue
        for today in (anywhere, anywhere if last == date.min else last + near * DAY):
            found = look(steps, milestone, today, calendar)
            late = found.limit_end > milestone if limits else found.too_late
            assert late == (today > last), (limits, today, last)
            assert found.too_late == (found.floor_end > milestone)
            assert found.at_risk == (found.floor_end <= milestone < found.limit_end)


@given(STEPS, DAYS, DAYS, CALENDARS)
def test_the_chain_accounts_for_the_end(steps: list[Step], milestone: date, today: date, calendar: Calendar) -> None:
    found = outlook(steps, CLOCKS, milestone, today, calendar)
    if found is None:
        return
    links = found.chain
    assert links[-1].ends == (found.floor_end if found.too_late else found.limit_end)
    recorded = {step.code: step for step in steps}
    for i, link in enumerate(links):
        step, ready = recorded[link.code], links[i - 1].ends if i else today
        over = after_days(link.begins, link.days or 0, link.working, calendar)
        assert not step.granted
        assert link.begins == (ready if step.submitted is None else step.submitted)
        assert link.ends == max(over, ready)
    if not links[0].estimated and recorded[links[0].code].submitted is None:
        assert (links[-1].ends > milestone) == (links[0].begins > links[0].latest), "the first link is late when the last is"


@given(DAYS, st.integers(0, 30), CALENDARS)
def test_working_days_counted_by_hand(start: date, days: int, calendar: Calendar) -> None:
    end = after_days(start, days, True, calendar)
    counted = [start + n * DAY for n in range(1, (end - start).days + 1) if working(start + n * DAY, calendar)]
    assert len(counted) == days
    assert counted[-1:] == ([end] if days else [])


# What lapses, what is needed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("granted", "days", "months", "last"),
    [
        (october(16), None, None, None),
        (october(16), 30, None, date(2026, 11, 15)),
        (october(16), None, 3, date(2027, 1, 16)),
        (october(16), None, 24, date(2028, 10, 16)),
        (date(2026, 11, 30), None, 3, date(2027, 2, 28)),
        (date(2024, 2, 29), None, 36, date(2027, 2, 28)),
        (date(2024, 2, 29), None, 48, date(2028, 2, 29)),
        (date(2026, 9, 30), None, 3, date(2026, 12, 30)),
    ],
)
def test_lapses(granted: date, days: int | None, months: int | None, last: date | None) -> None:
    assert lapses(clock("permit", valid_days=days, valid_months=months), granted) == last


def test_needed_by_investor() -> None:
    government, enterprise, both = (("proposal",), ("design",)), (("filing", "authorisation"),), (("site",), ("permit",))
    needs = {"government": government, "enterprise": enterprise, "both": both}
    assert needed(needs, "government") == government + both
    for investor in ("private", "state", "foreign"):
        assert needed(needs, investor) == enterprise + both
    assert needed(needs, None) == both
