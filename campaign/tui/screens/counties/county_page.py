"""One county: how it stands, its place in the league, what freezes it, its growth over the year."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from campaign.core import codes
from campaign.core.league_lists import Account
from campaign.core.situation import Situation
from campaign.service import Session, indicators, leads, merits
from campaign.service.league import accounts, league
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.counties import county_content, county_league
from campaign.tui.screens.counties.county_content import CountyView, county_rows
from campaign.tui.screens.counties.county_growth import PARITY, Growth
from campaign.tui.screens.counties.indicator_page import ParityPage
from campaign.tui.screens.counties.league_list import concerns
from campaign.tui.screens.counties.league_part_page import LeaguePartPage
from campaign.tui.shell.background import Background
from campaign.tui.shell.record_page import RecordPage, found


class CountyPage(RecordPage[CountyView]):
    """Its place in the league comes from a thread: it depends on all counties. A lead or merit of any county may be its own."""

    TITLE_TEXT = N_("County")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "own", "add", "back")
    FOLLOWS = ("lead", "merit")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._told: county_content.Beside | None = None
        self._beside: Background[county_content.Beside | None] = Background(self)

    @property
    def behind(self) -> bool:
        """Whether its place is being counted."""
        return self._beside.busy

    def neighbours(self, situation: Situation) -> Sequence[str]:
        return sorted(situation.snapshot.counties, key=codes.order)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        old = self.view.situation if self.view is not None else None
        super().show(situation, touched)
        if old is None or touched is None or self._beside.failed or any(concerns(old, situation, code) for code in touched):
            self._beside.ask(lambda session: self._read_beside(session, situation), self._arrived)

    def _read_beside(self, session: Session, situation: Situation) -> county_content.Beside | None:
        rows = league(session, situation)
        place = next((row for row in rows if row.county == self.code), None)
        if place is None:
            return None
        return county_content.Beside(place, [row for row in merits.merits(session, situation) if row.subject == self.code],
                                     accounts(session).get(self.code, Account()), rows)

    def _arrived(self, told: county_content.Beside | None) -> None:
        self._told = told
        if self.view is not None:
            self._write(self.view.situation)

    def look(self, session: Session, situation: Situation) -> CountyView:
        county = found(situation.snapshot.counties.get(self.code), self.code)
        table = indicators.table(session, self.code)
        (parity,) = indicators.parity(session, situation, [self.code], table)
        return CountyView(situation, county, Growth(table, parity), leads.active_in(session, self.code))

    def sections(self, situation: Situation, view: CountyView, width: int) -> Sequence[PageRow]:
        return county_rows(view, self._told, width, self.host.signs)

    def named(self, view: CountyView) -> str:
        return view.county.name

    def shown(self, view: CountyView) -> Collection[str | None]:
        return {view.county.leader}

    def concerned(self, view: CountyView, situation: Situation, touched: frozenset[str]) -> bool:
        """Its own projects and blockers before and after too."""
        return super().concerned(view, situation, touched) \
            or any(self._here(view.situation, code) or self._here(situation, code) for code in touched)

    def _here(self, situation: Situation, code: str) -> bool:
        snapshot = situation.snapshot
        if (project := snapshot.projects.get(code)) is not None:
            return project.county == self.code
        item = snapshot.blockers.get(code)
        return item is not None and (item.county == self.code or any(self._here(situation, name) for name in item.projects))

    def enter(self, row: PageRow) -> None:
        """Every figure opens what it was counted from."""
        host, key = self.host, row.key
        match key:
            case county_content.PROJECTS | county_content.BLOCKERS:
                host.open_list(key, {"county": self.code})
            case county_content.LEADS:
                host.open_list("promotion", {"county": self.code})
            case county_content.MONEY:
                host.push_screen(LeaguePartPage(self.code, "completion"))
            case county_league.LEAGUE:
                host.open_list("counties", {})
            case _ if key.startswith(county_league.PART):
                host.push_screen(LeaguePartPage(self.code, key.removeprefix(county_league.PART)))
            case _ if key.rstrip("0123456789") == PARITY:
                host.push_screen(ParityPage(self.code))
            case _:
                super().enter(row)
