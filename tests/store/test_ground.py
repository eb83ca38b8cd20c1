"""Land tasks, approvals and what blockers take from them, funds, the calendar: what only the database can get wrong."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from campaign.core import facts
from campaign.core.errors import BadInput, CampaignError, NotFound, Refused
from campaign.core.model.blocker import EventKind, Scope
from campaign.core.model.land import ApprovalState, Measure
from campaign.core.model.project import Stage
from campaign.service import Session, approvals, blockers, land, projects, records, settings
from campaign.store.engine.connection import APPLICATION_ID
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.approvals import approval
from campaign.store.queries.blockers import blocker, events, pointing_to
from campaign.store.queries.calendar import calendar_days
from campaign.store.queries.land import land_events, land_task, land_tasks_of
from campaign.store.queries.projects import registered
from campaign.store.records import CHANGES
from campaign.store.schema import FIRST_TABLES
from tests.store.conftest import Open
from tests.store.world import Clock, check_totals

# Today is day 38, 7 November 2026, a Saturday. D+40 is 10 November.


def test_a_land_task_counts_what_is_done(session: Session) -> None:
    task = land_task(session.store, "G0001")
    assert (task.measure, task.target, task.done, task.last_progress) == (Measure.MU, 43490, 40087, date(2026, 10, 31))
    land.land_progress(session, "G0001", amount="+32亩")
    land.land_progress(session, "G0001", to="432.87")
    assert land_task(session.store, "G0001").done == 43287
    assert [event.amount for event in land_events(session.store, "G0001")] == [None, 40087, 3200, 0]
    land.accept(session, "G0001")
    assert "G0001" not in session.store.snapshot().lands
    assert land_task(session.store, "G0001").accepted == date(2026, 11, 7)


def test_a_county_wide_task_is_on_every_project_of_the_county(session: Session) -> None:
    assert land_task(session.store, "G0002").scope is Scope.COUNTY
    assert [task.code for task in land_tasks_of(session.store, "P0002")] == ["G0002"]
    assert [task.code for task in land_tasks_of(session.store, "P0001")] == ["G0001"]


def test_a_blocker_takes_due_day_and_authority_from_its_land_task(session: Session) -> None:
    pointing = blocker(session.store, "B0005")
    assert (pointing.land_task, pointing.due, pointing.authority, pointing.unit, pointing.category, pointing.projects) == (
        "G0001", date(2026, 11, 10), "county", "U03", "expropriation", ("P0001", "P0003"))
    records.edit(session, "G0001", {"due": "D+50", "authority": "province"}, why="补征")
    followed = blocker(session.store, "B0005")
    assert (followed.due, followed.authority) == (date(2026, 11, 20), "province")
    assert [(event.kind, event.text) for event in events(session.store, "B0005")][1:] == [(EventKind.DUE, "G0001")]
    settings.undo(session)
    again = blocker(session.store, "B0005")
    assert again == pointing._replace(version=again.version)
    for typed in ({"due": "D+60"}, {"authority": "city"}):
        with pytest.raises(Refused, match="taken_from"):
            records.edit(session, "B0005", typed, why="更久")


def test_a_blocker_takes_due_day_and_authority_from_its_approval(session: Session) -> None:
    # Submitted Sunday 11 October 2026: 20 working days end on Friday 6 November.
    assert approval(session.store, "A0001").due == date(2026, 11, 6)
    pointing = blocker(session.store, "B0006")
    assert (pointing.approval, pointing.due, pointing.authority, pointing.unit) == ("A0001", date(2026, 11, 6), "province", "U02")
    approvals.reopen(session, "A0001", "退件")
    approvals.submit(session, "A0001", on="today")
    # From Saturday 7 November: Monday the 9th is the first working day, Friday 4 December the twentieth.
    assert approval(session.store, "A0001").due == blocker(session.store, "B0006").due == date(2026, 12, 4)


def test_a_blocker_can_be_made_to_point_later(session: Session) -> None:
    records.edit(session, "B0001", {}, about="G0001")
    assert blocker(session.store, "B0001").due == date(2026, 11, 10)
    assert {row.code for row in pointing_to(session.store, "G0001")} == {"B0001", "B0005"}
    records.edit(session, "B0001", {}, about="A0001")
    found = blocker(session.store, "B0001")
    assert (found.land_task, found.approval) == (None, "A0001")


def test_a_blocker_reopened_catches_up_with_what_it_points_to(session: Session) -> None:
    blockers.resolve(session, "B0005", "都签了")
    records.edit(session, "G0001", {"due": "D+60", "authority": "city"}, why="补征")
    blockers.reopen(session, "B0005", "又反悔")
    found = blocker(session.store, "B0005")
    assert (found.due, found.authority) == (date(2026, 11, 30), "city")


def test_a_source_reopened_takes_its_blockers_along_again(session: Session) -> None:
    land.accept(session, "G0001")
    records.edit(session, "B0005", {"due": "D+70", "authority": "province"}, why="还有尾巴")
    land.reopen(session, "G0001", "回头看")
    found = blocker(session.store, "B0005")
    assert (found.due, found.authority) == (date(2026, 11, 10), "county")


def test_a_contact_written_down_late_agrees_on_nothing(session: Session) -> None:
    approvals.contact(session, "A0001", "早前打过电话", on="D+20")
    assert approval(session.store, "A0001").next_contact == date(2026, 11, 9)
    assert approval(session.store, "A0001").last_contact == date(2026, 10, 31)


def test_submitting_again_the_same_day_keeps_an_extension(session: Session) -> None:
    approvals.submit(session, "A0002", on="today", due="D+80")
    approvals.submit(session, "A0002", on="today", unit="U01")
    row = approval(session.store, "A0002")
    assert (row.unit, row.due) == ("U01", date(2026, 12, 20))


def test_a_finished_project_waits_for_no_contact(session: Session) -> None:
    assert projects_queries.project(session.store, "P0001").next_contact == date(2026, 11, 9)
    situation = session.situation()
    done = situation.snapshot.projects["P0001"]._replace(stage=Stage.COMPLETED)
    assert facts.contact_due(situation.snapshot.projects["P0001"], date(2026, 11, 9))
    assert not facts.contact_due(done, date(2026, 11, 9))


def test_a_blocker_keeps_its_own_due_day_while_there_is_none_to_take(session: Session) -> None:
    code = blockers.add_blocker(session, {"title": "施工许可未报"}, about="A0003").subject
    records.edit(session, code, {"due": "D+60"}, why="等图纸")
    assert blocker(session.store, code).due == date(2026, 11, 30)
    approvals.submit(session, "A0003")
    assert blocker(session.store, code).due == approval(session.store, "A0003").due
    with pytest.raises(Refused, match="taken_from"):
        records.edit(session, code, {"due": "D+70"}, why="更久")
    approvals.reopen(session, "A0003", "退件")
    records.edit(session, code, {"due": "D+70"}, why="重报")


def test_a_local_working_day_brings_the_limit_forward(session: Session) -> None:
    approvals.submit(session, "A0002", on="today", due="D+80")
    approvals.submit(session, "A0003", on="today")
    typed, computed = approval(session.store, "A0002").due, approval(session.store, "A0003").due
    settings.working_day(session, "2026-11-08", True, "全市补班")
    assert approval(session.store, "A0002").due == typed
    assert computed is not None and approval(session.store, "A0001").due == date(2026, 11, 6)
    assert calendar_days(session.store) == [(date(2026, 11, 8), True, "全市补班")]
    approvals.reopen(session, "A0001", "退件")
    approvals.submit(session, "A0001")
    assert approval(session.store, "A0001").due == date(2026, 12, 3)


def test_granting_computes_when_it_lapses(session: Session) -> None:
    approvals.grant(session, "A0003")
    permit = approval(session.store, "A0003")
    assert (permit.state, permit.granted, permit.expires) == (ApprovalState.GRANTED, date(2026, 11, 7), date(2027, 2, 7))
    assert projects_queries.project(session.store, "P0001").lapses == date(2027, 2, 7)
    records.edit(session, "P0001", {"stage": "building", "started": "today"})
    assert projects_queries.project(session.store, "P0001").lapses is None  # it was valid until the start


def test_an_edited_approval_changes_what_its_project_counts_on(session: Session) -> None:
    approvals.grant(session, "A0003")
    records.edit(session, "A0003", {"expires": "2027-01-01"})
    assert projects_queries.project(session.store, "P0001").lapses == date(2027, 1, 1)
    settings.undo(session)
    assert projects_queries.project(session.store, "P0001").lapses == date(2027, 2, 7)
    records.edit(session, "A0001", {"next_contact": "+1d"})
    assert projects_queries.project(session.store, "P0001").next_contact == date(2026, 11, 8)


def test_what_is_missing_follows_the_investor(session: Session) -> None:
    records.edit(session, "P0003", {"investor": "government"})
    assert approvals.missing(session, "P0003")[:3] == [("proposal",), ("feasibility",), ("design",)]
    records.edit(session, "P0003", {"investor": "private"})
    assert approvals.missing(session, "P0003")[0] == ("filing", "authorisation")
    approvals.add_approvals(session, "P0003", ["authorisation", "eia_report"])
    assert not {"filing", "eia_form"} & {choice[0] for choice in approvals.missing(session, "P0003")}
    _, new = approvals.add_approvals(session, "P0003", [])
    assert len(new) == 6 and approvals.missing(session, "P0003") == []


def test_changes_without_a_day_get_one(session: Session, clock: Clock) -> None:
    records.edit(session, "P0003", {"plan_100": "9000万", "developer": "某公司"})
    clock.pass_by(days=1)
    projects.claim(session, "P0003", "L01")
    assert [(row.field, row.before, row.after, row.on.day) for row in CHANGES.all(session.store, project="P0003")] == [
        ("plan_100", "5000", "9000", 7), ("leader", "L03", "L01", 8)]


def test_registered_money_is_apart_and_replaces_itself(session: Session) -> None:
    projects.register(session, "P0002", "2026年10月", "950万")
    project = projects_queries.project(session.store, "P0002")
    assert (project.registered_100, project.done_100, project.funds_100) == (950, 700, 1200)
    projects.register(session, "P0002", "2026-08", "100万")  # before the campaign: kept, not counted
    assert projects_queries.project(session.store, "P0002").registered_100 == 950
    assert [row.month for row in registered(session.store, "P0002")] == ["2026-10", "2026-08"]


Attempt = Callable[[Session], object]
REFUSED: tuple[tuple[Attempt, type[CampaignError], str], ...] = (
    (lambda s: land.add_land_task(s, {"name": "x", "kind": "forest"}), BadInput, "land_scope"),
    (lambda s: land.add_land_task(s, {"name": "x", "kind": "forest"}, projects=["P1"], county="C01"), BadInput, "land_scope"),
    (lambda s: land.add_land_task(s, {"name": "x", "kind": "boat"}, county="C01"), BadInput, "bad_word"),
    (lambda s: land.add_land_task(s, {"name": "x", "kind": "sea", "target": "1亩"}, county="C01"), BadInput, "bad_word"),
    (lambda s: land.add_land_task(s, {"name": "x", "kind": "forest", "target": "多"}, county="C01"), BadInput, "bad_quantity"),
    (lambda s: land.land_progress(s, "G0001", amount="+3户"), BadInput, "other_measure"),
    (lambda s: records.edit(s, "G0001", {"target": "500户"}), BadInput, "other_measure"),
    (lambda s: land.add_land_task(s, {"name": "x", "kind": "forest", "target": "9户", "measure": "mu"}, county="C01"), BadInput,
     "other_measure"),
    (lambda s: land.land_progress(s, "G0001"), BadInput, "quantity_once"),
    (lambda s: land.land_progress(s, "G0001", amount="+3", on="D+1"), BadInput, "before_opening"),
    (lambda s: land.land_progress(s, "G0009", amount="+3"), NotFound, "unknown_name"),
    (lambda s: (land.accept(s, "G0001"), land.accept(s, "G0001")), Refused, "land_accepted"),
    (lambda s: land.reopen(s, "G0001", "x"), Refused, "land_open"),
    (lambda s: records.edit(s, "B0001", {"due": "D+70"}), BadInput, "due_needs_why"),
    (lambda s: approvals.add_approvals(s, "P0001", ["forest"]), Refused, "approval_there"),
    (lambda s: approvals.add_approvals(s, "P0001", ["sea"], submitted="today", not_needed="x"), BadInput, "twice"),
    (lambda s: (approvals.grant(s, "A0001"), approvals.submit(s, "A0001")), Refused, "approval_settled"),
    (lambda s: approvals.grant(s, "A0001", on="D+3"), BadInput, "before_submission"),
    (lambda s: approvals.reopen(s, "A0002", "x"), Refused, "approval_open"),
    (lambda s: records.edit(s, "A0002", {"due": "D+70"}, why="x"), Refused, "approval_not_submitted"),
    (lambda s: approvals.contact(s, "A0001", "x", following="D+3"), BadInput, "day_before"),
    (lambda s: approvals.submit(s, "A0002", on="D+60"), BadInput, "day_in_future"),
    (lambda s: blockers.add_blocker(s, {"title": "x", "due": "D+60"}, about="G0001"), BadInput, "source_gives"),
    (lambda s: records.edit(s, "B0003", {}, about="G0001"), Refused, "about_elsewhere"),
    (lambda s: blockers.add_blocker(s, {"title": "x"}, about="G0001", projects=["P0002"]), Refused, "about_elsewhere"),
    (lambda s: blockers.add_blocker(s, {"title": "x"}, about="A0001", county="C01"), Refused, "about_elsewhere"),
    (lambda s: land.land_progress(s, "G0001", amount="-400.88"), BadInput, "below_nothing"),
    (lambda s: projects.fund(s, "P0002", money="-1201"), BadInput, "below_nothing"),
    (lambda s: approvals.submit(s, "A0001"), Refused, "approval_submitted"),
    (lambda s: records.edit(s, "A0002", {"expires": "D+60"}), Refused, "approval_not_granted"),
    (lambda s: (approvals.grant(s, "A0003"), records.edit(s, "A0003", {"expires": "D+3"})), BadInput, "day_before"),
    (lambda s: records.edit(s, "A0001", {"due": "D+3"}, why="x"), BadInput, "day_before"),
    (lambda s: (approvals.waive(s, "A0002", "x"), records.edit(s, "A0002", {"next_contact": "+3d"})), Refused,
     "approval_settled"),
    (lambda s: records.edit(s, "G0001", {"target": "0"}), BadInput, "bad_quantity"),
    (lambda s: land.land_progress(s, "G0002", amount="+1.5"), BadInput, "bad_quantity"),
    (lambda s: (land.accept(s, "G0001"), blockers.add_blocker(s, {"title": "x"}, about="G0001")), Refused, "source_settled"),
    (lambda s: blockers.add_blocker(s, {"title": "x"}, projects=["P0001"]), BadInput, "field_empty"),
    (lambda s: records.edit(s, "P0001", {}, about="G0001"), BadInput, "field_not_here"),
    (lambda s: projects.register(s, "P0001", "2026-13", "1"), BadInput, "bad_month"),
    (lambda s: projects.register(s, "P0001", "2026-12", "1"), BadInput, "day_in_future"),
    (lambda s: projects.fund(s, "P0001", money="1", to="2"), BadInput, "money_twice"),
)


@pytest.mark.parametrize(("attempt", "error", "key"), REFUSED, ids=[f"{n} {row[2]}" for n, row in enumerate(REFUSED)])
def test_refused(attempt: Attempt, error: type[CampaignError], key: str, session: Session) -> None:
    with pytest.raises(error) as refused:
        attempt(session)
    assert refused.value.key == key
    check_totals(session)


def test_an_older_database_is_brought_up_to_date(tmp_path: Path, enter: Open) -> None:
    """What the first schema held is kept; new totals are counted."""
    path = tmp_path / "old.db"
    old = sqlite3.connect(path)
    for statement in FIRST_TABLES:
        old.execute(statement)
    old.execute("CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)")
    old.execute("INSERT INTO _sqlite_migrations VALUES (1, 'campaign', 'first_tables', '2026-11-01')")
    old.execute("""INSERT INTO campaign (id, name, first_day, length, time_zone, language)
                   VALUES (1, '旧', '2026-10-01', 100, 'Asia/Shanghai', 'zh')""")
    old.execute("INSERT INTO people (code, name, key, rank, leader) VALUES ('L01', '王', 'wang', 'city', 1)")
    old.execute("""INSERT INTO projects (code, name, key, leader, stage, funds_planned)
                   VALUES ('P0001', '旧', '', 'L01', 'reserve', 9)""")
    old.execute("INSERT INTO visits (project, on_day, channel, person) VALUES ('P0001', '2026-10-09', 'site', 'L01')")
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    session = Session(path, "hq", clock=Clock())
    project = projects_queries.project(session.store, "P0001")
    assert (project.funds_planned, project.leader_visit) == (9, date(2026, 10, 9))
    projects.fund(session, "P0001", money="3")
    blockers.note(session, blockers.add_blocker(session, {"title": "x", "category": "land"}, projects=["P0001"]).subject, "x")
    check_totals(session)
    session.close()
