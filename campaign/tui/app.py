"""The app: what Textual asks of it and what ``Host`` promises. What it shows is in ``screens``, what it does in ``registry``."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen

from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.judged import Left
from campaign.text import _
from campaign.tui import keys, registry
from campaign.tui.host import Front
from campaign.tui.shell import leaving
from campaign.tui.shell.following import Following
from campaign.tui.shell.opening import Opening
from campaign.tui.shell.terminal_app import TerminalApp
from campaign.tui.shell.verb_runner import VerbRunner
from campaign.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from campaign.service.news import Since

T = TypeVar("T")


class CampaignApp(TerminalApp):
    """One person's dashboard. ``session`` belongs to the app's thread; writes run on twins of it."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings()]
    MODES: ClassVar = {name: partial(registry.screen, name) for name in registry.SCREENS}
    SCREENS: ClassVar = {name: partial(registry.screen, name) for name in registry.KEPT}
    DEFAULT_MODE = next(iter(registry.SCREENS))
    attended = True
    situation: var[Situation | None] = var(None, always_update=True)

    def __init__(self, session: Session, *, keeps: bool = True, **look: Any) -> None:
        super().__init__(session, keeps=keeps, **look)
        self.looked: Since | None = None
        self.left: Left | None = None
        """What is kept for the next start."""
        self.touched: frozenset[str] | None = None
        self.following = Following(self, self, self.show)
        self.verbs, self.opening = VerbRunner(self, self), Opening(self, self)
        self._ahead = TypeAhead(self, lambda: self.tell(_("Too many keys at once: the last ones were dropped"), bad=True))

    def on_mount(self) -> None:
        def fall(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            if isinstance(error := context.get("exception"), Exception):
                self._handle_exception(error)

        self.drawing.begin()
        self.title = self.session.campaign.name
        asyncio.get_running_loop().set_exception_handler(fall)
        self.call_after_refresh(self.load)  # the frame and the countdown are on the screen before anything is read

    def on_unmount(self) -> None:
        self.following.close()

    def load(self) -> None:
        self.following.load()
        self.following.begin()
        self.opening.begin()

    def exit(self, *how: Any, **more: Any) -> None:
        with suppress(Exception):  # to leave is more than what is kept of it
            self.left = leaving.left(self, self.situation)
        leaving.put_aside(self)
        super().exit(*how, **more)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        """Hand a new situation to every page."""
        self.session.campaign, self.touched = situation.snapshot.campaign, touched
        self.situation = situation

    # Keys and the terminal

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self.following.typed()
        # A key comes by here twice: on its way to what has the focus, and back when that had no use for it.
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._ahead.pass_on(event, self._hand_on)
        else:
            await super().on_event(event)

    async def _hand_on(self, event: events.Event) -> None:
        if self.page is not None and monotonic() > self.heard:
            self.page.unsay()
        await super().on_event(event)

    # What ``Host`` promises

    async def push_screen_wait(self, screen: Screen[T], *, mode: str | None = None) -> T:  # type: ignore[override]
        with self._ahead.answered_by(screen):
            return await super().push_screen_wait(screen, mode=mode)

    def open(self, row: str) -> None:
        self.opening.open(row)

    def open_list(self, screen: str, words: Mapping[str, str], then: Callable[[Front], None] | None = None) -> None:
        self.opening.open_list(screen, words, then)

    def act(self, action: str, *more: str) -> None:
        self.verbs.act(action, more)

    action_act = act

    def catch_up(self) -> None:
        self.following.catch_up()
