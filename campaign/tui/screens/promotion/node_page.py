"""One node of the chain map: how the city stands with it, the leads that are pending there and the projects that lie there."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core import codes
from campaign.core.chain import SEPARATOR, Spot
from campaign.core.situation import Situation
from campaign.service import Session, chain, leads
from campaign.tables.blocks import Block
from campaign.tables.promotion_blocks import all_leads
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.promotion.content import NodeView, node_rows
from campaign.tui.shell.record_page import RecordPage


class ChainNodePage(RecordPage[NodeView]):
    TITLE_TEXT = N_("Chain node")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "own", "add", "back")
    FOLLOWS = ("lead", "node")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._spot = Spot(*code.removeprefix(codes.CHAINS).split(SEPARATOR))

    def heading(self) -> str:
        return cut(str(self._spot), heading_room(self.app.size.width))

    def look(self, session: Session, situation: Situation) -> NodeView:
        return NodeView(situation, *chain.node(session, situation, self._spot))

    def blocks(self, view: NodeView) -> Sequence[Block]:
        return [all_leads(leads.leads(self.host.session, view.situation), view.situation, self.host.signs)]

    def about_it(self, view: NodeView) -> Sequence[str | None]:
        return (*view.node.at.projects, *(lead.leader for lead in view.leads), *(lead.county for lead in view.leads))

    def sections(self, situation: Situation, view: NodeView, width: int) -> Sequence[PageRow]:
        return node_rows(view, width)

    def open_itself(self) -> None:
        """Its leads in the list of leads, those that have become projects too."""
        words = {"chain": self._spot.chain, "node": self._spot.node or ""}
        self.host.open_list("promotion", words)

    def concerned(self, view: NodeView, situation: Situation, touched: frozenset[str]) -> bool:
        """The map, its leads or its projects may have changed. Where a project lies is no part of the situation: an edit of one
        may have brought it here, a report cannot.
        """
        before, after = view.situation.snapshot.projects, situation.snapshot.projects

        def edited(code: str) -> bool:
            old, new = before.get(code), after.get(code)
            return old is None or new is None or old.version != new.version

        return super().concerned(view, situation, touched) \
            or any(code in view.node.at.projects
                   or (codes.is_a(code, "project") and edited(code)) for code in touched)
