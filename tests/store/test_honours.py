"""Who is named sees it first, and alone may answer: members of a shared server, each with a role. H0002 is a reminder of U02."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.core import merits as rules
from campaign.core.errors import NotAllowed
from campaign.service import Session, create, members, merit_verbs, merits, news
from campaign.store.queries import log as log_queries
from campaign.store.queries.members import member_keys
from campaign.store.records import MERIT_EVIDENCE
from tests.store.conftest import Open
from tests.store.world import Clock

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
Enter = Callable[[str], Session]
STEP = "H0003"


@pytest.fixture
def come(session: Session, enter: Open) -> Enter:
    """M001 is of C01, M002 of U01, L01 leads C01, L02 is headquarters. H0003 is a reminder of U01, taken just now."""
    def enter_as(person: str) -> Session:
        fingerprint = member_keys(session.store, person)[0].fingerprint
        return Session(session.store.path, person, clock=session.clock, me=person, key=fingerprint)

    for number, (person, role, where) in enumerate((
            ("M001", "staff", {"county": "C01"}), ("M002", "staff", {"unit": "U01"}), ("L01", "leader", {}), ("L02", "hq", {}),
            ("L03", "viewer", {}))):
        members.add(session, person, role, **where)
        members.add_key(session, person, KEY.format("ABCDE"[number]))
    assert merit_verbs.add_merit(enter_as("L02"), "U01", "reminder", "一拖再拖", evidence=["B0001"]).subject == STEP
    return enter_as


def seen(session: Session) -> bool:
    """Whether the step is listed; its page says the same."""
    situation = session.situation()
    listed = STEP in {row.merit.code for row in merits.merits(session, situation)}
    assert listed is (STEP in {row.merit.code for climb in merits.ladders(session, situation) for row in climb.steps})
    if listed:
        assert merits.merit(session, situation, STEP).merit.code == STEP
    else:
        with pytest.raises(NotAllowed) as caught:
            merits.merit(session, situation, STEP)
        assert caught.value.key == "merit_first"
    return listed


def told(session: Session) -> bool:
    """Whether the log or the news tell of the step."""
    start = news.since(session, "yesterday")
    items = {item.code for item in news.gathered(session, start).items()}
    logged = {entry.subject for entry in log_queries.log(session.store, limit=50, without=session.hidden)}
    return STEP in items | logged


@pytest.mark.parametrize(("person", "sees"), [("M001", False), ("M002", True), ("L01", False), ("L02", True), ("L03", False)])
def test_on_its_day_a_step_is_for_whom_it_concerns(come: Enter, person: str, sees: bool) -> None:
    own = come(person)
    assert seen(own) is sees
    assert sees or not told(own)


def test_from_the_next_day_on_it_is_everybodys(come: Enter, clock: Clock) -> None:
    clock.pass_by(days=1)
    assert all(seen(come(person)) for person in ("M001", "M002", "L01", "L03"))


def test_once_it_is_answered_it_is_everybodys(come: Enter) -> None:
    merit_verbs.answer(come("M002"), STEP, "补正件今天报出")
    assert seen(come("M001")) and seen(come("L03"))


def test_what_is_good_is_everybodys_at_once(come: Enter) -> None:
    code = merit_verbs.add_merit(come("L02"), "C02", "praise", "签约两家").subject
    viewer = come("L03")
    assert code in {row.merit.code for row in merits.merits(viewer, viewer.situation())}


@pytest.mark.parametrize(("person", "allowed"), [("M001", False), ("M002", True), ("L01", False), ("L02", True), ("L03", False)])
def test_only_who_is_named_answers_or_headquarters_for_them(come: Enter, person: str, allowed: bool) -> None:
    own = come(person)
    if allowed:
        merit_verbs.answer(own, STEP, "已报出")
        assert merits.merit(own, own.situation(), STEP).answers[-1].text == "已报出"
    else:
        with pytest.raises(NotAllowed):
            merit_verbs.answer(own, STEP, "与我无关")


def test_only_headquarters_praises_criticises_and_pays(come: Enter) -> None:
    staff = come("M002")
    for verb in (lambda: merit_verbs.add_merit(staff, "U02", "praise", "好"), lambda: merit_verbs.pay(staff, "H0001"),
                 lambda: merit_verbs.add_merit(staff, "U02", "reminder", "慢", evidence=["B0001"])):
        with pytest.raises(NotAllowed):
            verb()
    assert merit_verbs.pay(come("L02"), "H0001").seq


def test_a_county_is_its_peoples_and_its_leaders(come: Enter) -> None:
    merit_verbs.add_merit(come("L02"), "C01", "reminder", "垫底", evidence=["P0001"])
    for person in ("M001", "L01"):
        own = come(person)
        assert "H0004" in {row.merit.code for row in merits.merits(own, own.situation())}
    merit_verbs.answer(come("L01"), "H0004", "已部署")


def test_on_ones_own_machine_everything_is_visible(session: Session) -> None:
    code = merit_verbs.add_merit(session, "U01", "reminder", "慢", evidence=["B0001"]).subject
    assert code in {row.merit.code for row in merits.merits(session, session.situation())}
    merit_verbs.answer(session, code, "代答")


@pytest.mark.parametrize("day", [30, 34, 37])
def test_the_demonstration_keeps_to_the_rules(tmp_path: Path, clock: Clock, day: int) -> None:
    """What a step of that day cites has the figures that the record has then; each rung has the one below it; nobody is praised
    while safety bars it.
    """
    path = tmp_path / "city.db"
    create.seed(path, Path(__file__).parents[2] / "seed", "hq", clock=clock, day=day)
    session = Session(path, "hq", clock=clock)
    found = merits.merits(session, session.situation())
    assert all(row.merit.on <= session.today for row in found)
    for row in found:
        if row.merit.on == session.today and rules.is_step(row.merit):
            cited = [(item.code, item.days, item.moves) for item in row.evidence]
            again = merit_verbs.add_merit(session, row.subject, "reminder", "x", evidence=[code for code, _days, _moves in cited])
            kept = MERIT_EVIDENCE.all(session.store, merit=again.subject)
            assert cited and cited == [(item.code, item.days, item.moves) for item in kept]
        elif row.merit.on == session.today and row.merit.kind in rules.GOOD:
            merit_verbs.add_merit(session, row.subject, row.merit.kind, "x", project=row.merit.project,
                              promised="1万" if row.merit.promised else None)
    for climb in merits.ladders(session, session.situation()):
        kinds = [step.merit.kind for step in climb.steps]
        assert all(rules.may_step(kind, kinds[:number]) for number, kind in enumerate(kinds))
