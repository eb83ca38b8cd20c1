"""Finding one's way: what is under the cursor, opening, the keys, the commands; and what only a page can do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from campaign.clean import printable
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.text import _
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_runner import VerbRunner

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices, confirm, palette
    from campaign.tui.dialogs import help as keys_help
else:
    confirm = lazy("campaign.tui.dialogs.confirm")
    choices = lazy("campaign.tui.dialogs.choices")
    palette = lazy("campaign.tui.dialogs.palette")
    keys_help = lazy("campaign.tui.dialogs.help")

ACTS_ON = {
    "edit": "PBLMCUGATDREKNISH",
    "note": "PBGADKH",
    "move_on": "PBGAK",
    "claim": "PLM",
    "resolve": "PBGADK",
    "escalate": "PB",
    "hold": "PBA",
    "visit": "PBGA",
}
"""Action → first letters of the codes it can act on."""
ANYWHERE = ("add", "undo", "log", "language")


class Navigation(VerbRunner):
    """The part of the app that shows things."""

    @property
    def subject(self) -> str | None:
        return self.page.subject if self.page is not None else None

    @property
    def whose(self) -> str | None:
        """The person whose the row or page in front is, or who is under the cursor."""
        found = self.page.person if self.page is not None else None
        return found or (self.subject if (self.subject or "")[:1] in ("L", "M") else None)

    def here(self) -> list[str]:
        """The actions that do something on the page in front, most useful first."""
        page, subject = self.page, self.subject
        hints = list(page.HINTS) if page is not None else []
        acts = [action for action, letters in ACTS_ON.items() if subject is not None and subject[0] in letters]
        views = page.VIEWS if page is not None and "filter" in hints else ()
        wanted = dict.fromkeys([*hints, *acts, *views, *ANYWHERE])
        return [action for action in wanted if action not in ACTS_ON or action in acts]

    def _situation(self) -> Situation | None:
        if self._own.situation is None:
            self.tell(_("Still reading: one moment"))
        return self._own.situation

    def _called(self, code: str) -> str:
        return printable(name_of(self._own.situation, code))

    # Opening --------------------------------------------------------------------------------------------------------

    def open(self, code: str) -> None:
        """The page of whatever has one; of a unit the list of the blockers in its hands."""
        from campaign.tui.screens.blockers.blocker_page import BlockerPage
        from campaign.tui.screens.counties.county_page import CountyPage
        from campaign.tui.screens.honours.case_page import CasePage
        from campaign.tui.screens.honours.merit_page import MeritPage
        from campaign.tui.screens.land.approval_page import ApprovalPage
        from campaign.tui.screens.land.land_task_page import LandTaskPage
        from campaign.tui.screens.leaders.person_page import PersonPage
        from campaign.tui.screens.projects.project_page import ProjectPage
        from campaign.tui.screens.promotion.event_page import EventPage
        from campaign.tui.screens.promotion.lead_page import LeadPage
        from campaign.tui.screens.promotion.trip_page import TripPage
        from campaign.tui.screens.task_forces.dispatch_page import DispatchPage
        from campaign.tui.screens.task_forces.task_force_page import TaskForcePage

        match code[:1]:
            case "P":
                self.push_screen(ProjectPage(code))
            case "B":
                self.push_screen(BlockerPage(code))
            case "G":
                self.push_screen(LandTaskPage(code))
            case "A":
                self.push_screen(ApprovalPage(code))
            case "T":
                self.push_screen(TaskForcePage(code))
            case "S":
                self.push_screen(CasePage(code))
            case "H":
                self.push_screen(MeritPage(code))
            case "D":
                self.push_screen(DispatchPage(code))
            case "K":
                self.push_screen(LeadPage(code))
            case "R":
                self.push_screen(TripPage(code))
            case "E":
                self.push_screen(EventPage(code))
            case "L" | "M":
                self.push_screen(PersonPage(code))
            case "I":
                from campaign.tui.screens.counties.indicator_page import SeriesPage

                self.push_screen(SeriesPage(code))
            case "C":
                self.push_screen(CountyPage(code))
            case "U":
                self.open_list("blockers", {"unit": code})

    def open_list(self, screen: str, words: Mapping[str, str]) -> None:
        """Go to ``projects``, ``blockers``, ``land`` or ``leaders``, filtered by the words of ``core.filters``."""
        self.run_worker(self._open_list(screen, words), group="open")

    async def _open_list(self, screen: str, words: Mapping[str, str]) -> None:
        await self.switch_mode(screen)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if self.page is not None:
            self.page.set_words(words)

    def action_log(self) -> None:
        from campaign.tui.screens.log.screen import LogPage

        if not isinstance(self.page, LogPage):
            self.push_screen(LogPage())

    def action_news(self) -> None:
        from campaign.tui.screens.news.screen import NewsPage

        if not isinstance(self.page, NewsPage):
            self.push_screen(NewsPage())

    def action_bulletin(self) -> None:
        from campaign.tui.screens.bulletin.screen import BulletinPage

        if not isinstance(self.page, BulletinPage):
            self.push_screen(BulletinPage())

    def action_help(self) -> None:
        self.push_screen(keys_help.Help(self.here()), self._carry_out)

    def action_palette(self) -> None:
        self.push_screen(palette.Palette(self.here(), self._own.session, self._own.situation), self._carry_out)

    async def _carry_out(self, chosen: str | None) -> None:
        if chosen is None:
            return
        if palette.is_code(chosen):
            self.open(chosen)
        else:
            page = self.page
            if page is None or not await self.run_action(chosen, page):
                await self.run_action(chosen)
