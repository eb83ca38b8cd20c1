"""Indicators of the counties, each by its latest figure."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from campaign.core import indicators as rules
from campaign.core import periods
from campaign.core.codes import by_length
from campaign.core.indicators import Against, Series
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.sparkline import LEVELS, spark
from campaign.tables.cells import labels_width, name_of
from campaign.tables.charts.canvas import EIGHTHS
from campaign.tables.detail import head
from campaign.tables.order import Value
from campaign.tables.signs import Signs, Way
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Table, widest
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.words.indicators import apart_text, figure_text, series_name
from campaign.words.labels import NOTHING

SPARK = 12
"""Cells of a sparkline in a list: a year of months."""
METRICS = tuple(Metric)
MEASURES = tuple(IndicatorMeasure)


class AgainstTarget(NamedTuple):
    """A series with what its latest figure stands against."""

    series: Series
    latest: Indicator | None
    against: Against | None


Indicators = Listing[AgainstTarget]


def standings(found: Iterable[Series]) -> dict[str, AgainstTarget]:
    """By key."""
    told = {}
    for one in found:
        latest = one.latest
        told[rules.key_text(one.county, one.metric, one.measure)] = AgainstTarget(
            one, latest, None if latest is None else rules.against(one, latest))
    return told


def course(found: Series, width: int, signs: Signs) -> Line:
    """How it went, so many cells. Higher is better: of a rank the lower place."""
    values = rules.recent(found, width)
    if found.measure is IndicatorMeasure.RANK:
        values = [None if value is None else -value for value in values]
    shown = spark(values, width, EIGHTHS[1:8] if signs.way is Way.BLOCKS else LEVELS)
    return [(shown, "data"), (" " * (width - len(shown)), "")]


def _kind(found: Series) -> tuple[int, int]:
    return METRICS.index(found.metric), MEASURES.index(found.measure)


def gap_piece(metric: Metric, measure: IndicatorMeasure, found: Against | None) -> Piece:
    """How far from the target, under a head that says so; of growth in points."""
    if found is None:
        return NOTHING, "quiet"
    return apart_text(metric, measure, found.gap), "strong" if found.gap < 0 else ""


def gap_said(metric: Metric, measure: IndicatorMeasure, found: Against | None) -> Piece:
    """``gap_piece`` where no head says what it is: on which side of the target, and by how much."""
    shown, tone = gap_piece(metric, measure, found)
    if found is None:
        return shown, tone
    if not found.gap:
        return _("target reached"), tone
    words = _("short of target by {figure}") if found.gap < 0 else _("ahead of target by {figure}")
    return words.format(figure=figure_text(metric, measure, abs(found.gap))), tone


def record(county: str | None, row: AgainstTarget) -> Record:
    """``county`` is its name."""
    found, latest, stands = row.series, row.latest, row.against
    own = None if latest is None else latest.target
    return {"code": found.county, "county": found.county, "county_name": county,
            "period": None if latest is None else latest.period, "metric": found.metric, "measure": found.measure,
            "value": None if latest is None else _number(latest.value),
            "target": _number(own if stands is None else stands.target),
            "target_period": stands.source if stands is not None else latest.period if latest and own is not None else None,
            "so_far": None if stands is None else _number(stands.figure),
            "target_due": None if stands is None else _number(stands.due),
            "target_gap": None if stands is None else _number(stands.gap)}


def _listed(told: Listing[AgainstTarget], row: AgainstTarget) -> Record:
    return {**record(told.name(row.series.county), row)}


def _number(value: int | None) -> float | None:
    """As it was typed, of 1/100."""
    return None if value is None else value / 100


def _said(key: str, said: Callable[[Metric, IndicatorMeasure, int], str] = figure_text) -> Plain:
    def text(row: Record) -> str:
        return NOTHING if row[key] is None else said(row["metric"], row["measure"], round(row[key] * 100))

    return Plain(text, key=key, right=True)


def _figures(told: Indicators, column: Column[Indicators, AgainstTarget], room: int) -> tuple[int, int]:
    """With room for the sign of what is sorted by."""
    return labels_width([*column.texts(told), column.title + "*"], 12), 0


def _names(told: Indicators, column: Column[Indicators, AgainstTarget], room: int) -> tuple[int, int]:
    names = [*column.texts(told)]
    return labels_width([*names, column.title], 26), labels_width(names, 20)


def _gap(told: Indicators) -> Keyed:
    """Furthest behind the target first, by its share of what is due: figures have different units."""
    def gap(key: str) -> Value:
        found = told.rows[key].against
        return None if found is None else (found.gap / max(abs(found.due), 1), *by_length(told.rows[key].series.county))

    return gap


def _period(told: Indicators) -> Keyed:
    def period(key: str) -> Value:
        latest = told.rows[key].latest
        return None if latest is None else tuple(-part for part in periods.span(latest.period))

    return period


def _metric_name(told: Indicators, name: str) -> str:
    metric, measure = map(int, name.split())
    return series_name(METRICS[metric], MEASURES[measure])


def _figure(row: AgainstTarget, value: int | None) -> str:
    return figure_text(row.series.metric, row.series.measure, value)


INDICATORS = Table[Indicators, AgainstTarget](
    "indicators",
    columns=(
        Column("county", N_("County"), widest(16, 8), lambda told, row: (name_of(told.situation, row.series.county), ""),
               sort=lambda told: lambda key: (*by_length(told.rows[key].series.county), *_kind(told.rows[key].series)),
               group=Group(lambda told: lambda key: told.rows[key].series.county,
                           lambda told, name: name_of(told.situation, name), lambda told: lambda name, keys: by_length(name)),
               plain=Plain(lambda row: row["county_name"] or row["county"], flexible=True)),
        Column("metric", N_("Indicator"), _names, lambda told, row: (series_name(row.series.metric, row.series.measure), ""),
               flex=1, sort=lambda told: lambda key: (*_kind(told.rows[key].series), *by_length(told.rows[key].series.county)),
               group=Group(lambda told: lambda key: "{} {}".format(*_kind(told.rows[key].series)), _metric_name,
                           lambda told: lambda name, keys: tuple(map(int, name.split()))), plain=Plain()),
        Column("measure", plain=Plain(head=N_("Taken as"))),
        Column("period", N_("Period"), 7, lambda told, row: (NOTHING if row.latest is None else row.latest.period, "quiet"),
               sort=_period, plain=Plain()),
        Column("value", N_("Figure"), _figures,
               lambda told, row: (_figure(row, None if row.latest is None else row.latest.value), "strong"), align="right",
               sort=lambda told: lambda key: None if (latest := told.rows[key].latest) is None else -(latest.value or 0),
               plain=_said("value")),
        Column("target", N_("Target"), _figures,
               lambda told, row: (_figure(row, None if row.against is None else row.against.target), ""), align="right", gives=2,
               plain=_said("target")),
        Column("so_far", plain=_said("so_far")),
        Column("target_due", plain=_said("target_due")),
        Column("gap", N_("vs target"), _figures,
               lambda told, row: gap_piece(row.series.metric, row.series.measure, row.against), align="right", sort=_gap,
               plain=_said("target_gap", apart_text)),
        Column("spark", N_("Course"), SPARK, draw=lambda told, row, room, signs: course(row.series, room, signs), gives=1),
    ),
    sorts=("gap",), groups=("metric", "county", ""),
    record=_listed,
    called=lambda told, row: f"{name_of(told.situation, row.series.county)} {series_name(row.series.metric, row.series.measure)}")


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


def details(told: Indicators, row: AgainstTarget, width: int, signs: Signs) -> list[Line]:
    found, latest = row.series, row.latest
    lines: list[Line] = [head("", name_of(told.situation, found.county), width, (series_name(found.metric, found.measure), ""))]
    if latest is None:
        return [*lines, [(" " + _("a target, and no figure yet; a enters one"), "quiet")]]
    lines.append([(f" {latest.period}  ", "quiet"), (figure_text(found.metric, found.measure, latest.value), "strong"),
                  ("  ", ""), gap_said(found.metric, found.measure, row.against),
                  (f"  {against_text(found, latest, row.against)}", "quiet")])
    lines.append([(" " + _("Course") + "  ", "quiet"), *course(found, max(min(width - 22, 2 * SPARK), SPARK), signs)])
    known = [f"{one.period} {figure_text(found.metric, found.measure, one.value)}" for one in found.rows if one.value is not None]
    while known and cells("  ".join(known)) > width - 1:
        del known[0]
    return [*lines, [(" " + "  ".join(known), "quiet")]]
