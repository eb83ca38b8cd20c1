"""What the Overview says, and that Enter on a sentence opens the very list it was counted from."""

import random
from typing import Any

import pytest

from campaign.core import filters, leaders
from campaign.core.blasts import standing
from campaign.core.errors import BadInput
from campaign.core.filters import BlockerFilter, LeaderFilter, ProjectFilter
from campaign.core.model.blocker import BlockerState
from campaign.core.model.light import Light
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import Project, Stage
from campaign.core.overview import Finding, days_to_filing, findings, rates
from campaign.core.situation import Situation
from campaign.words import finding_text
from tests.core.build import CAMPAIGN, blocker, county_wide, day, held, land, project, snapshot
from tests.core.test_situation import PEOPLE, any_blocker, any_project

OWNED: dict[str, Any] = {"leader": "L01", "unit": "U01", "manager": "M001", "county": "C01", "total": 400}


def owned(code: str = "P0001", **fields: Any) -> Project:
    """A project that lacks nothing."""
    return project(code, **(OWNED | fields))


def said(situation: Situation) -> dict[str, Finding]:
    return {finding.key: finding for finding in findings(situation)}


@pytest.mark.parametrize("seed", range(8))
def test_every_sentence_opens_the_list_it_counted(seed: int) -> None:
    rng = random.Random(seed)
    projects = [any_project(rng, f"P{n:04}") for n in range(1, 40)]
    codes = [row.code for row in projects]
    rows = snapshot(projects, [any_blocker(rng, f"B{n:04}", codes) for n in range(1, 30)], PEOPLE)
    situation = Situation.of(rows, day(45))
    found = findings(situation)
    assert len(found) >= 8
    for finding in found:
        assert len(list(filters.select(situation, finding.target, finding.filter))) == finding.count, finding.key
    assert [f.level for f in found] == sorted((f.level for f in found), key=lambda level: level is not Light.RED)


def test_nothing_to_say() -> None:
    assert findings(Situation.of(snapshot([owned()]), day(10))) == []


def test_overdue_names_the_longest_and_who_has_it() -> None:
    rows = snapshot(
        [owned()],
        [
            blocker(due=day(10)),
            blocker("B0002", due=day(9), unit="U02"),
            blocker("B0003", due=day(20)),
            held(40, code="B0004"),
        ],
    )
    finding = said(Situation.of(rows, day(20)))["overdue"]
    assert (finding.level, finding.count, finding.filter) == (Light.RED, 2, {"state": "overdue"})
    assert finding.figures == {"count": 2, "days": 11, "blocker": "B0002", "unit": "U02", "unit_name": "单位U02"}


def test_freezing_from_two_projects_on() -> None:
    rows = [owned(), owned("P0002", total=70, leader="L02"), owned("P0003", county="C02", total=None)]
    one = Situation.of(snapshot(rows, [blocker()]), day(2))
    assert "freezing" not in said(one)
    two = Situation.of(snapshot(rows, [blocker(), blocker("B0002", "P0001 P0003"), county_wide("B0003")]), day(2))
    figures = said(two)["freezing"].figures  # two projects each; the county's have more money
    assert (figures["blocker"], figures["projects"], figures["total"], figures["leaders"]) == ("B0003", 2, 470, 2)


def test_freezing_follows_the_order_of_what_freezes_most() -> None:
    """Most projects first, then money; and a blocker stands for the late land task that it is about."""
    rows = [owned(), owned("P0002", total=70), owned("P0003", total=9_000), owned("P0004", total=9_000)]
    three = blocker("B0001", "P0001 P0002 P0003")
    rich = blocker("B0002", "P0003 P0004")
    situation = Situation.of(snapshot(rows, [rich, three]), day(2))
    assert said(situation)["freezing"].figures["blocker"] == "B0001" == standing(situation)[0].code
    task, about = land("G0001", "P0001 P0002 P0003 P0004"), blocker("B0003", land_task="G0001")
    situation = Situation.of(snapshot(rows, [rich, three, about], lands=[task]), day(25))
    finding = said(situation)["freezing"]
    assert (finding.figures["blocker"], finding.figures["projects"], finding.target) == ("B0003", 4, "blockers")
    assert standing(situation)[0].code == "B0003"
    assert "B0003 freezes the most, 4 projects" in finding_text(finding)


def test_leaders_without_a_major_project() -> None:
    people = [
        Person("L01", "a", rank=Rank.CITY, leader=True),
        Person("L02", "b", rank=Rank.CITY, leader=True),
        Person("L03", "c", rank=Rank.PRINCIPAL, leader=True),
        Person("L04", "d", rank=Rank.COUNTY, leader=True),
        Person("M005", "e", rank=Rank.CITY),
        Person("L06", "f", rank=Rank.CITY, leader=True),
        Person("L07", "g", rank=Rank.CITY, leader=True),
    ]
    rows = [
        owned("P0001", leader="L01", total=9_999),
        owned("P0002", leader="L02", total=10_000),
        owned("P0003", leader="L06", total=50, provincial_key=True),
        owned("P0004", leader="L07", total=50_000, withdrawn="sold"),
    ]
    situation = Situation.of(snapshot(rows, people=people), day(5))
    unclaimed = [c for c in situation.snapshot.people if filters.match_leader(situation, c, LeaderFilter(unclaimed="yes"))]
    assert unclaimed == ["L01", "L03", "L07"]
    assert said(situation)["unclaimed"].count == 3
    assert leaders.claimed_major(situation, "L02")
    assert not leaders.claimed_major(situation, "L01")


@pytest.mark.parametrize("field", OWNED)
def test_orphan_lacks_any_of_five(field: str) -> None:
    assert said(Situation.of(snapshot([owned(**{field: None})]), day(5)))["orphan"].count == 1
    assert "orphan" not in said(Situation.of(snapshot([owned(**{field: None}, withdrawn="sold")]), day(5)))


def test_started_but_not_registered() -> None:
    rows = [
        owned("P0001", total=500, started=day(5)),
        owned("P0002", total=499, started=day(5)),
        owned("P0003", total=500, started=day(7)),
        owned("P0004", total=500, started=day(5), registered=day(6)),
    ]
    finding = said(Situation.of(snapshot(rows), day(6)))["unregistered"]
    assert (finding.count, finding.figures) == (1, {"count": 1, "days": None})
    filing = CAMPAIGN._replace(filing_day=12)
    finding = said(Situation.of(snapshot(rows, campaign=filing), day(6)))["unregistered_filing"]
    assert finding.figures == {"count": 1, "days": 6}  # 6 to 12 October


@pytest.mark.parametrize(("filing", "today", "days"), [(None, 6, None), (6, 6, 0), (5, 6, 30), (31, 32, 29), (5, 72, 25)])
def test_days_to_filing(filing: int | None, today: int, days: int | None) -> None:
    """Day 32 is 1 November: no 31st, so the 30th. Day 72 is 11 December: next is 5 January."""
    assert days_to_filing(CAMPAIGN._replace(filing_day=filing), day(today)) == days


def test_sites_without_anyone_today() -> None:
    rows = [
        owned("P0001", stage=Stage.BUILDING, started=day(1), last_visit=day(9)),
        owned("P0002", stage=Stage.BUILDING, started=day(1), last_visit=day(10)),
        owned("P0003", stage=Stage.BUILDING, started=day(1), suspended="x"),
        owned("P0004", stage=Stage.PERMITTED),
    ]
    assert said(Situation.of(snapshot(rows), day(10)))["nobody_today"].count == 1


def test_rates() -> None:
    rows = [
        owned("P0001", plan_100=100, done_100=50, planned_start=day(5), started=day(6), planned_finish=day(10)),
        owned("P0002", plan_100=200, done_100=55, planned_start=day(10), county="C02"),
        owned("P0003", plan_100=0, done_100=999, planned_start=day(11), started=day(2)),  # not yet due to start
        owned("P0004", total=500, started=day(1), registered=day(3), planned_finish=day(9), stage=Stage.COMPLETED),
        owned("P0005", total=500, started=day(1)),
        owned("P0006", plan_100=5000, planned_start=day(1), withdrawn="sold"),
    ]
    situation = Situation.of(snapshot(rows), day(10))
    found = rates(situation)
    assert (found.done, found.plan, found.investment) == (105, 300, 350)
    assert (found.start, found.finish, found.registration) == (500, 500, 500)
    assert rates(situation, lambda row: True) == found
    assert rates(situation, county="C02") == rates(situation, lambda row: row.county == "C02")
    nothing = rates(situation, lambda row: False)
    assert (nothing.investment, nothing.start, nothing.finish, nothing.registration) == (None, None, None, None)


@pytest.mark.parametrize(("today", "tenths"), [(0, 0), (1, 10), (38, 380), (100, 1000), (130, 1000)])
def test_expected_of_the_campaign(today: int, tenths: int) -> None:
    assert CAMPAIGN.expected(day(today)) == tenths


def shown(rows: list[Project], today: int = 50, **words: str) -> list[str]:
    return list(filters.select(Situation.of(snapshot(rows), day(today)), "projects", words))


def test_withdrawn_projects_show_unless_judged() -> None:
    rows = [owned("P0001"), owned("P0002", withdrawn="sold", total=90_000)]
    assert shown(rows) == ["P0001", "P0002"]
    assert shown(rows, county="C01") == ["P0001", "P0002"]
    assert shown(rows, light="none") == ["P0001"]
    assert shown(rows, light="none,red") == ["P0001"]
    assert shown(rows, major="yes") == []


def test_new_and_continued() -> None:
    rows = [owned("P0001", started=day(0)), owned("P0002", started=day(1)), owned("P0003"), owned("P0004", started=day(51))]
    assert shown(rows, started="continued") == ["P0001"]
    assert shown(rows, started="new") == ["P0002"]


def test_text_is_part_of_name_or_code() -> None:
    rows = [owned("P0001", name="滨海新材料 Phase II"), owned("P0002", name="x")]
    assert shown(rows, text="新材料") == shown(rows, text="phase") == shown(rows, text="p0001") == ["P0001"]


def test_filters_of_blockers() -> None:
    rows = snapshot(
        [owned("P0001"), owned("P0002", county="C02", leader="L02")],
        [blocker(level=2), county_wide("B0002", "C02", unit="U02"), held(9, code="B0003", projects=("P0002",))],
    )
    rows = rows._replace(counties={**rows.counties, "C02": rows.counties["C02"]._replace(leader="L09")})
    situation = Situation.of(rows, day(10))

    def found(**words: str) -> list[str]:
        return list(filters.select(situation, "blockers", words))

    assert found() == ["B0001", "B0002", "B0003"]
    assert found(county="C01") == ["B0001"]
    assert found(county="C02") == ["B0002", "B0003"]
    assert found(project="P0002") == ["B0002", "B0003"]
    assert found(leader="L01") == ["B0001"]
    assert found(leader="L09") == ["B0002"]  # county-wide ones belong to the county's leader
    assert found(unit="U02") == ["B0002"]
    assert found(level="2,3") == ["B0001"]
    assert found(state="overdue") == ["B0001", "B0002", "B0003"]  # the hold's review date, day 9, has passed
    assert found(state="on_hold") == found(review_passed="yes") == ["B0003"]
    assert found(flag="slow", state="open") == ["B0001", "B0002"]
    done = blocker(state=BlockerState.RESOLVED, moves=9)
    assert filters.match_blocker(situation, done, BlockerFilter(state="resolved"))
    assert not filters.match_blocker(situation, done, BlockerFilter(flag="buck_passing"))


def test_an_unknown_word_is_refused() -> None:
    for make in (filters.project_filter, filters.blocker_filter, filters.leader_filter):
        with pytest.raises(BadInput, match="unknown_filter"):
            make({"lihgt": "red"})
    assert filters.project_filter({"light": "red"}) == ProjectFilter(light="red")
