"""Commands about leads: found, brought on, landed or given up."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.params import Typed, some, takes
from campaign.cli.state import current
from campaign.text import N_, _
from campaign.words import label

STEP = "stage next_step next_on"


@takes("lead", "NAME", more=STEP)
def add_lead(typed: Typed, on: opt.On = None, as_json: opt.Json = False) -> None:
    from campaign.service import leads as leads_service

    state = current()
    step = {name: typed.pop(name) for name in STEP.split()}
    done = leads_service.add_lead(state.session(), typed, **step, on=on, request=state.request)
    said(done, "add-lead")
    added(done, as_json)


def leads(
    stage: Annotated[str | None, Option("--stage", metavar="WORD", help=N_("only lead, talks, signed or landed; commas between"))]
    = None,
    leader: Annotated[str | None, Option("--leader", "-l", metavar="LEADER", help=N_("only of this leader"))] = None,
    county: Annotated[str | None, Option("--county", "-c", metavar="COUNTY", help=N_("only for this county"))] = None,
    chain: Annotated[str | None, Option("--chain", metavar="CHAIN", help=N_("only on this chain"))] = None,
    overdue: Annotated[bool, Option("--overdue", help=N_("only those whose next step is overdue"))] = False,
    silent: Annotated[bool, Option("--silent", help=N_("only those of which nothing was entered for two weeks"))] = False,
    dropped: Annotated[bool, Option("--dropped", help=N_("only those given up"))] = False,
    everything: Annotated[bool, Option("--all", help=N_("those given up too"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import lead_lists

    lead_lists.leads(as_json, as_csv, plain, stage=stage, leader=leader, county=county, chain=chain, overdue=overdue,
                          silent=silent, dropped=dropped, everything=everything)


@takes("lead", "[STAGE]", only=STEP, help={"stage": N_("lead, talks, signed or landed; the next one if nothing is said")})
def advance(
    lead: Annotated[str, Argument(metavar="LEAD", help=N_("code, name, its beginning or its pinyin"))],
    note: Annotated[str | None, Option("--note", metavar="TEXT", help=N_("what was done"))] = None, *, typed: Typed,
    drop: Annotated[str | None, Option("--drop", metavar="WHY", help=N_("it ends without a project"))] = None,
    reopen: Annotated[str | None, Option("--reopen", metavar="WHY", help=N_("one given up goes on"))] = None,
    project: Annotated[str | None, Option("--project", "-p", metavar="PROJECT",
                       help=N_("landed as this project; else one is made"))] = None,
    on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    """A lead that lands becomes a project; its code is printed."""
    from campaign.service import leads as leads_service

    state = current()
    found = leads_service.advance(state.session(), lead, note=some(note), drop=some(drop), reopen=some(reopen), project=project,
                                  on=on, version=opt.version(if_version), request=state.request, **typed)
    became = _("it is project {project} now").format(project=found.project) if found.project else ""
    said(found.done, "advance", "", label(found.stage) if drop is None else _("given up"), became)
    if found.project:
        output.data(found.project)
