"""Trips and promotion events as lists: their columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from campaign.core import trips as rules
from campaign.core.codes import by_length
from campaign.core.model.leads import Lead, LeadStage
from campaign.core.model.people import Person, Rank
from campaign.core.situation import Situation
from campaign.core.trips import Brought, Travels, TripState
from campaign.service.chain import Held, Travelled
from campaign.tables.cells import code_width, header_line, labels_width, name_of, rule
from campaign.tables.chain import count_piece, money_piece
from campaign.tables.history import name_column
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import chain as say
from campaign.words import day, label, money
from campaign.words.labels import NOTHING

TRIP_TONES = {TripState.COMING: "dim", TripState.RUNNING: "accent", TripState.OVER: ""}
STAGE_TONES = {LeadStage.LEAD: "dim", LeadStage.TALKS: "", LeadStage.SIGNED: "accent", LeadStage.LANDED: "green"}
WIDE = 60
"""Cells of a row from which on the header of a leader tells how often and how long, too."""
_RANKS = list(Rank)

Row = Travelled | Person
"""A trip, or a leader who has none."""
HOME = "~"
"""Group of the leaders who have no trip: it comes last."""
TRIP_SORTS = ("first", "code", "place", "days", "leads", "signed", "money", "state")
TRIP_GROUPS = ("leader", "state", "")


def listed_trips(rows: Sequence[Travelled], home: Sequence[Person]) -> dict[str, Row]:
    return {**{row.trip.code: row for row in rows}, **{person.code: person for person in home}}


def trip_value(rows: Mapping[str, Row], sort: str, today: date) -> Callable[[str], Value]:
    """The latest, longest and most fruitful first; leaders without a trip last, by rank."""
    def value(key: str) -> Value:
        row = rows[key]
        if isinstance(row, Person):
            return 1, _RANKS.index(row.rank)
        trip, found = row.trip, row.brought
        own: Value = {
            "first": -trip.first.toordinal(), "code": by_length(trip.code), "place": by_pinyin(trip.place),
            "days": -rules.length(trip), "leads": (-len(found.leads), -found.meant), "signed": -len(found.signed),
            "money": -found.signed_money, "state": list(TripState).index(rules.trip_state(trip, today))}[sort]
        return 0, own

    return value


def trip_group_of(rows: Mapping[str, Row], group: str, today: date) -> Callable[[str], str]:
    def of(key: str) -> str:
        row = rows[key]
        if isinstance(row, Person):
            return HOME
        return row.trip.leader if group == "leader" else rules.trip_state(row.trip, today).value

    return of


def trip_rank(travels: Mapping[str, int], group: str) -> Callable[[str, Sequence[str]], Value]:
    """``travels``: leader → place among those who travelled."""
    if group == "leader":
        return lambda name, keys: (name == HOME, travels.get(name, len(travels)))
    return lambda name, keys: (name == HOME, [TripState.RUNNING, TripState.COMING, TripState.OVER].index(TripState(name))
                               if name != HOME else 0)


def trip_header(situation: Situation, group: str, name: str, keys: Sequence[str], own: Travels | None, width: int) -> Line:
    """Of a leader: trips, days so far, and what they brought."""
    if name == HOME:
        return header_line(_("No trip yet"), [(people_text(len(keys)) + " ", "yellow")], width)
    if group != "leader" or own is None:
        title = label(TripState(name)) if name in set(TripState) else name_of(situation, name)
        return header_line(title, [(trips_text(len(keys)) + " ", "dim")], width)
    travelled: list[Piece] = [(trips_text(len(own.trips)), ""), (" " + days_text(own.days) + "  ", "dim")]
    facts = [*(travelled if width >= WIDE else ()), *brought_pieces(own.brought)]
    return header_line(name_of(situation, name), [*facts, (" ", "")], width)


def brought_pieces(found: Brought) -> list[Piece]:
    """``3 leads  2 signed 3.20亿``."""
    if not found.leads:
        return [(_("no lead"), "yellow")]
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


def trip_columns(rows: Mapping[str, Row], situation: Situation, width: int, group: str) -> list[Column]:
    trips = [row for row in rows.values() if isinstance(row, Travelled)]
    states = [label(state) for state in TripState]
    found = [
        Column("code", _("Code"), code_width([row.trip.code for row in trips] or [NOTHING])),
        Column("leader", _("Leader"), 8, 6),
        name_column(_("Place"), (row.trip.place for row in trips), width)._replace(key="place"),
        Column("first", _("Leaves"), 6),
        Column("days", _("Days"), 5, align="right", priority=1),
        Column("state", _("State"), labels_width([*states, _("State")], 14), priority=2),
        Column("leads", _("Firms"), 5, align="right"),
        Column("signed", _("Signed"), 6, align="right"),
        Column("money", _("Money signed"), 12, 10, align="right", priority=1),
        Column("landed", _("Landed"), 6, align="right", priority=3),
        Column("purpose", _("Purpose"), 24, 10, priority=4),
    ]
    return [column for column in found if column.key != group]


def trip_piece(situation: Situation, row: Row, key: str, group: str) -> Piece:
    if isinstance(row, Person):
        name = "place" if group == "leader" else "leader"  # there is no column of leaders below their own names
        return {"code": (row.code, "dim"), name: (row.name, ""), "purpose": (row.post, "dim")}.get(key, ("", ""))
    trip, found = row.trip, row.brought
    match key:
        case "code":
            return trip.code, ""
        case "leader":
            return name_of(situation, trip.leader), ""
        case "place":
            return trip.place, ""
        case "first":
            return day(trip.first), ""
        case "days":
            return str(rules.length(trip)), ""
        case "state":
            state = rules.trip_state(trip, situation.today)
            return label(state), TRIP_TONES[state]
        case "purpose":
            return trip.purpose or "", "dim"
    return brought_piece(found, key)


def brought_piece(found: Brought, key: str) -> Piece:
    """A column of what a trip or an event brought."""
    match key:
        case "leads":
            return count_piece(len(found.leads))
        case "signed":
            return count_piece(len(found.signed), "accent")
        case "landed":
            return count_piece(len(found.landed), "green")
    return money_piece(found.signed_money, len(found.signed))


def trip_details(situation: Situation, row: Row, width: int, height: int) -> list[Line]:
    if isinstance(row, Person):
        heading: list[Piece] = [(f" {row.code} ", "dim"), (row.name, "bold"), (f"  {row.post}", "")]
        return [rule(heading, width), [(" " + _("has no trip; a notes one"), "yellow")]][:height]
    trip = row.trip
    span = f"{day(trip.first)} - {day(trip.last)}" if trip.last != trip.first else day(trip.first)
    heading = [(f" {trip.code} ", "dim"), (name_of(situation, trip.leader), "bold"), (f"  {trip.place}", ""),
               (f"  {span}", "dim")]
    lines: list[Line] = [rule(heading, width)]
    if trip.purpose:
        lines.append([(f" {trip.purpose}", "")])
    return [*lines, *lead_lines(row.leads)][:height]


def lead_lines(leads: Sequence[Lead]) -> list[Line]:
    """The leads that something brought, a line each."""
    if not leads:
        return [[(" " + _("brought no lead yet"), "dim")]]
    return [[(f" {lead.code} ", "dim"), (lead.name, "dim" if lead.dropped else ""), ("  ", ""), stage_piece(lead),
             ("" if lead.total is None else f"  {money(lead.total)}", "")] for lead in leads]


def stage_piece(lead: Lead) -> Piece:
    """How far it has got."""
    return (_("given up"), "dim") if lead.dropped is not None else (label(lead.stage), STAGE_TONES[lead.stage])


# Events -----------------------------------------------------------------------------------------------------------------

EVENT_SORTS = ("on", "code", "name", "leads", "signed", "money", "landed")


def event_value(rows: Mapping[str, Held], sort: str) -> Callable[[str], Value]:
    return {
        "on": lambda key: -rows[key].event.on.toordinal(),
        "code": lambda key: 0,
        "name": lambda key: by_pinyin(rows[key].event.name),
        "leads": lambda key: (-len(rows[key].brought.leads), -rows[key].brought.meant),
        "signed": lambda key: -len(rows[key].brought.signed),
        "money": lambda key: -rows[key].brought.signed_money,
        "landed": lambda key: -len(rows[key].brought.landed),
    }[sort]


def event_columns(rows: Mapping[str, Held], width: int) -> list[Column]:
    places = [row.event.place or "" for row in rows.values()]
    return [
        Column("on", _("Day"), 6),
        Column("code", _("Code"), code_width(list(rows))),
        name_column(_("Name"), (row.event.name for row in rows.values()), width),
        Column("place", _("Place"), labels_width([*places, _("Place")], 20), 6, priority=3),
        Column("leads", _("Firms"), 5, align="right"),
        Column("signed", _("Signed"), 6, align="right"),
        Column("money", _("Money signed"), 12, 10, align="right", priority=1),
        Column("landed", _("Landed"), 6, align="right", priority=2),
    ]


def event_piece(row: Held, today: date, key: str) -> Piece:
    event = row.event
    match key:
        case "on":
            return day(event.on), "" if rules.held(event, today) else "dim"
        case "code":
            return event.code, ""
        case "name":
            return event.name, ""
        case "place":
            return event.place or NOTHING, "" if event.place else "dim"
    return brought_piece(row.brought, key)


def event_details(row: Held, today: date, width: int, height: int) -> list[Line]:
    event = row.event
    heading: list[Piece] = [(f" {event.code} ", "dim"), (event.name, "bold"), (f"  {day(event.on)}", "")]
    if not rules.held(event, today):
        heading.append(("  " + _("still to come"), "dim"))
    lines: list[Line] = [rule(heading, width)]
    if event.note:
        lines.append([(f" {event.note}", "")])
    return [*lines, *lead_lines(row.leads)][:height]
