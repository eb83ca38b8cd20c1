"""A person's own cache folder: files that nobody needs. Each is whole or not there, and is read only where nobody but its owner
can have written; whatever is wrong with one, it is as if it were not there.
"""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LARGEST = 256 * 2**20
"""Bytes of a file that is read or kept: a city of a hundred thousand projects has 60 MB."""
KEPT = 8
"""Files; the oldest go first."""
POSSIBLE = {os.open, os.stat, os.unlink, os.rename} <= os.supports_dir_fd and hasattr(os, "geteuid")
"""Elsewhere (Windows) nothing is kept."""


def read(folder: Path, name: str) -> bytes | None:
    """A file of one's own; None for one that is not there, or somebody else's, a link, a FIFO, too large."""
    if not POSSIBLE:
        return None
    try:
        with _opened(folder) as place, \
                os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=place), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or not _own(about) or about.st_nlink != 1 or about.st_size > LARGEST:
                return None
            return file.read(about.st_size)
    except OSError:
        return None


def keep(folder: Path, name: str, data: bytes) -> None:
    """In place of what was there; where it cannot be, nothing happens."""
    if not POSSIBLE or len(data) > LARGEST:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _opened(folder) as place:
            making = f".{name}.{secrets.token_hex(8)}"
            try:
                with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600,
                                       dir_fd=place), "wb") as file:
                    file.write(data)
                os.rename(making, name, src_dir_fd=place, dst_dir_fd=place)
            except BaseException:
                with suppress(OSError):
                    os.unlink(making, dir_fd=place)
                raise
            _tidy(place)


def kept_at(folder: Path, name: str) -> float | None:
    """When a file was kept, in seconds of the epoch."""
    with suppress(OSError):
        return (folder / name).lstat().st_mtime
    return None


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """Raises ``OSError`` for a folder that others may write into, or that a link stands for."""
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if not _own(os.fstat(place)):
            raise PermissionError(folder)
        yield place
    finally:
        os.close(place)


def _own(about: os.stat_result) -> bool:
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _tidy(place: int) -> None:
    """The oldest go, and what a process left that was killed meanwhile."""
    found = [(os.stat(name, dir_fd=place, follow_symlinks=False).st_mtime, name) for name in os.listdir(place)]
    for _at, name in sorted(found, reverse=True)[KEPT:]:
        with suppress(OSError):
            os.unlink(name, dir_fd=place)
