"""The forms of trips, promotion events and nodes of the chain map."""

from campaign.core.chain import SEPARATOR
from campaign.core.codes import CHAINS
from campaign.core.situation import Situation
from campaign.service import Session, chain
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_fields import lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import Forms

_PLACE = {"limit": chain.POSITIONS, "hint": N_("1 is the most upstream; empty: the last")}


def _set(session: Session, chain_name: str, node: str, typed: Values, state: str, request: str) -> Saved:
    return chain.set_node(session, chain_name, node, state, note=typed.get("note"), position=typed.get("place") or None,
                          request=request)


def _add_node(session: Session, typed: Values, request: str) -> Saved:
    return _set(session, typed.get("chain", ""), typed.get("node", ""), typed, typed.get("state", ""), request)


def _edit_node(session: Session, situation: Situation, subject: str) -> Form:
    """Its state, its note, and which of its chain it is. Raises ``NotFound``."""
    spot = subject.removeprefix(CHAINS)
    name, _stroke, node = spot.partition(SEPARATOR)
    number, row = chain.placed(session, name, node)
    before = row.state.value

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        return _set(session, name, node, typed, typed.get("state", before), request)

    return Form(_("Edit {code} {name}").format(code=name, name=node),
                lines("node", "state", "place", "note", place={**_PLACE, "required": True}), save,
                values={"state": before, "place": str(number), "note": row.note or ""}, key=f"edit {spot}")


TRIP = Forms(chain.add_trip, tuple(lines("trip", first={"required": False, "hint": N_("empty: today")},
                                         last={"required": False, "hint": N_("empty: one day")})))
EVENT = Forms(chain.add_event)
NODE = Forms(_add_node, tuple(lines("node", "chain", "node", "state", "place", "note", place=_PLACE)), edit=_edit_node)
