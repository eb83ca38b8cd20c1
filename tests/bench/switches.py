"""Switching screens: what it sends, in how many paints, and how long it takes, beside a page of a bare list.

``python -m tests.bench switches [--before FOLDER]``: ``FOLDER`` is a checkout of the program as it was, measured in the same run.
"""

import re
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.measure import BARE, BARE_READY, TOP, TOTAL, Bench, memory, p95
from tests.driver import Terminal, cpu_seconds

SCREENS = ("2", "3", "4", "5", "6", "7", "8", "9", "0", "t", "p")
"""Keys of all screens but the first."""
ROUNDS = (("1", "3", "4"), ("6", "9", "4"))
"""Keys whose switches are timed again and again."""
PAINT = 400
"""Bytes from which a frame is a paint: the clock's second and a number that follows cost less."""
WINDOW = 1.2
"""Seconds in which all that a switch sets off has been sent."""
_FRAME = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)


class Visit(NamedTuple):
    seconds: float
    """To the first change outside the countdown's row."""
    sent: int
    paints: int


class Switches(NamedTuple):
    """Of one program."""

    first: dict[str, Visit]
    again: dict[str, Visit]
    timed: dict[tuple[str, ...], list[float]]
    page: list[float]
    """Of the bare list, in the same minutes."""
    cpu: float
    """Seconds that one switch of those takes the program, which others on the machine do not touch."""
    pss: float
    """MB, when all screens have been visited."""


def measure(bench: Bench, before: Path | None) -> list[tuple[str, Switches]]:
    """Of the program as it was, and as it is: all of each by turns, so that a machine that slows down slows both."""
    where = [*([("before", before)] if before is not None else []), ("now", None)]
    db = bench.database(10_000)
    runs: dict[str, list[Switches]] = {name: [] for name, _folder in where}
    for _ in range(max(2, bench.runs // 2)):
        for name, folder in where:
            runs[name].append(_run(bench, db, folder))
    return [(name, _together(found)) for name, found in runs.items()]


def _run(bench: Bench, db: Path, folder: Path | None) -> Switches:
    first, again = {}, {}
    timed: dict[tuple[str, ...], list[float]] = {keys: [] for keys in ROUNDS}
    with bench.terminal(BARE) as bare, bench.dashboard(db, path=folder) as terminal:
        bare.wait(BARE_READY)
        terminal.wait(TOTAL, 60)
        terminal.settle(1.0)
        for key in SCREENS:
            first[key] = _visit(terminal, key)
            _visit(terminal, "1")
            again[key] = _visit(terminal, key)
        held = memory(terminal)
        page: list[float] = []
        cpu = 0.0
        for _ in range(bench.runs):
            began = cpu_seconds(terminal.pid)
            for keys in ROUNDS:
                timed[keys] += bench.keys(terminal, keys, 2)[0]
            cpu += cpu_seconds(terminal.pid) - began
            page += bench.keys(bare, ("pagedown", "pagedown", "pageup"), 2)[0]
    switches = bench.runs * sum(map(len, ROUNDS)) * 3  # the first round only warms up
    return Switches(first, again, timed, page, cpu / switches, held)


def _visit(terminal: Terminal, key: str) -> Visit:
    terminal.settle(0.05)
    cells, sent = terminal.cells(TOP), len(terminal.raw)
    pressed = time.perf_counter()
    terminal.press(key)
    took = terminal.wait_until(lambda: terminal.cells(TOP) != cells, 10) - pressed
    terminal.listen(WINDOW)
    frames = [len(frame) for frame in _FRAME.findall(bytes(terminal.raw[sent:]))]
    return Visit(took, sum(frames), sum(size >= PAINT for size in frames))


def _together(runs: Sequence[Switches]) -> Switches:
    def visits(of: Sequence[dict[str, Visit]]) -> dict[str, Visit]:
        return {key: Visit(statistics.median(one[key].seconds for one in of), int(statistics.median(one[key].sent for one in of)),
                           int(statistics.median(one[key].paints for one in of))) for key in of[0]}

    return Switches(visits([run.first for run in runs]), visits([run.again for run in runs]),
                    {keys: [took for run in runs for took in run.timed[keys]] for keys in ROUNDS},
                    [took for run in runs for took in run.page], statistics.median(run.cpu for run in runs),
                    statistics.median(run.pss for run in runs))


def told(found: list[tuple[str, Switches]]) -> str:
    """Markdown: a row a figure, a column a program."""
    rows: list[tuple[str, Callable[[Switches], str]]] = [
        *((f"{key}: first · again, bytes (paints)", partial(_sent, key)) for key in SCREENS),
        ("most: first · again (at most 17,000 B)", lambda one: " · ".join(
            f"{max(visit.sent for visit in visits.values()):,}" for visits in (one.first, one.again))),
        ("first visit, median of the screens",
         lambda one: f"{statistics.median(visit.seconds for visit in one.first.values()) * 1000:.0f} ms"),
        *((f"switch {', '.join(keys)} ÷ bare page: p95 (at most 2) · median", partial(_ratio, keys)) for keys in ROUNDS),
        ("CPU of a switch, idling included", lambda one: f"{one.cpu * 1000:.1f} ms"),
        ("PSS after all screens", lambda one: f"{one.pss:.0f} MB"),
    ]
    return "\n".join([f"| figure | {' | '.join(name for name, _one in found)} |", "|---" * (len(found) + 1) + "|",
                      *(f"| {name} | {' | '.join(say(one) for _name, one in found)} |" for name, say in rows)])


def _sent(key: str, one: Switches) -> str:
    return " · ".join(f"{visit.sent:,} ({visit.paints})" for visit in (one.first[key], one.again[key]))


def _ratio(keys: tuple[str, ...], one: Switches) -> str:
    took, middle, page = one.timed[keys], statistics.median(one.timed[keys]), statistics.median(one.page)
    return f"{p95(took) / p95(one.page):.2f} · {middle / page:.2f} ({middle * 1000:.1f} ÷ {page * 1000:.1f} ms)"
