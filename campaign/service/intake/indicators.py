"""A row of a list of indicators: the figures of a county for a period, one below the other or side by side."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from campaign.core import periods
from campaign.core.errors import BadInput, CampaignError, Refused
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.kinds import field as field_kinds
from campaign.kinds.indicator_lists import CELLS
from campaign.service.intake import figures
from campaign.service.intake.figures import Figure, Span
from campaign.service.intake.known import Work
from campaign.service.intake.lines import Table
from campaign.service.intake.report import Change, Taken
from campaign.service.intake.rows import Row
from campaign.store.queries import listed
from campaign.store.row_by_row import attempt
from campaign.store.writes.indicators import set_indicator
from campaign.words import listed as enumerated
from campaign.words.intake import named
from campaign.words.reading import word

FIGURES = "figures"
"""Where a row keeps what it says: ``Key`` → 1/100."""


class Key(NamedTuple):
    """What a figure is of."""

    metric: Metric
    measure: IndicatorMeasure
    period: str
    part: str

    @property
    def name(self) -> str:
        return f"{self.metric} {self.measure} {self.period} {self.part}"


def merge(rows: Sequence[Row]) -> dict[int, str]:
    """Rows that say the same figures again; two that say one figure differently complain of each other."""
    said: dict[tuple[str, Key], list[tuple[int, int]]] = {}
    for at, row in enumerate(rows):
        if row.faults:
            continue
        try:
            row.values[FIGURES] = found = dict(_figures(row))
        except CampaignError as error:
            row.complain(str(error.params.get("field", "county")), error)
            continue
        for key, size in found.items():
            said.setdefault((row.codes.get("county", row.name), key), []).append((at, size))
    merged: dict[int, str] = {}
    fresh = {at for each in said.values() for at, _size in each[:1]}
    for (_county, key), each in said.items():
        if len({size for _at, size in each}) > 1:
            for at, _size in each:
                others = enumerated([rows[other].at for other, _ in each if other != at])
                if not rows[at].faults:
                    rows[at].complain("county", Refused("twin_listed", places=others, fields=named(key.name)))
        elif len(each) > 1:
            merged.update((at, rows[each[0][0]].at) for at, _size in each[1:] if at not in fresh)
    return {at: first for at, first in merged.items() if not rows[at].faults}


def _figures(row: Row) -> Iterator[tuple[Key, int]]:
    """Raises ``BadInput`` for what cannot be read."""
    values, table, year = row.values, row.table, row.reader.session.campaign.first_day.year
    span = _span(row, table)
    metric = _metric(row, table)
    for name, what in list(figures.figures_of(values)):
        of = what._replace(metric=what.metric or metric)
        if of.metric is None:
            raise BadInput("figure_metric", field=name)
        when = of.span if of.span is not None and (of.span.year or span is None) else _with_year(of.span, span)
        if when is None:
            raise BadInput("figure_period", field=name)
        of, size = _read(row, name, of)
        assert of.metric is not None and of.measure is not None
        figures.check_of_itself(of, when)
        growth = of.measure is IndicatorMeasure.YOY_CUM
        period = field_kinds.period(when.growth(year) if growth and not _coded(row) else when.named(year))
        if of.part == "value" and not periods.begun(period, row.reader.session.today):
            raise BadInput("indicator_ahead", text=period)
        yield Key(of.metric, of.measure, period, of.part), size


def _with_year(span: Span | None, outer: Span | None) -> Span | None:
    """A column says the month, the title the year."""
    if span is None:
        return outer
    return span._replace(year=outer.year if outer is not None else None)


def _read(row: Row, name: str, of: Figure) -> tuple[Figure, int]:
    """What a column says that another one names; the others were read with their cells."""
    assert of.metric is not None
    size = row.values[name]
    if isinstance(size, int):
        return of, size
    own = str(row.values.get("unit") or "") or None
    column = row.table.head.fields.get(name)
    unit = own or (column.unit if column is not None else None) or row.table.unit or row.reader.unit
    named = row.values.get("measure")
    measure = of.measure or (IndicatorMeasure(CELLS["measure"].get(str(named)) or word(IndicatorMeasure, str(named)))
                             if named else figures.measure_by(of, str(size), own))
    number: Decimal | None = row.raw.get(name)
    try:
        found = figures.read_figure(of.metric, measure, str(size), number, figures.money_unit(unit))
    except BadInput as error:
        error.params.setdefault("field", name)
        raise
    if found is None:
        raise BadInput("figure_unit", field=name, text=str(size))
    return of._replace(measure=measure), found


def _coded(row: Row) -> bool:
    """Whether the period stands there as our own lists give it out (``2026Q3``): it is that one, not the months up to it."""
    return bool(re.fullmatch("[0-9]{4}Q[1-4]", str(row.values.get("period") or "")))


def _metric(row: Row, table: Table) -> Metric | None:
    """Of its own column, else of a line above the heads or of the sheet's name."""
    text = row.values.get("metric")
    return (figures.metric_in(str(text)) or Metric(word(Metric, str(text)))) if text else figures.metric_above(table)


def _span(row: Row, table: Table) -> Span | None:
    if text := row.values.get("period"):
        found = figures.span_in(str(text))
        if found is None:
            raise BadInput("bad_period", text=str(text)[:40], field="period")
        above = next(_spans(table), None)
        return found if found.year else _with_year(found, above)
    named = figures.span_in(str(row.values.get("metric") or ""))
    return named or next(_spans(table), None)


def _spans(table: Table) -> Iterator[Span]:
    return (found for text in figures.above(table) if (found := figures.span_in(text)) is not None)


class Indicators:
    """Those that are there, in one write."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.rows = listed.indicators(work.write)

    def take_row(self, row: Row) -> Taken:
        self.work.make_names(row)
        county = row.codes["county"]
        found: dict[Key, int] = row.values.get(FIGURES, {})
        sets: dict[tuple[Metric, IndicatorMeasure, str], dict[str, int | None]] = {}
        changes: list[Change] = []
        for key, size in found.items():
            value, target = self.rows.get((county, key.metric, key.measure, key.period), (None, None))
            before = value if key.part == "value" else target
            if before != size:
                sets.setdefault((key.metric, key.measure, key.period), {})[key.part] = size
                changes.append(Change(key.name, before, size))
        if not changes:
            return Taken(row.at, row.name, "unchanged", county)
        write = self.work.write
        with attempt(write, self.work.session.assured) as told:
            told.subject = county
            for (metric, measure, period), values in sets.items():
                set_indicator(write, county, metric, measure, period, values, write.consent.why)
        for (metric, measure, period), values in sets.items():
            value, target = self.rows.get((county, metric, measure, period), (None, None))
            self.rows[county, metric, measure, period] = (values.get("value", value), values.get("target", target))
        return Taken(row.at, row.name, "changed", county, tuple(changes))

