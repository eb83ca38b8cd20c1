"""Indicators as a list: its columns, rows, order and details. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from campaign.core import indicators as rules
from campaign.core import periods
from campaign.core.codes import by_length
from campaign.core.indicators import Against, Series
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.situation import Situation
from campaign.core.sparkline import spark
from campaign.tables.cells import labels_width, name_of, rule
from campaign.tables.order import Value
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column, cells
from campaign.text import _
from campaign.words.indicators import figure_text, series_name
from campaign.words.labels import NOTHING

SPARK = 12
"""Cells of a sparkline in a list: a year of months."""
METRICS = tuple(Metric)
MEASURES = tuple(IndicatorMeasure)


INDICATOR_SORTS = ("gap", "county", "metric", "period", "value")
INDICATOR_GROUPS = ("metric", "county", "")


class AgainstTarget(NamedTuple):
    """A series with what its latest figure stands against."""

    series: Series
    latest: Indicator | None
    against: Against | None


def standings(found: Iterable[Series]) -> dict[str, AgainstTarget]:
    """By key."""
    told = {}
    for one in found:
        latest = one.latest
        told[rules.key_text(one.county, one.metric, one.measure)] = AgainstTarget(
            one, latest, None if latest is None else rules.against(one, latest))
    return told


def sparkline(found: Series, width: int = SPARK) -> str:
    """Higher is better: of a rank the lower place."""
    values = rules.recent(found, width)
    if found.measure is IndicatorMeasure.RANK:
        values = [None if value is None else -value for value in values]
    return spark(values, width)


def _kind(found: Series) -> tuple[int, int]:
    return METRICS.index(found.metric), MEASURES.index(found.measure)


def indicator_value(rows: Mapping[str, AgainstTarget], sort: str) -> Callable[[str], Value]:
    """``gap``: furthest behind the target first, by its share of what is due: figures have different units."""
    def gap(key: str) -> Value:
        found = rows[key].against
        return None if found is None else (found.gap / max(abs(found.due), 1), *by_length(rows[key].series.county))

    def county(key: str) -> Value:
        return *by_length(rows[key].series.county), *_kind(rows[key].series)

    def value(key: str) -> Value:
        latest = rows[key].latest
        return None if latest is None else -(latest.value or 0)

    def period(key: str) -> Value:
        latest = rows[key].latest
        return None if latest is None else tuple(-part for part in periods.span(latest.period))

    return {
        "gap": gap,
        "county": county,
        "metric": lambda key: (*_kind(rows[key].series), *by_length(rows[key].series.county)),
        "period": period,
        "value": value,
    }[sort]


def indicator_group_of(rows: Mapping[str, AgainstTarget], group: str) -> Callable[[str], str]:
    if group == "county":
        return lambda key: rows[key].series.county
    return lambda key: "{} {}".format(*_kind(rows[key].series))


def indicator_rank(group: str) -> Callable[[str, Sequence[str]], Value]:
    """Counties by code, metrics in their order."""
    if group == "county":
        return lambda name, keys: by_length(name)
    return lambda name, keys: tuple(map(int, name.split()))


def indicator_group_name(situation: Situation, group: str, name: str) -> str:
    if group == "county":
        return name_of(situation, name)
    metric, measure = map(int, name.split())
    return series_name(METRICS[metric], MEASURES[measure])


def indicator_columns(situation: Situation, rows: Mapping[str, AgainstTarget], group: str) -> list[Column]:
    counties = [name_of(situation, row.series.county) for row in rows.values()]
    names = [series_name(row.series.metric, row.series.measure) for row in rows.values()]

    def figures(key: str, title: str) -> int:
        return labels_width([*(indicator_piece(situation, row, key)[0] for row in rows.values()), title + "*"], 12)

    found = [
        Column("county", _("County"), labels_width([*counties, _("County")], 16), 8),
        Column("metric", _("Indicator"), labels_width([*names, _("Indicator")], 26), labels_width(names, 20), flex=1),
        Column("period", _("Period"), 7),
        Column("value", _("Figure"), figures("value", _("Figure")), align="right"),
        Column("target", _("Target"), figures("target", _("Target")), align="right", priority=2),
        Column("gap", _("vs target"), figures("gap", _("vs target")), align="right"),
        Column("spark", _("Course"), SPARK, priority=1),
    ]
    return [column for column in found if column.key != group]


def gap_piece(metric: Metric, measure: IndicatorMeasure, found: Against | None) -> Piece:
    """Of growth in points; green when the target is reached or passed."""
    if found is None:
        return NOTHING, "dim"
    return figure_text(metric, measure, found.gap, sign=True), "yellow" if found.gap < 0 else "green"


def indicator_piece(situation: Situation, row: AgainstTarget, key: str) -> Piece:
    found, latest = row.series, row.latest
    match key:
        case "county":
            return name_of(situation, found.county), ""
        case "metric":
            return series_name(found.metric, found.measure), ""
        case "period":
            return (NOTHING, "dim") if latest is None else (latest.period, "dim")
        case "value":
            return figure_text(found.metric, found.measure, None if latest is None else latest.value), "bold"
        case "target":
            return figure_text(found.metric, found.measure, None if row.against is None else row.against.target), ""
        case "gap":
            return gap_piece(found.metric, found.measure, row.against)
    return sparkline(found), "primary"


def against_text(found: Series, row: Indicator, stands: Against | None) -> str:
    """What the figure is compared with, in words."""
    if stands is None:
        return _("no target is known") if row.target is None else _("no figure yet")

    def told(value: int) -> str:
        return figure_text(found.metric, found.measure, value)

    if stands.due != stands.target:
        return _("the year so far {figure}, due by then {due} of {target}").format(
            figure=told(stands.figure), due=told(stands.due), target=told(stands.target))
    return _("target of {period}: {target}").format(period=stands.source, target=told(stands.target))


def indicator_details(situation: Situation, row: AgainstTarget, width: int) -> list[Line]:
    found, latest = row.series, row.latest
    heading: list[Piece] = [(f" {name_of(situation, found.county)} ", "bold"), (series_name(found.metric, found.measure), "")]
    lines: list[Line] = [rule(heading, width)]
    if latest is None:
        return [*lines, [(" " + _("a target, and no figure yet; a enters one"), "dim")]]
    lines.append([(f" {latest.period}  ", "dim"), (figure_text(found.metric, found.measure, latest.value), "bold"), ("  ", ""),
                  gap_piece(found.metric, found.measure, row.against), (f"  {against_text(found, latest, row.against)}", "dim")])
    course = sparkline(found, max(width - 22, SPARK))
    lines.append([(" " + _("Course") + "  ", "dim"), (course, "primary")])
    known = [f"{one.period} {figure_text(found.metric, found.measure, one.value)}" for one in found.rows if one.value is not None]
    while known and cells("  ".join(known)) > width - 1:
        del known[0]
    return [*lines, [(" " + "  ".join(known), "dim")]]
