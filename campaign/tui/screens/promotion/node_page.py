"""One node of the chain map: how the city stands with it, the leads that are pending there and the projects that lie there."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.chain import Spot
from campaign.core.codes import CHAINS
from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.service import chain
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.promotion.content import NodeView, node_rows
from campaign.tui.shell.record_page import RecordPage


class ChainNodePage(RecordPage):
    """Keys act on the lead or the project under the cursor, else on the node."""

    TITLE_TEXT = N_("Chain node")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "edit", "add", "back")

    def __init__(self, spot: Spot) -> None:
        super().__init__(f"{CHAINS}{spot}")
        self._spot = spot
        self._view: NodeView | None = None

    def heading(self) -> str:
        return cut(str(self._spot), heading_room(self.app.size.width))

    def read(self, situation: Situation) -> bool:
        try:
            node, leads = chain.node(self.host.session, situation, self._spot)
        except NotFound:
            return False
        self._view = NodeView(situation, node, leads)
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return node_rows(self._view, width)

    def open_itself(self) -> None:
        """Its leads in the list of leads, those that have become projects too."""
        words = {"chain": self._spot.chain, "node": self._spot.node or ""}
        self.host.open_list("promotion", words)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """The map, its leads or its projects may have changed. Where a project lies is no part of the situation: an edit of one
        may have brought it here, a report cannot.
        """
        view = self._view
        if view is None:
            return True
        before, after = view.situation.snapshot.projects, situation.snapshot.projects

        def edited(code: str) -> bool:
            old, new = before.get(code), after.get(code)
            return old is None or new is None or old.version != new.version

        return any(code[0] in f"{CHAINS}K" or code in view.node.at.projects or (code[0] == "P" and edited(code))
                   for code in touched)
