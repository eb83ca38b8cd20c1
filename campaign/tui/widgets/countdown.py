"""The clock that runs: a line that changes with the second, of which only what changed is sent."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from random import random

from textual.widget import Widget

from campaign.tables.tones import Line
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight

SPREAD = 0.2
"""Seconds after the turn of the second within which a clock shows it: fifty dashboards on one server that all did so in the
same millisecond would hold up a key for as long as all of them take, every second."""


class Countdown(Lines):
    """Shows ``face(clock())``, made anew when the wall clock's second turns.

    The face should stand in few pieces with what changes on the left: a line is sent from its left edge to its last change.
    It rests behind another screen, modal ones included (a screen showing through is painted whole each time), and is right
    again at once when its own is on top.
    """

    DEFAULT_CSS = "Countdown { height: 1; }"

    def __init__(
        self,
        clock: Callable[[], datetime],
        face: Callable[[datetime], Line],
        beside: Callable[[datetime], None] = lambda now: None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``beside`` is told the time at every turn of the second, for what changes less often."""
        super().__init__(id=id, classes=classes)
        self._clock, self._face, self._beside = clock, face, beside
        self._next: asyncio.TimerHandle | None = None
        """Of the loop itself: a timer of Textual is a task, and a message, for each second."""
        # A little late rather than early: a timer that fires before the turn would show the old second once more.
        self._late = 0.002 + random() * SPREAD

    def begin(self) -> None:
        """At a moment of its own, whatever it was copied from."""
        self._late = 0.002 + random() * SPREAD
        self.tick()

    def on_mount(self) -> None:
        self.app.screen_change_signal.subscribe(self, self._screen_changed)
        self.tick()

    def tick(self) -> None:
        """Show the time, and come back when the next second begins."""
        self._rest()
        if not self.is_running or not self.screen.is_active:
            return
        self._beside(self._clock())
        self.repaint()
        wait = 1 + self._late - self._clock().microsecond / 1e6
        self._next = asyncio.get_running_loop().call_later(wait, self.tick)

    def _rest(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def on_unmount(self) -> None:
        self._rest()

    def _screen_changed(self, screen: Widget) -> None:
        self.tick()

    @property
    def running(self) -> bool:
        """Whether it waits for the next second."""
        return self._next is not None

    def line(self, y: int) -> Tight:
        width = self.size.width
        return self.tight(self.pieces(self._face(self._clock()) if y == 0 else (), width), width)
