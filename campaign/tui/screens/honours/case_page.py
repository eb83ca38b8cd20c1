"""One model case or study visit."""

from collections.abc import Sequence
from typing import ClassVar

from campaign.core.errors import NotFound
from campaign.core.model.merits import Case
from campaign.core.situation import Situation
from campaign.service import cases
from campaign.tables.sections import PageRow
from campaign.text import N_, _
from campaign.tui.screens.honours.content import case_rows
from campaign.tui.shell.record_page import RecordPage


class CasePage(RecordPage):
    """Keys act on the project or county under the cursor, else on the case."""

    TITLE_TEXT = N_("Case")
    HINTS: ClassVar[tuple[str, ...]] = ("edit", "open", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._found: Case | None = None

    def heading(self) -> str:
        return f"{_(self.TITLE_TEXT)} {self.code}"

    def read(self, situation: Situation) -> bool:
        try:
            self._found = cases.case(self.host.session, self.code)
        except NotFound:
            return False
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._found is not None
        return case_rows(situation, self._found, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        return self._found is None or not touched.isdisjoint({self.code, self._found.project, self._found.county})
