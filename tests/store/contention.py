"""Processes that read, modify and write one another's facts at the same moment: what is lost shows in the sum.

Twelve in the tests, fifty by ``python -m tests.bench.keeping``.
"""

from pathlib import Path
from typing import NamedTuple

from campaign.store.queries import checks as checks_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.store import Store
from tests.store.workers import go, said, start

SUBJECT = "P0001"


class Outcome(NamedTuple):
    acknowledged: int
    counted: int
    """What the sum has grown by: each write adds one to what it has read."""
    audited: int
    codes: int
    """Codes that were handed out, …"""
    distinct: int
    """… and how many different ones."""
    slowest: list[float]
    """Seconds that the writes took, in order."""


def contend(path: Path, processes: int, times: int) -> Outcome:
    with Store(path) as store:
        before, rows = projects_queries.project(store, SUBJECT).plan_100 or 0, checks_queries.verify(store)
        known = set(store.snapshot().projects)
    workers = [start("count", path, times, f"w{number}") for number in range(processes)]
    go(workers)
    told = [answer.split(":") for worker in workers for answer in said(worker)]
    with Store(path) as store:
        counted, audited = (projects_queries.project(store, SUBJECT).plan_100 or 0) - before, checks_queries.verify(store) - rows
        there = set(store.snapshot().projects) - known
    codes = [code for code, _ in told]
    assert set(codes) == there
    return Outcome(len(told), counted, audited // 2, len(codes), len(set(codes)), sorted(float(took) for _, took in told))
