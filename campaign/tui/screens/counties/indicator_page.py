"""One indicator of a county by period; and a county's growth parity by period: what the figures of the lists are made from."""

from collections.abc import Collection, Sequence
from typing import ClassVar, NamedTuple

from campaign.core import indicators as rules
from campaign.core.indicators import Key, Parity, Series
from campaign.core.situation import Situation
from campaign.service import Session, indicators
from campaign.tables.blocks import Block
from campaign.tables.cells import name_of
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_, _
from campaign.tui.screens.counties.indicator_content import course, parity_rows, series_rows
from campaign.tui.shell.record_page import RecordPage, found
from campaign.words.indicators import series_name


class SeriesPage(RecordPage[Series]):
    """``code`` is a key of ``core.indicators``; keys act on the period under the cursor."""

    TITLE_TEXT = N_("Indicator")
    HINTS: ClassVar[tuple[str, ...]] = ("own", "add", "open", "back")

    def __init__(self, code: str) -> None:
        self._key, self._period = rules.key_of(code)
        super().__init__(rules.key_text(*self._key))

    @property
    def adds(self) -> tuple[str, ...]:
        return ("indicator",)

    def heading(self) -> str:
        county, metric, measure = self._key
        return cut(f"{name_of(self.situation, county)} {series_name(metric, measure)}", heading_room(self.app.size.width))

    def look(self, session: Session, situation: Situation) -> Series:
        return found(indicators.table(session, self._key[0]).get(self._key), self.code)

    def blocks(self, view: Series) -> Sequence[Block]:
        return [course(view, self.host.signs)]

    def about_it(self, view: Series) -> Sequence[str | None]:
        return (self._key[0],)

    def sections(self, situation: Situation, view: Series, width: int) -> Sequence[PageRow]:
        return series_rows(situation, view, width, self.host.signs)

    def shown(self, view: Series) -> Collection[str | None]:
        return {self._key[0]}

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        super().show(situation, touched)
        if self._period:  # the one that was asked for
            self.listing.move_to(f"p {self._period}")
            self._period = ""

    def enter(self, row: PageRow) -> None:
        if row.subject is not None and row.subject.startswith(self.code):
            self.say(_("This is the figure itself; e corrects it"))
        else:
            super().enter(row)


class ParityView(NamedTuple):
    row: Parity
    table: dict[Key, Series]


class ParityPage(RecordPage[ParityView]):
    """Of the county ``code``. Enter on a period opens what investment is compared with."""

    TITLE_TEXT = N_("Growth of investment against GDP and industry")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "add", "back")

    @property
    def adds(self) -> tuple[str, ...]:
        return ("indicator",)

    def heading(self) -> str:
        title = _("{county}: growth parity").format(county=name_of(self.situation, self.code))
        return cut(title, heading_room(self.app.size.width))

    def look(self, session: Session, situation: Situation) -> ParityView:
        found(situation.snapshot.counties.get(self.code), self.code)
        table = indicators.table(session, self.code)
        (row,) = indicators.parity(session, situation, [self.code], table)
        return ParityView(row, table)

    def about_it(self, view: ParityView) -> Sequence[str | None]:
        return (self.code,)

    def sections(self, situation: Situation, view: ParityView, width: int) -> Sequence[PageRow]:
        return parity_rows(situation, view.row, view.table, self.host.signs)

    def concerned(self, view: ParityView, situation: Situation, touched: frozenset[str]) -> bool:
        """The money still needed changes with every report of one of its projects."""
        projects = situation.snapshot.projects
        return self.code in touched or any(code in projects and projects[code].county == self.code for code in touched)

    def open_itself(self) -> None:
        """The money is made from the county's projects."""
        self.host.open_list("projects", {"county": self.code})
