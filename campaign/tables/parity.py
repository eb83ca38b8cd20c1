"""Growth parity as a list: bars left and right of zero, and the money still needed a day. Pure."""

from collections.abc import Callable, Iterable, Mapping

from campaign.core import indicators as rules
from campaign.core.codes import by_length
from campaign.core.indicators import Gap, Parity
from campaign.core.model.indicators import Metric
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, name_of, rule
from campaign.tables.order import Value
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _
from campaign.words import label, money
from campaign.words.indicators import gap_word, growth_text, tenths_text
from campaign.words.labels import NOTHING

PARITY_SORTS = ("gdp", "industry", "needed", "year", "county")
HALF = 5
"""Cells of a bar on either side of zero."""


def scale(rows: Iterable[Parity]) -> int:
    """What a bar of full length stands for: the largest gap of all, one point at least; 1/100 pp."""
    return max([100, *(abs(gap.pp) for row in rows for gap in (row.gdp, row.industry) if gap is not None)])


def two_sided(value: int, most: int, half: int = HALF) -> str:
    """A bar left or right of zero: ``  ####|      ``. Anything but zero has one cell at least."""
    size = min(half, max(1, (2 * abs(value) * half + most) // (2 * most))) if value else 0
    left, right = (size, 0) if value < 0 else (0, size)
    return f"{'#' * left:>{half}}|{'#' * right:<{half}}"


def parity_value(rows: Mapping[str, Parity], sort: str) -> Callable[[str], Value]:
    def pp(gap: Gap | None) -> Value:
        return None if gap is None else gap.pp

    def less(amount: int | None) -> Value:
        return None if amount is None else -amount

    return {
        "county": by_length,
        "gdp": lambda code: pp(rows[code].gdp),
        "industry": lambda code: pp(rows[code].industry),
        "needed": lambda code: less(rows[code].per_day),
        "year": lambda code: less(None if (year := rows[code].year) is None else year.per_day),
    }[sort]


def parity_columns(situation: Situation, rows: Mapping[str, Parity]) -> list[Column]:
    def wide(key: str, title: str) -> int:
        return labels_width([*(parity_piece(situation, row, 1, key)[0] for row in rows.values()), title], 14)

    return [
        Column("county", _("County"), labels_width([*(name_of(situation, code) for code in rows), _("County")], 16), 8),
        Column("period", _("Period"), 7, priority=2),
        Column("gdp bar", _("- GDP"), 2 * HALF + 1, priority=4),
        Column("gdp", _("pp"), 6, align="right"),
        Column("industry period", _("Period"), 7, priority=7),
        Column("industry bar", _("- industry"), 2 * HALF + 1, priority=5),
        Column("industry", _("pp"), 6, align="right"),
        Column("needed", _("A day"), wide("needed", _("A day")), align="right", priority=1),
        Column("year", _("Of the year"), wide("year", _("Of the year")), align="right", priority=6),
    ]


def pp_piece(gap: Gap | None) -> Piece:
    if gap is None:
        return NOTHING, "dim"
    return tenths_text(gap.tenths), "yellow" if gap.pp < 0 else "green"


def _bar_piece(gap: Gap | None, most: int) -> Piece:
    return ("", "") if gap is None else (two_sided(gap.pp, most), "yellow" if gap.pp < 0 else "green")


def parity_piece(situation: Situation, row: Parity, most: int, key: str) -> Piece:
    match key:
        case "county":
            return name_of(situation, row.county), ""
        case "period" | "industry period":
            gap = row.gdp if key == "period" else row.industry
            return (NOTHING if gap is None else gap.period), "dim"
        case "gdp bar":
            return _bar_piece(row.gdp, most)
        case "industry bar":
            return _bar_piece(row.industry, most)
        case "gdp":
            return pp_piece(row.gdp)
        case "industry":
            return pp_piece(row.industry)
        case "needed":
            return money(row.per_day), "bold" if row.per_day else "dim"
    return (NOTHING, "dim") if row.year is None else (money(row.year.per_day), "")


def gap_line(gap: Gap | None, other: Metric) -> Line:
    """``2026Q3: fixed investment 6.1%, GDP 7.0%: -0.9 pp, behind``."""
    if gap is None:
        return [(_("no period with growth of both investment and {other}").format(other=label(other)), "dim")]
    told = _("{period}: fixed investment {ours}, {other} {theirs}").format(
        period=gap.period, ours=growth_text(gap.investment), other=label(other), theirs=growth_text(gap.other))
    text, tone = pp_piece(gap)
    return [(told, ""), ("  " + _("{points} pp, {word}").format(points=text, word=gap_word(gap)), tone)]


def needed_text(row: Parity, days: int) -> str:
    """How the money needed a day is found."""
    if row.per_day is None:
        return _("no plan for the 100 days, or no day left")
    return _("{money} a day still: {plan} planned, {done} done, {n} days left").format(
        money=money(row.per_day), plan=money(row.plan), done=money(row.done), n=days)


def year_text(row: Parity) -> str:
    year = row.year
    if year is None:
        return _("no target of investment for this year")
    if year.through is None:
        return _("{money} a day for the year's {target}; nothing of it is known yet").format(
            money=money(year.per_day), target=money(year.target))
    return _("{money} a day after {period}: {target} for the year, {done} by then").format(
        money=money(year.per_day), period=year.through, target=money(year.target), done=money(year.done))


def parity_details(situation: Situation, row: Parity, width: int) -> list[Line]:
    days = rules.days_to_use(situation.snapshot.campaign, situation.today)
    return [
        rule([(f" {row.county} ", "dim"), (name_of(situation, row.county), "bold")], width),
        [(" ", ""), *gap_line(row.gdp, Metric.GDP)],
        [(" ", ""), *gap_line(row.industry, Metric.INDUSTRY)],
        [(" " + needed_text(row, days), "")],
        [(" " + year_text(row), "")],
    ]
