"""What the page of a county says of its growth over the year: the gap to GDP and industry, the months, each indicator. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from campaign.core import indicators as rules
from campaign.core import periods
from campaign.core.indicators import Key, Parity, Series
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width
from campaign.tables.charts.over_year import YearCurve, over_year
from campaign.tables.indicators import AgainstTarget as Against
from campaign.tables.indicators import course, gap_said, standings
from campaign.tables.parity import gap_line, needed_text, year_text
from campaign.tables.sections import PLAIN, PageRow, nothing, table_row, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, cells
from campaign.text import _
from campaign.words import label
from campaign.words.indicators import figure_text, growth_text, series_name

PARITY = "parity"
"""Begins the keys of the rows that open how growth stands against GDP and industry."""
GROWTH = (Metric.INVESTMENT, IndicatorMeasure.YOY_CUM)
GDP = (Metric.GDP, IndicatorMeasure.YOY_CUM)
TONES = ("accent", "strong")
"""Of investment and of GDP in the chart."""
HEIGHT = 10
SPARK = 24
"""Cells of the course of an indicator."""
ROOM = 70
"""Cells of a row from which on it is drawn."""


class Growth(NamedTuple):
    table: Mapping[Key, Series]
    parity: Parity


def growth_rows(situation: Situation, county: str, growth: Growth, width: int, signs: Signs) -> list[PageRow]:
    return [*_parity_rows(situation, county, growth.parity, width), *_chart_rows(situation, county, growth.table, width, signs),
            *_indicator_rows(county, growth.table, width, signs)]


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


def _chart_rows(situation: Situation, county: str, table: Mapping[Key, Series], width: int, signs: Signs) -> list[PageRow]:
    """The latest figures, each opening its periods; the year by months."""
    series = [table.get((county, *kind)) for kind in (GROWTH, GDP)]
    year = _year(series, situation.today.year)
    values = [rules.months(found.rows if found is not None else (), county, *kind, year)
              for found, kind in zip(series, (GROWTH, GDP), strict=True)]
    whole = series[0].of(f"{year:04}") if series[0] is not None else None
    target = whole.target if whole is not None else None
    rows = title("chart", _("Growth in {year}").format(year=year), _("cumulative, percent"))
    if not any(value is not None for months in values for value in months):
        return [*rows, nothing("chart", " " + _("nothing is known of it; a enters a figure"), county)]
    for kind, months in zip((GROWTH, GDP), values, strict=True):
        latest = next((value for value in reversed(months) if value is not None), None)
        told: Line = [(f" {series_name(*kind)}  ", "quiet"), (figure_text(*kind, latest), "strong")]
        if kind is GROWTH and target is not None:
            told = [*told, ("  " + _("year's target of investment") + " ", "quiet"), (figure_text(*GROWTH, target), PLAIN)]
        rows.append(PageRow(f"legend {kind[0]}", told, rules.key_text(county, *kind) if latest is not None else county))
    curves = [YearCurve(label(kind[0]), months, tone) for kind, months, tone in zip((GROWTH, GDP), values, TONES, strict=True)]
    drawn = over_year(width - 1, HEIGHT, signs, curves, growth_text, target=None if target is None else (target, _("target")))
    return [*rows, *(PageRow(f"chart {number}", [(" ", PLAIN), *((text, tone or PLAIN) for text, tone in line)])
                     for number, line in enumerate(drawn))]


def _year(series: Iterable[Series | None], this: int) -> int:
    """This one; when nothing is known of it yet, the latest of which something is."""
    known = (int(periods.year_of(row.period)) for found in series if found is not None for row in found.rows
             if row.value is not None)
    return max((year for year in known if year <= this), default=this)


def _indicator_rows(county: str, table: Mapping[Key, Series], width: int, signs: Signs) -> list[PageRow]:
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
               Column("gap", "", widest("gap", 30), priority=1)]
    drawn = SPARK if width >= ROOM else 0
    room = width - 2 - drawn - 2 * bool(drawn)
    return [*rows, *(PageRow(f"indicator {key}", [(" ", ""), *table_row(columns, pieces, room), ("  " if drawn else "", ""),
                                                  *(course(found[key].series, drawn, signs) if drawn else ())], key)
                     for key, pieces in told.items())]


def _indicator_pieces(row: Against) -> Mapping[str, Piece]:
    found, latest = row.series, row.latest
    return {"name": (series_name(found.metric, found.measure), ""),
            "period": (latest.period if latest is not None else "", "quiet"),
            "value": (figure_text(found.metric, found.measure, latest.value if latest is not None else None), "strong"),
            "gap": gap_said(found.metric, found.measure, row.against)}
