"""A past light says what the dated facts say: worked examples for a pencil, and the fast counts against one day at a time."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.core import history, land
from campaign.core.day_sets import added
from campaign.core.light_counts import Days
from campaign.core.light_history import Excused, Past, Span, as_of, assessed, excused_by_county, lasting, spans
from campaign.core.light_rules import RULES
from campaign.core.lights import UNDERSTAFFED, WATERMELON
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, Scope
from campaign.core.model.campaign import Campaign, Excuse, Settings
from campaign.core.model.consent import Result, ResultState, What
from campaign.core.model.land import LandEvent, LandEventKind, LandTask
from campaign.core.model.light import Assessment, Light
from campaign.core.model.people import Authority
from campaign.core.model.project import Change, Project, Stage
from campaign.core.results import UNCONFIRMED
from tests.core.build import CAMPAIGN, blocker, county_wide, day, event, project
from tests.core.build import land as task
from tests.day_by_day import compared

RED, YELLOW, GREEN, NONE, SUSPENDED = Light.RED, Light.YELLOW, Light.GREEN, Light.NONE, Light.SUSPENDED
NOBODY = excused_by_county(())


def plus(number: int) -> date:
    """D+number."""
    return day(number + 1)


def light(past: Past, on: date) -> Light:
    return assessed(past, CAMPAIGN, on, NOBODY).light


def lights(past: Past, first: int, last: int) -> list[Light]:
    return [light(past, plus(n)) for n in range(first, last + 1)]


def change(on: date, field: str, before: object, after: object) -> Change:
    return Change("P0001", on, f"{on}T02:00:00Z", "hq", field, None if before is None else str(before),
                  None if after is None else str(after))


def land_event(kind: LandEventKind, on: date, **fields: Any) -> LandEvent:
    return LandEvent("G0001", kind, on, f"{on}T02:00:00Z", "hq", **fields)


def resolved(item: Blocker, *events: Event) -> tuple[Blocker, tuple[Event, ...]]:
    return history.replay(item, events), events


# One fact at a time -------------------------------------------------------------------------------------------------------


def test_a_blocker_opened_due_and_resolved() -> None:
    item = blocker(opened=plus(10), due=plus(17))
    past = Past(project(plan_100=None, total=100), blockers=[resolved(
        item, event(EventKind.OPEN, 11, "U01"), event(EventKind.RESOLVE, 21, text="done"))])
    assert light(past, plus(9)) is NONE
    assert lights(past, 10, 20) == [GREEN] * 4 + [YELLOW] * 4 + [RED] * 2 + [NONE]


def test_a_due_day_that_was_moved_counts_from_the_day_it_was_moved() -> None:
    moved = event(EventKind.DUE, 20, day(40).isoformat())._replace(source=day(18).isoformat())
    item = blocker(opened=day(11), due=day(18))
    past = Past(project(), blockers=[resolved(item, event(EventKind.OPEN, 11, "U01"), moved)])
    assert light(past, day(19)) is RED and light(past, day(20)) is GREEN and light(past, day(37)) is YELLOW
    (opened,) = as_of(past, CAMPAIGN, day(19))[1]
    assert (opened.due, opened.unit) == (day(18), "U01")


def test_a_due_day_moved_for_an_earlier_day_later_on() -> None:
    """The first to be written tells what was there before."""
    first = event(EventKind.DUE, 20, day(30).isoformat())._replace(source=day(18).isoformat())
    second = event(EventKind.DUE, 15, day(40).isoformat())._replace(source=day(30).isoformat(), at=f"{day(25)}T02:00:00Z")
    item = blocker(opened=day(11), due=day(40))
    past = Past(project(), blockers=[(item, (event(EventKind.OPEN, 11, "U01"), second, first))])
    assert as_of(past, CAMPAIGN, day(14))[1][0].due == day(18)
    assert as_of(past, CAMPAIGN, day(25))[1][0].due == day(40)


def test_a_hold_ends_with_its_review_day_and_a_reopened_one_is_back() -> None:
    hold = event(EventKind.HOLD, 10, "weather")._replace(source=day(15).isoformat())
    past = Past(project(), blockers=[resolved(
        blocker(opened=day(1), due=day(8)), event(EventKind.OPEN, 1, "U01"), hold, event(EventKind.RESOLVE, 20, text="ok"),
        event(EventKind.REOPEN, 30, text="no"))])
    found = {number: light(past, day(number)) for number in (9, 10, 15, 16, 20, 29, 30)}
    assert found == {9: RED, 10: YELLOW, 15: YELLOW, 16: RED, 20: NONE, 29: NONE, 30: RED}


def test_a_blocker_resolved_for_a_day_before_its_hold_is_resolved() -> None:
    hold = event(EventKind.HOLD, 10, "weather")._replace(source=day(15).isoformat())
    past = Past(project(), blockers=[resolved(
        blocker(opened=day(1), due=day(8)), event(EventKind.OPEN, 1, "U01"),
        event(EventKind.RESOLVE, 9, text="ok")._replace(at=hold.at[:-1] + "~"), hold, event(EventKind.REOPEN, 30, text="no"))])
    found = {number: light(past, day(number)) for number in (8, 9, 10, 15, 16, 29, 30)}
    assert found == {8: YELLOW, 9: NONE, 10: NONE, 15: NONE, 16: NONE, 29: NONE, 30: RED}


def test_a_land_task_due_moved_and_accepted() -> None:
    events = (land_event(LandEventKind.OPEN, day(1)),
              land_event(LandEventKind.PROGRESS, day(5), amount=40000),
              land_event(LandEventKind.DUE, day(22), source=day(20).isoformat(), target=day(40).isoformat()),
              land_event(LandEventKind.ACCEPT, day(45), text="ok"))
    past = Past(project(), lands=[(land.replay(task(), events), events)])
    numbers = (12, 13, 20, 21, 22, 33, 41, 45)
    assert [light(past, day(number)) for number in numbers] == [GREEN, YELLOW, YELLOW, RED, GREEN, YELLOW, RED, NONE]
    assert as_of(past, CAMPAIGN, day(10))[2][0].done == 40000 and as_of(past, CAMPAIGN, day(4))[2][0].done == 0


def test_money_of_a_day_is_what_was_reported_by_then() -> None:
    """1000万 for 100 days: day 20 expects 20 %. 100万 by day 10 is 10 points behind: yellow; 150万 more on day 21: green."""
    past = Past(project(plan_100=1000), reports=[(day(0), 900, None, None), (day(10), 100, None, None),
                                                 (day(21), 150, None, None)])
    found = {number: light(past, day(number)) for number in (9, 10, 19, 20, 21, 35, 55, 56)}
    assert found == {9: GREEN, 10: GREEN, 19: GREEN, 20: YELLOW, 21: GREEN, 35: YELLOW, 55: YELLOW, 56: RED}
    assert as_of(past, CAMPAIGN, day(15))[0].done_100 == 100


def test_funds_of_a_day_are_what_was_in_by_then() -> None:
    past = Past(project(funds_planned=1000), funds=[(day(30), 300)])
    found = {number: light(past, day(number)) for number in (9, 10, 29, 30, 39, 40, 60, 61)}
    assert found == {9: GREEN, 10: YELLOW, 29: YELLOW, 30: GREEN, 39: GREEN, 40: YELLOW, 60: YELLOW, 61: RED}


def test_a_start_that_is_late_until_the_day_it_began_however_late_it_was_written() -> None:
    """The stage was entered on day 50, the start is of day 42: from then on it builds; before, it was only permitted."""
    past = Past(project(planned_start=day(10), started=day(42), stage=Stage.BUILDING, total=100),
                changes=[change(day(50), "stage", "permitted", "building")])
    assert [light(past, day(number)) for number in (10, 11, 39, 40, 41, 42, 48, 49)] == [
        GREEN, YELLOW, YELLOW, RED, RED, GREEN, GREEN, YELLOW]
    assert as_of(past, CAMPAIGN, day(41))[0].stage is Stage.PERMITTED
    assert as_of(past, CAMPAIGN, day(42))[0].stage is Stage.BUILDING


def test_a_stage_without_a_change_follows_its_days() -> None:
    past = Past(project(started=day(5), finished=day(30), stage=Stage.PRODUCING, plan_100=1000))
    stages = [as_of(past, CAMPAIGN, day(number))[0].stage for number in (4, 5, 29, 30)]
    assert stages == [Stage.PERMITTED, Stage.BUILDING, Stage.BUILDING, Stage.PRODUCING]
    assert light(past, day(20)) is RED and light(past, day(30)) is GREEN


def test_work_finished_before_it_was_said() -> None:
    past = Past(project(started=day(5), finished=day(30), stage=Stage.PRODUCING),
                changes=[change(day(33), "stage", "building", "completed"), change(day(40), "stage", "completed", "producing")])
    stages = [as_of(past, CAMPAIGN, day(number))[0].stage for number in (29, 30, 33, 40)]
    assert stages == [Stage.BUILDING, Stage.COMPLETED, Stage.COMPLETED, Stage.PRODUCING]


def test_registration_silences_from_its_own_day() -> None:
    past = Past(project(started=day(1), registered=day(40), total=500, stage=Stage.COMPLETED))
    assert [light(past, day(number)) for number in (30, 31, 39, 40)] == [GREEN, YELLOW, YELLOW, GREEN]


def test_a_plan_changed_later_does_not_change_the_past() -> None:
    old = Past(project(plan_100=1000), reports=[(day(1), 50, None, None)])
    new = Past(project(plan_100=100), changes=[change(day(30), "plan_100", 1000, 100)], reports=old.reports)
    for number in range(1, 30):
        assert assessed(new, CAMPAIGN, day(number), NOBODY) == assessed(old, CAMPAIGN, day(number), NOBODY)
    assert light(old, day(40)) is RED and light(new, day(40)) is GREEN


def test_every_kind_of_change_is_unwound() -> None:
    now = project(county="C02", leader="L02", stage=Stage.PREWORK, total=7, plan_100=8, funds_planned=9, planned_start=day(9),
                  planned_finish=day(90), suspended="rain", review=day(50), withdrawn="sold", provincial_key=True)
    before = {"county": "C01", "leader": "L01", "stage": "reserve", "total": 1, "plan_100": 2, "funds_planned": 3,
              "planned_start": day(5), "planned_finish": None, "suspended": None, "review": None, "withdrawn": None,
              "provincial_key": 0}
    past = Past(now, changes=[change(day(20), field, value, "x") for field, value in before.items()])
    assert as_of(past, CAMPAIGN, day(20))[0] == now
    assert as_of(past, CAMPAIGN, day(19))[0] == project(
        county="C01", leader="L01", stage=Stage.RESERVE, total=1, plan_100=2, funds_planned=3, planned_start=day(5))


def test_a_suspension_counts_from_the_day_it_was_said_and_a_withdrawal_too() -> None:
    past = Past(project(plan_100=1000, suspended="rain", review=day(30), withdrawn="sold"),
                changes=[change(day(20), "suspended", None, "rain"), change(day(20), "review", None, day(30)),
                         change(day(40), "withdrawn", None, "sold")])
    assert [light(past, day(number)) for number in (9, 19, 20, 30, 31, 39, 40)] == [
        GREEN, YELLOW, SUSPENDED, SUSPENDED, RED, RED, NONE]


def test_a_county_wide_blocker_counts_while_the_project_was_there() -> None:
    item = county_wide(opened=day(1), due=day(8))
    past = Past(project(county="C02"), changes=[change(day(20), "county", "C01", "C02")],
                blockers=[(item, (event(EventKind.OPEN, 1, "U01"),))])
    assert light(past, day(19)) is RED and light(past, day(20)) is NONE


def test_marks_of_a_day() -> None:
    """Nobody on site since day 1 is a watermelon from day 8; 60 of 100 people are too few, 80 are not."""
    site = project(stage=Stage.BUILDING, started=day(1), total=100)
    past = Past(site, reports=[(day(5), 1, 60, 100), (day(8), 1, 80, 100)], visits=[(day(1), "L01")])
    marks = {number: assessed(past, CAMPAIGN, day(number), NOBODY).marks for number in (4, 5, 7, 8)}
    assert marks == {4: (), 5: (UNDERSTAFFED,), 7: (UNDERSTAFFED,), 8: (WATERMELON,)}
    led = Past(site._replace(leader="L01"), visits=[(day(1), "L01"), (day(4), "L02")])
    assert (as_of(led, CAMPAIGN, day(9))[0].leader_visit, as_of(led, CAMPAIGN, day(9))[0].last_visit) == (day(1), day(4))


def test_excused_days_break_no_streak_of_the_past() -> None:
    site = Past(project(stage=Stage.BUILDING, started=day(1), total=100, county="C01"))
    storm = excused_by_county([Excuse(day(3), day(5), "storm", "C01")])
    assert [assessed(site, CAMPAIGN, day(n), storm).light for n in (8, 10, 11)] == [GREEN, GREEN, YELLOW]
    assert [assessed(site, CAMPAIGN, day(n), NOBODY).light for n in (7, 8)] == [GREEN, YELLOW]


def test_before_the_day_it_was_added_there_is_no_light() -> None:
    past = Past(project(plan_100=1000, stage=Stage.BUILDING, started=day(1), total=100, added=day(20)))
    assert [light(past, day(number)) for number in (1, 19, 20, 40)] == [NONE, NONE, YELLOW, RED]
    assert [(span.first, span.assessment.light) for span in spans(past, CAMPAIGN, day(1), day(40), NOBODY)] == [
        (day(20), YELLOW), (day(31), RED)]
    assert compared(past, CAMPAIGN, day(3), NOBODY)[1].light is YELLOW
    assert compared(past, CAMPAIGN, day(35), NOBODY)[1].light is RED


# Spans ------------------------------------------------------------------------------------------------------------------


def test_spans_say_since_when_and_what_changed_it() -> None:
    item = blocker(opened=plus(10), due=plus(17))
    past = Past(project(), blockers=[resolved(
        item, event(EventKind.OPEN, 11, "U01"), event(EventKind.RESOLVE, 21, text="done"))])
    found = spans(past, CAMPAIGN, day(1), day(40), NOBODY)

    def said(span: Span) -> tuple[object, ...]:
        return (span.first, span.last, span.assessment.light, [(r.rule, r.level, r.blocker) for r in span.came],
                [(r.rule, r.level, r.blocker) for r in span.went])

    near, late = ("blocker", YELLOW, "B0001"), ("blocker", RED, "B0001")
    assert [said(span) for span in found] == [
        (plus(0), plus(9), NONE, [], []),
        (plus(10), plus(13), GREEN, [], []),
        (plus(14), plus(17), YELLOW, [near], []),
        (plus(18), plus(19), RED, [late], [near]),
        (plus(20), day(40), NONE, [], [late]),
    ]


def test_spans_cover_every_day_once() -> None:
    past = Past(project(plan_100=1000, planned_start=day(20)), reports=[(day(30), 200, None, None)])
    found = spans(past, CAMPAIGN, day(1), day(100), NOBODY)
    assert found[0].first == day(1) and found[-1].last == day(100)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(found))
    assert all(one.assessment.light is not two.assessment.light for one, two in pairwise(found))


# All at once ------------------------------------------------------------------------------------------------------------

NUMBERS = st.integers(-5, 70)
DAYS = NUMBERS.map(day)
MAYBE = st.none() | DAYS


@st.composite
def histories(draw: st.DrawFn, code: str, scope: Scope) -> tuple[Blocker, tuple[Event, ...]]:
    opened = draw(st.integers(-5, 50))
    now = blocker(code, opened=day(opened), due=day(opened + draw(st.integers(0, 15))),
                  category=draw(st.sampled_from([Category.LAND, Category.SAFETY])))
    if scope is Scope.COUNTY:
        now = now._replace(scope=scope, projects=(), county=draw(st.sampled_from(["C01", "C02"])))
    start, events, at = now, [event(EventKind.OPEN, opened, "U01")], opened
    for _ in range(draw(st.integers(0, 4))):
        at += draw(st.integers(0, 12))
        if now.state is BlockerState.RESOLVED:
            events.append(event(EventKind.REOPEN, at))
        else:
            kind = draw(st.sampled_from([EventKind.DUE, EventKind.HOLD, EventKind.RESOLVE, EventKind.NOTE]))
            later = day(at + draw(st.integers(0, 15))).isoformat()
            match kind:
                case EventKind.DUE:
                    events.append(event(kind, at, later)._replace(source=now.due.isoformat()))
                case EventKind.HOLD:
                    events.append(event(kind, at, "weather")._replace(source=later))
                case _:
                    events.append(event(kind, at, text="x"))
        now = history.replay(start, events)
    return now, tuple(events)


@st.composite
def land_histories(draw: st.DrawFn, code: str, scope: Scope) -> tuple[LandTask, tuple[LandEvent, ...]]:
    opened = draw(st.integers(-5, 50))
    now = task(code, opened=day(opened), due=draw(MAYBE))
    if scope is Scope.COUNTY:
        now = now._replace(scope=scope, projects=(), county=draw(st.sampled_from(["C01", "C02"])))
    start, events, at = now, [land_event(LandEventKind.OPEN, day(opened))], opened
    for _ in range(draw(st.integers(0, 3))):
        at += draw(st.integers(0, 12))
        if now.accepted is not None:
            events.append(land_event(LandEventKind.REOPEN, day(at)))
        elif draw(st.booleans()):
            events.append(land_event(LandEventKind.ACCEPT, day(at)))
        else:
            due = draw(MAYBE)
            events.append(land_event(LandEventKind.DUE, day(at), source=now.due and now.due.isoformat(),
                                     target=due and due.isoformat()))
        now = land.replay(start, events)
    return now, tuple(events)


CREW = st.sampled_from([None, 0, 40, 120])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "county": st.sampled_from([None, "C01", "C02"]),
    "stage": st.sampled_from([*Stage, Stage.BUILDING, Stage.BUILDING, Stage.BUILDING]),
    "total": st.sampled_from([None, 400, 600]),
    "plan_100": st.sampled_from([None, 0, 7, 1000]),
    "funds_planned": st.sampled_from([None, 0, 1000]),
    "planned_start": MAYBE | st.just(day(110)),
    "planned_finish": MAYBE | st.just(day(120)),
    "suspended": st.sampled_from([None, None, None, "rain"]),
    "withdrawn": st.sampled_from([None, None, None, "sold"]),
}


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    now: Project = project(started=draw(MAYBE), finished=draw(MAYBE), registered=draw(MAYBE), review=draw(DAYS),
                           added=draw(st.none() | MAYBE), **{name: draw(values) for name, values in VALUES.items()})
    changes = []
    for number in sorted(draw(st.lists(NUMBERS, max_size=4))):
        name = draw(st.sampled_from(list(VALUES)))
        changes.append(change(day(number), name, draw(VALUES[name]), "x"))
    money = st.integers(-100, 300)
    several = draw(st.integers(0, 2))
    found = Past(
        now, changes,
        sorted(draw(st.lists(st.tuples(DAYS, money, CREW, CREW), max_size=8)), key=lambda row: row[0]),
        sorted(draw(st.lists(st.tuples(DAYS, money), max_size=4)), key=lambda row: row[0]),
        (),
        [draw(histories(f"B000{n}", Scope.COUNTY if n == 2 else Scope.PROJECTS)) for n in range(several)]
        + ([draw(histories("B0009", Scope.COUNTY))] if draw(st.booleans()) else []),
        [draw(land_histories(f"G000{n}", Scope.COUNTY if n else Scope.PROJECTS)) for n in range(draw(st.integers(0, 2)))],
    )
    codes = [now.code, *(item.code for item, _ in found.blockers), *(task.code for task, _ in found.lands)]
    results = draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(What), DAYS, st.none() | DAYS,
                                      st.sampled_from([None, "prework", "permitted", "building", "completed"])), max_size=4))
    return found._replace(results={code: [waits(n, *row) for n, row in enumerate(results) if row[0] == code] for code in codes})


def waits(number: int, subject: str, what: What, on: date, decided: date | None = None, before: str | None = None) -> Result:
    """A result that was entered on ``on`` and confirmed on ``decided``, if it was."""
    return Result(number, subject, what, None, on, f"{on}T02:00:00Z", "M001",
                  ResultState.WAITING if decided is None else ResultState.CONFIRMED, None, decided, None, before)


EXCUSES = st.lists(st.builds(lambda first, more, county: Excuse(day(first), day(first + more), "storm", county), NUMBERS,
                             st.integers(0, 6), st.sampled_from([None, "C01"])), max_size=2)


@settings(max_examples=150, deadline=None)
@given(pasts(), EXCUSES, st.integers(-3, 3), st.integers(40, 105),
       st.sampled_from([Settings(), Settings(progress_yellow=0, start_yellow=0, stale_yellow=0, blocker_yellow=0),
                        Settings(stale_yellow=9, stale_red=4, land_yellow=0, progress_red=5)]))
def test_the_fast_counts_say_what_every_single_day_says(past: Past, excuses: list[Excuse], first: int, last: int,
                                                        thresholds: Settings) -> None:
    agreed(past, CAMPAIGN._replace(settings=thresholds), day(first), day(last), excused_by_county(excuses))


def agreed(past: Past, campaign: Campaign, first: date, last: date, excused: Excused) -> list[Assessment]:
    """What both ways say of these days."""
    days = Days(campaign, first, last, excused)
    lit, found = days.lit(past), []
    for number in range(days.length):
        on = first + timedelta(days=number)
        judged = assessed(past, campaign, on, excused)
        fast = [light for light, told in ((RED, lit.red), (YELLOW, lit.yellow), (GREEN, lit.green)) if told >> number & 1]
        assert fast == [light for light in (RED, YELLOW, GREEN) if judged.light is light], (on, judged)
        found.append(judged)
    return found


ALONE = {
    "progress": Past(project(plan_100=1000)),
    "funds": Past(project(funds_planned=1000)),
    "land": Past(project(), lands=[(task(due=day(20)), ())]),
    "start": Past(project(planned_start=day(5), stage=Stage.PERMITTED)),
    "stale": Past(project(stage=Stage.BUILDING, started=day(1))),
    "registration": Past(project(stage=Stage.COMPLETED, started=day(1), total=600)),
    "blocker": Past(project(), blockers=[(blocker(due=day(20)), ())]),
    "safety": Past(project(), blockers=[(blocker(due=day(99), category=Category.SAFETY), ())]),
}
"""A project on which one rule says something, and no other."""


def test_a_result_without_a_day_of_its_own_waits_on_every_day() -> None:
    """Whether it counts is asked of all days before its confirmation, so the fast counts ask it of all of them too."""
    past = Past(project(stage=Stage.COMPLETED))
    past = past._replace(results={past.project.code: [waits(0, past.project.code, What.START, day(5), None, "prework")]})
    assert {found.light for found in agreed(past, CAMPAIGN, day(0), day(9), NOBODY)} == {Light.NONE}


def test_every_rule_is_known_to_the_fast_counts() -> None:
    """And nothing else is: a rule that is added to the list is asked for here."""
    assert list(ALONE) == [rule.name for rule in RULES]
    for name, past in ALONE.items():
        judged = agreed(past, CAMPAIGN, day(1), day(90), NOBODY)
        assert {reason.rule for found in judged for reason in found.reasons} == {name}


@given(st.lists(st.integers(0, 2**20 - 1)))
def test_days_are_counted_all_at_once(sets: list[int]) -> None:
    assert added(sets, 20) == [sum(found >> at & 1 for found in sets) for at in range(20)]


def test_money_before_the_first_day_asked_for_is_in_it() -> None:
    days = Days(CAMPAIGN, day(10), day(12), NOBODY)
    reports = [(day(0), 5), (day(3), 7), (day(10), 1), (day(12), 2), (day(13), 9)]
    assert days.paid(reports) == [8, 0, 2]


def test_a_light_that_lasts_is_told_by_its_last_day() -> None:
    """Money that fell further behind, and a blocker that came and went: what began the light is not what it is today."""
    item = blocker(opened=plus(10), due=plus(17))
    past = Past(project(plan_100=1000), reports=[(day(2), 100, None, None)], blockers=[resolved(
        item, event(EventKind.OPEN, 11, "U01"), event(EventKind.RESOLVE, 51, text="done"))])
    found = spans(past, CAMPAIGN, day(1), day(80), NOBODY)[-1]
    assert found.first < day(30) and found.assessment.light is RED
    now = lasting(found)
    (reason,) = assessed(past, CAMPAIGN, day(80), NOBODY).reasons
    assert now.came == (reason,) != found.came and reason.figures["expected"] == 80.0
    assert (now.first, now.last) == (found.first, found.last)


# Results that wait ------------------------------------------------------------------------------------------------------


def test_a_start_that_waits_takes_its_own_red_away_and_one_that_is_not_confirmed_yet_is_marked() -> None:
    now = project(planned_start=day(1), started=day(40), stage=Stage.BUILDING, plan_100=1000)
    past = Past(now, [change(day(42), "stage", "permitted", "building")], [(day(40), 500, None, None)],
                results={now.code: [waits(1, now.code, What.START, day(42), day(45), "permitted")]})
    assert [light(past, day(number)) for number in (30, 31, 39, 40, 44, 45)] == [YELLOW, RED, RED, GREEN, GREEN, GREEN]
    judged = [assessed(past, CAMPAIGN, day(number), NOBODY) for number in (39, 40, 44, 45)]
    assert [row.rests for row in judged] == [UNCONFIRMED in row.marks for row in judged] == [False, True, True, False]
    assert [reason.rule for reason in judged[1].unconfirmed] == ["start"]


def test_a_finish_that_waits_takes_start_and_stale_only() -> None:
    """The money of an unfinished project stays behind, its land task late."""
    now = project(planned_start=day(1), finished=day(40), stage=Stage.COMPLETED, plan_100=1000)
    late = task(due=day(20))
    for more, seen in ({}, YELLOW), ({"lands": [(late, ())]}, RED):
        past = Past(now, [change(day(40), "stage", "permitted", "completed")], [(day(30), 200, None, None)], **more)
        assert light(past, day(40)) is GREEN
        waiting = past._replace(results={now.code: [waits(1, now.code, What.FINISH, day(40), None, "permitted")]})
        found = assessed(waiting, CAMPAIGN, day(40), NOBODY)
        assert (found.light, [reason.rule for reason in found.unconfirmed]) == (seen, ["start"])
    bare = Past(project(finished=day(40), stage=Stage.COMPLETED), [change(day(40), "stage", "planning", "completed")],
                results={now.code: [waits(1, now.code, What.FINISH, day(40), None, "planning")]})
    assert light(bare, day(40)) is NONE, "without a rule that applies it is not green before it is confirmed"


def test_a_resolution_that_waits_takes_the_red_of_its_blocker() -> None:
    item = blocker(opened=day(10), due=day(17))
    past = Past(project(), blockers=[resolved(item, event(EventKind.OPEN, 10, "U01"), event(EventKind.RESOLVE, 21, text="done"))],
                results={item.code: [waits(1, item.code, What.RESOLUTION, day(23), day(30))]})
    judged = [assessed(past, CAMPAIGN, day(number), NOBODY) for number in (20, 21, 29, 30)]
    assert [(row.light, row.rests) for row in judged] == [(RED, False), (NONE, True), (NONE, True), (NONE, False)]


def test_an_authority_excuses_once_it_is_confirmed_and_from_the_day_on_which_it_was_entered() -> None:
    item = blocker(opened=day(1), due=day(17), authority=Authority.PROVINCE, entered=day(30))
    past = Past(project(), blockers=[(item, (event(EventKind.OPEN, 1, "U01"),))])
    assert assessed(past, CAMPAIGN, day(40), NOBODY).marks == ("waiting_province",)
    waiting = past._replace(results={item.code: [waits(1, item.code, What.AUTHORITY, day(30), day(41))]})
    assert [assessed(waiting, CAMPAIGN, day(number), NOBODY).marks for number in (40, 41)] == [(), ("waiting_province",)]
    behind = past._replace(project=project(planned_start=day(1), stage=Stage.PERMITTED))  # red since day 31: after it was entered
    assert assessed(behind, CAMPAIGN, day(40), NOBODY).marks == ("waiting_province",)
    sooner = past._replace(project=project(planned_start=day(0), stage=Stage.PERMITTED))
    assert assessed(sooner, CAMPAIGN, day(40), NOBODY).marks == ()
