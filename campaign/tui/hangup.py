"""The guard that ends the program when its terminal is gone.

Textual reads on from a terminal that vanished: with SIGHUP ignored (nohup) or no controlling terminal, at 100 % of a core for
ever. A daemon thread sleeps in poll() until the kernel says that the terminal hung up, which costs nothing meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Protocol

HUNG_UP = 128 + 1
INTERRUPTED = 128 + 2
TERMINATED = 128 + 15
GRACE = 0.7
"""Seconds an orderly exit may take: a session without a terminal is gone within one."""


def hung_up(fd: int = 0) -> bool:
    """Whether the terminal is gone now."""
    poll = select.poll()
    poll.register(fd, 0)
    return bool(poll.poll(0))


class Exits(Protocol):
    """What the guard needs of ``textual.app.App``; Textual takes it from any thread."""

    def exit(self, result: None = None, return_code: int = 0) -> None: ...


class HangupGuard:
    """``with HangupGuard(app): app.run()``, on the main thread. ``app.return_code`` is 129, 130 or 143 after it fired."""

    def __init__(
        self,
        app: Exits,
        *,
        fd: int = 0,
        grace: float = GRACE,
        die: Callable[[int], object] = os._exit,
        signals: bool = True,
    ) -> None:
        self._app, self._fd, self._grace, self._die, self._signals = app, fd, grace, die, signals
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._before: dict[int, object] = {}
        self._timer: threading.Timer | None = None
        self._thread = threading.Thread(target=self._watch, name="hangup", daemon=True)

    def __enter__(self) -> HangupGuard:
        if self._signals:
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._on_signal)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """The app has ended by itself: stop watching. A deadline that runs goes on, for whatever else hangs."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        with contextlib.suppress(OSError):
            os.write(self._writer, b"\0")
        self._thread.join(1)
        os.close(self._writer)
        os.close(self._reader)

    @property
    def deadline(self) -> threading.Timer | None:
        """The running clock after which the process is ended by force."""
        return self._timer

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        # Only a byte: the event loop sleeps in select() and would not see what is done here.
        with contextlib.suppress(OSError):
            os.write(self._writer, bytes([number]))

    def _watch(self) -> None:
        poll = select.poll()
        poll.register(self._reader, select.POLLIN)
        poll.register(self._fd, 0)  # POLLHUP, POLLERR and POLLNVAL come unasked
        for fd, _events in poll.poll():
            if fd == self._reader:
                number = os.read(self._reader, 1)[0]
                if number:
                    self._end(128 + number)
            else:
                self._end(HUNG_UP)
            return

    def _end(self, code: int) -> None:
        # First the deadline: an exit that hangs must not keep it from starting.
        self._timer = threading.Timer(self._grace, self._die, [code])
        self._timer.daemon = True
        self._timer.start()
        self._app.exit(return_code=code)
