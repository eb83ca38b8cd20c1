"""The wall: figures to read across a room, a page every so many seconds, until a key is pressed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.widget import Widget

from campaign.core import league_lists
from campaign.core.league_lists import Lists
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.league import accounts, league
from campaign.tables import wall, wall_city, wall_league
from campaign.tables.league_places import Place, places
from campaign.tables.tones import Line
from campaign.tables.wall import PAGES, Wall
from campaign.text import _
from campaign.tui.shell.background import Background
from campaign.tui.shell.page import Page
from campaign.tui.widgets.sheet import Sheet

TICK = 5.0
"""Seconds between two looks at the clock."""


class Compared(NamedTuple):
    """The counties, as they were read beside the screen."""

    places: Sequence[Place]
    lists: Lists


class WallPage(Page):
    """Has no line of keys and no cursor; any key leads back to where one was."""

    DEFAULT_CSS = "WallPage #top, WallPage #days, WallPage #heading, WallPage #bottom { display: none; }"

    def heading(self) -> str:
        return ""

    def __init__(self, every: int) -> None:
        """``every``: seconds that a page stays."""
        super().__init__()
        self._every, self._at = every, 0
        self._compared: Compared | None = None
        self._beside: Background[Compared] = Background(self)

    def body(self) -> Iterable[Widget]:
        sheet = Sheet(self._write)
        sheet.styles.height = "1fr"
        yield sheet

    def on_mount(self) -> None:
        self.set_interval(self._every, self._turn)
        self.set_interval(TICK, self._draw)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        self._beside.ask(lambda session: _compared(session, situation), self._know)
        self._draw()

    def _know(self, compared: Compared) -> None:
        self._compared = compared
        self._draw()

    def _turn(self) -> None:
        self._at = (self._at + 1) % len(PAGES)
        self._draw()

    def _draw(self) -> None:
        self.query_one(Sheet).update()

    def _write(self, width: int, height: int) -> Sequence[Line]:
        situation = self.situation
        if situation is None:
            return ()
        return wall.draw(self._wall(situation), situation, self.host.session.now(), PAGES[self._at], self._every, width, height,
                         self.host.signs)

    def _wall(self, situation: Situation) -> Wall:
        match PAGES[self._at]:
            case "overview":
                return wall_city.overview(situation)
            case "blockers":
                return wall_city.blockers(situation)
            case name if self._compared is None:
                return Wall(_(wall.NAMES[name]), (_("loading"),), "0", "", ())
            case "counties":
                return wall_league.counties(situation, self._compared.places)
            case _:
                return wall_league.lists(situation, self._compared.lists)

    async def on_key(self, event: events.Key) -> None:
        """Whatever it is, it does nothing else."""
        event.stop()
        event.prevent_default()
        self.app.pop_screen()

    def on_click(self) -> None:
        self.app.pop_screen()


def _compared(session: Session, situation: Situation) -> Compared:
    found = league(session, situation)
    return Compared(list(places(situation, found, accounts(session)).values()),
                    league_lists.lists(found, situation.snapshot.campaign, situation.today))
