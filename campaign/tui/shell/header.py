"""The two lines at the top of every page: the screens, and the days of the campaign."""

from collections.abc import Iterable
from datetime import datetime

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from campaign import text
from campaign.tables.header import DaysHead, Tab, Target, clock, days_head, margin, screens
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.host import Host, host_of
from campaign.tui.keys import TABS
from campaign.tui.widgets.countdown import Countdown
from campaign.tui.widgets.edges import Buttons, Edge


class Header(Vertical):
    """Only the clock is made anew with the second: what stands before it is a widget of its own, and so is the time of day."""

    DEFAULT_CSS = "Header { height: 2; }"

    def __init__(self) -> None:
        super().__init__(id="header")
        self._made: tuple[object, DaysHead] | None = None
        """What the line of days was made from, and what it says."""

    @property
    def host(self) -> Host:
        return host_of(self)

    def compose(self) -> Iterable[Widget]:
        with Horizontal(id="top"):
            yield Buttons(self._screens, self._show, id="screens")
            yield Edge(lambda width: (), self._time, id="time")
        with Horizontal(id="days"):
            yield Edge(lambda width: self._days(self.host.session.now()).before, id="day")
            yield Countdown(lambda: self.host.session.now(), self._clock, self._turn, id="clock")

    def on_mount(self) -> None:
        self.write()

    def on_resize(self) -> None:
        self.write()

    def write(self) -> None:
        """The campaign, its day, the language or the width are others now."""
        taken = sum(cells(said) for said, _tone in self._days(self.host.session.now()).before)
        for name, width in (("#day", taken), ("#time", 6 + margin(self.app.size.width))):
            edge = self.query_one(name, Edge)
            edge.styles.width = width
            edge.repaint()
        self.query_one("#screens", Buttons).repaint()
        self.query_one(Countdown).repaint()

    def begin(self) -> None:
        """Somebody looks now."""
        self.write()
        self.query_one(Countdown).begin()

    def _days(self, now: datetime) -> DaysHead:
        of = self.host.session.campaign, now.date(), self.app.size.width, self.host.signs, text.language()
        if self._made is None or self._made[0] != of:
            self._made = of, days_head(of[0], now, of[2], of[3])
        return self._made[1]

    def _turn(self, now: datetime) -> None:
        made = self._made
        if self._days(now) is not (made and made[1]):
            self.write()
        self.query_one("#time", Edge).repaint()

    def _screens(self, width: int) -> list[Target]:
        tabs = [Tab(name, key.shown, _(key.label)) for name, key in TABS]
        return screens(self.host.session.campaign.name, tabs, self.host.current_mode, width)

    def _show(self, mode: str) -> None:
        self.call_later(self.app.run_action, f"mode('{mode}')")

    def _time(self, width: int) -> Line:
        return [(f"{self.host.session.now():%H:%M}" + " " * margin(self.app.size.width), "quiet")]

    def _clock(self, now: datetime) -> Line:
        return [(clock(self.host.session.campaign, now), "strong"), *self._days(now).after]
