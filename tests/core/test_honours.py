"""The ladder, its evidence, who must explain, and who sees a step first."""

from datetime import date, timedelta

import pytest

from campaign.core.excused_days import NONE
from campaign.core.merits import (
    LADDER,
    LONG,
    Cause,
    Climb,
    Ground,
    Named,
    cited,
    explain,
    following,
    ladders,
    may_answer,
    may_step,
    subject,
    visible,
)
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, Scope
from campaign.core.model.campaign import Settings
from campaign.core.model.land import LandKind, LandTask, Measure
from campaign.core.model.merits import Merit, MeritAnswer, MeritKind
from campaign.core.model.people import Authority, Member, Role, Unit

TODAY = date(2026, 11, 7)
UNITS = {"U01": Unit("U01", "市林业局", Authority.CITY), "U02": Unit("U02", "省林业局", Authority.PROVINCE),
         "U03": Unit("U03", "市城管局", Authority.CITY)}


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def merit(kind: MeritKind, code: str = "H0001", on: date = TODAY, **names: str) -> Merit:
    return Merit(code, kind, on, "一拖再拖", actor="M009", **(names or {"unit": "U01"}))  # type: ignore[arg-type]


def blocker(code: str, due: int, **facts: object) -> Blocker:
    row = Blocker(code, "用林报批", Category.FOREST, Scope.PROJECTS, ("P0001",), None, Authority.CITY, "U01", None, 0,
                  BlockerState.OPEN, day(20), day(due), held_since=day(15), touched=day(1))
    return row._replace(**facts)  # type: ignore[arg-type]


def test_one_rung_at_a_time() -> None:
    taken: list[MeritKind] = []
    for rung, step in enumerate(LADDER):
        assert following(taken) is step
        assert [may_step(kind, taken) for kind in LADDER] == [other <= rung for other in range(len(LADDER))]
        taken.append(step)
    assert following(taken) is None and all(may_step(kind, taken) for kind in LADDER)
    assert following([MeritKind.PRAISE]) is MeritKind.REMINDER, "praise is no rung"


def test_a_ladder_is_of_one_subject_and_the_highest_comes_first() -> None:
    rows = [Named(merit(MeritKind.REMINDER, "H0001", day(9))), Named(merit(MeritKind.SUPERVISION, "H0003", day(2))),
            Named(merit(MeritKind.REMINDER, "H0002", day(1), county="C01")), Named(merit(MeritKind.PRAISE, "H0004"))]
    first, second = ladders(rows)
    assert (first.subject, first.top, first.following) == ("U01", MeritKind.SUPERVISION, MeritKind.INTERVIEW)
    assert [row.merit.code for row in first.steps] == ["H0001", "H0003"] and second.subject == "C01"


def test_evidence_has_the_figures_of_the_day() -> None:
    assert cited(blocker("B0001", 3, moves=2), TODAY) == (15, 2), "days in the same hands, and how often it changed hands"
    task = LandTask("G0001", "征地", LandKind.EXPROPRIATION, Scope.PROJECTS, ("P0001",), None, Authority.CITY, None, None,
                    Measure.MU, 100, day(30), day(4))
    assert cited(task, TODAY) == (4, None), "days overdue"


def asked(items: list[Blocker], moves: dict[str, list[Event]] | None = None, black: tuple[str, ...] = (),
          climbs: tuple[Climb, ...] = ()) -> dict[str, list[Cause]]:
    found = explain(items, moves or {}, UNITS, black, climbs, TODAY, Settings(), lambda item: NONE)
    return {row.subject: [ground.cause for ground in row.grounds] for row in found}


@pytest.mark.parametrize(("late", "held", "named"), [(LONG - 1, 20, False), (LONG, LONG, True), (20, LONG - 1, False)])
def test_whoever_holds_a_blocker_for_a_week_after_its_due_day_must_explain(late: int, held: int, named: bool) -> None:
    """Who got it when it was late already answers for the days since."""
    assert ("U01" in asked([blocker("B0001", late, held_since=day(held))])) is named


def test_a_slow_one_falls_on_the_person_named_and_a_ministry_is_not_asked() -> None:
    slow = blocker("B0001", -30, held_since=day(9), touched=day(9), person="M002")
    assert asked([slow]) == {"M002": [Cause.SLOW]}
    assert asked([blocker("B0002", 20, unit="U02")]) == {}


def test_passing_on_falls_on_who_passed_it_without_a_word() -> None:
    def move(source: str, target: str, text: str | None) -> Event:
        return Event("B0001", EventKind.MOVE, day(4), "", "", source, target, text)

    passed = blocker("B0001", -9, moves=2, silent_moves=1)
    above = {"B0001": [move("U03", "U02", "材料已补"), move("U02", "U01", None)]}
    assert asked([passed], above) == {}, "the province is not asked"
    assert asked([passed], {"B0001": [move("U03", "U01", None), move("U01", "U01", "x")]}) == {"U03": [Cause.BUCK_PASSING]}
    often = blocker("B0001", -9, moves=3)
    told = {"B0001": [move("U03", "U01", "a"), move("U01", "U03", "b"), move("U03", "U01", "c")]}
    assert asked([often], told) == {"U01": [Cause.BUCK_PASSING], "U03": [Cause.BUCK_PASSING]}


def test_the_worst_comes_first_with_its_next_rung() -> None:
    climb = Climb("U01", (Named(merit(MeritKind.REMINDER, on=day(3))),))
    found = explain([blocker("B0001", 9), blocker("B0002", 12), blocker("B0003", 30, unit="U03")], {}, UNITS, ("C07",), (climb,),
                    TODAY, Settings(), lambda item: NONE)
    assert [(row.subject, row.following) for row in found] == [
        ("U01", MeritKind.SUPERVISION), ("U03", MeritKind.REMINDER), ("C07", MeritKind.REMINDER)]
    assert found[0].grounds[0] == Ground(Cause.OVERDUE, "B0002", 12, 0) and found[0].days == 21
    assert found[0].last is climb.steps[-1].merit


def test_a_step_is_shown_first_to_whom_it_concerns() -> None:
    step = Named(merit(MeritKind.REMINDER))
    nobody, head = Member("M001", Role.STAFF), Member("M003", Role.HQ)

    def sees(row: Named, member: Member | None, mine: set[str] | frozenset[str] = frozenset(), actor: str = "M001") -> bool:
        return visible(row, TODAY, member, frozenset(mine), actor)

    assert not sees(step, nobody) and not sees(step, nobody, {"M001", "U02"})
    assert sees(step, nobody, {"M001", "U01"}) and sees(step, head) and sees(step, nobody, actor="M009") and sees(step, None)
    assert sees(step._replace(answers=(MeritAnswer("H0001", TODAY, "", "M002", "已报出"),)), nobody), "once it is answered"
    assert sees(Named(merit(MeritKind.REMINDER, on=day(1))), nobody), "from the next day on"
    assert sees(Named(merit(MeritKind.PRAISE)), nobody), "praise is everybody's"


def test_only_who_is_named_answers() -> None:
    step = merit(MeritKind.REMINDER)
    assert subject(step) == "U01"
    assert may_answer(step, Member("M001", Role.STAFF), frozenset({"U01"})) and may_answer(step, None, frozenset())
    assert not may_answer(step, Member("M001", Role.LEADER), frozenset({"U02"}))
    assert may_answer(step, Member("M001", Role.HQ), frozenset())
