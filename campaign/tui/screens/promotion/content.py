"""The pages of a trip, of a promotion event and of a node of the chain map as rows. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core import trips as rules
from campaign.core.chain import Node, Spot
from campaign.core.model.leads import Lead
from campaign.core.situation import Situation
from campaign.core.trips import Brought
from campaign.service.chain import Held, Travelled
from campaign.tables.cells import name_of, wrapped
from campaign.tables.chain import node_key, state_piece
from campaign.tables.sections import PLAIN, Fact, PageRow, fact_rows, nothing, project_row, table_row, title
from campaign.tables.tones import Piece
from campaign.tables.trips import TRIP_TONES, days_text, stage_piece
from campaign.tables.width import Column
from campaign.text import _
from campaign.words import chain as say
from campaign.words import day, field, label, money
from campaign.words.labels import NOTHING


class NodeView(NamedTuple):
    """A node, and the leads that lie there."""

    situation: Situation
    node: Node
    leads: Sequence[Lead]

    @property
    def spot(self) -> Spot:
        return self.node.spot


def trip_rows(situation: Situation, found: Travelled, width: int) -> list[PageRow]:
    """Who, where, when and what for; the leads that it brought."""
    trip = found.trip
    state = rules.trip_state(trip, situation.today)
    rows = [PageRow("leader", [(name_of(situation, trip.leader), "strong"), (f"  {trip.place}", "")], trip.leader),
            PageRow("state", [(label(state), TRIP_TONES[state] or PLAIN), (f"  {say.brought_text(found.brought)}", PLAIN)])]
    rows += _said("purpose", trip.purpose, trip.code, width)
    facts: list[Fact] = [(field("first"), day(trip.first), ""), (field("last"), day(trip.last), ""),
                         (field("days"), days_text(rules.length(trip)), "")]
    return [*rows, PageRow("facts-", ()), *fact_rows("fact", [*facts, *_facts(found.brought)], width),
            *_lead_rows(_("Leads that it brought"), found.leads, trip.code, width)]



def event_rows(situation: Situation, found: Held, width: int) -> list[PageRow]:
    """What, where and when; the leads that it brought."""
    event = found.event
    state: Piece = (say.brought_text(found.brought), PLAIN)
    if not rules.held(event, situation.today):
        state = (_("still to come"), PLAIN)
    rows = [PageRow("name", [(event.name, "strong")], event.code), PageRow("state", [state])]
    rows += _said("note", event.note, event.code, width)
    facts: list[Fact] = [(field("on"), day(event.on), ""), (field("place"), event.place or NOTHING, "")]
    return [*rows, PageRow("facts-", ()), *fact_rows("fact", [*facts, *_facts(found.brought)], width),
            *_lead_rows(_("Leads that it brought"), found.leads, event.code, width)]


def node_rows(view: NodeView, width: int) -> list[PageRow]:
    """How the city stands with it; the leads that are pending there; the projects that lie there."""
    situation, node = view.situation, view.node
    own = node_key(node)
    state: list[Piece] = [state_piece(node.row.state)]
    if node.gap:
        state.append(("  " + _("a gap: no lead is sought here"), "red"))
    more: Piece = ("  " + _("Enter: in the list of leads"), "quiet")
    rows = [PageRow("name", [(node.row.node, "strong"), (f"  {node.row.chain}", ""), more], own), PageRow("state", state)]
    rows += _said("note", node.row.note, own, width)
    rows += _lead_rows(_("Leads here"), view.leads, own, width)
    rows += title("projects", _("Projects"), _counted(len(node.at.projects), node.at.invested))
    if not node.at.projects:
        rows.append(nothing("projects", _("none; a project names the node in its field for the chain"), own))
    projects = situation.snapshot.projects
    return [*rows, *(project_row(situation, projects[code], width, f"project:{code}") for code in node.at.projects
                     if code in projects)]


def _said(key: str, text: str | None, subject: str, width: int) -> list[PageRow]:
    """A sentence, on as many lines as it takes."""
    parts = wrapped(text, max(width - 2, 12)) if text else ()
    return [PageRow(f"{key}{n}", [(f" {part}", "" if n == 0 else PLAIN)], subject if n == 0 else None)
            for n, part in enumerate(parts)]


def _facts(found: Brought) -> list[Fact]:
    return [(field("leads"), _counted(len(found.leads), found.meant), ""),
            (field("signed_leads"), _counted(len(found.signed), found.signed_money), ""),
            (field("landed_leads"), _counted(len(found.landed), found.landed_money), "")]


def _counted(n: int, amount: int) -> str:
    return f"{n}  {money(amount)}" if n else "0"


def _lead_rows(text: str, leads: Sequence[Lead], subject: str, width: int) -> list[PageRow]:
    rows = title("leads", text, str(len(leads)))
    if not leads:
        return [*rows, nothing("leads", _("none yet"), subject)]
    columns = [Column("code", "", 5), Column("name", "", 30, 12, flex=1), Column("stage", "", 10, 6),
               Column("total", "", 10, 8, align="right", priority=1), Column("node", "", 12, 8, priority=3),
               Column("now", "", 24, 12, priority=2)]
    for lead in leads:
        now: Piece = (f"-> {lead.project}", "green") if lead.project else (lead.dropped or lead.next_step or "", "quiet")
        pieces: Mapping[str, Piece] = {
            "code": (lead.code, "quiet"), "name": (lead.name, "quiet" if lead.dropped else ""), "stage": stage_piece(lead),
            "total": (NOTHING, "quiet") if lead.total is None else (money(lead.total), ""),
            "node": (lead.node or lead.chain or "", "quiet"), "now": now}
        rows.append(PageRow(f"lead:{lead.code}", table_row(columns, pieces, width - 1), lead.code))
    return rows
