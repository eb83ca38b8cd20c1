"""The four leaderboards: best expropriation, deepest pre-work, fastest approvals, most signings.

Source: docs/handbook/rules.md, Leaderboards. Only what came of the work is counted, and who has done nothing is on no board.
Shares are exact fractions until they are told: 1/10 percent, rounded half up. Equal ones stand in the order of their codes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from campaign.core.approvals import between
from campaign.core.clocks import Bound, Calendar, Clock, Needs
from campaign.core.codes import order
from campaign.core.model.land import Measure
from campaign.core.model.merits import Board
from campaign.core.model.project import Project, Stage
from campaign.core.reserve import Held, maturity

STAGES = (Stage.RESERVE, Stage.PREWORK)
"""Of the projects whose pre-work is compared: one that is only thought of has nothing to apply for yet."""
Days = Callable[[date, date, bool], int]
"""Days after one day up to another; whether only those that are worked."""
LEAST = 2
"""Approvals that a body must have granted to be on the board: one may be luck."""


class Measured(NamedTuple):
    """Of a county's land tasks with one measure, how much is done, in 1/100 of it."""

    measure: Measure
    done: int
    target: int


class Entry(NamedTuple):
    """A place on a board."""

    board: Board
    rank: int
    code: str
    """A county, the body that decides, or a leader."""
    counted: int
    """Land tasks, projects, approvals or leads that it was made from."""
    share: int | None = None
    """1/10 percent; None for signings. Of approvals the median of days used ÷ limit: less is better."""
    parts: tuple[Measured, ...] = ()
    """EXPROPRIATION: by measure."""
    granted: int | None = None
    """PREWORK: approvals granted, and ``required`` ones."""
    required: int | None = None
    money: int | None = None
    """SIGNINGS: 万元, of the leads that say it."""


class Parcel(NamedTuple):
    """An expropriation or resettlement task in one county; one in two counties is there twice. In 1/100 of its measure."""

    county: str
    measure: Measure
    target: int
    before: int
    """What was done before day 1."""
    done: int
    """What has been done since, inside the campaign."""
    task: str = ""

    @property
    def left(self) -> int:
        """What was to be done on day 1; nothing counts when it is 0 or less."""
        return self.target - self.before

    @property
    def counted(self) -> int:
        """What counts as done: at most all that was left."""
        return min(max(self.done, 0), self.left)


class Passed(NamedTuple):
    """An approval that was granted."""

    unit: str
    kind: str
    submitted: date
    due: date
    """Last day of the statutory limit."""
    granted: date
    code: str = ""


class Signings(NamedTuple):
    """Leads signed inside the campaign and not dropped, of a leader or a county."""

    code: str
    leads: int
    money: int


def boards(parcels: Iterable[Parcel], projects: Iterable[Project], held: Mapping[str, Iterable[Held]], passed: Iterable[Passed],
           leaders: Iterable[Signings], counties: Iterable[Signings], *, needs: Needs, clocks: Mapping[str, Clock],
           calendar: Calendar, today: date) -> dict[Board, list[Entry]]:
    """Every board, best first. ``held`` are the approvals of the reserve, by project."""
    return {Board.EXPROPRIATION: expropriation(parcels), Board.PREWORK: prework(projects, held, needs, today),
            Board.APPROVALS: approvals(passed, clocks, calendar), Board.SIGNINGS: signings(leaders, Board.SIGNINGS),
            Board.SIGNINGS_COUNTY: signings(counties, Board.SIGNINGS_COUNTY)}


def expropriation(parcels: Iterable[Parcel]) -> list[Entry]:
    """What has been done in the campaign ÷ what was left to do on day 1, of each task at most all of it.

    Households are not added to mu: of each measure it is worked out alone, and weighs as many tasks as it measures.
    """
    sums: dict[str, dict[Measure, list[int]]] = {}
    for row in parcels:
        if row.left > 0:
            own = sums.setdefault(row.county, {}).setdefault(row.measure, [0, 0, 0])
            own[0] += 1
            own[1] += row.counted
            own[2] += row.left
    found = []
    for county, measures in sums.items():
        tasks = sum(row[0] for row in measures.values())
        share = sum((Fraction(row[0] * row[1], row[2]) for row in measures.values()), Fraction()) / tasks
        parts = tuple(Measured(measure, *measures[measure][1:]) for measure in Measure if measure in measures)
        if share:
            found.append((-share, Entry(Board.EXPROPRIATION, 0, county, tasks, _tenths(share), parts)))
    return _placed(found)


def prework(projects: Iterable[Project], held: Mapping[str, Iterable[Held]], needs: Needs, today: date) -> list[Entry]:
    """Granted ÷ required approvals of a county's projects in reserve or pre-work, all of them added up; see ``maturity``."""
    sums: dict[str, list[int]] = {}
    for row in projects:
        if row.withdrawn is None and row.county is not None and row.stage in STAGES:
            depth = maturity(row.investor, held.get(row.code, ()), needs, today)
            if depth is not None and depth.required:
                own = sums.setdefault(row.county, [0, 0, 0])
                own[0] += 1
                own[1] += depth.granted
                own[2] += depth.required
    return _placed((-Fraction(granted, required), Entry(Board.PREWORK, 0, county, count, _tenths(Fraction(granted, required)),
                                                        granted=granted, required=required))
                   for county, (count, granted, required) in sums.items() if granted)


def approvals(passed: Iterable[Passed], clocks: Mapping[str, Clock], calendar: Calendar) -> list[Entry]:
    """The median of days used ÷ statutory limit, both in the days that the law counts in; the first day is the one after the
    submission. What the law gives no limit for is not counted.
    """
    days, pairs = counter(calendar), dict[str, Counter[tuple[int, int]]]()
    for row in passed:
        pair = used(row, clocks, days)
        if pair is not None:
            pairs.setdefault(row.unit, Counter())[pair] += 1
    medians = ((unit, counts.total(), median(counts)) for unit, counts in pairs.items() if counts.total() >= LEAST)
    return _placed((middle, Entry(Board.APPROVALS, 0, unit, number, _tenths(middle))) for unit, number, middle in medians)


def counter(calendar: Calendar) -> Days:
    """Counts days after one day up to another, each pair once: of tens of thousands of approvals most share theirs."""
    return cache(lambda after, until, worked: between(after, until, calendar, worked))


def used(row: Passed, clocks: Mapping[str, Clock], days: Days) -> tuple[int, int] | None:
    """Days used and days of the limit; None where the law gives no limit."""
    clock = clocks[row.kind]
    limit = days(row.submitted, row.due, clock.working) if clock.bound is Bound.LIMIT else 0
    return (days(row.submitted, row.granted, clock.working), limit) if limit else None


def signings(rows: Iterable[Signings], board: Board) -> list[Entry]:
    """Most leads first, of as many the most money."""
    return _placed(((-row.leads, -row.money), Entry(board, 0, row.code, row.leads, money=row.money)) for row in rows if row.leads)


def top(found: Mapping[Board, list[Entry]], number: int) -> dict[Board, list[Entry]]:
    return {board: rows[:number] for board, rows in found.items()}


# Parts ------------------------------------------------------------------------------------------------------------------


def median(counts: Mapping[tuple[int, int], int]) -> Fraction:
    """Of shares (part and whole), each so many times; of an even number the mean of the two in the middle."""
    shares = sorted((Fraction(*pair), number) for pair, number in counts.items())
    values = [share for share, number in shares for _again in range(number)]
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def _tenths(share: Fraction) -> int:
    """Rounded half up."""
    return (2000 * share.numerator + share.denominator) // (2 * share.denominator)


def _placed(found: Iterable[tuple[Any, Entry]]) -> list[Entry]:
    """Of values and entries, the least value first."""
    ranked = sorted(found, key=lambda row: (row[0], order(row[1].code)))
    return [entry._replace(rank=rank) for rank, (_value, entry) in enumerate(ranked, 1)]
