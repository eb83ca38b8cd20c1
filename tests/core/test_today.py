"""Where a leader goes today: the score by hand, the order, and what can be settled there."""

from typing import Any

import pytest

from campaign.core.bulletin import routes
from campaign.core.model.blocker import Category
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Person, Rank
from campaign.core.model.project import Project, Stage
from campaign.core.situation import Situation
from campaign.core.today import Round, Stop, leads, score, today
from campaign.tables.today import Destination, in_a_line, stop_line
from campaign.words.today import reasons as reasons_of
from tests.core.build import blocker, county_wide, day, held, land, project, snapshot

LEADER = Person("L01", "王某山", rank=Rank.CITY, leader=True)
COUNTY = Person("L02", "李某川", rank=Rank.COUNTY, leader=True)


def mine(code: str = "P0001", **fields: Any) -> Project:
    return project(code, **{"leader": "L01", "county": "C01", **fields})


def rounds(*rows: Any, on: int = 38, leader: str = "L01", **more: Any) -> list[Round]:
    people = [LEADER, COUNTY]
    return today(Situation.of(snapshot(rows, people=people, **more), day(on)), leader)


def stops(*rows: Any, **more: Any) -> list[Stop]:
    return [stop for found in rounds(*rows, **more) for stop in found.stops]


def test_the_score_with_a_pencil() -> None:
    # 1 overdue among 2 open, red:         3·1 + 2 + 2 = 7
    # 14 days since the last visit:        1 + 14/7    = 3
    # plan 9亿 = 90,000万元:                1 + log10(1 + 9) = 2
    assert score(1, 2, Light.RED, 14, 90_000) == 7 * 3 * 2 == 42
    # none open, yellow: 1; there today: 1 + 0/7 = 1; no plan: 1 + log10(1) = 1
    assert score(0, 0, Light.YELLOW, 0, None) == 1
    # 2 open, green: 2; 7 days: 2; plan 99亿: 1 + log10(100) = 3
    assert score(0, 2, Light.GREEN, 7, 990_000) == 2 * 2 * 3


@pytest.mark.parametrize(("days", "factor"), [(0, 1), (7, 2), (14, 3), (21, 4), (28, 4), (400, 4), (None, 4)])
def test_days_unseen_count_up_to_four_times(days: int | None, factor: int) -> None:
    # 1 + 21/7 = 4 already: 28 days would be 5, and at most 4 counts. Never there is 28 days.
    assert score(0, 1, Light.GREEN, days, None) == factor


def test_a_row_says_what_it_was_made_of() -> None:
    # B0001 overdue since day 8, B0002 open until day 60; leader there on day 24: 14 days before day 38; plan 9亿, all of it done.
    row = mine(plan_100=90_000, done_100=90_000, leader_visit=day(24))
    (stop,) = stops(row, blockers=[blocker(), blocker("B0002", due=day(60))])
    assert stop == Stop("P0001", 42, Light.RED, 1, 2, 14, stop.blockers, 2)
    assert [item.code for item in stop.blockers] == ["B0001", "B0002"]


def test_nothing_to_do_is_not_listed() -> None:
    assert rounds(mine()) == []
    assert rounds(mine(withdrawn="业主放弃"), blockers=[blocker()]) == []
    assert rounds(mine(leader="L02"), blockers=[blocker()]) == []
    assert rounds(mine(), blockers=[blocker()], leader="L02") == []


def test_a_finished_project_is_not_held_up_by_its_county() -> None:
    finished = mine(stage=Stage.COMPLETED, started=day(1), finished=day(20))
    assert rounds(finished, blockers=[county_wide()]) == []
    # Not registered in statistics for 37 days: yellow, and worth a visit.
    assert [stop.project for stop in stops(finished._replace(total=500), blockers=[county_wide()])] == ["P0001"]


def test_counties_come_by_their_highest_score() -> None:
    # Never there: factor 4. P0001 1 open: 4. P0002 overdue: (3 + 1 + 2)·4 = 24. P0003 2 open: 8. No plans.
    later = day(60)
    rows = [mine(), mine("P0002", county="C02"), mine("P0003")]
    found = rounds(*rows, blockers=[blocker(due=later), blocker("B0002", "P0002"), blocker("B0003", "P0003", due=later),
                                    blocker("B0004", "P0003", due=later)])
    assert [(one.county, [(stop.project, stop.score) for stop in one.stops]) for one in found] == [
        ("C02", [("P0002", 24)]), ("C01", [("P0003", 8), ("P0001", 4)])]


def test_what_this_level_can_settle_comes_first() -> None:
    items = [
        blocker("B0001", authority=Authority.PROVINCE),  # overdue, but not the city's
        blocker("B0002", authority=Authority.CITY, due=day(60)),
        blocker("B0003", authority=Authority.COUNTY, due=day(20)),
        held(60, code="B0004", authority=Authority.CITY, due=day(10)),  # held: not overdue
    ]
    (stop,) = stops(mine(), blockers=items)
    assert ([item.code for item in stop.blockers], stop.settles) == (["B0003", "B0004", "B0002", "B0001"], 3)
    (stop,) = stops(mine(leader="L02"), blockers=items, leader="L02")
    assert ([item.code for item in stop.blockers], stop.settles) == (["B0003", "B0001", "B0004", "B0002"], 1)


def told(*rows: Any, **more: Any) -> tuple[Situation, Stop]:
    situation = Situation.of(snapshot(rows, people=[LEADER, COUNTY], **more), day(38))
    return situation, today(situation, "L01")[0].stops[0]


def reasons(*rows: Any, **more: Any) -> list[str]:
    return reasons_of(*told(*rows, **more))


def test_reasons_in_words() -> None:
    items = [blocker(authority=Authority.PROVINCE), blocker("B0002", due=day(37)), blocker("B0003", due=day(60))]
    assert reasons(mine(leader_visit=day(19)), blockers=items) == [
        "B0002 1 day late, city can settle", "B0001 30 days late", "B0003 open, city can settle", "leader absent 19 days"]
    assert reasons(mine(leader_visit=day(38)), blockers=items[2:]) == ["B0003 open, city can settle", "there today"]


def test_what_is_due_within_three_days_is_said_by_itself() -> None:
    # The threshold of the light: 41 - 38 = 3 days.
    items = [blocker("B0001", due=day(42)), blocker("B0002", due=day(41)),
             blocker("B0003", due=day(38), authority=Authority.PROVINCE)]
    assert reasons(mine(), blockers=items) == [
        "B0003 due today", "B0002 3 days left, city can settle", "B0001 open, city can settle", "leader never there"]


def test_open_ones_are_named_and_counted() -> None:
    later = [blocker(f"B000{n}", due=day(60 + n)) for n in range(1, 5)]
    above = blocker("B0005", due=day(60), authority=Authority.NATIONAL)
    resting = held(60, code="B0006", due=day(70))
    assert reasons(mine(), blockers=[*later, above, resting]) == [
        "B0001, B0002 and 2 more open, city can settle", "B0005 open", "B0006 on hold, city can settle", "leader never there"]


def test_safety_makes_a_light_yellow_before_it_is_due() -> None:
    items = [blocker("B0001", due=day(60)), blocker("B0002", due=day(60), category=Category.SAFETY)]
    assert reasons(mine(), blockers=items) == [
        "B0002 safety, city can settle", "B0001 open, city can settle", "leader never there"]


def test_what_made_the_light_is_said_when_no_blocker_did() -> None:
    # A started project that statistics have not registered for 60 days is red, and its blocker is not even yellow.
    row = mine(stage=Stage.BUILDING, started=day(-30), total=9_000, last_report=day(38))
    item = blocker(due=day(60))
    assert reasons(row, blockers=[item]) == [
        "B0001 open, city can settle", "started 68 days ago (31 Aug), not registered in statistics", "leader never there"]
    assert reasons(row, blockers=[item._replace(due=day(37))]) == ["B0001 1 day late, city can settle", "leader never there"]


def test_a_land_task_is_said_once() -> None:
    tasks = [land(), land("G0002")]
    assert reasons(mine(), blockers=[blocker(land_task="G0001", due=day(20))], lands=tasks) == [
        "B0001 18 days late, city can settle", "leader never there"]
    assert reasons(mine(), lands=tasks[1:]) == ["G0002 late by 18 days: G0002", "leader never there"]


def test_screen_and_command_say_the_same() -> None:
    items = [blocker(authority=Authority.PROVINCE), blocker("B0002", due=day(37)), blocker("B0003", due=day(60))]
    situation, stop = told(mine(leader_visit=day(19)), blockers=items)
    said = "; ".join(reasons_of(situation, stop))
    assert "".join(text for text, _tone in stop_line(situation, stop, 170)).rstrip().endswith(said)
    # In less room: the worst, how long the leader was not there, and how many more.
    first, last = "B0002 1 day late, city can settle", "leader absent 19 days"
    assert in_a_line(reasons_of(situation, stop), 86) == f"{first}; B0001 30 days late; {last}, 1 more"
    assert in_a_line(reasons_of(situation, stop), 64) == f"{first}; {last}, 2 more"
    assert in_a_line(reasons_of(situation, stop), 55) == f"B0002 1 day late, city ~; {last}, 2 more"
    assert in_a_line(reasons_of(situation, stop), 20) == "B0002 1 day late, c~"


def test_everyones_stops_are_those_of_every_leader() -> None:
    rows = [mine(), mine("P0002", leader="L02", county="C02"), mine("P0003", leader=None), mine("P0004", leader="L02")]
    items = [blocker(), *(blocker(f"B000{n}", f"P000{n}", due=day(60)) for n in (2, 3, 4))]
    situation = Situation.of(snapshot(rows, people=[LEADER, COUNTY], blockers=items), day(38))
    assert [(found.county, [stop.project for stop in found.stops]) for found in today(situation)] == [
        ("C01", ["P0001", "P0004"]), ("C02", ["P0002"])]
    each = [stop for leader in ("L01", "L02") for found in today(situation, leader) for stop in found.stops]
    assert sorted(each) == sorted(stop for found in today(situation) for stop in found.stops)
    assert leads(situation, "L02") and not leads(situation, "M001")


def test_where_the_leader_was_today_goes_last_and_its_county_is_not_ranked_by_it() -> None:
    rows = [mine("P0001", leader_visit=day(38)), mine("P0002"), mine("P0003", county="C02"),
            mine("P0004", county="C03", leader_visit=day(38))]
    many = [blocker(f"B000{n}", "P0001", due=day(1)) for n in (1, 2, 3)]
    items = [*many, blocker("B0004", "P0004", due=day(1)), blocker("B0005", "P0002", due=day(60)),
             blocker("B0006", "P0003", due=day(30))]
    situation = Situation.of(snapshot(rows, people=[LEADER, COUNTY], blockers=items), day(38))
    found = today(situation, "L01")
    assert [(row.county, [stop.project for stop in row.stops]) for row in found] == [
        ("C02", ["P0003"]), ("C01", ["P0002", "P0001"]), ("C03", ["P0004"])]
    assert [stop.project for row in found for stop in row.stops if stop.visited] == ["P0001", "P0004"]
    standing = Destination("L01")
    standing.follow(situation, None)
    assert standing.stops(9) == [stop for row in found for stop in row.stops]
    (route,) = routes(situation, 9)
    assert [stop.project for stop in route.stops][2:] == ["P0001", "P0004"]
    # Before the visit the other projects stood behind it, and news of it alone moves it.
    before = Situation.of(snapshot([mine("P0001"), *rows[1:]], people=[LEADER, COUNTY], blockers=items), day(38))
    assert today(before, "L01")[0].stops[0].project == "P0001"
    standing = Destination("L01")
    standing.follow(before, None)
    standing.follow(situation, frozenset({"P0001"}))
    assert standing.stops(9) == [stop for row in found for stop in row.stops]
