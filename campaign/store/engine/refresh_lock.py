"""One after the other: what every open dashboard has to do because of the same write, on the machine that they share.

A turn is a lock on the folder of who is on line (``engine.online``): the kernel takes it back when its process ends, however it
ends. Source: docs/decisions/0022-following-at-a-tenth-of-the-time.md.
"""

import os
from pathlib import Path

from campaign.store.engine.online import folder

try:
    import fcntl
except ImportError:  # Windows: nobody shares a database there
    fcntl = None  # type: ignore[assignment]


class RefreshLock:
    """Where nothing can be locked it is always one's turn; nothing fails."""

    def __init__(self, database: Path) -> None:
        self._folder = folder(database)
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether it is one's turn, until ``give``; False while it is another's."""
        if fcntl is None:
            return True
        try:
            self._descriptor = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.give()
            return False
        except OSError:  # nobody is on line here
            self.give()
        return True

    def give(self) -> None:
        """Let the next have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
