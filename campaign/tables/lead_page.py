"""The page of a lead: what is next, whose it is and where from, what happened. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.core.chain import spot
from campaign.core.codes import is_a
from campaign.core.leads import WantedFirm, active
from campaign.core.model.leads import LeadEvent, LeadEventKind, PromotionEvent, Trip
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, wrapped
from campaign.tables.detail import WIDE, flow, head, section
from campaign.tables.history import Dated, latest, spread
from campaign.tables.leads import next_pieces, state_piece
from campaign.tables.results import waiting_rows
from campaign.tables.sections import PLAIN, Fact, PageRow, fact_rows, nothing, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.trips import STAGE_TONES, stage_piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import day, field, label, money
from campaign.words.labels import NOTHING
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
        entries = [Dated(event.on, event_text(event), _tone(event), _who(situation, event)) for event in view.events]
        left = height - 2 - (len(facts(room)) + 1 if width < WIDE else 0)
        return section(_("History"), latest(entries, room, left - 1), room, signs, note=str(len(entries))) if left > 1 else []

    return flow([first], [[facts], [happened]], width, height)


def lead_rows(view: LeadView, width: int) -> list[PageRow]:
    """Name and stage; what is next; facts, each opening what it names; the history, latest first."""
    situation, found = view.situation, view.found
    lead, code = found.lead, found.lead.code
    rows = [PageRow("name", [(lead.name, "strong")], code),
            PageRow("state", [(stage_piece(lead)[0], STAGE_TONES[lead.stage] or PLAIN), ("  ", PLAIN),
                              *next_pieces(found, situation.today)], lead.project or code),
            *waiting_rows(situation, code), PageRow("facts-", ())]
    named: list[tuple[str, str, str | None]] = [
        ("leader", name_of(situation, lead.leader), lead.leader), ("county", name_of(situation, lead.county), lead.county)]
    if lead.project is not None:
        named.append(("project", f"{lead.project} {name_of(situation, lead.project)}", lead.project))
    if view.trip is not None:
        trip = view.trip
        named.append(("trip", f"{trip.code} {trip.place}  {name_of(situation, trip.leader)}  {day(trip.first)}", trip.code))
    if view.event is not None:
        named.append(("event", f"{view.event.code} {view.event.name}  {day(view.event.on)}", view.event.code))
    label_width = max(cells(field(name)) for name, _text, _code in named)
    rows += [PageRow(f"fact:{name}", [(f" {cell(field(name), label_width)}  ", "quiet"), (text, PLAIN if opens is None else "")],
                     opens) for name, text, opens in named]
    facts: list[Fact] = [
        (field("firm"), lead.firm or NOTHING, ""), (field("investor"), label(lead.investor) if lead.investor else NOTHING, ""),
        (field("total"), NOTHING if lead.total is None else money(lead.total), ""),
        (field("chain"), spot(lead.chain, lead.node) or NOTHING, ""), (field("opened"), _day(lead.opened), ""),
        (field("signed"), _day(lead.signed), ""), (field("landed"), _day(lead.landed), "")]
    rows += [PageRow("more-", ()), *fact_rows("more", facts, width)]
    rows += title("history", _("History"), str(len(view.events)))
    if not view.events:
        rows.append(nothing("history", _("nothing yet; n notes it"), code))
    for number, event in reversed(list(enumerate(view.events))):
        rows += _event_rows(situation, code, number, event, width)
    return rows


def _event_rows(situation: Situation, code: str, number: int, event: LeadEvent, width: int) -> list[PageRow]:
    """Day, who, what; a long text goes on in the next lines."""
    who, tone = _who(situation, event), _tone(event)
    when = f" {cell(day(event.on), 6)}  "
    parts = wrapped(event_text(event), max(width - cells(when) - cells(who) - 3, 12))
    return [PageRow(f"history{number}.{part}", [
        (when if part == 0 else " " * cells(when), "quiet"), (text, tone or (PLAIN if part else "")),
        (f"  {who}" if part == 0 and who else "", "quiet")], code if part == 0 else None) for part, text in enumerate(parts)]


def _who(situation: Situation, event: LeadEvent) -> str:
    return name_of(situation, event.actor) if is_a(event.actor, "person") else event.actor


def _tone(event: LeadEvent) -> str:
    return "strong" if event.kind in (LeadEventKind.STAGE, LeadEventKind.PROJECT) else ""


def _day(on: date | None) -> str:
    return NOTHING if on is None else day(on)
