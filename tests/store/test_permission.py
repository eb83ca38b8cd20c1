"""What a member changes, in all tables, is what that member may touch: every verb, held against rows read before and after."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from campaign.core import roles
from campaign.core.errors import CampaignError, NotAllowed
from campaign.service import Session, blockers, chain, leads, members, news, records, saved_lists
from campaign.service import projects as projects_service
from campaign.store.audit import REFUSED
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.log import head, log
from campaign.store.queries.members import member_keys
from campaign.store.queries.projects import visits
from tests.store.conftest import Open
from tests.store.test_roles import KEY
from tests.store.world import VERBS, Clock

Row = Mapping[str, Any]
Tables = dict[str, dict[Any, Row]]
MEMBERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "staff of C01": ("M002", "staff", {"county": "C01"}), "staff of C02": ("M002", "staff", {"county": "C02"}),
    "staff of U01": ("M002", "staff", {"unit": "U01"}), "staff of U02": ("M002", "staff", {"unit": "U02"}),
    "leader of C01": ("L01", "leader", {}), "leader of P0002": ("L02", "leader", {}), "leader of P0003": ("L03", "leader", {})}
FREE = frozenset({"audit", "campaign", "counters", "views", "trips", "promotion_events", "dispatch_entries", "merit_answers"})
"""Of the program itself, or of whoever enters them: trips and events have a test of their own."""
FOLLOWED = frozenset({"due", "authority", "version", "touched"})
TOTALS = frozenset({"done_100", "last_report", "last_money", "last_visit", "funds_100", "registered_100", "leader_visit", "crew",
                    "crew_planned", "too_late_after", "risk_after", "lapses", "next_contact"})
"""Of a project, counted from rows that are looked at themselves."""
Come = Callable[[str], Session]


@pytest.fixture
def come(session: Session, enter: Open) -> Come:
    def enter_as(name: str) -> Session:
        person, role, where = MEMBERS[name]
        members.add(session, person, role, **where)
        members.add_key(session, person, KEY.format("ABCDEFG"[list(MEMBERS).index(name)]))
        return enter(person, me=person, key=member_keys(session.store, person)[0].fingerprint)

    return enter_as


def tables(path: Path) -> Tables:
    """Every row of every table, by its key."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: Tables = {}
        for name in names:
            keys = [row["name"] for row in connection.execute(f"PRAGMA table_info({name})") if row["pk"]]
            found[name] = {tuple(row[key] for key in keys): dict(row) for row in connection.execute(f"SELECT * FROM {name}")}
        return found


def differing(before: Tables, after: Tables) -> Iterator[tuple[str, Row | None, Row | None]]:
    for name in before.keys() - FREE:
        for key in before[name].keys() | after[name].keys():
            old, new = before[name].get(key), after[name].get(key)
            if old != new:
                yield name, old, new


class Whose:
    """What is somebody's, told from the tables as they were, by rules of its own."""

    def __init__(self, member: tuple[str, str, dict[str, str]], before: Tables, after: Tables) -> None:
        self.person, self.where, self.before, self.after = member[0], member[2], before, after

    def place(self, county: str | None) -> bool:
        return county is not None and (county == self.where.get("county")
                                       or self.before["counties"][(county,)]["leader"] == self.person)

    def held(self, row: Row) -> bool:
        return self.place(row.get("county")) or (row.get("unit") is not None and row["unit"] == self.where.get("unit")) \
            or self.person in (row.get("leader"), row.get("manager"), row.get("person"))

    def project(self, code: str) -> bool:
        row = self.before["projects"].get((code,))
        if row is not None:
            return self.held(row)
        new, was = self.after["projects"][(code,)], None
        for lead in self.after["leads"].values():
            if lead["project"] == code:
                was = self.before["leads"].get((lead["code"],))
        if was is not None:
            return self.held(was)
        return self.place(new["county"]) if new["county"] else self.held(new)

    def projects(self, table: str, column: str, code: str) -> list[str]:
        return [row["project"] for row in self.after[table].values() if row[column] == code]

    def spanning(self, table: str, links: str, column: str, code: str) -> bool:
        on, row = self.projects(links, column, code), self.before[table].get((code,))
        if row is not None:
            return self.held(row) or any(map(self.project, on))
        return all(map(self.project, on)) if on else self.place(self.after[table][(code,)]["county"])

    def may(self, table: str, old: Row | None, new: Row | None) -> bool:
        row = new or old or {}
        match table:
            case "blockers" if old and new and {name for name in new if new[name] != old[name]} <= FOLLOWED:
                return True  # it follows what it points to
            case "blocker_events" if row["kind"] == "due":
                return True
            case "projects" if old and new and {name for name in new if new[name] != old[name]} <= TOTALS:
                return True
            case "projects":
                return self.project(row["code"])
            case "blockers" | "blocker_events":
                return self.spanning("blockers", "blocker_projects", "blocker", row.get("blocker") or row["code"])
            case "land_tasks" | "land_events":
                return self.spanning("land_tasks", "land_task_projects", "task", row.get("task") or row["code"])
            case "approvals" | "approval_events":
                code = row.get("approval") or row["code"]
                on = self.after["approvals"][(code,)]["project"]
                return self.held(self.before["approvals"].get((code,), {})) or self.project(on)
            case "leads" | "lead_events":
                code = row.get("lead") or row["code"]
                lead = self.before["leads"].get((code,))
                new_lead = self.after["leads"][(code,)]
                return self.held(lead) if lead else self.place(new_lead["county"]) if new_lead["county"] else self.held(new_lead)
            case "requests" | "target_changes" | "results":
                return True  # the record that they are about has rows of its own, or was asked about
            case _:
                return self.project(row["project"])


@pytest.mark.parametrize("who", MEMBERS)
def test_every_row_that_a_verb_changes_is_ones_own(who: str, come: Come, path: Path, tmp_path: Path) -> None:
    member = come(who)
    start, done = tmp_path / "start.db", 0
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(start),))
    for number, (name, verb) in enumerate(VERBS.items()):
        path = Path(shutil.copy(start, tmp_path / f"{number}.db"))
        before = tables(path)
        session = Session(path, member.actor, clock=member.clock, me=member.me, key=member.key)
        with suppress(CampaignError):
            verb(session)
            done += 1
        session.close()
        after = tables(path)
        whose = Whose(MEMBERS[who], before, after)
        wrong = [(table, old, new) for table, old, new in differing(before, after) if not whose.may(table, old, new)]
        assert not wrong, (who, name, wrong)
    assert done > 4


def test_what_is_solved_on_site_is_a_visit_to_ones_own_projects_only(come: Come) -> None:
    staff = come("staff of C01")
    blockers.resolve(staff, "B0003", "管线已迁", on_site=True, by="L03")  # on P0002 of C02, and P0003
    assert [row.solved for row in visits(staff.store, project="P0003", person=None)] == ["B0003"]
    assert "B0003" not in [row.solved for row in visits(staff.store, project="P0002")]
    assert blockers.unvisited(staff, "B0003") == ["P0002"]


ADD = {"name": "新的"}


@pytest.mark.parametrize("who, verb", [
    ("staff of C01", lambda s: records.add_project(s, {**ADD, "leader": "L02"})),
    ("staff of C01", lambda s: records.add_project(s, {**ADD, "county": "C01", "leader": "L01"})),
    ("staff of C01", lambda s: records.edit(s, "P0001", {"leader": "L02"})),
    ("staff of C01", lambda s: records.edit(s, "P0001", {"leader": ""})),
    ("staff of C01", lambda s: projects_service.claim(s, "P0001", "L02")),
    ("staff of C01", lambda s: leads.add_lead(s, {**ADD, "leader": "L02"})),
    ("staff of C01", lambda s: leads.add_lead(s, {**ADD, "leader": "L02"}, stage="landed")),
    ("staff of C01", lambda s: records.edit(s, "K0001", {"leader": "L02"})),
    ("staff of U01", lambda s: records.add_project(s, {**ADD, "unit": "U01", "leader": "L02"})),
    ("leader of P0002", lambda s: records.add_project(s, {**ADD, "leader": "L03"})),
])
def test_who_may_claim_nothing_gives_no_leader(who: str, verb: Callable[[Session], object], come: Come) -> None:
    session = come(who)
    with pytest.raises(NotAllowed):
        verb(session)


@pytest.mark.parametrize("who, verb", [
    ("staff of U01", lambda s: records.add_project(s, {**ADD, "county": "C02", "unit": "U01"})),
    ("staff of U01", lambda s: records.add_project(s, {**ADD, "county": "C02", "unit": "U01", "manager": "M002"})),
    ("leader of P0002", lambda s: records.add_project(s, {**ADD, "county": "C02", "leader": "L02"})),
    ("leader of P0002", lambda s: leads.add_lead(s, {**ADD, "county": "C02", "leader": "L02"})),
    ("leader of P0002", lambda s: leads.add_lead(s, {**ADD, "county": "C02", "leader": "L02"}, stage="landed")),
    ("staff of U01", lambda s: blockers.add_blocker(s, {"title": "冻", "category": "safety", "unit": "U01"}, county="C02")),
    ("staff of U01", lambda s: blockers.add_blocker(s, {"title": "冻", "category": "safety", "unit": "U01"}, projects=["P0002"])),
])
def test_places_decide_whose_a_new_thing_is(who: str, verb: Callable[[Session], object], come: Come) -> None:
    session = come(who)
    with pytest.raises(NotAllowed):
        verb(session)


def test_what_lies_in_ones_place_or_in_none_may_be_added(come: Come) -> None:
    """The county's leader adds there; a lead takes its leader along to the project that it becomes."""
    leader = come("leader of C01")
    records.add_project(leader, {**ADD, "county": "C01", "leader": "L01"})
    lead = leads.add_lead(leader, {"name": "线索", "leader": "L01"}).subject
    project = leads.advance(leader, lead, "landed").project
    assert project is not None and projects_queries.project(leader.store, project).leader == "L01"


def test_staff_land_a_lead_that_somebody_promotes(come: Come) -> None:
    staff = come("staff of C01")
    project = leads.advance(staff, "K0001", "landed").project
    assert project is not None and projects_queries.project(staff.store, project).leader == "L01"


def test_a_lead_becomes_no_project_of_others(come: Come) -> None:
    staff = come("staff of C01")
    with pytest.raises(NotAllowed):
        leads.advance(staff, "K0001", "landed", project="P0002")
    assert [entry.verb for entry in log(staff.store, limit=1)] == [REFUSED]


def test_a_trip_or_event_belongs_to_who_travels_and_who_entered_it(come: Come, session: Session) -> None:
    staff = come("staff of C01")
    for code in ("R001", "E001"):  # L02's, and headquarters'
        assert staff.refusal("edit", code) is not None
        with pytest.raises(NotAllowed):
            records.edit(staff, code, {"place": "别处"})
    trip = chain.add_trip(staff, {"leader": "L02", "place": "长三角", "first": "D+30", "last": "D+32"}).subject
    event = chain.add_event(staff, {"name": "签约会", "on": "D+50"}).subject
    for code in (trip, event):
        assert records.edit(staff, code, {"place": "会展中心"}).seq
    leader = come("leader of P0002")
    for code in ("R001", trip):
        assert records.edit(leader, code, {"place": "苏州"}).seq
    with pytest.raises(NotAllowed):
        records.edit(leader, event, {"place": "别处"})
    records.edit(session, event, {"place": "中心"})  # headquarters


def test_the_log_shows_nothing_that_the_news_hides(come: Come, session: Session) -> None:
    """A list that somebody saved, and that it was taken back, is that person's."""
    start = head(session.store)
    saved_lists.save(session, "红灯", "projects", {"light": "red"})
    session.undo()
    saved_lists.save(session, "逾期", "projects", {"light": "red"})
    saved_lists.remove(session, "逾期")
    for who in ("staff of C01", "leader of P0002"):
        other = come(who)
        saved_lists.save(other, "自己的", "projects", {"light": "red"})
        shown = log(other.store, without=other.hidden)
        assert {(entry.actor, entry.verb) for entry in shown if entry.seq > start} & {("hq", "view save"), ("hq", "undo"),
                                                                                   ("hq", "view remove")} == set()
        assert (other.actor, "view save") in {(entry.actor, entry.verb) for entry in shown}
        seen = {entry.seq for entry in shown}
        told = news.gathered(other, news.Since(0, ""))
        assert {item.seq for item in told.items()} <= seen
    own = log(session.store, without=session.hidden)
    assert {"view save", "view remove"} <= {entry.verb for entry in own if entry.actor == "hq"}
    assert not [entry for entry in own if entry.verb in roles.PERSONAL and entry.actor != "hq"]


def test_a_burst_of_refused_tries_is_one_row_a_minute(come: Come, clock: Clock) -> None:
    staff = come("staff of U01")
    tries = (lambda: blockers.note(staff, "B0003", "看"), lambda: projects_service.visit(staff, "P0002"))
    for number in range(20):
        with pytest.raises(NotAllowed):
            tries[number % 2]()
    assert sum(entry.verb == REFUSED for entry in log(staff.store, limit=50)) == 1
    clock.pass_by(seconds=61)
    with pytest.raises(NotAllowed):
        tries[1]()
    assert sum(entry.verb == REFUSED for entry in log(staff.store, limit=50)) == 2
