"""A bell for each open dashboard: who has written rings them all, so that none has to look often.

A ring says nothing but "look now", and whoever hears it looks for itself: nothing that comes is believed, none that is lost is
missed for long. Whoever rings never waits, and takes down what nobody hears any more. Linux; where no bell can be made there is
none, and nothing fails. Source: docs/decisions/0110-a-bell-after-each-commit.md; unix(7).
"""

import os
import stat
import sys
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.store.engine.online import folder

if TYPE_CHECKING:
    from _socket import socket

LENGTH = 16
MOST = 512
"""Bells that one database has at most; who comes later looks often."""
YOUNG = 10.0
"""Seconds in which a bell may be there that is not yet heard."""
_RING = b"!"
_WAITING = 32
"""Rings that are taken from a bell at once; the kernel holds fewer."""


class Bell:
    """Raises ``OSError`` where none can be made."""

    def __init__(self, database: Path) -> None:
        folder(database).mkdir(mode=0o700, exist_ok=True)
        _hall(database).mkdir(mode=0o700, exist_ok=True)
        name = os.urandom(LENGTH // 2).hex()
        self._path = _hall(database) / name
        hall = _entered(database)
        try:
            if len(_names(hall)) >= MOST:
                raise OSError("too many bells")
            self._line = _line()
            try:
                self._line.bind(_address(hall, name))
            except BaseException:
                self._line.close()
                raise
        finally:
            os.close(hall)

    def fileno(self) -> int:
        """For whoever waits for a ring."""
        return self._line.fileno()

    def still(self) -> None:
        """Forget what has been rung."""
        with suppress(OSError):
            for _ring in range(_WAITING):
                self._line.recv(len(_RING))

    def hangs(self) -> bool:
        """Whether who writes can find it."""
        return self._path.is_socket()

    def close(self) -> None:
        with suppress(OSError):
            self._path.unlink()
        self._line.close()


def ring(database: Path) -> None:
    """After a commit. Costs some microseconds for each dashboard; it never waits and never fails."""
    with suppress(OSError):
        hall = _entered(database)
        try:
            if names := _names(hall):
                _ring(hall, names)
        finally:
            os.close(hall)


def _ring(hall: int, names: list[str]) -> None:
    line = _line()
    try:
        for name in names:
            try:
                line.sendto(_RING, _address(hall, name))
            except ConnectionRefusedError:
                _take_down(hall, name)
            except OSError:  # it was rung and not yet heard, or it was just taken down
                continue
    finally:
        line.close()


def _take_down(hall: int, name: str) -> None:
    """Nobody hears it: its process is gone, however it ended. One that is just being hung stays."""
    with suppress(OSError):
        if time.time() - os.stat(name, dir_fd=hall, follow_symlinks=False).st_mtime > YOUNG:
            os.unlink(name, dir_fd=hall)


def _line() -> "socket":
    from _socket import AF_UNIX, SOCK_DGRAM, socket  # ``socket`` itself costs a quick command five milliseconds

    line = socket(AF_UNIX, SOCK_DGRAM)
    line.setblocking(False)
    return line


def _hall(database: Path) -> Path:
    return folder(database) / ".bells"


def _entered(database: Path) -> int:
    """The folder of the bells, if it is one's own and nobody else's. Raises ``OSError``."""
    if sys.platform != "linux":
        raise OSError("no bells here")
    hall = os.open(_hall(database), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    about = os.fstat(hall)
    if about.st_uid != os.geteuid() or stat.S_IMODE(about.st_mode) & 0o077:
        os.close(hall)
        raise OSError("not one's own")
    return hall


def _names(hall: int) -> list[str]:
    with os.scandir(hall) as found:
        return [entry.name for entry in islice(found, MOST) if len(entry.name) == LENGTH and entry.name.isalnum()]


def _address(hall: int, name: str) -> str:
    """Short, however long the database's own path is, and in the folder that was looked at."""
    return f"/proc/self/fd/{hall}/{name}"
