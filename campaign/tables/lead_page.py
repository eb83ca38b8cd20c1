"""The page of a lead: what is next, whose it is and where from, what happened. Pure."""

from datetime import date

from campaign.core.chain import spot
from campaign.tables.cells import name_of
from campaign.tables.history import Dated, entry_lines, stairs
from campaign.tables.lead_details import LeadView, tone, who
from campaign.tables.leads import next_pieces
from campaign.tables.results import waiting_rows
from campaign.tables.sections import PLAIN, Fact, PageRow, fact_rows, nothing, title
from campaign.tables.signs import Signs
from campaign.tables.trips import STAGE_TONES, stage_piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import NOTHING, day, field, label, money
from campaign.words.leads import event_text


def lead_rows(view: LeadView, width: int, signs: Signs) -> list[PageRow]:
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
    found_stairs = stairs([event.on for event in view.events], lead.landed or situation.today, width, signs)
    for number, event in reversed(list(enumerate(view.events))):
        entry = Dated(event.on, event_text(event), tone(event), who(situation, event))
        rows += [PageRow(f"history{number}.{part}", line, code if part == 0 else None)
                 for part, line in enumerate(entry_lines(entry, found_stairs[number], width))]
    return rows


def _day(on: date | None) -> str:
    return NOTHING if on is None else day(on)
