"""Copies of a whole database: made while others write, verified before they get their name, thinned out, put back.

A copy is made in one step: one that is made page by page begins anew with every write of others, and never ends. Source:
sqlite.org/backup.html. What a restore does, and why: docs/decisions/0018-a-restore-is-one-write.md.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from campaign.core.codes import EVERYTHING
from campaign.core.dates import format_instant
from campaign.core.errors import Busy, CampaignError, Refused, TooNew
from campaign.store import audit
from campaign.store.connection import (
    BUSY_MS,
    SCHEMA_VERSION,
    TAILS,
    Connection,
    check_pages,
    connect,
    private,
    schema_of,
    snapshot_of_file,
    sqlite3,
    to_wal,
    translated,
)

STAMP = "%Y%m%d-%H%M%S"
NAME = re.compile(r"campaign-([0-9]{8}-[0-9]{6})-([0-9]+)\.db")
"""Names of backups: when, on the campaign's own clock, and the newest row of the log. Nothing else is ever deleted."""
BEFORE = "campaign-before-restore-"
DAMAGED = ".damaged-"
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
            _like_its_folder(making)
        except OSError as error:
            raise _unwritten(folder, error) from None
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


def _check_copy(copy: Path) -> About:
    with translated(copy):
        connection = snapshot_of_file(copy)
        try:
            return verified(connection)
        finally:
            connection.close()


def _settle(copy: Path, place: Path, *, overwrite: bool = True) -> None:
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
        raise _unwritten(place, error) from None


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritten(path: Path, error: OSError) -> Refused:
    return Refused("backup_unwritten", path=str(path), why=error.strerror or str(error))


def _like_its_folder(path: Path) -> None:
    """What root makes for the account that owns the folder is that account's."""
    if getattr(os, "geteuid", lambda: 1)() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def make_folder(folder: Path) -> None:
    """Raises ``Refused`` when there is none, and none can be made."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=0o700, parents=True)
        _like_its_folder(folder)
    except OSError as error:
        raise _unwritten(folder, error) from None


def backup(source: Connection, folder: Path, now: datetime, keep: int | None = None) -> Backup:
    """A verified copy in ``folder``, named by ``now`` and the newest row; after that older ones are thinned out.

    ``keep`` that many, else all of 48 hours and one a day for 30 days. Raises ``Refused``; then there is none, and none has gone.
    """
    make_folder(folder)
    with copy(source, folder) as made:
        told = _check_copy(made)
        place = folder / f"campaign-{now.strftime(STAMP)}-{told.entries}.db"
        _settle(made, place)
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
        yield Backup(made, made.stat().st_size, _check_copy(made))


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


def keep_before_migration(path: Path, version: int) -> Path:
    """A copy of the database before it is migrated, beside it: ``<path>.schema-N.bak``; none that is there is overwritten.

    The caller holds the write lock: nobody can write meanwhile. Raises ``Refused``; then nothing must be migrated.
    """
    real = path.resolve()
    reader = sqlite3.connect(f"{real.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MS / 1000,
                             factory=Connection)
    try:
        with copy(reader, real.parent) as made:
            number = 1
            while True:
                place = real.with_name(f"{real.name}.schema-{version}{'' if number == 1 else f'-{number}'}.bak")
                try:
                    _settle(made, place, overwrite=False)
                except FileExistsError:
                    number += 1
                else:
                    return place
    finally:
        reader.close()


# Putting one back -------------------------------------------------------------------------------------------------------


class Source(NamedTuple):
    """What is restored, and by whom: what the log says of it."""

    file: str
    """Its name, without folders."""
    digest: str
    """SHA-256 of the file as it is."""
    actor: str


class Restored(NamedTuple):
    kept: Path | None
    """Where what was there before is; None when there was nothing."""
    before: int | None
    """Newest row of the log before, None when it could not be read, …"""
    after: int
    """… and after: the row about the restore itself."""


@contextmanager
def candidate(file: Path, live: Path) -> Iterator[tuple[Path, About]]:
    """A verified copy of ``file`` beside ``live``, brought to the present schema, and what it was. ``file`` stays as it is.

    Raises ``Refused`` or ``TooNew``, with keys of its own (``backup_…``) for all that a file can be instead of a backup.
    """
    with ExitStack() as stack:
        try:
            if live.exists() and file.exists() and file.samefile(live):
                raise Refused("backup_itself", path=str(file))
            made, told = _candidate(file, live, stack)
        except (Refused, TooNew) as error:
            raise _of_backup(file, error) from None
        except OSError as error:
            raise Refused("backup_unreadable", path=str(file), why=error.strerror or str(error)) from None
        yield made, told


def _candidate(file: Path, live: Path, stack: ExitStack) -> tuple[Path, About]:
    with translated(file):
        source = snapshot_of_file(file)
        try:
            version = schema_of(source)
            if version > SCHEMA_VERSION:
                raise TooNew("db_newer", path=str(file), found=version, known=SCHEMA_VERSION)
            if version == 0:
                raise Refused("db_unfinished")
            made = stack.enter_context(copy(source, live.absolute().parent))
        finally:
            source.close()
    told = _check_copy(made)
    if version < SCHEMA_VERSION:
        _migrate(made)
        _check_copy(made)
    return made, told


def _of_backup(file: Path, error: Refused | TooNew) -> Refused | TooNew:
    """The same about a file that is to be restored: what to type is another thing then."""
    if error.key in ("db_failed", "db_readonly"):
        return Refused("backup_unreadable", path=str(file), why=error.params.get("why", ""))
    if not error.key.startswith(("db_", "audit_", "integrity_")):
        return error
    key = "backup_" + error.key.removeprefix("db_").removeprefix("integrity_")
    return type(error)(key, **{**error.params, "path": str(file)})


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    import hashlib

    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _migrate(copy: Path) -> None:
    from campaign.store.schema import migrate

    with translated(copy):
        connection = private(copy)
        try:
            migrate(connection)
        finally:
            connection.close()


def look(live: Path) -> About | None:
    """What is at ``live`` now; None when there is nothing, or nothing that can be read any more.

    Raises ``Refused`` or ``TooNew`` for what must not be replaced: another program's database, a newer one, a folder.
    """
    try:
        connection = connect(live)
    except TooNew:
        raise
    except Refused as error:
        if error.key in LOST:
            return None
        raise
    try:
        with translated(live):
            return about(connection)
    except Refused as error:
        if error.key in LOST:
            return None
        raise
    finally:
        connection.close()


PAGE = 4096
_BUSY = (5, 6)
"""SQLITE_BUSY, SQLITE_LOCKED."""
LOST = frozenset({"db_missing", "db_empty", "db_garbage", "db_damaged", "db_unfinished"})
"""There is nothing at that place that could be kept as a backup."""


class Floor(NamedTuple):
    """What may not go back, whatever is restored: a form that is open would be fooled, a code be given twice."""

    version: int = 0
    """The highest of any row."""
    counters: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, connection: Connection) -> "Floor":
        highest = max(connection.execute(f"SELECT COALESCE(MAX(version), 0) FROM {table}").fetchone()[0] for table in VERSIONED)
        return cls(highest, tuple(connection.execute("SELECT kind, last FROM counters")))

    def lift(self, connection: Connection) -> None:
        if self.version:
            for table in VERSIONED:
                connection.execute(f"UPDATE {table} SET version = version + ?", (self.version,))
        connection.executemany("""INSERT INTO counters (kind, last) VALUES (?, ?)
                                  ON CONFLICT (kind) DO UPDATE SET last = MAX(counters.last, excluded.last)""", self.counters)


def _floor(live: Path) -> Floor:
    """Of what is committed there; of a damaged one nothing can be said."""
    reader = connect(live)
    try:
        return Floor.of(reader)
    except sqlite3.DatabaseError:
        return Floor()
    finally:
        reader.close()


VERSIONED = ("counties", "units", "people", "projects", "blockers", "land_tasks", "approvals", "members")
"""Tables whose rows have a version."""


def _note(connection: Connection, source: Source, before: int | None, now: datetime, floor: Floor) -> int:
    was = about(connection).entries
    told = {"table": "campaign", "key": {"id": 1}, "before": {"seq": before},
            "after": {"seq": was + 1, "file": source.file, "sha256": source.digest}}
    connection.execute("BEGIN IMMEDIATE")
    try:
        floor.lift(connection)
        seq = audit.append(connection, format_instant(now), source.actor, "restore", source.file, [EVERYTHING], [told], None)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return seq


def restore(live: Path, made: Path, source: Source, backups: Path, now: datetime, found: About | None) -> Restored:
    """Put the copy ``made`` in the place of ``live``, which is as ``look`` has ``found`` it; ``now`` on the campaign's own clock.

    The row about it is added to the copy: what is restored and what the log says of it arrive in one write.
    """
    if found is not None:
        try:
            return _copy_into(live, made, source, backups, now)
        except Refused as error:
            if error.key not in LOST:
                raise  # else it is so damaged that not even a copy can be made
    with translated(made):
        connection = private(made)
        try:
            after = _note(connection, source, None if found is None else found.entries, now, Floor())
            to_wal(connection)
        finally:
            connection.close()
    kept = _move_aside(live, now)
    try:
        _settle(made, live, overwrite=False)
    except FileExistsError:  # someone has made a new one this very moment
        raise Refused("db_exists", path=str(live)) from None
    return Restored(kept, None if found is None else found.entries, after)


def _copy_into(live: Path, made: Path, source: Source, backups: Path, now: datetime) -> Restored:
    """In one write of ``live`` itself, so that whoever has it open goes on with what is there then."""
    from time import monotonic

    make_folder(backups)
    done: list[Restored] = []
    patience = monotonic() + BUSY_MS / 1000

    def under_lock(status: int, remaining: int, total: int) -> None:
        """After each part. The first has taken the write lock: from here on nobody can write what no copy would hold."""
        if status in _BUSY:
            if monotonic() > patience:
                raise Busy("db_busy", seconds=BUSY_MS // 1000)
        elif not done:
            kept, before = _keep(live, backups, now)
            done.append(Restored(kept, before, before))
            # What the copying connection changes meanwhile is copied too. Source: sqlite.org/c3ref/backup_finish.html
            done[0] = Restored(kept, before, _note(copied, source, before, now, _floor(live)))

    with translated(live):
        target, copied = connect(live), private(made)
        try:
            # In parts, so that there is a moment after the first one.
            copied.backup(target, pages=max(1, made.stat().st_size // PAGE // 20), progress=under_lock, sleep=0.002)
        except BaseException:
            for restored in done:
                assert restored.kept is not None
                restored.kept.unlink(missing_ok=True)
            raise
        finally:
            copied.close()
            target.close()
    return done[0]


def _keep(live: Path, backups: Path, now: datetime) -> tuple[Path, int]:
    """What is committed in ``live`` at this moment, as a backup that is never thinned out, and its newest row.

    A damaged one is kept as it is."""
    reader = connect(live)
    try:
        there = about(reader)
        with copy(reader, backups) as made:
            try:
                _check_copy(made)
                flaw = ""
            except Refused:  # that may be why somebody restores
                flaw = "-unsound"
            number = 1
            while True:
                twin = "" if number == 1 else f".{number}"
                place = backups / f"{BEFORE}{now.strftime(STAMP)}-{there.entries}{flaw}{twin}.db"
                try:
                    _settle(made, place, overwrite=False)
                except FileExistsError:
                    number += 1
                else:
                    return place, there.entries
    finally:
        reader.close()


def _move_aside(live: Path, now: datetime) -> Path | None:
    """A file that is no database any more, and what SQLite kept beside it: left there, it would be taken for the new one's."""
    aside = live.with_name(f"{live.name}{DAMAGED}{now.strftime(STAMP)}-{os.urandom(2).hex()}")
    moved = None
    try:
        for tail in (*TAILS, ""):
            place = live.with_name(live.name + tail)
            if place.exists() or place.is_symlink():
                place.rename(aside.with_name(aside.name + tail))
                moved = aside
    except OSError as error:
        raise _unwritten(live, error) from None
    return moved
