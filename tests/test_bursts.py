"""Keys that come in one packet mean what they would mean one by one; whatever is typed, however fast, nothing falls."""

import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from campaign.service import settings
from campaign.store.queries import log as log_queries
from campaign.tui import type_ahead
from tests.driver import Terminal
from tests.tui.scene import Dashboard, dashboard, running

ROOT = Path(__file__).parents[1]
OPENING = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "t", "d", "b", "i", "?", ":", "f9")
ACTING = ("\r", "u", "x", "/", "e", "a", "n", "j", "o")
NAMED = {"\r": "enter", "f9": "f9"}
BURSTS = 60
"""Packets of the walk in the tests; ``python -m tests.bench.fuzz`` goes on for as long as it is told."""
ALPHABET = [*(key.encode() for key in "1234567890tdbi?:/svhjklgGaenmcrxowuLSS"), b"\r", b"\x1b", b"\t", b"\x0c", b"\x03",
            b"\x1b[A", b"\x1b[B", b"\x1b[6~", b"\x1b[20~", b"\x13", "临".encode(), b"\xd6\xd0", b"\x1b[M \xc1\xd2",
            b"\x1b[<0;30;6M\x1b[<0;30;6m", b"\x1b[<0;9;11M\x1b[<32;60;14M\x1b[<0;60;14m", b"\x1b[<65;20;9M",
            "\x1b[200~P0001\n临\x1b[201~".encode()]


def key(name: str) -> events.Key:
    named = NAMED.get(name)
    return events.Key(named, None if named == "f9" else name) if named else events.Key(_character_to_key(name), name)


async def home(board: Dashboard) -> None:
    """From wherever it is back to the Overview."""
    for _ in range(12):
        if board.app.screen.is_modal or len(board.app.screen_stack) > 1 or isinstance(board.app.focused, Input):
            await board.press("escape")
    await board.press("1")


async def seen(board: Dashboard) -> tuple[list[str], str]:
    """The screens upon each other, and where keys go."""
    await board.settle()
    return [type(screen).__name__ for screen in board.app.screen_stack], type(board.app.focused).__name__


def written(board: Dashboard) -> int:
    return log_queries.log(board.app.session.store, limit=1)[0].seq


@running
async def test_two_keys_in_one_packet_mean_what_they_mean_one_by_one(tmp_path: Path) -> None:
    """Every key that goes somewhere, with every key that acts there."""
    wrong = []
    async with dashboard(tmp_path / "a.db") as board:
        for first in OPENING:
            for second in ACTING:
                found = []
                for together in (False, True):
                    await home(board)
                    before = written(board)
                    board.app.drafts.clear()
                    if together:
                        board.app.post_message(key(first))
                        board.app.post_message(key(second))
                        await board.pilot.pause()
                    else:
                        await board.press(NAMED.get(first, first), NAMED.get(second, second))
                    found.append((*await seen(board), written(board) - before))
                    if written(board) > before:  # both begin from the same state, and nothing of one's own is left to take back
                        settings.undo(board.app.session)
                        board.app.catch_up()
                if found[0] != found[1]:
                    wrong.append((first, second, found))
    assert not wrong, wrong


@running
async def test_a_long_text_in_one_packet_is_whole(tmp_path: Path) -> None:
    """What a terminal without bracketed paste sends comes as keys: none is lost, and what follows means what it says."""
    text = "".join(f"{number:04}," for number in range(600))
    async with dashboard(tmp_path / "a.db") as board:
        await board.press("3", "slash")
        for character in text:
            board.app.post_message(key(character))
        board.app.post_message(events.Key("enter", "\r"))
        board.app.post_message(key("4"))
        await board.pilot.pause()
        await board.settle()
        assert type(board.app.screen).__name__ == "ProjectsPage"
        await board.press("3")
        assert board.app.screen.pane.find.text == text  # type: ignore[attr-defined]


@running
async def test_keys_beyond_those_that_can_wait_are_dropped_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_ahead, "MOST", 3)
    async with dashboard(tmp_path / "a.db") as board:
        for name in "4/123456789":
            board.app.post_message(key(name))
        await board.settle()
        line = board.app.focused
        assert isinstance(line, Input) and line.value == "12"  # of those behind 4 the first three
        assert "dropped" in board.said


@contextmanager
def opened(city: Path, folder: Path) -> Iterator[Terminal]:
    path = shutil.copy(city, folder / "campaign.db")
    env = {"CAMPAIGN_DB": str(path), "CAMPAIGN_LANG": "zh", "CAMPAIGN_NOW": "2026-11-07T10:48:00+08:00", "CAMPAIGN_ACTOR": "me",
           "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    with Terminal([sys.executable, "-m", "campaign", "tui"], env=env, cwd=folder) as started:
        started.wait("22 条")
        yield started


def walk(terminal: Terminal, dice: random.Random, bursts: int) -> None:
    """Random packets, with the window pulled about; the dashboard stands at the end and can be left."""
    for _ in range(bursts):
        terminal.send(b"".join(dice.choices(ALPHABET, k=dice.randint(2, 7))))
        if dice.random() < 0.3:
            terminal.resize(dice.choice([40, 61, 80, 120, 200]), dice.choice([12, 15, 24, 40]))
        terminal.settle(0.02, 1.0)
        if terminal.ended:
            break
    terminal.resize(80, 24)
    terminal.send(b"\x11")
    assert terminal.exit_code(30) == 0, terminal.raw.decode("utf-8", "replace")[-1500:]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_the_dashboard_stands(city: Path, tmp_path: Path, seed: int) -> None:
    with opened(city, tmp_path) as terminal:
        walk(terminal, random.Random(seed), BURSTS)
