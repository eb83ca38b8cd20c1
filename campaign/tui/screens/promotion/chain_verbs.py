"""The verbs of trips (R), promotion events (E) and nodes of the chain map (N): what the keys do on one of them."""

from typing import TYPE_CHECKING

from campaign.core.chain import SEPARATOR
from campaign.core.codes import CHAINS
from campaign.store.records import TRIPS
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_context import VerbContext

if TYPE_CHECKING:
    from campaign.tui.screens.promotion import chain_forms
else:
    chain_forms = lazy("campaign.tui.screens.promotion.chain_forms")

PROMOTED = f"RE{CHAINS}"
"""First letters of what these verbs act on."""
_KINDS = {"R": "trip", "E": "event", CHAINS: "node"}


class ChainVerbs(VerbContext):
    """A part of the app."""

    def _promoted(self, subject: str) -> tuple[str, ...] | None:
        """What ``a`` adds on these panes, and on the pages of what they list; None elsewhere."""
        adds = self._adds
        kind = adds if adds in _KINDS.values() else _KINDS.get(subject[:1])
        if kind is None:
            return None
        first = (kind, "lead") if adds is not None else ("lead", kind)  # on the page of one thing: what belongs to it
        return (*first, *(one for one in _KINDS.values() if one != kind))

    def _lead_values(self, subject: str) -> dict[str, str]:
        """What stands in the form of a new lead already: the trip or event that brought it, the node where it is wanted."""
        match subject[:1]:
            case "R":
                return {"trip": subject, "leader": TRIPS.one(self._own.session.store, subject).leader}
            case "E":
                return {"event": subject}
            case "C":
                return {"county": subject}
            case letter if letter == CHAINS:
                chain, _stroke, node = subject.removeprefix(CHAINS).partition(SEPARATOR)
                return {"chain": chain, "node": node}
        return self._leader_values()

    def _point_at(self, code: str) -> None:
        """A node is written about by its place on the map, and listed by a key of its own."""
        super()._point_at(f"{CHAINS}{code}" if SEPARATOR in code else code)
