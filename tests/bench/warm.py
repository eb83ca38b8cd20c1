"""The warm server: log-ins, memory and commands through it, beside the same ones without it, in turn.

``python -m tests.bench warm``. A log-in is counted from the start of the gate (what sshd runs) to the complete Overview on a real
pseudo-terminal. Times are told with the processor's own seconds: other people may use the machine.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from campaign.service import Session, members, records, warm_server
from campaign.store.queries.members import member_keys
from tests.bench.measure import ROOT, TOTAL, TRIVIAL, Bench
from tests.driver import Terminal, cpu_seconds, pss_mb

CROWD = 50
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{:A>2}mzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"
SCRIPT = "from campaign.cli import main\nmain()\n"
"""What ``server setup`` installs as ``campaign``."""
SCREENS = "23456789"
"""Keys of the screens that somebody looks at in the course of some minutes."""
COMPLETE = TOTAL


class Gate:
    """A database with a member, a warm server for it, and the gate to both."""

    def __init__(self, bench: Bench, place: Path) -> None:
        self.bench, self.socket, script = bench, place / "s", place / "campaign"
        script.write_text(SCRIPT)
        self.program = [sys.executable, "-IXutf8", str(script)]
        self.db = bench.copy(bench.database(10_000, 50), "warm.db")
        session = Session(self.db, "bench")
        person = records.add_person(session, {"name": "值班员"}).subject
        members.add(session, person, "hq", line=KEY.format("A"))
        self.who = ["--member", person, "--key", member_keys(session.store, person)[0].fingerprint]
        self.project = next(code for code, row in session.store.snapshot().projects.items() if row.stage == "building")
        session.close()
        self.server = subprocess.Popen([*self.program, "--db", str(self.db), "server", "warm", "--socket", str(self.socket)],
                                       stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **bench.env})
        until = time.monotonic() + 120
        while warm_server.figures(self.socket) is None:
            if self.server.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the warm server did not begin")
            time.sleep(0.05)

    def close(self) -> None:
        self.server.terminate()
        self.server.wait()

    def argv(self, warm: bool) -> list[str]:
        return [*self.program, "--db", str(self.db), "gate", *self.who, "--warm", str(self.socket) if warm else "none"]

    def log_in(self, warm: bool) -> Terminal:
        return Terminal(self.argv(warm), cols=120, rows=40, env=self.bench.env, cwd=self.bench.folder)

    def command(self, line: str, warm: bool) -> float:
        """Seconds."""
        began = time.perf_counter()
        done = subprocess.run(self.argv(warm), env={**os.environ, **self.bench.env, "SSH_ORIGINAL_COMMAND": line},
                              stdin=subprocess.DEVNULL, capture_output=True)
        took = time.perf_counter() - began
        if done.returncode:
            raise RuntimeError(f"{line}: {done.stderr.decode()}")
        return took


@contextmanager
def gate(bench: Bench) -> Iterator[Gate]:
    place = Path(tempfile.mkdtemp(prefix="warm-"))  # the path of a socket may have 107 bytes
    opened = None
    try:
        opened = Gate(bench, place)
        yield opened
    finally:
        if opened is not None:
            opened.close()
        shutil.rmtree(place, ignore_errors=True)


def log_ins(gate: Gate, warm: bool, runs: int) -> tuple[float, float]:
    """Median seconds of one at a time, and of the processor in the session until then."""
    times, costs = [], []
    for _ in range(runs + 1):
        with gate.log_in(warm) as terminal:
            times.append(terminal.wait(COMPLETE, 60) - terminal.began)
            costs.append(sum(map(cpu_seconds, family(gate, terminal))))
            leave(terminal)
    return statistics.median(times[1:]), statistics.median(costs[1:])


def family(gate: Gate, terminal: Terminal) -> list[int]:
    """The processes of one log-in: the gate, and the fork that stands on its terminal."""
    mine = Path(f"/proc/{terminal.pid}/fd/0").readlink()
    found = [terminal.pid]
    for child in Path(f"/proc/{gate.server.pid}/task/{gate.server.pid}/children").read_text().split():
        try:
            if Path(f"/proc/{child}/fd/0").readlink() == mine:
                found.append(int(child))
        except OSError:
            continue
    return found


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.exit_code()


def crowd(gate: Gate, warm: bool) -> float:
    """Seconds from the first of fifty gates to the last complete Overview: read by a process of its own."""
    script = ("import sys\nfrom tests.bench.warm import at_once\nprint(at_once(sys.argv[1:]))")
    done = subprocess.run([sys.executable, "-c", script, *gate.argv(warm)], env={**os.environ, **gate.bench.env}, cwd=ROOT,
                          capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return float(done.stdout)


def at_once(argv: Sequence[str], count: int = CROWD) -> float:
    """Fifty on as many pseudo-terminals, looked at without drawing them: what is read here costs them little."""
    import pty
    import re
    import select

    complete, began = re.compile(TOTAL.encode()), time.perf_counter()
    masters: dict[int, bytes] = {}
    processes = []
    for _ in range(count):
        master, slave = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("4H", 40, 120, 0, 0))
        processes.append(subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env={
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}))
        os.close(slave)
        masters[master] = b""
    waiting = dict(masters)
    while waiting:
        for master in select.select(list(waiting), [], [], 120)[0]:
            waiting[master] += os.read(master, 65536)
            if complete.search(re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", waiting[master])):
                del waiting[master]
    took = time.perf_counter() - began
    for master in masters:
        os.close(master)
    for process in processes:
        process.wait(30)
    return took


def memory(gate: Gate) -> tuple[float, float, float]:
    """MB of a session and its gate: fresh, after some use, and after all screens; one of a crowd, with which it shares."""
    opened = [gate.log_in(True) for _ in range(CROWD)]
    try:
        for terminal in opened:
            terminal.wait(COMPLETE, 120)
        first = opened[0]
        first.listen(3)
        fresh = sum(map(pss_mb, family(gate, first)))
        for _ in range(30):
            first.press("4", "down", "down", "1")
            first.listen(0.2)
        first.listen(5)
        used = sum(map(pss_mb, family(gate, first)))
        for screen in SCREENS:
            first.press(screen)
            first.listen(1)
        return fresh, used, sum(map(pss_mb, family(gate, first)))
    finally:
        for terminal in opened:
            terminal.press("q")
        for terminal in opened:
            terminal.exit_code(60)


def commands(gate: Gate, runs: int) -> Iterator[tuple[str, float, float, float]]:
    """Name, by the warm server, without it, and what it is held against: medians, in turn; the first round only warms up."""
    trivial: Callable[[], float] = lambda: gate.bench.command([*TRIVIAL, "x"])  # noqa: E731
    lines = {"add-project": "add-project 名称 --yes", "progress": f"progress {gate.project} +1万 --yes", "status": "status",
             "projects --json": "projects --json"}
    for name, line in lines.items():
        rounds = runs * 3 if line not in ("status", "projects --json") else runs
        found = [(gate.command(line, True), gate.command(line, False), trivial()) for _ in range(rounds + 1)][1:]
        yield name, *(statistics.median(one) for one in zip(*found, strict=True))  # type: ignore[misc]


def figures(bench: Bench) -> Iterator[tuple[str, float, float, str, str]]:
    """Name, value, most, unit, how."""
    with gate(bench) as here:
        (warm, cost), (cold, cold_cost) = log_ins(here, True, bench.runs), log_ins(here, False, max(bench.runs // 2, 2))
        yield ("one log-in, from the gate's start to the complete Overview", warm * 1000, 100, "ms",
               f"CPU {cost * 1000:.0f} ms; without: {cold * 1000:.0f} ms, CPU {cold_cost * 1000:.0f} ms")
        several = [crowd(here, True) for _ in range(3)]
        yield f"{CROWD} log-ins at once", statistics.median(several), 2, "s", f"without: {crowd(here, False):.1f} s"
        fresh, used, everything = memory(here)
        yield "memory of a session, fresh", fresh, 25, "MB", "PSS, its gate included"
        yield "memory of a session, after some use", used, 45, "MB", f"after all screens: {everything:.0f} MB"
        for name, took, slow, trivial in commands(here, bench.runs):
            if name in ("add-project", "progress"):
                yield (f"`{name}` by the warm server ÷ a trivial typer command", took / trivial, 0.8, "×",
                       f"{took * 1000:.0f} ms; without: {slow * 1000:.0f} ms; trivial: {trivial * 1000:.0f} ms")
            else:
                yield (f"`{name}` by the warm server", took * 1000, 100 if name == "status" else 450, "ms",
                       f"without: {slow * 1000:.0f} ms")
