"""Going somewhere: to the page of a record, to a filtered list, to what was chosen among the commands."""

from collections.abc import Callable, Mapping
from typing import Any

from textual import actions
from textual.app import App

from campaign.core import codes
from campaign.kinds import registry as kinds
from campaign.tui import registry
from campaign.tui.host import Front, Host
from campaign.tui.keys import BY_ACTION


class Opening:
    """Of one app."""

    def __init__(self, app: App[Any], host: Host) -> None:
        self._app, self._host = app, host
        self.wallboard: int | None = None
        """Seconds that each page of the wallboard stays, for whom the dashboard opens with it."""

    def begin(self) -> None:
        """What it opens with, beside the first screen."""
        if self.wallboard is not None:
            registry.command("wallboard")(self._host, self.wallboard)

    def open(self, row: str) -> None:
        """See ``Host.open``."""
        kind = kinds.of_row(row)
        if kind is not None and kind.name in registry.LISTS:
            self._host.open_list(registry.LISTS[kind.name], {kind.name: row})
        elif kind is not None and kind.name in registry.LISTED:
            self._host.open_list(registry.LISTED[kind.name], {}, lambda page: page.point_at(row))
        elif kind is not None and kind.name in registry.PAGES:
            self._host.push_screen(registry.page(kind.name, row))

    def open_list(self, screen: str, words: Mapping[str, str], then: Callable[[Front], None] | None) -> None:
        """See ``Host.open_list``."""
        async def go() -> None:
            await self._app.switch_mode(screen)
            while len(self._app.screen_stack) > 1:
                await self._app.pop_screen()
            page = self._host.page
            if page is not None:
                page.set_words(words)
                if then is not None:
                    then(page)

        self._app.run_worker(go(), group="open")

    async def carry_out(self, chosen: str | None) -> None:
        """See ``host.Opens``."""
        if chosen is None:
            return
        _space, name, more = actions.parse(chosen)
        page = self._host.page
        if codes.canonical(chosen) == chosen:
            self._host.open(chosen)
        elif name in registry.COMMANDS or (name in BY_ACTION and BY_ACTION[name].bound != name):
            self._host.act(name, *map(str, more))
        elif page is None or not await self._app.run_action(chosen, self._app.screen):
            await self._app.run_action(chosen)
