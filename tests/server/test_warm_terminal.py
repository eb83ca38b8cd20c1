"""The warm server on a real pseudo-terminal: each sees their own, and however it ends the terminal is put right."""

import contextlib
import os
import re
import signal
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.service import saved_lists
from campaign.store.engine import online
from campaign.tui.ready import SIZE
from tests.driver import Terminal
from tests.server.conftest import HQ, LEADER, STAFF, VIEWER, share
from tests.server.warm import Warm

NEEDS = "要你看的"
"""On the Overview once it is complete; the campaign speaks Chinese."""
GONE = 1.0
"""Seconds within which a session is gone whose client is."""
BUSY = 2.0
"""More, for a machine that does other things as well."""


@pytest.fixture(scope="module")
def warm(program: Path, small_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    with Warm(program, share(small_city, tmp_path_factory.mktemp("warm"))) as server:
        yield server


@pytest.fixture
def alone(program: Path, small_city: Path, tmp_path: Path) -> Iterator[Warm]:
    """One that may be killed."""
    with Warm(program, share(small_city, tmp_path)) as server:
        yield server


def opened(warm: Warm, person: str = HQ, line: str = "", **how: object) -> Terminal:
    terminal = warm.terminal(person, line, **how)  # type: ignore[arg-type]
    terminal.wait(NEEDS)
    return terminal


def session_of(warm: Warm, terminal: Terminal) -> int:
    """The fork that stands on this terminal: it is counted a moment before it does."""
    mine = Path(f"/proc/{terminal.pid}/fd/0").readlink()
    found: list[int] = []

    def stands() -> bool:
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and int(entry.name) != terminal.pid and (entry / "fd/0").readlink() == mine:
                    found.append(int(entry.name))
        return bool(found)

    warm.wait(stands, 10)
    return found[0]


def attributes(terminal: Terminal) -> list[object]:
    return termios.tcgetattr(terminal._process.fd)


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_gone(pid: int) -> float:
    began = time.monotonic()
    while not is_gone(pid):
        assert time.monotonic() < began + 20
        time.sleep(0.01)
    return time.monotonic() - began


def put_right(terminal: Terminal) -> bool:
    """The last words to the terminal take back what the first ones began: the other screen, mouse, paste, the cursor."""
    raw = bytes(terminal.raw)
    return all(raw.rfind(off) > raw.rfind(on) >= 0 for on, off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?1000h", b"\x1b[?1000l"), (b"\x1b[?2004h", b"\x1b[?2004l"),
        (b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?1004h", b"\x1b[?1004l")))


def away(terminal: Terminal) -> None:
    """Esc, and no key so soon behind it that both are taken for one."""
    terminal.press("escape")
    terminal.listen(0.6)  # ESCDELAY


def shown(terminal: Terminal) -> list[object]:
    """Every cell below the countdown; of a blank one the ground alone, for nobody sees in which colour it is blank."""
    buffer = terminal.screen.buffer
    return [cell._replace(fg="", bold=False) if cell.data == " " else cell
            for y in range(2, terminal.screen.lines) for cell in (buffer[y][x] for x in range(terminal.screen.columns))]


# What one sees ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SIZE, (80, 24), (150, 50), (60, 20)])
def test_the_screen_is_that_of_the_gate(size: tuple[int, int], warm: Warm) -> None:
    """Cell for cell, colours included, whatever the size; the countdown aside."""
    seen = []
    for by_fork in (True, False):
        with warm.terminal(HQ, warm=by_fork, cols=size[0], rows=size[1]) as terminal:
            terminal.wait(NEEDS if size[1] > 20 else "逾期")
            terminal.settle(0.6)
            seen.append(shown(terminal))
            terminal.press("4")
            terminal.wait_until(lambda: any(row.strip().startswith("项目 ") for row in terminal.screen.display[:4]))
            terminal.wait("环城快速路")
            terminal.settle(0.6)
            seen.append(shown(terminal))
            terminal.press("q")
            assert terminal.exit_code() == 0
    assert seen[0] == seen[2] and seen[1] == seen[3]


@pytest.mark.parametrize("env", [{"COLORTERM": "truecolor"}, {"COLORTERM": ""}, {"COLORTERM": "", "TERM": "xterm"},
                                 {"COLORTERM": "", "TERM": "screen-256color"}])
def test_colours_are_the_terminals_own(env: dict[str, str], warm: Warm) -> None:
    found = []
    for by_fork in (True, False):
        with warm.terminal(VIEWER, warm=by_fork, env=env) as terminal:
            terminal.wait(NEEDS)
            terminal.settle(0.5)
            raw = bytes(terminal.raw)
            found.append((b"38;2;" in raw, b"38;5;" in raw))
            terminal.press("q")
            assert terminal.exit_code() == 0
    assert found[0] == found[1]


def keys_at(terminal: Terminal, row: int) -> bool:
    try:
        return "按键" in terminal.screen.display[row]
    except IndexError:  # the new size has cut a wide character in two, until it is painted over
        return False


def test_the_window_changes_its_size(warm: Warm) -> None:
    with opened(warm) as terminal:
        terminal.resize(90, 30)
        terminal.wait_until(lambda: keys_at(terminal, 29))
        terminal.resize(140, 45)
        terminal.wait_until(lambda: keys_at(terminal, 44))
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_each_member_has_their_own(warm: Warm) -> None:
    """Where to go, lists, what the keys may do, the language: at once, and nothing of the other."""
    for person in (LEADER, HQ):
        session = warm.shared.session(person)
        saved_lists.save(session, f"{person}的名单", "projects", {})
        session.close()
    with opened(warm, LEADER) as leader, opened(warm, HQ) as hq, warm.terminal(VIEWER, "--lang en tui") as viewer:
        viewer.wait("Where to go today")
        viewer.wait("keys ")
        viewer.settle()
        assert not re.search("[一-鿿]", "".join(viewer.screen.display[line] for line in (1, 2, 3, 4, 39)))
        for terminal, name, own, other in ((leader, "王某山", LEADER, HQ), (hq, "李某川", HQ, LEADER)):
            terminal.wait(f"今天去哪  {name}")
            terminal.press("i")
            terminal.wait(f"{own}的名单")
            assert f"{other}的名单" not in terminal.text()
            away(terminal)
        for terminal in (leader, hq, viewer):
            terminal.press("q")
            assert terminal.exit_code() == 0


def test_each_session_is_rung(warm: Warm) -> None:
    """By a commit of whoever it is; each has a bell of its own, and takes it along."""
    place = online.folder(warm.shared.path) / ".bells"

    def bells() -> set[Path]:
        return set(place.iterdir()) if place.exists() else set()

    before = bells()
    with opened(warm, LEADER) as leader, opened(warm, HQ) as hq:
        warm.wait(lambda: len(bells() - before) == 2)
        assert warm.run(HQ, "edit P0001 --name 铃响新区 --yes").code == 0
        for terminal in (leader, hq):
            terminal.wait("铃响新区")
            terminal.press("q")
            assert terminal.exit_code() == 0
        warm.wait(lambda: not bells() - before)


# How it ends --------------------------------------------------------------------------------------------------------------


def test_quit(warm: Warm) -> None:
    with warm.terminal(HQ) as terminal:
        before = attributes(terminal)
        terminal.wait(NEEDS)
        assert attributes(terminal) != before and online.names(warm.shared.path)
        pid = session_of(warm, terminal)
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert put_right(terminal) and attributes(terminal) == before
        wait_gone(pid)


def test_ctrl_c_and_ctrl_z_are_keys_of_the_dashboard(warm: Warm) -> None:
    with opened(warm) as terminal:
        terminal.press("ctrl+c")
        terminal.wait("q 退出|按 q|q .*退出")
        terminal.send(b"\x1a")
        terminal.wait("共用服务器")
        terminal.press("q")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize("by_fork", [True, False])
def test_ctrl_c_ends_a_command(by_fork: bool, warm: Warm) -> None:
    """It reads what is typed; the key is a signal to the client alone."""
    with warm.terminal(HQ, "note B0002 -", warm=by_fork) as terminal:
        if by_fork:
            warm.wait(lambda: warm.sessions() > 0)
            pid = session_of(warm, terminal)
        terminal.listen(1.5)
        terminal.press("ctrl+c")
        assert terminal.exit_code() == 130
        if by_fork:
            wait_gone(pid)


@pytest.mark.parametrize("number, code", [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
@pytest.mark.parametrize("by_fork", [True, False])
def test_a_signal_to_the_client_ends_the_dashboard_in_order(number: int, code: int, by_fork: bool, warm: Warm) -> None:
    with warm.terminal(HQ, warm=by_fork) as terminal:
        before = attributes(terminal)
        terminal.wait(NEEDS)
        os.kill(terminal.pid, number)
        assert terminal.exit_code() == code
        assert put_right(terminal) and attributes(terminal) == before


def test_the_client_is_killed(warm: Warm) -> None:
    with warm.terminal(HQ) as terminal:
        before = attributes(terminal)
        terminal.wait(NEEDS)
        pid = session_of(warm, terminal)
        os.kill(terminal.pid, signal.SIGKILL)
        assert wait_gone(pid) < GONE + BUSY
        terminal.settle(0.3)
        assert put_right(terminal) and attributes(terminal) == before
        assert not online.names(warm.shared.path)


def test_the_session_is_killed(warm: Warm) -> None:
    with warm.terminal(HQ) as terminal:
        before = attributes(terminal)
        terminal.wait(NEEDS)
        os.kill(session_of(warm, terminal), signal.SIGKILL)
        assert terminal.exit_code() == 70
        assert put_right(terminal) and attributes(terminal) == before


def test_the_terminal_vanishes(warm: Warm) -> None:
    terminal = opened(warm)
    pid = session_of(warm, terminal)
    terminal.hang_up()
    assert wait_gone(pid) < GONE + BUSY
    assert wait_gone(terminal.pid) < GONE + BUSY
    terminal.close()


def test_the_template_is_killed(alone: Warm) -> None:
    """Who is in stays in; who comes then comes in by the gate alone; a new one takes the place over."""
    with opened(alone) as terminal:
        pid = session_of(alone, terminal)
        alone.kill()
        terminal.press("4")
        terminal.wait("滨海")
        with opened(alone, STAFF) as other:
            assert session_is_itself(other)
            other.press("q")
            assert other.exit_code() == 0
        alone.start()
        assert alone.run(VIEWER, "whoami").code == 0 and alone.served() == 1
        terminal.press("1")
        terminal.wait(NEEDS)
        assert not is_gone(pid)
        terminal.press("q")
        assert terminal.exit_code() == 0


def session_is_itself(terminal: Terminal) -> bool:
    """Whether the gate runs the dashboard in its own process: it has the threads of one."""
    return len(list(Path(f"/proc/{terminal.pid}/task").iterdir())) > 1

