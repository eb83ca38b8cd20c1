"""One county: how it stands, its place in the league, what freezes it, its growth over the year."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on

from campaign.core.codes import order
from campaign.core.situation import Situation
from campaign.service import Session, indicators, merits
from campaign.service.league import league
from campaign.store.records import LEADS
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.counties import county_content
from campaign.tui.screens.counties.county_content import CountyView, county_rows
from campaign.tui.screens.counties.indicator_page import ParityPage
from campaign.tui.screens.counties.league_list import concerns
from campaign.tui.screens.counties.league_part_page import LeaguePartPage
from campaign.tui.shell.background import Background
from campaign.tui.shell.record_page import RecordPage
from campaign.tui.widgets.rows import Rows


class CountyPage(RecordPage):
    """Keys act on the blocker, person, indicator or merit under the cursor, else on the county. Its place in the league comes
    from a thread: it depends on all counties.
    """

    TITLE_TEXT = N_("County")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "edit", "add", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: CountyView | None = None
        self._told: county_content.Beside | None = None
        self._beside: Background[county_content.Beside | None] = Background(self)

    @property
    def behind(self) -> bool:
        """Whether its place is being counted."""
        return self._beside.busy

    def neighbours(self, situation: Situation) -> Sequence[str]:
        return sorted(situation.snapshot.counties, key=order)

    def heading(self) -> str:
        if self._view is None:
            return self.code
        return f"{self.code} {cut(self._view.county.name, heading_room(self.app.size.width))}"

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        old = self._view.situation if self._view is not None else None
        super().show(situation, touched)
        if old is None or touched is None or self._beside.failed or any(concerns(old, situation, code) for code in touched):
            self._beside.ask(lambda session: self._read_beside(session, situation), self._arrived)

    def _read_beside(self, session: Session, situation: Situation) -> county_content.Beside | None:
        place = next((row for row in league(session, situation) if row.county == self.code), None)
        if place is None:
            return None
        return county_content.Beside(place, [row for row in merits.merits(session, situation) if row.subject == self.code])

    def _arrived(self, told: county_content.Beside | None) -> None:
        self._told = told
        if self._view is not None:
            self._write(self._view.situation)

    def read(self, situation: Situation) -> bool:
        county = situation.snapshot.counties.get(self.code)
        if county is None:
            self._view = None
            return False
        session = self.host.session
        table = indicators.table(session, self.code)
        (parity,) = indicators.parity(session, situation, [self.code], table)
        leads = [row for row in LEADS.all(session.store, county=self.code) if row.dropped is None]
        self._view = CountyView(situation, county, table, parity, leads)
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return county_rows(self._view, self._told, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """Its own projects and blockers before and after, a lead or merit of any county, and whoever leads it."""
        if self._view is None:
            return True
        return any(code == self.code or code[0] in "KH" or code == self._view.county.leader
                   or self._here(self._view.situation, code) or self._here(situation, code) for code in touched)

    def _here(self, situation: Situation, code: str) -> bool:
        snapshot = situation.snapshot
        if (project := snapshot.projects.get(code)) is not None:
            return project.county == self.code
        item = snapshot.blockers.get(code)
        return item is not None and (item.county == self.code or any(self._here(situation, name) for name in item.projects))

    @on(Rows.Opened)
    def _on_figure(self, event: Rows.Opened) -> None:
        """Every figure opens what it was counted from."""
        host, key = self.host, event.key
        match key:
            case county_content.PROJECTS | county_content.BLOCKERS:
                host.open_list(key, {"county": self.code})
            case county_content.LEADS:
                host.open_list("promotion", {"county": self.code})
            case county_content.MONEY:
                host.push_screen(LeaguePartPage(self.code, "completion"))
            case county_content.LEAGUE:
                host.open_list("counties", {})
            case _ if key.startswith(county_content.PART):
                host.push_screen(LeaguePartPage(self.code, key.removeprefix(county_content.PART)))
            case _ if key.rstrip("0123456789") == county_content.PARITY:
                host.push_screen(ParityPage(self.code))
            case _:
                return
        event.prevent_default()
