"""The chain map, trips and promotion events with what they brought, new private firms; the verbs about them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from campaign.core import chain as rules
from campaign.core import codes, trips
from campaign.core.chain import Chain, Firms, Node, Places, Spot
from campaign.core.errors import BadInput, NotFound
from campaign.core.model.indicators import Metric
from campaign.core.model.leads import ChainNode, Lead, NodeState, PromotionEvent, Trip
from campaign.core.model.people import Person
from campaign.core.names import find, key_of
from campaign.core.situation import Situation
from campaign.core.trips import Brought, Travels, brought, by_source
from campaign.data import readings
from campaign.kinds.field import Field, count, parse
from campaign.service.session import Session
from campaign.service.typed import Typed, changed, values
from campaign.store.queries.chain import project_nodes
from campaign.store.records import CHAIN, EVENTS, INDICATORS, LEADS, TRIPS
from campaign.store.write import Done
from campaign.store.writes import chain as chain_writes
from campaign.words.reading import word

NOTE = Field("note")
NAME = 60
"""Characters of the name of a chain or a node."""
POSITIONS = 99


class Travelled(NamedTuple):
    """A trip as it is listed."""

    trip: Trip
    leads: tuple[Lead, ...]
    """All that name it, by code."""
    brought: Brought


class Held(NamedTuple):
    """A promotion event as it is listed."""

    event: PromotionEvent
    leads: tuple[Lead, ...]
    brought: Brought


# Reading ----------------------------------------------------------------------------------------------------------------


def chains(session: Session, situation: Situation) -> list[Chain]:
    """The whole map, as the nodes lie."""
    store = session.store
    nodes = CHAIN.all(store)
    named = project_nodes(store) if nodes else {}
    return rules.chain_map(nodes, situation.snapshot.projects.values(), named, LEADS.all(store))


def places(session: Session) -> Places:
    """What reads where on the map a project or a lead lies."""
    return Places(CHAIN.all(session.store))


def node(session: Session, situation: Situation, spot: Spot) -> tuple[Node, list[Lead]]:
    """One node, and its leads. Raises ``NotFound``."""
    for one in chains(session, situation):
        for found in one.nodes:
            if found.spot == spot:
                return found, [LEADS.one(session.store, code) for code in found.at.leads]
    raise NotFound("unknown_code", code=str(spot))


def chain_named(session: Session, text: str) -> str:
    """The chain that is meant: whole name, beginning, pinyin or initials. Raises ``NotFound``."""
    text = session.required("chain", text, NAME)
    names = list(dict.fromkeys(row.chain for row in CHAIN.all(session.store)))
    found = find(text, [(name, name, key_of(name, readings)) for name in names])
    if len(found) == 1:
        return found[0][0]
    raise NotFound("unknown_chain", text=text, words=", ".join(names))


def trip_rows(session: Session) -> list[Travelled]:
    """Every trip, by code; those that are still to come too."""
    sources = by_source(LEADS.all(session.store))
    return [_travelled(row, sources.get(row.code, ())) for row in TRIPS.all(session.store)]


def trip(session: Session, code: str) -> Travelled:
    """Raises ``NotFound``."""
    return _travelled(TRIPS.one(session.store, code), LEADS.all(session.store, trip=code))


def trips_of(session: Session, leader: str) -> list[Travelled]:
    """Of one leader, by their first day."""
    rows = sorted(TRIPS.all(session.store, leader=leader), key=lambda row: (row.first, codes.order(row.code)))
    return [_travelled(row, LEADS.all(session.store, trip=row.code)) for row in rows]


def event_rows(session: Session) -> list[Held]:
    """Every event, by code."""
    sources = by_source(LEADS.all(session.store))
    return [_held(row, sources.get(row.code, ())) for row in EVENTS.all(session.store)]


def event(session: Session, code: str) -> Held:
    """Raises ``NotFound``."""
    return _held(EVENTS.one(session.store, code), LEADS.all(session.store, event=code))


def _travelled(row: Trip, leads: Iterable[Lead]) -> Travelled:
    leads = tuple(leads)
    return Travelled(row, leads, brought(leads))


def _held(row: PromotionEvent, leads: Iterable[Lead]) -> Held:
    leads = tuple(leads)
    return Held(row, leads, brought(leads))


def travels(situation: Situation, rows: Iterable[Travelled]) -> list[Travels]:
    """Per leader, the one who signed most first."""
    rows = list(rows)
    return trips.travels([row.trip for row in rows], {row.trip.code: row.leads for row in rows}, situation.today)


def at_home(situation: Situation, rows: Iterable[Travelled]) -> list[Person]:
    """Who leads and has no trip, by rank."""
    people = situation.snapshot.people
    return [people[code] for code in trips.at_home(people.values(), [row.trip for row in rows])]


def new_firms(session: Session, situation: Situation) -> Firms:
    return rules.new_firms(INDICATORS.all(session.store, metric=Metric.PRIVATE_FIRMS), situation.snapshot.counties)


# Verbs: trips and events ------------------------------------------------------------------------------------------------


def add_trip(session: Session, typed: Typed, request: str | None = None) -> Done:
    """Without a first day it begins today; without a last day it lasts one."""
    given = values(session, "trip", {**typed, "first": typed.get("first") or "today",
                                     "last": typed.get("last") or typed.get("first") or "today"}, ("leader", "place"))
    return session.write("add-trip", lambda write: chain_writes.add_trip(write, given), request)


def add_event(session: Session, typed: Typed, request: str | None = None) -> Done:
    given = values(session, "event", typed, ("name", "on"))
    return session.write("add-event", lambda write: chain_writes.add_event(write, given), request)


def change(session: Session, code: str, typed: Typed, *, version: int | None = None, request: str | None = None) -> Done:
    """Change what was mentioned of a trip or an event. Raises ``Changed`` (exit 7)."""
    given = changed(session, code, typed)
    change_row = chain_writes.change_trip if codes.is_a(code, "trip") else chain_writes.change_event
    return session.write("edit", lambda write: change_row(write, code, given, version), request)


# Verbs: the chain map ---------------------------------------------------------------------------------------------------


def set_node(session: Session, chain_name: str, node: str, state: str, *, note: str | None = None, position: str | None = None,
             request: str | None = None) -> Done:
    """Say how the city stands with a node; one that is not there is put on the map. None leaves the note as it is."""
    spot = Spot(_part(session, "chain", chain_name), _part(session, "node", node))
    given: dict[str, Any] = {"state": word(NodeState, state)}
    if note is not None:
        given["note"] = parse(NOTE, note, session)
    at = None if position is None else max(count(session.text(position), POSITIONS), 1)
    return session.write("chain-set", lambda write: chain_writes.set_node(write, spot, given, at), request)


def _part(session: Session, field: str, text: str) -> str:
    name = session.required(field, text, NAME)
    if rules.SEPARATOR in name or "／" in name:
        raise BadInput("chain_name", text=name)
    return name


def placed(session: Session, chain_name: str, node: str) -> tuple[int, ChainNode]:
    """Which of its chain a node is, 1 the most upstream, and the node. Raises ``NotFound``."""
    for number, row in enumerate(CHAIN.all(session.store, chain=chain_name), 1):
        if row.node == node:
            return number, row
    raise NotFound("unknown_code", code=f"{chain_name}{rules.SEPARATOR}{node}")


def node_there(session: Session, chain_name: str, node: str) -> bool:
    """Whether it is on the map already."""
    return bool(CHAIN.all(session.store, chain=session.text(chain_name), node=session.text(node)))
