"""Writers are killed in mid-sentence, again and again; everything they acknowledged must be there.

Twenty times in the tests, two hundred by ``python -m tests.bench kill``.
"""

import random
import sqlite3
from pathlib import Path
from typing import NamedTuple

from campaign.store.queries import checks as checks_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.store import Store
from tests.store.workers import go, start


class Outcome(NamedTuple):
    rounds: int
    acknowledged: int
    lost: int
    """Acknowledged and not there."""
    beyond: int
    """There and not acknowledged: at most one a round, killed between the commit and the word."""
    whole: bool
    """The file is sound, the audit chain too, and each audit row has its effect."""


def kill_loop(path: Path, rounds: int, seed: int = 1) -> Outcome:
    """``rounds`` times: a writer starts, writes, and is killed after a random number of acknowledgements."""
    rng = random.Random(seed)
    told: set[str] = set()
    reports = 0
    with Store(path) as store:
        before, money = set(store.snapshot().projects), projects_queries.project(store, "P0001").done_100
        rows = checks_queries.counts(store)["audit"]
    for number in range(rounds):
        worker = start("add", path, 1_000_000, f"k{number}")
        assert worker.stdout is not None
        go([worker])
        answers = [worker.stdout.readline() for _ in range(rng.randint(0, 12))]
        worker.kill()  # SIGKILL
        rest, _ = worker.communicate()
        # A line that was cut in two was not heard.
        answers += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
        reports += answers.count("+1\n")
        told.update(answer.strip() for answer in answers if answer != "+1\n")
    with Store(path) as store:
        there = set(store.snapshot().projects) - before
        added = projects_queries.project(store, "P0001").done_100 - money
        whole = checks_queries.verify(store) == checks_queries.counts(store)["audit"] == rows + len(there) + added
    checked = sqlite3.connect(path)
    whole = whole and checked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    checked.close()
    return Outcome(rounds, len(told) + reports, len(told - there) + max(0, reports - added),
                   len(there - told) + max(0, added - reports), whole)
