"""What the page of a person tells of the organisation: task forces, dispatches, trips and merits, a section each. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import task_forces as forces_rules
from campaign.core import trips as trips_rules
from campaign.core.merits import Named
from campaign.core.model.task_forces import TaskForce, TaskForceMember
from campaign.core.situation import Situation
from campaign.service.chain import Travelled
from campaign.service.task_forces import DispatchView
from campaign.tables.cells import name_of
from campaign.tables.merits import kind_piece, state_piece
from campaign.tables.sections import PageRow, title
from campaign.tables.task_forces import away_piece
from campaign.tables.tones import Line
from campaign.tables.trips import brought_pieces, days_text
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import day, listed
from campaign.words.task_forces import skills_text


class Engagements(NamedTuple):
    """What is read of a person; merits those that the session may see."""

    forces: Sequence[tuple[TaskForce, TaskForceMember | None]] = ()
    dispatches: Sequence[DispatchView] = ()
    trips: Sequence[Travelled] = ()
    merits: Sequence[Named] = ()


def engagement_rows(situation: Situation, person: str, told: Engagements) -> list[PageRow]:
    return [*_force_rows(situation, person, told.forces), *_dispatch_rows(situation, told.dispatches),
            *_trip_rows(situation, told.trips), *_merit_rows(situation, told.merits, person)]


def _force_rows(situation: Situation, person: str, forces: Sequence[tuple[TaskForce, TaskForceMember | None]]) -> list[PageRow]:
    """With the skills there."""
    rows: list[PageRow] = []
    if forces:
        rows += title("forces", _("Task forces"), str(len(forces)))
        for force, own in forces:
            what = [_("leads it")] if force.head == person else []
            what += [skills_text(own.skills)] if own is not None and own.skills else []
            tone = "" if forces_rules.standing(force, situation.today) else "quiet"
            said: Line = [(f" {force.code} ", "quiet"), (force.name, tone), (f"  {listed(what)}", "quiet")]
            rows.append(PageRow(f"force:{force.code}", said, force.code))
    return rows


def _dispatch_rows(situation: Situation, sent: Sequence[DispatchView]) -> list[PageRow]:
    """Where they were or are sent."""
    rows: list[PageRow] = []
    if sent:
        rows += title("dispatches", _("Dispatches"), str(len(sent)))
        for row in sent:
            line: Line = [(f" {row.dispatch.code} ", "quiet"), (name_of(situation, row.dispatch.unit) + "  ", ""),
                          away_piece(row, situation.today), (f"  {row.dispatch.purpose or ''}", "quiet")]
            rows.append(PageRow(f"dispatch:{row.dispatch.code}", line, row.dispatch.code))
    return rows


def _trip_rows(situation: Situation, trips: Sequence[Travelled]) -> list[PageRow]:
    """Where to, when, and what it brought."""
    rows: list[PageRow] = []
    if trips:
        rows = title("trips", _("Trips"), days_text(trips_rules.days_gone([row.trip for row in trips], situation.today)))
    for row in trips:
        trip = row.trip
        said: Line = [(f" {trip.code} ", "quiet"), (f"{trip.place}  ", ""), (f"{day(trip.first)}  ", "quiet"),
                      *brought_pieces(row.brought), (f"  {trip.purpose or ''}", "quiet")]
        rows.append(PageRow(f"trip:{trip.code}", said, trip.code))
    return rows


def _merit_rows(situation: Situation, merits: Sequence[Named], about: str) -> list[PageRow]:
    """Of what names another (the unit of a person), whom."""
    if not merits:
        return []
    rows = title("merits", _("Praise and supervision"), str(len(merits)))
    wide = max(cells(kind_piece(row.merit.kind)[0]) for row in merits)
    for row in merits:
        kind, colour = kind_piece(row.merit.kind)
        whom = "" if row.subject == about else f"{name_of(situation, row.subject)}  "
        state, tone = state_piece(row)
        rows.append(PageRow(f"merit:{row.merit.code}", [
            (f" {row.merit.code}  {cell(day(row.merit.on), 6)}  ", "quiet"), (cell(kind, wide) + "  ", colour), (whom, "strong"),
            (row.merit.text, ""), (f"  {state}" if state else "", tone)], row.merit.code))
    return rows
