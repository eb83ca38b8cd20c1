"""Trips and promotion events as lists: their columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from campaign.core import trips as rules
from campaign.core.codes import by_length
from campaign.core.model.leads import Lead, LeadStage, TripState
from campaign.core.model.people import Person, Rank
from campaign.core.situation import Situation
from campaign.core.trips import Brought, Travels
from campaign.service.chain import Held, Travelled
from campaign.tables.cells import name_of
from campaign.tables.chain import count_piece, counted, money_piece, summed
from campaign.tables.detail import head
from campaign.tables.order import Value, by_pinyin
from campaign.tables.table import (
    Column,
    Group,
    Keyed,
    Listing,
    Plain,
    Record,
    Table,
    by_code,
    choosing,
    coded,
    named,
    widest,
)
from campaign.tables.tones import Line, Piece
from campaign.tables.values import iso
from campaign.tables.width import name_width
from campaign.text import N_, _, ngettext
from campaign.words import chain as say
from campaign.words import day, label, money
from campaign.words.labels import NOTHING

TRIP_TONES = {TripState.COMING: "quiet", TripState.RUNNING: "accent", TripState.OVER: ""}
STAGE_TONES = {LeadStage.LEAD: "quiet", LeadStage.TALKS: "", LeadStage.SIGNED: "", LeadStage.LANDED: "quiet"}
WIDE = 60
"""Cells of a row from which on the header of a leader tells how often and how long, too."""
_RANKS = list(Rank)

Row = Travelled | Person
"""A trip, or a leader who has none."""
HOME = "~"
"""Group of the leaders who have no trip: it comes last."""


class Trips(Listing[Row]):
    """With what is told of each leader, the most fruitful first, and what the rows are grouped by now."""

    def __init__(self, situation: Situation, rows: Mapping[str, Row], travels: Sequence[Travels] = (),
                 group: Callable[[], str] = str) -> None:
        super().__init__(situation, rows)
        self.travels, self.group = {row.leader: row for row in travels}, group


Events = Listing[Held]
_BROUGHT = ("leads", "leads_total", "signed_leads", "signed_total", "landed_leads", "landed_total")
_TRIP = ("code", "leader", "leader_name", "place", "first", "last", "days", "state", "purpose", *_BROUGHT, "version")


def trip_record(told: Trips, row: Row) -> Record:
    if isinstance(row, Person):
        return {**dict.fromkeys(_TRIP), "code": row.code, "leader": row.code, "leader_name": row.name}
    found = row.trip
    return {"code": found.code, "leader": found.leader, "leader_name": told.name(found.leader), "place": found.place,
            "first": iso(found.first), "last": iso(found.last), "days": rules.length(found),
            "state": rules.trip_state(found, told.situation.today), "purpose": found.purpose, **_brought(row.brought),
            "version": found.version}


def event_record(told: Events, row: Held) -> Record:
    found = row.event
    return {"code": found.code, "name": found.name, "on": iso(found.on), "held": rules.held(found, told.situation.today),
            "place": found.place, "note": found.note, **_brought(row.brought), "version": found.version}


def _brought(found: Brought) -> Record:
    return {"leads": list(found.leads), "leads_total": found.meant, "signed_leads": list(found.signed),
            "signed_total": found.signed_money, "landed_leads": list(found.landed), "landed_total": found.landed_money}


def brought_pieces(found: Brought) -> list[Piece]:
    """``3 leads  2 signed 3.20亿``."""
    if not found.leads:
        return [(_("no lead"), "quiet")]
    pieces: list[Piece] = [(say.leads_text(len(found.leads)), "")]
    if found.signed:
        pieces.append(("  " + _("{n} signed {money}").format(n=len(found.signed), money=money(found.signed_money)), "accent"))
    return pieces


def trips_text(n: int) -> str:
    return ngettext("{n} trip", "{n} trips", n).format(n=n)


def days_text(n: int) -> str:
    return ngettext("{n} day", "{n} days", n).format(n=n)


def people_text(n: int) -> str:
    return ngettext("{n} leader", "{n} leaders", n).format(n=n)


# How trips are sorted and grouped: the latest, longest and most fruitful first --------------------------------------------


def _by(of: Callable[[Trips, Travelled], Value]) -> Callable[[Trips], Keyed]:
    """Leaders without a trip come last, by rank."""
    return lambda told: lambda key: ((1, _RANKS.index(row.rank)) if isinstance(row := told.rows[key], Person)
                                     else (0, of(told, row)))


def _state(told: Trips, row: Travelled) -> TripState:
    return rules.trip_state(row.trip, told.situation.today)


def _by_travels(told: Trips) -> Callable[[str, Sequence[str]], Any]:
    places = {leader: place for place, leader in enumerate(told.travels)}
    return lambda name, keys: (name == HOME, places.get(name, len(places)))


def _by_state(told: Trips) -> Callable[[str, Sequence[str]], Any]:
    order = (TripState.RUNNING, TripState.COMING, TripState.OVER, HOME)
    return lambda name, keys: order.index(name)


def _group(of: Callable[[Trips, Travelled], str], name: Callable[[Trips, str], str],
           rank: Callable[[Trips], Callable[[str, Sequence[str]], Any]]) -> Group[Trips]:
    return Group(lambda told: lambda key: HOME if isinstance(row := told.rows[key], Person) else of(told, row),
                 lambda told, found: _("No trip yet") if found == HOME else name(told, found), rank)


def _facts(told: Trips, group: str, keys: Sequence[str], width: int) -> list[Piece]:
    """Of a leader: trips, days so far, and what they brought."""
    first = told.rows[keys[0]]
    if isinstance(first, Person):
        return [(people_text(len(keys)) + " ", "quiet")]
    own = told.travels.get(first.trip.leader)
    if group != "leader" or own is None:
        return [(trips_text(len(keys)) + " ", "quiet")]
    travelled: list[Piece] = [(trips_text(len(own.trips)), ""), (" " + days_text(own.days) + "  ", "quiet")]
    return [*(travelled if width >= WIDE else ()), *brought_pieces(own.brought), (" ", "")]


# Their columns ----------------------------------------------------------------------------------------------------------


def _of(trip: Callable[[Trips, Travelled], Piece],
        home: Callable[[Trips, Person], Piece] = lambda told, row: ("", "")) -> Callable[[Trips, Row], Piece]:
    """``home``: of a leader who has no trip."""
    return lambda told, row: home(told, row) if isinstance(row, Person) else trip(told, row)


def _state_piece(told: Trips, row: Travelled) -> Piece:
    state = _state(told, row)
    return label(state), TRIP_TONES[state]


def _place_width(told: Trips, column: Column[Trips, Row], room: int) -> tuple[int, int]:
    return name_width(column.title, (row.trip.place for row in told.rows.values() if isinstance(row, Travelled)), room)


LEADS = Column[Any, Any](
    "leads", N_("Firms"), 5, lambda told, row: count_piece(len(row.brought.leads)), align="right",
    sort=lambda told: lambda key: (-len(told.rows[key].brought.leads), -told.rows[key].brought.meant),
    plain=counted("leads"))
SIGNED = Column[Any, Any](
    "signed", N_("Signed"), 6, lambda told, row: count_piece(len(row.brought.signed), "accent"), align="right",
    sort=lambda told: lambda key: -len(told.rows[key].brought.signed),
    plain=counted("signed_leads"))
MONEY = Column[Any, Any](
    "money", N_("Money signed"), 12, lambda told, row: money_piece(row.brought.signed_money, len(row.brought.signed)), 10,
    "right", gives=1, sort=lambda told: lambda key: -told.rows[key].brought.signed_money,
    plain=summed("signed_leads", "signed_total"))
LANDED = Column[Any, Any](
    "landed", N_("Landed"), 6, lambda told, row: count_piece(len(row.brought.landed), "green"), align="right", gives=2,
    sort=lambda told: lambda key: -len(told.rows[key].brought.landed),
    plain=counted("landed_leads"))
"""What a trip or an event brought."""


def _fruit(column: Column[Any, Any]) -> Column[Any, Any]:
    """As a list has it that knows leaders without a trip."""
    cell, by = column.cell, column.sort
    assert cell is not None and by is not None
    return replace(column, cell=_of(cell), sort=lambda told: _by(lambda told, row: by(told)(row.trip.code))(told))


TRIPS = Table[Trips, Row](
    "trips",
    columns=(
        Column("code", N_("Code"), coded, _of(lambda told, row: (row.trip.code, ""), lambda told, row: (row.code, "quiet")),
               sort=_by(lambda told, row: by_length(row.trip.code)), plain=Plain()),
        Column("leader", N_("Leader"), 8, _of(lambda told, row: (name_of(told.situation, row.trip.leader), ""),
                                              lambda told, row: (row.name, "")), 6,
               plain=Plain(lambda row: row["leader_name"], flexible=True),
               group=_group(lambda told, row: row.trip.leader, lambda told, name: name_of(told.situation, name), _by_travels)),
        # There is no column of leaders below their own names.
        Column("place", N_("Place"), _place_width, _of(
            lambda told, row: (row.trip.place, ""), lambda told, row: (row.name if told.group() == "leader" else "", "")), flex=1,
            sort=_by(lambda told, row: by_pinyin(row.trip.place)), plain=Plain(flexible=True)),
        Column("first", N_("Leaves"), 6, _of(lambda told, row: (day(row.trip.first), "")), plain=Plain(),
               sort=_by(lambda told, row: -row.trip.first.toordinal())),
        Column("days", N_("Days"), 5, _of(lambda told, row: (str(rules.length(row.trip)), "")), align="right", gives=1,
               sort=_by(lambda told, row: -rules.length(row.trip)), plain=Plain(right=True)),
        Column("state", N_("State"), choosing(TripState, 14, titled=True), _of(_state_piece), gives=2, plain=Plain(),
               sort=_by(lambda told, row: list(TripState).index(_state(told, row))),
               group=_group(lambda told, row: _state(told, row).value, lambda told, name: label(TripState(name)), _by_state)),
        *map(_fruit, (LEADS, SIGNED, MONEY)), replace(_fruit(LANDED), gives=3, sort=None),
        Column("purpose", N_("Purpose"), 24, _of(lambda told, row: (row.trip.purpose or "", "quiet"),
                                                 lambda told, row: (row.post, "quiet")), 10, gives=4, plain=Plain(flexible=True)),
    ),
    sorts=("first", "code", "place", "days", "leads", "signed", "money", "state"), groups=("leader", "state", ""),
    record=trip_record, keys=_TRIP, facts=_facts,
    called=lambda told, row: row.name if isinstance(row, Person) else f"{row.trip.place} {row.trip.purpose or ''}",
    about=lambda told, row: ((row.code, row.rank) if isinstance(row, Person)
                             else (row.trip.leader, _state(told, row), *row.brought.leads)))


def trip_details(situation: Situation, row: Row, width: int, height: int) -> list[Line]:
    if isinstance(row, Person):
        return [head(row.code, row.name, width, (row.post, "")), [(" " + _("has no trip; a notes one"), "")]][:height]
    trip = row.trip
    span = f"{day(trip.first)} - {day(trip.last)}" if trip.last != trip.first else day(trip.first)
    lines: list[Line] = [head(trip.code, name_of(situation, trip.leader), width, (trip.place, ""), (span, "quiet"))]
    if trip.purpose:
        lines.append([(f" {trip.purpose}", "")])
    return [*lines, *lead_lines(row.leads)][:height]


def lead_lines(leads: Sequence[Lead]) -> list[Line]:
    """The leads that something brought, a line each."""
    if not leads:
        return [[(" " + _("brought no lead yet"), "quiet")]]
    return [[(f" {lead.code} ", "quiet"), (lead.name, "quiet" if lead.dropped else ""), ("  ", ""), stage_piece(lead),
             ("" if lead.total is None else f"  {money(lead.total)}", "")] for lead in leads]


def stage_piece(lead: Lead) -> Piece:
    """How far it has got."""
    return (_("given up"), "quiet") if lead.dropped is not None else (label(lead.stage), STAGE_TONES[lead.stage])


# Events -----------------------------------------------------------------------------------------------------------------

EVENTS = Table[Events, Held](
    "events",
    columns=(
        Column("on", N_("Day"), 6, plain=Plain(), sort=lambda told: lambda key: -told.rows[key].event.on.toordinal(),
               cell=lambda told, row: (day(row.event.on), "" if rules.held(row.event, told.situation.today) else "quiet")),
        Column("code", N_("Code"), coded, lambda told, row: (row.event.code, ""), sort=by_code, plain=Plain()),
        Column("name", N_("Name"), named, lambda told, row: (row.event.name, ""), flex=1, plain=Plain(flexible=True),
               sort=lambda told: lambda key: by_pinyin(told.rows[key].event.name)),
        Column("place", N_("Place"), widest(20, 6), gives=3, plain=Plain(flexible=True),
               cell=lambda told, row: (row.event.place or NOTHING, "" if row.event.place else "quiet")),
        LEADS, SIGNED, MONEY, LANDED,
        Column("note", plain=Plain(flexible=True)),
    ),
    printed=("code", "name"), record=event_record,
    called=lambda told, row: f"{row.event.name} {row.event.place or ''}", about=lambda told, row: row.brought.leads)


def event_details(row: Held, today: date, width: int, height: int) -> list[Line]:
    event = row.event
    coming = "" if rules.held(event, today) else _("still to come")
    lines: list[Line] = [head(event.code, event.name, width, (day(event.on), ""), (coming, "quiet"))]
    if event.note:
        lines.append([(f" {event.note}", "")])
    return [*lines, *lead_lines(row.leads)][:height]
