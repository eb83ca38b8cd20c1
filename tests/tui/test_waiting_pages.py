"""What waits for headquarters, on the page of the record that it is about."""

from pathlib import Path

from campaign.service import blockers, records, settings
from tests.tui import scene
from tests.tui.scene import dashboard, running
from tests.tui.test_requests import asked, lower, planned
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
        assert "Q0001" in board.lines()[3], board.text()


@running
async def test_requests_are_found_by_their_county_and_an_empty_list_names_its_own_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    scene.session(path).close()
    staff = join(path, "M001", "staff", county="C01")
    planned(path)
    async with dashboard(path, size=(120, 40), **staff) as board:
        await board.press("p")
        for _pane in ("requests", "unconfirmed"):
            foot = board.lines()[-1]
            assert board.app.screen.subject is None
            assert "resolve" not in foot and "hold" not in foot and ("approve" in foot or "confirm" in foot), foot
            await board.press("tab")
    asked(path, staff)
    session = scene.session(path)
    blockers.add_blocker(session, {"title": "缺砂石", "category": "materials"}, projects=["P3"], opened="D+30")
    session.close()
    session = scene.session(path, **staff)
    records.edit(session, "B4", {"due": "D+90"}, why="雨季")
    session.close()
    async with dashboard(path, size=(120, 40), **staff) as board:
        await board.press("p", "slash")
        await board.type("临江")
        await board.press("enter")
        assert len(board.app.screen.listed) == 4, board.text()


@running
async def test_the_log_names_settings(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    session = scene.session(path)
    settings.set_value(session, "stale_red", "10")
    session.close()
    async with dashboard(path, size=(120, 40)) as board:
        await board.press("f9")
        assert "Nothing reported, red" in board.text(), board.text()
