"""Words about indicators: figures with their units, gaps, what was entered."""

from campaign.core.indicators import IN_MONEY, Gap
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.money import format_money
from campaign.core.quantity import format_quantity
from campaign.text import _, language
from campaign.words import labels
from campaign.words.labels import NOTHING


def figure_text(metric: Metric, measure: IndicatorMeasure, value: int | None, *, sign: bool = False) -> str:
    """``7.3%``, ``9.20亿``, ``18.6``, ``3``; ``sign`` puts a + before what is positive: ``+0.5`` of growth is in points."""
    if value is None:
        return NOTHING
    plus = "+" if sign and value > 0 else ""
    if measure is IndicatorMeasure.YOY_CUM:
        return plus + growth_text(value).removesuffix("%" if sign else "")
    if measure is IndicatorMeasure.VALUE and metric in (*IN_MONEY, Metric.PRIVATE_FIRMS):
        size = (abs(value) + 50) // 100
        whole = -size if value < 0 else size
        return format_money(whole, language(), sign=sign) if metric in IN_MONEY else f"{plus}{whole:,}"
    return plus + format_quantity(value)


def apart_text(metric: Metric, measure: IndicatorMeasure, gap: int) -> str:
    """How far from its target, short, under a head that names it: no sign that somebody must know how to read."""
    words = _("{figure} short") if gap < 0 else _("{figure} over") if gap else _("on target")
    return words.format(figure=figure_text(metric, measure, abs(gap), sign=True).removeprefix("+"))


def points_text(tenths: int) -> str:
    """How far below or above something else, in percentage points: ``0.5 below`` of -5."""
    words = _("{n} below") if tenths < 0 else _("{n} above") if tenths else _("level")
    return words.format(n=tenths_text(abs(tenths)))


def tenths_text(tenths: int) -> str:
    """``0.4`` of 4, in percentage points."""
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def growth_text(value: int) -> str:
    """``7.3%``, ``7.25%``, ``5.0%``."""
    size = abs(value)
    text = f"{size // 100}.{size % 100:02}"
    return f"{'-' if value < 0 else ''}{text.removesuffix('0')}%"


def gap_text(gap: Gap) -> str:
    """How investment stands with the growth of something else, as a clause: ``0.9 pp behind``."""
    if not gap.tenths:
        return _("level with it")
    words = _("{points} pp behind") if gap.tenths < 0 else _("{points} pp ahead")
    return words.format(points=tenths_text(abs(gap.tenths)))


def series_name(metric: Metric, measure: IndicatorMeasure) -> str:
    """Short, for a column: ``fixed investment growth``, ``tax per mu``."""
    name = labels.label(metric)
    if measure is IndicatorMeasure.VALUE:
        return name
    return (_("{metric} growth") if measure is IndicatorMeasure.YOY_CUM else _("{metric} rank")).format(metric=name)


def series_text(metric: Metric, measure: IndicatorMeasure) -> str:
    """``fixed investment, cumulative growth``."""
    return labels.listed([labels.label(metric), labels.label(measure)])


def entered_text(row: Indicator, before: Indicator | None) -> str:
    """What was taken: ``fixed investment, cumulative growth 2026-10: 7.3% (before: 7.1%)``, with the target if it is one."""
    def figures(one: Indicator) -> str:
        said = [figure_text(row.metric, row.measure, one.value)] if one.value is not None else []
        if one.target is not None:
            said.append(_("target {figure}").format(figure=figure_text(row.metric, row.measure, one.target)))
        return labels.listed(said) or _("nothing")

    text = _("{series} {period}: {figures}").format(series=series_text(row.metric, row.measure), period=row.period,
                                                    figures=figures(row))
    return text if before is None or before == row else _("{text} (before: {figures})").format(text=text, figures=figures(before))
