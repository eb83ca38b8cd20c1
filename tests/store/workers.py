"""What the process tests run in processes of their own: ``python -m tests.store.workers JOB DB …``.

Each says ``ready``, waits for a line on its standard input, and then does its work at the same moment as the others. Every
write is acknowledged by a line that is out before the next write begins.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from campaign.core.errors import Changed
from campaign.service import Session, projects, records
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.store import Store

ROOT = Path(__file__).parents[2]


def start(*arguments: object) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", "tests.store.workers", *map(str, arguments)], cwd=ROOT, env=environment,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def go(workers: Iterable["subprocess.Popen[str]"]) -> None:
    """Wait for all, then let all begin."""
    workers = list(workers)
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()


def said(worker: "subprocess.Popen[str]") -> list[str]:
    """What it has said to its end; it must have ended well."""
    out, _ = worker.communicate(timeout=120)
    assert worker.returncode == 0, out
    return out.split()


def _open(path: Path) -> None:
    print(sum(checks_queries.counts(Store(path)).values()))


def _add(path: Path, count: str, name: str) -> None:
    """Add projects, and report money on one that all share."""
    session = Session(path, name)
    for number in range(int(count)):
        if number % 5 == 4:
            projects.report(session, "P0001", {}, money="+1")
            print("+1", flush=True)
        else:
            print(records.add_project(session, {"name": f"{name}-{number}"}).subject, flush=True)


def _count(path: Path, count: str, name: str) -> None:
    """Read how much is done of a project, report one more as the new sum, and add a project, again and again."""
    from time import perf_counter

    session = Session(path, name)
    for number in range(int(count)):
        began = perf_counter()
        while True:
            done = projects_queries.project(session.store, "P0001")
            try:
                records.edit(session, "P0001", {"plan_100": f"{(done.plan_100 or 0) + 1}万"}, version=done.version)
            except Changed:  # somebody was quicker: read anew
                continue
            break
        code = records.add_project(session, {"name": f"{name}-{number}"}).subject
        print(f"{code}:{perf_counter() - began:.6f}", flush=True)


def _undo(path: Path, count: str, name: str) -> None:
    """Report money so many times, taking every other report back."""
    session = Session(path, name)
    for number in range(int(count)):
        projects.report(session, "P0001", {}, money="+1")
        if number % 2:
            print(session.undo().seq, flush=True)


def _repeat(path: Path, count: str) -> None:
    session = Session(path, "same")
    for number in range(int(count)):
        print(projects.report(session, "P0001", {}, money="+1", request=f"r{number}").seq, flush=True)


JOBS: dict[str, Callable[..., None]] = {"add": _add, "count": _count, "undo": _undo, "repeat": _repeat}

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    path = Path(sys.argv[2])
    if sys.argv[1] == "open":
        _open(path)
    else:
        JOBS[sys.argv[1]](path, *sys.argv[3:])
