"""Growth parity of the counties: bars left and right of zero, and the money still needed a day."""

from collections.abc import Iterable
from functools import cached_property

from campaign.core import indicators as rules
from campaign.core.codes import by_length
from campaign.core.indicators import Gap, Parity
from campaign.core.model.indicators import Metric
from campaign.tables.cells import name_of
from campaign.tables.detail import head
from campaign.tables.order import Value, less
from campaign.tables.signs import Signs, Way
from campaign.tables.table import Column, Listing, Plain, Record, Table, widest
from campaign.tables.tones import Line, Piece
from campaign.text import N_, _
from campaign.words import label, money
from campaign.words.indicators import gap_text, growth_text, points_text
from campaign.words.labels import NOTHING

HALF = 5
"""Cells of a bar on either side of zero."""


def scale(rows: Iterable[Parity]) -> int:
    """What a bar of full length stands for: the largest gap of all, one point at least; 1/100 pp."""
    return max([100, *(abs(gap.pp) for row in rows for gap in (row.gdp, row.industry) if gap is not None)])


def two_sided(value: int, most: int, signs: Signs, half: int = HALF) -> Line:
    """A bar left or right of zero: ``  ====|      ``. Anything but zero has one cell at least."""
    bar, zero = ("━", "│") if signs.way is Way.BLOCKS else ("=", "|")
    size = min(half, max(1, (2 * abs(value) * half + most) // (2 * most))) if value else 0
    left, right = (size, 0) if value < 0 else (0, size)
    return [(f"{bar * left:>{half}}", "data"), (zero, "quiet"), (f"{bar * right:<{half}}", "data")]


class Parities(Listing[Parity]):
    """With the largest gap, and the days that are left."""

    @cached_property
    def most(self) -> int:
        return scale(self.rows.values())

    @cached_property
    def days_left(self) -> int:
        return self.situation.snapshot.campaign.days_left(self.situation.today)


def pp_piece(gap: Gap | None) -> Piece:
    if gap is None:
        return NOTHING, "quiet"
    return points_text(gap.tenths), "strong" if gap.pp < 0 else ""


def record(told: Parities, row: Parity) -> Record:
    gdp, industry, year = row.gdp, row.industry, row.year
    first = gdp or industry
    return {"code": row.county, "county": row.county, "county_name": told.name(row.county),
            "period": None if first is None else first.period, "investment": None if first is None else first.investment / 100,
            "gdp": None if gdp is None else gdp.other / 100, "minus_gdp_pp": None if gdp is None else gdp.tenths / 10,
            "industry_period": None if industry is None else industry.period,
            "industry_investment": None if industry is None else industry.investment / 100,
            "industry": None if industry is None else industry.other / 100,
            "minus_industry_pp": None if industry is None else industry.tenths / 10,
            "plan_100": row.plan, "done_100": row.done, "days_left": told.days_left, "needed_per_day": row.per_day,
            "year_target": None if year is None else year.target, "year_done": None if year is None else year.done,
            "year_through": None if year is None else year.through,
            "year_needed_per_day": None if year is None else year.per_day}


def _bar(told: Parities, gap: Gap | None, room: int, signs: Signs) -> Line:
    return [(" " * room, "")] if gap is None else two_sided(gap.pp, told.most, signs)


def _growth(head: str, key: str) -> Column[Parities, Parity]:
    return Column(f"growth {key}", plain=Plain(lambda row: NOTHING if row[key] is None else growth_text(round(row[key] * 100)),
                                               head, right=True))


def _minus(head: str, key: str) -> Plain:
    return Plain(lambda row: NOTHING if row[key] is None else points_text(round(row[key] * 10)), head, right=True)


def _pp(gap: Gap | None) -> Value:
    return None if gap is None else gap.pp


PARITY = Table[Parities, Parity](
    "parity",
    columns=(
        Column("county", N_("County"), widest(16, 8), lambda told, row: (name_of(told.situation, row.county), ""),
               sort=lambda told: by_length, plain=Plain(lambda row: row["county_name"], flexible=True)),
        Column("period", N_("Period"), 7, lambda told, row: (NOTHING if row.gdp is None else row.gdp.period, "quiet"), gives=2,
               plain=Plain()),
        _growth(N_("Investment"), "investment"), _growth(N_("GDP"), "gdp"),
        Column("gdp bar", N_("vs GDP"), 2 * HALF + 1,
               draw=lambda told, row, room, signs: _bar(told, row.gdp, room, signs), gives=4),
        Column("gdp", N_("pp"), widest(9), lambda told, row: pp_piece(row.gdp), align="right",
               sort=lambda told: lambda code: _pp(told.rows[code].gdp), plain=_minus(N_("vs GDP, pp"), "minus_gdp_pp")),
        Column("industry period", N_("Period"), 7,
               lambda told, row: (NOTHING if row.industry is None else row.industry.period, "quiet"), gives=7,
               plain=Plain(lambda row: row["industry_period"] or NOTHING, N_("Period"))),
        _growth(N_("Investment"), "industry_investment"), _growth(N_("Industry"), "industry"),
        Column("industry bar", N_("vs industry"), 2 * HALF + 1,
               draw=lambda told, row, room, signs: _bar(told, row.industry, room, signs), gives=5),
        Column("industry", N_("pp"), widest(9), lambda told, row: pp_piece(row.industry), align="right",
               sort=lambda told: lambda code: _pp(told.rows[code].industry),
               plain=_minus(N_("vs industry, pp"), "minus_industry_pp")),
        Column("needed", N_("A day"), widest(14), lambda told, row: (money(row.per_day), "strong" if row.per_day else "quiet"),
               align="right", gives=1, sort=lambda told: lambda code: less(told.rows[code].per_day),
               plain=Plain(lambda row: money(row["needed_per_day"]), N_("Needed a day"), right=True)),
        Column("year", N_("Of the year"), widest(14),
               lambda told, row: (NOTHING, "quiet") if row.year is None else (money(row.year.per_day), ""), align="right",
               gives=6, sort=lambda told: lambda code: None if (year := told.rows[code].year) is None else less(year.per_day),
               plain=Plain(lambda row: money(row["year_needed_per_day"]), N_("of the year"), right=True)),
    ),
    sorts=("gdp", "industry", "needed", "year"), record=record,
    called=lambda told, row: name_of(told.situation, row.county))
MONEY = ("plan_100", "done_100", "needed_per_day", "year_target", "year_done", "year_needed_per_day")
"""Of a record."""


def gap_line(gap: Gap | None, other: Metric) -> Line:
    """``2026Q3: fixed investment 6.1%, GDP 7.0%: 0.9 pp behind``."""
    if gap is None:
        return [(_("no period with growth of both investment and {other}").format(other=label(other)), "quiet")]
    told = _("{period}: fixed investment {ours}, {other} {theirs}").format(
        period=gap.period, ours=growth_text(gap.investment), other=label(other), theirs=growth_text(gap.other))
    return [(told, ""), ("  " + gap_text(gap), pp_piece(gap)[1])]


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


def details(told: Parities, row: Parity, width: int) -> list[Line]:
    situation = told.situation
    days = rules.days_to_use(situation.snapshot.campaign, situation.today)
    return [
        head(row.county, name_of(situation, row.county), width),
        [(" ", ""), *gap_line(row.gdp, Metric.GDP)],
        [(" ", ""), *gap_line(row.industry, Metric.INDUSTRY)],
        [(" " + needed_text(row, days), "")],
        [(" " + year_text(row), "")],
    ]
