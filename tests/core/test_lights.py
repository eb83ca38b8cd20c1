"""Every threshold of docs/handbook/rules.md, one step before it and on it.

Plans are 100万 or 1000万, so that a pencil suffices.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from campaign.core import light_rules, lights
from campaign.core.excused_days import excused_days
from campaign.core.light_rules import Given
from campaign.core.model.blocker import Blocker, Category
from campaign.core.model.campaign import Excuse
from campaign.core.model.land import LandTask
from campaign.core.model.light import Light, Reason
from campaign.core.model.people import Authority
from campaign.core.model.project import Project, Stage
from campaign.words import light_reasons
from tests.core.build import CAMPAIGN, blocker, county_wide, day, days, held, land, project

R, Y, G, N, S = Light.RED, Light.YELLOW, Light.GREEN, Light.NONE, Light.SUSPENDED
BUILDING = Stage.BUILDING


def light(row: Project, today: int, *blockers: Blocker, lands: Sequence[LandTask] = ()) -> Light:
    return lights.assess(row, CAMPAIGN, day(today), blockers, lands=lands).light


def reasons(row: Project, today: int, *blockers: Blocker, lands: Sequence[LandTask] = ()) -> list[tuple[str, Light, date]]:
    return [(r.rule, r.level, r.since) for r in lights.assess(row, CAMPAIGN, day(today), blockers, lands=lands).reasons]


def test_every_rule_has_its_words() -> None:
    assert set(light_reasons.RULES) == {rule.name for rule in light_rules.RULES} | {"suspended"}


@pytest.mark.parametrize(
    ("start", "finish", "today", "expected"),
    [
        (None, None, 38, (38, 100)),
        (None, None, 0, (0, 1)),
        (None, None, -40, (0, 1)),
        (None, None, 1, (1, 100)),
        (None, None, 100, (1, 1)),
        (None, None, 101, (1, 1)),
        (11, 20, 10, (0, 1)),
        (11, 20, 11, (1, 10)),
        (11, 20, 19, (9, 10)),
        (11, 20, 20, (1, 1)),
        (11, 20, 21, (1, 1)),
        (-50, None, 38, (38, 100)),  # planned before the campaign: from day 1
        (51, 400, 51, (1, 50)),  # planned to finish after it: to day 100
        (None, -5, 1, (1, 1)),  # should have been finished before day 1
        (None, -5, 0, (0, 1)),
        (150, None, 100, (0, 1)),  # starts after the campaign
        (150, None, 101, (1, 1)),
        (30, 20, 29, (0, 1)),  # dates the wrong way round
        (30, 20, 30, (1, 1)),
    ],
)
def test_expected(start: int | None, finish: int | None, today: int, expected: tuple[int, int]) -> None:
    row = project(planned_start=start and day(start), planned_finish=finish and day(finish))
    assert light_rules.expected_share(CAMPAIGN, row, day(today)) == expected


@pytest.mark.parametrize(
    ("done", "level", "since"),
    [
        (281, G, None),  # day 38: 380 of 1000 expected; 9.9 pp behind
        (280, Y, 38),  # 10.0: day 38 is the first day on which it is 10 behind
        (279, Y, 38),
        (270, Y, 37),
        (80, Y, 18),  # 30.0: yellow since 18 − 8 = 10
        (79, R, 38),  # 30.1
        (70, R, 38),  # on day 37 it was 30.0 exactly
        (69, R, 37),
        (0, R, 31),
        (500, G, None),
    ],
)
def test_progress(done: int, level: Light, since: int | None) -> None:
    row = project(plan_100=1000, done_100=done)
    assert light(row, 38) is level
    assert [s for _, _, s in reasons(row, 38)] == ([day(since)] if since else [])


def test_progress_is_exact() -> None:
    """Just over 30 pp by one part in a billion is red, 30 pp sharp is yellow: no float could tell."""
    plan = 10**9
    assert light(project(plan_100=plan, done_100=plan * 8 // 100), 38) is Y
    assert light(project(plan_100=plan, done_100=plan * 8 // 100 - 1), 38) is R
    assert light(project(plan_100=plan, done_100=plan * 28 // 100), 38) is Y
    assert light(project(plan_100=plan, done_100=plan * 28 // 100 + 1), 38) is G


def test_progress_figures_are_percent() -> None:
    row = lights.assess(project(plan_100=3000, done_100=1000), CAMPAIGN, day(50))
    assert (row.expected, row.progress) == (500, 333)
    assert row.reasons[0].figures == {"gap": 16.7, "expected": 50.0, "progress": 33.3, "done": 1000, "plan": 3000}


def test_progress_before_and_after_the_campaign() -> None:
    row = project(plan_100=100)
    assert light(row, 0) is G
    assert reasons(row, 150) == [("progress", R, day(31))]
    assert reasons(project(plan_100=100, done_100=75), 150) == [("progress", Y, day(85))]
    assert reasons(project(plan_100=100, planned_start=day(150), stage=BUILDING, last_report=day(101)), 101) == [
        ("progress", R, day(101))
    ]


def test_progress_of_corrections_below_zero() -> None:
    row = project(plan_100=100, done_100=-20)
    assert reasons(row, 1) == [("progress", Y, day(1))]
    assert reasons(row, 40) == [("progress", R, day(11))]


@pytest.mark.parametrize("plan", [None, 0, -5])
def test_progress_without_a_plan(plan: int | None) -> None:
    row = lights.assess(project(plan_100=plan), CAMPAIGN, day(90))
    assert (row.light, row.progress) == (N, None)


@pytest.mark.parametrize("done", range(-30, 60, 7))
@pytest.mark.parametrize("span", [(None, None), (11, 60), (70, 90), (None, -3), (130, None), (40, 30)])
def test_progress_since_is_the_first_such_day(done: int, span: tuple[int | None, int | None]) -> None:
    """The closed form against walking through the days."""
    row = project(plan_100=70, done_100=done, planned_start=span[0] and day(span[0]), planned_finish=span[1] and day(span[1]))
    for today in (1, 15, 37, 71, 99, 100, 101, 120):
        reason = light_rules.progress(row, Given.of(row, CAMPAIGN, day(today)))
        if reason is None:
            continue
        worse = (R,) if reason.level is R else (R, Y)
        days = [day(n) for n in range(1, today + 1)]
        found = (d for d in days if (r := light_rules.progress(row, Given.of(row, CAMPAIGN, d))) is not None and r.level in worse)
        assert reason.since == next(found)


@pytest.mark.parametrize(("today", "expected"), [(10, None), (11, (Y, 11)), (39, (Y, 11)), (40, (R, 40)), (90, (R, 40))])
def test_start(today: int, expected: tuple[Light, int] | None) -> None:
    row = project(planned_start=day(10), stage=Stage.PERMITTED)
    assert reasons(row, today) == ([("start", expected[0], day(expected[1]))] if expected else [])
    assert light(row, today) is (expected[0] if expected else G)


def test_start_is_silent_once_started() -> None:
    assert light(project(planned_start=day(1), started=day(60), stage=Stage.PERMITTED), 60) is G
    assert not reasons(project(planned_start=day(1), stage=BUILDING, last_report=day(60)), 60)
    ahead = project(planned_start=day(10), started=day(60), stage=Stage.PERMITTED)  # loaded for an earlier day than its own
    assert reasons(ahead, 59) == [("start", R, day(40))] and not reasons(ahead, 60)
    assert light(project(planned_start=day(90)), 60) is G  # not yet due to start: the rule applies, and is met


@pytest.mark.parametrize(("today", "expected"), [(30, None), (31, (Y, 31)), (60, (Y, 31)), (61, (R, 61)), (99, (R, 61))])
def test_registration(today: int, expected: tuple[Light, int] | None) -> None:
    row = project(started=day(1), total=500, stage=Stage.PERMITTED)
    assert reasons(row, today) == ([("registration", expected[0], day(expected[1]))] if expected else [])


def test_registration_does_not_apply() -> None:
    assert light(project(started=day(1), total=499, stage=Stage.PERMITTED), 99) is N
    assert light(project(started=day(1), stage=Stage.PERMITTED), 99) is N
    assert light(project(started=day(1), total=500, registered=day(2), stage=Stage.PERMITTED), 99) is G
    assert light(project(started=day(50), total=500, stage=Stage.PERMITTED), 40) is G  # will start


@pytest.mark.parametrize(("today", "expected"), [(16, None), (17, (Y, 17)), (20, (Y, 17)), (21, (R, 21)), (60, (R, 21))])
def test_blocker(today: int, expected: tuple[Light, int] | None) -> None:
    for item in (blocker(due=day(20)), county_wide(due=day(20))):
        assert reasons(project(), today, item) == ([("blocker", expected[0], day(expected[1]))] if expected else [])
        assert light(project(), today, item) is (expected[0] if expected else G)


def test_blocker_opened_late_is_yellow_since_it_opened() -> None:
    assert reasons(project(), 20, blocker(opened=day(19), due=day(20))) == [("blocker", Y, day(19))]


@pytest.mark.parametrize(
    ("due", "review", "today", "expected"),
    [
        (30, 20, 15, None),  # held, not yet near its due date
        (20, 40, 18, (Y, 17)),  # held, due soon
        (20, 40, 40, (Y, 17)),  # overdue, but the review date is included
        (20, 40, 41, (R, 21)),  # after it, as open
        (20, None, 90, (Y, 17)),  # a hold without an end
    ],
)
def test_blocker_on_hold(due: int, review: int | None, today: int, expected: tuple[Light, int] | None) -> None:
    item = held(review, due=day(due))
    assert reasons(project(), today, item) == ([("blocker", expected[0], day(expected[1]))] if expected else [])


def test_blocker_held_when_already_overdue_is_yellow_since_the_hold() -> None:
    assert reasons(project(), 30, held(40, due=day(20), held_on=day(28))) == [("blocker", Y, day(28))]


def test_safety_is_always_yellow() -> None:
    for item in (blocker(category=Category.SAFETY, due=day(90)), held(None, category=Category.SAFETY, due=day(90))):
        assert reasons(project(), 5, item) == [("safety", Y, day(1))]


@pytest.mark.parametrize(("today", "expected"), [(16, None), (17, (Y, 17)), (23, (Y, 17)), (24, (R, 24)), (30, (R, 24))])
def test_stale(today: int, expected: tuple[Light, int] | None) -> None:
    for row in (
        project(stage=BUILDING, started=day(1), last_report=day(10)),
        project(stage=BUILDING, started=day(10), last_report=day(3)),
        project(stage=BUILDING, started=day(10)),
        project(stage=BUILDING, started=day(-20), last_report=day(2), added=day(10)),
    ):
        assert reasons(row, today) == ([("stale", expected[0], day(expected[1]))] if expected else [])
    assert not reasons(project(stage=Stage.PERMITTED, started=day(10)), today)


def test_stale_skips_excused_days() -> None:
    row = project(stage=BUILDING, started=day(1), last_report=day(10))
    off = excused_days([Excuse(day(12), day(14), "storm"), Excuse(day(9), day(10), "before it counts")])
    assert light_rules.stale(row, Given.of(row, CAMPAIGN, day(19), off)) is None
    yellow = light_rules.stale(row, Given.of(row, CAMPAIGN, day(20), off))
    assert yellow is not None
    assert (yellow.level, yellow.since, yellow.figures["days"]) == (Y, day(20), 7)
    red = light_rules.stale(row, Given.of(row, CAMPAIGN, day(30), off))
    assert red is not None
    assert (red.level, red.since) == (R, day(27))


def test_excused_days_are_for_everyone_a_county_or_a_person() -> None:
    given = [Excuse(day(1), day(1), ""), Excuse(day(2), day(2), "", county="C01"), Excuse(day(3), day(3), "", person="L01")]
    assert excused_days(given) == days(day(1))
    assert excused_days(given, "C01") == days(day(1), day(2))
    assert excused_days(given, "C02", "L01") == days(day(1), day(3))
    assert not excused_days([Excuse(day(3), day(1), "")])


def test_no_rule_applies() -> None:
    assert light(project(), 50) is N
    assert light(project(total=90_000, leader="L01"), 50) is N


@pytest.mark.parametrize("stage", [Stage.COMPLETED, Stage.PRODUCING])
def test_completed_is_green_unless_safety_or_registration(stage: Stage) -> None:
    row = project(stage=stage, plan_100=100, planned_start=day(1), total=500, registered=day(3), started=day(1))
    assert light(row, 90, blocker()) is G
    assert light(project(stage=stage), 90) is G
    assert reasons(row, 90, blocker(category=Category.SAFETY)) == [("safety", Y, day(1))]
    assert reasons(row._replace(registered=None), 90, blocker()) == [("registration", R, day(61))]


def test_suspended_until_its_review_then_red() -> None:
    row = project(suspended="no funds", review=day(20), plan_100=100, stage=BUILDING, started=day(1))
    assert (light(row, 20, blocker()), reasons(row, 20, blocker())) == (S, [])
    assert reasons(row, 21, blocker()) == [("suspended", R, day(21))]
    assert light(row._replace(review=None), 90) is S


def test_withdrawn_has_no_light() -> None:
    row = project(withdrawn="sold", plan_100=100, stage=BUILDING, started=day(1))
    found = lights.assess(row, CAMPAIGN, day(90), [blocker(authority=Authority.PROVINCE)])
    assert (found.light, found.reasons, found.marks) == (N, (), ())


def test_reasons_are_worst_first_then_oldest_first() -> None:
    row = project(plan_100=100, planned_start=day(5), stage=Stage.PERMITTED)
    found = reasons(row, 50, blocker("B0001", due=day(60), category=Category.SAFETY), blocker("B0002", due=day(40)))
    assert [rule for rule, _, _ in found] == ["progress", "start", "blocker", "safety"]
    assert [since for _, _, since in found] == [*sorted(since for _, _, since in found[:3]), day(1)]


def site(**facts: Any) -> Project:
    return project(
        stage=BUILDING, started=day(1), **{"last_report": day(50), "last_visit": day(50), "last_money": day(50)} | facts
    )


@pytest.mark.parametrize(
    ("row", "gaps"),
    [
        (site(), ()),
        (site(last_report=day(46)), ()),
        (site(last_report=day(45)), (("report", 5),)),
        (site(last_visit=day(44)), ()),
        (site(last_visit=day(43)), (("visit", 7),)),
        (site(last_money=day(37)), ()),
        (site(last_money=day(36)), (("money", 14),)),
        (site(last_visit=None), (("visit", 49),)),  # never: since the start
        (site(last_visit=None, last_money=None)._replace(started=day(44)), ()),
        (site(last_visit=None)._replace(stage=Stage.PERMITTED), ()),
    ],
)
def test_watermelon(row: Project, gaps: tuple[tuple[str, int], ...]) -> None:
    assert lights.watermelon_gaps(row, CAMPAIGN, day(50)) == gaps
    found = lights.assess(row, CAMPAIGN, day(50))
    assert found.marks == (("watermelon",) if gaps else ())


def test_watermelon_only_when_green_and_not_on_excused_days() -> None:
    row = site(last_report=day(44))
    assert lights.assess(row, CAMPAIGN, day(50)).marks == ("watermelon",)
    assert lights.assess(row, CAMPAIGN, day(50), [blocker(due=day(51))]).marks == ()
    assert lights.assess(row, CAMPAIGN, day(50), (), days(day(47), day(48))).marks == ()


@pytest.mark.parametrize(("today", "expected"), [(12, None), (13, (Y, 13)), (20, (Y, 13)), (21, (R, 21)), (90, (R, 21))])
def test_land(today: int, expected: tuple[Light, int] | None) -> None:
    """Due on day 20: yellow seven days ahead, red when it is late by one day; on one project or on its whole county."""
    for item in (land(), land(county="C01")):
        assert reasons(project(), today, lands=[item]) == ([("land", expected[0], day(expected[1]))] if expected else [])
        assert light(project(), today, lands=[item]) is (expected[0] if expected else G)


def test_land_set_late_is_yellow_since_it_was_set() -> None:
    assert reasons(project(), 18, lands=[land(opened=day(17))]) == [("land", Y, day(17))]


def test_land_without_a_due_day_is_silent() -> None:
    assert reasons(project(), 90, lands=[land(due=None)]) == []
    assert light(project(), 90, lands=[land(due=None)]) is N


def test_land_says_what_it_is_about() -> None:
    reason = light_rules.land(land(done=43287), Given.of(project(), CAMPAIGN, day(21)))
    assert reason is not None and (reason.land, reason.blocker) == ("G0001", None)
    assert reason.figures == {"land": "G0001", "name": "G0001", "due": day(20), "days_overdue": 1, "days_left": 0, "done": 43287,
                              "target": 43490, "measure": "mu"}


@pytest.mark.parametrize("stage", [Stage.COMPLETED, Stage.PRODUCING])
def test_land_and_funds_are_nothing_to_a_finished_project(stage: Stage) -> None:
    assert light(project(stage=stage, funds_planned=1000), 90, lands=[land()]) is G


@pytest.mark.parametrize(
    ("money", "level", "since"),
    # Day 38: 38 % of the funds planned are expected.
    [(281, None, None), (280, Y, 38), (180, Y, 28), (80, Y, 18), (79, R, 38), (0, R, 31)],
)
def test_funds(money: int, level: Light | None, since: int | None) -> None:
    """1000万 planned: 280万 in are exactly 10 points behind, 80万 exactly 30, both yellow; one 万 less is red."""
    row = project(funds_planned=1000, funds_100=money)
    assert reasons(row, 38) == ([("funds", level, day(since))] if level and since else [])
    assert light(row, 38) is (level or G)


@pytest.mark.parametrize("plan", [None, 0])
def test_funds_without_a_plan(plan: int | None) -> None:
    assert light(project(funds_planned=plan), 90) is N


def test_the_clock_marks() -> None:
    """The last good day is in time, the day after it is not; too late hides at risk."""
    row = project(plan_100=100, done_100=90, too_late_after=day(40), risk_after=day(30))
    marks = [lights.assess(row, CAMPAIGN, day(n)).marks for n in (30, 31, 40, 41)]
    assert marks == [(), ("at_risk",), ("at_risk",), ("too_late",)]
    assert lights.assess(row._replace(stage=Stage.COMPLETED), CAMPAIGN, day(90)).marks == ()


@pytest.mark.parametrize(("crew", "marks"), [(70, ()), (69, ("understaffed",)), (0, ("understaffed",))])
def test_understaffed(crew: int, marks: tuple[str, ...]) -> None:
    row = project(stage=BUILDING, started=day(1), crew=crew, crew_planned=100, last_report=day(10), last_visit=day(10),
                  last_money=day(10))
    assert lights.assess(row, CAMPAIGN, day(10)).marks == marks
    assert lights.assess(row._replace(crew_planned=0), CAMPAIGN, day(10)).marks == ()


P, C = Authority.PROVINCE, Authority.CITY


@pytest.mark.parametrize(
    ("row", "blockers", "lands", "marks"),
    [
        (project(), [], [land(authority=P)], ("waiting_province",)),
        (project(), [blocker(authority=P)], [land(authority=P)], ("waiting_province",)),
        (project(), [blocker(authority=P)], [land(authority=C)], ()),
        (project(), [blocker(authority=P)], [land(authority=C, due=day(55))], ("waiting_province",)),  # not red
        (project(plan_100=100), [], [land(authority=P, opened=day(31))], ()),  # behind since day 31: the same day is not after
        (project(plan_100=100), [], [land(authority=P, opened=day(30))], ("waiting_province",)),
    ],
)
def test_waiting_for_land(row: Project, blockers: list[Blocker], lands: list[LandTask], marks: tuple[str, ...]) -> None:
    assert lights.assess(row, CAMPAIGN, day(50), blockers, lands=lands).marks == marks


@pytest.mark.parametrize(
    ("row", "blockers", "marks"),
    [
        (project(), [blocker(authority=P)], ("waiting_province",)),
        (project(), [blocker(authority=C)], ("waiting_city",)),
        (project(), [blocker(authority=Authority.NATIONAL)], ("waiting_national",)),
        (project(), [blocker(authority=Authority.COUNTY)], ()),
        (project(), [blocker()], ()),
        (project(), [blocker(authority=P, due=day(51))], ()),  # not red
        (project(), [blocker(authority=P), blocker("B0002", authority=C)], ()),  # red ones differ
        (project(), [blocker(authority=P), blocker("B0002", authority=C, due=day(51))], ("waiting_province",)),
        (project(plan_100=100), [blocker(authority=P)], ("waiting_province",)),  # behind since day 31, opened day 1
        (project(plan_100=100), [blocker(authority=P, opened=day(30), due=day(40))], ("waiting_province",)),
        (project(plan_100=100), [blocker(authority=P, opened=day(31), due=day(40))], ()),  # the same day is not after
        (project(plan_100=100), [blocker(authority=P, opened=day(32), due=day(40))], ()),
        (project(plan_100=100), [blocker(authority=P, opened=day(35)), blocker("B0002", authority=P)], ("waiting_province",)),
    ],
)
def test_waiting(row: Project, blockers: list[Blocker], marks: tuple[str, ...]) -> None:
    assert lights.assess(row, CAMPAIGN, day(50), blockers).marks == marks


def test_counts_of_blockers() -> None:
    found = lights.assess(project(), CAMPAIGN, day(50), [blocker(), blocker("B0002", due=day(50)), held(60)])
    assert (found.open_blockers, found.overdue_blockers) == (3, 1)


def test_every_figure_of_a_blocker() -> None:
    reason = light_rules.blocker(blocker(due=day(20)), Given.of(project(), CAMPAIGN, day(22)))
    assert isinstance(reason, Reason)
    assert reason.blocker == "B0001"
    assert reason.figures == {
        "blocker": "B0001", "title": "B0001", "due": day(20), "days_overdue": 2, "days_left": 0, "held": False,
    }  # fmt: skip


def test_nobody_had_to_report_before_the_campaign_began() -> None:
    begun = project(stage=Stage.BUILDING, started=day(-20), last_report=None)
    assert light_rules.stale(begun, Given.of(begun, CAMPAIGN, day(1))) is None
    reported = begun._replace(last_report=day(-9))
    assert light_rules.stale(reported, Given.of(reported, CAMPAIGN, day(7))) is None
    found = light_rules.stale(begun, Given.of(begun, CAMPAIGN, day(8)))
    assert found is not None and (found.level, found.since, found.figures["days"]) == (Light.YELLOW, day(8), 7)
