"""The reserve: funnel, maturity, gaps of the lists against the clocks, and the score. Worked examples at their thresholds."""

from datetime import date
from typing import Any

import pytest

from campaign.core import candidates, reserve
from campaign.core.candidates import Chance, Score
from campaign.core.clocks import Bound, Calendar, Clock
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState
from campaign.core.model.people import Person, Rank
from campaign.core.model.project import Investor, ListEntry, ListState, Project, ProjectDetails, Stage, TargetList
from campaign.core.reserve import Lack, ListRule, Maturity, What
from tests.core.build import day, project

NEEDS = {"government": (("proposal",), ("feasibility",)), "enterprise": (("filing", "authorisation"),),
         "both": (("site",), ("eia_form", "eia_report"))}
CALENDAR = Calendar(frozenset(), frozenset(), date(2026, 1, 1), date(2027, 12, 31))
TODAY = day(1)


def clock(kind: str, days: int | None, bound: Bound | None, *after: str) -> Clock:
    """In calendar days."""
    return Clock(kind, days, False, bound, "city", after, None, None, False, "", "")


CLOCKS = {row.kind: row for row in (
    clock("proposal", 10, Bound.LIMIT), clock("feasibility", 20, Bound.LIMIT, "proposal", "site"),
    clock("site", 5, Bound.LIMIT, "proposal"), clock("compensation_notice", 30, Bound.FLOOR),
    clock("land", None, None, "site", "compensation_notice"), clock("eia_form", 30, Bound.LIMIT),
    clock("eia_report", 60, Bound.LIMIT), clock("filing", None, None), clock("authorisation", 20, Bound.LIMIT))}
BOND = ListRule(TargetList.SPECIAL_BOND, 12, 15, ("government", "state"), {**NEEDS, "both": (("site",),)},
                ("total", "national_code"), None, "", "")


def approval(kind: str, state: str = "needed", code: str = "", **fields: Any) -> Approval:
    return Approval(code or f"A-{kind}", "P0001", ApprovalKind(kind), None, None, ApprovalState(state), **fields)


def granted(*kinds: str) -> list[Approval]:
    return [approval(kind, "granted", granted=day(-30)) for kind in kinds]


# Funnel and who has taken it up -------------------------------------------------------------------------------------------


def test_the_funnel_counts_its_three_stages_and_nobody_who_was_withdrawn() -> None:
    rows = [project("P1", stage=Stage.PREWORK, total=300), project("P2", stage=Stage.PREWORK), project("P3", total=20),
            project("P4", total=9, withdrawn="x"), project("P5", stage=Stage.PERMITTED, total=7)]
    assert reserve.funnel(rows) == [(Stage.PLANNING, 1, 20), (Stage.RESERVE, 0, 0), (Stage.PREWORK, 2, 300)]


@pytest.mark.parametrize(("rank", "expected"), [(Rank.PRINCIPAL, False), (Rank.CITY, True), (Rank.STAFF, True)])
def test_only_a_principal_leader_takes_a_project_up(rank: Rank, expected: bool) -> None:
    assert reserve.untaken(project(leader="L01"), {"L01": Person("L01", "王", rank=rank)}) is expected
    assert reserve.untaken(project(), {"L01": Person("L01", "王", rank=rank)})


# Maturity -----------------------------------------------------------------------------------------------------------------


def test_maturity_is_granted_of_required() -> None:
    rows = [*granted("proposal"), approval("feasibility", "submitted"), approval("land", "granted")]
    assert reserve.maturity(Investor.GOVERNMENT, rows, NEEDS, TODAY) == Maturity(1, 4)
    assert reserve.maturity(Investor.PRIVATE, rows, NEEDS, TODAY) == Maturity(0, 3)
    assert reserve.maturity(None, rows, NEEDS, TODAY) is None


def test_an_alternative_counts_once_and_what_is_not_needed_not_at_all() -> None:
    both = granted("eia_form", "eia_report")
    assert reserve.maturity(Investor.STATE, both, NEEDS, TODAY) == Maturity(1, 3)
    instead = [approval("filing", "not_needed", reason="x"), approval("authorisation", "submitted")]
    assert reserve.maturity(Investor.STATE, instead, NEEDS, TODAY) == Maturity(0, 3)
    waived = [approval(kind, "not_needed", reason="x") for kind in ("filing", "site", "eia_form")]
    assert reserve.maturity(Investor.STATE, waived, NEEDS, TODAY) == Maturity(0, 0)
    assert Maturity(0, 0).percent is None


def test_a_lapsed_approval_is_needed_again_the_day_after() -> None:
    site = approval("site", "granted", granted=day(-99), expires=TODAY)
    assert reserve.maturity(Investor.STATE, [site], NEEDS, TODAY) == Maturity(1, 3)
    assert reserve.maturity(Investor.STATE, [site], NEEDS, day(2)) == Maturity(0, 3)


@pytest.mark.parametrize(("found", "percent"), [((3, 8), 38), ((1, 8), 13), ((2, 3), 67), ((7, 7), 100), ((0, 5), 0)])
def test_percents_are_rounded_half_up(found: tuple[int, int], percent: int) -> None:
    assert Maturity(*found).percent == percent


# Lists --------------------------------------------------------------------------------------------------------------------


def test_the_next_round_ends_today_at_the_earliest() -> None:
    assert reserve.deadline(BOND, date(2026, 12, 15)) == date(2026, 12, 15)
    assert reserve.deadline(BOND, date(2026, 12, 16)) == date(2027, 12, 15)
    own = ListEntry("P0001", TargetList.SPECIAL_BOND, deadline=date(2026, 1, 1))
    assert reserve.deadline(BOND, date(2026, 12, 16), own) == date(2026, 1, 1)
    assert reserve.deadline(BOND, date(2026, 12, 16), own._replace(deadline=None)) == date(2027, 12, 15)


def gap(approvals: list[Approval], *, deadline: date | None = None, state: ListState | None = ListState.CANDIDATE,
        rule: ListRule = BOND, national_code: str | None = "2609-1", **fields: Any) -> reserve.Gap:
    row = project(**{"investor": Investor.GOVERNMENT, "total": 5000, "stage": Stage.RESERVE, **fields})
    entry = None if state is None else ListEntry("P0001", rule.list, state, deadline)
    return reserve.gap(row, ProjectDetails("P0001", national_code=national_code), approvals, rule, entry, TODAY, CLOCKS, CALENDAR)


def lacking(found: reserve.Gap) -> list[tuple[str, str]]:
    return [(lack.what.value, lack.word) for lack in found.missing]


def test_missing_are_approvals_facts_and_the_investor() -> None:
    found = gap([], total=None, national_code=None, investor=None)
    assert lacking(found) == [("approval", "site"), ("field", "total"), ("field", "national_code"), ("investor", "investor")]
    assert lacking(gap(granted("proposal", "feasibility", "site"))) == []
    assert lacking(gap(granted("filing", "site"), investor=Investor.PRIVATE)) == [("investor", "investor")]
    assert lacking(gap(granted("site"), investor=Investor.STATE)) == [("approval", "filing")]
    under_way = [*granted("site"), approval("authorisation", "submitted", submitted=TODAY), approval("filing", "not_needed")]
    assert lacking(gap(under_way, investor=Investor.STATE)) == [("approval", "authorisation")]


def test_the_least_total_itself_is_enough() -> None:
    rule, rows = BOND._replace(least=5000), granted("proposal", "feasibility", "site")
    assert gap(rows, rule=rule).missing == ()
    assert gap(rows, rule=rule, total=4999).missing == (Lack(What.LEAST, "total"),)


def test_the_clocks_fit_when_all_limits_end_on_the_deadline_itself() -> None:
    """Proposal 10 days, site 5, feasibility 20, one after the other: through on day 36."""
    found = gap([], deadline=day(36))
    assert (found.fits, found.too_late, found.ends, found.days_left) == (True, False, day(36), 35)
    found = gap([], deadline=day(35))
    assert (found.fits, found.too_late, found.ends) == (False, False, day(36))
    submitted = [*granted("proposal", "site"), approval("feasibility", "submitted", submitted=day(-9))]
    assert gap(submitted, deadline=day(11)).fits and gap(submitted, deadline=day(10)).fits is False


def test_a_floor_that_comes_before_is_too_late_but_what_does_not_come_before_holds_nothing_up() -> None:
    rule = BOND._replace(approvals={**NEEDS, "both": (("land",),)})
    rows = [*granted("proposal", "feasibility"), approval("compensation_notice", "submitted", submitted=TODAY)]
    assert gap(rows, rule=rule, deadline=day(31)).fits
    late = gap(rows, rule=rule, deadline=day(30))
    assert late.fits is False and late.too_late and late.ends == day(31)
    assert gap([*rows, approval("eia_report")], rule=rule, deadline=day(31)).fits
    assert gap(granted("proposal", "feasibility"), rule=rule, deadline=TODAY).fits  # nobody has recorded the notice


def test_a_lapsed_approval_takes_its_time_again() -> None:
    rows = [*granted("proposal", "feasibility"), approval("site", "granted", granted=day(-99), expires=day(0))]
    found = gap(rows, deadline=day(6))
    assert lacking(found) == [("approval", "site")] and found.fits and found.ends == day(6)


def test_a_deadline_that_has_passed() -> None:
    rows = granted("proposal", "feasibility", "site")
    assert gap(rows, deadline=day(0)).too_late is False and gap(rows, deadline=day(0)).days_left == -1
    assert gap(rows, deadline=day(0), national_code=None).too_late
    assert gap(rows, deadline=TODAY, national_code=None).too_late is False
    assert gap(rows, deadline=TODAY).fits is None


def test_what_is_listed_misses_nothing() -> None:
    found = gap([], state=ListState.LISTED, total=None)
    assert (found.missing, found.fits, found.too_late) == ((), None, False)
    key = BOND._replace(list=TargetList.PROVINCIAL_KEY)
    assert gap([], rule=key, state=None, provincial_key=True).state is ListState.LISTED
    assert gap([], rule=key, state=None).state is None
    assert gap([], state=None, provincial_key=True).state is None


def test_first_those_on_their_way_then_all_that_may_apply() -> None:
    rows = {row.code: row for row in (
        project("P0001", investor=Investor.GOVERNMENT), project("P0002", investor=Investor.PRIVATE),
        project("P0003", investor=Investor.STATE), project("P0004"), project("P0005", investor=Investor.STATE, withdrawn="x"),
        project("P0006", stage=Stage.BUILDING, investor=Investor.STATE), project("P0007", investor=Investor.STATE, total=1))}
    entries = {code: ListEntry(code, TargetList.SPECIAL_BOND) for code in ("P0005", "P0006", "P0002")}
    entries["P0002"] = entries["P0002"]._replace(deadline=day(3))

    def codes(every: bool) -> list[str]:
        return [row.project for row in reserve.gaps(BOND, rows, {}, {}, entries, TODAY, CLOCKS, CALENDAR, every)]

    assert codes(False) == ["P0002", "P0006"]
    assert codes(True) == ["P0002", "P0006", "P0007", "P0003", "P0004", "P0001"]


# Score --------------------------------------------------------------------------------------------------------------------


def candidate(code: str, total: int | None, tax: int | None = None, pull: int | None = None) -> tuple[Project, ProjectDetails]:
    return project(code, total=total), ProjectDetails(code, expected_tax=tax, pull=pull)


def test_the_score_by_hand() -> None:
    """15亿 of 255亿: log 16 / log 256; 1,000万 of 3,000万: log 2 / log 4; pull 1 of 3."""
    found = candidates.scores([candidate("P1", 2_550_000, 3_000, 3), candidate("P2", 150_000, 1_000, 1), candidate("P3", None)])
    assert found["P1"] == Score(100, 100, 100, 100)
    assert found["P2"] == Score(47, 50, 50, 33)  # 25 + 15 + 6.6, rounded half up
    assert found["P3"] == Score(0, None, None, None)
    assert sum(candidates.WEIGHTS) == 100


def test_scores_without_anything_to_compare() -> None:
    assert candidates.scores([]) == {}
    assert candidates.scores([candidate("P1", 0, 0, 0)])["P1"] == Score(0, 0, 0, 0)


def test_the_ranking_breaks_ties_by_total_then_code() -> None:
    rows = [project("P0010", total=10_000), project("P0009", total=10_000), project("P0001"), project("P0002", total=10_001),
            project("P0003", total=9, stage=Stage.BUILDING)]
    entries = {"P0001": [ListEntry("P0001", TargetList.CENTRAL_BUDGET), ListEntry("P0001", TargetList.SPECIAL_BOND)]}
    found = candidates.ranking(rows, {}, {}, entries, {}, NEEDS, TODAY, {})
    assert [row.project.code for row in found] == ["P0002", "P0009", "P0010", "P0001"]
    assert [entry.list for entry in found[-1].entries] == [TargetList.SPECIAL_BOND, TargetList.CENTRAL_BUDGET]
    assert found[0].maturity is None and found[0].untaken


def test_what_can_still_be_made_stands_first() -> None:
    """By the chance, whatever the score; then by the score."""
    order = [Chance.IN_TIME, Chance.AT_RISK, Chance.LISTED, None, Chance.TOO_LATE]
    rows = [project(f"P000{n}", total=10_000 * n) for n in range(1, 6)] + [project("P0006", total=90_000)]
    chances: dict[str, Chance | None] = {f"P000{n}": chance for n, chance in enumerate(order, 1)}
    chances["P0006"] = Chance.IN_TIME
    found = candidates.ranking(rows, {}, {}, {}, {}, NEEDS, TODAY, chances)
    assert [row.project.code for row in found] == ["P0006", "P0001", "P0002", "P0003", "P0004", "P0005"]


@pytest.mark.parametrize(("state", "missing", "fits", "too_late", "chance"), [
    (None, (), None, False, None), (ListState.REJECTED, (), None, False, None),
    (ListState.LISTED, (), None, False, Chance.LISTED), (ListState.CANDIDATE, (), None, False, Chance.IN_TIME),
    (ListState.SUBMITTED, (Lack(What.FIELD, "total"),), None, False, Chance.IN_TIME),
    (ListState.CANDIDATE, (Lack(What.APPROVAL, "land"),), True, False, Chance.IN_TIME),
    (ListState.CANDIDATE, (Lack(What.APPROVAL, "land"),), False, False, Chance.AT_RISK),
    (ListState.CANDIDATE, (Lack(What.LEAST, "total"),), None, False, Chance.AT_RISK),
    (ListState.CANDIDATE, (Lack(What.INVESTOR, "investor"),), True, False, Chance.AT_RISK),
    (ListState.CANDIDATE, (Lack(What.APPROVAL, "land"),), False, True, Chance.TOO_LATE),
])
def test_the_chance_of_one_list(state: ListState | None, missing: tuple[Lack, ...], fits: bool | None, too_late: bool,
                                chance: Chance | None) -> None:
    gap = reserve.Gap("P0001", TargetList.SPECIAL_BOND, state, TODAY, 0, missing, fits, too_late, None)
    assert candidates.chance([gap]) is chance
    late = gap._replace(state=ListState.CANDIDATE, too_late=True)
    assert candidates.chance([late, gap]) is (chance or Chance.TOO_LATE)
