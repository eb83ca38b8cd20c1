"""``campaign ical``: what is due when, for the calendar of a telephone or an office."""

from typing import Annotated

from typer import Option

from campaign.cli import params as opt
from campaign.text import N_


def ical(
    leader: opt.Leader = None,
    county: opt.County = None,
    unit: Annotated[str | None, Option("--unit", "-u", metavar="UNIT", help=N_("in whose hands it is, or whose project"))] = None,
    to: Annotated[str | None, Option("--output", "-o", metavar="FILE", help=N_("write it there; - is stdout"))] = None,
    yes: Annotated[bool, Option("--yes", "-y", help=N_("do not ask before FILE is overwritten"))] = False,
) -> None:
    from campaign.cli import to_file
    from campaign.cli.choosing import code_of, leader_of
    from campaign.cli.ical_text import made
    from campaign.cli.state import current
    from campaign.service.calendar_entries import Only, entries
    from campaign.store.queries.written import root

    to_file.place("ical", to, yes)
    session = current().session()
    only = Only(leader_of(session, leader) or None, code_of(session, "county", county) or None,
                code_of(session, "unit", unit) or None)
    situation = session.situation(judged=False)
    campaign = situation.snapshot.campaign
    whose = "  ".join([campaign.name, *(situation.name_of(code) or code for code in only if code is not None)])
    to_file.write(to, made(entries(session, situation, only), whose, campaign.time_zone, root(session.store)))
