"""Keys one at a time: the next is handed on when everything that the last one set off has come to rest.

On a slow line several keys come in one packet. Handed on at once, the second would act on the page that the first is about to
leave, or on one that is not there yet: `4 Enter u` took back a write instead of opening a project. So a key waits until its
predecessor has gone its way through the widgets, the screen that it opened is mounted, and a verb that it started waits for a key
or is done. A key that comes alone waits for nothing.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

DIALOGUES = frozenset({"verb", "open", "choose", "anew", "save"})
"""Groups of workers that talk with the person: they show something to type into, or end soon."""
MOVES = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "backspace", "delete"})
"""Keys that change nothing but where the cursor is, or a letter before it."""
DRAWN = 0.1
"""Seconds in which a screen is drawn if it has anything to draw."""
MOST = 20_000
"""Keys that wait at most: a text longer than that is pasted, not typed."""
LOOK = 0.005
"""Seconds between two looks at a verb that is at work."""


class TypeAhead:
    """Of one app, on its own thread."""

    def __init__(self, app: App[Any], overflowed: Callable[[], None]) -> None:
        """``overflowed`` is called when what waited has been handed on and something more had been dropped."""
        self._app, self._overflowed = app, overflowed
        self._waiting: deque[events.Event] = deque()
        self._dropped = False
        self._settling: Worker[None] | None = None
        self._asking: dict[Worker[Any], Screen[Any]] = {}
        """Which worker waits for the answer of which dialog."""

    async def pass_on(self, event: events.Event, hand_on: Callable[[events.Event], Any]) -> None:
        """Give the key to ``hand_on``, now or when those before it have come to rest. What comes when too many wait is dropped,
        and that is said.
        """
        if self._settling is None or not self._settling.is_running:
            await hand_on(event)
            self._settling = self._app.run_worker(self._settle(hand_on), group="keys", exit_on_error=True)
        elif len(self._waiting) < MOST:
            self._waiting.append(event)
        else:
            self._dropped = True

    @contextmanager
    def answered_by(self, dialog: Screen[Any]) -> Iterator[None]:
        """Meanwhile the worker that runs waits for the answer of a dialog: a key may go there."""
        worker = get_current_worker()
        self._asking[worker] = dialog
        try:
            yield
        finally:
            del self._asking[worker]

    async def _settle(self, hand_on: Callable[[events.Event], Any]) -> None:
        try:
            await self._rest()
            while self._waiting and self._app.is_running:
                event = self._waiting.popleft()
                typed_into = self._typed_into(event)
                await hand_on(event)
                if typed_into is None or not self._waiting or self._typed_into(self._waiting[0]) is not typed_into:
                    await self._rest()
            if self._dropped:
                self._dropped = False
                self._overflowed()
        finally:
            self._settling = None

    async def _rest(self) -> None:
        """Until nothing is under way that would give a key another meaning."""
        before: Screen[Any] | None = None
        while self._app.is_running:
            screen = self._screen()
            if screen is None or not screen.is_mounted or self._at_work():
                await asyncio.sleep(LOOK)
                continue
            focused = screen.focused
            for node in _chain(focused, screen, self._app):
                await _reached(node)
            if not isinstance(focused, Input) or screen is not before:
                await _drawn(screen)
            if self._screen() is screen and screen.focused is focused and not self._at_work():
                return
            before = screen

    def _typed_into(self, event: events.Event) -> Widget | None:
        """The line or list that takes the key as a letter or a step of the cursor, and as nothing else: a run of such keys keeps
        its order by itself."""
        if not isinstance(event, events.Key) or (screen := self._screen()) is None:
            return None
        focused = screen.focused
        if isinstance(focused, Input):
            return focused if event.is_printable or event.key in MOVES - {"up", "down"} else None
        return focused if event.key in MOVES and not screen.is_modal else None

    def _screen(self) -> Screen[Any] | None:
        try:
            return self._app.screen
        except ScreenStackError:  # between two modes
            return None

    def _at_work(self) -> bool:
        """Whether a dialogue runs that does not wait for an answer just now."""
        shown = self._app.screen_stack
        return any(worker.group in DIALOGUES and worker.is_running and self._asking.get(worker) not in shown
                   for worker in self._app.workers)


def _chain(focused: Widget | None, screen: Screen[Any], app: App[Any]) -> list[MessagePump]:
    """The way of a key: from what has the focus up to the app."""
    if focused is None:
        return [screen, app]
    return [*(node for node in focused.ancestors_with_self if isinstance(node, MessagePump))]


async def _reached(node: MessagePump) -> None:
    """Until the node has come to the end of what stands in its queue now."""
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        await _either(done, node)


async def _drawn(screen: Screen[Any]) -> None:
    """Until what was put off to the next drawing of the screen has been done; one that has nothing to draw may never say so."""
    done = asyncio.Event()
    if screen.is_running and screen.call_after_refresh(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), DRAWN)


async def _either(done: asyncio.Event, node: MessagePump) -> None:
    """A node that is taken away meanwhile answers no more."""
    while node.is_running:
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), DRAWN)
            return
