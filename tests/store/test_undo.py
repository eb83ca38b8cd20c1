"""Undo takes back exactly what was done, or says why it cannot; and whatever is written, patched equals freshly read."""

import inspect
import random
from collections.abc import Callable
from typing import Any

import pytest

from campaign.core.errors import BadInput, CampaignError, Changed, Refused
from campaign.service import (
    Session,
    approvals,
    blockers,
    cases,
    chain,
    create,
    indicators,
    land,
    leads,
    merit_verbs,
    projects,
    records,
    reserve,
    saved_lists,
    settings,
    task_forces,
)
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.checks import counts, verify
from campaign.store.queries.land import land_tasks
from campaign.store.queries.log import log
from campaign.store.queries.names import named
from campaign.store.write import Done
from tests.core.test_situation import facts
from tests.store.conftest import Open
from tests.store.world import VERBS, Clock, check_totals, everything


def test_every_verb_is_tried() -> None:
    there = {name for module in (blockers, cases, chain, records, task_forces, land, approvals, merit_verbs, indicators, leads,
                                    reserve, settings, saved_lists, projects)
             for name, verb in inspect.getmembers(module, inspect.isfunction)
             if verb.__module__ == module.__name__ and not name.startswith("_")
             and inspect.signature(verb).return_annotation is Done}
    tried = {name.split()[0] for name in VERBS} - {"add_approvals", "advance"}  # give the new codes too
    tried = (tried - {"add_county", "add_unit"}) | {"add"}  # of a kind whose fields say it all
    tried.add("change")  # needs an entry first: test_a_list_entry_that_changed
    tried.add("remove")  # needs a list first: tests/cli/test_views
    assert there == tried  # "undo" gives an AuditEntry: it is what is tested here


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_undo_restores_exactly(verb: Callable[[Session], Done], session: Session, enter: Open) -> None:
    other = enter("other")
    before = everything(session)
    seen = other.situation()
    done = verb(session)
    assert done.seq
    after = everything(session)
    assert after != before
    check_totals(session)
    seen = other.refreshed(seen)
    assert facts(seen) == facts(enter("third").situation())
    undone = settings.undo(session)
    assert undone.seq == done.seq
    assert everything(session) == before
    check_totals(session)
    seen = other.refreshed(seen)
    assert facts(seen) == facts(other.situation())
    assert verify(session.store) == session.store.snapshot().seq == done.seq + 1
    newest = log(session.store, limit=1)[0]
    assert (newest.verb, newest.undoes, newest.actor) == ("undo", done.seq, "hq")
    assert verb(session).seq == done.seq + 2  # and it can be done again


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_undo_leaves_no_open_form_fooled(verb: Callable[[Session], Done], session: Session) -> None:
    """What was read before the undo is told to be old, even when the values are the same again."""
    def versions() -> dict[str, int]:
        rows = session.store.snapshot()
        return {code: row.version for table in (rows.counties, rows.units, rows.people, rows.projects,
                                                         blockers_queries.blockers(session.store),
                                                         land_tasks(session.store),
                                                         {row.code: row for row in approvals_queries.approvals(session.store)})
                for code, row in table.items()}

    before = versions()
    changed = {code for code in log(session.store, limit=1)[0].touched if code in before} if verb(session) else set()
    during = versions()
    settings.undo(session)
    after = versions()
    assert all(after[code] > during[code] > before[code] for code in changed if during[code] != before[code])
    assert all(after[code] >= before[code] for code in before)


def test_undo_goes_back_step_by_step_and_is_not_undone(session: Session) -> None:
    before = everything(session)
    for verb in ("claim", "assign", "report"):
        VERBS[verb](session)
    assert [settings.undo(session).verb for _ in range(3)] == ["progress", "assign", "claim"]
    assert everything(session) == before


def test_undo_is_ones_own(session: Session, enter: Open) -> None:
    other = enter("other")
    VERBS["claim"](session)
    with pytest.raises(Refused) as refused:
        settings.undo(other)
    assert (refused.value.key, refused.value.exit_code) == ("nothing_to_undo", 1)
    VERBS["note"](other)
    assert settings.undo(session).verb == "claim"
    assert settings.undo(other).verb == "note"


def test_init_is_not_undone(tmp_path: Any, clock: Clock) -> None:
    create.init(tmp_path / "new.db", "新", "2026-10-01", "hq", clock=clock)
    session = Session(tmp_path / "new.db", "hq", clock=clock)
    with pytest.raises(Refused):
        settings.undo(session)
    session.close()


BUILT_UPON: dict[str, tuple[str, Callable[[Session], object]]] = {
    "claimed by another since": ("claim", lambda s: projects.claim(s, "P0003", "L02")),
    "the new land task worked on": ("add_land_task", lambda s: land.land_progress(s, "G0003", amount="1户")),
    "the new approval submitted": ("add_approvals submitted", lambda s: approvals.grant(s, "A0004")),
    "a blocker about the new land task": ("add_land_task", lambda s: blockers.add_blocker(s, {"title": "新"}, about="G0003")),
    "accepted and reopened": ("accept", lambda s: land.reopen(s, "G0001", "回头看")),
    "granted since": ("submit", lambda s: approvals.grant(s, "A0002")),
    "registered anew": ("register", lambda s: projects.register(s, "P0002", "2026-11", "510万")),
    "led by the new leader": ("add_person leader", lambda s: projects.claim(s, "P0001", "L04")),
    "reported on the new project": ("add_project", lambda s: projects.report(s, "P0006", {"done": "进场"})),
    "visit to the new project": ("add_project", lambda s: projects.visit(s, "P0006")),
    "the new project renamed": ("add_project", lambda s: records.edit(s, "P0006", {"name": "冷链物流园二期"})),
    "the new blocker moved": ("add_blocker", lambda s: blockers.assign(s, "B0007", "U02")),
    "the new blocker noted": ("add_blocker", lambda s: blockers.note(s, "B0007", "看过")),
    "a project in the new county": ("add_county", lambda s: records.edit(s, "P0001", {"county": "C03"})),
    "a unit's blocker": ("add_unit", lambda s: blockers.assign(s, "B0001", "U05")),
    "moved on again": ("assign", lambda s: blockers.assign(s, "B0002", "U01")),
    "moved on and back again": ("assign", lambda s: (blockers.assign(s, "B0002", "U01"), blockers.assign(s, "B0002", "U04"))),
    "escalated further": ("escalate", lambda s: blockers.escalate(s, "B0001")),
    "reopened": ("resolve", lambda s: blockers.reopen(s, "B0002", "没销")),
    "resolved after the hold": ("hold", lambda s: blockers.resolve(s, "B0002", "已销号")),
    "the code taken": ("edit details", lambda s: records.add_project(s, {"name": "新", "national_code": "2610-4"})),
    "the name taken": ("edit county", lambda s: records.add(s, "county", {"name": "望潮区"})),
    "set by another": ("set_value", lambda s: settings.set_value(s, "progress_yellow", "7")),
    "suspended upon a review": ("", lambda s: records.edit(s, "P0004", {"suspended": "资金"})),
    "leads since the board was given": ("edit person", lambda s: projects.claim(s, "P0001", "M002")),
}


@pytest.mark.parametrize(("mine", "theirs"), BUILT_UPON.values(), ids=BUILT_UPON)
def test_undo_is_refused_when_built_upon(mine: str, theirs: Callable[[Session], object], session: Session, enter: Open) -> None:
    other = enter("other")
    if mine:
        VERBS[mine](session)
    else:
        records.edit(session, "P0004", {"review": "D+60"})
    theirs(other)
    before, seq = everything(session), session.store.snapshot().seq
    with pytest.raises(Changed) as refused:
        settings.undo(session)
    assert refused.value.exit_code == 7
    assert everything(session) == before
    assert verify(session.store) == seq


def test_undo_keeps_what_others_did_beside_it(session: Session, enter: Open) -> None:
    """Other columns of the row, and other rows, are no conflict."""
    projects.claim(session, "P0003", "L01")
    records.edit(enter("other"), "P0003", {"total": "9亿"})
    settings.undo(session)
    project = projects_queries.project(session.store, "P0003")
    assert (project.leader, project.total) == ("L03", 90_000)


ON_BLOCKER: list[Callable[[Session, str], Done]] = [
    lambda s, code: blockers.escalate(s, code), lambda s, code: blockers.note(s, code, "记"),
    lambda s, code: records.edit(s, code, {"due": "D+70"}, why="补件")]


def _random_verb(rng: random.Random, session: Session) -> Done:
    """One of the verbs on rows picked at random; it may be refused."""
    store = session.store
    pick: Callable[[str], str] = lambda kind: rng.choice(sorted(row[0] for row in named(store, kind)))  # noqa: E731
    day = f"D+{rng.randint(0, 37)}"
    match rng.randrange(13):
        case 0:
            return records.add_project(session, {"name": f"项目{rng.random()}", "county": rng.choice(["C01", "C02", ""]),
                                               "started": rng.choice([None, day]), "plan_100": "1000", "total": "2亿"})
        case 1:
            one = rng.random() < 0.5
            return blockers.add_blocker(session, {"title": "堵点", "category": rng.choice(["land", "safety"]), "unit": "U01"},
                                     projects=[pick("project"), pick("project")] if one else None,
                                     county=None if one else pick("county"), opened=day)
        case 2:
            return records.edit(session, pick("project"), rng.choice([
                {"county": pick("county")}, {"withdrawn": rng.choice(["", "调出"])}, {"total": rng.choice(["", "3亿", "100"])},
                {"stage": "completed"}, {"suspended": "停工", "review": day}, {"suspended": ""}, {"leader": pick("leader")},
                {"stage": "building", "started": day}, {"provincial_key": rng.choice(["yes", "no"])}]))
        case 3:
            return projects.report(session, pick("project"), {}, money=rng.choice(["+100", "-30", "0"]), on=day,
                               on_site=rng.random() < 0.3, safety=rng.choice([None, None, "预警"]))
        case 4:
            return projects.report(session, pick("project"), {}, to="800", on=day)
        case 5:
            return projects.visit(session, pick("project"), by=pick("person"), channel=rng.choice(["site", "phone"]), on=day)
        case 6:
            return blockers.assign(session, pick("blocker"), pick("unit"), did=rng.choice([None, "办了"]))
        case 7:
            return blockers.hold(session, pick("blocker"), "weather", f"D+{rng.randint(37, 60)}")
        case 8:
            return blockers.resolve(session, pick("blocker"), "办结", on_site=rng.random() < 0.5)
        case 9:
            return blockers.reopen(session, pick("blocker"), "又来了")
        case 10:
            blocker = pick("blocker")
            return rng.choice(ON_BLOCKER)(session, blocker)
        case 11:
            return projects.handover(session, pick("person"), pick("leader"))
    if rng.random() < 0.5:
        return projects.excuse(session, f"{day}..D+40", "台风", county=rng.choice([None, "C01"]))
    return settings.set_value(session, "progress_red", str(rng.randint(10, 40)))


@pytest.mark.parametrize("seed", range(4))
def test_one_person_can_take_back_everything(seed: int, session: Session, enter: Open, clock: Clock) -> None:
    """Any sequence, undone to its beginning, passes through every state it came by; another session follows it all."""
    rng, reader = random.Random(seed), enter("reader")
    stack: list[dict[str, Any]] = []
    seen, states = reader.situation(), 0
    for _ in range(40):
        before, seq = everything(session), session.store.snapshot().seq
        try:
            if stack and rng.random() < 0.25:
                settings.undo(session)
                assert everything(session) == stack.pop()
            elif _random_verb(rng, session).seq:
                stack.append(before)
        except (BadInput, Refused):
            assert session.store.snapshot().seq == seq
        clock.pass_by(minutes=rng.randint(1, 30), days=rng.random() < 0.05)
        if rng.random() < 0.7:  # else two writes arrive at once
            seen = reader.refreshed(seen)
            assert facts(seen) == facts(enter("fresh").situation())
            states += 1
    check_totals(session)
    while stack:
        settings.undo(session)
        assert everything(session) == stack.pop()
    assert facts(reader.refreshed(seen)) == facts(reader.situation())
    assert verify(session.store) == counts(session.store)["audit"]
    assert states > 15


@pytest.mark.parametrize("seed", range(4))
def test_three_people_at_once(seed: int, enter: Open, clock: Clock) -> None:
    """Undo among others' writes either works or is refused whole; totals, chain and followers stay right."""
    rng, people = random.Random(100 + seed), [enter(name) for name in ("a", "b", "c")]
    reader = enter("reader")
    seen, undone = reader.situation(), 0
    for _ in range(60):
        person, seq = rng.choice(people), reader.store.snapshot().seq
        try:
            if rng.random() < 0.35:
                settings.undo(person)
                undone += 1
            else:
                _random_verb(rng, person)
        except CampaignError:
            assert reader.store.snapshot().seq == seq
        clock.pass_by(minutes=1)
        seen = reader.refreshed(seen)
        check_totals(person)
    assert facts(seen) == facts(reader.situation())
    assert verify(reader.store) == counts(reader.store)["audit"]
    assert undone


def test_a_list_entry_that_changed(session: Session) -> None:
    reserve.add(session, "P0001", "provincial_key", note="首批")
    before = everything(session)
    reserve.change(session, "P0001", "provincial_key", state="listed", deadline="D+70", note="")
    assert projects_queries.project(session.store, "P0001").provincial_key
    settings.undo(session)
    assert everything(session) == before
    assert reserve.change(session, "P0001", "provincial_key", state="candidate").seq == 0
