"""What the pages of one indicator and of one county's growth parity show: the periods, the latest first. Pure."""

from collections.abc import Mapping

from campaign.core import indicators as rules
from campaign.core.indicators import Gap, Key, Parity, Series
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.situation import Situation
from campaign.tables.blocks import Block
from campaign.tables.cells import name_of
from campaign.tables.charts.bar import bar
from campaign.tables.charts.heading import heading
from campaign.tables.charts.trend import trend
from campaign.tables.indicators import against_text, gap_said
from campaign.tables.indicators import course as coursed
from campaign.tables.parity import HALF, gap_line, needed_text, pp_piece, scale, two_sided, year_text
from campaign.tables.sections import PageRow, nothing, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import label
from campaign.words.indicators import figure_text, growth_text

MONTH, LOW, HIGH = 8, 6, 14
"""Cells of a month at most; lines of the course at least, and at most without its heading."""
MOST = 60
"""Cells of the course in one line."""
BAR = 8
"""Cells of the shortest bar that is drawn."""


def series_rows(situation: Situation, found: Series, width: int, signs: Signs) -> list[PageRow]:
    """Every period; keys act on the one under the cursor."""
    went = coursed(found, max(min(width - 12, MOST), 1), signs)
    rows = [PageRow("county", [(cell(_("County"), 10), "quiet"), (name_of(situation, found.county), "")], found.county)]
    if went[0][0].strip():
        rows.append(PageRow("course", [(cell(_("Course"), 10), "quiet"), *went]))
    rows += title("periods", _("Periods"), str(len(found.rows)))
    room = max((cells(gap_said(found.metric, found.measure, rules.against(found, row))[0]) for row in found.rows), default=0)
    figures = [row.value for row in found.rows if row.value is not None]
    most = max([*figures, *(row.target for row in found.rows if row.target is not None)], default=0)
    part = max((cells(against_text(found, row, rules.against(found, row))) for row in found.rows), default=0)
    left = width - 24 - room - part - 3
    for row in reversed(found.rows):
        stands = rules.against(found, row)
        gap, tone = gap_said(found.metric, found.measure, stands)
        line: Line = [
            (cell(row.period, 9), ""),
            (cell(figure_text(found.metric, found.measure, row.value), 10, "right") + "  ", "strong"),
            (cell(gap, room) + "  ", tone),
            (cell(_target_text(found, row.target) if row.value is None else against_text(found, row, stands), part), "quiet")]
        if left >= BAR and most > 0 and found.measure is not IndicatorMeasure.RANK and row.value is not None:
            due = None if stands is None else stands.due / most
            missed = stands is not None and stands.gap < 0
            line = [*line, ("  ", ""), *bar(left, max(row.value, 0) / most, signs, target=due, missed=missed)]
        rows.append(PageRow(f"p {row.period}", line, rules.key_text(found.county, found.metric, found.measure, row.period)))
    return rows


def course(found: Series, signs: Signs) -> Block:
    """The last periods as columns: of a rank the lower place is the higher column."""
    values = [value for row in found.rows if (value := row.value) is not None and row.period[4:]]
    if found.measure is IndicatorMeasure.RANK:
        values = [max(values) + 1 - value for value in values]

    def write(width: int, room: int) -> list[Line]:
        each = min(width // max(len(values), 1), MONTH)
        if len(values) < 2 or each < 1 or room < LOW:
            return []
        shown = [row.period for row in found.rows if row.value is not None and row.period[4:]]
        drawn = trend([n for n in values for _cell in range(each)], each * len(values), min(room - 2, HIGH), signs, tone="area",
                      last="data")
        ends: Line = [(cell(shown[0], each * len(values) - cells(shown[-1])) + shown[-1], "quiet")]
        return [heading(width, _("Course"), signs, note=figure_text(found.metric, found.measure, found.latest.value)
                        if found.latest is not None else ""), *drawn, ends]
    return Block(write)


def _target_text(found: Series, target: int | None) -> str:
    return _("target {figure}").format(figure=figure_text(found.metric, found.measure, target))


def parity_rows(situation: Situation, row: Parity, table: Mapping[Key, Series], signs: Signs) -> list[PageRow]:
    """The two gaps at every instant, with their bars; the money needed, on which Enter shows the county's projects."""
    def growth(metric: Metric) -> Series | None:
        return table.get((row.county, metric, IndicatorMeasure.YOY_CUM))

    days = rules.days_to_use(situation.snapshot.campaign, situation.today)
    rows = [PageRow("needed", [(needed_text(row, days), "")], row.county)]
    target = rules.key_text(row.county, Metric.INVESTMENT, IndicatorMeasure.VALUE)
    rows.append(PageRow("year", [(year_text(row), "")], target if row.year is not None else row.county))
    both = {metric: rules.gaps(growth(Metric.INVESTMENT), growth(metric)) for metric in (Metric.GDP, Metric.INDUSTRY)}
    most = scale([row, *(Parity(row.county, gap, None, 0, 0, None, None) for gaps in both.values() for gap in gaps)])
    for metric, gaps in both.items():
        rows += title(metric, _("Fixed investment minus {other}").format(other=label(metric)), _("percentage points"))
        if not gaps:
            rows.append(nothing(metric, "".join(text for text, _tone in gap_line(None, metric)), row.county))
        rows += [_gap_row(row.county, metric, gap, most, signs) for gap in reversed(gaps)]
    return rows


def _gap_row(county: str, metric: Metric, gap: Gap, most: int, signs: Signs) -> PageRow:
    text, tone = pp_piece(gap)
    return PageRow(f"{metric} {gap.period}", [
        (cell(gap.period, 9), ""), (cell(text, 9, "right") + "  ", tone), *two_sided(gap.pp, most, signs, 2 * HALF),
        (f"  {growth_text(gap.investment)} - {growth_text(gap.other)}", "quiet")],
        rules.key_text(county, metric, IndicatorMeasure.YOY_CUM))
