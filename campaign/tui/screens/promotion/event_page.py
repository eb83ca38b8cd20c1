"""One promotion event: where and when it is, and the leads that it brought."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.situation import Situation
from campaign.service import Session, chain
from campaign.service.chain import Held
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.promotion.content import event_rows
from campaign.tui.shell.record_page import RecordPage


class EventPage(RecordPage[Held]):
    """A lead may have come to name it."""

    TITLE_TEXT = N_("Promotion event")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "own", "add", "back")
    ACTS_ON = FOLLOWS = ("lead",)

    def look(self, session: Session, situation: Situation) -> Held:
        return chain.event(session, self.code)

    def sections(self, situation: Situation, view: Held, width: int) -> Sequence[PageRow]:
        return event_rows(situation, view, width)

    def named(self, view: Held) -> str:
        return view.event.name
