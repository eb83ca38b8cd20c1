"""How the dashboard writes: in a thread, on a connection of its own, and one verb at a time."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from textual.app import App
from textual.worker import Worker

from campaign.core.errors import CampaignError, NotFound
from campaign.kinds import registry as kinds
from campaign.service import Session
from campaign.text import _
from campaign.tui import registry
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.host import Host
from campaign.tui.keys import BY_ACTION, elsewhere
from campaign.tui.shell import permissions

T = TypeVar("T")


class VerbRunner:
    """Of one app, on its thread."""

    def __init__(self, app: App[Any], host: Host) -> None:
        self._app, self._host = app, host
        self._verb: Worker[None] | None = None

    def act(self, action: str, more: tuple[str, ...]) -> None:
        """A command, or what the key means on the row under the cursor."""
        if action not in registry.COMMANDS:
            page = self._host.page
            self._start(self._on_row(page.subject if page is not None else None, action), action)
        elif (dialogue := registry.command(action)(self._host, *more)) is not None:
            self._start(dialogue, action)

    async def _on_row(self, row: str | None, action: str) -> None:
        """The verb of that kind of row; where it has none, why not, or where there are some."""
        kind = kinds.of_row(row or "")
        key = kind.keys.get(action) if kind is not None else None
        if self._host.situation is None:
            self._host.tell(_("Still reading: one moment"))
        elif row is not None and kind is not None and key is not None and key.verb:
            await registry.verb(kind.name, action)(self._host, row)
        else:
            self._host.tell(elsewhere(action) if key is None else _(key.why_not))

    def _start(self, dialogue: Coroutine[Any, Any, None], action: str) -> None:
        """Unless one is under way: a key pressed twice opens one form."""
        if self._verb is not None and self._verb.is_running:
            dialogue.close()
            self._host.tell(_("One moment: the last step is still under way"))
            return
        page = self._host.page
        subject = page.subject if page is not None else None
        refused: CampaignError | None = permissions.refusal(self._host.session, action, subject)
        if refused is None and subject is not None and action in BY_ACTION and action not in registry.COMMANDS \
                and not self._host.session.there(subject):
            refused = NotFound("unknown_code", code=subject)  # taken back meanwhile: said before a form opens
        if refused is not None:
            dialogue.close()
            self._host.tell(trouble(refused), bad=True)
            return
        self._verb = self._app.run_worker(self._told(dialogue), group="verb")

    async def _told(self, dialogue: Coroutine[Any, Any, None]) -> None:
        try:
            await dialogue
        except CampaignError as error:
            self._host.tell(trouble(error), bad=True)

    async def written(self, job: Callable[[Session], T]) -> T | CampaignError:
        """See ``host.Verbs``."""
        outcome = await asyncio.to_thread(self._run, job)
        if not isinstance(outcome, CampaignError):
            try:
                self._host.catch_up()
            except CampaignError as error:  # it is written; the next look will show it
                self._host.tell(trouble(error), bad=True)
        return outcome

    def _run(self, job: Callable[[Session], T]) -> T | CampaignError:
        try:
            session = self._host.session.twin()
            session.assured = ()
            try:
                return job(session)
            finally:
                session.close()
        except CampaignError as error:
            return error
