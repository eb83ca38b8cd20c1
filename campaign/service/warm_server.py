"""What the warm server (``campaign.cli.warm``) says of itself to whoever asks at its socket."""

import socket
import sys
from pathlib import Path
from typing import NamedTuple

QUESTION = b"s"
"""In place of what a client hands over; the answer begins with it."""
WAIT = 4.0
"""Seconds for an answer: it may be beginning anew."""
LONGEST = 16_000
"""Bytes of a message."""


class Figures(NamedTuple):
    pid: int
    sessions: int
    """That it has forked and that are open."""
    served: int
    """In all."""
    database: Path


def figures(place: Path) -> Figures | None:
    """Of the server at this socket; None when nobody answers. Raises ``PermissionError`` to whom it does not belong."""
    if sys.platform != "linux":
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.settimeout(WAIT)
        try:
            line.connect(str(place))
            line.recv(LONGEST)  # that somebody listens
            line.send(QUESTION)
            said = line.recv(LONGEST)
        except PermissionError:
            raise
        except OSError:
            return None
    if not said.startswith(QUESTION):
        return None
    pid, sessions, served, database = said[1:].split(b" ", 3)
    return Figures(int(pid), int(sessions), int(served), Path(database.decode("utf-8", "surrogateescape")))


def answer(found: Figures) -> bytes:
    database = str(found.database).encode("utf-8", "surrogateescape")
    return b"%s%d %d %d %s" % (QUESTION, found.pid, found.sessions, found.served, database)
