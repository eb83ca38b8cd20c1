"""What is due when, what has a flag on the wall, and what comes first."""

from datetime import date

from campaign.core.due_days import DueDay, DueKind, Flags, filing_days, flags, next_due, of_approvals, of_blockers, of_projects
from campaign.core.model.blocker import Blocker, BlockerState, Category, Scope
from campaign.core.model.campaign import Campaign
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState
from campaign.core.model.project import Project, Stage
from campaign.kinds import registry
from campaign.kinds.field import Type

FIRST, TODAY = date(2026, 10, 16), date(2026, 11, 22)


def blocker(**more: object) -> Blocker:
    given = {"code": "B0001", "title": "x", "category": Category.LAND, "scope": Scope.PROJECTS, "projects": ("P0001",),
             "county": None, "authority": None, "unit": None, "person": None, "level": 0, "state": BlockerState.OPEN,
             "opened": FIRST, "due": date(2026, 11, 21), **more}
    return Blocker(**given)  # type: ignore[arg-type]


def found(*rows: Blocker) -> Flags:
    return flags(of_blockers(rows, TODAY), FIRST, TODAY)


def test_a_red_flag_on_time_a_black_one_past_its_day() -> None:
    assert found(blocker()) == Flags(0, 1)
    assert found(blocker(due=TODAY)) == Flags(1, 0)
    done = {"state": BlockerState.RESOLVED}
    assert found(blocker(resolved=date(2026, 11, 21), **done)) == Flags(1, 0)
    assert found(blocker(resolved=TODAY, **done)) == Flags(0, 0), "done too late: neither"
    assert found(blocker(resolved=date(2026, 10, 15), **done)) == Flags(0, 0), "before the campaign"


def test_what_is_on_hold_has_none_until_its_review() -> None:
    held = {"state": BlockerState.ON_HOLD, "review": date(2026, 11, 25)}
    days = list(of_blockers([blocker(**held)], TODAY))
    assert flags(days, FIRST, TODAY) == Flags() and next_due(days) == days[1] and days[1].kind is DueKind.HOLD
    over = {**held, "review": date(2026, 11, 20)}
    assert found(blocker(**over)) == Flags(0, 1)


def test_a_withdrawn_or_finished_project_has_nothing_due() -> None:
    planned = {"planned_start": date(2026, 11, 1), "planned_finish": date(2026, 12, 1)}
    open_ = Project("P0001", "x", **planned)
    assert flags(of_projects([open_]), FIRST, TODAY) == Flags(1, 1)
    assert [one.over for one in of_projects([open_._replace(withdrawn="y")])] == [True, True]
    begun = open_._replace(started=date(2026, 11, 1), stage=Stage.BUILDING)
    assert flags(of_projects([begun]), FIRST, TODAY) == Flags(2, 0)
    assert next_due(of_projects([begun])).day == date(2026, 12, 1)  # type: ignore[union-attr]


def test_of_an_approval_the_limit_counts_from_the_submission_and_ends_with_the_grant() -> None:
    row = Approval("A0001", "P0001", ApprovalKind.FOREST, None, "U01", ApprovalState.SUBMITTED, due=date(2026, 11, 30),
                   next_contact=date(2026, 11, 24))
    assert [(one.kind, one.over) for one in of_approvals([row])] == [(DueKind.APPROVAL, False), (DueKind.CONTACT, False)]
    assert all(one.over for one in of_approvals([row._replace(state=ApprovalState.GRANTED, granted=TODAY)]))
    assert [one.over for one in of_approvals([row._replace(state=ApprovalState.NEEDED)])] == [True, False]


def test_the_longest_overdue_comes_before_what_is_next() -> None:
    days = [DueDay("A", DueKind.LAND, date(2026, 12, day)) for day in (3, 1, 2)]
    assert next_due(days) == days[1] and next_due([]) is None


def test_statistics_are_filed_on_days_of_the_campaign() -> None:
    campaign = Campaign("x", FIRST, filing_day=25)
    assert list(filing_days(campaign)) == [date(2026, 10, 25), date(2026, 11, 25), date(2026, 12, 25)]
    assert list(filing_days(campaign._replace(filing_day=31)))[:2] == [date(2026, 10, 31), date(2026, 11, 30)]
    assert list(filing_days(campaign._replace(filing_day=None))) == []


NOT_DUE = {
    "blocker": "opened escalated held_on resolved", "land_task": "opened accepted",
    "approval": "submitted granted expires last_contact",
    "project": "started finished registered suspended", "lead": "opened signed landed", "dispatch": "since until returned",
    "task_force": "since until", "merit": "on paid until", "case": "on", "request": "on decided_on"}
"""Days of records that are over, or that nobody waits for."""
DUE = {
    "blocker": "due review", "land_task": "due", "approval": "due next_contact", "project": "planned_start planned_finish review",
    "lead": "next_on", "trip": "first last", "event": "on"}
"""Those that stand in the calendar."""


def test_every_day_of_every_kind_is_due_or_known_not_to_be() -> None:
    for name in registry.CODED:
        days = {field.name for field in registry.kind(name).fields if field.holds == Type.DAY}
        assert days <= {*NOT_DUE.get(name, "").split(), *DUE.get(name, "").split()}, name
