"""The hundred days: the lights and the money of every day so far. Opened from the Overview."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.widget import Widget
from textual.worker import get_current_worker

from campaign import text
from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.service.light_history import Hundred, Hundreds
from campaign.tables.chart import Chart
from campaign.tables.light_history import lights_chart, money_chart
from campaign.text import N_, _
from campaign.tui.keys import page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.widgets.chart import ChartView
from campaign.words import error_text


class DaysPage(Page):
    """Everything is derived beside the keys, and only while the page is in front. It is kept when it is left."""

    TITLE_TEXT = N_("The hundred days")
    HINTS: ClassVar[tuple[str, ...]] = ("back", "questions")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._hundreds = Hundreds()
        self._found: Hundred | None = None
        self._trouble = ""
        self._waiting: tuple[Situation, frozenset[str] | None] | None = None
        """What came while it was being derived."""
        self._busy = False

    def body(self) -> Iterable[Widget]:
        yield ChartView(self._lights, id="lights")
        yield ChartView(self._money, id="money")

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if self._busy:
            before = self._waiting[1] if self._waiting is not None else frozenset()
            self._waiting = situation, None if touched is None or before is None else before | touched
            return
        self._busy = True
        self.foot()
        self._derive(situation, touched)

    @work(thread=True, group="days")
    def _derive(self, situation: Situation, touched: frozenset[str] | None) -> None:
        worker, found, trouble = get_current_worker(), None, ""
        try:
            session = self.host.session.twin()
            try:
                # Who quits does not wait for it.
                found = self._hundreds.hundred(session, situation, touched, lambda: worker.is_cancelled)
            finally:
                session.close()
        except CampaignError as error:
            trouble = error_text(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._derived, found, trouble)

    def _derived(self, found: Hundred | None, trouble: str) -> None:
        self._busy, self._found, self._trouble = False, found or self._found, trouble
        self._draw()
        if self._waiting is not None:
            (situation, touched), self._waiting = self._waiting, None
            self.show(situation, touched)

    def _draw(self) -> None:
        for chart in self.query(ChartView):
            chart.update()
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

    def _lights(self) -> Chart | str:
        if self._found is None:
            return self._trouble or _("Deriving the lights of every day from the facts; keys work meanwhile ...")
        if not self._found.days:
            return _("The first day is still to come.")
        return lights_chart(self.host.session.campaign, self._found)

    def _money(self) -> Chart | str:
        if self._found is None or not self._found.days:
            return ""
        return money_chart(self.host.session.campaign, self._found)

    def action_group(self) -> None:
        """The key that shows it also leaves it."""
        self.action_back()
