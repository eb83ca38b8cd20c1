"""``python -m tests.bench.keeping``: what must not get lost, at full size, as a Markdown table. Exit 1 when anything was.

Fifty processes that read, modify and write forty times each, two hundred writers killed in mid-sentence, and what a backup of a
large campaign and the check of the file system cost. Ten minutes or less; ``--quick`` takes a tenth.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from campaign.service import Session, create
from campaign.service import backups as backups_service
from campaign.store.engine.connection import driver
from campaign.store.engine.disk import file_system
from campaign.store.queries import checks as checks_queries
from campaign.store.store import Store
from tests.store.contention import contend
from tests.store.killing import kill_loop
from tests.store.world import Clock, build


def contention(folder: Path, processes: int, times: int) -> Iterator[tuple[str, str, bool]]:
    path = folder / "contention.db"
    build(path, Clock())
    began = perf_counter()
    outcome = contend(path, processes, times)
    took, wanted = perf_counter() - began, processes * times
    slow = outcome.slowest[int(len(outcome.slowest) * 0.99) - 1]
    middle = statistics.median(outcome.slowest)
    yield (f"{processes} processes × {times} read-modify-write", f"{outcome.counted:,} of {wanted:,} in {took:.1f} s, "
           f"{outcome.codes - outcome.distinct} codes twice; a pair of writes p50 {middle * 1e3:.0f} ms, "
           f"p99 {slow * 1e3:.0f} ms", outcome.counted == outcome.acknowledged == outcome.audited == outcome.distinct == wanted)


def kills(folder: Path, rounds: int) -> Iterator[tuple[str, str, bool]]:
    path = folder / "kill.db"
    build(path, Clock())
    outcome = kill_loop(path, rounds)
    yield (f"kill -9 in a write loop × {rounds}", f"{outcome.acknowledged - outcome.lost:,} of {outcome.acknowledged:,} "
           f"acknowledged writes there, {outcome.beyond} beyond", outcome.lost == 0 and outcome.whole)


def backups(folder: Path, projects: int) -> Iterator[tuple[str, str, bool]]:
    path = folder / "large" / "campaign.db"
    create.scale(path, projects, "bench", clock=lambda: datetime(2026, 11, 7, tzinfo=UTC))
    session = Session(path, "bench")
    times = []
    for _ in range(3):
        began = perf_counter()
        made = backups_service.back_up(session)
        times.append(perf_counter() - began)
    session.close()
    yield f"backup of {made.size / 2**20:.0f} MB, verified", f"{min(times):.2f} s", True
    began = perf_counter()
    with backups_service.restoring(path, made.path, "bench") as ready:
        ready.carry_out()
    yield "restore of it", f"{perf_counter() - began:.2f} s", True
    with Store(path) as store:
        began = perf_counter()
        whole = not checks_queries.unexplained(store)
        yield "every row held against the log, as doctor does", f"{perf_counter() - began:.2f} s", whole
    times = []
    for _ in range(200):
        began = perf_counter()
        file_system(path)
        times.append(perf_counter() - began)
    cost = statistics.median(times) * 1e3
    yield "which file system it is (at most 0.3 ms)", f"{cost:.3f} ms", cost < 0.3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.keeping", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    quick = parser.parse_args().quick
    print(f"SQLite: {' '.join(driver())}\n\n| what | measured | |\n|---|---|---|")
    held = True
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as name:
        folder = Path(name)
        for part in (contention(folder, *((20, 10) if quick else (50, 40))), kills(folder, 20 if quick else 200),
                     backups(folder, 1_000 if quick else 10_000)):
            for what, measured, well in part:
                print(f"| {what} | {measured} | {'✓' if well else '**missed**'} |", flush=True)
                held = held and well
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
