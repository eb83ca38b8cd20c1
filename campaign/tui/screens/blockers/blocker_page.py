"""One blocker: in whose hands, for how long, how it got there, and what it freezes."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.situation import Situation
from campaign.store.queries import blockers as blockers_queries
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.screens.blockers.blocker_content import BlockerView, blocker_rows
from campaign.tui.shell.record_page import RecordPage


class BlockerPage(RecordPage):
    """The cursor stops at people, entries of the history, and projects; keys act on the project under it, else the blocker."""

    TITLE_TEXT = N_("Blocker")
    HINTS: ClassVar[tuple[str, ...]] = ("resolve", "move_on", "escalate", "note", "hold", "edit", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: BlockerView | None = None

    @property
    def subject(self) -> str | None:
        found = super().subject
        return found if found is not None and found[0] == "P" else self.code

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        store = self.host.session.store
        try:
            blocker = blockers_queries.blocker(store, self.code)
        except NotFound:
            return False
        self._view = BlockerView(situation, blocker, blockers_queries.events(store, self.code))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return blocker_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        if self._view is None or self.code in touched:
            return True
        blocker = self._view.blocker
        shown = {blocker.unit, blocker.person, blocker.county, *blocker.projects}
        return any(code in shown or self._on_its_county(situation, code) for code in touched)

    def _on_its_county(self, situation: Situation, code: str) -> bool:
        assert self._view is not None
        project = situation.snapshot.projects.get(code)
        return project is not None and project.county is not None and project.county == self._view.blocker.county
