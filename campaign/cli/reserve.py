"""Commands about the reserve: its funnel and candidates, what the target lists still require, and who is on the way to them."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.cli.feedback import said
from campaign.cli.options import some
from campaign.cli.state import current
from campaign.text import N_

List = Annotated[str, Argument(metavar="LIST", help=N_("provincial_key, special_bond or central_budget"))]
Deadline = Annotated[str | None, Option("--deadline", metavar="DATE", help=N_("of this project, if not the list's own"))]
Note = Annotated[str | None, Option("--note", metavar="TEXT", help=N_("a note"))]


def reserve(
    county: opt.County = None, leader: opt.Leader = None,
    untaken: Annotated[bool, Option("--untaken", help=N_("taken up by no principal leader"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import reserve_lists

    reserve_lists.reserve(as_json, as_csv, plain, county=county, leader=leader, untaken=untaken)


def gaps(
    project: Annotated[str | None, Argument(metavar="[PROJECT]", help=N_("code, name, its beginning or its pinyin"))] = None,
    which: Annotated[str | None, Option("--list", metavar="LIST", help=N_("provincial_key, special_bond or central_budget"))]
    = None,
    every: Annotated[bool, Option("--all", help=N_("every reserve project that may apply"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import reserve_lists

    reserve_lists.gaps(as_json, as_csv, plain, project=project, which=which, every=every)


def list_add(project: opt.Project, which: List, deadline: Deadline = None, note: Note = None) -> None:
    from campaign.cli.reserve_lists import told
    from campaign.service import reserve

    state = current()
    done = reserve.add(state.session(), project, which, deadline=deadline, note=some(note), request=state.request)
    said(done, "list-add", "", *told(done.subject, which))


def list_set(
    project: opt.Project, which: List,
    to: Annotated[str | None, Option("--state", metavar="WORD", help=N_("candidate, submitted, listed or rejected"))] = None,
    deadline: Deadline = None, note: Note = None,
) -> None:
    from campaign.cli.reserve_lists import told
    from campaign.service import reserve

    state = current()
    done = reserve.change(state.session(), project, which, state=to, deadline=deadline, note=some(note), request=state.request)
    said(done, "list-set", "", *told(done.subject, which))
