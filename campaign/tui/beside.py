"""Reading beside the screen: in a thread, on a connection of its own, for what takes longer than a key may wait."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.widget import Widget
from textual.worker import get_current_worker

from campaign.core.errors import CampaignError
from campaign.service import Session
from campaign.words import error_text

if TYPE_CHECKING:
    from campaign.tui.app import CampaignApp

Found = TypeVar("Found")


class Beside(Generic[Found]):
    """The reading of one widget. What was asked for last counts: what an earlier one brings comes too late."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._asked = 0
        self.busy = False
        self.failed = False

    @property
    def wanted(self) -> bool:
        """Whether what was asked for last is not there."""
        return self.busy or self.failed

    def ask(self, read: Callable[[Session], Found], done: Callable[[Found], None], *, after: float = 0) -> None:
        """``read`` in the thread, where nothing of the screen may be touched; then ``done`` on the screen.

        It begins ``after`` so many seconds, when the screen has what it needs the processor for. An error is said at the
        foot: whoever asks may ask again with the next news (``failed``).
        """
        self._asked += 1
        self.busy, self.failed = True, False
        run = partial(self._run, self._asked, read, done)
        begin = partial(self._widget.run_worker, run, thread=True, exclusive=True, group=f"beside {id(self)}")
        if after:
            self._widget.set_timer(after, lambda: begin())
        else:
            begin()

    def _run(self, asked: int, read: Callable[[Session], Found], done: Callable[[Found], None]) -> None:
        app = cast("CampaignApp", self._widget.app)
        worker, session = get_current_worker(), app.session.twin()
        finish: Callable[[], None]
        try:
            finish = partial(done, read(session))
        except CampaignError as error:
            finish = partial(self._fail, error)
        finally:
            session.close()
        if not worker.is_cancelled:
            app.call_from_thread(self._finish, asked, finish)

    def _finish(self, asked: int, finish: Callable[[], None]) -> None:
        if asked == self._asked:
            self.busy = False
            finish()

    def _fail(self, error: CampaignError) -> None:
        self.failed = True
        cast("CampaignApp", self._widget.app).say(error_text(error), bad=True)
