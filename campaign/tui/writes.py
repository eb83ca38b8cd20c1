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
            if not event.is_forwarded and self.page is not None:
                self.page.unsay()
                if event.key in FILTER and self._opens_filter():
                    return
        await super().on_event(event)

    def _opens_filter(self) -> bool:
        """Open the line for a filter before the next key is looked at: in one burst ``/B0107`` its digits would open screens."""
        open_line = getattr(self.screen, "action_filter", None)
        if open_line is None or isinstance(self.focused, Input):
            return False
        open_line()
        return True

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
