"""The hundred days: the lights and the money of every day so far. Opened from the Overview."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget
from textual.worker import get_current_worker

from campaign import text
from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.service.forecast import City, Fans
from campaign.service.light_history import Hundred, Hundreds
from campaign.tables.hundred_days import draw
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.keys import page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.widgets.sheet import Sheet
from campaign.words import error_text

ROOMY = 110
"""Cells of a screen from which on its margins are two."""


class DaysPage(Page):
    """Everything is derived beside the keys, and only while the page is in front. It is kept when it is left."""

    TITLE_TEXT = N_("The hundred days")
    HINTS: ClassVar[tuple[str, ...]] = ("back", "questions")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._hundreds, self._fans = Hundreds(), Fans()
        self._found: Hundred | None = None
        self._city = City(0)
        self._trouble = ""
        self._waiting: tuple[Situation, frozenset[str] | None] | None = None
        """What came while it was being derived."""
        self._busy = False

    def body(self) -> Iterable[Widget]:
        sheet = Sheet(self._write)
        sheet.styles.height = "1fr"
        yield sheet

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if self._busy:
            before = self._waiting[1] if self._waiting is not None else frozenset()
            self._waiting = situation, None if touched is None or before is None else before | touched
            return
        self._busy = True
        self.awaits(self)
        self.foot()
        self._derive(situation, touched)

    @work(thread=True, group="days")
    def _derive(self, situation: Situation, touched: frozenset[str] | None) -> None:
        worker, found, city, trouble = get_current_worker(), None, self._city, ""
        try:
            session = self.host.session.twin()
            try:
                # Who quits does not wait for it.
                found = self._hundreds.hundred(session, situation, touched, lambda: worker.is_cancelled)
                city = self._fans.city(session, situation, touched)
            finally:
                session.close()
        except CampaignError as error:
            trouble = error_text(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._derived, found, city, trouble)

    def _derived(self, found: Hundred | None, city: City, trouble: str) -> None:
        self._busy, self._found, self._city, self._trouble = False, found or self._found, city, trouble
        self._draw()
        if self._waiting is not None:
            (situation, touched), self._waiting = self._waiting, None
            self.show(situation, touched)
        else:
            self.answered(self)

    def _draw(self) -> None:
        self.query_one(Sheet).update()
        self.foot()

    def on_screen_resume(self) -> None:
        """Language and size may be others than when it was left."""
        if self.is_mounted and self._found is not None:
            self._draw()

    def relabel(self) -> None:
        self._language = text.language()
        self.head()
        self._draw()

    def status(self) -> str:
        return _("deriving ...") if self._busy and self._found is not None else ""

    def _write(self, width: int, height: int) -> Sequence[Line]:
        found, situation = self._found, self.situation
        if found is None or situation is None:
            told = self._trouble or _("Deriving the lights of every day from the facts; keys work meanwhile ...")
            return [[(f" {told}", "quiet")]]
        if not found.days:
            return [[(" " + _("The first day is still to come."), "quiet")]]
        margin: Line = [("  " if width >= ROOMY else " ", "")]
        inner = width - 2 * len(margin[0][0])
        return [[*margin, *line] for line in draw(self.host.session.campaign, situation.today, found, self._city, inner, height,
                                                  self.host.signs)]

    def action_group(self) -> None:
        """The key that shows it also leaves it."""
        self.action_back()
