"""What Textual offers and this program does not: writing files, starting other programs, giving way to a shell.

Through the gate each of it would be a way to the server's own files or to a shell; nobody needs it elsewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NoReturn

from textual.app import App, SuspendNotSupported


class Lockdown(App[None]):
    """A part of the app."""

    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A link is text."""

    def deliver_text(self, path_or_file: object, **_how: object) -> None:
        """No file is written, nor a picture: Textual delivers those as text."""

    def deliver_binary(self, path_or_file: object, **_how: object) -> None:
        """No file is written."""

    def save_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> NoReturn:
        raise NotImplementedError("this program writes no pictures")

    @contextmanager
    def suspend(self) -> Iterator[None]:
        raise SuspendNotSupported("this program gives way to no other")
        yield
