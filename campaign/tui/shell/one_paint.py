"""A screen that comes to the front is styled when it must be, and sent once: with all that is known at once.

Textual styles every widget anew whenever a screen comes back, and paints after each step on the way: composed, laid out, filled,
styled. What it does inside that we lean on is named by ``tests/tui/test_one_paint.py``.
"""

from functools import partial

from textual import events, on
from textual.geometry import Size
from textual.timer import Timer

from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.true_size import TrueSize

ROUNDS = 4
"""Times that it is laid out at most before it is sent: a size says what is shown, and what is shown says sizes."""
HOPS = 3
"""Containers through which a list tells the page that its rows have come."""
LATEST = 0.25
"""Seconds after which it is sent as it is, whatever is still being read."""
UNSEEN = 180.0
"""Seconds behind another screen after which it keeps no drawings."""


class OnePaint(TrueSize[None]):
    """What it would paint while it comes to the front waits until every widget has come to the end of what it has to do."""

    BLANK = True
    """Its widgets cover it: behind them it need not be drawn line by line."""

    def __init__(self) -> None:
        super().__init__()
        self._held = True
        """Nothing is sent yet: what stands on the terminal is another screen's."""
        self._styled: object = None
        """What its styles were made from; None before it has come to the front for the first time."""
        self._coming = 0
        """Which time it comes to the front."""
        self._busy = 0
        """Widgets that have not come to the end of what they have to do."""
        self._readers: set[object] = set()
        """What reads beside the screen, of what it shows the first time."""
        self._hops = 0
        self._latest: Timer | None = None
        self._unseen: Timer | None = None

    def _look_of_now(self) -> object:
        """Whatever styles depend on and may change while another screen is in front."""
        app = self.app
        return app.theme, app.app_focus, app.size, app.no_color, app.ansi_color, app._css_update_count

    @on(events.ScreenResume)
    def _come(self, event: events.ScreenResume) -> None:
        look = self._look_of_now()
        event.refresh_styles = look != self._styled
        self._styled = look
        self.send_whole()

    def send_whole(self) -> None:
        """All of it once, when every widget has come to the end of what it has to do; nothing of it is on the terminal yet."""
        self._held, self._coming = True, self._coming + 1
        for timer in (self._latest, self._unseen):
            if timer is not None:
                timer.stop()
        self._latest = self.set_timer(LATEST, partial(self._send, self._coming))
        self.call_next(self._settle, self._coming, ROUNDS)  # when Textual has done its part of this

    @on(events.ScreenSuspend)
    def _go_behind(self) -> None:
        self._held = True
        if self._unseen is not None:
            self._unseen.stop()
        self._unseen = self.set_timer(UNSEEN, self.let_go)

    def let_go(self) -> None:
        """Nobody has looked at it for minutes: what is made anew in a switch's time is not kept. What one was doing there is."""
        for widget in self.query(Lines):
            widget.let_go()

    def _settle(self, coming: int, rounds: int) -> None:
        """Wait until every widget has done what it was told, and the screen has heard what has come of it."""
        def reached() -> None:
            self._busy -= coming == self._coming
            if not self._busy and coming == self._coming:
                # A widget tells what has changed when it has nothing else to do: behind this, before what comes after.
                self.call_later(self.call_later, self._settled, coming, rounds)

        if coming == self._coming:
            widgets = [widget for widget in self.walk_children() if widget.is_running]
            self._busy = sum(widget.call_later(reached) for widget in widgets)

    def _settled(self, coming: int, rounds: int) -> None:
        if coming != self._coming or not self._held:
            return
        if rounds and self._laid_out():
            self._settle(coming, rounds - 1)
        elif self._hops:
            self._hops -= 1
            self._settle(coming, rounds)
        elif not self._readers or coming > 1:
            self._send(coming)

    def awaits(self, reader: object) -> None:
        """What this reads belongs to the first frame, if it comes in time. A page that comes back shows what it has."""
        if self._held and self._coming <= 1:
            self._readers.add(reader)

    def answered(self, reader: object) -> None:
        if reader in self._readers:
            self._readers.discard(reader)
            if self._held and not self._readers:
                self._hops = HOPS
                self._settle(self._coming, ROUNDS)

    def _laid_out(self) -> bool:
        """Whether there was something to lay out; it is done."""
        if not self._layout_required and self._compositor.size == self.app.size:
            return False
        self._layout_required = False
        self._refresh_layout(self.app.size)
        return True

    def _send(self, coming: int) -> None:
        """The whole of it, now."""
        if coming != self._coming or not self._held or self is not self.app.screen:
            return
        if self._latest is not None:
            self._latest.stop()
        self._laid_out()  # while it is held: Textual would paint that by itself
        self._held = False
        self.refresh()
        self._on_timer_update()

    # What Textual does on its own ------------------------------------------------------------------------------------------

    def _compositor_refresh(self) -> None:
        if self._held and self is self.app.screen:
            self._dirty_widgets.clear()
        else:
            super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        """Textual lays out whatever comes to the front; one that is as large as it was, and has nothing new, lies as it lay."""
        if not self._held or self._layout_required or self._compositor.size != self.app.size:
            super()._screen_resized(size)
