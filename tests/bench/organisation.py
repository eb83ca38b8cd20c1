"""The figures of the organisation: its screens, entered for the first time and again, and the commands that read most."""

import re
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from campaign.service.create import SCALE_NAME
from tests.bench.measure import BARE, BARE_READY, CAMPAIGN, TOTAL, Bench, p95
from tests.driver import Terminal

SCREENS = {"5": "counties", "7": "reserve", "8": "promotion", "0": "honours", "t": "task forces"}
"""Key → screen."""
FIRST = 500
"""Most milliseconds until the rows of a screen are there that was never shown: its code is imported, its rows are read."""
LISTED = re.compile(r"\s[A-Z][0-9]{2,5}\s")
"""A row of a list is there: its code stands between blanks."""
COMMANDS = {("leads",): 1.5, ("counties",): 1.5, ("honours",): 3.0, ("parity",): 1.5, ("merits",): 1.5, ("reserve",): 1.5,
            ("news", "--since", "D+90"): 1.3, ("bulletin",): 1.3}
"""Command → most seconds; the last two judge all 10,000 projects as they were on another day."""
HOME = "1"


class Entered(NamedTuple):
    """Seconds from the key to the first sign of a screen."""

    first: list[float]
    again: list[float]


def entered(bench: Bench, db: Path) -> tuple[dict[str, Entered], list[float]]:
    """By key; and what a page of the bare list takes, in turn with them."""
    found = {key: Entered([], []) for key in SCREENS}
    bare: list[float] = []
    for _ in range(max(2, bench.runs // 2)):
        with bench.terminal(BARE) as terminal:
            terminal.wait(BARE_READY)
            bare += bench.keys(terminal, ("pagedown", "pagedown", "pageup"), bench.runs)[0]
        with bench.dashboard(db) as terminal:
            terminal.wait(TOTAL)
            terminal.settle(0.5)
            for key, times in found.items():
                pressed = time.perf_counter()
                terminal.press(key)
                times.first.append(terminal.wait_until(lambda: _listed(terminal), 10) - pressed)
                terminal.settle(0.5)
                bench.key(terminal, HOME)
            for key, times in found.items():
                took, _sent = bench.keys(terminal, (key, HOME), bench.runs)
                times.again.extend(took[::2])
    return found, bare


def _listed(terminal: Terminal) -> bool:
    """Whether a screen other than Overview has rows; that one is called like the campaign."""
    shown = terminal.text()
    return not shown.lstrip().startswith(SCALE_NAME) and LISTED.search(shown) is not None


def commands(bench: Bench, db: Path) -> dict[tuple[str, ...], list[float]]:
    """Wall time of each command, as JSON."""
    return {typed: [bench.command(_argv(db, typed)) for _ in range(max(3, bench.runs // 2))] for typed in COMMANDS}


def _argv(db: Path, typed: Sequence[str]) -> list[str]:
    return [*CAMPAIGN, "--db", str(db), *typed, "--json"]


def lines(bench: Bench, db: Path) -> Iterator[tuple[str, float, float, str, str]]:
    """Name, value, most, unit and how, as ``tests.bench`` prints them."""
    found, bare = entered(bench, db)
    page = p95(bare)
    for key, times in found.items():
        again, first = p95(times.again), statistics.median(times.first)
        yield (f"switch to screen {key}, {SCREENS[key]}, p95 ÷ bare page", again / page, 2, "×",
               f"{again * 1000:.1f} ms ÷ {page * 1000:.1f} ms, medians {statistics.median(times.again) * 1000:.1f} ms ÷ "
               f"{statistics.median(bare) * 1000:.1f} ms")
        yield (f"the first time, until its rows are there, screen {key}", first * 1000, FIRST, "ms",
               f"longest {max(times.first) * 1000:.0f} ms")
    for typed, walls in commands(bench, db).items():
        yield f"`{' '.join(typed)} --json`", statistics.median(walls), COMMANDS[typed], "s", f"slowest {max(walls):.2f} s"
