"""What Textual offers and this program does not: writing files, starting other programs, giving way to a shell.

Through the gate each of it would be a way to the server's own files or to a shell; nobody needs it elsewhere.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from textual.app import App, SuspendNotSupported, SystemCommand
from textual.screen import Screen


class Lockdown(App[None]):
    """A part of the app."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        return ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A link is text."""

    def deliver_text(self, path_or_file: object, **_how: object) -> None:
        """No file is written."""

    def deliver_binary(self, path_or_file: object, **_how: object) -> None:
        """No file is written."""

    def deliver_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> None:
        """No file is written."""

    def save_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> NoReturn:
        raise NotImplementedError("this program writes no pictures")

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No file is written."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        raise SuspendNotSupported("this program gives way to no other")
        yield
