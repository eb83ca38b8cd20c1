"""The two clocks that keep the situation true: what others write is followed, and the day that turns."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from random import uniform
from time import monotonic, thread_time

from rich.text import Text
from textual.app import App

from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.store.engine.bell import Bell
from campaign.store.engine.refresh_lock import RefreshLock
from campaign.tui.host import Host
from campaign.words import error_text

POLL = 0.2
"""Seconds between two looks for what others have written, where no bell can be rung; a look costs 3 µs."""
NET = 1.0
"""The same where who writes rings: for a ring that was lost, and the day that turns."""
CALM = (0.05, 0.5)
"""Least and most seconds between two repaints for others' writes: the first shows at once, a burst is bundled."""
SHARE = 10
"""Times the CPU that following a write took that pass before the next."""
TYPING = 5.0
"""Seconds after a key during which a dashboard waits for no other."""
PATIENCE = 0.1
"""Seconds for which one that is merely looked at lets others go first."""
AGAIN = (0.01, 0.02)
"""Seconds, at random, after which it asks again whether it is its turn."""


class Following:
    """Of one app. ``show`` hands a new situation to every page, with the codes that changed (None: anything)."""

    def __init__(self, app: App[None], host: Host, show: Callable[[Situation, frozenset[str] | None], None]) -> None:
        self._app, self._host, self._show = app, host, show
        self.calm_until = 0.0
        self.waiting = False
        """For its turn."""
        self._typed = 0.0
        """When the last key came."""
        self._turn = RefreshLock(host.session.store.path)
        self._bell: Bell | None = None
        self._clock: asyncio.TimerHandle | None = None

    def typed(self) -> None:
        self._typed = monotonic()

    def load(self) -> None:
        """Read everything after the first paint, beside the keys."""
        self._app.run_worker(self._read, thread=True, exclusive=True, group="load")

    def begin(self) -> None:
        """Look at every ring, and every now and then."""
        with suppress(OSError):
            self._bell = Bell(self._host.session.store.path)
            self._listen()
        self._wait()

    def _wait(self) -> None:
        """A handle of the loop: a timer of Textual is a task and a message each time."""
        self._clock = asyncio.get_running_loop().call_later(POLL if self._bell is None else NET, self._tick)

    def close(self) -> None:
        """Look no more."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
        if self._bell is not None:
            self._deafen()
            self._bell.close()
            self._bell = None

    def _tick(self) -> None:
        self._wait()
        self.look()
        if self._bell is not None and not self._bell.hangs():  # its folder was removed: hang another, or look more often
            self.close()
            self.begin()

    def _listen(self) -> None:
        if self._bell is not None:
            asyncio.get_running_loop().add_reader(self._bell.fileno(), self._rung)

    def _deafen(self) -> None:
        if self._bell is not None:
            asyncio.get_running_loop().remove_reader(self._bell.fileno())

    def _rung(self) -> None:
        """However often it rings, it is not heard again before one may look again."""
        self._deafen()
        self._heard()

    def _heard(self) -> None:
        if self._bell is None:
            return
        if (wait := self.calm_until - monotonic()) > 0:
            asyncio.get_running_loop().call_later(wait, self._heard)
            return
        self._bell.still()
        self._listen()
        if not self.look():  # rung for nothing: no more of that than looking unasked would cost
            self.calm_until = max(self.calm_until, monotonic() + POLL)

    def _read(self) -> None:
        session = self._host.session.twin()
        gc.disable()  # a hundred thousand new objects that all stay: looking for garbage among them costs a third of the time
        try:
            self._app.call_from_thread(self._show, session.situation(), None)
        except CampaignError as error:
            self._app.call_from_thread(self.end, error)
        finally:
            session.close()
            gc.freeze()  # what stays is never looked at again
            gc.enable()

    def look(self) -> bool:
        """What have others written, and has the day turned? Neither, mostly: whether there is anything to follow."""
        now, situation = monotonic(), self._host.situation
        if situation is None or now < self.calm_until:
            return False
        if self.waiting:
            return True
        with self._leaving():
            if self._host.session.behind(situation):
                self._follow(now + PATIENCE)
                return True
        return False

    def _follow(self, latest: float) -> None:
        """Fifty dashboards have the same write to show. If all did it at once a key would wait for all of them; so those that
        are merely looked at do it one after the other, none later than ``latest``."""
        if not self._app.is_running:
            return
        now = monotonic()
        self.waiting = now < latest and now > self._typed + TYPING and not self._turn.take()
        if self.waiting:
            asyncio.get_running_loop().call_later(uniform(*AGAIN), self._follow, latest)
            return
        try:
            with self._leaving():
                self.catch_up()
        finally:
            self._turn.give()

    def catch_up(self) -> None:
        """Bring the situation up to date now: after a write of one's own, of someone else's, or when the day has turned."""
        old = self._host.situation
        if old is None:
            return
        began = thread_time()
        new = self._host.session.refreshed(old)
        if new is not old:
            self._show(new, self._host.session.touched)
            self.calm_until = monotonic() + min(max((thread_time() - began) * SHARE, CALM[0]), CALM[1])

    @contextmanager
    def _leaving(self) -> Iterator[None]:
        """What is wrong with the database is said, or the end."""
        try:
            yield
        except CampaignError as error:
            if error.key in ("member_gone", "db_replaced"):
                self.end(error)
            else:
                self._host.say(error_text(error), bad=True)

    def end(self, error: CampaignError) -> None:
        """Leave, and say why on the terminal."""
        self._app.exit(return_code=error.exit_code, message=Text(error_text(error)))
