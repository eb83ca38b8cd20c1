"""Copies of a whole database: made while others write, verified before they get their name, thinned out.

A copy is made in one step: one that is made page by page begins anew with every write of others, and never ends. Source:
sqlite.org/backup.html. The way back from one is in ``restore.py``.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from campaign.core.errors import CampaignError, Refused
from campaign.store import audit
from campaign.store.connection import (
    BUSY_MS,
    TAILS,
    Connection,
    check_pages,
    private,
    schema_of,
    snapshot_of_file,
    sqlite3,
    translated,
)

STAMP = "%Y%m%d-%H%M%S"
NAME = re.compile(r"campaign-([0-9]{8}-[0-9]{6})-([0-9]+)\.db")
"""Names of backups: when, on the campaign's own clock, and the newest row of the log. Nothing else is ever deleted."""
RECENT, DAILY = timedelta(hours=48), timedelta(days=30)
"""What is kept unless told otherwise: all that is so young, and the newest of each day for so long."""
LEAST = 7
"""Backups that stay however old they are, those with the most entries."""


class About(NamedTuple):
    """What a database, or a copy of one, is."""

    name: str
    """Of the campaign."""
    schema: int
    entries: int
    """Rows of the log; the number of the newest one."""
    head: str
    """Its hash."""
    newest: str | None
    """Its instant, UTC ISO text."""


class Backup(NamedTuple):
    path: Path
    size: int
    about: About
    deleted: tuple[Path, ...] = ()
    """Older ones, thinned out."""


# What a file is ---------------------------------------------------------------------------------------------------------


def about(connection: Connection) -> About:
    """Raises ``Refused`` when there is no campaign in it."""
    row = connection.execute("SELECT name, head_seq, head_hash FROM campaign").fetchone()
    if row is None:
        raise Refused("db_unfinished")
    newest = connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return About(row[0], schema_of(connection), row[1], row[2], newest and newest[0])


def verified(connection: Connection) -> About:
    """Raises ``Refused`` that names what is wrong with its pages, its references or its log."""
    check_pages(connection)
    told = about(connection)
    audit.verify(connection)
    return told


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


# Making one -------------------------------------------------------------------------------------------------------------


def _sweep(folder: Path) -> None:
    """Remove copies whose maker was killed."""
    for left in folder.glob(".campaign-copy.*"):
        maker = left.name.split(".")[2]
        with suppress(OSError, ValueError):
            try:
                os.kill(int(maker), 0)
            except ProcessLookupError:
                left.unlink()


@contextmanager
def copy(source: Connection, folder: Path) -> Iterator[Path]:
    """A copy of all that is committed, under a name of its own in ``folder``: to be renamed, or gone at the end.

    Only the owner may read it. Raises ``Refused`` when it cannot be written.
    """
    _sweep(folder)
    making = folder / f".campaign-copy.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        try:
            os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600))
            like_its_folder(making, folder)
        except OSError as error:
            raise unwritten(folder, error) from None
        try:
            with translated(making):
                target = private(making)
                try:
                    source.backup(target)
                finally:
                    target.close()
        except Refused as error:
            raise Refused(error.key, **{**error.params, "path": str(folder)}) from None
        yield making
    finally:
        for place in (making, *(making.with_name(making.name + tail) for tail in TAILS)):
            with suppress(OSError):
                place.unlink()


def check_copy(copy: Path) -> About:
    with translated(copy):
        connection = snapshot_of_file(copy)
        try:
            return verified(connection)
        finally:
            connection.close()


def settle(copy: Path, place: Path, *, overwrite: bool = True) -> None:
    """The copy is on the disk for good, whole, before it has its name. Raises ``FileExistsError`` when it may not overwrite."""
    try:
        _sync(copy)
        if overwrite:
            copy.replace(place)
        else:
            try:
                os.link(copy, place)
            except FileExistsError:
                raise
            except OSError:  # a file system without links
                if place.exists():
                    raise FileExistsError(place) from None
                copy.rename(place)
        _sync(place.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise unwritten(place, error) from None


def sum_of(backup: Path) -> Path:
    """Where the checksum of a backup is."""
    return backup.with_name(f"{backup.name}.sha256")


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    import hashlib

    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def seal(copy: Path, place: Path) -> None:
    """Put the checksum of what ``place`` will hold beside it, as ``sha256sum -c`` reads it; whole, or not at all."""
    making = copy.with_name(f"{copy.name}.sum")
    try:
        descriptor = os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            like_its_folder(descriptor, place.parent)
            file.write(f"{digest(copy)}  {place.name}\n")
        _sync(making)
        making.replace(sum_of(place))
    except OSError as error:
        raise unwritten(place, error) from None
    finally:
        making.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritten(path: Path, error: OSError) -> Refused:
    return Refused("backup_unwritten", path=str(path), why=error.strerror or str(error))


def like_its_folder(file: Path | int, folder: Path) -> None:
    """What root makes in ``folder`` (a path, or a descriptor) for the account that owns it is that account's."""
    if getattr(os, "geteuid", lambda: 1)() == 0:
        owner = folder.stat()
        os.chown(file, owner.st_uid, owner.st_gid)


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


def backup(source: Connection, folder: Path, now: datetime, keep: int | None = None) -> Backup:
    """A verified copy in ``folder``, named by ``now`` and the newest row; after that older ones are thinned out.

    ``keep`` that many, else all of 48 hours and one a day for 30 days. Raises ``Refused``; then there is none, and none has gone.
    """
    make_folder(folder)
    with copy(source, folder) as made:
        told = check_copy(made)
        place = folder / f"campaign-{now.strftime(STAMP)}-{told.entries}.db"
        seal(made, place)
        settle(made, place)
    return Backup(place, place.stat().st_size, told, thin_out(source, folder, now, keep, place))


@contextmanager
def passing_copy(source: Connection, folders: Iterable[Path]) -> Iterator[Backup]:
    """A verified copy that is gone afterwards, in the first of ``folders`` that has room for it: to be sent elsewhere."""
    with ExitStack() as stack:
        refused: Refused | None = None
        for folder in folders:
            try:
                made = stack.enter_context(copy(source, folder))
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


def as_it_is(path: Path) -> Connection:
    """Open a database that others have open too, whatever its schema: nothing is migrated."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MS / 1000,
                           factory=Connection)


def keep_before_migration(path: Path, version: int) -> Path:
    """A copy of the database before it is migrated, beside it: ``<path>.schema-N.bak``; none that is there is overwritten.

    The caller holds the write lock: nobody can write meanwhile. Raises ``Refused``; then nothing must be migrated.
    """
    real = path.resolve()
    reader = as_it_is(real)
    try:
        with copy(reader, real.parent) as made:
            number = 1
            while True:
                place = real.with_name(f"{real.name}.schema-{version}{'' if number == 1 else f'-{number}'}.bak")
                try:
                    settle(made, place, overwrite=False)
                except FileExistsError:
                    number += 1
                else:
                    return place
    finally:
        reader.close()
