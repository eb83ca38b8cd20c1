"""Indicators of the counties: what a figure stands against, growth parity, the money still needed a day.

Source: docs/handbook/rules.md, Indicators. Figures are whole numbers of 1/100, as ``model.indicators.Indicator`` has them; money
of the campaign is 万元. Everything is exact: what is divided is rounded once, at the end.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from campaign.core.codes import SERIES
from campaign.core.codes import order as code_order
from campaign.core.model.campaign import Campaign
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.periods import begun, last_day, month_of, period_of, span, year_of

FLOWS = (Metric.INVESTMENT, Metric.GDP, Metric.INDUSTRY, Metric.PRIVATE_FIRMS)
"""Amounts that add up over a year; tax per mu and the assessment are levels."""
IN_MONEY = (Metric.INVESTMENT, Metric.GDP, Metric.INDUSTRY)
"""Whose amounts are 万元."""


# Series -----------------------------------------------------------------------------------------------------------------

Key: TypeAlias = tuple[str, Metric, IndicatorMeasure]


class Series(NamedTuple):
    """One county's figures of one kind, the oldest period first; of two that end together the shorter first."""

    county: str
    metric: Metric
    measure: IndicatorMeasure
    rows: tuple[Indicator, ...]

    @property
    def latest(self) -> Indicator | None:
        """Of the latest period with a figure, the shortest."""
        known = [row for row in self.rows if row.value is not None]
        if not known:
            return None
        end = span(known[-1].period).last
        return next(row for row in known if span(row.period).last == end)

    def of(self, period: str) -> Indicator | None:
        return next((row for row in self.rows if row.period == period), None)


def key_text(county: str, metric: Metric, measure: IndicatorMeasure, period: str = "") -> str:
    """What names a series on the screen, or one of its periods: ``IC05 investment yoy_cum 2026-10``."""
    return f"{SERIES}{county} {metric.value} {measure.value} {period}".rstrip()


def key_of(text: str) -> tuple[Key, str]:
    """The inverse of ``key_text``; the period is empty when a whole series is named."""
    county, metric, measure, *period = text.removeprefix(SERIES).split()
    return (county, Metric(metric), IndicatorMeasure(measure)), period[0] if period else ""


def following(found: Series | None, today: date) -> str:
    """The period that is likely to be entered next: the one after the latest if it has begun; without any the last month."""
    latest = None if found is None else found.latest
    if latest is None:
        return period_of(month_of(today) - 1, 1)
    last, length = span(latest.period)
    after = period_of(last + length, length)
    return after if begun(after, today) else latest.period


def series(rows: Iterable[Indicator]) -> dict[Key, Series]:
    """By county, then in the order of the metrics and measures."""
    found: dict[Key, list[Indicator]] = {}
    for row in rows:
        found.setdefault((row.county, row.metric, row.measure), []).append(row)
    metrics, measures = list(Metric), list(IndicatorMeasure)
    keys = sorted(found, key=lambda key: (code_order(key[0]), metrics.index(key[1]), measures.index(key[2])))
    return {key: Series(*key, tuple(sorted(found[key], key=lambda row: span(row.period)))) for key in keys}


def recent(found: Series, most: int = 12) -> list[int | None]:
    """Figures of the last periods as long as the latest one, without a gap between them: None where one is missing."""
    latest = found.latest
    if latest is None:
        return []
    last, length = span(latest.period)
    known = {(where.last, where.length): row.value for row in found.rows for where in (span(row.period),)}
    first = min(end for (end, size), value in known.items() if size == length and value is not None)
    return [known.get((end, length)) for end in range(max(first, last - length * (most - 1)), last + 1, length)]


def months(rows: Iterable[Indicator], county: str, metric: Metric, measure: IndicatorMeasure, year: int) -> list[int | None]:
    """The twelve months of a year; a quarter stands at its last month, unless that month has a figure of its own."""
    found: list[int | None] = [None] * 12
    lengths = [99] * 12
    for row in rows:
        if (row.county, row.metric, row.measure) == (county, metric, measure) and row.value is not None:
            where, place = span(row.period), span(row.period).last - year * 12
            if 0 <= place < 12 and where.length < lengths[place]:
                found[place], lengths[place] = row.value, where.length
    return found


# Against the target -----------------------------------------------------------------------------------------------------


class Against(NamedTuple):
    """A figure and what it should be."""

    figure: int
    """The row's own, or what the year has brought so far."""
    target: int
    source: str
    """Period of the row that has the target."""
    due: int
    """What of the target is due by the end of the period: all of it, or as much of the year's amount as the year is over."""
    gap: int
    """``figure`` − ``due``; of a rank the other way round: positive is good."""


def adds_up(metric: Metric, measure: IndicatorMeasure) -> bool:
    """Whether the periods of a year make up its amount."""
    return measure is IndicatorMeasure.VALUE and metric in FLOWS


def so_far(found: Series, year: int, until: int | None = None) -> tuple[int, int]:
    """What the year has brought (up to the month ``until``), and up to which month: from January on, as long as none is missing.

    A quarter goes before its months. Statistics publish January and February together: February alone is both. With nothing
    known it is 0, up to December of the year before.
    """
    by_first: dict[int, tuple[int, int]] = {}
    for row in found.rows:
        where = span(row.period)
        if row.value is not None and year_of(row.period) == f"{year:04}" and (until is None or where.last <= until):
            by_first[where.first] = max(by_first.get(where.first, (0, 0)), (where.length, row.value))
    january = year * 12
    if january not in by_first and january + 1 in by_first:
        by_first[january] = by_first[january + 1][0] + 1, by_first[january + 1][1]
    total, at = 0, january
    while at in by_first:
        length, value = by_first[at]
        total, at = total + value, at + length
    return total, at - 1


def against(found: Series, row: Indicator) -> Against | None:
    """The target of the row; when it has none, that of its year. None without a figure or a target.

    An amount that adds up over the year stands with all that the year has brought against the part of the target that is
    due; None when a month of that is missing.
    """
    if row.value is None:
        return None
    own = row.target is not None
    source = row if own else found.of(year_of(row.period))
    if source is None or source.target is None:
        return None
    figure = due = 0
    if own or not adds_up(found.metric, found.measure):
        figure, due = row.value, source.target
    else:
        year, last = int(year_of(row.period)), span(row.period).last
        figure, until = so_far(found, year, last)
        if until != last:
            return None
        due = _rounded(source.target * (last - year * 12 + 1), 12)
    gap = due - figure if found.measure is IndicatorMeasure.RANK else figure - due
    return Against(figure, source.target, source.period, due, gap)


def _rounded(part: int, whole: int) -> int:
    """Half away from zero."""
    size = (2 * abs(part) + whole) // (2 * whole)
    return size if part >= 0 else -size


# Growth parity ----------------------------------------------------------------------------------------------------------


class Gap(NamedTuple):
    """Cumulative growth of fixed investment beside that of something else, up to the end of the same month; 1/100 percent."""

    period: str
    """As the other one names it: 2026Q3 and 2026-09 are the same instant."""
    investment: int
    other: int

    @property
    def pp(self) -> int:
        """1/100 percentage point; negative when investment runs behind."""
        return self.investment - self.other

    @property
    def tenths(self) -> int:
        """``pp`` to one decimal, half away from zero: 1/10."""
        return _rounded(self.pp, 10)


def gaps(investment: Series | None, other: Series | None) -> list[Gap]:
    """At every instant at which both have cumulative growth, the oldest first."""
    ours, theirs = _instants(investment), _instants(other)
    return [Gap(theirs[end].period, ours[end].value or 0, theirs[end].value or 0) for end in sorted(ours.keys() & theirs.keys())]


def _instants(found: Series | None) -> dict[int, Indicator]:
    """Last month → the figure up to then; of a year, a quarter and a month that end together the longest."""
    rows = () if found is None else found.rows
    return {span(row.period).last: row for row in rows if row.value is not None}


class YearNeed(NamedTuple):
    """What the year's target of investment still takes. Money is 万元."""

    target: int
    done: int
    """Up to the end of ``through``."""
    through: str | None
    """The last month from January on without a gap; None when not even January is known."""
    per_day: int
    """From then to the end of the year, rounded up."""


class Parity(NamedTuple):
    county: str
    gdp: Gap | None
    industry: Gap | None
    plan: int
    """万元, and ``done`` of it inside the campaign."""
    done: int
    per_day: int | None
    """Still needed on each day that is left, 万元 rounded up; None without a plan, and after the last day."""
    year: YearNeed | None

    @property
    def worst(self) -> int | None:
        return min((gap.pp for gap in (self.gdp, self.industry) if gap is not None), default=None)


def days_to_use(campaign: Campaign, today: date) -> int:
    """Days after today, as everywhere; on the last day there is that day alone; 0 after it."""
    return campaign.days_left(today) or int(campaign.day(today) == campaign.length)


def per_day(plan: int, done: int, days: int) -> int | None:
    """Rounded up: less would not do. 0 when all is done."""
    return None if plan <= 0 or days <= 0 else -(-max(plan - done, 0) // days)


def year_need(found: Series | None, today: date) -> YearNeed | None:
    """None without a target of this year."""
    target = None if found is None else found.of(f"{today.year:04}")
    if found is None or target is None or target.target is None:
        return None
    done, until = so_far(found, today.year)
    december = today.year * 12 + 11
    days = (last_day(december) - last_day(until)).days
    left = max(target.target - done, 0)
    return YearNeed(_rounded(target.target, 100), _rounded(done, 100),
                    period_of(until, 1) if until >= today.year * 12 else None, -(-left // (100 * days)) if days else 0)


def parity(found: Mapping[Key, Series], county: str, plan: int, done: int, campaign: Campaign, today: date) -> Parity:
    def growth(metric: Metric) -> Series | None:
        return found.get((county, metric, IndicatorMeasure.YOY_CUM))

    def latest(metric: Metric) -> Gap | None:
        return next(reversed(gaps(growth(Metric.INVESTMENT), growth(metric))), None)

    return Parity(county, latest(Metric.GDP), latest(Metric.INDUSTRY), plan, done,
                  per_day(plan, done, days_to_use(campaign, today)),
                  year_need(found.get((county, Metric.INVESTMENT, IndicatorMeasure.VALUE)), today))


def worst_first(rows: Sequence[Parity]) -> list[Parity]:
    """Those whose investment runs furthest behind first; those of which nothing is known last."""
    return sorted(rows, key=lambda row: (row.worst is None, row.worst or 0, code_order(row.county)))
