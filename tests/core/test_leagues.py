"""The counties' league: the worked examples of docs/handbook/rules.md."""

from collections.abc import Collection, Mapping

from campaign.core.facts import Tally, tally
from campaign.core.league_lists import listed
from campaign.core.leagues import (
    Figures,
    Hindrance,
    Part,
    Signed,
    closed_on,
    in_counties,
    points,
    score,
    settled,
    signed_on,
    standings,
    sums_on,
    target_missed,
)
from campaign.core.model.people import County
from campaign.core.results import ALL
from tests.core.build import CAMPAIGN, SETTINGS, day, project

NONE = Part(None, 0, 0)


def places(number: int, zones: Collection[int] = (), groups: Mapping[int, str] | None = None) -> dict[str, County]:
    return {f"C{n:02}": County(f"C{n:02}", str(n), zone=n in zones, division=(groups or {}).get(n)) for n in range(1, number + 1)}


def item(due: int, resolved: int | None = None) -> tuple[str, Hindrance]:
    return "C01", Hindrance(day(due), None if resolved is None else day(resolved))


def test_the_weight_of_a_part_without_a_figure_is_shared() -> None:
    full = Part(1000, 9, 9)
    assert score((Part(380, 38, 100), full, full, NONE, NONE), SETTINGS) == 734
    assert score((Part(1465, 3, 2), full, full, full, full), SETTINGS) == 1000
    assert score((NONE,) * 5, SETTINGS) == 0


def test_the_points_of_the_parts_make_the_score() -> None:
    full = Part(1000, 9, 9)
    parts = (Part(380, 38, 100), full, full, NONE, NONE)
    assert points(parts, SETTINGS) == (163, 286, 286, None, None)  # of 30, 20 and 20 parts in 70: 734 but for the rounding
    assert points((NONE,) * 5, SETTINGS) == (None,) * 5 and points((Part(1465, 3, 2), *(full,) * 4), SETTINGS)[0] == 300


def test_the_target_is_missed_below_the_share_that_is_over() -> None:
    assert [target_missed(Part(0, met, 1000), CAMPAIGN, day(38)) for met in (379, 380)] == [True, False]
    assert not target_missed(NONE, CAMPAIGN, day(38))
    assert not target_missed(Part(0, 0, 1000), CAMPAIGN, day(0)) and target_missed(Part(0, 999, 1000), CAMPAIGN, day(120))


def test_closed_in_time_is_of_those_that_fell_due_or_were_resolved() -> None:
    items = [item(20, 20), item(20, 21), item(20), item(38), item(37), item(0, 0), item(0), item(0, 5),
             item(20, 39)]
    assert closed_on(items, {}, CAMPAIGN, day(38)) == {"C01": (1, 6)}
    assert closed_on(items, {"C01": (2, 3)}, CAMPAIGN, day(38)) == {"C01": (3, 9)}


def test_what_is_closed_after_the_campaign_stays_open_in_it() -> None:
    items = [item(20, 20), item(20), item(20, 110), item(100, 101), item(110, 105), item(110)]
    assert [closed_on(items, {}, CAMPAIGN, day(on))["C01"] for on in (100, 101, 105, 120)] == [(1, 3), (1, 4), (1, 4), (1, 4)]


def test_a_blocker_is_once_in_each_county_of_its_projects() -> None:
    projects = {row.code: row for row in (project("P0001", county="C01"), project("P0002", county="C01"),
                                          project("P0003", county="C02"), project("P0004", county="C02", withdrawn="x"),
                                          project("P0005"))}
    rows = [("C03", "B0001", True), ("P0001", "B0002", True), ("P0002", "B0002", True), ("P0003", "B0002", True),
            ("P0004", "B0003", False), ("P0005", "B0004", False), ("P0003", "B0005", False)]
    assert settled(in_counties(rows, projects)) == {"C03": (1, 1), "C01": (1, 1), "C02": (1, 2)}


def test_signings_are_those_of_the_campaign() -> None:
    leads = [Signed("C01", day(1), 500), Signed("C01", day(38), None), Signed("C01", day(39), 9), Signed("C01", day(0), 9)]
    assert signed_on(leads, CAMPAIGN, day(38), ALL) == {"C01": (500, 2)}


def test_a_week_before_takes_back_what_has_happened_since() -> None:
    rows = [project("P0001", county="C01", planned_start=day(35), started=day(36), total=900, plan_100=100, done_100=50),
            project("P0002", county="C01", planned_start=day(10), started=day(9), registered=day(33), total=900),
            project("P0003", county="C01", planned_start=day(10), started=day(9), withdrawn="x")]
    now = {"C01": Tally(*map(sum, zip(*(tally(row, day(38), SETTINGS) for row in rows), strict=True)))}
    by_code = {row.code: row for row in rows}
    then = sums_on(by_code, now, {"P0001": 30, "P0002": 7, "P0003": 9}, day(31), day(38), SETTINGS, ALL)["C01"]
    assert (then.done, then.plan, then.start_met, then.start_due) == (20, 100, 1, 1)
    assert (then.registration_met, then.registration_due) == (0, 1)
    assert sums_on(by_code, now, {}, day(38), day(38), SETTINGS, ALL) == now


def test_rank_change_and_lists() -> None:
    counties = places(10, zones=(10,))
    figures = {f"C{n:02}": Figures(Tally(plan=1000, done=500 - 20 * n)) for n in range(1, 11)}
    before = figures | {"C01": figures["C09"], "C09": figures["C01"]}
    table = listed(standings(counties, figures, before, {"C08": "台风"}, CAMPAIGN, day(38)), {}, CAMPAIGN, day(38))
    assert [row.county for row in table] == [f"C{n:02}" for n in range(1, 11)]
    assert [(row.rank, row.change) for row in table][:2] == [(1, 8), (2, 0)] and table[8].change == -8
    assert (table[9].zone, table[9].rank, table[9].red, table[9].black) == (True, 1, False, False)
    assert [row.county for row in table if row.red] == ["C01", "C02", "C03", "C04", "C05"]
    assert [row.county for row in table if row.black] == ["C07", "C09"]  # C06 has met its target: 380 of 1,000 on day 38
    assert table[7].exempt == "台风" and table[7].target_missed
    assert all(row.change is None for row in standings(counties, figures, None, {}, CAMPAIGN, day(5)))


def test_signings_are_measured_against_the_best_in_money_else_in_number() -> None:
    counties = places(3, zones=(3,))
    money = {"C01": Figures(Tally(), signed=(300, 5)), "C03": Figures(Tally(), signed=(900, 1))}
    found = {row.county: row.signings for row in standings(counties, money, None, {}, CAMPAIGN, day(38))}
    assert found == {"C01": (333, 300, 900), "C02": (0, 0, 900), "C03": (1000, 900, 900)}
    number = {"C01": Figures(Tally(), signed=(0, 5)), "C02": Figures(Tally(), signed=(0, 1))}
    assert [row.signings.pct for row in standings(counties, number, None, {}, CAMPAIGN, day(38))] == [1000, 200, 0]
