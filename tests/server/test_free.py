"""What of a target is free for everybody, and what becomes a request: PRODUCT.md §10, field by field and in each direction.

The table is spelled from there, not from ``core/targets.py``.
"""

from shlex import split
from typing import NamedTuple

import pytest

from campaign.kinds import registry
from campaign.kinds.field import Nature
from campaign.store.records import REQUESTS
from tests.bought.check import City
from tests.bought.city import COUNTY, HQ, LEADER, make


class Row(NamedTuple):
    field: str
    line: str
    free: bool
    given: tuple[str, ...] = ()
    """What headquarters have written before."""
    who: str = COUNTY


def free(field: str, line: str, *given: str, who: str = COUNTY) -> Row:
    return Row(field, line, True, given, who)


def asks(field: str, line: str, *given: str, who: str = COUNTY) -> Row:
    return Row(field, line, False, given, who)


LED, YEAR = "edit P0013 --leader L02", "edit P0013 --plan-year 1000万"
TABLE = (
    # total: filled, but not where it is registered, or reaches what counts as major and has a leader
    free("project.total", "edit P0013 --total 2000万"), free("project.total", "edit P0013 --total 9亿"),
    free("project.total", "edit P0013 --total 2000万", LED), asks("project.total", "edit P0013 --total 9亿", LED),
    asks("project.total", "edit P0019 --total 2000万"), asks("project.total", "edit P0010 --total 9亿"),
    asks("project.total", "edit P0010 --total 1亿"), asks("project.total", "edit P0010 --total ''"),
    # plans: raised; the year's may be filled, the hundred days' not
    free("project.plan_year", "edit P0013 --plan-year 1000万"), free("project.plan_year", "edit P0013 --plan-year 2000万", YEAR),
    asks("project.plan_year", "edit P0013 --plan-year 500万", YEAR), asks("project.plan_year", "edit P0013 --plan-year ''", YEAR),
    asks("project.plan_100", "edit P0013 --plan 1000万"), asks("project.plan_100", "edit P0017 --plan 0"),
    free("project.plan_100", "edit P0010 --plan 9000万"), asks("project.plan_100", "edit P0010 --plan 7000万"),
    asks("project.plan_100", "edit P0010 --plan ''"),
    # funds planned: filled where there are no funds, raised
    free("project.funds_planned", "edit P0013 --funds-planned 1000万"),
    asks("project.funds_planned", "edit P0013 --funds-planned 1000万", "fund P0013 +100万"),
    free("project.funds_planned", "edit P0010 --funds-planned 9000万"),
    asks("project.funds_planned", "edit P0010 --funds-planned 1000万"),
    asks("project.funds_planned", "edit P0010 --funds-planned ''"),
    # planned start: filled where there is neither plan nor money nor start; planned finish: neither plan nor finish
    free("project.planned_start", "edit P0013 --planned-start +5d"),
    free("project.planned_start", "edit P0013 --planned-start -5d"),
    asks("project.planned_start", "edit P0018 --planned-start +5d"),
    asks("project.planned_start", "edit P0013 --planned-start +5d", "progress P0013 +10万"),
    asks("project.planned_start", "edit P0019 --planned-start -5d"),
    asks("project.planned_start", "edit P0013 --planned-start +50d", "edit P0013 --funds-planned 1000万"),  # a plan of funds
    asks("project.planned_start", "edit P0001 --planned-start +5d"),
    asks("project.planned_start", "edit P0001 --planned-start D+1"),
    asks("project.planned_start", "edit P0001 --planned-start ''"),
    free("project.planned_finish", "edit P0013 --planned-finish +50d"),
    asks("project.planned_finish", "edit P0018 --planned-finish +50d"),
    asks("project.planned_finish", "edit P0019 --planned-finish +50d", "edit P0019 --finished today --stage completed"),
    asks("project.planned_finish", "edit P0010 --planned-finish +50d"),
    asks("project.planned_finish", "edit P0010 --planned-finish D+9"),
    # suspended, its review, withdrawn: never filled; a suspension may end
    asks("project.suspended", "edit P0010 --suspended 资金 --review +5d"),
    free("project.suspended", "edit P0012 --suspended '' --review ''"),
    asks("project.suspended", "edit P0012 --suspended 天气"),
    asks("project.review", "edit P0012 --review +60d"), asks("project.review", "edit P0012 --review +1d"),
    free("project.review", "edit P0012 --suspended '' --review ''"),
    asks("project.withdrawn", "edit P0010 --withdrawn 业主放弃"),
    asks("project.withdrawn", "edit P0018 --withdrawn ''", "edit P0018 --withdrawn 业主放弃"),
    # county: filled where there is neither money nor a start
    free("project.county", "edit P0013 --county C01", "edit P0013 --county ''"),
    asks("project.county", "edit P0017 --county C01", "edit P0017 --county ''"),
    asks("project.county", "edit P0010 --county C02"), asks("project.county", "edit P0013 --county ''"),
    free("project.investor", "edit P0013 --investor private"), asks("project.investor", "edit P0014 --investor state"),
    asks("project.investor", "edit P0014 --investor ''"),
    asks("project.provincial_key", "edit P0016 --provincial-key"),
    asks("project.provincial_key", "edit P0016 --no-provincial-key", "edit P0016 --provincial-key"),
    # the leader: taken freely, given away by request
    free("project.leader", "claim P0013 -l L01", who=LEADER), free("project.leader", "claim P0011 -l L01 --yes", who=LEADER),
    asks("project.leader", "claim P0010 -l L02 --yes", who=LEADER),
    asks("project.leader", "edit P0010 --leader L02 --yes", who=LEADER),
    asks("project.leader", "edit P0010 --leader ''", who=LEADER),
    # the stage: forward, but not permitted as long as a permit lacks
    free("project.stage", "edit P0014 --stage prework"), asks("project.stage", "edit P0014 --stage planning"),
    asks("project.stage", "edit P0014 --stage permitted"), asks("project.stage", "edit P0010 --stage prework"),
    # land tasks
    free("land_task.target", "edit G0003 --target 400"), asks("land_task.target", "edit G0003 --target 100"),
    asks("land_task.target", "edit G0003 --target ''"),
    free("land_task.target", "edit G0004 --target 80", "edit G0004 --target ''"),
    asks("land_task.target", "edit G0003 --target 400", "edit G0003 --target ''"),
    free("land_task.due", "edit G0001 --due +1d"), asks("land_task.due", "edit G0001 --due +20d"),
    asks("land_task.due", "edit G0001 --due ''"), free("land_task.due", "edit G0004 --due D+60", "edit G0004 --due ''"),
    asks("land_task.due", "edit G0004 --due D+120", "edit G0004 --due ''"),
    asks("land_task.due", "edit G0004 --due D+95", "edit G0004 --due D+120"), free("land_task.due", "edit G0004 --due D+80"),
    asks("land_task.kind", "edit G0003 --kind forest"), asks("land_task.measure", "edit G0003 --measure households"),
    free("land_task.authority", "edit G0004 --authority county"), asks("land_task.authority", "edit G0001 --authority province"),
    asks("land_task.authority", "edit G0001 --authority county", "edit G0001 --authority province"),
    # approvals
    free("approval.due", "edit A0001 --due D+20"), asks("approval.due", "edit A0001 --due +1d --yes", "edit A0001 --due D+20"),
    asks("approval.due", "edit A0001 --due +90d"),
    asks("approval.authority", "edit A0001 --authority county"), asks("approval.authority", "edit A0001 --authority national"),
    free("approval.submitted", "submit A0007"), asks("approval.submitted", "submit A0008", "reopen A0008"),
    asks("approval.state", "waive A0005"), asks("approval.expires", "edit A0004 --expires +90d"),
    asks("approval.expires", "edit A0004 --expires ''"),
    # blockers
    free("blocker.due", "edit B0009 --due +1d"), asks("blocker.due", "edit B0009 --due +90d"),
    free("blocker.due", "edit B0009 --due D+0"), asks("blocker.due", "edit B0009 --due D-1"),
    asks("blocker.authority", "edit B0007 --authority province"), asks("blocker.authority", "edit B0001 --authority county"),
    asks("blocker.category", "edit B0009 --category other"), free("blocker.category", "edit B0007 --category safety"),
    free("blocker.category", "edit B0007 --category other"),
    asks("blocker.due", "edit B0007 --due D+21"),
    asks("blocker.about", "edit B0001 --about A0001"), asks("blocker.about", "edit B0006 --about G0001"),
    free("blocker.hold", "hold B0008 --reason weather --review +14d"),
    asks("blocker.hold", "hold B0008 --reason weather --review +15d"),
    asks("blocker.hold", "hold B0007 --reason weather --review +3d"),
    asks("blocker.hold", "hold B0008 --reason weather --review +3d", "hold B0008 --reason weather --review +1d", "reopen B0008"),
    free("blocker.hold", "reopen B0008", "hold B0008 --reason weather --review +1d"),
    # leads: from their signing on
    free("lead.total", "edit K0001 --total 9亿"),
    free("lead.total", "edit K0001 --total ''"),
    free("lead.leader", "edit K0002 --leader L02", "edit K0002 --leader ''", who=LEADER),
    free("lead.county", "edit K0002 --county C02", "edit K0002 --county ''", who=LEADER),
    asks("lead.total", "edit K0002 --total 5亿"), asks("lead.total", "edit K0003 --total 9亿"),
    asks("lead.total", "edit K0003 --total 1000万"), free("lead.county", "edit K0001 --county C02", who=LEADER),
    asks("lead.county", "edit K0003 --county C02"), free("lead.leader", "edit K0001 --leader L02 --yes", who=LEADER),
    asks("lead.leader", "edit K0002 --leader L02 --yes", who=LEADER),
    free("lead.dropped", "advance K0001 --drop 不来了"), asks("lead.dropped", "advance K0003 --drop 不来了"),
    asks("lead.stage", "advance K0003 talks --note 退回"),
    # confirmed results that are changed or emptied
    asks("project.started", "edit P0010 --started -1d"), asks("project.registered", "edit P0011 --registered -1d"),
    asks("project.registered", "edit P0011 --registered ''"),
    asks("project.finished", "edit P0011 --finished -1d", "edit P0011 --finished today --stage completed"),
    asks("registered.money", "register P0010 2026-10 200万"), asks("registered.money", "register P0010 2026-10 900万"),
    free("registered.money", "register P0010 2026-11 200万"),
)
REOPENED = {"resolved": "reopen", "accepted": "reopen", "granted": "reopen"}
"""Results that a verb takes back, freely: the old due day is kept."""
HEADQUARTERS = ("indicator.target",)
"""Theirs alone."""


@pytest.fixture(scope="module")
def free_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("free")
    return City(folder / "city.db", make(folder / "city.db"), folder)


def explained(line: str) -> list[str]:
    """A reason, wherever one may be given."""
    words = split(line)
    return words if words[0] in ("fund", "progress", "add-lead") or (words[0] == "advance") else [*words, "--why", "经会商"]


@pytest.mark.parametrize("row", TABLE, ids=[f"{row.field}: {row.line}" for row in TABLE])
def test_it_is_free_or_asked_for(row: Row, free_city: City) -> None:
    place = free_city.place("work")
    for line in row.given:
        said = place.enter(HQ, explained(line))
        assert said.code == 0, (line, said)
    seq = place.seq()
    said = place.enter(row.who, explained(row.line))
    assert said.code == 0, said
    assert place.seq() > seq, "nothing has changed"
    asked = [line for line in said.out.splitlines() if line.startswith("Q")]
    assert bool(asked) is not row.free, said
    session = place.session()
    try:
        assert [one.code for one in REQUESTS.all(session.store)] == asked
        wanted = {one.field.split(":")[0] for one in REQUESTS.all(session.store)}
    finally:
        session.close()
    named = row.field.split(".")[1]
    assert row.free or {"money": "registered_money"}.get(named, named) in wanted


def test_every_target_and_result_stands_in_the_table() -> None:
    known = {row.field for row in TABLE}
    assert [f"{kind.name}.{field.name}" for kind in registry.kinds() for field in kind.by_name.values()
            if field.nature in (Nature.TARGET, Nature.RESULT) and f"{kind.name}.{field.name}" not in known
            and f"{kind.name}.{field.name}" not in HEADQUARTERS and field.name not in (*REOPENED, "signed", "landed")] == []


FIRST = (
    ("edit P0013 --planned-start +5d", "edit P0013 --planned-start +50d", "edit P0013 --planned-start ''"),
    ("edit P0010 --plan 9000万", "edit P0010 --plan 8000万"), ("edit G0001 --due +1d", "edit G0001 --due D+40"),
    ("edit B0009 --due +1d", "edit B0009 --due D+60"), ("edit P0013 --investor private", "edit P0013 --investor state"))
"""What is free, and then back to where it was, or to what it might have been at first."""


@pytest.mark.parametrize("lines", FIRST, ids=[lines[0] for lines in FIRST])
def test_until_midnight_one_corrects_what_one_typed_oneself(lines: tuple[str, ...], free_city: City) -> None:
    """Nobody else does, nor oneself the day after, nor beyond what stood there before."""
    place = free_city.place("work")
    for line in lines:
        said = place.enter(COUNTY, explained(line))
        assert said.code == 0 and not said.out.startswith("Q"), said
    if len(lines) == 2 and "--investor" not in lines[0]:
        further = {"9000万": "edit P0010 --plan 7000万", "G0001": "edit G0001 --due D+60", "B0009": "edit B0009 --due D+80"}
        beyond = next(line for key, line in further.items() if key in lines[0])
        assert place.enter(COUNTY, explained(beyond)).out.startswith("Q")
    later = free_city.place("later")
    assert later.enter(COUNTY, explained(lines[0])).code == 0
    later.later(1)
    assert later.enter(COUNTY, explained(lines[1])).out.startswith("Q")


def test_a_filled_day_does_not_put_off_the_blockers_that_point_there(free_city: City) -> None:
    """The act is free, the later day of the blocker is asked for."""
    place = free_city.place("work")
    assert place.enter(HQ, explained("edit G0004 --due ''")).code == 0
    made = place.enter(HQ, split("add-blocker 林地没批 --about G0004 --category forest"))
    assert made.code == 0, made
    code = made.out.split()[0]
    said = place.enter(COUNTY, split("edit G0004 --due D+90 --why 已定"))
    assert said.code == 0 and [line[0] for line in said.out.split()] == ["Q"], said
    session = place.session()
    try:
        blocker, task = session.situation().snapshot.blockers[code], session.situation().snapshot.lands["G0004"]
        (request,) = REQUESTS.all(session.store)
        assert (request.subject, request.field) == (code, "due")
        assert (blocker.due, task.due) == (session.day("+7d"), session.day("D+90"))
    finally:
        session.close()
