"""The leads: a pane of the page of promotion. Its rows are read beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from campaign.core.chain import Places, Spot
from campaign.core.leads import StageSum, WantedFirm, funnel
from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.tables.lead_details import LeadView, details
from campaign.tables.leads import LEADS
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane

WORDS = frozenset({"lead_stage", "leader", "county", "chain", "node", "overdue"})
"""Filters that tell leads apart."""


class AllLeads(dict[str, WantedFirm]):
    """Every lead, and what is told of all of them."""

    def __init__(self, rows: Sequence[WantedFirm], places: Places) -> None:
        super().__init__((row.lead.code, row) for row in rows)
        self.funnel: Sequence[StageSum] = funnel(row.lead for row in rows)
        self.places = places


class LeadPane(BackgroundPane):
    """Firms that might come: what calls for somebody first."""

    TITLE_TEXT, SHORT = N_("Leads"), N_("Leads")
    ADDS = ("lead", "trip", "event")
    HINTS = ("panes", "add", "own", "open", "edit", "group", "filter")
    KIND = "lead"
    FOLLOWS = ("lead", "excuse")
    SCREEN = "leads"
    TABLE = LEADS

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, WantedFirm]:
        return AllLeads(leads.leads(session, situation), chain.places(session))

    @property
    def stages(self) -> Sequence[StageSum]:
        """The funnel of all leads."""
        return self._rows.funnel if isinstance(self._rows, AllLeads) else ()

    def suits(self, words: Mapping[str, str]) -> bool:
        return bool(words) and words.keys() <= WORDS

    def accepts(self, situation: Situation) -> Callable[[str], bool] | None:
        words, rows = self.words, self._rows
        if not words or not isinstance(rows, AllLeads):
            return None
        stages = words.get("lead_stage", "").split(",") if words.get("lead_stage") else None
        spot = Spot(words["chain"], words.get("node")) if words.get("chain") else None

        def fits(code: str) -> bool:
            row = rows[code]
            lead = row.lead
            if lead.dropped is not None or (stages is not None and lead.stage not in stages):
                return False
            if spot is not None:
                here = rows.places.of(lead.chain, lead.node)
                if here is None or here.chain != spot.chain or (spot.node is not None and here != spot):
                    return False
            return (words.get("leader") in (None, lead.leader) and words.get("county") in (None, lead.county)
                    and (not words.get("overdue") or row.days_overdue > 0))

        return fits

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        view = LeadView(situation, *leads.lead(self.session, situation, code), None, None)
        return details(view, width, height, host_of(self).signs)

    def empty(self) -> Sequence[str]:
        return (_("There is no lead."), "", _("a adds one here; on the command line:"),
                "campaign add-lead NAME -l LEADER -t 5000万", "  --next TEXT --next-on DATE")
