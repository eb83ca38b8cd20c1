"""Roles: the table, whose a thing is, and that a write is checked inside itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.cli.commands import COMMANDS
from campaign.core import roles
from campaign.core.errors import BadInput, CampaignError, NotAllowed, NotFound, Refused
from campaign.core.model.people import Role
from campaign.core.news import Topic
from campaign.kinds import registry
from campaign.service import (
    Session,
    blockers,
    land,
    leads,
    members,
    news,
    projects,
    records,
    requests,
    reserve,
    saved_lists,
    settings,
)
from campaign.store.audit import REFUSED
from campaign.store.queries import log as log_queries
from campaign.store.queries import members as members_queries
from campaign.store.queries.blockers import blocker, events
from campaign.store.queries.checks import verify
from campaign.store.queries.log import log
from campaign.store.queries.members import member_keys
from campaign.store.queries.names import name_of
from campaign.store.queries.projects import project
from campaign.store.write import Done
from tests.store.conftest import Open
from tests.store.world import Clock

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
Enter = Callable[[str], Session]


@pytest.fixture
def come(session: Session, enter: Open) -> Enter:
    """Come in as this person, who has been made a member with a key."""
    def enter_as(person: str) -> Session:
        fingerprint = member_keys(session.store, person)[0].fingerprint
        return Session(session.store.path, person, clock=session.clock, me=person, key=fingerprint)

    for number, (person, role, where) in enumerate((
            ("M001", "staff", {"county": "C01"}), ("M002", "staff", {"unit": "U01"}), ("L01", "leader", {}), ("L02", "hq", {}),
            ("L03", "viewer", {}))):
        members.add(session, person, role, **where)
        members.add_key(session, person, KEY.format("ABCDE"[number]))
    return enter_as


def test_every_command_has_a_rule_or_belongs_to_the_machine() -> None:
    """A step of supervision is told apart in the log from the other merits; its command is the same."""
    assert set(COMMANDS) | {roles.STEP} == set(registry.all_verbs()) | roles.ONLY_HERE


def test_a_viewer_only_looks(come: Enter) -> None:
    viewer = come("L03")
    with pytest.raises(NotAllowed) as caught:
        blockers.note(viewer, "B0001", "看看")
    assert (caught.value.key, caught.value.exit_code) == ("role_lacks", 6)
    assert events(viewer.store, "B0001")[-1].text != "看看"
    newest = log(viewer.store, limit=1)[0]
    assert (newest.verb, newest.actor) == (REFUSED, "L03")
    assert newest.changes[0]["after"] == {"verb": "note", "why": "role_lacks", "text": ""}
    assert verify(viewer.store) == newest.seq


@pytest.mark.parametrize("person, verb, allowed", [
    ("M001", lambda s: projects.report(s, "P0001", {}, money="+1万"), True),  # C01
    ("M001", lambda s: projects.report(s, "P0002", {}, money="+1万"), True),  # C02, but M001 manages it
    ("M001", lambda s: blockers.note(s, "B0002", "催"), True),  # county-wide on C01
    ("M002", lambda s: projects.report(s, "P0001", {}, money="+1万"), False),
     # U01 has neither the project nor a blocker of it now
    ("M002", lambda s: blockers.note(s, "B0001", "催"), False),  # U01 has passed it on
    ("M002", lambda s: records.add_project(s, {"name": "新项目", "county": "C01"}), False),
    ("M001", lambda s: leads.advance(s, "K0001", note="看厂房"), True),  # a lead of C01
    ("M001", lambda s: leads.advance(s, "K0001", "landed"), True),  # the project that it becomes lies there too
    ("M002", lambda s: leads.advance(s, "K0001", note="看厂房"), False),
    ("L01", lambda s: leads.advance(s, "K0001", "signed"), True),  # who promotes it
    ("M001", lambda s: leads.add_lead(s, {"name": "新线索"}), True),  # of C01: nobody types where they work
    ("M001", lambda s: leads.add_lead(s, {"name": "新线索", "county": "C02"}), False),
    ("M001", lambda s: records.add_project(s, {"name": "新项目", "county": "C01"}), True),
    ("M001", lambda s: records.add_project(s, {"name": "新项目", "county": "C02"}), False),
    ("M001", lambda s: records.edit(s, "C01", {"name": "大临江"}), False),
    ("M001", lambda s: projects.claim(s, "P0001", "L01"), False),
    ("L01", lambda s: projects.report(s, "P0001", {}, money="+1万"), True),  # leads it
    ("L01", lambda s: projects.report(s, "P0002", {}, money="+1万"), False),  # L02's
    ("L01", lambda s: land.accept(s, "G0002"), False),
    ("M001", lambda s: reserve.add(s, "P0001", "special_bond"), True),
    ("M002", lambda s: reserve.add(s, "P0001", "provincial_key"), False),
    ("L01", lambda s: projects.claim(s, "P0002", "L01"), False),  # somebody has it
    ("L02", lambda s: projects.claim(s, "P0001", "L02"), True),
    ("L02", lambda s: settings.set_value(s, "stale_red", "9"), True),
    ("L02", lambda s: members.add(s, "L03", "hq"), False),
    ("L01", lambda s: settings.set_value(s, "stale_red", "9"), False),
])
def test_whose_it_is(come: Enter, person: str, verb: Callable[[Session], object], allowed: bool) -> None:
    session = come(person)
    before = session.store.snapshot().seq
    if allowed:
        verb(session)
    else:
        with pytest.raises(NotAllowed):
            verb(session)
        assert [entry.verb for entry in log(session.store, limit=5) if entry.seq > before] == [REFUSED]


def test_a_free_project_can_be_claimed_for_oneself_alone(come: Enter, session: Session) -> None:
    records.edit(session, "P0002", {"leader": ""})
    leader = come("L01")
    with pytest.raises(NotAllowed):
        projects.claim(leader, "P0002", "L02")
    projects.claim(leader, "P0002", "L01")
    assert project(leader.store, "P0002").leader == "L01"


def test_what_somebody_leads_is_that_persons_until_headquarters_say_otherwise(come: Enter) -> None:
    """Whoever may not claim it is told whose it is, before it is tried and after; of another verb, that it is not one's own."""
    leader = come("L01")
    name = name_of(leader.store, "person", "L02")
    asked = leader.refusal("claim", "P0002")
    assert asked is not None and (asked.key, asked.params) == ("claimed", {"person": "L02", "name": name})
    with pytest.raises(NotAllowed) as tried:
        projects.claim(leader, "P0002", "L01")
    assert (tried.value.key, tried.value.params) == ("claimed", {"person": "L02", "name": name})
    with pytest.raises(NotAllowed) as reported:
        projects.report(leader, "P0002", {}, money="+1万")
    assert reported.value.key == "not_own"


def test_what_was_ones_own_may_be_passed_on(come: Enter, session: Session) -> None:
    blockers.assign(session, "B0003", "U01")
    staff = come("M002")
    blockers.assign(staff, "B0003", "U02", did="已转省局")
    blockers.note(session, "B0003", "收到")
    with pytest.raises(NotAllowed):
        blockers.assign(staff, "B0003", "U03", did="又转")


@pytest.mark.parametrize("give", [
    lambda s, code: projects.claim(s, code, "L03", why="分工调整"),
    lambda s, code: records.edit(s, code, {"leader": "L03"}, why="分工调整")])
def test_a_leader_passes_on_what_is_theirs_and_takes_nothing_back(
        give: Callable[[Session, str], Done], come: Enter, session: Session) -> None:
    """Giving away is a claim of one's own project; what another leads is that person's, however it came there."""
    leader = come("L01")
    assert give(leader, "P0004").asked == (("Q0001", "leader"),)
    assert project(leader.store, "P0004").leader == "L01"
    requests.approve(session, ["Q0001"])
    assert project(leader.store, "P0004").leader == "L03"
    for again in (lambda: projects.claim(leader, "P0004", "L01"), lambda: records.edit(leader, "P0004", {"leader": "L01"}),
                  lambda: give(leader, "P0002"), lambda: projects.claim(leader, "P0002", "L03"),
                  lambda: projects.handover(leader, "L01", "L03")):
        with pytest.raises(NotAllowed):
            again()
    assert (project(leader.store, "P0004").leader, project(leader.store, "P0002").leader) == ("L03", "L02")


def test_the_role_is_read_in_the_write_itself(come: Enter, session: Session) -> None:
    staff = come("M001")
    members.set_role(session, "M001", "viewer")
    with pytest.raises(NotAllowed):
        projects.report(staff, "P0001", {}, money="+1万")
    members.remove(session, "M001")
    with pytest.raises(NotAllowed) as caught:
        staff.refreshed(staff.situation())
    assert caught.value.key == "member_gone"


def test_a_demoted_person_cannot_undo(come: Enter, session: Session) -> None:
    staff = come("M001")
    projects.report(staff, "P0001", {}, money="+1万")
    members.set_role(session, "M001", "viewer")
    with pytest.raises(NotAllowed):
        settings.undo(staff)


def test_a_key_for_looking_only(come: Enter, session: Session) -> None:
    members.add_key(session, "L02", KEY.format("F"), readonly=True)
    looking = next(key for key in member_keys(session.store, "L02") if key.readonly)
    office = Session(session.store.path, "L02", clock=session.clock, me="L02", key=looking.fingerprint)
    with pytest.raises(NotAllowed) as caught:
        blockers.note(office, "B0001", "催")
    assert caught.value.key == "readonly"
    assert log(office.store, limit=1)[0].verb == REFUSED


def test_keys_and_members(session: Session) -> None:
    with pytest.raises(NotFound):
        members.add_key(session, "L01", KEY.format("A"))
    members.add(session, "L01", "admin")
    members.add_key(session, "L01", KEY.format("A"))
    for wrong in ("", "ssh-ed25519", "ssh-ed25519 AAAA", 'command="sh" ' + KEY.format("A"),
                  "ssh-rsa " + KEY.format("A").split()[1],
                  KEY.format("A") + "\n" + KEY.format("B"), "-----BEGIN OPENSSH PRIVATE KEY-----"):
        with pytest.raises(BadInput):
            members.add_key(session, "L01", wrong)
    members.add(session, "L02", "hq")
    with pytest.raises(Refused):  # one key, one person
        members.add_key(session, "L02", KEY.format("A"))
    for refused in (lambda: members.remove(session, "L01"), lambda: members.set_role(session, "L01", "hq"),
                    lambda: members.add(session, "L01", "hq")):
        with pytest.raises(CampaignError):
            refused()
    members.set_role(session, "L02", "admin")
    members.remove(session, "L01")
    assert not member_keys(session.store, "L01") and set(members_queries.members(session.store)) == {"L02"}
    assert members_queries.members(session.store)["L02"].role is Role.ADMIN


def test_staff_belong_somewhere(session: Session, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        members.add(session, "L03", "staff")
    members.add(session, "M001", "staff")  # of U03, as the person is
    assert members_queries.members(session.store)["M001"].unit == "U03"


@pytest.mark.parametrize("verb", [
    lambda s: blockers.add_blocker(s, {"title": "冻", "category": "safety", "person": "M001"}, county="C02"),
    lambda s: blockers.add_blocker(s, {"title": "冻", "category": "safety", "person": "M001"}, projects=["P0004"]),
    lambda s: blockers.add_blocker(s, {"title": "冻", "category": "safety"}, projects=["P0001", "P0004"]),
    lambda s: blockers.add_blocker(s, {"title": "冻", "person": "M001"}, about="G0002"),
    lambda s: land.add_land_task(s, {"name": "晚", "kind": "inspection", "person": "M001", "due": "-1d"}, county="C02"),
    lambda s: records.add_project(s, {"name": "新", "county": "C02", "manager": "M001"}),
    lambda s: records.edit(s, "P0001", {"leader": "L03"}),  # that is a claim
])
def test_nobody_makes_a_thing_their_own_by_typing_their_name(come: Enter, session: Session,
                                                             verb: Callable[[Session], object]) -> None:
    for code in ("P0002", "P0004"):  # M001 manages all projects of the small city
        records.edit(session, code, {"manager": "", "unit": "U04"})
    staff = come("M001")
    with pytest.raises(NotAllowed):
        verb(staff)
    blockers.add_blocker(staff, {"title": "自家的", "category": "land"}, projects=["P0001"])


def test_a_visit_closes_no_blocker_that_one_may_not_close(come: Enter, session: Session) -> None:
    county_wide = blockers.add_blocker(session, {"title": "全县整改", "category": "land", "unit": "U04"}, county="C02").subject
    members.set_role(session, "M002", "staff", unit="U03")  # whose project P0002 is
    staff = come("M002")
    for verb in (lambda: blockers.resolve(staff, county_wide, "关"),
                 lambda: projects.visit(staff, "P0002", resolved=[county_wide], how="顺手")):
        with pytest.raises(NotAllowed):
            verb()
    assert blocker(staff.store, county_wide).resolved is None
    projects.visit(staff, "P0002", resolved=["B0003"], how="当场")


def test_only_a_claim_may_take_what_nobody_leads(come: Enter, session: Session) -> None:
    records.edit(session, "P0002", {"leader": ""})
    leader = come("L01")
    with pytest.raises(NotAllowed):
        records.edit(leader, "P0002", {"leader": "L01", "total": "9亿"})
    assert project(leader.store, "P0002").leader is None


def test_undo_asks_whose_it_is(come: Enter, session: Session) -> None:
    staff = come("M001")
    records.edit(staff, "P0001", {"name": "改名"})
    records.edit(session, "P0001", {"manager": ""})
    members.set_role(session, "M001", "staff", county="C02")
    with pytest.raises(NotAllowed):
        settings.undo(staff)
    members.set_role(session, "M001", "staff", county="C01")
    assert settings.undo(staff).verb == "edit"


def test_undo_takes_back_what_one_added_or_gave_away(come: Enter) -> None:
    staff = come("M001")
    records.add_project(staff, {"name": "新项目", "county": "C01"})
    assert settings.undo(staff).verb == "add-project"
    records.edit(staff, "P0003", {"manager": "", "unit": ""})
    assert settings.undo(staff).verb == "edit"


def test_a_request_belongs_to_who_made_it(come: Enter) -> None:
    first, second = come("M001"), come("L02")
    projects.report(first, "P0001", {}, money="+1万", request="nightly")
    with pytest.raises(Refused) as caught:
        projects.report(second, "P0002", {}, money="+3000万", request="nightly")
    assert caught.value.key == "request_reused"
    settings.undo(first, request="u-1")
    with pytest.raises(Refused):
        settings.undo(second, request="u-1")


def test_the_last_key_of_the_last_administrator_stays(session: Session) -> None:
    members.add(session, "L01", "admin")
    members.add_key(session, "L01", KEY.format("A"))
    members.add_key(session, "L01", KEY.format("B"), readonly=True)
    last = next(key.fingerprint for key in member_keys(session.store, "L01") if not key.readonly)
    with pytest.raises(Refused):
        members.remove_key(session, last)
    members.add_key(session, "L01", KEY.format("C"))
    members.remove_key(session, last)


def test_the_same_refused_try_is_noted_once_a_minute(come: Enter, clock: Clock) -> None:
    viewer = come("L03")
    for _try in range(5):
        with pytest.raises(NotAllowed):
            blockers.note(viewer, "B0001", "看看")
    assert sum(entry.verb == REFUSED for entry in log(viewer.store, limit=20)) == 1
    clock.pass_by(seconds=61)
    with pytest.raises(NotAllowed):
        blockers.note(viewer, "B0001", "看看")
    assert sum(entry.verb == REFUSED for entry in log(viewer.store, limit=20)) == 2


def test_who_the_members_are_is_for_headquarters(come: Enter) -> None:
    viewer, hq = come("L03"), come("L02")
    assert {entry.verb for entry in log(viewer.store, without=viewer.hidden)}.isdisjoint(roles.CONFIDENTIAL)
    assert {"member add", "member key"} <= {entry.verb for entry in log(hq.store, without=hq.hidden)}
    with pytest.raises(NotAllowed):
        viewer.require("member list")
    hq.require("member list")


def test_staff_need_not_say_where_they_work(come: Enter) -> None:
    staff = come("M001")
    code = records.add_project(staff, {"name": "新项目"}).subject
    assert project(staff.store, code).county == "C01"


def test_keys_that_sshd_would_not_know(session: Session) -> None:
    members.add(session, "L01", "hq")
    kind, blob = KEY.format("A").split()[:2]
    for wrong in (blob[:-4], blob + "AAA=", blob[:-8]):
        with pytest.raises(BadInput):
            members.add_key(session, "L01", f"{kind} {wrong}")


def test_a_viewer_saves_lists_and_is_told_what_changed(come: Enter, session: Session) -> None:
    """Of one's own: nobody else's are touched, and who the members are is told to headquarters only."""
    viewer = come("L03")
    saved_lists.save(viewer, "红灯", "projects", {"light": "red"})
    assert [view.name for view in saved_lists.mine(viewer)] == ["红灯"] and not saved_lists.mine(session)
    saved_lists.remove(viewer, "红灯")
    start = news.of_day(viewer, viewer.today)
    topics = {group.topic for group in news.gathered(viewer, start).groups()}
    assert Topic.OPENED in topics and not topics & {Topic.MEMBERS, Topic.REFUSED}
    assert Topic.MEMBERS in {group.topic for group in news.gathered(come("L02"), start).groups()}
    news.remember(viewer, 3)
    look = log_queries.look(session.store, "L03")
    assert look is not None and look.seq == 3


def test_a_key_for_looking_saves_no_list_and_is_not_remembered(session: Session, come: Enter) -> None:
    members.add_key(session, "L03", KEY.format("F"), readonly=True)
    key = next(key for key in member_keys(session.store, "L03") if key.readonly)
    viewer = Session(session.store.path, "L03", clock=session.clock, me="L03", key=key.fingerprint)
    with pytest.raises(NotAllowed):
        saved_lists.save(viewer, "红灯", "projects", {"light": "red"})
    news.remember(viewer, 3)
    assert log_queries.look(session.store, "L03") is None and not saved_lists.mine(viewer)
