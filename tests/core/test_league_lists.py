"""Red and black list at their thresholds: docs/handbook/rules.md, The league. Day 38 of 100: 380 of 1,000 meets the target."""

from collections.abc import Mapping, Sequence

import pytest

from campaign.core.facts import Tally
from campaign.core.league_lists import Unlisted, listed, lists, unlisted
from campaign.core.leagues import Figures, LeagueStanding, standings
from campaign.core.model.campaign import Campaign
from campaign.core.model.people import Barred, County
from tests.core.build import CAMPAIGN, SETTINGS, day
from tests.core.test_leagues import places


def table(done: Sequence[int], at: int = 38, counties: Mapping[str, County] | None = None,
          returns: Mapping[str, int] | None = None, campaign: Campaign = CAMPAIGN) -> list[LeagueStanding]:
    """Counties C01 … that have done so much of 1,000."""
    figures = {f"C{n:02}": Figures(Tally(plan=1000, done=money)) for n, money in enumerate(done, 1)}
    found = standings(counties or places(len(done)), figures, None, {}, campaign, day(at))
    return listed(found, returns or {}, campaign, day(at))


def red(rows: Sequence[LeagueStanding]) -> list[str]:
    return [row.county for row in rows if row.red]


def black(rows: Sequence[LeagueStanding]) -> list[str]:
    return [row.county for row in rows if row.black]


def test_red_is_who_has_met_a_target_among_the_first_five() -> None:
    rows = table((500, 380, 379, 378, 377, 376, 375))
    assert red(rows) == ["C01", "C02"] and [row.barred for row in rows[2:]] == [*[Barred.MISSED] * 3, None, None]
    assert [row.county for row in lists(rows, CAMPAIGN, day(38)).barred] == ["C03", "C04", "C05"]
    assert red(table((500, 490, 480, 470, 460, 450))) == ["C01", "C02", "C03", "C04", "C05"]


def test_nobody_is_red_without_a_plan() -> None:
    figures = {"C01": Figures(Tally(start_due=1, start_met=1)),
               **{f"C0{n}": Figures(Tally(plan=1000, done=400)) for n in (2, 3, 4)}}
    rows = listed(standings(places(4), figures, None, {}, CAMPAIGN, day(38)), {}, CAMPAIGN, day(38))
    assert rows[0].county == "C01" and rows[0].barred is Barred.NO_PLAN and red(rows) == ["C02", "C03", "C04"]


def test_two_returns_bar_and_one_does_not() -> None:
    rows = table((500, 490, 480, 470), returns={"C01": 2, "C02": 1})
    assert red(rows) == ["C02", "C03", "C04"] and (rows[0].barred, rows[0].returns) == (Barred.RETURNED, 2)


def test_lists_begin_on_their_day() -> None:
    for at, named in ((14, False), (15, True)):
        rows = table((900, 1, 1, 1), at)
        assert (bool(red(rows)), bool(black(rows))) == (named, named)
        assert unlisted([False] * 4, CAMPAIGN, day(at)) == (None if named else Unlisted.EARLY)
    sooner = CAMPAIGN._replace(settings=SETTINGS._replace(lists_from_day=1))
    assert red(table((900, 1, 1, 1), 1, campaign=sooner)) == ["C01"]
    assert red(table((900, 1, 1, 1), 0, campaign=sooner)) == []


def test_there_are_no_lists_among_fewer_than_four_counties() -> None:
    assert red(table((900, 1, 1))) == [] == black(table((900, 1, 1)))
    three = places(5, zones=(4, 5))
    rows = table((900, 1, 1, 999, 2), counties=three)
    assert red(rows) == [] == black(rows) and unlisted((row.zone for row in rows), CAMPAIGN, day(38)) is Unlisted.FEW
    rows = table((900, 1, 2, 3, 999), counties=places(5, zones=(5,)))
    assert (red(rows), black(rows)) == (["C01"], ["C04", "C03", "C02"])


def test_the_first_is_never_black() -> None:
    rows = table((4, 3, 2, 1))
    assert red(rows) == [] and black(rows) == ["C02", "C03", "C04"]
    all_of_them = CAMPAIGN._replace(settings=SETTINGS._replace(black_bottom=100))
    assert black(table((6, 5, 4, 3, 2, 1), campaign=all_of_them)) == ["C02", "C03", "C04", "C05", "C06"]


def test_ranks_are_within_the_group_and_lists_over_all() -> None:
    """C02 and C04 lie in the mountains; C05 and C06 are zones."""
    counties = places(6, zones=(5, 6), groups={2: "山区", 4: "山区", 6: "山区"})
    rows = {row.county: row for row in table((500, 490, 10, 5, 999, 998), counties=counties)}
    assert {code: (row.group, row.rank, row.rank_all) for code, row in rows.items()} == {
        "C01": (None, 1, 1), "C02": ("山区", 1, 2), "C03": (None, 2, 3), "C04": ("山区", 2, 4), "C05": (None, 1, 1),
        "C06": ("山区", 1, 2)}
    assert red(list(rows.values())) == ["C01", "C02"] and black(list(rows.values())) == ["C03", "C04"]


def test_change_is_that_of_both_ranks() -> None:
    counties = places(4, groups={1: "山区", 2: "山区"})
    now = {f"C{n:02}": Figures(Tally(plan=1000, done=500 - n)) for n in range(1, 5)}
    rows = standings(counties, now, now | {"C01": Figures(Tally(plan=1000, done=1))}, {}, CAMPAIGN, day(38))
    found = [(row.county, row.rank_before, row.change, row.change_all) for row in rows]
    assert found[:2] == [("C01", 2, 1, 3), ("C02", 1, -1, -1)]


@pytest.mark.parametrize("code", ["C01", "C04"])
def test_exempt_is_not_black(code: str) -> None:
    figures = {f"C{n:02}": Figures(Tally(plan=1000, done=5 - n)) for n in range(1, 5)}
    rows = listed(standings(places(4), figures, None, {code: "台风"}, CAMPAIGN, day(38)), {}, CAMPAIGN, day(38))
    assert code not in black(rows) and [row.county for row in lists(rows, CAMPAIGN, day(38)).exempt] == [code]
