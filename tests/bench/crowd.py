"""Fifty dashboards on one database of ten thousand projects, five people who write, and one who looks at the clock.

``python -m tests.bench crowd [--before FOLDER]``. A figure of a session in the crowd stands beside the same session's alone, in
the same run, and beside the same crowd of another checkout.
"""

import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from campaign.service import Session, records
from campaign.store.engine import online
from campaign.store.store import Store
from tests.bench.measure import TOTAL, Bench, p95
from tests.driver import Terminal, cpu_seconds, pss_mb

WRITERS = 5
WATCHED = 5
"""Sessions whose keys are timed, of all."""
PAUSE = 2.5
"""Seconds between two writes of one writer: two a second in all, as docs/handbook/server.md counts on."""
WINDOW = 20.0
"""Seconds over which CPU is counted."""
MARKS = 60
"""Writes whose way to another's screen is timed."""
HEAD = r"\A(?:.*\n){0,2}.*P[0-9]{4}"
"""The page of a project: its code is in one of the first three lines."""
RHYTHM = (1.5, 2.5)
"""Seconds between two of them, at random: two and a half writes a second in all."""


class Crowd(NamedTuple):
    sessions: int
    pss: list[float]
    """MB of each session."""
    cores: float
    """CPU of all sessions together while the writers write."""
    idle: float
    """The same while nobody writes."""
    writes: float
    """A second, while ``cores`` was counted."""
    seen: list[float]
    """Seconds from a commit to its sign on another's screen."""
    alone: list[float]
    """Seconds from a key to the first change, of a session that has the machine to itself."""
    amid: list[list[float]]
    """The same of the watched sessions in the crowd."""
    lost: int

    @property
    def change(self) -> float:
        """Seconds of CPU that one change costs one dashboard."""
        return (self.cores - self.idle) / (self.writes * self.sessions)


@contextmanager
def writers(db: Path, count: int, env: dict[str, str]) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """So many processes that each write every ``PAUSE`` seconds until they are ended."""
    running = [subprocess.Popen([sys.executable, "-c", _WRITER, str(db), str(number), str(PAUSE)], env={**os.environ, **env},
                                stdin=subprocess.DEVNULL) for number in range(count)]
    try:
        yield running
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


_WRITER = """
import random, sys, time
from pathlib import Path
from tests.bench.measure import someone
with someone(Path(sys.argv[1]), random.Random(int(sys.argv[2]))) as verbs:
    time.sleep(random.Random(sys.argv[2]).random() * float(sys.argv[3]))
    while True:
        next(verbs)
        time.sleep(float(sys.argv[3]))
"""


def measure(bench: Bench, sessions: int, path: Path | None = None) -> Crowd:
    """``path``: where the program of the dashboards is, if not here."""
    db = bench.copy(bench.database(10_000), "crowd.db")
    env = bench.env if path is None else {**bench.env, "PYTHONPATH": str(path)}
    with bench.dashboard(db, path=path) as terminal:
        alone = _keys(bench, terminal)
    with ExitStack() as stack:
        # The others live in a process of their own: what reads fifty screens must not hold up the clock of those that are timed.
        others = stack.enter_context(hosted(db, max(sessions - WATCHED, 0), env))
        watched = [stack.enter_context(bench.dashboard(db, path=path)) for _ in range(min(WATCHED, sessions))]
        for terminal in watched:
            terminal.wait(TOTAL, 120)
        everyone = [*others, *(terminal.pid for terminal in watched)]
        watched[0].listen(3)
        idle = _cores(watched[0], everyone)
        with writers(db, WRITERS, bench.env):
            _under_way(watched[0], db)
            written, began = _written(db), time.perf_counter()
            cores = _cores(watched[0], everyone)
            writes = (_written(db) - written) / (time.perf_counter() - began)
            seen = _seen(bench, watched[0], db)
            amid = [_keys(bench, terminal) for terminal in watched]
        pss = [pss_mb(pid) for pid in everyone]
        lost = sessions - online.count(db)[0]
    return Crowd(sessions, pss, cores, idle, writes, seen, alone, amid, lost)


@contextmanager
def hosted(db: Path, sessions: int, env: dict[str, str]) -> Iterator[list[int]]:
    """The process ids of so many dashboards, once all have loaded; ended with the context."""
    host = subprocess.Popen([sys.executable, "-m", "tests.bench.host", str(db), str(sessions)], env={**os.environ, **env},
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert host.stdin is not None and host.stdout is not None
    try:
        yield [int(pid) for pid in host.stdout.readline().split()]
    finally:
        host.stdin.close()
        host.wait()
        host.stdout.close()


def _under_way(terminal: Terminal, db: Path) -> None:
    """Until each writer has opened the database, which takes long among fifty, and has written twice or so."""
    end, wanted = time.perf_counter() + 120, _written(db) + WRITERS * 2
    while _written(db) < wanted and time.perf_counter() < end:
        terminal.listen(PAUSE)


def _written(db: Path) -> int:
    with Store(db, readonly=True) as store:
        return int(store.fetch("SELECT max(seq) FROM audit")[0][0])


def _cores(terminal: Terminal, pids: Sequence[int]) -> float:
    before, began = sum(map(cpu_seconds, pids)), time.perf_counter()
    terminal.listen(WINDOW)
    return (sum(map(cpu_seconds, pids)) - before) / (time.perf_counter() - began)


def _keys(bench: Bench, terminal: Terminal) -> list[float]:
    terminal.wait(TOTAL, 60)
    terminal.press("4")
    terminal.wait("P[0-9]{4}")
    terminal.settle(0.3, 5)
    return bench.keys(terminal, ("down", "down", "up"), bench.runs * 4)[0]


def _seen(bench: Bench, terminal: Terminal, db: Path) -> list[float]:
    """Marks that can be told from what the writers write: new names of the project whose page is open."""
    times = []
    rng = random.Random(2)
    terminal.press("4")
    terminal.wait("P[0-9]{4}")
    terminal.press("enter")
    terminal.wait(HEAD)
    terminal.settle(0.5, 5)
    found = re.search(r"P[0-9]{4}", "\n".join(terminal.text().splitlines()[:3]))
    assert found is not None, terminal.text()
    session = Session(db, "marker")
    try:
        for number in range(MARKS if bench.runs > 3 else MARKS // 3):
            terminal.listen(rng.uniform(*RHYTHM))
            records.edit(session, found[0], {"name": f"标记{number}号"})
            committed = time.perf_counter()
            times.append(terminal.wait(f"标记{number}号", 10) - committed)
    finally:
        session.close()
    terminal.press("escape", "escape")
    return times


class Row(NamedTuple):
    name: str
    value: str
    most: str
    good: bool


def rows(crowd: Crowd) -> list[Row]:
    alone, amid = statistics.median(crowd.alone), max(map(statistics.median, crowd.amid))
    longest = max(map(max, crowd.amid))
    ordered = sorted(crowd.seen)
    half, late = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    pss = statistics.median(crowd.pss)
    return [
        Row("sessions lost", f"{crowd.lost} of {crowd.sessions}", "0", crowd.lost == 0),
        Row("PSS per session, median · most", f"{pss:.0f} · {max(crowd.pss):.0f} MB", "75 MB", pss <= 75),
        Row("key to paint, median of the slowest watched ÷ alone",
            f"{amid / alone:.2f} × ({amid * 1000:.1f} ÷ {alone * 1000:.1f} ms)", "1.3 ×", amid <= 1.3 * alone),
        Row("the same, p95 ÷ p95", f"{max(map(p95, crowd.amid)) / p95(crowd.alone):.2f} ×", "", True),
        Row("key to paint, the longest", f"{longest * 1000:.0f} ms (alone {max(crowd.alone) * 1000:.0f})", "50 ms",
            longest <= 0.05),
        Row("a commit is on another's screen, p50 · p99", f"{half * 1000:.0f} · {late * 1000:.0f} ms", "150 · 300 ms",
            half <= 0.15 and late <= 0.3),
        Row("CPU of all, nobody writes", f"{crowd.idle:.2f} cores", "0.2 cores", crowd.idle <= 0.2),
        Row(f"CPU of all, {crowd.writes:.1f} writes a second", f"{crowd.cores:.2f} cores", "0.7 cores", crowd.cores <= 0.7),
        Row("CPU a change and dashboard", f"{crowd.change * 1000:.1f} ms", "4.5 ms", crowd.change <= 0.0045),
    ]


def told(crowd: Crowd, before: Crowd | None = None) -> str:
    """A Markdown table: figure, measured, before, at most."""
    others = [row.value for row in rows(before)] if before is not None else [""] * len(rows(crowd))
    return "\n".join(["| figure | measured | before | at most | |", "|---|---|---|---|---|",
                      *(f"| {row.name} | {row.value} | {other} | {row.most} | {'✓' if row.good else '**missed**'} |"
                        for row, other in zip(rows(crowd), others, strict=True))])
