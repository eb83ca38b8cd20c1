"""The list of leads."""

from collections.abc import Callable

from campaign.cli import formatting
from campaign.cli.output import style
from campaign.cli.params import given_once
from campaign.cli.state import current
from campaign.core.leads import WantedFirm
from campaign.core.model.leads import LeadStage
from campaign.service import chain as chains
from campaign.service import leads as service
from campaign.tables.leads import LEADS, Leads
from campaign.text import _
from campaign.words.reading import words


def leads(as_json: bool, as_csv: bool, plain: bool, *, stage: str | None, leader: str | None, county: str | None,
          chain: str | None, overdue: bool, silent: bool, dropped: bool, everything: bool) -> None:
    given_once(dropped=dropped, all=everything)
    given_once(dropped=dropped, overdue=overdue)
    given_once(dropped=dropped, silent=silent)
    how, session = style(as_json, as_csv, plain), current().session()
    stages = set(words(LeadStage, stage)) if stage else set(LeadStage)
    led = session.code("leader", leader) if leader else None
    place = session.code("county", county) if county else None
    on = chains.chain_named(session, chain) if chain else None
    tests: list[Callable[[WantedFirm], bool]] = [
        lambda row: everything or (row.lead.dropped is not None) is dropped,
        lambda row: row.lead.stage in stages,
        lambda row: led is None or row.lead.leader == led,
        lambda row: place is None or row.lead.county == place,
        lambda row: on is None or row.lead.chain == on,
        lambda row: not overdue or row.days_overdue > 0,
        lambda row: not silent or row.silent,
    ]
    situation = session.situation()
    found = service.leads(session, situation)
    empty = (_("No lead fits.") if found
             else _("No lead yet: campaign add-lead NAME -l LEADER -t 5000万 --next TEXT --next-on DATE"))
    rows = {row.lead.code: row for row in found if all(fits(row) for fits in tests)}
    formatting.show(LEADS, Leads(situation, rows), how, empty=empty)
