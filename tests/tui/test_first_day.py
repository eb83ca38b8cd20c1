"""What somebody stumbles over on the first day: where the cursor goes, fast typing, keys that do nothing."""

import asyncio
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from campaign.tui.app import CampaignApp
from campaign.tui.dialogs.choose import Choose
from campaign.tui.screens.blockers.screen import BlockersPage
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.screens.projects.screen import ProjectsPage
from tests.tui.city import database, line_of, lines, press, run, until
from tests.tui.scene import dashboard, running


def test_resolving_leaves_the_cursor_at_its_place_and_undo_brings_it_back(tmp_path: Path) -> None:
    """The first group goes far down once its overdue blocker is resolved: the cursor does not follow the neighbour."""

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "3")
        page = app.screen
        assert isinstance(page, BlockersPage)
        was = page.pane.rows.cursor
        await press(pilot, "r")
        await until(pilot, lambda: app.screen is not page)
        await press(pilot, "o", "k", "enter", "enter")
        await until(pilot, lambda: app.page is app.screen and page.pane.rows.cursor != was)
        assert page.pane.rows.position == 1
        assert line_of(app, "takes it back")
        await press(pilot, "u")
        await until(pilot, lambda: page.pane.rows.cursor == was)

    run(database(tmp_path), test)


@running
async def test_what_was_added_is_under_the_cursor(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("4", "a", "enter")
        await board.type("新项目")
        await board.press("ctrl+s")
        page = board.app.screen
        assert isinstance(page, ProjectsPage)
        assert page.subject == "P0004"


def test_enter_twice_at_once_keeps_the_filter_and_opens(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "4", "slash", *"bhxcl")
        for _ in range(2):
            app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: isinstance(app.screen, ProjectPage))
        assert "P0042" in lines(app)[2]

    run(database(tmp_path), test)


@running
async def test_letters_typed_faster_than_the_list_opens(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("4", "a", "enter")
        await board.type("新项目")
        await board.press("tab")
        pick = board.app.focused
        assert pick is not None
        for letter in "linj":
            pick.post_message(events.Key(letter, letter))
        for _ in range(200):
            await board.pilot.pause()
            if isinstance(board.app.screen, Choose) and board.app.screen.typing.value == "linj":
                break
            await asyncio.sleep(0.01)
        assert isinstance(board.app.screen, Choose)
        assert board.app.screen.typing.value == "linj"


def test_keys_that_do_nothing_say_why(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for key, said in (
            ("l", "no columns"),
            ("tab", "only one pane"),
            ("ctrl+c", "q leaves"),
        ):
            await press(pilot, "4", key)
            assert line_of(app, said)
        await press(pilot, "down")
        assert "q leaves" not in lines(app)[-1]

    run(database(tmp_path), test)


def test_a_carried_card_says_where_it_goes_even_after_a_message(tmp_path: Path) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "2")
        app.say("a message")
        await pilot.pause()
        assert line_of(app, "a message")
        await press(pilot, "m")
        assert "put back" in lines(app)[-1]

    run(database(tmp_path), test)


def test_what_is_typed_ahead_of_the_filter_goes_into_it(tmp_path: Path) -> None:
    """A pasted ``/B0107`` arrives in one burst: its digits must not open other screens."""

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "3")
        page = app.screen
        for key, letter in (("slash", "/"), ("B", "B"), *((digit, digit) for digit in "0107")):
            app.post_message(events.Key(key, letter))
        await until(pilot, lambda: "/B0107" in lines(app)[-1])
        assert app.screen is page

    run(database(tmp_path), test)


def test_letters_typed_ahead_of_a_box_go_into_it_and_not_to_the_page(tmp_path: Path) -> None:
    """Over a slow line a key and what follows arrive in one burst; ``q`` among them must not leave."""

    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        await press(pilot, "3")
        for key in "mslq":
            app.post_message(events.Key(key, key))
        await until(pilot, lambda: isinstance(app.screen, Choose) and app.screen.typing.value == "slq")
        await press(pilot, "escape", "4")
        assert isinstance(app.screen, ProjectsPage)

    run(database(tmp_path), test)
