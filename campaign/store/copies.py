"""A copy of a whole database: made while others write, verified, and whole before it has its name.

A copy is made in one step: one that is made page by page begins anew with every write of others, and never ends. Source:
sqlite.org/backup.html.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from campaign.core.errors import Refused
from campaign.store import audit
from campaign.store.engine.connection import (
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
