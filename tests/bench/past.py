"""What is asked of days that are over, among ten thousand projects: wall and CPU, beside the same of another checkout."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.measure import ROOT, Bench

LIGHTS = """
import gc, sys, time
from datetime import UTC, datetime
from pathlib import Path
from campaign.service import Session, light_history
gc.disable()  # as commands do
session = Session(Path(sys.argv[1]), "bench", clock=lambda: datetime.now(UTC))
day = session.day(sys.argv[2])
began, cpu = time.perf_counter(), time.process_time()
light_history.lights(session, day)
print(time.perf_counter() - began, time.process_time() - cpu)
"""
IN_PROCESS = "all lights of a past day"
ASKED: dict[str, tuple[tuple[str, ...], float]] = {
    f"{IN_PROCESS}, D+90": (("D+90",), 1.0), f"{IN_PROCESS}, D+50": (("D+50",), 1.0),
    "`news --since yesterday`": (("news", "--since", "yesterday"), 1.3),
    "`news --since D+60`": (("news", "--since", "D+60"), 1.3),
    "`lights --at D+90`": (("lights", "--at", "D+90"), 1.3), "`lights --at D+50`": (("lights", "--at", "D+50"), 1.3),
    "`bulletin`": (("bulletin",), 1.3), "bulletin of D+90": (("bulletin", "--date", "D+90"), 2.0),
    "bulletin of D+50": (("bulletin", "--date", "D+50"), 2.0)}
"""What is asked → its words, and the most seconds that it may take."""


class Cost(NamedTuple):
    """Seconds."""

    wall: float
    cpu: float


def measure(bench: Bench, before: Path | None) -> list[tuple[str, dict[str, Cost]]]:
    """By program, then by what is asked; medians, the programs in turn."""
    programs = {"now": ROOT, **({} if before is None else {"before": before.resolve()})}
    # Each its own: a newer program makes another file of it.
    databases = {name: bench.copy(bench.database(10_000), f"past-{name}.db") for name in programs}
    found: dict[str, dict[str, list[Cost]]] = {name: {asked: [] for asked in ASKED} for name in programs}
    for _ in range(max(3, bench.runs)):
        for asked, (words, _most) in ASKED.items():
            for name, folder in programs.items():
                found[name][asked].append(_run(bench, databases[name], folder, asked, words))
    return [(name, {asked: Cost(*map(statistics.median, zip(*costs, strict=True))) for asked, costs in by.items()})
            for name, by in found.items()]


def _run(bench: Bench, db: Path, folder: Path, asked: str, words: Sequence[str]) -> Cost:
    environment = {**os.environ, **bench.env, "PYTHONPATH": str(folder)}
    inside = asked.startswith(IN_PROCESS)
    argv = [sys.executable, "-c", LIGHTS, str(db), *words] if inside else [
        sys.executable, "-m", "campaign", "--db", str(db), *words]
    used, began = _children(), time.perf_counter()
    done = subprocess.run(argv, env=environment, cwd=bench.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    wall = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
    return Cost(*map(float, done.stdout.split())) if inside else Cost(wall, _children() - used)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told(found: list[tuple[str, dict[str, Cost]]]) -> str:
    """Markdown: a row a figure, a column a program."""
    def said(cost: Cost) -> str:
        return f"{cost.wall:.2f} · {cost.cpu:.2f} s"

    return "\n".join([
        f"| wall · CPU | {' | '.join(name for name, _costs in found)} | at most |", "|---" * (len(found) + 2) + "|",
        *(f"| {asked} | {' | '.join(said(costs[asked]) for _name, costs in found)} | {most} s |"
          for asked, (_words, most) in ASKED.items())])
