"""One blocker: in whose hands, for how long, how it got there, and what it freezes."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, blockers
from campaign.tables.blocker_details import Told, blocks
from campaign.tables.blocker_record import Frozen
from campaign.tables.blocks import Block, of_details
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.blockers.blocker_content import BlockerView, blocker_rows
from campaign.tui.shell.record_page import RecordPage


class BlockerPage(RecordPage[BlockerView]):
    """The cursor stops at people, entries of the history, and projects."""

    TITLE_TEXT = N_("Blocker")
    HINTS: ClassVar[tuple[str, ...]] = ("own", "back")
    ACTS_ON = ("project",)

    def look(self, session: Session, situation: Situation) -> BlockerView:
        return BlockerView(situation, blockers.blocker(session, self.code), blockers.events(session, self.code))

    def sections(self, situation: Situation, view: BlockerView, width: int) -> Sequence[PageRow]:
        return blocker_rows(view, width, self.host.signs)

    def blocks(self, view: BlockerView) -> Sequence[Block]:
        told = Told(view.situation, view.blocker, Frozen(view.situation), view.events)
        return [of_details(blocks(told, self.host.signs))]

    def about_it(self, view: BlockerView) -> Sequence[str | None]:
        blocker = view.blocker
        return (*blocker.projects[:1], blocker.unit, blocker.county, *blocker.projects[1:], blocker.person)

    def shown(self, view: BlockerView) -> Collection[str | None]:
        return {view.blocker.unit, view.blocker.person, view.blocker.county, *view.blocker.projects}

    def concerned(self, view: BlockerView, situation: Situation, touched: frozenset[str]) -> bool:
        """A project of its county too."""
        county = view.blocker.county
        return super().concerned(view, situation, touched) or (county is not None and any(
            project.county == county for code in touched if (project := situation.snapshot.projects.get(code)) is not None))
