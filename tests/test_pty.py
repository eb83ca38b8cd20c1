"""Once through everything in a real terminal: look, act, take back, and leave it as it was."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.service import Session, projects, records
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from tests.driver import Terminal
from tests.store.world import Clock

ROOT = Path(__file__).parents[1]
NOW = "2026-11-07T10:48:00+08:00"
LOADED = r"22 in all|22 条"
Start = Callable[..., Terminal]


def environment(db: Path) -> dict[str, str]:
    return {"CAMPAIGN_DB": str(db), "CAMPAIGN_LANG": "en", "CAMPAIGN_NOW": NOW, "CAMPAIGN_ACTOR": "me", "HOME": str(db.parent),
            "XDG_CONFIG_HOME": str(db.parent), "XDG_CACHE_HOME": str(db.parent / ".cache"), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def start(db: Path) -> Iterator[Start]:
    running: list[Terminal] = []

    def run(*arguments: str, cols: int = 80, rows: int = 24, **env: str) -> Terminal:
        running.append(Terminal([sys.executable, "-m", "campaign", *(arguments or ("tui",))], cols=cols, rows=rows,
                                env=environment(db) | env, cwd=db.parent))
        return running[-1]

    yield run
    for terminal in running:
        terminal.close()


def hand(terminal: Terminal, *steps: tuple[tuple[str, ...], str]) -> None:
    """Keys, then what must be seen before the next keys."""
    for keys, pattern in steps:
        terminal.press(*keys)
        terminal.wait(pattern)
        terminal.settle(0.05)


@pytest.fixture
def store(db: Path) -> Iterator[Session]:
    session = Session(db, "other", clock=Clock())
    yield session
    session.close()


def test_a_morning_at_headquarters(start: Start, store: Session) -> None:
    """From a red project to its blocker, passed on, resolved, taken back; a claim; a new project. The keyboard alone, 80×24."""
    terminal = start()
    terminal.wait(LOADED)
    hand(terminal, (("4",), r"环城快速路"), (("/",), "pinyin"), (tuple("bhxcl"), r"P0042(?s:.*)1/1"), (("enter",), r"1/1"))
    hand(terminal, (("enter",), r"How B0107 went"), (("m",), "to whom"), (tuple("slyj"), "U21"),
         (("enter",), "B0107 -> "), (tuple("asked again"), "asked again"), (("enter",), r"省林业局"))
    assert blockers_queries.blocker(store.store, "B0107").unit == "U21"
    assert blockers_queries.events(store.store, "B0107")[-1].text == "asked again"

    hand(terminal, (("r",), "How"), (tuple("granted"), "granted"))
    terminal.press("\x13")  # Ctrl+S
    terminal.wait_until(lambda: blockers_queries.blocker(store.store, "B0107").resolved is not None)
    # Others can read a write before the writer has been told: a key means the page only once the form has gone.
    terminal.wait_until(lambda: "overdue by 11 days" not in terminal.text() and "1 resolved" in terminal.text())
    hand(terminal, (("u",), r"overdue by 11 days"))
    terminal.wait_until(lambda: blockers_queries.blocker(store.store, "B0107").resolved is None)
    assert [entry.verb for entry in log_queries.log(store.store, limit=3)] == ["undo", "resolve", "assign"]

    hand(terminal, (("c",), "Who leads P0042"), (tuple("chenmy"), r"1/1"), (("enter",), "takes it away"),
         (("y",), r"陈某垣"))
    assert projects_queries.project(store.store, "P0042").leader == "L10"

    hand(terminal, (("escape",), "P0042"), (("escape",), r"163"), (("a",), "Add what"), (("enter",), r"Name"),
         (tuple("滨海冷链"), "滨海冷链"))
    terminal.press("\x13")
    terminal.wait_until(lambda: len(store.store.snapshot().projects) == 164)
    assert max(store.store.snapshot().projects.values()).name == "滨海冷链"
    assert log_queries.log(store.store, limit=1)[0].actor == "me"
    assert checks_queries.verify(store.store) == store.store.snapshot().seq

    terminal.settle()
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert terminal.raw.endswith(b"\x1b[?1049l") or b"\x1b[?1049l" in terminal.raw[-200:]  # the screen is given back
    assert b"\x1b[?25h" in terminal.raw[-200:]  # and the cursor


def test_what_another_session_writes_is_seen(start: Start, store: Session) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.press("4")
    terminal.wait("滨海新材料二期")
    hand(terminal, (("/",), "pinyin"), (tuple("bhxcl"), r"1/1"), (("enter",), r"P0042"))
    projects.claim(store, "P0042", "L04")
    terminal.wait(r"滨海新材料二期 +李某川", 5)


@pytest.mark.parametrize("pause", [0.0, 0.05, 0.2])
def test_a_key_soon_after_esc_over_ssh(pause: float, start: Start) -> None:
    """There an Esc may be the first part of an arrow key for 0.4 s; what begins no sequence is a key, and so was the Esc."""
    terminal = start(ESCDELAY="400")
    terminal.wait(LOADED)
    hand(terminal, (("4",), r"163"), (("/",), "pinyin"), (tuple("bhxcl"), r"1/1"))
    terminal.press("escape")
    terminal.listen(pause)
    terminal.press("3")
    terminal.wait("1/62")
    terminal.press("escape")
    terminal.listen(pause)
    terminal.send(b"[B")
    terminal.wait("2/62")


def test_both_languages(start: Start) -> None:
    terminal = start()
    terminal.wait(LOADED)
    terminal.wait_until(lambda: re.search("ince yesterday", terminal.text()) is not None)  # the news come last
    english = terminal.text()
    terminal.press("L")
    terminal.wait_until(lambda: terminal.text() != english)
    terminal.settle()
    assert re.search("第 ?38", terminal.text())
    terminal.press("L")
    terminal.wait_until(lambda: "What needs you" in terminal.text())


@pytest.mark.parametrize(("cols", "rows"), [(120, 40), (80, 24), (40, 24), (20, 5)])
def test_every_size_draws_and_leaves(cols: int, rows: int, start: Start) -> None:
    terminal = start(cols=cols, rows=rows)
    terminal.wait_until(lambda: bool(terminal.text().strip()))
    for key in "1234":
        terminal.press(key)
        terminal.settle()
    assert "Traceback" not in terminal.text()
    terminal.press("q")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("how", ["hang up", "SIGTERM", "SIGHUP"])
def test_it_ends_with_its_terminal(how: str, start: Start) -> None:
    terminal = start()
    terminal.wait(LOADED)
    if how == "hang up":
        terminal.hang_up()
    else:
        os.kill(terminal.pid, getattr(signal, how))
    assert terminal.exit_code(5) == {"hang up": 129, "SIGTERM": 143, "SIGHUP": 129}[how]


def test_a_dumb_terminal_gets_the_plain_board(start: Start) -> None:
    terminal = start(cols=100, rows=50, TERM="dumb")
    assert terminal.exit_code() == 0
    assert b"\x1b[" not in terminal.raw
    assert "162" in terminal.raw.decode()


@pytest.mark.parametrize("command", ["tui", "demo"])
def test_without_a_terminal_the_plain_board(command: str, db: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "campaign", command], capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, **environment(db)}, cwd=db.parent, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert "162" in done.stdout and "\x1b" not in done.stdout


def test_ctrl_c_does_not_leave_a_mess(start: Start) -> None:
    """Ctrl+C is no way out by accident; the terminal is whole afterwards either way."""
    terminal = start()
    terminal.wait(LOADED)
    terminal.press("ctrl+c")
    terminal.settle()
    terminal.press("q")
    assert terminal.exit_code() in (0, 130)
    assert b"\x1b[?1049l" in terminal.raw


def test_what_was_judged_is_there_at_the_next_start(db: Path, start: Start, tmp_path: Path) -> None:
    """Kept when the dashboard is left; what others wrote since is in sight all the same, in a command too."""
    def info() -> Any:
        told = subprocess.run([sys.executable, "-m", "campaign", "info", "--json"], env={**os.environ, **environment(db)},
                              capture_output=True, check=True)
        return json.loads(told.stdout)

    def status() -> bytes:
        return subprocess.run([sys.executable, "-m", "campaign", "status", "--json"], env={**os.environ, **environment(db)},
                              capture_output=True, check=True).stdout

    assert info()["kept"] is None
    fresh = status()
    terminal = start()
    terminal.wait("What needs you")
    terminal.press("4")
    terminal.wait(r" 1/\d{3}")  # the Overview says 1/7, too
    found = re.search(r" 1/(\d+)", terminal.text())
    assert found is not None
    terminal.press("q")
    assert terminal.exit_code() == 0
    folder = tmp_path / ".cache" / "campaign"
    assert [str(entry) for entry in folder.glob("*.judged")] == [info()["kept"]]
    assert status() == fresh
    session = Session(db, "another", clock=Clock())
    records.add_project(session, {"name": "夜里才加的项目"})
    session.close()
    assert status() != fresh
    terminal = start()
    terminal.press("4")
    terminal.wait(f" 1/{int(found[1]) + 1}")
    terminal.press("q")
    assert terminal.exit_code() == 0
    (folder.parent.parent / "campaign").mkdir(exist_ok=True)
    (tmp_path / "campaign" / "config.toml").write_text("cache = false\n")
    assert info()["kept"] is None
