"""Reading beside the screen: in a thread, on a connection of its own, for what takes longer than a key may wait."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from textual.widget import Widget
from textual.worker import get_current_worker

from campaign.core.errors import CampaignError
from campaign.service import Session
from campaign.tui.host import host_of
from campaign.tui.shell.one_paint import OnePaint
from campaign.words import error_text

Found = TypeVar("Found")


class Background(Generic[Found]):
    """The reading of one widget, one at a time: what is asked for meanwhile comes next, and only the last of it."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._next: tuple[Callable[[Session], Found], Callable[[Found], None]] | None = None
        self.busy = False
        self.failed = False

    @property
    def wanted(self) -> bool:
        """Whether what was asked for last is not there."""
        return self.busy or self.failed

    def ask(self, read: Callable[[Session], Found], done: Callable[[Found], None]) -> None:
        """``read`` in the thread, where nothing of the screen may be touched; then ``done`` on the screen. An error is said at
        the foot: whoever asks may ask again with the next news (``failed``).
        """
        self._next = read, done
        if not self.busy:
            self.busy, self.failed = True, False
            if isinstance(page := self._widget.screen, OnePaint):
                page.awaits(self)
            self._begin()

    def _begin(self) -> None:
        assert self._next is not None
        (read, done), self._next = self._next, None
        self._widget.run_worker(partial(self._run, read, done), thread=True, group="beside")

    def _run(self, read: Callable[[Session], Found], done: Callable[[Found], None]) -> None:
        worker, session = get_current_worker(), host_of(self._widget).session.twin()
        finish: Callable[[], None]
        try:
            finish = partial(done, read(session))
        except CampaignError as error:
            finish = partial(self._fail, error)
        finally:
            session.close()
        if not worker.is_cancelled:
            self._widget.app.call_from_thread(self._finish, finish)

    def _finish(self, finish: Callable[[], None]) -> None:
        again = self._next is not None
        self.busy, self.failed = again, False
        finish()
        if again:
            self._begin()
        elif self._widget.is_attached and isinstance(page := self._widget.screen, OnePaint):
            page.answered(self)

    def _fail(self, error: CampaignError) -> None:
        self.failed = True
        host_of(self._widget).say(error_text(error), bad=True)
