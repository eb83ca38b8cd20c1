"""What is unlikely, in forms and by keys: said, and done only by whoever says so again."""

from pathlib import Path

from campaign.store.queries import projects as projects_queries
from campaign.tui.dialogs import record_form
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.form import Form
from tests.tui.scene import dashboard, running
from tests.tui.test_dialogs import fill


@running
async def test_the_second_save_says_that_it_is_so_of_what_was_doubted(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        got = await fill(board, record_form.add("person"))
        for name, twin in (("曾某远", "L02"), ("付某槐", "M001")):  # another name is another doubt
            await board.press("ctrl+u")
            await board.type(name)
            await board.press("ctrl+s")
            screen = board.app.screen
            assert isinstance(screen, Form) and screen.typed["name"] == name and not got
            assert twin in board.text() and "Ctrl+S again" in board.text()
        await board.press("ctrl+s")
        assert len(got) == 1
        assert [row.name for row in board.app.session.situation().snapshot.people.values()].count("付某槐") == 2


@running
async def test_a_project_is_taken_from_its_leader_by_a_yes_alone(tmp_path: Path) -> None:
    async with dashboard(tmp_path / "a.db") as board:
        for key, leader in (("n", "L01"), ("y", "L02")):
            board.app.act("claim_for", "P0001", "L02")
            await board.settle()
            assert isinstance(board.app.screen, Confirm) and "L01" in board.text()
            await board.press(key)
            assert projects_queries.project(board.app.session.store, "P0001").leader == leader
