"""Somebody alone with ten thousand projects: from the start to the Overview, the memory, and quick commands.

``python -m tests.bench alone``. Each start is measured three times over, by turns with the bare list: with nothing written since
the dashboard was left, with ten writes of others since, and without what was kept, as it was before (``cache = false``).
"""

import statistics
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.bench.measure import BARE, BARE_READY, CAMPAIGN, COUNTDOWN, TOTAL, TRIVIAL, Bench, memory, someone
from tests.driver import cpu_seconds

OTHERS = 10
"""Writes by somebody else."""


class Began(NamedTuple):
    """Seconds from the start."""

    first: float
    complete: float
    cpu: float
    """Until then."""
    pss: float
    """MB, after some use."""


def figures(bench: Bench) -> Iterator[tuple[str, float, float, str, str]]:
    """Name, value, most, unit, how."""
    db = bench.copy(bench.database(10_000), "alone.db")
    without = _without(bench)
    rounds: list[tuple[Began, Began, Began, Began]] = []
    _begin(bench, db)  # what it leaves is what the first one finds
    for _ in range(max(bench.runs, 5)):
        still = _begin(bench, db)
        with someone(db, bench.random) as verbs:
            list(islice(verbs, OTHERS))
        rounds.append((_bare(bench), still, _begin(bench, db), _begin(without, db)))
    bare, still, others, before = (
        Began(*(statistics.median(values) for values in zip(*one, strict=True))) for one in zip(*rounds, strict=True))

    def told(one: Began) -> str:
        return (f"{one.complete * 1000:.0f} ÷ {bare.complete * 1000:.0f} ms, CPU {one.cpu * 1000:.0f} ÷ {bare.cpu * 1000:.0f}; "
                f"nothing kept: {before.complete / bare.complete:.2f} ×, CPU {before.cpu * 1000:.0f} ms")

    yield ("alone: first frame ÷ bare list", still.first / bare.first, 1.5, "×",
           f"{still.first * 1000:.0f} ÷ {bare.first * 1000:.0f} ms; nothing kept: {before.first / bare.first:.2f} ×")
    yield "alone: complete Overview ÷ bare list, after others wrote", others.complete / bare.complete, 2.2, "×", told(others)
    yield "alone: complete Overview ÷ bare list, nothing written since", still.complete / bare.complete, 1.6, "×", told(still)
    yield "alone: PSS after some use", still.pss, 70, "MB", f"nothing kept: {before.pss:.0f} MB"
    yield from _commands(bench, without, db)


def _without(bench: Bench) -> Bench:
    """The same work where nobody wants anything kept."""
    config = bench.folder / "nothing-kept.toml"
    config.write_text("cache = false\n")
    other = Bench(bench.folder, bench.runs, bench.lang)
    other.env["CAMPAIGN_CONFIG"] = str(config)
    return other


def _bare(bench: Bench) -> Began:
    with bench.terminal(BARE) as terminal:
        shown = terminal.wait(BARE_READY, 60) - terminal.began
        return Began(shown, shown, cpu_seconds(terminal.pid), memory(terminal))


def _begin(bench: Bench, db: Path) -> Began:
    with bench.dashboard(db) as terminal:
        first = terminal.wait(COUNTDOWN, 60) - terminal.began
        complete = terminal.wait(TOTAL, 60) - terminal.began
        cpu = cpu_seconds(terminal.pid)
        for key in ("4", "down", "3", "pagedown", "1"):
            terminal.press(key)
            terminal.settle(0.3)
        used = memory(terminal)
        terminal.press("q")
        terminal.exit_code(60)
        return Began(first, complete, cpu, used)


def _commands(bench: Bench, without: Bench, db: Path) -> Iterator[tuple[str, float, float, str, str]]:
    numbers = iter(range(100_000))
    quick: dict[str, Callable[[], list[str]]] = {
        "add-project": lambda: ["add-project", f"滨海新材料{next(numbers)}期", "-t", "5000万"],
        "progress": lambda: ["progress", "P0001", "+1万", "--yes"]}
    for name, words in quick.items():
        mine, trivial = bench.compare(lambda words=words: [*CAMPAIGN, "--db", str(db), *words()],  # type: ignore[misc]
                                      lambda: [*TRIVIAL, "x"], bench.runs * 3)
        yield (f"alone: `{name}` ÷ a trivial typer command", mine / trivial, 1.5, "×",
               f"{mine * 1000:.0f} ÷ {trivial * 1000:.0f} ms")
    line = [*CAMPAIGN, "--db", str(db), "status"]
    pairs = [(bench.command(line), without.command(line)) for _ in range(bench.runs)]
    kept, anew = (statistics.median(one) for one in zip(*pairs, strict=True))
    yield "alone: `status` ÷ the same with nothing kept", kept / anew, 0.6, "×", f"{kept * 1000:.0f} ÷ {anew * 1000:.0f} ms"
