"""What waits for headquarters, on the page of the record that it is about."""

from pathlib import Path

from tests.tui import scene
from tests.tui.scene import dashboard, running
from tests.tui.test_requests import lower, planned
from tests.tui.test_roles import join


@running
async def test_a_request_that_was_just_made_is_in_sight(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    scene.session(path).close()
    staff = join(path, "M001", "staff", county="C01")
    planned(path)
    async with dashboard(path, **staff) as board:
        board.app.open("P0003")
        await board.settle()
        await lower(board, "97万")
        await board.type("资金未到")
        await board.press("ctrl+s")
        assert "Q0001" in board.lines()[1], board.text()
