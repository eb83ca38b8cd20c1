"""Verbs about trips, promotion events and the chain map."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.core.chain import Spot
from campaign.core.codes import CHAINS
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.kinds.campaign import check_span
from campaign.store.write import Write
from campaign.store.writes.common import add, keyed, require_leader

Values = Mapping[str, Any]


# Trips ------------------------------------------------------------------------------------------------------------------


def add_trip(write: Write, values: Values) -> str:
    require_leader(write, values["leader"])
    _check_trip(write, "", values)
    _check_days(write, values, values)
    code = add(write, "trip", values)
    write.touch(values["leader"])
    return code


def change_trip(write: Write, code: str, values: Values, version: int | None = None) -> str:
    names = ("leader", "place", "first", "last")
    found = write.one(f"SELECT {', '.join(names)} FROM trips WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    require_leader(write, values.get("leader"))
    whole = {**dict(zip(names, found, strict=True)), **values}
    _check_trip(write, code, whole)
    _check_days(write, values, whole)
    if write.update("trips", code, values, version):
        write.touch(found[0], values.get("leader", found[0]))
    return code


def _check_days(write: Write, values: Values, whole: Values) -> None:
    """A trip's days, when they are said anew, lie about the campaign."""
    if {"first", "last"} & set(values):
        check_span(date.fromisoformat(whole["first"]), date.fromisoformat(whole["last"]), write.campaign)


def _check_trip(write: Write, own: str, values: Values) -> None:
    if values["last"] < values["first"]:
        raise BadInput("bad_span", text=f"{values['first']}..{values['last']}")
    twin = write.one("SELECT code FROM trips WHERE leader = ? AND place = ? AND first = ? AND code <> ?",
                     values["leader"], values["place"], values["first"], own)
    if twin is not None:
        raise Refused("trip_there", code=twin[0], leader=values["leader"], place=values["place"])


# Events -----------------------------------------------------------------------------------------------------------------


def add_event(write: Write, values: Values) -> str:
    _check_event(write, "", values)
    return add(write, "event", values)


def change_event(write: Write, code: str, values: Values, version: int | None = None) -> str:
    found = write.one("SELECT name, on_day FROM promotion_events WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    _check_event(write, code, {"name": found[0], "on_day": found[1], **values})
    write.update("promotion_events", code, keyed(values), version)
    return code


def _check_event(write: Write, own: str, values: Values) -> None:
    twin = write.one("SELECT code FROM promotion_events WHERE name = ? AND on_day = ? AND code <> ?",
                     values["name"], values["on_day"], own)
    if twin is not None:
        raise Refused("event_there", code=twin[0], name=values["name"])


# The chain map ----------------------------------------------------------------------------------------------------------


def set_node(write: Write, spot: Spot, values: Values, position: int | None) -> str:
    """Change a node, or put a new one on the map. ``position``: 1 is the most upstream of its chain; None leaves it where it is,
    and puts a new one at the end.
    """
    chain, node = spot.chain, spot.node
    assert node is not None
    stood: dict[str, int] = dict(write.all("SELECT node, place FROM chain_nodes WHERE chain = ? ORDER BY place, node", chain))
    places = dict(stood)
    order = [name for name in places if name != node]
    first = min(places.values(), default=None)
    if first is None:  # a new chain comes after all the others
        ((last,),) = write.all("SELECT COALESCE(MAX(place), 0) FROM chain_nodes")
        first = last + 1
    if position is not None or node not in places:
        order.insert(len(order) if position is None else min(position, len(order) + 1) - 1, node)
        places = {name: first + number for number, name in enumerate(order)} if position is not None else {
            **places, node: max(places.values(), default=first - 1) + 1}
    before = len(write.changes)
    given = dict(values) if stood.get(node) == places[node] else {**values, "place": places[node]}
    write.set_single("chain_nodes", {"chain": chain, "node": node}, given)
    for name in order:
        if name != node:
            write.set_single("chain_nodes", {"chain": chain, "node": name}, {"place": places[name]})
    if len(write.changes) > before:
        write.touch(CHAINS)
    return str(spot)
