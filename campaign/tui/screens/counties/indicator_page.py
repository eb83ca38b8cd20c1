"""One indicator of a county by period; and a county's growth parity by period: what the figures of the lists are made from."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on

from campaign.core import indicators as rules
from campaign.core.indicators import Key, Parity, Series
from campaign.core.situation import Situation
from campaign.service import indicators
from campaign.tables.cells import name_of
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_, _
from campaign.tui.screens.counties.indicator_content import parity_rows, series_rows
from campaign.tui.shell.record_page import RecordPage
from campaign.tui.widgets.rows import Rows
from campaign.words.indicators import series_name


class SeriesPage(RecordPage):
    """``code`` is a key of ``core.indicators``; keys act on the period under the cursor."""

    TITLE_TEXT = N_("Indicator")
    HINTS: ClassVar[tuple[str, ...]] = ("edit", "add", "open", "back")

    def __init__(self, code: str) -> None:
        self._key, self._period = rules.key_of(code)
        super().__init__(rules.key_text(*self._key))
        self._series: Series | None = None

    @property
    def adds(self) -> str:
        return "indicator"

    def heading(self) -> str:
        county, metric, measure = self._key
        return cut(f"{name_of(self.situation, county)} {series_name(metric, measure)}", heading_room(self.app.size.width))

    def read(self, situation: Situation) -> bool:
        self._series = indicators.table(self.host.session, self._key[0]).get(self._key)
        return self._series is not None

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._series is not None
        return series_rows(situation, self._series, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        return self._key[0] in touched

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        super().show(situation, touched)
        if self._period:  # the one that was asked for
            self.listing.move_to(f"p {self._period}")
            self._period = ""

    @on(Rows.Opened)
    def _on_period(self, event: Rows.Opened) -> None:
        row = self._rows.get(event.key)
        if row is not None and row.subject is not None and row.subject.startswith(self.code):
            event.prevent_default()
            self.say(_("This is the figure itself; e corrects it"))


class ParityPage(RecordPage):
    """Of the county ``code``. Enter on a period opens what investment is compared with."""

    TITLE_TEXT = N_("Growth of investment against GDP and industry")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._found: tuple[Parity, dict[Key, Series]] | None = None

    @property
    def adds(self) -> str:
        return "indicator"

    def heading(self) -> str:
        title = _("{county}: growth parity").format(county=name_of(self.situation, self.code))
        return cut(title, heading_room(self.app.size.width))

    def read(self, situation: Situation) -> bool:
        if self.code not in situation.snapshot.counties:
            return False
        session = self.host.session
        table = indicators.table(session, self.code)
        (row,) = indicators.parity(session, situation, [self.code], table)
        self._found = row, table
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._found is not None
        return parity_rows(situation, *self._found, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """The money still needed changes with every report of one of its projects."""
        projects = situation.snapshot.projects
        return self.code in touched or any(code in projects and projects[code].county == self.code for code in touched)

    @on(Rows.Opened)
    def _on_money(self, event: Rows.Opened) -> None:
        """It is made from the county's projects."""
        row = self._rows.get(event.key)
        if row is not None and row.subject == self.code:
            event.prevent_default()
            self.host.open_list("projects", {"county": self.code})
