"""What the page of a county says of its growth over the year: the gap to GDP and industry, the months, each indicator. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from campaign.core import indicators as rules
from campaign.core import periods
from campaign.core.indicators import Key, Parity, Series
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width
from campaign.tables.indicators import AgainstTarget as Against
from campaign.tables.indicators import gap_said, sparkline, standings
from campaign.tables.parity import gap_line, needed_text, year_text
from campaign.tables.sections import PLAIN, PageRow, nothing, table_row, title
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, cells
from campaign.text import _
from campaign.tui.screens.counties import year_chart
from campaign.tui.screens.counties.year_chart import Course
from campaign.words.indicators import figure_text, series_name

PARITY = "parity"
"""Begins the keys of the rows that open how growth stands against GDP and industry."""
GROWTH = (Metric.INVESTMENT, IndicatorMeasure.YOY_CUM)
GDP = (Metric.GDP, IndicatorMeasure.YOY_CUM)
SIGNS = (("*", "green"), ("o", "accent"))
"""Of investment and of GDP in the chart."""


class Growth(NamedTuple):
    table: Mapping[Key, Series]
    parity: Parity


def growth_rows(situation: Situation, county: str, growth: Growth, width: int) -> list[PageRow]:
    return [*_parity_rows(situation, county, growth.parity, width), *_chart_rows(situation, county, growth.table, width),
            *_indicator_rows(county, growth.table, width)]


def _parity_rows(situation: Situation, county: str, row: Parity, width: int) -> list[PageRow]:
    """Growth of investment beside that of GDP and of industry; the money that is still needed a day."""
    days = rules.days_to_use(situation.snapshot.campaign, situation.today)
    lines: list[Line] = [gap_line(row.gdp, Metric.GDP), gap_line(row.industry, Metric.INDUSTRY), [(needed_text(row, days), "")],
                         [(year_text(row), "")]]
    return [*title("parity-", _("Growth of investment against GDP and industry")),
            *(PageRow(f"{PARITY}{number}", [(" ", ""), *_gap_first(line, width)], county) for number, line in enumerate(lines))]


def _gap_first(line: Line, width: int) -> Line:
    """What would be cut off is what matters of a gap: the points."""
    if len(line) < 2 or sum(cells(text) for text, _tone in line) < width:
        return line
    (told, tone), (points, colour) = line
    return [(points.strip() + "  ", colour), (told, tone)]


def _chart_rows(situation: Situation, county: str, table: Mapping[Key, Series], width: int) -> list[PageRow]:
    """The year by months: a legend, the chart, the figures below it. Enter on a figure opens its periods."""
    series = [table.get((county, *kind)) for kind in (GROWTH, GDP)]
    year = _year(series, situation.today.year)
    courses = [Course(*sign, rules.months(found.rows if found is not None else (), county, *kind, year))
               for sign, found, kind in zip(SIGNS, series, (GROWTH, GDP), strict=True)]
    whole = series[0].of(f"{year:04}") if series[0] is not None else None
    target = whole.target if whole is not None else None
    rows = title("chart", _("Growth in {year}").format(year=year), _("cumulative, percent"))
    shape = year_chart.frame(courses, target, width)
    if shape is None:
        return [*rows, nothing("chart", " " + _("nothing is known of it; a enters a figure"), county)]
    for kind, course in zip((GROWTH, GDP), courses, strict=True):
        latest = next((value for value in reversed(course.values) if value is not None), None)
        legend: Line = [(f" {course.sign} ", course.tone), (f"{series_name(*kind)} ", ""), (figure_text(*kind, latest), "strong")]
        rows.append(PageRow(f"legend {kind[0]}", legend, rules.key_text(county, *kind) if latest is not None else county))
    if target is not None:
        rows.append(PageRow("legend", [(" - ", "yellow"), (_("year's target of investment") + " ", PLAIN),
                                       (figure_text(*GROWTH, target), PLAIN)]))
    rows += [PageRow(f"chart {number}", [(text, tone or PLAIN) for text, tone in line])
             for number, line in enumerate(year_chart.draw(shape, courses, target))]
    for kind, course in zip((GROWTH, GDP), courses, strict=True):
        told = year_chart.figures(shape, course)
        if told is not None and any(value is not None for value in course.values):
            rows.append(PageRow(f"figures {kind[0]}", told, rules.key_text(county, *kind)))
    return rows


def _year(series: Iterable[Series | None], this: int) -> int:
    """This one; when nothing is known of it yet, the latest of which something is."""
    known = (int(periods.year_of(row.period)) for found in series if found is not None for row in found.rows
             if row.value is not None)
    return max((year for year in known if year <= this), default=this)


def _indicator_rows(county: str, table: Mapping[Key, Series], width: int) -> list[PageRow]:
    """The latest figure of each against its target, and its course."""
    found = standings(table.values())
    rows = title("indicators", _("Indicators"), str(len(found)) if found else "")
    if not found:
        return [*rows, nothing("indicators", " " + _("none yet; a enters one"), county)]
    told = {key: _indicator_pieces(row) for key, row in found.items()}

    def widest(name: str, most: int) -> int:
        return labels_width((pieces[name][0] for pieces in told.values()), most)

    columns = [Column("name", "", widest("name", 26), 12), Column("period", "", 7, priority=2),
               Column("value", "", widest("value", 12), align="right"),
               Column("gap", "", widest("gap", 30), priority=1), Column("spark", "", 24, 12, priority=3, flex=1)]
    return [*rows, *(PageRow(f"indicator {key}", [(" ", ""), *table_row(columns, pieces, width - 2)], key)
                     for key, pieces in told.items())]


def _indicator_pieces(row: Against) -> Mapping[str, Piece]:
    found, latest = row.series, row.latest
    return {"name": (series_name(found.metric, found.measure), ""),
            "period": (latest.period if latest is not None else "", "quiet"),
            "value": (figure_text(found.metric, found.measure, latest.value if latest is not None else None), "strong"),
            "gap": gap_said(found.metric, found.measure, row.against), "spark": (sparkline(found, 24), "accent")}
