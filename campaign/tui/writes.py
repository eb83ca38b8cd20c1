"""How the dashboard writes: in a thread, on a connection of its own, and one dialogue at a time."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker

from campaign.core.errors import CampaignError
from campaign.service import Session
from campaign.tui import allowed
from campaign.tui.dialogs.trouble import trouble
from campaign.tui.keys import BY_ACTION
from campaign.tui.later import later
from campaign.tui.screens.page import Page
from campaign.tui.widgets.columns import cells

if TYPE_CHECKING:
    from campaign.tui.app import CampaignApp
    from campaign.tui.dialogs import confirm
    from campaign.tui.dialogs.form import Draft
else:
    confirm = later("campaign.tui.dialogs.confirm")

T = TypeVar("T")
HELD = 0.5
"""Seconds after which keys behind the key of a filter go on, should that have got lost."""
FILTER = frozenset(BY_ACTION["filter"].keys.split(","))


class Writes(App[None]):
    """The part of the app that carries verbs out."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, Draft] = {}
        """What was typed into forms that were closed unsaved, by form."""
        self._verb: Worker[None] | None = None
        self._asking = False
        """A verb is under way: what is typed is meant for its boxes, also while the next one is being made."""
        self._box: Screen[Any] | None = None
        """The box that takes keys."""
        self._ahead: list[events.Key] = []
        self._opening = False
        """The key of a filter is on its way to the page: what follows is meant for its line."""

    @property
    def _own(self) -> "CampaignApp":
        return cast("CampaignApp", self)

    @property
    def page(self) -> Page | None:
        """The page one sees, perhaps behind a form."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            # A key comes by here twice: on its way to what has the focus, and back when that had no use for it.
            if self._asking and self.screen is not self._box:
                self._ahead.append(events.Key(event.key, event.character))
                return
            if not event.is_forwarded:
                if self._opening:
                    self._ahead.append(events.Key(event.key, event.character))
                    return
                if self.page is not None:
                    self.page.unsay()
                if event.key in FILTER and isinstance(self.screen, Page) and not isinstance(self.focused, Input):
                    self._opening = True
                    self.set_timer(HELD, self._give_up)
            elif self._opening and event.key in FILTER:
                await super().on_event(event)
                await self._filter_open()
                return
        await super().on_event(event)

    async def _filter_open(self) -> None:
        """What was typed in the same burst as ``/`` goes into the line that it has opened: the digits of ``/B0107`` would open
        other screens.
        """
        self._opening = False
        ahead, self._ahead = self._ahead, []
        for event in ahead:
            await super().on_event(event)

    def _give_up(self) -> None:
        """Nobody had a use for the key."""
        if self._opening:
            self._opening = False
            self._type_on()

    def box_ready(self, box: Screen[Any]) -> None:
        """A box has come to the front: it gets what was typed ahead of it, as letters and not as commands of the page."""
        self._box = box
        self._type_on()

    def _type_on(self) -> None:
        ahead, self._ahead = self._ahead, []
        for event in ahead:
            self.post_message(event)

    async def written(self, job: Callable[[Session], T]) -> T | CampaignError:
        """What ``job`` gave, or why it was refused. The screen goes on meanwhile; what was written shows at once."""
        own = self._own

        def run() -> T | CampaignError:
            try:
                session = own.session.twin()
                try:
                    return job(session)
                finally:
                    session.close()
            except CampaignError as error:
                return error

        outcome = await asyncio.to_thread(run)
        if not isinstance(outcome, CampaignError):
            self.caught_up()
        return outcome

    def caught_up(self) -> None:
        try:
            self._own.catch_up()
        except CampaignError as error:  # it is written; the next look will show it
            self.tell(trouble(error), bad=True)

    def begin(self, dialogue: Coroutine[Any, Any, None], action: str) -> None:
        """Start the dialogue of an action, unless one is under way: a key pressed twice opens one form. Who may not hears why."""
        if self._verb is not None and self._verb.is_running:
            dialogue.close()
            return
        refused = allowed.refusal(self._own.session, action, self.page.subject if self.page is not None else None)
        if refused is not None:
            dialogue.close()
            self.tell(trouble(refused), bad=True)
            return
        self._asking = True
        self._verb = self.run_worker(self._told(dialogue), group="verb")

    async def _told(self, dialogue: Coroutine[Any, Any, None]) -> None:
        try:
            await dialogue
        except CampaignError as error:
            self.tell(trouble(error), bad=True)
        finally:
            self._asking = False
            self._type_on()

    def tell(self, message: str, *, bad: bool = False) -> None:
        """At the bottom of the page, or in a box of its own when it is too long for that."""
        if cells(message) < self.size.width - 10:
            self._own.say(message, bad=bad)
        else:
            self.push_screen(confirm.Notice(message, bad=bad))
