"""Commands about land tasks: list, add, report what was done, accept."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.freezes import still_open
from campaign.cli.params import Typed, some, takes
from campaign.cli.state import current
from campaign.store.queries.land import land_task
from campaign.text import N_


@takes("land_task", only="unit kind authority")
def land_tasks(
    every: Annotated[bool, Option("--all", help=N_("accepted ones too"))] = False,
    overdue: Annotated[bool, Option("--overdue", help=N_("past their due day"))] = False,
    county: opt.County = None, project: opt.OnProject = None, leader: opt.Leader = None, *, typed: Typed,
    text: Annotated[str | None, Option("--text", metavar="TEXT", help=N_("part of the name or code"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import land_lists

    land_lists.land_tasks(as_json, as_csv, plain, every=every, overdue=overdue, county=county, project=project, leader=leader,
                          text=text, **typed)


@takes("land_task", "NAME --kind")
def add_land_task(
    typed: Typed,
    projects: Annotated[list[str] | None, Option("--project", "-p", metavar="PROJECT...", help=N_("projects it is on"))] = None,
    county: opt.County = None,
    opened: Annotated[str | None, Option("--on", metavar="DATE", help=N_("day of it, if not today"))] = None,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import land

    state = current()
    done = land.add_land_task(state.session(), typed, projects=opt.several(projects), county=county, opened=opened,
                              request=state.request)
    said(done, "add-land-task")
    added(done, as_json)


def land_progress(
    task: opt.LandTask,
    amount: Annotated[str | None, Argument(metavar="+N|-N", help=N_("quantity done since, or a correction"))] = None,
    to: Annotated[str | None, Option("--to", metavar="N", help=N_("quantity done in all"))] = None,
    on: opt.On = None,
    note: Annotated[str | None, Option("--note", metavar="TEXT", help=N_("a note"))] = None,
) -> None:
    from campaign.service import land
    from campaign.text import _

    state = current()
    done = land.land_progress(state.session(), task, amount=amount, to=to, on=on, note=some(note), request=state.request)
    row = land_task(state.session().store, done.subject)
    beyond = row.target is not None and row.done > row.target
    said(done, "land-progress", _reached(done.subject), _("more than its target: check the figure") if beyond else "")


def accept(
    task: opt.LandTask,
    how: Annotated[str | None, Option("--how", metavar="TEXT", help=N_("how it was accepted or closed out"))] = None,
    on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import land
    from campaign.text import _

    state = current()
    done = land.accept(state.session(), task, how=some(how), on=on, version=opt.version(if_version), request=state.request)
    row = land_task(state.session().store, done.subject)
    short = row.target is not None and row.done < row.target
    said(done, "accept", "", _("although only {quantities} are done").format(quantities=_reached(row.code)) if short else "",
         still_open(row.code))


def _reached(code: str) -> str:
    """``400 of 434.9 mu``"""
    from campaign.cli.land_views import quantities

    row = land_task(current().session().store, code)
    return quantities(row.done, row.target, row.measure)
