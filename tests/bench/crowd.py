"""Fifty dashboards on one database of ten thousand projects, five people who write, and one who looks at the clock.

``python -m tests.bench crowd``. A figure of a session in the crowd stands beside the same session's alone, taken in the same run.
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
    seen: list[float]
    """Seconds from a commit to its sign on another's screen."""
    alone: list[float]
    """Seconds from a key to the first change, of a session that has the machine to itself."""
    amid: list[list[float]]
    """The same of the watched sessions in the crowd."""
    lost: int


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


def measure(bench: Bench, sessions: int) -> Crowd:
    db = bench.copy(bench.database(10_000), "crowd.db")
    with bench.dashboard(db) as terminal:
        alone = _keys(bench, terminal)
    with ExitStack() as stack:
        # The others live in a process of their own: what reads fifty screens must not hold up the clock of those that are timed.
        others = stack.enter_context(hosted(db, max(sessions - WATCHED, 0), bench.env))
        watched = [stack.enter_context(bench.dashboard(db)) for _ in range(min(WATCHED, sessions))]
        for terminal in watched:
            terminal.wait(TOTAL, 120)
        everyone = [*others, *(terminal.pid for terminal in watched)]
        watched[0].listen(3)
        idle = _cores(watched[0], everyone)
        with writers(db, WRITERS, bench.env):
            watched[0].listen(PAUSE * 2)
            cores = _cores(watched[0], everyone)
            seen = _seen(bench, watched[0], db)
            amid = [_keys(bench, terminal) for terminal in watched]
        pss = [pss_mb(pid) for pid in everyone]
        lost = sessions - online.count(db)[0]
    return Crowd(sessions, pss, cores, idle, seen, alone, amid, lost)


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
    terminal.wait(r"(?m)^ *P[0-9]{4}.*\n.*\n")
    terminal.settle(0.5, 5)
    found = re.search(r"P[0-9]{4}", terminal.text().splitlines()[0])
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


def told(crowd: Crowd) -> str:
    """A Markdown table: figure, measured, promised."""
    alone, amid = p95(crowd.alone), [p95(times) for times in crowd.amid]
    ordered = sorted(crowd.seen)
    rows = (
        ("sessions lost", f"{crowd.lost} of {crowd.sessions}", "0", crowd.lost == 0),
        ("PSS per session, median · most", f"{statistics.median(crowd.pss):.0f} · {max(crowd.pss):.0f} MB", "75 MB",
         statistics.median(crowd.pss) <= 75),
        ("CPU of all, two writes a second", f"{crowd.cores:.2f} cores", "1.2 cores", crowd.cores <= 1.2),
        ("CPU of all, nobody writes", f"{crowd.idle:.2f} cores", "", True),
        ("a write is on another's screen, p50 · p99",
         f"{statistics.median(ordered) * 1000:.0f} · {ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms", "300 ms",
         ordered[int(len(ordered) * 0.99)] <= 0.3),
        ("key to paint in the crowd ÷ alone, p95, the slowest watched", f"{max(amid) / alone:.2f} × ({max(amid) * 1000:.1f} ÷ "
         f"{alone * 1000:.1f} ms)", "1.5 ×", max(amid) <= 1.5 * alone),
        ("the same by medians", f"{max(map(statistics.median, crowd.amid)) / statistics.median(crowd.alone):.2f} ×", "1.5 ×",
         max(map(statistics.median, crowd.amid)) <= 1.5 * statistics.median(crowd.alone)),
    )
    return "\n".join(["| figure | measured | promised | |", "|---|---|---|---|",
                      *(f"| {name} | {value} | {most} | {'✓' if good else '**missed**'} |" for name, value, most, good in rows)])
