"""What gives way in a narrow cell, and the keys that details name."""

import pytest

from campaign import text
from campaign.core.situation import Situation
from campaign.tables.cells import why, why_within
from campaign.tables.next_steps import steps
from campaign.tables.width import cells
from campaign.tui.keys import BY_ACTION
from tests.core.build import blocker, day, project, snapshot

TODAY = day(38)


@pytest.mark.parametrize("room", [14, 18, 22, 26, 40])
def test_reasons_lose_whole_parts_and_never_a_figure(room: int) -> None:
    text.use("zh")
    told = Situation.of(snapshot([project()], [blocker(due=day(19)), blocker("B0002", due=day(30))]), TODAY)
    row, found = told.snapshot.projects["P0001"], told.assessments["P0001"]
    said = why_within(row, found, room)
    assert cells(said) <= room and said.replace(" ", "").startswith("B0001逾期19天")
    if room == 40:
        assert said == why(row, found)[0]


def test_what_can_be_done_names_keys_that_do_it() -> None:
    told = Situation.of(snapshot([project()], [blocker(due=day(19))]), TODAY)
    keys = {line[0][0].strip() for line in steps(told, told.snapshot.blockers["B0001"])}
    assert keys <= {BY_ACTION[action].shown for action in ("escalate", "move_on", "note", "hold", "resolve")}
    assert BY_ACTION["hold"].shown in keys
