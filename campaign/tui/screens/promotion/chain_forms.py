"""The forms of trips, promotion events and nodes of the chain map."""

from collections.abc import Callable, Mapping

from campaign.clean import printable
from campaign.core.chain import SEPARATOR
from campaign.core.errors import NotFound
from campaign.core.model.leads import NodeState
from campaign.kinds import event as event_kind
from campaign.kinds import trip as trip_kind
from campaign.kinds.field import Field, Type
from campaign.service import Session, chain
from campaign.store.records import CHAIN, EVENTS, TRIPS
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading, Saved, Values, adding, changed_by
from campaign.tui.dialogs.form_fields import FormField, slots, written

ADDABLE = ("trip", "event", "node")
_STATE = FormField("state", Type.WORD, NodeState, required=True)
_NOTE = FormField("note")
_NUMBER = FormField("place", Type.COUNT, limit=chain.POSITIONS, label=N_("Which of the chain"),
               hint=N_("1 is the most upstream; empty: the last"))


def add(kind: str, values: Mapping[str, str] | None = None) -> Form:
    """``kind`` is one of ``ADDABLE``."""
    if kind == "trip":
        lines = slots(trip_kind.FIELDS, first={"required": False, "hint": N_("empty: today")},
                      last={"required": False, "hint": N_("empty: one day")})
        return Form(adding(kind), lines, lambda session, typed, version, request: chain.add_trip(session, typed, request),
                    values=values, key="add trip")
    if kind == "event":
        return Form(adding(kind), slots(event_kind.FIELDS),
                    lambda session, typed, version, request: chain.add_event(session, typed, request), values=values,
                    key="add event")
    lines = [FormField("chain", required=True, limit=chain.NAME), FormField("node", required=True, limit=chain.NAME), _STATE,
             _NUMBER,
             _NOTE]

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return _set(session, typed.get("chain", ""), typed.get("node", ""), typed, typed.get("state", ""), request)

    return Form(adding(kind), lines, save, values=values, key="add node")


def _set(session: Session, chain_name: str, node: str, typed: Values, state: str, request: str) -> Saved:
    return chain.set_node(session, chain_name, node, state, note=typed.get("note"), position=typed.get("place") or None,
                          request=request)


def edit_trip(session: Session, code: str) -> Form:
    """Raises ``NotFound``."""
    return _edit(session, code, trip_kind.FIELDS, _read_trip)


def edit_event(session: Session, code: str) -> Form:
    """Raises ``NotFound``."""
    return _edit(session, code, event_kind.FIELDS, _read_event)


def _edit(session: Session, code: str, known: tuple[Field, ...], read: Callable[[Session, str], Reading]) -> Form:
    now = read(session, code)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return chain.change(session, code, typed, version=version, request=request)

    name = now.values.get("name") or now.values["place"]
    return Form(_("Edit {code} {name}").format(code=code, name=printable(name)), slots(known), save, values=now.values,
                version=now.version, reread=lambda session: read(session, code), key=f"edit {code}")


def edit_node(session: Session, spot: str) -> Form:
    """Its state, its note, and which of its chain it is. Raises ``NotFound``."""
    name, _stroke, node = spot.partition(SEPARATOR)
    rows = CHAIN.all(session.store, chain=name)
    number, row = next(((number, row) for number, row in enumerate(rows, 1) if row.node == node), (0, None))
    if row is None:
        raise NotFound("unknown_code", code=spot)
    before = row.state.value
    values = {"state": before, "place": str(number), "note": row.note or ""}

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return _set(session, name, node, typed, typed.get("state", before), request)

    lines = [_STATE, _NUMBER._replace(required=True), _NOTE]
    return Form(_("Edit {code} {name}").format(code=printable(name), name=printable(node)), lines, save, values=values,
                key=f"edit {spot}")


def _read_trip(session: Session, code: str) -> Reading:
    row = TRIPS.one(session.store, code)
    return Reading({"leader": row.leader, "place": row.place, "first": written(Type.DAY, row.first),
                    "last": written(Type.DAY, row.last), "purpose": row.purpose or ""}, row.version, changed_by(session, code))


def _read_event(session: Session, code: str) -> Reading:
    row = EVENTS.one(session.store, code)
    return Reading({"name": row.name, "on": written(Type.DAY, row.on), "place": row.place or "", "note": row.note or ""},
                   row.version, changed_by(session, code))
