"""Results that wait, in the dashboard: a mark beside the light, a finding, a list that confirms or returns one or all."""

import re
from pathlib import Path

from campaign.service import approvals, blockers, land, leads, projects, records, results
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.form import Form
from campaign.tui.screens.projects.project_page import ProjectPage
from campaign.tui.screens.requests.screen import RequestsPage
from tests.tui import scene
from tests.tui.scene import dashboard, running
from tests.tui.test_roles import join


def entered(path: Path, who: dict[str, str]) -> None:
    """Three of the county's projects have started, as its staff says."""
    session = scene.session(path)
    for code in ("P1", "P2", "P3"):
        records.edit(session, code, {"county": "临江"})
    session.close()
    session = scene.session(path, **who)
    for code in ("P1", "P2", "P3"):
        records.edit(session, code, {"registered": "today"})
    session.close()


def waiting(path: Path) -> list[str]:
    session = scene.session(path)
    found = [row.result.subject for row in results.waiting(session).values()]
    session.close()
    return found


@running
async def test_headquarters_finds_the_list_and_confirms_all_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    entered(path, staff)
    async with dashboard(path, size=(120, 40), **hq) as board:
        while "to be confirmed" not in next((line for line in board.lines() if line.lstrip().startswith(">")), ""):
            await board.press("down")
        await board.press("enter")
        await board.pilot.pause()
        await board.settle()
        assert isinstance(board.app.screen, RequestsPage) and len(board.app.screen.listed) == 3
        await board.press("slash")
        await board.type("县医院")
        await board.press("enter")
        assert len(board.app.screen.listed) == 1
        await board.press("R")
        assert isinstance(board.app.screen, Confirm) and "1" in board.text()
        await board.press("n")
        assert len(waiting(path)) == 3
        await board.press("R", "y")
        assert waiting(path) == ["P0001", "P0002"]
        await board.press("escape", "R")
        assert isinstance(board.app.screen, Confirm) and "2 results" in board.text()
        await board.press("y")
        assert waiting(path) == [] and "Nothing waits" in board.text()
        await board.press("u")
        assert waiting(path) == ["P0001", "P0002"] and len(board.app.screen.listed) == 2


@running
async def test_one_is_confirmed_for_a_day_and_one_is_returned(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    entered(path, staff)
    async with dashboard(path, size=(120, 40), **hq) as board:
        await board.press("p", "tab", "r")
        assert isinstance(board.app.screen, Form)
        await board.press("ctrl+s")
        assert waiting(path) == ["P0002", "P0003"]
        await board.press("w")
        assert isinstance(board.app.screen, Form)
        await board.press("ctrl+s")
        assert isinstance(board.app.screen, Form), "why is needed"
        await board.type("未入库")
        await board.press("ctrl+s")
        assert waiting(path) == ["P0003"]
        assert board.app.situation is not None and board.app.situation.snapshot.projects["P0002"].registered is None
        await board.press("enter")
        await board.settle()
        assert isinstance(board.app.screen, ProjectPage) and any(
            "unconfirmed" in line and "registration" in line for line in board.lines())


@running
async def test_all_months_that_are_decided_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    session = scene.session(path)
    records.edit(session, "P1", {"county": "临江"})
    session.close()
    session = scene.session(path, **staff)
    for month in ("2026-10", "2026-11"):
        projects.register(session, "P1", month, "500")
    session.close()
    async with dashboard(path, size=(120, 40), **hq) as board:
        await board.press("p", "tab")
        for key in ("r", "w"):
            await board.press(key)
            assert isinstance(board.app.screen, Form)
            assert re.search(r"2 results: registration 2026-10 \S+, 2026-11 \S+", " ".join(board.text().split())), board.text()
            await board.press("escape")
        await board.press("r", "ctrl+s")
        assert waiting(path) == []


@running
async def test_who_may_not_decide_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    staff = join(path, "M001", "staff", county="C01")
    entered(path, staff)
    async with dashboard(path, size=(120, 40), **staff) as board:
        await board.press("p", "tab")
        for key in ("r", "R", "w", "W"):
            await board.press(key)
            assert not board.app.screen.is_modal and "staff" in board.said, key
        assert len(waiting(path)) == 3


@running
async def test_headquarters_returns_all_that_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    entered(path, staff)
    async with dashboard(path, size=(120, 40), **hq) as board:
        await board.press("p", "tab", "W")
        await board.type("未入库")
        await board.press("ctrl+s")
        assert isinstance(board.app.screen, Confirm) and "3 results" in board.text()
        await board.press("y")
        assert waiting(path) == []
        assert board.app.situation is not None
        assert all(board.app.situation.snapshot.projects[code].registered is None for code in ("P0001", "P0002", "P0003"))


@running
async def test_from_every_page_enter_leads_to_where_it_is_decided(tmp_path: Path) -> None:
    """Of each kind that has results; every code of the list is whole."""
    path = tmp_path / "a.db"
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    session = scene.session(path)
    land.add_land_task(session, {"name": "一号地块", "kind": "expropriation", "target": "10亩"}, projects=["P1"])
    approvals.add_approvals(session, "P1", ["forest"], submitted="D+20")
    leads.add_lead(session, {"name": "膜材料", "county": "C01", "total": "2亿"}, stage="talks")
    session.close()
    session = scene.session(path, **staff)
    records.edit(session, "P1", {"registered": "today"})
    blockers.resolve(session, "B1", "已办")
    land.accept(session, "G1")
    approvals.grant(session, "A1")
    leads.advance(session, "K1", "signed")
    session.close()
    codes = ["P0001", "B0001", "G0001", "A0001", "K0001"]
    assert sorted(waiting(path)) == sorted(codes)
    async with dashboard(path, **hq) as board:
        for code in codes:
            board.app.open(code)
            await board.settle()
            for _ in range(40):
                if next((line for line in board.lines() if line.lstrip().startswith(">")), "").startswith("> unconfirmed"):
                    break
                await board.press("down")
            await board.press("enter")
            await board.settle()
            assert isinstance(board.app.screen, RequestsPage), code
            assert next(line for line in board.lines() if line.startswith(f">{code} ")), board.text()
            await board.press("r")
            assert isinstance(board.app.screen, Form) and code in board.text()
            await board.press("escape")


@running
async def test_a_column_without_room_goes_whole(tmp_path: Path) -> None:
    """At forty columns no county is left as its first letters, and no result is cut at eighty."""
    path = tmp_path / "a.db"
    staff, hq = join(path, "M001", "staff", county="C01"), join(path, "L02", "hq")
    entered(path, staff)
    for size in ((40, 15), (80, 24)):
        async with dashboard(path, size=size, **hq) as board:
            await board.press("p", "tab")
            heads = next(line for line in board.lines() if "Result" in line)
            assert "Co~" not in heads and ("County" in heads) == (size[0] > 40), heads
            assert "registration " in board.text()
