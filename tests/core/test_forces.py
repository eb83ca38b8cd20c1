"""Task forces and dispatches: the worked examples of docs/handbook/rules.md."""

from datetime import date
from typing import Any

from campaign.core.model.blocker import BlockerState, Category
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState
from campaign.core.model.people import Authority, Person, Rank, Unit
from campaign.core.model.task_forces import Dispatch, DispatchEntry, TaskForce, TaskForceMember
from campaign.core.task_forces import (
    Brought,
    Cover,
    Delivered,
    Match,
    Matcher,
    Queue,
    Settled,
    Work,
    brought,
    cover,
    days_left,
    days_overdue,
    matches,
    results,
    running,
    standing,
    uncovered,
)
from tests.core.build import blocker, county_wide, day, project

TODAY = day(38)
FORCE = TaskForce("T01", "征迁专班", since=day(10))
LAND = TaskForceMember("T01", "M001", (Category.LAND, Category.EXPROPRIATION))
FOREST = TaskForceMember("T01", "M002", (Category.FOREST,))


def test_results_are_those_of_its_span_and_corrections_are_taken_off() -> None:
    work = Work(
        land=[Delivered("G0001", day(9), 5000), Delivered("G0001", day(10), 12000), Delivered("G0002", day(20), 3050),
              Delivered("G0001", day(25), -1050)],
        closed=[Settled("B0001", day(9)), Settled("B0003", day(30)), Settled("B0002", day(30))],
        granted=[Settled("A0001", day(38)), Settled("A0002", day(10))])
    found = results(FORCE, work, TODAY)
    assert found.sums == (14000, 2, 2)  # 120 + 30.5 - 10.5 mu; the 50 mu of the day before it was set up are not its own
    assert [row.code for row in found.closed] == ["B0002", "B0003"]
    assert [row.code for row in found.granted] == ["A0002", "A0001"]
    ended = results(FORCE._replace(until=day(25)), work, TODAY)
    assert ended.sums == (14000, 0, 1)
    assert results(FORCE._replace(until=day(24)), work, TODAY).sums.delivered == 15050
    assert results(FORCE, Work(), TODAY).sums == (0, 0, 0)


def test_it_stands_from_its_first_day_to_its_last() -> None:
    ended = FORCE._replace(until=day(30))
    assert [standing(ended, day(n)) for n in (9, 10, 30, 31)] == [False, True, True, False]


def test_cover_names_who_can_break_what_is_open() -> None:
    blockers = [blocker("B0001", "P0001 P0002"), blocker("B0002"), blocker("B0003", category=Category.FUNDING),
                blocker("B0004", category=Category.FOREST, state=BlockerState.RESOLVED), blocker("B0005", "P0009"), county_wide()]
    assert cover(["P0001", "P0002"], blockers, [LAND, FOREST]) == [
        Cover("P0001", Category.LAND, ("B0001", "B0002"), ("M001",)), Cover("P0001", Category.FUNDING, ("B0003",), ()),
        Cover("P0002", Category.LAND, ("B0001",), ("M001",))]


# Dispatches -------------------------------------------------------------------------------------------------------------

SENT = Dispatch("D001", "M001", "U01", day(10), until=day(36))


def test_a_dispatch_runs_until_the_return_whatever_was_agreed() -> None:
    assert [running(SENT, day(n)) for n in (9, 10, 36, 38)] == [False, True, True, True]
    assert running(SENT._replace(returned=day(38)), day(37)) and not running(SENT._replace(returned=day(38)), TODAY)


def test_days_to_the_return() -> None:
    assert (days_left(SENT, day(30)), days_left(SENT, day(36)), days_left(SENT, TODAY)) == (6, 0, -2)
    assert (days_overdue(SENT, day(36)), days_overdue(SENT, TODAY)) == (0, 2)
    back = SENT._replace(returned=day(37))
    assert (days_left(back, TODAY), days_overdue(back, TODAY)) == (None, 0)
    assert days_left(SENT._replace(until=None), TODAY) is None


def approval(code: str, **fields: Any) -> Approval:
    return Approval(code, "P0001", ApprovalKind.FOREST, None, "U01", fields.pop("state", ApprovalState.SUBMITTED), **fields)


def entry(approval: str | None = None, text: str | None = "x", dispatch: str = "D001") -> DispatchEntry:
    return DispatchEntry(dispatch, day(20), "", "", approval, text)


def test_what_was_brought_back() -> None:
    approvals = {row.code: row for row in (
        approval("A0001", state=ApprovalState.GRANTED, granted=day(20)), approval("A0002"),
        approval("A0003", state=ApprovalState.GRANTED, granted=day(5)))}
    entries = [entry("A0002"), entry("A0001", None), entry("A0002", "再问"), entry("A0003"), entry(), entry(dispatch="D002")]
    # The one granted before they left is no fruit of it; the note on D002 is another's.
    assert brought(SENT, entries, approvals) == Brought(("A0002", "A0001", "A0003"), ("A0001",), 1)
    assert brought(SENT, [], approvals) == Brought()


# Where somebody is lacking ----------------------------------------------------------------------------------------------


def test_uncovered_are_higher_bodies_where_approvals_wait_and_nobody_is() -> None:
    units = {code: Unit(code, code, authority) for code, authority in (
        ("U01", Authority.PROVINCE), ("U02", Authority.NATIONAL), ("U03", Authority.CITY), ("U04", Authority.PROVINCE),
        ("U05", Authority.PROVINCE), ("U06", None))}
    queues = [Queue("U01", 5, day(1), 3), Queue("U02", 1, day(5), 1), Queue("U03", 9, day(1), 9), Queue("U04", 3, day(2), 0),
              Queue("U05", 7, day(3), 0), Queue("U06", 2, day(1), 2)]
    assert [row.unit for row in uncovered(queues, units, [SENT], TODAY)] == ["U02", "U04", "U05"]
    back = SENT._replace(returned=day(38))
    assert next(row.unit for row in uncovered(queues, units, [back], TODAY)) == "U01"


def person(code: str, **fields: Any) -> Person:
    return Person(code, code, fields.pop("post", ""), fields.pop("rank", Rank.STAFF), fields.pop("unit", None),
                  fields.pop("county", None), False)


def found(blockers: list[Any], members: list[TaskForceMember], helped: dict[str, str], until: date | None = None) -> list[Match]:
    projects = {row.code: row for row in (
        project("P0001", county="C01"), project("P0002", county="C02"), project("P0003", county="C02"),
        project("P0004", withdrawn="x"))}
    people = {row.code: row for row in (
        person("M001"), person("M002", county="C01"), person("M003", unit="U01"), person("M004"))}
    forces = [FORCE._replace(until=until), TaskForce("T02", "b", since=day(1)), TaskForce("T03", "c", since=day(1))]
    return matches(blockers, Matcher(projects, helped, forces, members, people, TODAY))


def test_a_match_is_a_skill_that_is_not_yet_where_it_is_needed() -> None:
    members = [LAND, TaskForceMember("T02", "M002", (Category.LAND,))]
    on_one = [blocker()]
    assert found(on_one, members, {}) == [Match("B0001", ("M002", "M001"))]  # M002 is of the project's county
    assert found(on_one, members, {"P0001": "T01"}) == []  # T01 has the skill
    assert found(on_one, [LAND, FOREST._replace(task_force="T02")], {"P0001": "T02"}) == [Match("B0001", ("M001",))]
    assert found(on_one, [LAND], {"P0001": "T01"}, until=day(37)) == []  # dissolved: its members' skills are nobody's
    assert found([blocker(category=Category.SEA)], members, {}) == []  # nobody has that skill
    assert found([blocker(state=BlockerState.RESOLVED), county_wide("B0002"), blocker("B0003", "P0004")], members, {}) == []
    assert found([blocker(on="P0001 P0002")], members, {"P0002": "T01"}) == []  # one of its projects is enough


def test_the_nearest_come_first_and_then_who_has_least_to_do() -> None:
    members = [TaskForceMember("T01", "M001", (Category.LAND,)), TaskForceMember("T02", "M002", (Category.LAND,)),
               TaskForceMember("T02", "M003", (Category.LAND,)), TaskForceMember("T03", "M004", (Category.LAND,))]
    helped = {"P0003": "T01", "P0002": "T02", "P0004": "T03"}
    # M002 is of its county, M003 of the unit that holds it; T03's only project is withdrawn, so M004 has none.
    assert found([blocker("B0009", "P0001", unit="U01")], members, helped) == [Match("B0009", ("M002", "M003", "M004", "M001"))]
    rows = [blocker("B0002", unit="U09"), blocker("B0001", unit="U09", due=day(20))]
    assert [(row.blocker, row.persons[0]) for row in found(rows, members, helped)] == [("B0002", "M002"), ("B0001", "M002")]
