"""``python -m tests.bench``: every figure that was promised, measured on this machine and printed as a Markdown table.

``--quick`` measures fewer times; ``--keep FOLDER`` keeps the seeded databases for the next run; ``python -m tests.bench kill``
kills a writer 200 times and counts what is missing; ``crowd`` opens fifty dashboards at once; ``warm`` logs in by the warm
server and without it; ``alone`` begins with what was kept and without it; ``switches`` goes from screen to screen; ``past`` asks
for days that are over; ``forecast`` draws the days to come; ``sheets`` reads and takes in long lists; ``bought`` tries ten
thousand sequences of one member's verbs, and tells what they have bettered. Linux only (/proc). Leave the machine alone
meanwhile: ratios hold, absolute figures drift.
"""

import argparse
import platform
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from campaign.store.engine.connection import driver, sqlite3
from campaign.store.queries import checks as checks_queries
from campaign.store.store import Store
from tests.bench import alone, crowd, organisation, past, pieces, sheets, switches, warm
from tests.bench.measure import BARE, BARE_READY, CAMPAIGN, COUNTDOWN, TOTAL, TRIVIAL, Bench, memory, p95
from tests.driver import Terminal
from tests.store.killing import kill_loop
from tests.store.world import Clock, build


class Figure(NamedTuple):
    name: str
    value: float
    most: float
    unit: str
    how: str


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def figures(bench: Bench) -> Iterator[Figure]:
    """All of them; a part that fails is told on stderr, and its figures are missing from the table."""
    large, small, young = bench.database(10_000), bench.database(100), bench.database(10_000, 10)
    for part in (inside(), looking(large), forecasting(bench), painting(bench, large),
                 history(bench, young, large), spanning(bench, large), keys(bench, large),
                 starmap(Figure, organisation.lines(bench, large)), commands(bench, large, small), foreign(bench, large)):
        try:
            yield from part
        except (TimeoutError, RuntimeError) as error:
            print(f"FAILED: {error}", file=sys.stderr)
            yield Figure("**a part that failed, see stderr**", float("inf"), 0, "", str(error).splitlines()[0][:80])


def inside() -> Iterator[Figure]:
    yield Figure("the gate for text, a plain name", pieces.plain_name() * 1e6, 5, "µs", "CPU")
    cost, query = pieces.search()
    yield Figure("a search among 10,000 names", cost * 1000, 40, "ms", f"CPU, slowest query: {query}")


def looking(db: Path) -> Iterator[Figure]:
    first, known, slowest, typed = pieces.filters(db)
    yield Figure("`/` among 10,000 projects and the first letter, whichever waits longer", first * 1000, 40, "ms",
                 f"CPU; between the keys until all rows are found: {ms(known)}")
    yield Figure("a further letter, every word in every column", slowest * 1000, 40, "ms", f"CPU, slowest: {typed}")


def forecasting(bench: Bench) -> Iterator[Figure]:
    groups, fan, again = pieces.forecasts(bench.database(10_000, 38))
    yield Figure("forecast of the city and all counties", groups * 1000, 150, "ms", "CPU, day 38")
    yield Figure("the city's forecast and fan, first asked for", fan * 1000, 150, "ms",
                 f"CPU, beside the keys; after a report of today {ms(again)}")


def painting(bench: Bench, db: Path) -> Iterator[Figure]:
    bare, first, loaded = bench.paints(db)
    yield Figure("first paint of `campaign tui` ÷ bare list", first / bare, 1.4, "×", f"{ms(first)} ÷ {ms(bare)}")
    yield Figure("everything loaded ÷ bare first paint", loaded / bare, 2.5, "×", f"{ms(loaded)} ÷ {ms(bare)}")


def history(bench: Bench, young: Path, old: Path) -> Iterator[Figure]:
    """Opening must not grow with what has happened."""
    rows = []
    for db in (young, old):
        with Store(db) as store:
            counts = checks_queries.counts(store)
            rows.append(counts["progress"] + counts["visits"])
    at_old, at_young = bench.loads(old, young)
    yield Figure("everything loaded at day 100 ÷ at day 10", at_old / at_young, 1.2, "×",
                 f"{ms(at_old)} ÷ {ms(at_young)}, {rows[1]:,} and {rows[0]:,} visits and reports")


def spanning(bench: Bench, db: Path) -> Iterator[Figure]:
    """Excused days cost nothing, however many: here all that there are, as an older program let them in."""
    wide = bench.copy(db, "spans.db")
    connection = sqlite3.connect(wide)
    with connection:
        connection.execute("INSERT INTO excuses (first_day, last_day, why) VALUES ('0001-01-01', '9999-12-31', 'x')")
    connection.close()
    for name in ("status", "presence"):
        long, short = (statistics.median(bench.command([*CAMPAIGN, "--db", str(path), name, "--json"]) for _ in range(bench.runs))
                       for path in (wide, db))
        yield Figure(f"`{name}` with 3,652,059 excused days ÷ without", long / short, 1.2, "×", f"{ms(long)} ÷ {ms(short)}")


def keys(bench: Bench, db: Path) -> Iterator[Figure]:
    rounds = bench.runs * 4
    with bench.terminal(BARE) as bare:
        bare.wait(BARE_READY)
        bare_cursor, _ = bench.keys(bare, ("down", "down", "up"), rounds)
        bare_page, _ = bench.keys(bare, ("pagedown", "pagedown", "pageup"), rounds)
    with bench.dashboard(db) as terminal:
        visit(bench, terminal)
        cursor, sent = bench.keys(terminal, ("down", "down", "up"), rounds)
        page, _ = bench.keys(terminal, ("pagedown", "pagedown", "pageup"), rounds)
        switch, _ = bench.keys(terminal, ("1", "3", "4"), rounds)
        terminal.press("1")
        terminal.settle(0.3)
        charts = bench.keys(terminal, ("v", "escape"), rounds)[0][::2]
        terminal.press("4")
        terminal.settle(0.3)
        grounds = {}
        for key in ("6", "9"):
            terminal.press(key)
            terminal.settle(0.3)
            grounds[key] = (bench.keys(terminal, ("down", "down", "up"), rounds),
                            bench.keys(terminal, ("pagedown", "pagedown", "pageup"), rounds))
        switch_new, _ = bench.keys(terminal, ("6", "9", "4"), rounds)
        idle_bytes, idle_cpu = bench.idle(terminal, 5 if bench.runs < 5 else 20)
        held = memory(terminal)
    with bench.dashboard(db, 80, 24) as terminal:
        visit(bench, terminal)
        _, sent_small = bench.keys(terminal, ("down", "down", "up"), rounds)
    shown = [("cursor key", cursor, bare_cursor), ("page", page, bare_page), ("screen switch (÷ bare page)", switch, bare_page)]
    for key, ((cursor_here, _), (page_here, _)) in grounds.items():
        shown += [(f"cursor key, screen {key}", cursor_here, bare_cursor), (f"page, screen {key}", page_here, bare_page)]
    shown.append(("screen switch 6, 9, 4 (÷ bare page)", switch_new, bare_page))
    for name, mine, theirs in shown:
        medians = f"{ms(statistics.median(mine))} ÷ {ms(statistics.median(theirs))}"
        yield Figure(f"{name}, p95 ÷ bare", p95(mine) / p95(theirs), 2, "×",
                     f"{ms(p95(mine))} ÷ {ms(p95(theirs))}, medians {medians}")
    yield Figure("keys, p95", p95(cursor) * 1000, p95(bare_cursor) * 2000, "ms", f"median {ms(statistics.median(cursor))}")
    chart, lines = statistics.median(charts), statistics.median(page)
    yield Figure("a chart page (`v`) ÷ a page of the list, medians", chart / lines, 2, "×", f"{ms(chart)} ÷ {ms(lines)}")
    yield Figure("bytes per cursor key, 120×40", statistics.median(sent), 900, "B", f"most {max(sent)}")
    for key, ((_, sent_here), _) in grounds.items():
        yield Figure(f"bytes per cursor key, screen {key}, 120×40", statistics.median(sent_here), 900, "B",
                     f"most {max(sent_here)}")
    yield Figure("bytes per cursor key, 80×24", statistics.median(sent_small), 1_300, "B", f"most {max(sent_small)}")
    yield Figure("idle bytes a second, countdown running", idle_bytes, 150, "B/s", "Projects, 120×40")
    yield Figure("idle CPU", idle_cpu * 100, 0.7, "%", "of one core")
    yield Figure("PSS after visiting screens 1, 3, 4, 6, 9", held, 75, "MB", "smaps_rollup")


def visit(bench: Bench, terminal: Terminal) -> None:
    """Screens 1, 3, 6, 9 and 4, each until its list is there; ends on Projects."""
    terminal.wait(TOTAL)
    for key, sign in (("3", "B[0-9]{4}"), ("6", "G[0-9]{4}"), ("9", "P[0-9]{4}"), ("4", "P[0-9]{4}")):
        terminal.press(key)
        terminal.wait(sign)
        terminal.settle(0.3)


def commands(bench: Bench, large: Path, small: Path) -> Iterator[Figure]:
    on = {path: bench.copy(path, f"write-{path.name}") for path in (large, small)}
    numbers = iter(range(100_000))

    def add(path: Path) -> Callable[[], list[str]]:
        return lambda: [*CAMPAIGN, "--db", str(on[path]), "add-project", f"滨海新材料{next(numbers)}期", "-t", "5000万"]

    runs = bench.runs * 3
    mine, trivial = bench.compare(add(large), lambda: [*TRIVIAL, "x"], runs)
    yield Figure("`add-project` ÷ trivial typer command", mine / trivial, 1.5, "×", f"{ms(mine)} ÷ {ms(trivial)}")
    at_large, at_small = bench.compare(add(large), add(small), runs)
    yield Figure("`add-project` at 10,000 ÷ at 100", at_large / at_small, 1.1, "×", f"{ms(at_large)} ÷ {ms(at_small)}")
    listing = [bench.command([*CAMPAIGN, "--db", str(large), "projects", "--json"]) for _ in range(max(5, bench.runs))]
    yield Figure("`projects --json` of all 10,000", statistics.median(listing), 1.5, "s", f"slowest {max(listing):.2f} s")
    lines = [["claim", "P0"], ["claim", "滨"], ["claim", "P0001", "-l", "wang"], ["projects", "--light", "r"]] * bench.runs
    completed = [bench.command(["env", "_CAMPAIGN_COMPLETE=complete_bash", "COMP_WORDS=" + "\n".join(["campaign", *words]),
                                f"COMP_CWORD={len(words)}", f"CAMPAIGN_DB={large}", *CAMPAIGN]) for words in lines]
    yield Figure("completing a value among 10,000 projects, p95", p95(completed) * 1000, 250, "ms",
                 f"median {ms(statistics.median(completed))}")


def foreign(bench: Bench, db: Path) -> Iterator[Figure]:
    worst: tuple[float, str] = (0.0, "")
    told = []
    copy = bench.copy(db, "foreign.db")
    with bench.dashboard(copy) as terminal:
        terminal.wait(COUNTDOWN)
        visit(bench, terminal)
        for key in ("4", "3", "6", "9", "1"):
            terminal.press(key)
            terminal.settle(0.3)
            cost = statistics.median(bench.foreign_writes(terminal, copy, max(8, bench.runs)))
            worst = max(worst, (cost, key))
            told.append(f"screen {key}: {ms(cost)}")
        times = bench.seen(terminal, copy, max(10, bench.runs * 4))
    yield Figure("a write by someone else is on the screen, p95", p95(times) * 1000, 300, "ms",
                 f"median {ms(statistics.median(times))}, Overview")
    yield Figure("CPU of an open dashboard for one write by someone else", worst[0] * 1000, 8, "ms", ", ".join(told))


def table(found: list[Figure]) -> str:
    lines = ["| figure | measured | at most | | how |", "|---|---|---|---|---|"]
    for figure in found:
        digits = 2 if figure.unit in ("×", "%", "s") else 1 if figure.unit in ("ms", "µs") else 0
        value = f"{figure.value:,.{digits}f}"
        lines.append(f"| {figure.name} | {value} {figure.unit} | {figure.most:,g} {figure.unit} "
                     f"| {'✓' if figure.value <= figure.most else '**missed**'} | {figure.how} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=(
        "speed", "kill", "crowd", "bought", "warm", "switches", "past", "alone", "forecast", "sheets"), default="speed")
    parser.add_argument("--sessions", type=int, default=50, help="of crowd (50)")
    parser.add_argument("--quick", action="store_true", help="fewer measurements")
    parser.add_argument("--rounds", type=int, default=200, help="of kill (200)")
    parser.add_argument("--examples", type=int, default=10_000, help="of bought (10,000)")
    parser.add_argument("--seed", type=int, default=0, help="of bought: other ones")
    parser.add_argument("--lang", default="zh", choices=("zh", "en"))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the seeded databases stay")
    parser.add_argument("--before", type=Path, metavar="FOLDER",
                        help="of switches, crowd and past: a checkout to measure beside this")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as folder:
        if told.what == "bought":
            from tests.bench import bought  # the others need no hypothesis

            tried = bought.measure(Path(folder), told.examples, told.seed)
            print(tried.text)
            sys.exit(1 if tried.ways else 0)
        if told.what == "kill":
            path = Path(folder) / "kill.db"
            build(path, Clock())
            outcome = kill_loop(path, told.rounds)
            print(f"{outcome.rounds} kills: {outcome.acknowledged} writes acknowledged, {outcome.lost} of them lost; "
                  f"{outcome.beyond} there that were never acknowledged; file and audit {'whole' if outcome.whole else 'BROKEN'}")
            return int(outcome.lost > 0 or not outcome.whole)
        where = told.keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        print(f"Python {platform.python_version()}, {' '.join(driver())}, {platform.machine()}; "
              f"medians of {3 if told.quick else 7} and more\n", flush=True)
        bench = Bench(where.resolve(), 3 if told.quick else 7, told.lang)
        if told.what == "crowd":
            before = None if told.before is None else crowd.measure(bench, told.sessions, told.before)
            print(crowd.told(crowd.measure(bench, told.sessions), before))
            return 0
        if told.what == "past":
            print(past.told(past.measure(bench, told.before)))
            return 0
        if told.what == "switches":
            print(switches.told(switches.measure(bench, told.before)))
            return 0
        found = []
        parts = {"warm": warm.figures, "alone": alone.figures, "sheets": sheets.figures}
        mine = forecasting(bench) if told.what == "forecast" else figures(bench)
        for figure in starmap(Figure, parts[told.what](bench)) if told.what in parts else mine:
            found.append(figure)
            print(f"... {figure.name}", file=sys.stderr, flush=True)
        print(table(found))
        return int(any(figure.value > figure.most for figure in found))


if __name__ == "__main__":
    sys.exit(main())
