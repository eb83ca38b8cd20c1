"""目标已调: what the original targets would say, and which change of a target turned a light."""

from typing import Any

import pytest

from campaign.core.bulletin import turned
from campaign.core.lights import RETARGETED, assess
from campaign.core.model.consent import Result, ResultState, TargetChange, What
from campaign.core.model.light import Light
from campaign.core.model.project import Stage
from campaign.core.news import lights
from campaign.core.retargeted import moved_by
from campaign.core.situation import Situation
from campaign.text import use
from campaign.words.targets import changed_text
from tests.core.build import CAMPAIGN, blocker, day, land, project, snapshot

TODAY = day(38)
CUT = TargetChange("P0001", "plan_100", TODAY, "2026-11-07T02:00:00Z", "M001", "5000", "1000", "资金未到", "L02")
SITE = project(plan_100=1000, done_100=700, stage=Stage.BUILDING, started=day(1), last_report=TODAY)


@pytest.mark.parametrize(("originals", "rules"), [
    ({}, []),
    ({"P0001": {"plan_100": 5000}}, [("progress", Light.YELLOW)]),  # 14 % of 38 %
    ({"P0001": {"plan_100": 1000}}, []),
    ({"P0001": {"plan_100": 500}}, []),  # a plan that was raised would say nothing worse
    ({"P0001": {"name": "x", "county": "C02"}}, []),
    ({"B0001": {"due": day(20)}}, [("blocker", Light.RED)]),
    ({"B0001": {"due": day(90)}}, []),
    ({"G0001": {"due": day(37)}}, [("land", Light.RED)]),
])
def test_what_the_originals_would_say_is_told_where_it_is_worse(originals: dict[str, dict[str, Any]],
                                                                rules: list[tuple[str, Light]]) -> None:
    told = snapshot([SITE], [blocker(due=day(80))], lands=[land(due=day(80))])._replace(originals=originals)
    situation = Situation.of(told, TODAY)
    found = situation.assessments["P0001"]
    assert [(reason.rule, reason.level) for reason in situation.by_original("P0001")] == rules
    assert (RETARGETED in found.marks) == bool(rules)
    before = told._replace(originals={})
    assert Situation.of(before, TODAY).patched(told, ["P0001", "B0001", "G0001"], TODAY).assessments["P0001"] == found


def test_a_finish_that_waits_does_not_take_it_away() -> None:
    """It is believed for ``start`` and ``stale`` alone, by the original plan, too."""
    done = SITE._replace(stage=Stage.COMPLETED, finished=TODAY)
    waits = Result(1, "P0001", What.FINISH, None, TODAY, "2026-11-07T02:00:00Z", "M001", ResultState.WAITING, before="building")
    late = land(due=day(80))
    for originals, rule in (({"P0001": {"plan_100": 5000}}, "progress"), ({"G0001": {"due": day(37)}}, "land")):
        told = snapshot([done], lands=[late])._replace(originals=originals, uncounted={"P0001": (waits,)})
        situation = Situation.of(told, TODAY)
        assert [reason.rule for reason in situation.by_original("P0001")] == [rule]
        assert RETARGETED in situation.assessments["P0001"].marks
        assert Situation.of(told._replace(uncounted={}), TODAY).by_original("P0001") == ()


@pytest.mark.parametrize("gone", [{"withdrawn": "x"}, {"suspended": "x", "review": day(60)}])
def test_what_is_suspended_or_withdrawn_has_no_mark(gone: dict[str, Any]) -> None:
    told = snapshot([SITE._replace(**gone)])._replace(originals={"P0001": {"plan_100": 5000}})
    assert RETARGETED not in Situation.of(told, TODAY).assessments["P0001"].marks


def test_a_reason_that_went_by_a_changed_target_was_not_solved() -> None:
    was = assess(SITE._replace(plan_100=5000), CAMPAIGN, TODAY)
    now = Situation.of(snapshot([SITE]), TODAY)
    (item,) = turned({"P0001": was}, now, [CUT, CUT._replace(field="funds_planned"), CUT._replace(subject="P0002")])[Light.GREEN]
    assert item.retargeted == (CUT,) and [reason.rule for reason in item.went] == ["progress"]
    assert moved_by("P0001", (), [CUT]) == ()


def test_a_light_that_became_milder_by_a_changed_target_says_so() -> None:
    """The rule still fires, at another level: nothing has gone, yet it is the plan that was lowered."""
    was = assess(SITE._replace(plan_100=10_000), CAMPAIGN, TODAY)
    cut = SITE._replace(plan_100=3000)
    now = Situation.of(snapshot([cut]), TODAY)
    assert (was.light, now.assessments["P0001"].light) == (Light.RED, Light.YELLOW)
    (item,) = turned({"P0001": was}, now, [CUT])[Light.YELLOW]
    assert item.retargeted == (CUT,)
    (told,) = lights({"P0001": was}, now.assessments, [CUT])
    assert told.retargeted == (CUT,)


def test_what_came_by_work_is_put_down_to_no_target() -> None:
    """It has started meanwhile; its plan was lowered too, by which nothing turned."""
    late = project(plan_100=5000, done_100=5000, planned_start=day(30), planned_finish=day(300), stage=Stage.PREWORK)
    was = assess(late, CAMPAIGN, TODAY)
    started = late._replace(stage=Stage.BUILDING, started=TODAY, plan_100=1000)
    now = Situation.of(snapshot([started]), TODAY)
    assert now.assessments["P0001"].light is Light.GREEN
    assert [reason.rule for reason in was.reasons] == ["start"]
    (told,) = lights({"P0001": was}, now.assessments, [CUT])
    assert told.retargeted == ()


def test_a_change_says_what_why_and_who_agreed() -> None:
    use("zh")
    said = changed_text(CUT, lambda code: {"L02": "王某山"}.get(code or "", code or "-"))
    assert said == "百日计划由 5,000万 调整为 1,000万（资金未到、王某山同意）"
    assert changed_text(CUT._replace(why=None, agreed_by=None), str) == "百日计划由 5,000万 调整为 1,000万"
