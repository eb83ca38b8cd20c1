"""``python -m tests.bench.host DATABASE N``: so many dashboards whose screens are read and never looked at.

Prints their process ids when all have loaded; ends them, and itself, when its standard input is closed.
"""

import contextlib
import os
import re
import selectors
import signal
import sys

import ptyprocess  # type: ignore[import-untyped]

from tests.bench.measure import CAMPAIGN

ROOM = (40, 120)
LOADED = re.compile(b"10,?000")
AT_ONCE = 8
"""Dashboards that load at the same time, as people come in the morning."""


def main() -> int:
    database, count = sys.argv[1], int(sys.argv[2])
    ready, waiting = list[int](), dict[int, bytes]()
    watch = selectors.DefaultSelector()
    running = dict[int, ptyprocess.PtyProcess]()
    watch.register(0, selectors.EVENT_READ)
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    told = False
    try:
        while True:
            while len(running) < count and len(waiting) < AT_ONCE:
                process = ptyprocess.PtyProcess.spawn([*CAMPAIGN, "--db", database, "tui"], dimensions=ROOM, env=environment)
                running[process.fd], waiting[process.fd] = process, b""
                watch.register(process.fd, selectors.EVENT_READ)
            if len(ready) == count and not told:
                print(*ready, flush=True)
                told = True
            for key, _events in watch.select(1):
                if key.fd == 0:
                    return 0
                data = _read(key.fd)
                if not data:
                    watch.unregister(key.fd)
                elif key.fd in waiting:
                    waiting[key.fd] += data
                    if LOADED.search(waiting[key.fd]):
                        ready.append(running[key.fd].pid)
                        del waiting[key.fd]
    finally:
        for process in running.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            process.wait()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


if __name__ == "__main__":
    sys.exit(main())
