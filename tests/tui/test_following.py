"""What others write is shown one dashboard after the other; who types waits for nobody."""

import asyncio
import shutil
from pathlib import Path
from time import monotonic

import pytest

from campaign.core.situation import Situation
from campaign.service import records
from campaign.store.engine import refresh_lock
from campaign.store.engine.bell import ring
from campaign.store.engine.online import Online, folder
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
    monkeypatch.setattr(refresh_lock, "cores", lambda: 1)
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
    monkeypatch.setattr(refresh_lock, "cores", lambda: 1)
    path = tmp_path / "a.db"
    async with dashboard(path) as board:
        with Online(path, "another"):
            other = RefreshLock(path)
            assert other.take()
            rename(path, "滨海新材料三期")
            await wait_for(board, "滨海新材料三期")
            other.give()


def ring_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is looked for but at a ring."""
    monkeypatch.setattr(module, "NET", 1000.0)
    monkeypatch.setattr(module, "POLL", 1000.0)


@running
async def test_a_ring_shows_what_others_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring_only(monkeypatch)
    path = tmp_path / "a.db"
    async with dashboard(path) as board:
        for number in range(5):  # each after the other, within the calm that follows one too
            rename(path, f"海堤{number}期")
            await wait_for(board, f"海堤{number}期")
        for number in range(5):
            rename(path, f"江堤{number}期")
        await wait_for(board, "江堤4期")
    assert not list((folder(path) / ".bells").iterdir()), "it is taken down in the end"


@pytest.mark.parametrize("lost", ["never", "later"])
@running
async def test_without_a_bell_it_looks_by_itself(lost: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    if lost == "never":
        folder(path).write_text("")
    async with dashboard(path) as board:
        if lost == "later":
            shutil.rmtree(folder(path))
        rename(path, "滨海新材料三期")
        await wait_for(board, "滨海新材料三期")


@running
async def test_a_bell_that_is_gone_is_hung_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NET", 0.01)
    path = tmp_path / "a.db"
    async with dashboard(path):
        shutil.rmtree(folder(path))
        end = monotonic() + 10
        while not (folder(path).exists() and list((folder(path) / ".bells").iterdir())) and monotonic() < end:
            await asyncio.sleep(0.005)
        assert len(list((folder(path) / ".bells").iterdir())) == 1


@running
async def test_whoever_rings_without_end_keeps_nobody_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NET", 1000.0)
    path = tmp_path / "a.db"
    async with dashboard(path) as board:
        looks = 0
        behind = board.app.session.behind

        def counted(situation: Situation) -> bool:
            nonlocal looks
            looks += 1
            return behind(situation)

        monkeypatch.setattr(board.app.session, "behind", counted)
        end = monotonic() + 3 * module.POLL
        while monotonic() < end:
            ring(path)
            await asyncio.sleep(0)
        assert 1 <= looks <= 5
