"""A terminal that vanishes takes its session with it within a second, however the session was started."""

import os
import platform
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from campaign.store.engine import online

ROOT = Path(__file__).parents[2]
PROMISED = 1.0
"""Seconds."""
BUSY = 1.0
"""More for a machine that does other things as well: a session that stays would stay for ever."""
POLL = 0.02
"""Seconds between two looks at what is waited for."""
LOOKS = 5
"""In a row, before what they see is taken for the end of all movement."""
WRITE = {"x86_64": "1", "aarch64": "64"}.get(platform.machine(), "")
"""Number of the system call, as /proc/PID/task/TID/syscall has it."""
TUI = [sys.executable, "-m", "campaign", "tui"]
is_root = os.geteuid() == 0


@pytest.fixture(scope="module")
def city(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(city, tmp_path_factory.mktemp("vanish")))


class Lost:
    """A dashboard on a pseudo-terminal of which only this side is known."""

    def __init__(self, argv: list[str], city: Path, *, controlling: bool = True,
                 before: Callable[[], object] = lambda: None) -> None:
        self.city = city
        self.master, slave = pty.openpty()

        def prepare() -> None:
            os.setsid()
            if controlling:
                import fcntl
                import termios

                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            before()

        self.process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, preexec_fn=prepare, close_fds=True, env={
            "PATH": os.environ["PATH"], "HOME": str(city.parent), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT), "CAMPAIGN_DB": str(city), "CAMPAIGN_LANG": "en", "CAMPAIGN_ACTOR": "lost"})
        os.close(slave)
        self.seen = b""

    def wait_for(self, what: bytes, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while what not in self.seen:
            assert time.monotonic() < until, self.seen[-2000:]
            if select.select([self.master], [], [], 0.1)[0]:
                self.seen += os.read(self.master, 65536)

    def fill(self) -> None:
        """Type for more drawing than the terminal holds, and read none of it, until the dashboard waits for a reader."""
        os.set_blocking(self.master, False)
        until, looks = time.monotonic() + 30, [""]
        while not looks[-1] or looks != looks[-1:] * LOOKS:
            assert time.monotonic() < until, "the dashboard was never kept waiting"
            with suppress(BlockingIOError):
                os.write(self.master, b"1234")
            time.sleep(POLL)
            looks = [*looks, self.writing()][-LOOKS:]

    def writing(self) -> str:
        """The write to its terminal that a thread of it sleeps in: number, arguments, place; empty when none does.

        The same one at every look is a write that does not come to its end: nobody takes what is drawn.
        """
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):  # a thread that has ended since
                state = (task / "stat").read_text().rpartition(")")[2].split()[0]
                call = (task / "syscall").read_text().strip()
                if state == "S" and call.split()[:1] == [WRITE] and call.split()[1] in ("0x1", "0x2"):
                    return call
        return ""

    def vanish(self) -> float:
        """Seconds until nothing of it is left."""
        began = time.monotonic()
        os.close(self.master)
        self.master = -1
        self.process.wait(timeout=20)
        while online.names(self.city):  # behind su the dashboard is another process
            assert time.monotonic() < began + 20
            time.sleep(POLL)
        return time.monotonic() - began

    def close(self) -> None:
        if self.master >= 0:
            os.close(self.master)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def lose(city: Path) -> Iterator[Callable[..., Lost]]:
    started: list[Lost] = []

    def start(argv: list[str] = TUI, **how: object) -> Lost:
        started.append(Lost(argv, city, **how))  # type: ignore[arg-type]
        started[-1].wait_for(b"Since yesterday")  # the projects are read
        assert online.names(city) == ["lost"]
        return started[-1]

    yield start
    for one in started:
        one.close()


def ignore_hangup() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


@pytest.mark.parametrize("how", [
    pytest.param({}, id="terminal closed"),
    pytest.param({"before": ignore_hangup}, id="nohup"),
    pytest.param({"controlling": False}, id="no controlling terminal"),
    pytest.param({"controlling": False, "before": ignore_hangup}, id="neither"),
])
def test_gone_within_a_second(lose: Callable[..., Lost], how: dict[str, object]) -> None:
    assert lose(**how).vanish() < PROMISED + BUSY


@pytest.mark.skipif(not (WRITE and os.access("/proc/self/task", os.R_OK)), reason="only Linux tells what a process waits for")
@pytest.mark.parametrize("how", [{}, {"before": ignore_hangup}, {"controlling": False}], ids=["plain", "nohup", "no terminal"])
def test_gone_while_nobody_reads(lose: Callable[..., Lost], how: dict[str, object]) -> None:
    frozen = lose(**how)
    frozen.fill()
    assert frozen.process.poll() is None and online.names(frozen.city) == ["lost"]
    assert frozen.vanish() < PROMISED + BUSY


@pytest.mark.skipif(not is_root or shutil.which("su") is None, reason="needs root and su")
def test_gone_behind_su(lose: Callable[..., Lost]) -> None:
    """``su`` stands between the terminal and the program; it may die first or stay, the program must not."""
    command = f"exec {sys.executable} -m campaign tui"
    assert lose(["su", "-s", "/bin/sh", "-m", "root", "-c", command]).vanish() < PROMISED + BUSY


@pytest.mark.skipif(not is_root or shutil.which("su") is None or shutil.which("sudo") is None, reason="needs root, su and sudo")
def test_gone_behind_su_and_sudo(lose: Callable[..., Lost]) -> None:
    """sudo with a pseudo-terminal of its own: two terminals vanish, one after the other."""
    keep = "PYTHONPATH,CAMPAIGN_DB,CAMPAIGN_LANG,CAMPAIGN_ACTOR,TERM,LC_ALL"
    command = f"exec sudo -n --preserve-env={keep} {sys.executable} -m campaign tui"
    assert lose(["su", "-s", "/bin/sh", "-m", "root", "-c", command]).vanish() < PROMISED + BUSY
