"""A lead with its history, and the detail of it below the list. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core.chain import spot
from campaign.core.codes import is_a
from campaign.core.leads import WantedFirm, active
from campaign.core.model.leads import LeadEvent, LeadEventKind, PromotionEvent, Trip
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.tables.detail import WIDE, flow, head, section
from campaign.tables.history import Dated, latest, spread
from campaign.tables.leads import next_pieces, state_piece
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.trips import stage_piece
from campaign.text import _
from campaign.words import day, label, money
from campaign.words.leads import event_text


class LeadView(NamedTuple):
    """A lead, its history, and what brought it."""

    situation: Situation
    found: WantedFirm
    events: Sequence[LeadEvent]
    trip: Trip | None
    event: PromotionEvent | None


def details(view: LeadView, width: int, height: int, signs: Signs) -> list[Line]:
    """Who comes from where, and what is agreed; when anything was entered last, and what happened until then."""
    situation, row, lead = view.situation, view.found, view.found.lead
    first: Line = head(lead.code, lead.name, width, stage_piece(lead), right=[state_piece(row, situation.today)])
    told = [lead.firm, None if lead.investor is None else label(lead.investor), spot(lead.chain, lead.node),
            None if lead.total is None else money(lead.total), name_of(situation, lead.county) if lead.county else None,
            name_of(situation, lead.leader) if lead.leader else None]

    def facts(room: int) -> list[Line]:
        lines: list[Line] = [*spread(list(filter(None, told)), room), [(" ", ""), *next_pieces(row, situation.today)]]
        if row.last is not None and active(lead):
            ago = (situation.today - row.last).days
            last = _("last entry on {day}, {n} days ago").format(day=day(row.last), n=ago) if ago else _("last entry today")
            lines.append([(" " + last, "yellow" if row.silent else "quiet")])
        return lines

    def happened(room: int) -> list[Line]:
        entries = [Dated(event.on, event_text(event), tone(event), who(situation, event)) for event in view.events]
        left = height - 2 - (len(facts(room)) + 1 if width < WIDE else 0)
        return section(_("History"), latest(entries, room, left - 1), room, signs, note=str(len(entries))) if left > 1 else []

    return flow([first], [[facts], [happened]], width, height)


def who(situation: Situation, event: LeadEvent) -> str:
    return name_of(situation, event.actor) if is_a(event.actor, "person") else event.actor


def tone(event: LeadEvent) -> str:
    return "strong" if event.kind in (LeadEventKind.STAGE, LeadEventKind.PROJECT) else ""
