"""The two lines at the top of every page: the screens, and the days of the campaign."""

from collections.abc import Iterable
from datetime import datetime

from textual.app import App
from textual.containers import Horizontal
from textual.widget import Widget

from campaign import text
from campaign.tables.header import DaysHead, Tab, Target, clock, days_head, screens
from campaign.tables.tones import Line
from campaign.tables.width import cells, margin
from campaign.text import _
from campaign.tui.host import Host
from campaign.tui.keys import TABS
from campaign.tui.widgets.countdown import Countdown
from campaign.tui.widgets.edges import Buttons, Edge


class Header:
    """Only the clock is made anew with the second: what stands before it is a widget of its own, and so is the time of day."""

    def __init__(self, app: App[None], host: Host) -> None:
        self._app, self._host = app, host
        self._made: tuple[object, DaysHead] | None = None
        """What the line of days was made from, and what it says."""
        self._screens = Buttons(self._tabs, self._show, id="screens")
        self._time = Edge(lambda width: (), self._time_of_day, id="time")
        self._before = Edge(lambda width: self._days(self._now).before, id="day")
        self._clock = Countdown(lambda: self._now, self._running, self._turn, id="clock")

    def lines(self) -> Iterable[Widget]:
        yield Horizontal(self._screens, self._time, id="top")
        yield Horizontal(self._before, self._clock, id="days")

    def write(self) -> None:
        """The campaign, its day, the language or the width are others now."""
        self._before.styles.width = sum(cells(said) for said, _tone in self._days(self._now).before)
        self._time.styles.width = 6 + margin(self._app.size.width)
        for line in (self._screens, self._time, self._before, self._clock):
            line.repaint()

    def begin(self) -> None:
        """Somebody looks now."""
        self.write()
        self._clock.begin()

    @property
    def _now(self) -> datetime:
        return self._host.session.now()

    def _days(self, now: datetime) -> DaysHead:
        campaign, width, signs = self._host.session.campaign, self._app.size.width, self._host.signs
        of = campaign, now.date(), width, signs, text.language()
        if self._made is None or self._made[0] != of:
            self._made = of, days_head(campaign, now, width, signs)
        return self._made[1]

    def _turn(self, now: datetime) -> None:
        made = self._made
        if made is None or self._days(now) is not made[1]:
            self.write()
        self._time.repaint()

    def _tabs(self, width: int) -> list[Target]:
        tabs = [Tab(name, key.shown, _(key.label)) for name, key in TABS]
        return screens(self._host.session.campaign.name, tabs, self._host.current_mode, width)

    def _show(self, mode: str) -> None:
        self._app.call_later(self._app.run_action, f"switch_mode('{mode}')")

    def _time_of_day(self, width: int) -> Line:
        return [(f"{self._now:%H:%M}" + " " * margin(self._app.size.width), "quiet")]

    def _running(self, now: datetime) -> Line:
        return [(clock(self._host.session.campaign, now), "strong"), *self._days(now).after]
