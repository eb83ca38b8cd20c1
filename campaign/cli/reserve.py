"""Commands about the reserve: its funnel and candidates, what the target lists still require, and who is on the way to them."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import said
from campaign.cli.params import Typed, takes
from campaign.cli.state import current
from campaign.text import N_


@takes("project", only="county leader")
def reserve(
    typed: Typed,
    untaken: Annotated[bool, Option("--untaken", help=N_("taken up by no principal leader"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import reserve_lists

    reserve_lists.reserve(as_json, as_csv, plain, untaken=untaken, **typed)


def gaps(
    project: Annotated[str | None, Argument(metavar="[PROJECT]", help=N_("code, name, its beginning or its pinyin"))] = None,
    which: Annotated[str | None, Option("--list", metavar="LIST", help=N_("provincial_key, special_bond or central_budget"))]
    = None,
    every: Annotated[bool, Option("--all", help=N_("every reserve project that may apply"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import reserve_lists

    reserve_lists.gaps(as_json, as_csv, plain, project=project, which=which, every=every)


@takes("list_entry", "LIST", only="list deadline note")
def list_add(project: opt.Project, typed: Typed) -> None:
    from campaign.cli.reserve_lists import told
    from campaign.service import reserve

    state = current()
    which = typed.pop("list") or ""
    done = reserve.add(state.session(), project, which, **typed, request=state.request)
    said(done, "list-add", "", *told(done.subject, which))


@takes("list_entry", "LIST", without="project")
def list_set(project: opt.Project, typed: Typed) -> None:
    from campaign.cli.reserve_lists import told
    from campaign.service import reserve

    state = current()
    which = typed.pop("list") or ""
    done = reserve.change(state.session(), project, which, **typed, request=state.request)
    said(done, "list-set", "", *told(done.subject, which))
