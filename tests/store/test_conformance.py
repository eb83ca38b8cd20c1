"""What any backend must hold: codes, versions, request ids, what a second connection sees, what is refused."""

import json
from pathlib import Path

import pytest

from campaign.core import codes
from campaign.core.errors import BadInput, Busy, CampaignError, Changed, NotAllowed, NotFound, Refused
from campaign.core.model.blocker import EventKind, Scope
from campaign.service import Session, blockers, create, records, settings
from campaign.service import projects as projects_service
from campaign.store.engine import connection
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.blockers import blockers_of, events, moves
from campaign.store.queries.log import log
from campaign.store.queries.projects import details, progress, project, visits
from campaign.store.store import Store
from campaign.store.writes.common import add
from campaign.store.writes.projects import claim
from tests.store.conftest import Open
from tests.store.world import MORNING, VERBS, Clock, Verb, everything

# Codes ------------------------------------------------------------------------------------------------------------------


def test_codes_count_up_in_their_kinds(session: Session) -> None:
    assert VERBS["add_project"](session).subject == "P0006"
    assert VERBS["add_blocker"](session).subject == "B0007"
    assert VERBS["add_county"](session).subject == "C03"
    assert VERBS["add_unit"](session).subject == "U05"
    assert VERBS["add_person"](session).subject == "M003"
    assert VERBS["add_person leader"](session).subject == "L04"


SEVERAL = ("add_approvals", "add_approvals not needed")
"""They may add several things: their subject is the project."""


@pytest.mark.parametrize("verb", [name for name in VERBS if name.startswith("add_") and name not in SEVERAL])
def test_codes_are_never_used_again(verb: str, session: Session, enter: Open) -> None:
    given = []
    for _ in range(3):
        given.append(VERBS[verb](session).subject)
        settings.undo(session)
    given.append(VERBS[verb](enter("other")).subject)
    assert given == sorted(set(given), key=codes.order)


def test_a_refused_add_hands_out_no_code(session: Session) -> None:
    with pytest.raises(Refused):
        records.add_project(session, {"name": "新", "national_code": "2610-1"})
    assert VERBS["add_project"](session).subject == "P0006"


def test_codes_go_on_after_the_padding(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "seed"
    folder.mkdir()
    (folder / "projects.csv").write_text("code,name\nP9999,最后一个\n", encoding="utf-8")
    create.seed(tmp_path / "new.db", folder, "hq", start="2026-10-01", clock=clock)
    session = Session(tmp_path / "new.db", "hq", clock=clock)
    assert records.add_project(session, {"name": "新"}).subject == "P10000"
    assert sorted(session.store.snapshot().projects, key=codes.order) == ["P9999", "P10000"]
    session.close()


# Two connections ----------------------------------------------------------------------------------------------------------


def test_a_write_is_seen_by_the_others_at_once(session: Session, enter: Open) -> None:
    other = enter("other")
    assert not other.store.changed()
    VERBS["add_project"](session)
    assert other.store.changed() and not other.store.changed()
    assert not session.store.changed()  # one's own write is no news
    assert everything(other) == everything(session)


def test_changes_name_what_they_touched(session: Session, enter: Open) -> None:
    other = enter("other")
    old = other.store.snapshot()
    assert other.store.changes(old) == (old, frozenset())
    projects_service.claim(session, "P0003", "L01")
    blockers.resolve(session, "B0003", "已迁", on_site=True)
    new, touched = other.store.changes(old)
    assert touched == {"P0003", "B0003", "P0002"}
    assert new == other.store.snapshot()
    assert "B0003" not in new.blockers and "B0003" in old.blockers  # the old picture stays what it was
    settings.set_value(session, "length", "90")
    assert other.store.changes(new) == (other.store.snapshot(), frozenset("*"))


def test_a_read_sees_one_moment(session: Session) -> None:
    """What a body reads while it writes is its own transaction, and nobody sees it before it is whole."""
    reader = Store(session.store.path)
    before = reader.snapshot()

    def body(write: object) -> str:
        assert reader.snapshot() == before
        raise Refused("blocker_open", code="P0001")

    with pytest.raises(Refused):
        session.write("claim", body)
    assert reader.snapshot() == before
    reader.close()


def test_busy_is_said_after_the_wait(session: Session, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 30)
    impatient = Session(path, "other", clock=clock)

    def body(write: object) -> str:
        with pytest.raises(Busy) as busy:
            projects_service.claim(impatient, "P0003", "L01")
        assert busy.value.exit_code == 4
        assert project(impatient.store, "P0003").leader == "L03"  # reading goes on meanwhile
        return "P0003"

    session.write("claim", body)
    impatient.close()


# Versions ---------------------------------------------------------------------------------------------------------------


def test_the_second_of_two_editors_is_told(session: Session, enter: Open) -> None:
    other = enter("other")
    version = project(other.store, "P0001").version
    records.edit(session, "P0001", {"total": "9亿"}, version=version)
    with pytest.raises(Changed) as changed:
        records.edit(other, "P0001", {"total": "8亿", "node": "x"}, version=version)
    assert (changed.value.exit_code, changed.value.params["theirs"]) == (7, version + 1)
    assert project(session.store, "P0001").total == 90_000
    assert details(session.store, "P0001").node is None
    records.edit(other, "P0001", {"total": "8亿"}, version=version + 1)


@pytest.mark.parametrize("verb", ["claim", "assign", "escalate", "hold", "resolve", "reopen", "due"])
def test_every_verb_that_takes_a_version_minds_it(verb: str, session: Session) -> None:
    before = everything(session)
    with pytest.raises(Changed):
        match verb:
            case "claim":
                projects_service.claim(session, "P0003", "L01", version=7)
            case "assign":
                blockers.assign(session, "B0002", "U04", version=7)
            case "escalate":
                blockers.escalate(session, "B0001", version=7)
            case "hold":
                blockers.hold(session, "B0002", "weather", "D+45", version=7)
            case "resolve":
                blockers.resolve(session, "B0002", "好了", version=7)
            case "reopen":
                blockers.reopen(session, "B0004", "又来", version=7)
            case "due":
                records.edit(session, "B0001", {"due": "D+60"}, why="补件", version=7)
    assert everything(session) == before


def test_nothing_to_change_leaves_no_trace(session: Session) -> None:
    before, seq = everything(session), session.store.snapshot().seq
    assert projects_service.claim(session, "P0003", "L03").seq == 0
    assert blockers.assign(session, "B0001", "U02", person=None).seq == 0  # the same unit again is no move
    assert records.edit(session, "P0001", {"name": "滨海新材料二期"}).seq == 0
    settings.set_value(session, "name", session.campaign.name)
    assert everything(session) == before
    assert session.store.snapshot().seq == seq


# Requests ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["add", "report", "resolve"])
def test_the_same_request_has_one_effect(verb: str, session: Session, enter: Open) -> None:
    def once(who: Session) -> tuple[str, int, bool]:
        match verb:
            case "add":
                return records.add_project(who, {"name": "新"}, request="r-1")[:3]
            case "report":
                return projects_service.report(who, "P0001", {}, money="+100", request="r-1")[:3]
        return blockers.resolve(who, "B0003", "已迁", on_site=True, request="r-1")[:3]

    subject, seq, replayed = once(session)
    assert not replayed
    after = everything(session)
    assert once(session) == (subject, seq, True)
    assert once(enter("hq")) == (subject, seq, True)  # the retry came in on another link
    assert everything(session) == after
    assert session.store.snapshot().seq == seq


def test_undo_sent_twice_undoes_once(session: Session) -> None:
    for verb in ("claim", "note"):
        VERBS[verb](session)
    first = settings.undo(session, request="u-1")
    assert settings.undo(session, request="u-1") == first
    assert settings.undo(session, request="u-2").verb == "claim"


def test_a_request_id_is_for_one_verb(session: Session) -> None:
    projects_service.claim(session, "P0003", "L01", request="r-1")
    for again in (lambda: blockers.note(session, "B0001", "记", request="r-1"), lambda: settings.undo(session, request="r-1")):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.key == "request_reused"
    settings.undo(session, request="u-1")
    with pytest.raises(Refused):
        projects_service.claim(session, "P0003", "L01", request="u-1")


# The audit says what was done -------------------------------------------------------------------------------------------


def test_the_audit_tells_all(session: Session, clock: Clock) -> None:
    clock.pass_by(minutes=5)
    blockers.assign(session, "B0002", "U04", did="材料已交", request="r-9")
    entry = log(session.store, limit=1)[0]
    assert (entry.at, entry.actor, entry.verb, entry.subject, entry.request) == (
        "2026-11-07T02:53:00Z", "hq", "assign", "B0002", "r-9")
    assert entry.touched == ("B0002",)
    row, event = entry.changes
    assert (row["before"], row["after"]) == ({"unit": "U03", "version": 1}, {"unit": "U04", "version": 2})
    assert isinstance(event["after"], dict) and event["after"]["text"] == "材料已交"
    assert json.loads(json.dumps(entry.changes)) == list(entry.changes)


def test_the_log_turns_pages_and_follows_a_subject(session: Session) -> None:
    for verb in ("claim", "note", "report"):
        VERBS[verb](session)
    newest = log(session.store, limit=2)
    assert [entry.verb for entry in newest] == ["progress", "note"]
    assert log(session.store, limit=1, before=newest[-1].seq)[0].verb == "claim"
    assert [entry.verb for entry in log(session.store, subject="P0003", limit=1)] == ["claim"]


# What is refused --------------------------------------------------------------------------------------------------------


def test_readonly_reads_and_never_writes(enter: Open) -> None:
    reader = enter("reader", readonly=True)
    assert reader.situation().total == 5
    for verb in VERBS.values():
        with pytest.raises(NotAllowed) as refused:
            verb(reader)
        assert refused.value.exit_code == 6
    with pytest.raises(NotAllowed):
        settings.undo(reader)
    with pytest.raises(Refused) as by_hand:  # and were the service passed by, the connection itself would not
        reader.store.write("add-county", "reader", MORNING, lambda write: add(write, "county", {"name": "x"}))
    assert by_hand.value.key == "db_readonly"


@pytest.mark.parametrize(("attempt", "error", "key"), [
    (lambda s: records.edit(s, "P0001", {"stage": "building", "started": ""}), Refused, "building_needs_start"),
    (lambda s: records.edit(s, "P0001", {"suspended": "停工"}), Refused, "suspended_needs_review"),
    (lambda s: records.edit(s, "P0001", {"national_code": "2610-3"}), Refused, "national_code_taken"),
    (lambda s: records.add(s, "county", {"name": "临江区"}), Refused, "name_taken"),
    (lambda s: records.edit(s, "L01", {"leader": "no"}), Refused, "still_leads"),
    (lambda s: projects_service.handover(s, "L01", "M001"), Refused, "not_a_leader"),
    (lambda s: projects_service.claim(s, "P0001", "M001"), NotFound, "not_on_board"),
    (lambda s: blockers.assign(s, "B0004", "U01"), Refused, "blocker_resolved"),
    (lambda s: blockers.reopen(s, "B0001", "x"), Refused, "blocker_open"),
    (lambda s: blockers.assign(s, "B0002", "U01", on="D+24"), BadInput, "before_opening"),
    (lambda s: blockers.note(s, "B0002", "x", on="tomorrow"), BadInput, "day_in_future"),
    (lambda s: projects_service.visit(s, "P0005", resolved=["B0001"]), Refused, "blocker_elsewhere"),
    (lambda s: projects_service.claim(s, "P0099", "L01"), NotFound, "unknown_name"),
    (lambda s: records.edit(s, "P0099", {"name": "x"}), NotFound, "unknown_code"),
])  # fmt: skip
def test_refusals_change_nothing(attempt: Verb, error: type[CampaignError], key: str, session: Session) -> None:
    before, seq = everything(session), session.store.snapshot().seq
    with pytest.raises(error) as refused:
        attempt(session)
    assert refused.value.key == key
    assert everything(session) == before
    assert session.store.snapshot().seq == seq


def test_the_board_may_change_after_the_name_was_looked_up(session: Session, enter: Open) -> None:
    """Two at once: one takes a leader off the board, the other has just picked that leader."""
    other = enter("other")
    VERBS["add_person leader"](session)
    picked = other.code("leader", "吴某峰")
    records.edit(session, picked, {"leader": "no"})
    with pytest.raises(Refused) as refused:
        other.write("claim", lambda write: claim(write, "P0001", picked))
    assert refused.value.key == "not_a_leader"


# Reading what was written ---------------------------------------------------------------------------------------------------


def test_what_was_told_is_what_is_read(session: Session) -> None:
    projects_service.report(session, "P0001", {"done": "主体结构", "crew": "80", "machines": "7"}, money="1.2亿", on="D+36")
    report = progress(session.store, "P0001")[0]
    assert (report.money, report.done, report.crew, report.machines, report.on.isoformat()) == (
        12_000, "主体结构", 80, 7, "2026-11-06")
    VERBS["add_blocker county"](session)
    wide = blockers_queries.blocker(session.store, "B0007")
    assert (wide.scope, wide.county, wide.projects, wide.due.isoformat()) == (Scope.COUNTY, "C02", (), "2026-11-07")
    assert [event.kind for event in events(session.store, "B0001")] == [EventKind.OPEN, EventKind.MOVE]
    every = moves(session.store)
    assert "B0001" in every and moves(session.store, ["B0001", "B0007"]) == {"B0001": every["B0001"]}
    assert moves(session.store, []) == {}
    assert {blocker.code for blocker in blockers_of(session.store, "P0003")} == {"B0002", "B0003", "B0005"}
    assert [blocker.code for blocker in blockers_of(session.store, "P0004")] == ["B0007", "B0004"]  # resolved ones too


def test_to_is_the_campaigns_cumulative(session: Session) -> None:
    """Money from before day 1 is not in it; what is missing to it is the money added, less than nothing if need be."""
    projects_service.report(session, "P0004", {}, to="100")
    assert progress(session.store, "P0004")[0].money == 100
    projects_service.report(session, "P0002", {}, to="650")
    assert progress(session.store, "P0002")[0].money == -50
    assert project(session.store, "P0002").done_100 == 650


def test_visits_name_who_was_said_or_who_acts_or_nobody(session: Session, enter: Open) -> None:
    projects_service.visit(session, "P0001", by="L02")
    projects_service.visit(session, "P0001")
    projects_service.visit(enter("m1", me="M001"), "P0001")
    assert [visit.person for visit in visits(session.store, project="P0001")] == ["M001", None, "L02"]
