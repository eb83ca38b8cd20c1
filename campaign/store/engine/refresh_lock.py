"""As many at once as there are cores, the others after them: what every open dashboard has to do because of the same write, on
the machine that they share.

A turn is a lock on one of as many files, in the folder of who is on line (``engine.online``): the kernel takes it back when its
process ends, however it ends. Source: docs/decisions/0022-following-at-a-tenth-of-the-time.md, 0110.
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
        self._places = [folder(database) / f"turn-{number}" for number in range(cores())]
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether it is one's turn, until ``give``; False while it is others'."""
        if fcntl is None:
            return True
        for place in self._places:
            try:
                self._descriptor = os.open(place, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.give()
            except OSError:  # nobody is on line here
                self.give()
                return True
            else:
                return True
        return False

    def give(self) -> None:
        """Let the next have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
