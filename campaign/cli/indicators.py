"""Indicators of the counties: entering them, the list of them, and growth parity."""

from typing import Any

from campaign import words
from campaign.cli import formatting, output
from campaign.cli import params as opt
from campaign.cli.feedback import said
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.params import Typed, takes
from campaign.cli.state import current
from campaign.store.queries.names import named
from campaign.tables.values import Row
from campaign.text import N_, _
from campaign.words.labels import NOTHING

# The columns of each list, in order: they head a CSV file even when it has no rows.
INDICATOR = ("code", "county", "county_name", "period", "metric", "measure", "value", "target", "target_period", "so_far",
             "target_due", "target_gap")
PARITY = ("code", "county", "county_name", "period", "investment", "gdp", "minus_gdp_pp", "industry_period",
          "industry_investment", "industry", "minus_industry_pp", "plan_100", "done_100", "days_left", "needed_per_day",
          "year_target", "year_done", "year_through", "year_needed_per_day")
MONEY = ("plan_100", "done_100", "needed_per_day", "year_target", "year_done", "year_needed_per_day")
EXAMPLE = "campaign indicator 临江 investment 2026-10 7.3%"


@takes("indicator", "COUNTY METRIC PERIOD [VALUE]", only="county metric period value measure target")
def indicator(typed: Typed) -> None:
    from campaign.service import indicators
    from campaign.words.indicators import entered_text

    state = current()
    session = state.session()
    county, metric, period = (typed.pop(name) or "" for name in ("county", "metric", "period"))
    read = indicators.typed(session, county, metric, period, **typed)
    said(indicators.enter(session, read, request=state.request), "indicator", entered_text(read.row, read.before))


@takes("indicator", only="county metric period", help={"period": N_("and all that lies within: 2026, 2026Q3")})
def indicators(
    typed: Typed,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.core import indicators as rules
    from campaign.service import indicators as service

    how, session = style(as_json, as_csv, plain), current().session()
    county, metric, period = (typed[name] for name in ("county", "metric", "period"))
    names = {code: name for code, name, _key in named(session.store, "county")}
    shown = service.indicators_of(session, county, metric, period)
    found = rules.series(shown if period is None else service.indicators_of(session, county, metric))
    rows = [_indicator(names, found[row.county, row.metric, row.measure], row) for row in shown]
    filtered = any(text is not None for text in typed.values())
    formatting.listing(rows, how, INDICATOR, _indicator_columns, empty=_("No indicator matches.") if filtered else
                    _("No indicator yet: {example}").format(example=EXAMPLE))


def _number(value: int | None) -> float | None:
    """As it was typed, of 1/100."""
    return None if value is None else value / 100


def _indicator(names: dict[str, str], found: Any, row: Any) -> Row:
    from campaign.core.indicators import against

    stands = against(found, row)
    return {
        "code": row.county,
        "county": row.county,
        "county_name": names.get(row.county),
        "period": row.period,
        "metric": row.metric,
        "measure": row.measure,
        "value": _number(row.value),
        "target": _number(row.target if stands is None else stands.target),
        "target_period": stands.source if stands is not None else row.period if row.target is not None else None,
        "so_far": None if stands is None else _number(stands.figure),
        "target_due": None if stands is None else _number(stands.due),
        "target_gap": None if stands is None else _number(stands.gap),
    }


def _indicator_columns(rows: list[Row]) -> list[Column]:
    def figures(key: str, *, sign: bool = False) -> list[str]:
        from campaign.words.indicators import figure_text

        return [figure_text(row["metric"], row["measure"], None if row[key] is None else round(row[key] * 100), sign=sign)
                for row in rows]

    return [
        Column(words.field("county"), [row["county_name"] or row["county"] for row in rows], flexible=True),
        column("metric", rows),
        Column(_("Taken as"), [words.label(row["measure"]) for row in rows]),
        column("period", rows),
        Column(words.field("value"), figures("value"), right=True),
        Column(words.field("target"), figures("target"), right=True),
        Column(words.field("so_far"), figures("so_far"), right=True),
        Column(words.field("target_due"), figures("target_due"), right=True),
        Column(words.field("target_gap"), figures("target_gap", sign=True), right=True),
    ]


def parity(county: opt.County = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.service import indicators as service

    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    only = None if county is None else [session.code("county", county)]
    told, days = service.parity(session, situation, only), situation.snapshot.campaign.days_left(situation.today)
    rows = [_parity(situation.snapshot.counties[row.county].name, row, days) for row in told]
    if how.plain:
        rows = [row | {key: words.money(row[key]) for key in MONEY} for row in rows]
    formatting.listing(rows, how, PARITY, _parity_columns, empty=_("There is no county yet; campaign add-county adds one."))
    if rows and all(row.worst is None for row in told):
        output.talk(_("Growth of no county is known for one period of investment and of GDP or industry: {example}").format(
            example=EXAMPLE))


def _parity(name: str, row: Any, days: int) -> Row:
    gdp, industry, year = row.gdp, row.industry, row.year
    first = gdp or industry
    return {
        "code": row.county,
        "county": row.county,
        "county_name": name,
        "period": None if first is None else first.period,
        "investment": None if first is None else first.investment / 100,
        "gdp": None if gdp is None else gdp.other / 100,
        "minus_gdp_pp": None if gdp is None else gdp.tenths / 10,
        "industry_period": None if industry is None else industry.period,
        "industry_investment": None if industry is None else industry.investment / 100,
        "industry": None if industry is None else industry.other / 100,
        "minus_industry_pp": None if industry is None else industry.tenths / 10,
        "plan_100": row.plan,
        "done_100": row.done,
        "days_left": days,
        "needed_per_day": row.per_day,
        "year_target": None if year is None else year.target,
        "year_done": None if year is None else year.done,
        "year_through": None if year is None else year.through,
        "year_needed_per_day": None if year is None else year.per_day,
    }


def _parity_columns(rows: list[Row]) -> list[Column]:
    from campaign.words.indicators import growth_text, tenths_text

    def gap(key: str) -> list[str]:
        return [NOTHING if row[key] is None else tenths_text(round(row[key] * 10)) for row in rows]

    def growth(key: str) -> list[str]:
        return [NOTHING if row[key] is None else growth_text(round(row[key] * 100)) for row in rows]

    return [
        Column(words.field("county"), [row["county_name"] for row in rows], flexible=True),
        column("period", rows),
        Column(_("Investment"), growth("investment"), right=True),
        Column(_("GDP"), growth("gdp"), right=True),
        Column(_("minus GDP"), gap("minus_gdp_pp"), right=True),
        Column(words.field("period"), [row["industry_period"] or NOTHING for row in rows]),
        Column(_("Investment"), growth("industry_investment"), right=True),
        Column(_("Industry"), growth("industry"), right=True),
        Column(_("minus industry"), gap("minus_industry_pp"), right=True),
        Column(_("Needed a day"), [words.money(row["needed_per_day"]) for row in rows], right=True),
        Column(_("of the year"), [words.money(row["year_needed_per_day"]) for row in rows], right=True),
    ]
