"""Backups: verified copies under names that tell when and how much, thinned out. The way back from one is in ``restore.py``."""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from campaign.core.errors import CampaignError, Refused
from campaign.store.copies import About, about, check_copy, copy, like_its_folder, seal, settle, sum_of, unwritten
from campaign.store.engine.connection import Connection, snapshot_of_file, translated
from campaign.store.store import Store

STAMP = "%Y%m%d-%H%M%S"
NAME = re.compile(r"campaign-([0-9]{8}-[0-9]{6})-([0-9]+)\.db")
"""Names of backups: when, on the campaign's own clock, and the newest row of the log. Nothing else is ever deleted."""
RECENT, DAILY = timedelta(hours=48), timedelta(days=30)
"""What is kept unless told otherwise: all that is so young, and the newest of each day for so long."""
LEAST = 7
"""Backups that stay however old they are, those with the most entries."""


class Backup(NamedTuple):
    path: Path
    size: int
    about: About
    deleted: tuple[Path, ...] = ()
    """Older ones, thinned out."""


def newest(folder: Path) -> Path | None:
    """The backup in a folder that was written last; names tell what a clock said, which may have been wrong."""
    return max((path for _, _, path in _backups(folder)), key=lambda path: path.stat().st_mtime_ns, default=None)


def _backups(folder: Path) -> list[tuple[datetime, int, Path]]:
    """(when, newest row, file) of those with the name of a backup, oldest first."""
    found = []
    try:
        for path in folder.iterdir():
            match = NAME.fullmatch(path.name)
            with suppress(ValueError):  # a month 13 is nobody's backup
                if match and path.is_file() and not path.is_symlink():
                    found.append((datetime.strptime(match[1], STAMP), int(match[2]), path))
    except OSError:
        return []
    return sorted(found)


def is_no_folder(place: Path) -> bool:
    """Whether something else is in the place of a folder: a file, a link that leads nowhere."""
    return not place.is_dir() and (place.exists() or place.is_symlink())


def make_folder(folder: Path) -> None:
    """Raises ``Refused`` when there is none, and none can be made."""
    if folder.is_dir():
        return
    if is_no_folder(folder):
        raise Refused("backup_no_folder", path=str(folder))
    try:
        folder.mkdir(mode=0o700, parents=True)
        like_its_folder(folder, folder.parent)
    except OSError as error:
        raise unwritten(folder, error) from None


def backup(store: Store, folder: Path, now: datetime, keep: int | None = None) -> Backup:
    """A verified copy in ``folder``, named by ``now`` and the newest row; after that older ones are thinned out.

    ``keep`` that many, else all of 48 hours and one a day for 30 days. Raises ``Refused``; then there is none, and none has gone.
    """
    make_folder(folder)
    with copy(store.connection, folder) as made:
        told = check_copy(made)
        place = folder / f"campaign-{now.strftime(STAMP)}-{told.entries}.db"
        seal(made, place)
        settle(made, place)
    return Backup(place, place.stat().st_size, told, thin_out(store.connection, folder, now, keep, place))


@contextmanager
def passing_copy(store: Store, folders: Iterable[Path]) -> Iterator[Backup]:
    """A verified copy that is gone afterwards, in the first of ``folders`` that has room for it: to be sent elsewhere."""
    with ExitStack() as stack:
        refused: Refused | None = None
        for folder in folders:
            try:
                made = stack.enter_context(copy(store.connection, folder))
            except Refused as error:
                refused = error
            else:
                break
        else:
            assert refused is not None
            raise refused
        yield Backup(made, made.stat().st_size, check_copy(made))


def thin_out(source: Connection, folder: Path, now: datetime, keep: int | None, made: Path) -> tuple[Path, ...]:
    """Delete backups that are no longer wanted, never the one just ``made``; those deleted.

    Only what the present log goes on from: a backup of another campaign stays, one of a history that a restore has left too,
    and what cannot be read.
    """
    found, moment = _backups(folder), now.replace(tzinfo=None)
    others = [when for when, _, path in found if path != made]
    if keep is None and others and abs(moment - max(others)) > RECENT:
        return ()  # after a long rest, or when a clock was wrong: age says nothing
    if keep is not None:
        wanted = {path for _, _, path in found[-keep:]}
    else:
        last_of_day = {when.date(): path for when, _, path in found}
        wanted = {path for when, _, path in found if moment - when <= RECENT
                  or (moment - when <= DAILY and last_of_day[when.date()] == path)}
        wanted.update(path for _, _, path in sorted(found, key=lambda one: one[1])[-LEAST:])
    deleted = []
    for _, _, path in found:
        if path not in wanted and path != made and _is_past_of(source, path):
            with suppress(OSError):
                path.unlink()
                deleted.append(path)
                sum_of(path).unlink(missing_ok=True)
    return tuple(deleted)


def _is_past_of(source: Connection, path: Path) -> bool:
    """Whether all that the log of the backup says, the log of ``source`` says too."""
    try:
        with translated(path):
            connection = snapshot_of_file(path)
            try:
                told = about(connection)
            finally:
                connection.close()
    except CampaignError:
        return False
    return source.execute("SELECT 1 FROM audit WHERE seq = ? AND hash = ?", (told.entries, told.head)).fetchone() is not None
