"""Backups, and the way back from one; the ballast for a full disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from campaign.clean import clean
from campaign.core.dates import zone
from campaign.core.model.campaign import Campaign
from campaign.service.session import Clock, Session, wall_clock
from campaign.store import backup as store_backup
from campaign.store import restore as files
from campaign.store.backup import Backup, make_folder
from campaign.store.candidate import Candidate, candidate, has_sum
from campaign.store.copies import About, digest
from campaign.store.engine.disk_reserve import ballast, release
from campaign.store.restore import Restored, There, language
from campaign.store.restored_members import Turned, turned

__all__ = ["About", "Backup", "Restored", "Turned", "back_up", "backups_of", "ballast", "is_replicated", "language", "passing",
           "release", "restoring"]

FOLDER = "backups"


def backups_of(path: Path) -> Path:
    """Where the backups of the database ``path`` are, unless told otherwise."""
    return path.absolute().parent / FOLDER


def back_up(session: Session, folder: Path | None = None, keep: int | None = None) -> Backup:
    """A verified copy in ``folder``, made while others write; older ones are thinned out (``store.backup.backup``)."""
    session.require("backup")
    return store_backup.backup(session.store, backups_of(session.store.path) if folder is None else folder, session.now(), keep)


@contextmanager
def passing(session: Session) -> Iterator[Backup]:
    """A verified copy to be sent elsewhere; it is gone afterwards. On a full disk it lies among the system's passing files."""
    from tempfile import gettempdir

    session.require("backup")
    with store_backup.passing_copy(session.store, (session.store.path.absolute().parent, Path(gettempdir()))) as made:
        yield made


# The way back -----------------------------------------------------------------------------------------------------------


class Choice(NamedTuple):
    """What somebody decides about who is asked whether to restore."""

    there: About | None
    """What is in the place now; None when nothing, or nothing that can be read."""
    backup: About
    turned: Turned | None
    """What becomes of the members, as far as it can be known who they are now."""
    recounted: int
    """Totals that are wrong in the backup, and would be right."""
    summed: bool
    """Whether a checksum lay beside it, and was right."""
    unexplained: tuple[tuple[str, str, str, str], ...] = ()
    """(table, key, column, value) of what its log does not explain (``store.explained``)."""

    @property
    def lost(self) -> int | None:
        """Rows of the log that were written after the backup, if it is an older state of what is there; else unknown."""
        return None if self.there is None else max(0, self.there.entries - self.backup.entries)


class Restoring:
    """A restore that has been checked and only waits to be done."""

    def __init__(self, live: Path, there: There | None, file: Path, made: Candidate, actor: str, clock: Clock,
                 summed: bool) -> None:
        self._live, self._there, self._file, self._made, self._actor, self._clock = live, there, file, made, actor, clock
        self._digest = digest(file)
        self.choice = Choice(None if there is None else there.about, made.about,
                             turned(None if there is None else there.insiders, made.insiders), made.recounted, summed,
                             made.unexplained)

    def carry_out(self) -> Restored:
        """Do it; what was written up to that moment is kept too. Raises ``Busy`` when somebody writes without end."""
        local = self._clock().astimezone(zone(Campaign._field_defaults["time_zone"]))
        source = files.Source(clean(self._file.name, 200), self._digest, self._actor)
        return files.restore(self._live, self._made, source, backups_of(self._live), local, self._there)


@contextmanager
def restoring(live: Path, file: Path, actor: str, *, recount: bool = False, unexplained: bool = False,
              clock: Clock = wall_clock) -> Iterator[Restoring]:
    """Check ``file``, and what it would replace; with ``recount``, wrong totals in it are counted anew, and with ``unexplained``
    rows that its log does not explain are let in (``store.candidate``).

    When the block is left without ``carry_out`` nothing has changed, an older ``live`` is not migrated; only its folder was made.

    Raises ``Refused`` or ``TooNew``; the keys that begin with ``backup_`` are about ``file``, the others about ``live``.
    """
    make_folder(live.absolute().parent)
    there = files.look(live)
    with candidate(file, live, recount, unexplained) as made:
        summed = has_sum(file)  # what else is wrong with it says more
        yield Restoring(live, there, file, made, actor, clock, summed)


def is_replicated(live: Path) -> bool:
    """Whether Litestream keeps its state beside the database. What it needs after a restore: docs/handbook/replica.md."""
    real = live.resolve()
    return real.with_name(f".{real.name}-litestream").is_dir()
