"""Backups, and the way back from one; the ballast for a full disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from campaign.clean import clean
from campaign.core.dates import zone
from campaign.core.model import Campaign
from campaign.service.session import Clock, Session, wall_clock
from campaign.store import backup as files
from campaign.store.backup import About, Backup, Restored
from campaign.store.keeping import ballast, release

__all__ = ["About", "Backup", "Restored", "back_up", "backups_of", "ballast", "passing", "release", "restoring"]

FOLDER = "backups"


def backups_of(path: Path) -> Path:
    """Where the backups of the database ``path`` are, unless told otherwise."""
    return path.absolute().parent / FOLDER


def back_up(session: Session, folder: Path | None = None, keep: int | None = None) -> Backup:
    """A verified copy in ``folder``, made while others write; older ones are thinned out (``store.backup.backup``)."""
    session.require("backup")
    return session.store.backup(backups_of(session.store.path) if folder is None else folder, session.now(), keep)


@contextmanager
def passing(session: Session) -> Iterator[Backup]:
    """A verified copy to be sent elsewhere; it is gone afterwards. On a full disk it lies among the system's passing files."""
    from tempfile import gettempdir

    session.require("backup")
    with session.store.passing_copy((session.store.path.absolute().parent, Path(gettempdir()))) as made:
        yield made


# The way back -----------------------------------------------------------------------------------------------------------


class Choice(NamedTuple):
    """What somebody decides about who is asked whether to restore."""

    there: About | None
    """What is in the place now; None when nothing, or nothing that can be read."""
    backup: About

    @property
    def lost(self) -> int | None:
        """Rows of the log that were written after the backup, if it is an older state of what is there; else unknown."""
        return None if self.there is None else max(0, self.there.entries - self.backup.entries)


class Restoring:
    """A restore that has been checked and only waits to be done."""

    def __init__(self, live: Path, file: Path, copy: Path, digest: str, choice: Choice, actor: str, clock: Clock) -> None:
        self._live, self._file, self._copy, self._digest, self._actor, self._clock = live, file, copy, digest, actor, clock
        self.choice = choice

    def carry_out(self) -> Restored:
        """Do it; what was written up to that moment is kept too. Raises ``Busy`` when somebody writes without end."""
        local = self._clock().astimezone(zone(Campaign._field_defaults["time_zone"]))
        source = files.Source(clean(self._file.name, 200), self._digest, self._actor)
        return files.restore(self._live, self._copy, source, backups_of(self._live), local, self.choice.there)


@contextmanager
def restoring(live: Path, file: Path, actor: str, *, clock: Clock = wall_clock) -> Iterator[Restoring]:
    """Check ``file``, and what it would replace. Nothing has changed when the block is left without ``carry_out``.

    Raises ``Refused`` or ``TooNew``; the keys that begin with ``backup_`` are about ``file``, the others about ``live``.
    """
    files.make_folder(live.absolute().parent)
    there = files.look(live)
    with files.candidate(file, live) as (copy, found):
        yield Restoring(live, file, copy, files.digest(file), Choice(there, found), actor, clock)
