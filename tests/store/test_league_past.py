"""The league of a day that is over goes by what was known of blockers on that day, whatever has become of them since."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from campaign.core.leagues import Part
from campaign.service import Session, blockers, league, records
from tests.store.world import Clock

LATER: dict[str, Callable[[Session], object]] = {
    "reopened": lambda s: blockers.reopen(s, "B0001", "又有了"),
    "reopened and resolved again": lambda s: (blockers.reopen(s, "B0001", "又有了"), blockers.resolve(s, "B0001", "已办")),
    "due later": lambda s: records.edit(s, "B0003", {"due": "D+60"}, why="延期"),
    "due earlier": lambda s: records.edit(s, "B0002", {"due": "D+27"}, why="提前")}


def closed(session: Session, back: int) -> dict[str, Part]:
    """Of each county, blockers closed in time, that many days before today."""
    rows = league.league(session, session.situation(), session.today - timedelta(days=back))
    return {row.county: row.closed for row in rows}


@pytest.mark.parametrize("later", LATER)
def test_what_became_of_a_blocker_later_changes_no_day_before(session: Session, clock: Clock, later: str) -> None:
    blockers.resolve(session, "B0001", "批复已下", on="D+16")
    clock.pass_by(days=9)
    known = {back: closed(session, back) for back in range(1, 30)}
    assert any(part.met for parts in known.values() for part in parts.values())
    LATER[later](session)
    assert {back: closed(session, back) for back in known} == known
    clock.pass_by(days=1)
    assert {back: closed(session, back + 1) for back in known} == known
