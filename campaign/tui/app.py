"""The app: what Textual asks of it and what ``Host`` promises. What it shows is in ``screens``, what it does in ``registry``."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import actions, events, on
from textual.app import App
from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen

from campaign import text
from campaign.core import codes
from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.kinds import registry as kinds
from campaign.service import Session
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui import keys, registry, terminal
from campaign.tui.host import Draft, Front, Keeps
from campaign.tui.shell import leaving
from campaign.tui.shell.following import Following
from campaign.tui.shell.lockdown import Lockdown
from campaign.tui.shell.page import MESSAGE_SECONDS, Page
from campaign.tui.shell.verb_runner import VerbRunner
from campaign.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from campaign.service.news import Since

T = TypeVar("T")


class CampaignApp(Lockdown, App[None]):
    """One person's dashboard. ``session`` belongs to the app's thread; writes run on twins of it."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings()]
    MODES: ClassVar = {name: partial(registry.screen, name) for name in registry.SCREENS}
    SCREENS: ClassVar = {name: partial(registry.screen, name) for name in registry.KEPT}
    DEFAULT_MODE = next(iter(registry.SCREENS))

    situation: var[Situation | None] = var(None, always_update=True)

    def __init__(self, session: Session, *, plain_signs: bool = False, keeps: bool = True) -> None:
        """``plain_signs`` keeps every sign ASCII, for terminals that draw others wrongly. Without ``keeps`` the database, and
        all that lies beside it, goes when the app ends.
        """
        super().__init__(driver_class=terminal.driver())
        self.session, self.plain_signs, self.keeps = session, plain_signs, keeps
        self.drafts: dict[str, Draft] = {}
        self.looked: Since | None = None
        self.touched: frozenset[str] | None = None
        self.heard = 0.0
        """Until when what the page says stays, whatever is typed."""
        self.following = Following(self, self, self.show)
        self.verbs = VerbRunner(self, self)
        self._ahead = TypeAhead(self, lambda: self.tell(_("Too many keys at once: the last ones were dropped"), bad=True))

    def on_mount(self) -> None:
        def fall(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
            if isinstance(error := context.get("exception"), Exception):
                self._handle_exception(error)

        self.title = self.session.campaign.name
        asyncio.get_running_loop().set_exception_handler(fall)
        self.call_after_refresh(self.following.load)  # the frame and the countdown are on the screen before anything is read

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        """Hand a new situation to every page."""
        self.session.campaign = situation.snapshot.campaign
        self.touched = touched
        self.situation = situation

    # Keys and the terminal --------------------------------------------------------------------------------------------------

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

    def on_foreign_bytes(self) -> None:
        self.heard = monotonic() + MESSAGE_SECONDS  # more of them are on their way
        told = _("This terminal is not UTF-8: what came was replaced by {sign}. Set it to UTF-8").format(sign=terminal.REPLACED)
        (self.screen if isinstance(self.screen, Keeps) else self).say(told, bad=True)

    @on(terminal.Continued)
    def action_repaint(self) -> None:
        leaving.repaint(self)

    def action_suspend_process(self) -> None:
        """Ctrl+Z: to the shell that it was started from, if there is one."""
        if reason := leaving.no_shell(self.session, self._driver):
            self.say(reason)
        else:
            super().action_suspend_process()

    def action_help_quit(self) -> None:
        """Ctrl+C."""
        self.tell(leaving.how(self, self.session, unsaved=self.put_aside(), keeps=self.keeps))

    def delay_update(self, delay: float = 0.0) -> None:
        """Textual keeps the screen still for 50 ms at every change of mode; our pages have nothing to hide meanwhile."""

    def action_language(self) -> None:
        text.use("en" if text.language() == "zh" else "zh")
        for page in self.screen_stack:
            if isinstance(page, Page):
                page.relabel()

    # Host: telling and asking -----------------------------------------------------------------------------------------------

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

    async def push_screen_wait(self, screen: Screen[T], *, mode: str | None = None) -> T:  # type: ignore[override]
        with self._ahead.answered_by(screen):
            return await super().push_screen_wait(screen, mode=mode)

    # Host: going ------------------------------------------------------------------------------------------------------------

    def action_mode(self, name: str) -> None:
        self.switch_mode(name)

    def open(self, row: str) -> None:
        kind = kinds.of_row(row)
        if kind is not None and kind.name in registry.LISTS:
            self.open_list(registry.LISTS[kind.name], {kind.name: row})
        elif kind is not None and kind.name in registry.PAGES:
            self.push_screen(registry.page(kind.name, row))

    def open_list(self, screen: str, words: Mapping[str, str], then: Callable[[Front], None] | None = None) -> None:
        async def go() -> None:
            await self.switch_mode(screen)
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            if self.page is not None:
                self.page.set_words(words)
                if then is not None:
                    then(self.page)

        self.run_worker(go(), group="open")

    async def carry_out(self, chosen: str | None) -> None:
        if chosen is None:
            return
        _space, name, more = actions.parse(chosen)
        if codes.canonical(chosen) == chosen:
            self.open(chosen)
        elif name in registry.COMMANDS or (name in keys.BY_ACTION and keys.BY_ACTION[name].bound != name):
            self.act(name, *map(str, more))
        elif self.page is None or not await self.run_action(chosen, self.page):
            await self.run_action(chosen)

    # Host: writing ----------------------------------------------------------------------------------------------------------

    def act(self, action: str, *more: str) -> None:
        self.verbs.act(action, more)

    action_act = act

    def start_verb(self, dialogue: Coroutine[Any, Any, None], action: str) -> None:
        self.verbs.start(dialogue, action)

    async def written(self, job: Callable[[Session], T]) -> T | CampaignError:
        return await self.verbs.written(job)

    def catch_up(self) -> None:
        self.following.catch_up()

    # The end ----------------------------------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """A bug, wherever it happened: the terminal is put back, and ``run`` says it in one line."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.put_aside()
        self._close_messages_no_wait()

    def exit(self, *how: Any, **more: Any) -> None:
        self.put_aside()
        super().exit(*how, **more)

    def put_aside(self) -> bool:
        """What stands unsaved in open forms goes to the drafts; whether there are any now."""
        leaving.put_aside(self)
        return bool(self.drafts)
