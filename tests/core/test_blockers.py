"""Holds, escalation, buck-passing, slowness and blast radius at their thresholds (docs/handbook/rules.md)."""

import pytest

from campaign.core import blockers
from campaign.core.blockers import MoveFacts, move_facts
from campaign.core.model.blocker import Blocker, BlockerState, EventKind
from campaign.core.model.people import Authority
from campaign.core.model.project import Stage
from tests.core.build import SETTINGS, blocker, county_wide, day, days, event, held, project

OPEN, MOVE, NOTE, CONTACT = EventKind.OPEN, EventKind.MOVE, EventKind.NOTE, EventKind.CONTACT
RESOLVED = blocker(state=BlockerState.RESOLVED, resolved=day(5))


@pytest.mark.parametrize(
    ("item", "today", "overdue", "left"),
    [
        (blocker(), 7, 0, 1),
        (blocker(), 8, 0, 0),
        (blocker(), 9, 1, 0),
        (held(20), 20, 0, 0),
        (held(20), 21, 13, 0),
        (held(None), 90, 0, 0),
        (RESOLVED, 30, 0, 0),
    ],
)
def test_days(item: Blocker, today: int, overdue: int, left: int) -> None:
    assert blockers.days_overdue(item, day(today)) == overdue
    assert blockers.overdue(item, day(today)) is (overdue > 0)
    assert blockers.days_left(item, day(today)) == left


def test_hold_ends_after_its_review_date() -> None:
    assert blockers.on_hold(held(20), day(20))
    assert not blockers.review_passed(held(20), day(20))
    assert not blockers.on_hold(held(20), day(21))
    assert blockers.review_passed(held(20), day(21))


def test_days_held() -> None:
    assert blockers.days_held(blocker(), day(19)) == 18
    assert blockers.days_held(blocker(held_since=day(10)), day(19)) == 9
    assert blockers.days_held(RESOLVED, day(19)) == 4


@pytest.mark.parametrize(
    ("level", "today", "step"),
    [(0, 8, None), (0, 9, 1), (1, 10, None), (1, 11, 2), (2, 14, None), (2, 15, 3), (3, 99, None), (4, 99, None)],
)
def test_escalation_counts_from_the_due_date(level: int, today: int, step: int | None) -> None:
    assert blockers.escalation_due(blocker(level=level), day(today), SETTINGS) == step


@pytest.mark.parametrize(("today", "step"), [(32, None), (33, 2)])
def test_escalation_counts_from_the_last_one_when_later(today: int, step: int | None) -> None:
    assert blockers.escalation_due(blocker(level=1, escalated=day(30)), day(today), SETTINGS) == step
    assert blockers.escalation_due(blocker(level=1, escalated=day(3)), day(11), SETTINGS) == 2


def test_escalation_rests_while_held() -> None:
    assert blockers.escalation_due(held(20), day(20), SETTINGS) is None
    assert blockers.escalation_due(held(20), day(21), SETTINGS) == 1


@pytest.mark.parametrize("authority", Authority)
def test_upward_liaison_for_province_and_ministry(authority: Authority) -> None:
    above = authority in (Authority.PROVINCE, Authority.NATIONAL)
    item = blocker(authority=authority, level=3)
    assert blockers.upward_due(item, day(9)) is above
    assert not blockers.upward_due(item, day(8))
    assert not blockers.upward_due(item._replace(level=4), day(9))
    assert "escalation_due" not in blockers.flags(item, day(9), SETTINGS)


@pytest.mark.parametrize(
    ("events", "facts"),
    [
        ([event(OPEN, 1, "A")], MoveFacts(day(1))),
        ([event(OPEN, 1), event(MOVE, 3, "A")], MoveFacts(day(3), day(3))),  # the first unit is no move
        ([event(OPEN, 1, "A"), event(MOVE, 3, "A")], MoveFacts(day(1))),  # nor is the same unit again
        ([event(OPEN, 1, "A"), event(MOVE, 3, "B", "sent")], MoveFacts(day(3), day(3), 1)),
        ([event(OPEN, 1, "A"), event(MOVE, 3, "B", " ")], MoveFacts(day(3), day(3), 1, 1)),
        ([event(OPEN, 1, "A"), event(NOTE, 4, text="x"), event(CONTACT, 6, text="y")], MoveFacts(day(1), day(6))),
        (
            [event(OPEN, 1, "A"), event(MOVE, 3, "B", "sent"), event(MOVE, 5, "A")],  # back, nothing done
            MoveFacts(day(5), day(5), 2, 1, True),
        ),
        (
            [event(OPEN, 1, "A"), event(MOVE, 3, "B", "sent"), event(MOVE, 5, "A", "papers done")],  # back with action
            MoveFacts(day(5), day(5), 2),
        ),
        (
            [event(OPEN, 1, "A"), event(MOVE, 3, "B", "sent"), event(NOTE, 4, text="asked"), event(MOVE, 5, "A")],
            MoveFacts(day(5), day(5), 2, 1),  # it noted something while it had it
        ),
        (
            [event(OPEN, 1, "A"), event(NOTE, 2, text="x"), event(MOVE, 3, "B", "y"), event(MOVE, 5, "A")],
            MoveFacts(day(5), day(5), 2, 1, True),  # the note was the other unit's
        ),
    ],
)
def test_move_facts(events: list[blockers.Event], facts: MoveFacts) -> None:
    assert move_facts(events) == facts


@pytest.mark.parametrize(
    ("history", "rests"),
    [
        ("hold 3 10", ""),  # the hold that lasts is told by the blocker itself
        ("hold 3 10, reopen 6", "3/5"),  # ended early
        ("hold 3 10, reopen 15", "3/10"),
        ("hold 3 3, reopen 3", ""),
        ("hold 3 10, hold 8 20", "3/7"),  # made longer
        ("hold 3 5, hold 8 20, reopen 9", "3/5 8/8"),
        ("resolve 4, reopen 9", "4/8"),
        ("hold 3 10, resolve 6, reopen 12", "3/5 6/11"),
        ("hold 3 10, note 4, move 5", ""),
    ],
)
def test_it_rests_on_hold_and_while_resolved(history: str, rests: str) -> None:
    events = [event(OPEN, 1, "A")]
    for word in history.split(", "):
        kind, on, *until = word.split()
        events.append(event(EventKind(kind), int(on), "B")._replace(source=day(int(until[0])).isoformat() if until else None))
    spans = [span.split("/") for span in rests.split()]
    assert move_facts(events).rests == " ".join(f"{day(int(first))}/{day(int(last))}" for first, last in spans)


def test_slow_skips_every_hold() -> None:
    item = blocker(rests=f"{day(3)}/{day(5)} {day(8)}/{day(9)}")
    assert not blockers.slow(item, day(12), SETTINGS)  # 11 days since day 1, 5 of them held
    assert blockers.slow(item, day(13), SETTINGS)
    assert not blockers.slow(item, day(13), SETTINGS, days(day(4), day(7)))  # one of them was held anyway
    again = item._replace(state=BlockerState.ON_HOLD, held_on=day(9), review=day(11))  # one day of it is written down twice
    assert not blockers.slow(again, day(14), SETTINGS)
    assert blockers.slow(again, day(15), SETTINGS)


def test_buck_passing() -> None:
    assert not blockers.buck_passing(blocker(moves=2), SETTINGS)
    assert blockers.buck_passing(blocker(moves=3), SETTINGS)
    assert blockers.buck_passing(blocker(moves=1, silent_moves=1), SETTINGS)
    assert blockers.buck_passing(blocker(moves=2, bounced=True), SETTINGS)


@pytest.mark.parametrize(
    ("item", "today", "slow"),
    [
        (blocker(), 7, False),
        (blocker(), 8, True),  # 7 days since day 1
        (blocker(unit=None), 30, False),
        (blocker(touched=day(5)), 11, False),
        (blocker(touched=day(5)), 12, True),
        (blocker(held_since=day(6), touched=day(3)), 12, False),
        (blocker(held_since=day(6), touched=day(3)), 13, True),
        (held(5), 5, False),
        (held(5), 11, False),  # days 2–5 were held: 10 − 4
        (held(5), 12, True),
        (blocker(authority=Authority.PROVINCE, due=day(20)), 20, False),  # within its limit
        (blocker(authority=Authority.PROVINCE, due=day(20)), 21, True),
        (blocker(authority=Authority.CITY, due=day(20)), 20, True),
        (RESOLVED, 40, False),
    ],
)
def test_slow(item: Blocker, today: int, slow: bool) -> None:
    assert blockers.slow(item, day(today), SETTINGS) is slow


def test_slow_skips_excused_days() -> None:
    off = days(day(1), day(3), day(4))  # day 1 is not counted anyway
    assert not blockers.slow(blocker(), day(9), SETTINGS, off)
    assert blockers.slow(blocker(), day(10), SETTINGS, off)
    both = days(day(4), day(5))  # excused and held at once are skipped once
    assert not blockers.slow(held(5), day(11), SETTINGS, both)
    assert blockers.slow(held(5), day(12), SETTINGS, both)


def test_flags_in_order() -> None:
    assert blockers.flags(blocker(moves=3), day(9), SETTINGS) == ("buck_passing", "slow", "escalation_due")
    assert blockers.flags(blocker(), day(7), SETTINGS) == ()


def test_blast() -> None:
    rows = [
        project("P0001", total=100, leader="L01", county="C01"),
        project("P0002", total=None, leader="L01", county="C01"),
        project("P0003", total=30, leader="L02", county="C01", stage=Stage.COMPLETED),
        project("P0004", total=5, county="C01", withdrawn="sold"),
        project("P0005", total=7, county="C02"),
    ]
    projects = {row.code: row for row in rows}

    def of_county(county: str) -> list[str]:
        return [row.code for row in rows if row.county == county]

    named = blockers.blast(blocker(on="P0001 P0003 P0004"), projects, of_county)
    assert named == (2, 130, 2, ("P0001", "P0003"))
    assert blockers.blast(county_wide(), projects, of_county) == (2, 100, 1, ("P0001", "P0002"))
    assert blockers.blast(county_wide(county="C09"), projects, of_county) == (0, 0, 0, ())
