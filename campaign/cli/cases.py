"""Commands about model cases and study visits."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.cli.feedback import added, coded, said
from campaign.cli.options import some, words
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.text import N_

Kind = Annotated[str | None, Option("--kind", metavar="WORD", help=N_("model (a model case) or visit (a study visit)"))]


def case(
    what: Annotated[str, Argument(metavar="TITLE|CASE", help=N_("what it is called; of one that there is the code, like S001"))],
    kind: Kind = None,
    project: Annotated[str | None, Option("--project", "-p", metavar="PROJECT", help=N_("the project that shows it"))] = None,
    county: Annotated[str | None, Option("--county", "-c", metavar="COUNTY", help=N_("where, if no project is named"))] = None,
    on: opt.On = None,
    text: Annotated[str | None, Option("--text", metavar="TEXT", help=N_("what can be learned from it; - reads stdin"))] = None,
    title: Annotated[str | None, Option("--title", metavar="TEXT", help=N_("another title"))] = None,
    if_version: opt.IfVersion = None, as_json: opt.Json = False,
) -> None:
    """One is noted; of one that there is, what was mentioned is changed."""
    from campaign.service import cases as service

    state = current()
    session, code = state.session(), coded(what, "S")
    typed = {"kind": kind, "project": project, "county": county, "on": on, "text": some(text), "title": some(title)}
    if code is not None:
        done = service.change_case(session, code, typed, version=opt.version(if_version), request=state.request)
        said(done, "case")
        return
    if title is not None:
        raise BadInput("case_title")
    if kind is None:
        raise opt.missing("--kind", "case")
    done = service.add_case(session, {**typed, "title": words(what)}, state.request)
    said(done, "case")
    added(done, as_json)


def cases(
    kind: Kind = None,
    county: Annotated[str | None, Option("--county", "-c", metavar="COUNTY", help=N_("only of this county or zone"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import case_lists

    case_lists.cases(as_json, as_csv, plain, kind=kind, county=county)
