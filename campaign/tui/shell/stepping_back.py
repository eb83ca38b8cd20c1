"""A dashboard into which nobody types lets others go first: who types, or writes, on a machine that fifty share waits for none of
them.

Only where the way back is certain: anybody may become nicer, but less nice again only as far as the limit goes that the process
was given (the service of the warm server gives it, a plain log-in mostly does not). Linux. Source: setpriority(2), getrlimit(2).
"""

import os
import sys
import threading
from contextlib import suppress

NICE = 10
NICEST = 20
"""What the limit is counted down from."""


class SteppingBack:
    """Of the thread that runs the app. Where it is forbidden nothing happens."""

    def __init__(self) -> None:
        self._own: int | None = None
        """How nice it was before."""

    def back(self) -> None:
        if self._own is not None or sys.platform != "linux":
            return
        own = os.getpriority(os.PRIO_PROCESS, 0)
        if own < NICE and _may_return(own):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, 0, NICE)
                self._own = own

    def forward(self) -> None:
        """With the threads that it has begun meanwhile: they are as nice as it was, and may live long."""
        if self._own is None:
            return
        for thread in threading.enumerate():
            with suppress(OSError):  # it has just ended
                os.setpriority(os.PRIO_PROCESS, thread.native_id or 0, self._own)
        self._own = None


def _may_return(own: int) -> bool:
    import resource  # Unix

    limit = resource.getrlimit(resource.RLIMIT_NICE)[0]
    return limit == resource.RLIM_INFINITY or limit >= NICEST - own
