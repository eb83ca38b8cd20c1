"""The warm server behind a real OpenSSH server. What was ever used to break out is tried in ``test_sshd.py``, by both ways."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from campaign.service import members
from campaign.service.warm_server import Figures, figures
from campaign.store.engine import online
from tests.driver import Terminal
from tests.server.conftest import HQ, VIEWER
from tests.server.sshd import CannotRun, Server, running

NEEDS = "What needs you"


@pytest.fixture(scope="module")
def server(small_city: Path) -> Iterator[Server]:
    try:
        yield from running(small_city, warm=True)
    except CannotRun as why:
        pytest.skip(str(why))


def told(server: Server) -> Figures:
    found = figures(server.socket)
    assert found is not None
    return found


def until(so: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end
        time.sleep(0.02)


def gates(server: Server) -> list[int]:
    """The processes that sshd runs for members: each waits for its session."""
    return [pid for pid in server.processes() if b"\0gate\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
            and b"warm\0--socket" not in Path(f"/proc/{pid}/cmdline").read_bytes()
            and b"sh\0-c" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def opened(server: Server, person: str = HQ) -> Terminal:
    terminal = server.terminal(person)
    terminal.wait(NEEDS)
    return terminal


def nobody_is_in(server: Server) -> bool:
    return told(server).sessions == 0 and not online.names(server.shared.path) and not gates(server)


def test_a_command_and_a_dashboard_are_forks(server: Server) -> None:
    before = told(server).served
    assert server.run(VIEWER, "whoami --json", fresh=True).code == 0 and told(server).served == before + 1
    with opened(server) as terminal:
        assert told(server)[1:3] == (1, before + 2)
        terminal.resize(100, 30)
        terminal.wait_until(lambda: "keys" in terminal.screen.display[29])
        terminal.press("q")
        assert terminal.exit_code() == 0
    until(lambda: nobody_is_in(server))


@pytest.mark.parametrize("whom", ["sshd", "ssh", "gate"])
def test_whoever_is_killed_the_session_is_gone(whom: str, server: Server) -> None:
    with opened(server) as terminal:
        gate = gates(server)[0]
        sshd = gate
        while name(sshd) not in ("sshd", "sshd-session"):
            sshd = parent(sshd)
        os.kill({"sshd": sshd, "ssh": terminal.pid, "gate": gate}[whom], signal.SIGKILL)
        until(lambda: nobody_is_in(server), 5)
    with opened(server) as terminal:  # and the next one is served
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_a_member_who_is_removed_is_put_out(server: Server) -> None:
    code = server.newcomer("viewer")
    with opened(server, code) as terminal:
        session = server.shared.session()
        members.remove(session, code)
        session.close()
        assert terminal.exit_code() == 6
    until(lambda: nobody_is_in(server))
    session = server.shared.session()
    server.publish(session)
    session.close()


def test_a_terminal_that_sends_no_colours_comes_in_by_the_gate_alone(server: Server) -> None:
    before = told(server).served
    with server.terminal(VIEWER, env={"TERM": "vt100"}) as terminal:
        terminal.wait(NEEDS)
        assert b"\x1b[38" not in terminal.raw and told(server).served == before
        terminal.press("q")
        assert terminal.exit_code() == 0
