"""Columns of indicators: what is meant by 固投增速, 2026年1-10月 GDP 总量（亿元） or 年度目标, and what their cells say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile
from typing import NamedTuple

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW
from campaign.core.indicators import FLOWS, IN_MONEY
from campaign.core.list_amounts import UNITS, amount
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.names import fold
from campaign.kinds import field as field_kinds
from campaign.kinds import indicator_lists as words
from campaign.service.indicators import GROWTH, LAST_PLACE, measure_of
from campaign.service.intake.columns import Headings
from campaign.service.intake.header import Head
from campaign.service.intake.lines import LineKind, Table
from campaign.words.reading import synonyms

MONEY = (*IN_MONEY, Metric.TAX_PER_MU)
PARTS = ("value", "target")
_SEP = " "
_BLANK = "-"
_HUNDRED = Decimal(100)
_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})年?(?:度)?)?"
_FIGURES = str.maketrans("一二三四", "1234")
_MONTHS = re.compile(_YEAR + r"(?:(?P<first>1)(?:月)?[-~至—–到])?(?P<month>1[0-2]|0?[1-9])月(?:份|末|底)?")
_DOTTED = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>1[0-2]|0?[1-9])(?![0-9])")
_QUARTER = re.compile(_YEAR + r"第?(?P<quarter>[1-4])季度|(?P<other>(?:19|20)[0-9]{2})q(?P<number>[1-4])")
_SO_FAR = re.compile(_YEAR + r"(?:(?P<half>上半年)|前(?P<quarters>[23])季度?|前(?P<months>[1-9]|1[0-1])个?月)")
_WHOLE = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:年|$|(?=[^0-9]))")


class Span(NamedTuple):
    """What a text says of a period: the last month, how many, and whether they are counted from January on."""

    year: int | None
    last: int
    length: int

    def named(self, year: int) -> str:
        """``2026-10``, ``2026Q3``, ``2026``; of another length the last month."""
        year = self.year or year
        if self.length == 12:
            return f"{year}"
        if self.length == 3 and self.last % 3 == 0:
            return f"{year}Q{self.last // 3}"
        return f"{year}-{self.last:02}"

    def growth(self, year: int) -> str:
        """Growth is of the months from January on, up to a month, a quarter or the whole year."""
        plain = self.length in (1, 12) or self.last == self.length == 3
        return self.named(year) if plain else f"{self.year or year}-{self.last:02}"

    @property
    def text(self) -> str:
        """As ``span_in`` reads it."""
        year = f"{self.year}年" if self.year else ""
        if self.length == 12:
            return f"{self.year}"
        if self.length == 3 and self.last > 3:
            return f"{year}{self.last // 3}季度"
        return f"{year}{self.last}月" if self.length == 1 else f"{year}1-{self.last}月"

    @property
    def plain(self) -> bool:
        """Whether it is a period by itself, and no part of a year that has been summed up."""
        return self.length in (1, 12) or (self.length == 3 and self.last % 3 == 0)


class Figure(NamedTuple):
    """What a column says. What it leaves open stands in another column, above the heads, or is told by the cell."""

    metric: Metric | None
    measure: IndicatorMeasure | None
    part: str
    span: Span | None = None
    cumulative: bool = False

    @property
    def name(self) -> str:
        """As a field of the list is called; the inverse of ``figure``."""
        span = _BLANK if self.span is None else ",".join(str(each or 0) for each in self.span)
        return _SEP.join((self.metric or _BLANK, self.measure or _BLANK, self.part, span, "sum" if self.cumulative else _BLANK))


def figure(name: str) -> Figure | None:
    """What a field of a list of indicators is, if it is a figure."""
    plain = {"value": Figure(None, None, "value"), "target": Figure(None, None, "target"),
             "growth": Figure(None, IndicatorMeasure.YOY_CUM, "value"), "rank": Figure(None, IndicatorMeasure.RANK, "value")}
    if name in plain:
        return plain[name]
    pieces = name.split(_SEP)
    if len(pieces) != 5:
        return None
    metric, measure, part, span, summed = pieces
    numbers = [int(each) for each in span.split(",")] if span != _BLANK else []
    return Figure(None if metric == _BLANK else Metric(metric), None if measure == _BLANK else IndicatorMeasure(measure), part,
                  Span(numbers[0] or None, numbers[1], numbers[2]) if numbers else None, summed == "sum")


def span_in(text: str) -> Span | None:
    """The period that a heading, a title, a sheet's name or a cell says: 2026年1-10月, 前三季度, 2026Q3, 2026."""
    flat = "".join(fold(text.translate(NARROW)).split()).translate(_FIGURES)
    if (match := _SO_FAR.search(flat)) is not None:
        last = 6 if match["half"] else 3 * int(match["quarters"]) if match["quarters"] else int(match["months"])
        return Span(_year(match["year"]), last, last)
    if (match := _QUARTER.search(flat)) is not None:
        return Span(_year(match["year"] or match["other"]), 3 * int(match["quarter"] or match["number"]), 3)
    if (match := _MONTHS.search(flat)) is not None:
        last = int(match["month"])
        return Span(_year(match["year"]), last, last if match["first"] else 1)
    if (match := _DOTTED.search(flat)) is not None:
        return Span(_year(match["year"]), int(match["month"]), 1)
    if (match := _WHOLE.search(flat)) is not None:
        return Span(_year(match["year"]), 12, 12)
    return None


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def metric_in(text: str) -> Metric | None:
    """The indicator that a heading, a title or a cell names."""
    flat = "".join(fold(text.translate(NARROW)).split())
    known = {**words.METRICS, **{fold(one): metric for metric in Metric for one in synonyms(metric) if len(one) > 1}}
    found = [(len(one), metric) for one, metric in known.items() if one in flat]
    return max(found, default=(0, None), key=lambda pair: pair[0])[1]


class FigureHeadings(Headings):
    """Headings that are put together of an indicator, its measure, a period."""

    def field(self, levels: Sequence[str]) -> tuple[str | None, str]:
        mapped = any(fold(heading) in self.mapped for heading in (_SEP.join(levels), *levels))
        if not mapped and levels and (metric := metric_in("".join(levels))) is not None:
            return _column("".join(levels), metric)
        return super().field(levels)


def _column(heading: str, metric: Metric) -> tuple[str | None, str]:
    flat = "".join(fold(heading.translate(NARROW)).split())
    if any(word in flat for word in words.OTHER):
        return None, "other_figure"
    span = span_in(heading)
    part = "target" if any(word in flat for word in words.TARGETS) else "value"
    summed = any(word in flat for word in words.CUMULATIVE)
    if any(word in flat for word in words.RANKS):
        measure: IndicatorMeasure | None = IndicatorMeasure.RANK
    elif any(word in flat for word in words.GROWS) or "%" in flat:
        measure = IndicatorMeasure.YOY_CUM
    elif metric is Metric.ASSESSMENT and "得分" not in flat and "分数" not in flat:
        measure = IndicatorMeasure.RANK
    elif metric is Metric.INDUSTRY and not any(word in flat for word in (*words.AMOUNTS, "万", "亿")):
        measure = None  # of industry value added only the growth is published as a rule: the cell says which
    else:
        measure = IndicatorMeasure.VALUE
    found = Figure(metric, measure, part, span, summed)
    if part == "value" and measure is IndicatorMeasure.VALUE and not _of_itself(found, span):
        return None, "summed_up"
    return found.name, ""


def _of_itself(what: Figure, span: Span | None) -> bool:
    """Amounts are those of the period itself: what has been summed up since January is no month's."""
    if what.metric not in FLOWS:
        return True
    return (span is None and not what.cumulative) or (span is not None and span.plain and (
        not what.cumulative or span.last == span.length))


def check_of_itself(what: Figure, span: Span) -> None:
    """The same of a period that is said elsewhere. Raises ``BadInput``."""
    if what.part == "value" and what.measure is IndicatorMeasure.VALUE and not _of_itself(what, span):
        raise BadInput("figure_summed")


def measure_by(what: Figure, text: str, unit: str | None) -> IndicatorMeasure:
    """What a figure is of which no heading says it."""
    if what.measure is not None:
        return what.measure
    assert what.metric is not None
    if unit is not None and "%" in unit:
        return IndicatorMeasure.YOY_CUM
    if what.metric is Metric.INDUSTRY and unit is None and not any(sign in text for sign in "万亿元"):
        return IndicatorMeasure.YOY_CUM
    return measure_of(what.metric, text)


def read_figure(metric: Metric, measure: IndicatorMeasure, text: str, number: Decimal | None, unit: str | None) -> int | None:
    """1/100 of what a cell says; None where it needs a unit and there is none. Raises ``BadInput``."""
    plain = text.translate(NARROW).strip()
    if measure is IndicatorMeasure.VALUE and metric in MONEY:
        found = amount(text, number, unit, signed=True)
        return None if found is None else _rounded(found.exact)
    if measure is IndicatorMeasure.RANK:
        place = plain.removeprefix("第").removesuffix("名").removesuffix("位")
        if not (place.isascii() and place.isdigit() and len(place) <= 9 and 1 <= int(place) <= LAST_PLACE):
            raise BadInput("indicator_rank", text=text[:40], limit=LAST_PLACE)
        return int(place) * 100
    if measure is IndicatorMeasure.VALUE and plain.endswith("%"):
        raise BadInput("indicator_amount", text=text[:40])
    size = _rounded(number) if number is not None and "%" not in plain else field_kinds.figure(plain.rstrip("户家分"))
    if measure is IndicatorMeasure.YOY_CUM and not GROWTH[0] <= size <= GROWTH[1]:
        raise BadInput("indicator_growth", text=text[:40])
    return size


def money_unit(unit: str | None) -> str | None:
    """What a cell or a heading says of a unit, if it is one of money."""
    flat = "".join((unit or "").translate(NARROW).split())
    return flat.removesuffix("/亩") if flat.removesuffix("/亩") in UNITS else None


def _rounded(size: Decimal) -> int:
    whole = int((size.copy_abs() * _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
    return -whole if size < 0 else whole


def figures_of(names: Iterable[str]) -> Iterator[tuple[str, Figure]]:
    return ((name, found) for name in names if (found := figure(name)) is not None)


def above(table: Table) -> Iterator[str]:
    """The lines above the heads, the nearest first, and the sheet's name."""
    yield from reversed([line.text for line in takewhile(lambda line: line.kind is not LineKind.HEADER, table.lines)])
    yield table.sheet.name


def metric_above(table: Table) -> Metric | None:
    """The indicator that the whole table is of."""
    return next((found for text in above(table) if (found := metric_in(text)) is not None), None)


def is_amount(name: str) -> bool:
    """Whether a field of a list is an amount of money of an indicator, or may be one."""
    what = figure(name)
    if what is None:
        return False
    return what.measure in (None, IndicatorMeasure.VALUE) and (what.metric is None or what.metric in MONEY)


def said_above(table: Table) -> dict[str, str]:
    """What lines above the heads say instead of a column."""
    found: dict[str, str] = {}
    span = _span_above(table)
    if "period" not in table.head.fields and span is not None:
        found["period"] = span.text
    metric = metric_above(table)
    if "metric" not in table.head.fields and metric is not None:
        found["metric"] = metric
    return found


def mended(table: Table) -> Table:
    """Beside columns that say their indicator, one that says none, such as 排名, is of nobody knows which. Amounts that lines
    above the heads say are summed up since January are no month's.
    """
    fields = table.head.fields
    found = dict(figures_of(fields))
    lost: dict[str, str] = {}
    if not ("metric" in fields or all(what.metric is None for what in found.values()) or metric_above(table) is not None):
        lost = {name: "no_metric" for name, what in found.items() if what.metric is None}
    span = None if "period" in fields else _span_above(table)
    lost |= {name: "summed_up" for name, what in found.items() if what.span is None and span is not None
             and what.metric is not None and what.measure is IndicatorMeasure.VALUE and what.part == "value"
             and not _of_itself(what, span)}
    columns = tuple(column._replace(field=None, why=lost[column.field]) if column.field in lost else column
                    for column in table.head.columns)
    return table._replace(head=Head(table.head.first, table.head.last, columns))


def _span_above(table: Table) -> Span | None:
    return next((found for text in above(table) if (found := span_in(text)) is not None), None)
