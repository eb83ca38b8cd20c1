"""The four leaderboards: the worked examples of docs/handbook/rules.md."""

from datetime import date
from fractions import Fraction
from typing import Any

from campaign.core.clocks import Bound, Calendar, Clock
from campaign.core.leaderboards import (
    Board,
    Entry,
    Measured,
    Parcel,
    Passed,
    Signings,
    approvals,
    boards,
    expropriation,
    median,
    prework,
    signings,
    top,
)
from campaign.core.model.land import ApprovalState, Measure
from campaign.core.model.project import Investor, Project, Stage
from campaign.core.reserve import Held
from tests.core.build import day, project

TODAY = day(38)
MU, HOMES = Measure.MU, Measure.HOUSEHOLDS
CALENDAR = Calendar(frozenset({date(2026, 10, day) for day in (1, 2, 5, 6, 7)}), frozenset({date(2026, 10, 10)}),
                    date(2026, 1, 1), date(2026, 12, 31))
NEEDS = {"government": (("proposal",),), "enterprise": (("filing", "authorisation"),), "both": (("land",), ("permit",))}


def clock(kind: str, days: int | None, worked: bool = False, bound: Bound | None = Bound.LIMIT) -> Clock:
    return Clock(kind, days, worked, bound, "city", (), None, None, False, "", "")


CLOCKS = {"land": clock("land", 20), "permit": clock("permit", 5, worked=True), "notice": clock("notice", 10, bound=Bound.FLOOR),
          "site": clock("site", None, bound=None)}


def test_expropriation_is_what_was_done_of_what_was_left_on_day_1() -> None:
    """C01: of 400 mu 100 were done before, 240 of the other 300 since; 10 of 40 households. 2 tasks in mu, 1 in households:
    (2 × 240/300 + 1 × 10/40) ÷ 3 = 61.7 %."""
    rows = [Parcel("C01", MU, 30000, 10000, 14000), Parcel("C01", MU, 10000, 0, 10000), Parcel("C01", HOMES, 4000, 0, 1000),
            Parcel("C02", MU, 10000, 0, 6166)]
    assert expropriation(rows) == [
        Entry(Board.EXPROPRIATION, 1, "C01", 3, 617, (Measured(MU, 24000, 30000), Measured(HOMES, 1000, 4000))),
        Entry(Board.EXPROPRIATION, 2, "C02", 1, 617, (Measured(MU, 6166, 10000),))]  # told alike, yet 61.66 < 61.67


def test_no_task_counts_more_than_all_of_it_nor_less_than_nothing() -> None:
    found = expropriation([Parcel("C01", MU, 10000, 0, 15000), Parcel("C01", MU, 10000, 0, -500)])
    assert (found[0].share, found[0].parts) == (500, (Measured(MU, 10000, 20000),))


def test_a_county_with_nothing_to_do_or_nothing_done_is_not_on_the_board() -> None:
    assert expropriation([Parcel("C01", MU, 10000, 10000, 500), Parcel("C02", MU, 10000, 0, 0)]) == []


def test_prework_adds_up_the_approvals_of_reserve_and_prework_projects() -> None:
    """C01: 2 of 3 and 1 of 3 are 3 of 6; one that is only thought of, one of nobody knows whom, one withdrawn say nothing."""
    def row(code: str, stage: Stage = Stage.PREWORK, county: str | None = "C01", **fields: Any) -> Project:
        return project(code, stage=stage, county=county, **{"investor": Investor.PRIVATE, **fields})

    projects = [row("P0001"), row("P0002", Stage.RESERVE), row("P0003", Stage.PLANNING), row("P0004", investor=None),
                row("P0005", withdrawn="放弃"), row("P0006", county="C02"), row("P0007", county="C03"),
                row("P0008", Stage.BUILDING), row("P0009", county=None)]
    held = {"P0001": [Held("filing", ApprovalState.GRANTED, None), Held("land", ApprovalState.GRANTED, None)],
            "P0002": [Held("authorisation", ApprovalState.GRANTED, None), Held("permit", ApprovalState.GRANTED, day(37))],
            "P0006": [Held("filing", ApprovalState.GRANTED, None), Held("land", ApprovalState.NOT_NEEDED, None)],
            "P0008": [Held("filing", ApprovalState.GRANTED, None)]}
    assert prework(projects, held, NEEDS, TODAY) == [
        Entry(Board.PREWORK, 1, "C01", 2, 500, granted=3, required=6),
        Entry(Board.PREWORK, 2, "C02", 1, 500, granted=1, required=2)]  # as deep: in the order of the codes
    assert [row.code for row in prework(projects, {}, NEEDS, TODAY)] == []


def test_approvals_are_compared_by_the_median_share_of_their_limit() -> None:
    """U01: 5 and 10 of 20 days, 2 of 5 working days (over the holiday): 25, 50 and 40 %. U02: one is no comparison, and to wait
    as long as the law demands is not slow. U03 went beyond its limit, twice. The law gives U04 no time."""
    def on(number: int) -> date:
        return date(2026, 10, number)

    rows = [Passed("U01", "land", on(1), on(21), on(6)), Passed("U01", "land", on(1), on(21), on(11)),
            Passed("U01", "permit", date(2026, 9, 30), on(13), on(9)), Passed("U02", "land", on(1), on(21), on(1)),
            Passed("U02", "notice", on(1), on(11), on(10)), *[Passed("U03", "land", on(1), on(21), on(25))] * 2,
            *[Passed("U04", "site", on(1), on(1), on(4))] * 2]
    assert approvals(rows, CLOCKS, CALENDAR) == [Entry(Board.APPROVALS, 1, "U01", 3, 400),
                                                 Entry(Board.APPROVALS, 2, "U03", 2, 1200)]


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two() -> None:
    assert median({(1, 2): 1, (1, 3): 1}) == Fraction(5, 12)
    assert median({(1, 2): 1, (10, 20): 1, (1, 3): 1}) == Fraction(1, 2)
    assert median({(1, 1): 1, (1, 2): 1, (1, 3): 2}) == Fraction(5, 12)


def test_most_signings_are_those_of_most_leads_then_of_most_money() -> None:
    rows = [Signings("L02", 2, 30000), Signings("L10", 2, 50000), Signings("L01", 1, 900000), Signings("L03", 2, 50000),
            Signings("L04", 0, 0)]
    assert [(row.rank, row.code, row.counted, row.money) for row in signings(rows, Board.SIGNINGS)] == [
        (1, "L03", 2, 50000), (2, "L10", 2, 50000), (3, "L02", 2, 30000), (4, "L01", 1, 900000)]


def test_all_of_them_and_their_tops() -> None:
    found = boards([Parcel("C01", MU, 100, 0, 50)], [], {}, [], [Signings("L01", 1, 0), Signings("L02", 1, 0)],
                   [Signings("C02", 1, 0)], needs=NEEDS, clocks=CLOCKS, calendar=CALENDAR, today=TODAY)
    assert list(found) == list(Board)
    assert {board: [row.code for row in rows] for board, rows in top(found, 1).items()} == {
        "expropriation": ["C01"], "prework": [], "approvals": [], "signings": ["L01"], "signings_county": ["C02"]}
