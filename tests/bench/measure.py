"""How things are measured, one function a figure. Times in seconds, from outside, on a real pseudo-terminal."""

import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from campaign.service import Session, blockers
from campaign.service import projects as projects_service
from campaign.store.queries.names import named
from campaign.store.write import Done
from tests.driver import Terminal, cpu_seconds, pss_mb

ROOT = Path(__file__).parents[2]
BARE = (sys.executable, str(ROOT / "tests/bench/bare.py"))
TRIVIAL = (sys.executable, str(ROOT / "tests/bench/trivial.py"))
_SCRIPT = Path(sys.executable).with_name("campaign")
CAMPAIGN = (str(_SCRIPT),) if _SCRIPT.is_file() else (sys.executable, "-m", "campaign")

COUNTDOWN = r"[0-9]{2}:[0-9]{2}:[0-9]{2}"
BARE_READY = "P00000 project"
TOTAL = r"10,?000 ?(projects|个项目|个)"
"""The Overview's number of projects: shown when everything is loaded."""
TOP = (0, 1)
"""Rows of the clock and of the countdown, which change by themselves."""
QUIET = 0.04


class Bench:
    """Where the databases are, how often to measure, which language to show."""

    def __init__(self, folder: Path, runs: int, lang: str) -> None:
        self.folder, self.runs, self.lang = folder, runs, lang
        self.random = random.Random(1)
        self.env = {"PYTHONPATH": str(ROOT), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "CAMPAIGN_LANG": lang,
                    "CAMPAIGN_ACTOR": "bench", "PYTHONDONTWRITEBYTECODE": ""}

    def database(self, projects: int, day: int = 100) -> Path:
        """Seeded once into the folder; today is that day of its campaign."""
        path = self.folder / f"{projects}-day-{day}.db"
        if not path.exists():
            self.command([*CAMPAIGN, "--db", str(path), "seed", "--scale", str(projects), "--day", str(day)])
        return path

    def copy(self, db: Path, name: str) -> Path:
        """A copy to write into, without what an earlier one left beside it."""
        for tail in ("", "-wal", "-shm"):
            (self.folder / f"{name}{tail}").unlink(missing_ok=True)
        return Path(shutil.copy(db, self.folder / name))

    def command(self, argv: Sequence[str]) -> float:
        """Wall time of one command that must succeed."""
        environment = {**os.environ, **self.env}
        began = time.perf_counter()
        done = subprocess.run(argv, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True)
        took = time.perf_counter() - began
        if done.returncode:
            raise RuntimeError(f"{' '.join(argv)}: {done.stderr.decode()}")
        return took

    def compare(self, one: Callable[[], Sequence[str]], other: Callable[[], Sequence[str]], runs: int) -> tuple[float, float]:
        """Medians of two commands, in turn, so that a machine that slows down slows both; the first pair only warms up."""
        pairs = [(self.command(one()), self.command(other())) for _ in range(runs + 1)][1:]
        return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)

    def terminal(self, argv: Sequence[str], cols: int = 120, rows: int = 40, path: Path | None = None) -> Terminal:
        """``path``: where the program is, if not here."""
        env = self.env if path is None else {**self.env, "PYTHONPATH": str(path)}
        return Terminal(argv, cols=cols, rows=rows, env=env, cwd=self.folder)

    def dashboard(self, db: Path, cols: int = 120, rows: int = 40, path: Path | None = None) -> Terminal:
        return self.terminal([*CAMPAIGN, "--db", str(db), "tui"], cols, rows, path)

    # Painting -----------------------------------------------------------------------------------------------------

    def paints(self, db: Path) -> tuple[float, float, float]:
        """Bare first paint, the dashboard's first paint, and everything loaded; medians, in turn."""
        found: list[tuple[float, float, float]] = []
        for _ in range(self.runs + 1):
            with self.terminal(BARE) as terminal:
                bare = terminal.wait(BARE_READY) - terminal.began
            with self.dashboard(db) as terminal:
                first = terminal.wait(COUNTDOWN) - terminal.began
                found.append((bare, first, terminal.wait(TOTAL) - terminal.began))
        bares, firsts, loads = zip(*found[1:], strict=True)
        return statistics.median(bares), statistics.median(firsts), statistics.median(loads)

    def loads(self, one: Path, other: Path) -> tuple[float, float]:
        """Everything loaded of two databases, medians, in turn."""
        found: list[tuple[float, ...]] = []
        for _ in range(self.runs + 1):
            pair = []
            for db in (one, other):
                with self.dashboard(db) as terminal:
                    pair.append(terminal.wait(TOTAL) - terminal.began)
            found.append(tuple(pair))
        first, second = zip(*found[1:], strict=True)
        return statistics.median(first), statistics.median(second)

    # Keys ---------------------------------------------------------------------------------------------------------

    def key(self, terminal: Terminal, key: str) -> tuple[float, int]:
        """From the key to the first change outside the rows of the clock, and the bytes until it is quiet."""
        time.sleep(self.random.uniform(0.0, 0.05))
        terminal.settle(0.02)
        before, bytes_before = terminal.cells(TOP), terminal.received
        pressed = time.perf_counter()
        terminal.press(key)
        try:
            took = terminal.wait_until(lambda: terminal.cells(TOP) != before, 5.0) - pressed
        except TimeoutError:
            raise TimeoutError(f"nothing changed after {key!r}:\n{terminal.text()}") from None
        terminal.settle(QUIET)
        return took, terminal.received - bytes_before

    def keys(self, terminal: Terminal, keys: Sequence[str], rounds: int) -> tuple[list[float], list[int]]:
        """Times and bytes of a round of keys, again and again; the first round only warms up."""
        found = [self.key(terminal, key) for _ in range(rounds + 1) for key in keys][len(keys):]
        return [took for took, _ in found], [sent for _, sent in found]

    # Idle ---------------------------------------------------------------------------------------------------------

    def idle(self, terminal: Terminal, seconds: float) -> tuple[float, float]:
        """Bytes a second and share of a core while nothing happens."""
        terminal.settle(0.5, 10)
        cpu, began = cpu_seconds(terminal.pid), time.perf_counter()
        sent = terminal.listen(seconds)
        passed = time.perf_counter() - began
        return sent / passed, (cpu_seconds(terminal.pid) - cpu) / passed

    def foreign_writes(self, terminal: Terminal, db: Path, writes: int) -> list[float]:
        """CPU that each write by someone else costs the dashboard, idling taken off."""
        _, rate = self.idle(terminal, 3)
        costs = []
        with someone(db, self.random) as verbs:
            next(verbs)
            terminal.listen(1.5)
            for _ in range(writes):
                cpu, began = cpu_seconds(terminal.pid), time.perf_counter()
                next(verbs)
                terminal.listen(1.2)
                costs.append(cpu_seconds(terminal.pid) - cpu - rate * (time.perf_counter() - began))
        return costs


    def seen(self, terminal: Terminal, db: Path, writes: int) -> list[float]:
        """From the commit of each write by someone else to its first sign on the screen."""
        times = []
        with someone(db, self.random) as verbs:
            next(verbs)
            for _ in range(writes):
                terminal.listen(self.random.uniform(0.8, 1.0))  # at random moments of the dashboard's own rhythm
                before = terminal.cells(TOP)
                next(verbs)
                committed = time.perf_counter()
                times.append(terminal.wait_until(lambda before=before: terminal.cells(TOP) != before, 5.0) - committed)  # type: ignore[misc]
        return times


@contextmanager
def someone(db: Path, rng: random.Random) -> Iterator[Iterator[Done]]:
    """Another session at work: each step is one write, the usual ones in turn, on rows at random."""
    session = Session(db, "someone", clock=lambda: datetime.now(UTC))
    building = [row.code for row in session.store.snapshot().projects.values() if row.stage == "building"]
    unresolved = list(session.store.snapshot().blockers)
    units = [code for code, _, _ in named(session.store, "unit")]

    def verbs() -> Iterator[Done]:
        while True:
            yield projects_service.report(session, rng.choice(building), {"crew": "120"}, money="+35万")
            yield blockers.assign(session, rng.choice(unresolved), rng.choice(units), did="报件已补正")
            yield blockers.note(session, rng.choice(unresolved), "已约会商")
            yield projects_service.claim(session, rng.choice(building), f"L{rng.randint(1, 99):02}")

    try:
        yield (done for done in verbs() if done.seq)  # what was so already is no write
    finally:
        session.close()


def p95(values: Sequence[float]) -> float:
    """Interpolated; the largest of a handful."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * 0.95
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def memory(terminal: Terminal) -> float:
    return pss_mb(terminal.pid)
