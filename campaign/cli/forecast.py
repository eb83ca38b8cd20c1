"""What will be done by the last day at the pace of the last weeks, and how likely the plan is."""

from typing import Annotated

from typer import Option

from campaign.cli import params as opt
from campaign.text import N_


def forecast(
    by: Annotated[str | None, Option("--by", metavar="WORD", help=N_("county, leader, sector or investor"))] = None,
    project: Annotated[str | None, Option("--project", "-p", metavar="PROJECT", help=N_("of this project alone"))] = None,
    at: Annotated[str | None, Option("--at", metavar="DATE", help=N_("as it was on a day that is over, like D+20"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    """Of the city, of groups or of one project. Below the table: what was forecast 7, 14 and 28 days ago, and what came."""
    from campaign.cli import formatting, output
    from campaign.cli.output import style
    from campaign.cli.state import current
    from campaign.core.errors import BadInput
    from campaign.core.forecast import ENOUGH
    from campaign.service import forecast as service
    from campaign.service import light_history
    from campaign.service.questions import By
    from campaign.tables.forecast import FORECAST, Forecasts
    from campaign.text import _
    from campaign.words.forecast import too_few_text, trial_text
    from campaign.words.labels import message
    from campaign.words.reading import word

    how, session = style(as_json, as_csv, plain), current().session()
    if by is not None and project is not None:
        raise BadInput("forecast_scope")
    groups = None if by is None else By(word(By, by, message))
    code = None if project is None else session.code("project", project)
    situation = service.situation_on(session, light_history.past_day(session, at))
    if code is not None and code not in situation.snapshot.projects:
        found = service.Found(ENOUGH)  # it had not been added by then
    else:
        found = service.forecasts(session, situation, groups) if code is None else service.of_project(session, situation, code)
    told = Forecasts(situation, found.lines, groups)
    whole = [] if groups is None or found.city is None else FORECAST.records(
        Forecasts(situation, [service.Line(None, found.city)]))
    formatting.listing(FORECAST.records(told), how, FORECAST, lambda rows: formatting.columns(FORECAST, [*rows, *whole]),
                       empty="")
    if found.reports < ENOUGH:
        output.talk(too_few_text(found.reports))
    elif not found.lines:
        output.talk(_("No project has a plan of the 100 days: there is nothing to forecast.") if code is None else
                    _("{code} is in no count: it has been withdrawn, or was added later.").format(code=code))
    if not found.lines or how.json or how.csv:
        return
    lines = [trial_text(trial) for trial in service.trials(session, situation, code)]
    if lines:
        output.data("\n" + "\n".join([_("What earlier forecasts were worth:"), *("  " + line for line in lines)]))
