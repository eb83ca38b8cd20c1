"""What others write is shown one dashboard after the other; who types waits for nobody."""

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from campaign.service import records
from campaign.store.engine.online import Online
from campaign.store.engine.refresh_lock import RefreshLock
from campaign.tui.shell import following as module
from tests.tui import scene
from tests.tui.scene import Dashboard, dashboard, running


def rename(path: Path, name: str) -> None:
    other = scene.session(path, "hq")
    records.edit(other, "P1", {"name": name})
    other.close()


def shown(board: Dashboard) -> str | None:
    assert board.app.situation is not None
    return board.app.situation.name_of("P0001")


async def wait_for(board: Dashboard, name: str) -> None:
    end = monotonic() + 10
    while shown(board) != name and monotonic() < end:
        await asyncio.sleep(0.005)
    assert shown(board) == name


@running
async def test_who_looks_waits_for_the_turn_and_who_types_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1000.0)
    path = tmp_path / "a.db"
    async with dashboard(path) as board:
        with Online(path, "another"):
            other = RefreshLock(path)
            assert other.take()
            board.app.following.calm_until = 0.0
            rename(path, "滨海新材料三期")
            board.app.following.look()
            board.app.following.look()
            assert shown(board) == "滨海新材料二期" and board.app.following.waiting
            other.give()
            await wait_for(board, "滨海新材料三期")
            assert other.take(), "it gave its turn back"
            await board.press("down")
            rename(path, "滨海新材料四期")
            board.app.following.calm_until = 0.0
            board.app.following.look()
            assert shown(board) == "滨海新材料四期"
            other.give()


@running
async def test_nobody_waits_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    path = tmp_path / "a.db"
    async with dashboard(path) as board:
        with Online(path, "another"):
            other = RefreshLock(path)
            assert other.take()
            rename(path, "滨海新材料三期")
            await wait_for(board, "滨海新材料三期")
            other.give()
