"""Commands about model cases and study visits."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.names import coded
from campaign.cli.params import Typed, takes, words
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.text import N_


@takes("case")
def case(
    what: Annotated[str, Argument(metavar="TITLE|CASE", help=N_("what it is called; of one that there is the code, like S001"))],
    typed: Typed,
    if_version: opt.IfVersion = None, as_json: opt.Json = False,
) -> None:
    """One is noted; of one that there is, what was mentioned is changed."""
    from campaign.service import cases as service

    state = current()
    session, code = state.session(), coded(what, "case")
    if code is not None:
        done = service.change_case(session, code, typed, version=opt.version(if_version), request=state.request)
        said(done, "case")
        return
    if typed["title"] is not None:
        raise BadInput("case_title")
    if typed["kind"] is None:
        raise opt.missing("--kind", "case")
    done = service.add_case(session, {**typed, "title": words(what)}, state.request)
    said(done, "case")
    added(done, as_json)


@takes("case", only="kind")
def cases(
    typed: Typed,
    county: Annotated[str | None, Option("--county", "-c", metavar="COUNTY", help=N_("only of this county or zone"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import case_lists

    case_lists.cases(as_json, as_csv, plain, county=county, **typed)
