"""Who has the dashboard open now: a lock per open dashboard, in a folder beside the database. Nothing is kept.

The kernel lets go of a lock when its process ends, however it ends: a file whose lock can be taken belongs to nobody any more,
and is removed by whoever finds it. Source: docs/decisions/0020-who-is-on-line-are-locks.md.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote

try:
    import fcntl
except ImportError:  # Windows: nobody shares a database there
    fcntl = None  # type: ignore[assignment]

_MAKING = ".new-"
TRIES = 20
LONGEST = 25
"""Characters of an actor that a file's name has room for: nine bytes of each Chinese one."""


def folder(database: Path) -> Path:
    return database.with_name(database.name + "-online")


class Online:
    """``with Online(database, actor)`` while the dashboard is open. Where no file can be made nobody is shown; nothing fails."""

    def __init__(self, database: Path, actor: str) -> None:
        self._folder = folder(database)
        self._name = f"{quote(actor[:LONGEST], safe='')}~{os.getpid()}"
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        if fcntl is None:
            return self
        for _try in range(TRIES):
            try:
                self._enter()
                break
            except OSError:  # somebody looked at it before it was locked, and took it for one that was left behind
                self._leave()
        return self

    def _enter(self) -> None:
        making = self._folder / (_MAKING + self._name)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._descriptor = os.open(making, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        # Locked before it has its name: who reads names never sees one that nobody holds yet.
        fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        making.rename(self._folder / self._name)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._descriptor is not None:
            _remove(self._folder / self._name)
        self._leave()

    def _leave(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def names(database: Path) -> list[str]:
    """The actors of the dashboards that are open, each once, in order."""
    found: set[str] = set()
    for path in _files(database):
        if not path.name.startswith(_MAKING) and _is_held(path):
            found.add(unquote(path.name.rpartition("~")[0]))
    return sorted(found)


def stamp(database: Path) -> int:
    """A number that is another one when somebody has come, or has left as one does; 0 where nobody ever was."""
    try:
        return folder(database).stat().st_mtime_ns
    except OSError:
        return 0


def count(database: Path) -> tuple[int, int]:
    """How many dashboards are open, and how many files were left behind by dead ones; the latter are removed."""
    held = [_is_held(path) for path in _files(database)]
    return sum(held), len(held) - sum(held)


def _files(database: Path) -> list[Path]:
    try:
        return sorted(path for path in folder(database).iterdir() if "~" in path.name)  # the bells are there too
    except OSError:
        return []


def _is_held(path: Path) -> bool:
    if fcntl is None:
        return False
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # two who look at once must not take each other for its owner
    except OSError:
        return True
    else:
        _remove(path)
        return False
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:  # somebody else was quicker, or nothing can be removed here
        return
