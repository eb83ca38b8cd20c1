"""Around the pages of promotion: all leads from found to landed, and what every trip has brought. Pure."""

from collections.abc import Sequence

from campaign.core.leads import WantedFirm, active, funnel, urgency
from campaign.core.situation import Situation
from campaign.service.chain import Travelled
from campaign.tables.blocks import Block
from campaign.tables.cells import name_of
from campaign.tables.charts import funnel as charts
from campaign.tables.charts.heading import heading
from campaign.tables.detail import ended
from campaign.tables.leads import funnel_steps, next_pieces
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.trips import brought_pieces, stage_piece, trips_text
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import day, money

LEADS, TRIPS = 16, 10
"""Lines wanted."""
NEXT = 60
"""Cells from which on there is room for what is next."""


def all_leads(rows: Sequence[WantedFirm], situation: Situation, signs: Signs) -> Block:
    """The funnel of all, and those that are worked on, what calls for somebody first."""
    shown = [row for row in sorted(rows, key=urgency) if active(row.lead)]

    def write(width: int, room: int) -> list[Line]:
        if not rows:
            return []
        stage = max((cells(stage_piece(row.lead)[0]) for row in shown), default=0) + 2
        name = min(max((cells(row.lead.name) for row in shown), default=0), max(width // 3, 14))
        lines: list[Line] = []
        for row in shown:
            piece = stage_piece(row.lead)
            line: Line = [(cell(piece[0], stage), piece[1]), (cell(row.lead.name, name) + "  ", ""),
                          (name_of(situation, row.lead.county) + "  ", "quiet"),
                          *(next_pieces(row, situation.today) if width >= NEXT else ())]
            total = row.lead.total
            lines.append(ended(line, [(money(total), "")], width) if total is not None else line)
        note = _("{n} being worked on").format(n=len(shown))
        return [heading(width, _("All leads"), signs, note=note),
                *charts.funnel(funnel_steps(funnel(row.lead for row in rows)), width, signs), *lines][:room]
    return Block(write, LEADS)


def all_trips(rows: Sequence[Travelled], situation: Situation, signs: Signs) -> Block:
    """The latest first: who went where, and what came of it."""
    shown = sorted(rows, key=lambda row: row.trip.first, reverse=True)

    def write(width: int, room: int) -> list[Line]:
        who = max((cells(name_of(situation, row.trip.leader)) for row in shown), default=0) + 2
        lines = [ended([(cell(day(row.trip.first), 6) + "  ", "quiet"), (cell(name_of(situation, row.trip.leader), who), ""),
                        (row.trip.place, "")], brought_pieces(row.brought), width) for row in shown]
        return [heading(width, _("All trips"), signs, note=trips_text(len(shown))), *lines][:room] if shown else []
    return Block(write, TRIPS)
