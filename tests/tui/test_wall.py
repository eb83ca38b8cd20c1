"""The wall: what it shows, that it turns by itself, and that any key only stops it."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from campaign import text
from campaign.core.situation import Situation
from campaign.tables import wall, wall_city
from campaign.tables.signs import Signs, Way
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.screens.wall.screen import WallPage
from tests.tui.city import NOW, database, lines, session, until
from tests.tui.scene import running

SIZES = [(40, 15), (60, 20), (80, 24), (120, 40), (200, 50)]


def _situation(path: Path) -> Situation:
    opened = session(path)
    try:
        return opened.situation()
    finally:
        opened.close()


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("size", SIZES)
def test_every_line_fills_the_screen_exactly(tmp_path: Path, size: tuple[int, int], way: Way) -> None:
    told = _situation(database(tmp_path))
    for made in (wall_city.overview(told), wall_city.blockers(told)):
        drawn = wall.draw(made, told, NOW, "overview", 20, *size, Signs(way))
        assert len(drawn) == size[1]
        assert {sum(cells(said) for said, _tone in line) for line in drawn} == {size[0]}


def test_blockers_stand_by_how_long_they_are_overdue(tmp_path: Path) -> None:
    told = _situation(database(tmp_path))
    made = wall_city.blockers(told)
    assert [int(row.figure) for row in made.rows] == sorted((int(row.figure) for row in made.rows), reverse=True)
    assert made.figure == str(told.counts["overdue"]) and made.tone == "red_mark"


def test_without_an_overdue_blocker_nothing_is_red(tmp_path: Path) -> None:
    made = wall_city.blockers(_situation(database(tmp_path, empty=True)))
    assert made.rows == [] and made.tone == "ink" and made.figure == "0"


@running
async def test_its_pages_turn_and_any_key_only_stops_it(tmp_path: Path) -> None:
    text.use("zh")
    app = CampaignApp(session(database(tmp_path)))
    app.opening.wallboard = 3600
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WallPage) and app.situation is not None)
        page = app.screen
        assert isinstance(page, WallPage)
        seen = []
        for title in map(text._, ("The city today", "Counties' league", "Red and black list", "Blockers of the day")):
            await until(pilot, lambda title=title: any(title in line for line in lines(app)))
            seen.append("\n".join(lines(app)))
            page._turn()
            await pilot.pause()
        assert all("按任意键停" in shown for shown in seen)
        assert len(set(seen)) == len(wall.PAGES)
        await pilot.press("4")
        assert not isinstance(app.screen, WallPage)
        assert app.current_mode == "overview"


@running
async def test_it_follows_what_others_write_and_the_day(tmp_path: Path) -> None:
    text.use("zh")
    path = database(tmp_path)
    app = CampaignApp(session(path))
    app.opening.wallboard = 3600
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WallPage) and app.situation is not None)
        assert any("剩余天数" in line for line in lines(app))
        before = app.situation
        assert before is not None and wall.days_shown(before)[0] == str(before.snapshot.campaign.length - 38)
        app.session.clock = lambda: NOW + timedelta(days=1)
        app.catch_up()
        await until(pilot, lambda: app.situation is not before)
        assert app.situation is not None and wall.days_shown(app.situation)[0] == str(before.snapshot.campaign.length - 39)


@pytest.mark.parametrize("size", SIZES)
def test_rows_stand_at_equal_distances(tmp_path: Path, size: tuple[int, int]) -> None:
    told = _situation(database(tmp_path))
    made = wall_city.overview(told)
    lines_drawn = wall.draw(made, told, NOW, "overview", 20, *size, Signs(Way.BLOCKS))
    drawn = ["".join(said for said, _tone in line) for line in lines_drawn][wall.TOP - 1:]
    places = sorted({at for at, line in enumerate(drawn) for row in made.rows if row.title in line})
    assert len({after - before for before, after in pairwise(places)}) <= 1


def test_the_wall_names_whom_the_dashboard_names(tmp_path: Path) -> None:
    """Two blockers of the sample are overdue equally long: whoever reads both screens must find one unit, not two."""
    told = _situation(database(tmp_path))
    longest = told.longest_overdue()
    assert longest is not None and wall_city.blockers(told).rows[0].title == longest.title
