"""The app as a program of a terminal: what it says there, how it is left, and how it falls without losing what was typed."""

import os
from time import monotonic
from typing import Any

from rich.console import RenderableType
from textual import on
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from campaign.service import Session, looks
from campaign.service.leftovers import drafts_place
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui import registry, terminal
from campaign.tui.host import Draft, Keeps
from campaign.tui.keys import BY_ACTION
from campaign.tui.shell import leaving
from campaign.tui.shell.page import MESSAGE_SECONDS, Page
from campaign.tui.shell.painted import Painted
from campaign.tui.widgets.sent import Sent


class TerminalApp(Painted):
    """Below what a campaign needs. Methods without a word of their own are those of ``Host``."""

    def __init__(self, session: Session, *, keeps: bool = True, **look: Any) -> None:
        """Without ``keeps`` the database, and all that lies beside it, goes when the app ends. ``look``: see ``Painted``."""
        super().__init__(driver_class=terminal.driver(), **look)
        self.session, self.keeps = session, keeps
        self.drafts: dict[str, Draft] = {}
        self.heard = 0.0
        """Until when what the page says stays, whatever is typed."""
        self._sent = Sent()

    @property
    def page(self) -> Page | None:
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)

    def say(self, message: str, *, bad: bool = False) -> None:
        if self.page is not None:
            self.page.say(message, bad=bad)

    def tell(self, message: str, *, bad: bool = False) -> None:
        if isinstance(self.screen, Keeps):
            self.screen.say(message, bad=bad)
        elif cells(message) < self.size.width - 10:
            self.say(message, bad=bad)
        else:
            self.push_screen(registry.found("dialogs.confirm:Notice")(message, bad=bad))

    def on_foreign_bytes(self) -> None:
        self.heard = monotonic() + MESSAGE_SECONDS  # more of them are on their way
        told = _("This terminal is not UTF-8: what came was replaced by {sign}. Set it to UTF-8").format(sign=terminal.REPLACED)
        (self.screen if isinstance(self.screen, Keeps) else self).say(told, bad=True)

    @on(terminal.Measured)
    def take_measure(self, event: terminal.Measured) -> None:
        self.drawing.take_measure(event)
        if self.keeps:
            looks.measured(self.session, os.environ, event.way)

    @on(terminal.Continued)
    def action_repaint(self) -> None:
        """Everything anew, whatever stands on the terminal."""
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write("\x1b[2J")
        self._sent.forget()
        self.drawing.draw_anew()
        self.screen.refresh(layout=True, repaint=True)

    def action_suspend_process(self) -> None:
        """Ctrl+Z: to the shell that it was started from, if there is one."""
        if self.session.key is not None:
            self.say(_("There is no shell behind this: it is a shared server. {key} leaves").format(key="q"))
        elif not terminal.has_shell(self._driver):
            self.say(_("There is no shell behind this that could bring it back. {key} leaves").format(key="q"))
        else:
            super().action_suspend_process()

    def action_help_quit(self) -> None:
        """Ctrl+C: how to leave, and what becomes of what is not saved."""
        key = "Ctrl+Q" if self.screen.is_modal else BY_ACTION["quit"].shown
        leaving.put_aside(self)
        if not self.drafts:
            self.tell(_("{key} leaves; nothing is lost").format(key=key))
        elif not self.keeps:
            self.tell(_("Not saved yet; {key} leaves, and what you typed goes with the demonstration").format(key=key))
        else:
            where = drafts_place(self.session.store.path, self.session.actor, shared=self.session.key is not None)
            self.tell(_("Not saved yet; {key} leaves, and what you typed is kept {where}").format(key=key, where=where))

    def delay_update(self, delay: float = 0.0) -> None:
        """Textual keeps the screen still for 50 ms at every change of mode; our pages have nothing to hide meanwhile."""

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Textual reads all styles anew for a screen that it opens, and once more when that comes back for the first time; but
        any after the very first is styled by what holds now.
        """
        super()._load_screen_css(screen)
        if self._dom_ready:
            screen._css_update_count = self._css_update_count

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        writes = self._running and not (self._closed or self._batch_count or self.is_headless)
        """What is displayed now comes to a terminal."""
        if writes and isinstance(renderable, CompositorUpdate):
            renderable = self._sent.pass_on(self.page, renderable, self.console)
        super()._display(screen, renderable)

    def on_resize(self) -> None:
        """Terminals lay out anew what they show, each in its way."""
        self._sent.forget()

    # The end ----------------------------------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """A bug, wherever it happened: the terminal is put back, and ``run`` says it in one line."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        leaving.put_aside(self)
        self._close_messages_no_wait()
