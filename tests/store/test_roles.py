"""Roles: the table, whose a thing is, and that a write is checked inside itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.cli.commands import COMMANDS
from campaign.core import roles
from campaign.core.errors import BadInput, CampaignError, NotAllowed, NotFound, Refused
from campaign.core.model import Role
from campaign.service import Session, blockers, edits, ground, members, steering, work
from campaign.store.audit import REFUSED
from tests.store.conftest import Open

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
Enter = Callable[[str], Session]


@pytest.fixture
def come(session: Session, enter: Open) -> Enter:
    """Come in as this person, who has been made a member with a key."""
    def enter_as(person: str) -> Session:
        fingerprint = session.store.member_keys(person)[0].fingerprint
        return Session(session.store.path, person, clock=session.clock, me=person, key=fingerprint)

    for number, (person, role, where) in enumerate((
            ("M001", "staff", {"county": "C01"}), ("M002", "staff", {"unit": "U01"}), ("L01", "leader", {}), ("L02", "hq", {}),
            ("L03", "viewer", {}))):
        members.add(session, person, role, **where)
        members.add_key(session, person, KEY.format("ABCDE"[number]))
    return enter_as


def test_every_command_has_a_rule_or_belongs_to_the_machine() -> None:
    assert set(COMMANDS) == set(roles.RULES) | roles.ONLY_HERE


def test_a_viewer_only_looks(come: Enter) -> None:
    viewer = come("L03")
    with pytest.raises(NotAllowed) as caught:
        blockers.note(viewer, "B0001", "看看")
    assert (caught.value.key, caught.value.exit_code) == ("role_lacks", 6)
    assert viewer.store.events("B0001")[-1].text != "看看"
    newest = viewer.store.log(limit=1)[0]
    assert (newest.verb, newest.actor) == (REFUSED, "L03")
    assert newest.changes[0]["after"] == {"verb": "note", "why": "role_lacks", "text": ""}
    assert viewer.store.verify() == newest.seq


@pytest.mark.parametrize("person, verb, allowed", [
    ("M001", lambda s: work.report(s, "P0001", {}, money="+1万"), True),  # C01
    ("M001", lambda s: work.report(s, "P0002", {}, money="+1万"), True),  # C02, but M001 manages it
    ("M001", lambda s: blockers.note(s, "B0002", "催"), True),  # county-wide on C01
    ("M002", lambda s: work.report(s, "P0001", {}, money="+1万"), False),  # U01 has neither the project nor a blocker of it now
    ("M002", lambda s: blockers.note(s, "B0001", "催"), False),  # U01 has passed it on
    ("M002", lambda s: edits.add_project(s, {"name": "新项目", "county": "C01"}), False),
    ("M001", lambda s: edits.add_project(s, {"name": "新项目", "county": "C01"}), True),
    ("M001", lambda s: edits.add_project(s, {"name": "新项目", "county": "C02"}), False),
    ("M001", lambda s: edits.edit(s, "C01", {"name": "大临江"}), False),
    ("M001", lambda s: work.claim(s, "P0001", "L01"), False),
    ("L01", lambda s: work.report(s, "P0001", {}, money="+1万"), True),  # leads it
    ("L01", lambda s: work.report(s, "P0002", {}, money="+1万"), False),  # L02's
    ("L01", lambda s: ground.accept(s, "G0002"), False),
    ("L01", lambda s: work.claim(s, "P0002", "L01"), False),  # somebody has it
    ("L02", lambda s: work.claim(s, "P0001", "L02"), True),
    ("L02", lambda s: steering.set_value(s, "stale_red", "9"), True),
    ("L02", lambda s: members.add(s, "L03", "hq"), False),
    ("L01", lambda s: steering.set_value(s, "stale_red", "9"), False),
])
def test_whose_it_is(come: Enter, person: str, verb: Callable[[Session], object], allowed: bool) -> None:
    session = come(person)
    before = session.store.snapshot().seq
    if allowed:
        verb(session)
    else:
        with pytest.raises(NotAllowed):
            verb(session)
        assert [entry.verb for entry in session.store.log(limit=5) if entry.seq > before] == [REFUSED]


def test_a_free_project_can_be_claimed_for_oneself_alone(come: Enter, session: Session) -> None:
    edits.edit(session, "P0002", {"leader": ""})
    leader = come("L01")
    with pytest.raises(NotAllowed):
        work.claim(leader, "P0002", "L02")
    work.claim(leader, "P0002", "L01")
    assert leader.store.project("P0002").leader == "L01"


def test_what_was_ones_own_may_be_passed_on(come: Enter, session: Session) -> None:
    blockers.assign(session, "B0003", "U01")
    staff = come("M002")
    blockers.assign(staff, "B0003", "U02", did="已转省局")
    blockers.note(session, "B0003", "收到")
    with pytest.raises(NotAllowed):
        blockers.assign(staff, "B0003", "U03", did="又转")


def test_the_role_is_read_in_the_write_itself(come: Enter, session: Session) -> None:
    staff = come("M001")
    members.set_role(session, "M001", "viewer")
    with pytest.raises(NotAllowed):
        work.report(staff, "P0001", {}, money="+1万")
    members.remove(session, "M001")
    with pytest.raises(NotAllowed) as caught:
        staff.refreshed(staff.situation())
    assert caught.value.key == "member_gone"


def test_a_demoted_person_cannot_undo(come: Enter, session: Session) -> None:
    staff = come("M001")
    work.report(staff, "P0001", {}, money="+1万")
    members.set_role(session, "M001", "viewer")
    with pytest.raises(NotAllowed):
        steering.undo(staff)


def test_a_key_for_looking_only(come: Enter, session: Session) -> None:
    members.add_key(session, "L02", KEY.format("Q"), readonly=True)
    looking = next(key for key in session.store.member_keys("L02") if key.readonly)
    office = Session(session.store.path, "L02", clock=session.clock, me="L02", key=looking.fingerprint)
    with pytest.raises(NotAllowed) as caught:
        blockers.note(office, "B0001", "催")
    assert caught.value.key == "readonly"
    assert office.store.log(limit=1)[0].verb == REFUSED


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
    assert not session.store.member_keys("L01") and set(session.store.members()) == {"L02"}
    assert session.store.members()["L02"].role is Role.ADMIN


def test_staff_belong_somewhere(session: Session, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        members.add(session, "L03", "staff")
    members.add(session, "M001", "staff")  # of U03, as the person is
    assert session.store.members()["M001"].unit == "U03"
