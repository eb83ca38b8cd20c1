"""The page that takes in a list: with the keyboard what ``campaign import`` does, and nothing otherwise."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual import events

from campaign import text
from campaign.service import Session, create
from campaign.service.intake.taking import Choice, Options, take
from campaign.store.queries import profiles
from campaign.tui.app import CampaignApp
from campaign.tui.screens.intake.file_dialog import FileDialog, listed
from campaign.tui.screens.intake.paste_dialog import PasteDialog
from campaign.tui.screens.intake.screen import IntakePage
from tests.tui import scene
from tests.tui.scene import Dashboard, running
from tests.tui.test_roles import join

pytest.importorskip("python_calamine")
OFFICE = Path(__file__).parents[1] / "fixtures" / "office"
RIGHT: dict[str, Any] = json.loads((OFFICE / "expected.json").read_text())
PLAN, WEEK = sorted(RIGHT)[:2]
NOW = datetime.fromisoformat("2026-11-29T10:00:00+08:00")
COUNTED = ("new", "changed", "unchanged", "merged", "refused")


@asynccontextmanager
async def empty(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Dashboard]:
    """A campaign without anything, on 29 November."""
    path = folder / "empty.db"
    if not path.exists():
        create.init(path, "百日攻坚", "2026-11-22", "hq", clock=lambda: NOW)
    app = CampaignApp(Session(path, "me", clock=lambda: NOW))
    async with app.run_test(size=size) as pilot:
        board = Dashboard(app, pilot)
        await board.settle()
        yield board


def page(board: Dashboard) -> IntakePage:
    found = board.app.page
    assert isinstance(found, IntakePage)
    return found


async def done(board: Dashboard) -> IntakePage:
    """Until nothing is being read or taken."""
    for _ in range(400):
        await board.settle()
        if page(board)._job is None and not any(one.group == "intake" and one.is_running for one in board.app.workers):
            return page(board)
        await asyncio.sleep(0.01)
    raise AssertionError("it is still at work")


async def read(board: Dashboard, path: Path) -> IntakePage:
    """By its path, typed."""
    if not isinstance(board.app.page, IntakePage):
        await board.press("A")
    page(board)._go("how")
    await board.press("home", "enter")
    assert isinstance(board.app.screen, FileDialog)
    board.app.screen.typing.value = str(path)
    await board.press("enter")
    return await done(board)


async def choose(board: Dashboard, line: str) -> None:
    """Enter on a line of how it is read."""
    page(board)._go("how")
    assert page(board).list_of("how").move_to(line)
    await board.press("enter")


def counts(shown: IntakePage) -> dict[str, int]:
    assert shown._look.report is not None
    return shown._look.report.counts()


def paste(board: Dashboard, said: str) -> None:
    board.app.post_message(events.Paste(said))


@running
async def test_the_plan_of_an_office_is_looked_at_taken_and_taken_back(tmp_path: Path) -> None:
    right = RIGHT[PLAN]
    async with empty(tmp_path) as board:
        shown = await read(board, OFFICE / PLAN)
        assert counts(shown)["new"] == 0  # nobody of it is known yet
        for line in ("counties", "units", "people"):
            await choose(board, line)
        await done(board)
        told = counts(shown)
        assert [told[what] for what in COUNTED] == [right["new"], 0, 0, right["merged"], right["refused"]]
        assert board.app.session.store.fetch("SELECT COUNT(*) FROM projects") == [(0,)], "only looked at"
        shown._go("rows")
        await board.press("home")
        assert "约80000" in board.text() and "B15" in board.text()
        await board.press("A")
        assert board.app.screen.is_modal and "13" in board.text()
        await board.press("y")
        await done(board)
        assert board.app.session.store.fetch("SELECT COUNT(*), SUM(total) FROM projects") == [(right["new"], right["sum_total"])]
        assert "takes all of it back" in board.said and page(board) is shown
        await board.press("A")
        assert not board.app.screen.is_modal and "already" in board.said
        await board.press("u")
        await done(board)
        assert board.app.session.store.fetch("SELECT COUNT(*) FROM projects") == [(0,)]
        assert counts(shown)["new"] == right["new"]


@running
async def test_the_week_of_an_office_brings_its_reports(tmp_path: Path) -> None:
    async with empty(tmp_path) as board:
        plan = Choice(create=("counties", "units", "people"))
        take(board.app.session, (OFFICE / PLAN).read_bytes(), PLAN, Options(), plan)
        await board.press("A")
        await choose(board, "purpose")
        await board.type("progress")
        await board.press("enter")
        shown = await read(board, OFFICE / WEEK)
        await choose(board, "on")
        await board.type("2026-11-28")
        await board.press("ctrl+s")
        await done(board)
        told = counts(shown)
        assert (told["new"], told["changed"], told["unchanged"], told["refused"]) == (0, 8, 1, 2)
        await board.press("A", "y")
        await done(board)
        assert board.app.session.store.fetch("SELECT SUM(money) FROM progress") == [(RIGHT[WEEK]["progress_sum"],)]


@running
async def test_a_paste_of_cells_is_a_list_and_a_column_is_chosen(tmp_path: Path) -> None:
    async with empty(tmp_path, (120, 40)) as board:
        await board.press("A")
        paste(board, "项目名称\t盘子\t总投资（万元）\n甲\t3\t5\n乙\t4\t6\n")
        shown = await done(board)
        assert counts(shown)["new"] == 2 and [one.field for one in shown._look.columns] == ["name", None, "total"]
        shown._go("columns")
        await board.press("down", "enter")
        await board.type("plan_100")
        await board.press("enter")
        await choose(board, "unit")
        await board.type("万元")
        await board.press("enter")
        await done(board)
        assert shown.how.mapped == {"盘子": "plan_100"}
        await choose(board, "save")
        await board.type("本市")
        await board.press("ctrl+s")
        await done(board)
        await board.press("A", "y")
        await done(board)
        stored = board.app.session.store.fetch("SELECT name, total, plan_100 FROM projects")
        assert set(stored) == {("甲", 5, 3), ("乙", 6, 4)}
        assert profiles.profile(board.app.session.store, "本市")["map"] == {"盘子": "plan_100"}


@running
async def test_a_foreign_list_is_mapped_column_by_column(tmp_path: Path) -> None:
    async with empty(tmp_path) as board:
        await board.press("A")
        paste(board, "designation,kind,worth\nHarbour,road,5\nBridge,road,6\n")
        shown = await done(board)
        assert shown._look.report is None and shown._at == "columns" and len(shown._look.columns) == 3
        assert shown._look.columns[0].examples == ("Harbour", "Bridge")
        for heading, field in (("designation", "name"), ("worth", "content")):
            shown._go("columns")
            at = [one.heading for one in shown._look.columns].index(heading)
            shown.list_of("columns").move_to(str(at))
            await board.press("enter")
            await board.type(field)
            await board.press("enter")
            await done(board)
        assert counts(shown)["new"] == 2


@running
async def test_through_the_gate_no_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with scene.dashboard(path, **join(path, "L02", "hq")) as board:
        await board.press("A")
        paste(board, "/etc/passwd")
        await board.settle()
        assert page(board)._path == "" and page(board)._raw == b""
        await board.press("enter")
        assert isinstance(board.app.screen, PasteDialog) and "campaign import -" in board.text()
        paste(board, "项目名称,总投资（万元）\n东山隧道,5\n")
        await board.settle()
        await board.press("ctrl+s")
        shown = await done(board)
        assert counts(shown)["new"] == 1
        await board.press("A", "y")
        await done(board)
        assert board.app.session.store.fetch("SELECT total FROM projects WHERE name = '东山隧道'") == [(5,)]


@running
async def test_a_viewer_is_told_why_not(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with scene.dashboard(path, **join(path, "L02", "viewer")) as board:
        await board.press("A")
        assert not isinstance(board.app.page, IntakePage) and "viewer" in board.said


@running
async def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    broken, large, folder = tmp_path / "坏.xlsx", tmp_path / "大.csv", tmp_path / "夹"
    broken.write_bytes(b"PK\x03\x04nothing")
    with large.open("wb") as out:
        out.truncate((64 << 20) + 1)
    folder.mkdir()
    async with empty(tmp_path) as board:
        await board.press("A")
        for path, said in ((broken, "坏.xlsx"), (large, "64"), (folder, "夹"), (tmp_path / "没有.csv", "没有.csv")):
            page(board)._open(str(path))
            shown = await done(board)
            told, bad = shown._told
            assert bad and said in told and "\n" not in told and shown._look.report is None, told
            await board.press("A")
            assert not board.app.screen.is_modal


@running
async def test_what_was_looked_at_is_taken_though_the_file_is_gone_and_not_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("项目名称,备注\n甲,一\n")
    async with empty(tmp_path) as board:
        shown = await read(board, path)
        path.write_text("项目名称,备注\n甲,一\n乙,二\n")
        await board.press("A")
        assert not board.app.screen.is_modal and "changed" in board.said
        await done(board)
        assert counts(shown)["new"] == 2
        path.unlink()
        await board.press("A", "y")
        await done(board)
        assert board.app.session.store.fetch("SELECT COUNT(*) FROM projects") == [(2,)]


@running
async def test_a_name_that_is_there_is_taken_once_it_is_said_to_be_so(tmp_path: Path) -> None:
    async with empty(tmp_path) as board:
        await board.press("A")
        paste(board, "项目名称,县区\n甲,临江区\n乙,青岭县\n")
        shown = await done(board)
        assert counts(shown)["refused"] == 2
        shown._go("rows")
        await board.press("home", "enter")
        assert board.app.screen.is_modal and "临江区" in board.text()
        await board.press("y")
        await done(board)
        assert counts(shown)["new"] == 2 and shown.how.create == {"counties"}
        await board.press("slash")
        await board.type("乙")
        assert shown.list_of("rows").total == 1
        await board.press("escape")
        assert shown.list_of("rows").total == 3 and page(board) is shown
        await board.press("escape")
        assert not isinstance(board.app.page, IntakePage)


def test_paths_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "台账").mkdir()
    shutil.copy(OFFICE / PLAN, tmp_path / "台账.xlsx")
    (tmp_path / "note.md").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert [path for path, _name, _aside in listed("~/")] == ["~/台账/", "~/台账.xlsx"]
    assert [path for path, _name, _aside in listed("~/no")] == ["~/note.md"] and listed("~/x/y") == []


@pytest.fixture(autouse=True)
def english() -> None:
    text.use("en")
