"""四率 by group, with denominators of nought; what freezes most, with a pair counted once; deeds without a score."""

from typing import Any

import pytest

from campaign.core.activity import Deed, DeedKind, deeds, leader_on
from campaign.core.blasts import frees, in_all, standing, would_freeze
from campaign.core.model.blocker import BlockerState
from campaign.core.model.people import County
from campaign.core.model.project import Change, Channel, Investor, Project, Stage, Visit
from campaign.core.overview import is_private, rates, rates_by
from campaign.core.situation import Situation
from tests.core.build import blocker, county_wide, day, land, project, snapshot

PRIVATE, STATE = Investor.PRIVATE, Investor.STATE


def situation(*rows: Project, on: int = 38, **more: Any) -> Situation:
    return Situation.of(snapshot(rows, **more), day(on))


# Rates --------------------------------------------------------------------------------------------------------------------

CITY = (
    # Started, not registered: 300 of 1,000 done; 500 of 2,000 funds in; 120 registered by statistics.
    project("P0001", county="C01", investor=PRIVATE, total=5000, plan_100=1000, done_100=300, planned_start=day(5),
            started=day(5), stage=Stage.BUILDING, funds_planned=2000, funds_100=500, registered_100=120),
    # Due to start, not started.
    project("P0002", county="C01", investor=STATE, total=5000, plan_100=3000, planned_start=day(38)),
    # Due to be completed, completed and registered.
    project("P0003", county="C02", investor=STATE, total=499, planned_finish=day(30), finished=day(30), started=day(1),
            stage=Stage.COMPLETED, registered=day(9), done_100=77),
    project("P0004", county="C02", withdrawn="业主放弃", plan_100=9000, planned_start=day(1)),
)


def test_the_city_with_a_pencil() -> None:
    found = rates(situation(*CITY))
    # 开工率 1 of 2; 投资 300 of 1,000 + 3,000; 资金 500 of 2,000; 竣工率 1 of 1; 纳统率 0 of 1 (P0003 is below 500万).
    assert (found.start, found.investment, found.funds, found.finish, found.registration) == (500, 75, 250, 1000, 0)
    # Reported and registered money stand apart: 77 has no plan to be measured against, 120 is not reported.
    assert (found.done, found.plan, found.registered) == (300, 4000, 120)


def test_by_county() -> None:
    found = rates_by(situation(*CITY), lambda row: row.county)
    assert set(found) == {"C01", "C02"}
    one, other = found["C01"], found["C02"]
    assert (one.start, one.investment, one.finish, one.sums.projects) == (500, 75, None, 2)
    assert (other.start, other.investment, other.funds, other.finish, other.registration) == (None, None, None, 1000, None)
    assert found["C01"] == rates(situation(*CITY), county="C01")


def test_the_private_share() -> None:
    private, every = rates(situation(*CITY), is_private), rates(situation(*CITY))
    assert (private.plan, every.plan, private.done, every.done) == (1000, 4000, 300, 300)


def test_of_nothing_there_is_no_rate() -> None:
    found = rates(situation(project()))
    assert (found.start, found.investment, found.funds, found.finish, found.registration) == (None,) * 5
    assert rates(situation(), is_private).sums.projects == 0
    assert rates_by(situation(), lambda row: row.county) == {}


@pytest.mark.parametrize(("total", "expected"), [(499, None), (500, 0), (None, None)])
def test_small_projects_need_not_be_registered(total: int | None, expected: int | None) -> None:
    assert rates(situation(project(total=total, started=day(1)))).registration == expected


# Blast radius -------------------------------------------------------------------------------------------------------------

THREE = (project("P0001", county="C01", total=100, leader="L01"), project("P0002", county="C01", total=30, leader="L01"),
         project("P0003", county="C02", total=7, leader="L02"), project("P0009", county="C01", total=1000, withdrawn="放弃"))


def test_a_blocker_and_its_land_task_count_once() -> None:
    # G0001 (late) is on P0001 and P0002; B0001 points to it from P0001 alone: they stand as one, on both.
    told = situation(*THREE, blockers=[blocker(land_task="G0001")], lands=[land(on="P0001 P0002")])
    (one,) = standing(told)
    assert (one.code, one.also, one.hit.codes, one.hit.total, one.hit.leaders) == ("B0001", "G0001", ("P0001", "P0002"), 130, 1)
    assert frees(told, "B0001")[:4] == frees(told, "G0001")[:4] == (2, 130, 1, 0)


def test_a_land_task_freezes_once_it_is_late() -> None:
    task = land(on="P0001", due=day(38))
    assert standing(situation(*THREE, lands=[task])) == []
    assert [one.code for one in standing(situation(*THREE, lands=[task], on=39))] == ["G0001"]
    alone = situation(*THREE, blockers=[blocker(land_task="G0001", due=day(38))], lands=[task._replace(projects=("P0002",))])
    assert [(one.also, one.hit.codes) for one in standing(alone)] == [(None, ("P0001",))]


def test_most_money_first_then_most_projects() -> None:
    told = situation(*THREE, blockers=[blocker("B0001", "P0003"), blocker("B0002", "P0001"), county_wide("B0003", "C01"),
                                       blocker("B0004", "P0001 P0009")], lands=[land(on="P0001 P0003")])
    assert [(one.code, one.hit.total, one.hit.projects) for one in standing(told)] == [
        ("B0003", 130, 2), ("G0001", 107, 2), ("B0002", 100, 1), ("B0004", 100, 1), ("B0001", 7, 1)]
    # Every project once: 100 + 30 + 7.
    assert in_all(told, standing(told))[:3] == (3, 137, 2)


def test_what_would_be_free() -> None:
    # B0001 on three; P0002 is also under B0002, P0003 under a late land task: only P0001 comes free.
    items = [blocker("B0001", "P0001 P0002 P0003"), blocker("B0002", "P0002", state=BlockerState.OPEN)]
    told = situation(*THREE, blockers=items, lands=[land(on="P0003"), land("G0002", "P0001", due=day(60))])
    found = frees(told, "B0001")
    assert found[:4] == (1, 100, 1, 2)
    assert (found.codes, found.held) == (("P0001",), ("P0002", "P0003"))
    assert frees(told, "B0002")[:4] == (0, 0, 0, 1)
    with pytest.raises(KeyError):
        frees(told, "B0007")


def test_what_a_new_one_would_freeze() -> None:
    told = situation(*THREE, project("P0004", county="C01", stage=Stage.COMPLETED, total=5))
    assert would_freeze(told, ["P0003", "P0001", "P0001", "P0009", "P7777"], None)[:3] == (2, 107, 2)
    assert would_freeze(told, [], "C01") == (2, 130, 1, ("P0001", "P0002"))
    assert would_freeze(told, ["P0004"], None).total == 5  # named, it counts although it is finished
    assert would_freeze(told, [], "C07") == would_freeze(told, [], None) == (0, 0, 0, ())


# Deeds --------------------------------------------------------------------------------------------------------------------


def passed(number: int, before: str | None, after: str | None, code: str = "P0001") -> Change:
    return Change(code, day(number), f"{day(number)}T02:00:00Z", "hq", "leader", before, after)


def test_who_led_on_a_day() -> None:
    row = project(leader="L03")
    changes = [passed(10, "L01", "L02"), passed(20, "L02", "L03")]
    assert [leader_on(day(n), row, changes) for n in (1, 9, 10, 19, 20, 38)] == ["L01", "L01", "L02", "L02", "L03", "L03"]
    assert leader_on(day(1), row, []) == "L03"
    assert leader_on(day(1), row, [passed(10, None, "L03")]) is None


def solved(code: str, number: int, **fields: Any) -> Any:
    closed = {"state": BlockerState.RESOLVED, "resolved": day(number), "resolution": f"方案{code}"}
    return blocker(code, **{"on": "P0002", **closed, **fields})


def test_every_deed_once_and_the_newest_last() -> None:
    projects = {row.code: row for row in (project("P0001", leader="L01"), project("P0002", leader="L02"),
                                          project("P0003", leader="L01"), project("P0004", leader="L01", withdrawn="放弃"))}
    visits = [Visit("P0002", day(12), Channel.SITE, "L01", "B0003 当场定了"), Visit("P0001", day(30), Channel.PHONE, "L01")]
    items = [
        solved("B0001", 9, on="P0001"),  # before L01 took P0001 over: another's deed
        solved("B0002", 15, on="P0001"),
        solved("B0003", 12),  # named in the visit
        solved("B0004", 13, person="L01"),
        solved("B0005", 13),  # none of L01's
        solved("B0006", 31, on="P0001", person="L01"),  # twice over, once
        county_wide("B0007", "C01", state=BlockerState.RESOLVED, resolved=day(14), resolution="已销号"),
        blocker("B0008", "P0001"),  # not solved
    ]
    found = deeds("L01", projects, {"C01": County("C01", "临江区", "L01")}, [passed(10, "L02", "L01")], visits, items)
    assert found[-1] == Deed(None, DeedKind.LED, "P0003", None)  # nobody knows since when
    assert [(deed.on, deed.kind.value, deed.code) for deed in found[:-1]] == [
        (day(10), "claimed", "P0001"), (day(12), "visited", "P0002"), (day(12), "solved", "B0003"), (day(13), "solved", "B0004"),
        (day(14), "solved", "B0007"), (day(15), "solved", "B0002"), (day(30), "visited", "P0001"), (day(31), "solved", "B0006")]
    assert found[0].text == "L02"
    assert found[2].text == "方案B0003"
