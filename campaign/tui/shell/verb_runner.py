"""How the dashboard writes: in a thread, on a connection of its own, and one dialogue at a time."""

import asyncio
from collections.abc import Callable, Coroutine
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from campaign.core.errors import CampaignError, NotFound
from campaign.service import Session
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.host import Draft, Host, host_of
from campaign.tui.shell import permissions
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.page import Page
from campaign.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from campaign.tui.dialogs import confirm
else:
    confirm = lazy("campaign.tui.dialogs.confirm")

T = TypeVar("T")
NEEDS_NOTHING = ("add", "undo", "view")
"""Actions that do not act on what is under the cursor."""


@runtime_checkable
class Keeps(Protocol):
    """A screen that holds something typed and not saved."""

    def put_aside(self) -> bool: ...

    def say(self, message: str, *, bad: bool = False) -> None: ...


class VerbRunner(App[None]):
    """The part of the app that carries verbs out."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.drafts: dict[str, Draft] = {}
        """What was typed into forms that were closed unsaved, by form."""
        self._verb: Worker[None] | None = None
        self._ahead = TypeAhead(self, self._overflowed)
        self.heard = 0.0
        """Until when what the page says stays, whatever is typed."""

    @property
    def _own(self) -> Host:
        return host_of(self)

    @property
    def page(self) -> Page | None:
        """The page one sees, perhaps behind a form."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)

    async def on_event(self, event: events.Event) -> None:
        # A key comes by here twice: on its way to what has the focus, and back when that had no use for it.
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif not self._ahead.takes(event):
            await self._hand_on(event)
            self._ahead.began(self._hand_on)

    def _overflowed(self) -> None:
        self.tell(_("Too many keys at once: the last ones were dropped"), bad=True)

    async def _hand_on(self, event: events.Event) -> None:
        if self.page is not None and monotonic() > self.heard:
            self.page.unsay()
        await super().on_event(event)

    async def push_screen_wait(self, screen: Screen[T], *, mode: str | None = None) -> T:  # type: ignore[override]
        worker = get_current_worker()
        self._ahead.asking[worker] = screen
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            del self._ahead.asking[worker]

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

    def start_verb(self, dialogue: Coroutine[Any, Any, None], action: str) -> None:
        """Start the dialogue of an action, unless one is under way: a key pressed twice opens one form. Who may not hears why."""
        if self._verb is not None and self._verb.is_running:
            dialogue.close()
            return
        subject = self.page.subject if self.page is not None else None
        refused: CampaignError | None = permissions.refusal(self._own.session, action, subject)
        if refused is None and subject is not None and action not in NEEDS_NOTHING and not self._own.session.there(subject):
            refused = NotFound("unknown_code", code=subject)  # taken back meanwhile: said before a form opens
        if refused is not None:
            dialogue.close()
            self.tell(trouble(refused), bad=True)
            return
        self._verb = self.run_worker(self._told(dialogue), group="verb")

    async def _told(self, dialogue: Coroutine[Any, Any, None]) -> None:
        try:
            await dialogue
        except CampaignError as error:
            self.tell(trouble(error), bad=True)

    def tell(self, message: str, *, bad: bool = False) -> None:
        """At the bottom of the page, or in a box of its own when it is too long for that."""
        if isinstance(self.screen, Keeps):
            self.screen.say(message, bad=bad)
        elif cells(message) < self.size.width - 10:
            self._own.say(message, bad=bad)
        else:
            self.push_screen(confirm.Notice(message, bad=bad))
