"""Where to go today, all of it: every row is reached, by county, and h l switch the leader."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.today import today
from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.questions import BY_KEY
from campaign.tui.screens.counties.county_page import CountyPage
from campaign.tui.screens.leaders.person_page import PersonPage
from campaign.tui.screens.presence.today_page import TodayPage
from campaign.tui.shell.record_page import RecordPage, leaders
from tests.tui.city import database, run, until


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_every_stop_is_reached_county_by_county(tmp_path: Path, size: tuple[int, int]) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await pilot.press("i", BY_KEY["today"].letter)
        await until(pilot, lambda: isinstance(app.screen, TodayPage))
        page, situation = app.screen, app.situation
        assert isinstance(page, TodayPage) and situation is not None
        wanted = [stop.project for found in today(situation) for stop in found.stops]
        await until(pilot, lambda: page.subject is not None)
        reached = []
        for _n in wanted:
            reached.append(page.subject)
            await pilot.press("j")
        assert reached == wanted and len(wanted) > size[1]
        await pilot.press("G")
        assert page.status() == f"{len(wanted)}/{len(wanted)}"

    run(database(tmp_path), test, size=size)


@pytest.mark.parametrize("kind", [TodayPage, PersonPage, CountyPage])
def test_h_and_l_turn_to_the_next_of_the_kind(tmp_path: Path, kind: type[RecordPage]) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        situation = app.situation
        assert situation is not None
        found = leaders(situation) if kind is not CountyPage else list(situation.snapshot.counties)
        await app.push_screen(kind(found[0]))
        depth = len(app.screen_stack)
        for key, at in (("l", 1), ("right", 2), ("h", 1), ("left", 0)):
            await pilot.press(key)
            await until(pilot, lambda at=at: isinstance(app.screen, kind) and app.screen.code == found[at])  # type: ignore[misc]
        assert len(app.screen_stack) == depth

    run(database(tmp_path), test)
