"""A dashboard that is ready before anybody looks: made, laid out and painted for nobody, then handed to whoever comes first.

The process that makes it is forked for each (``cli.warm``). No loop runs while it forks and no thread is there, so that the fork
may go on with the loop as if it were its own, once it has an epoll and a pipe of its own. What of Textual and of asyncio is
touched for that stands in ``tests/tui/test_ready.py``.
"""

import asyncio
import gc
import os
import selectors
import threading
from pathlib import Path
from random import uniform
from typing import Any

from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.pilot import Pilot

from campaign.core.errors import CampaignError
from campaign.service import Session
from campaign.service.judged import Ahead
from campaign.tables.signs import Way
from campaign.tui import theme
from campaign.tui.app import CampaignApp
from campaign.tui.shell.following import POLL
from campaign.tui.terminal import Terminal

SIZE = (120, 40)
"""Cells of the terminal for which it is laid out ahead."""


class Handover(HeadlessDriver):
    """Draws nothing, until it is given the driver of a terminal: Textual's own way in and out stays as it is."""

    real: Terminal | None = None

    @property
    def is_headless(self) -> bool:
        return self.real is None

    @property
    def can_suspend(self) -> bool:
        return self.real is not None and self.real.can_suspend

    def write(self, data: str) -> None:
        if self.real is not None:
            self.real.write(data)

    def flush(self) -> None:
        if self.real is not None:
            self.real.flush()

    def disable_input(self) -> None:
        if self.real is not None:
            self.real.disable_input()

    def stop_application_mode(self) -> None:
        if self.real is not None:
            self.real.stop_application_mode()

    def close(self) -> None:
        if self.real is not None:
            self.real.close()


class ReadyApp(CampaignApp):
    """``attended`` once it has been handed over."""

    attended = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.driver_class = Handover
        self._wanted = self.theme, self.signs.way
        self._own_loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._own_loop)
        settled = self._own_loop.create_future()

        async def settle(pilot: Pilot[Any]) -> None:
            await pilot.pause()
            settled.set_result(None)

        self._life = self._own_loop.create_task(self.run_async(size=SIZE, auto_pilot=settle))
        self._own_loop.run_until_complete(asyncio.wait({settled, self._life}, return_when=asyncio.FIRST_COMPLETED))
        if self._life.done():
            raise self._exception or RuntimeError("the dashboard could not be made ready")
        self._keep()

    def _keep(self) -> None:
        """What each would make first is made here, once; and commands need no dashboard, but what it shows."""
        assert self.situation is not None and self.page is not None
        self.page.prepare()
        for code in self.situation.snapshot.projects:
            self.situation.by_original(code)
        Session.ahead = Ahead(self.session.store.connection.identity, self.situation)

    def load(self) -> None:
        self.show(self.session.situation(), None)

    def bring_up_to_date(self, session: Session) -> None:
        """Between two forks: what was written since, by a session that is closed afterwards."""
        assert self.situation is not None
        self.session = session
        new = session.refreshed(self.situation)
        if new is not self.situation:
            with self._context():
                self.show(new, session.touched)
            self._own_loop.run_until_complete(Pilot(self).pause())
            self._keep()

    def is_alone(self) -> bool:
        """Whether it may be forked: nothing else runs in this process."""
        return threading.active_count() == 1 and len(list(Path("/proc/self/task").iterdir())) == 1

    # In the fork ------------------------------------------------------------------------------------------------------------

    def hand_over(self, session: Session, theme_name: str, way: Way, asks: bool) -> None:
        """To the member whose session it is."""
        self.session, self.attended = session, True
        self._wanted, self.drawing.asks = (theme_name, way), asks
        theme.meet(self.console, os.environ)
        loop: Any = self._own_loop
        loop._selector.close()  # the other forks share what it stands for: nothing may be unregistered there
        loop._selector = selectors.DefaultSelector()
        loop._ssock.close()
        loop._csock.close()
        loop._internal_fds -= 1
        loop._make_self_pipe()

    def enter(self, mouse: bool) -> None:
        """On the terminal, until the person leaves."""
        self._own_loop.call_soon(self._begin, mouse)
        gc.enable()
        self._own_loop.run_until_complete(self._life)

    def _begin(self, mouse: bool) -> None:
        """Bring it to the terminal, as this person sees it, in this language."""
        with self._context():
            driver = self._driver
            assert isinstance(driver, Handover) and self.situation is not None
            driver.real = Terminal(self, mouse=mouse)
            self._size = Size(*driver.real._get_terminal_size())
            page = self.page
            assert page is not None
            page.send_whole()
            name, way = self._wanted
            self.drawing.draw_with(way)
            self.drawing.choose(theme=name)
            try:
                new = self.session.situation()
                if new is not self.situation:
                    self.show(new, self.session.touched)
                page.attend()
            except CampaignError as error:
                self.following.end(error)
            self.set_timer(uniform(0, POLL), self.following.begin)
            driver.real.start_application_mode()
            if self.drawing.asks:
                driver.real.ask()
            self.opening.begin()
