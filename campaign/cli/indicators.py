"""Indicators of the counties: entering them, the list of them, and growth parity."""

from typing import Annotated

from typer import Option

from campaign import words
from campaign.cli import formatting, output
from campaign.cli import params as opt
from campaign.cli.feedback import said
from campaign.cli.output import style
from campaign.cli.params import Typed, some, takes
from campaign.cli.state import current
from campaign.store.queries.names import named
from campaign.text import N_, _

EXAMPLE = "campaign indicator 临江 investment 2026-10 7.3%"


@takes("indicator", "COUNTY METRIC PERIOD [VALUE]", only="county metric period value measure target")
def indicator(
    typed: Typed, why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("reason of another target"))] = None,
) -> None:
    from campaign.service import indicators
    from campaign.words.indicators import entered_text

    state = current()
    session = state.session()
    county, metric, period = (typed.pop(name) or "" for name in ("county", "metric", "period"))
    read = indicators.typed(session, county, metric, period, **typed)
    said(indicators.enter(session, read, why=some(why), request=state.request), "indicator", entered_text(read.row, read.before))


@takes("indicator", only="county metric period", help={"period": N_("and all that lies within: 2026, 2026Q3")})
def indicators(
    typed: Typed,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.core import indicators as rules
    from campaign.service import indicators as service
    from campaign.tables.indicators import INDICATORS, AgainstTarget, record

    how, session = style(as_json, as_csv, plain), current().session()
    county, metric, period = (typed[name] for name in ("county", "metric", "period"))
    names = {code: name for code, name, _key in named(session.store, "county")}
    shown = service.indicators_of(session, county, metric, period)
    found = rules.series(shown if period is None else service.indicators_of(session, county, metric))
    rows = []
    for row in shown:
        course = found[row.county, row.metric, row.measure]
        rows.append(record(names.get(row.county), AgainstTarget(course, row, rules.against(course, row))))
    filtered = any(text is not None for text in typed.values())
    formatting.listing(rows, how, INDICATORS, lambda rows: formatting.columns(INDICATORS, rows),
                       empty=_("No indicator matches.") if filtered else
                       _("No indicator yet: {example}").format(example=EXAMPLE))


def parity(county: opt.County = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.service import indicators as service
    from campaign.tables.parity import MONEY, PARITY, Parities

    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    only = None if county is None else [session.code("county", county)]
    told = service.parity(session, situation, only)
    rows = PARITY.records(Parities(situation, {row.county: row for row in told}))
    if how.plain:
        rows = [row | {key: words.money(row[key]) for key in MONEY} for row in rows]
    formatting.listing(rows, how, PARITY, lambda rows: formatting.columns(PARITY, rows),
                       empty=_("There is no county yet; campaign add-county adds one."))
    if rows and all(row.worst is None for row in told):
        output.talk(_("Growth of no county is known for one period of investment and of GDP or industry: {example}").format(
            example=EXAMPLE))
