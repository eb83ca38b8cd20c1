"""Putting a backup back: what is there now, and the one write in which it is replaced.

What a restore does, and why: docs/decisions/0018-a-restore-is-one-write.md. What a file must be for it: ``store.candidate``.
"""

import os
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from campaign.core.codes import EVERYTHING
from campaign.core.dates import format_instant
from campaign.core.errors import Busy, Refused, TooNew
from campaign.store import audit
from campaign.store.backup import STAMP, make_folder
from campaign.store.candidate import Candidate
from campaign.store.copies import About, about, as_it_is, check_copy, copy, seal, settle, sum_of, unwritten
from campaign.store.engine.connection import (
    BUSY_MS,
    TAILS,
    Connection,
    check_file,
    private,
    repage,
    schema_of,
    sqlite3,
    to_wal,
    translated,
)
from campaign.store.engine.disk import durable, no_room
from campaign.store.founded import founding, tables
from campaign.store.opening import connect
from campaign.store.restored_members import RestoredMember, Turned, insiders, turned
from campaign.store.schema import SCHEMA_VERSION
from campaign.text import LANGUAGES

BEFORE = "campaign-before-restore-"
DAMAGED = ".damaged-"
PAGE = 4096
_BUSY = (5, 6)
"""SQLITE_BUSY, SQLITE_LOCKED."""
LOST = frozenset({"db_missing", "db_empty", "db_garbage", "db_damaged", "db_unfinished"})
"""There is nothing at that place that could be kept as a backup."""


# What is there ----------------------------------------------------------------------------------------------------------


class There(NamedTuple):
    """What a restore would replace."""

    about: About
    insiders: dict[str, RestoredMember] | None
    """None when they are beyond reading."""


def look(live: Path) -> There | None:
    """What is at ``live`` now; None when there is nothing, or nothing that can be read any more. It stays as it is.

    Raises ``Refused`` or ``TooNew`` for what must not be replaced: another program's database, a newer one, a folder.
    """
    try:
        connection = _older(live) or connect(live)
    except TooNew:
        raise
    except Refused as error:
        if error.key in LOST:
            return None
        raise
    try:
        with translated(live):
            return There(about(connection), _known(connection))
    except Refused as error:
        if error.key in LOST:
            return None
        raise
    finally:
        connection.close()


def _known(connection: Connection) -> dict[str, RestoredMember] | None:
    try:
        return insiders(connection)
    except sqlite3.DatabaseError:
        return None


def _older(live: Path) -> Connection | None:
    """One of an older schema, to be read and not migrated; None for all else, which ``connect`` opens or refuses."""
    with suppress(Refused, sqlite3.Error):
        check_file(live)
        connection = as_it_is(live)
        try:
            if 0 < schema_of(connection) < SCHEMA_VERSION:
                return connection
        except sqlite3.Error:
            connection.close()
            raise
        connection.close()
    return None


def language(live: Path) -> str | None:
    """That of the campaign at ``live``; None when it cannot be read or is not spoken. It stays as it is."""
    with suppress(Refused, sqlite3.Error):
        check_file(live)
        with closing(as_it_is(live)) as connection:
            found: str = connection.execute("SELECT language FROM campaign").fetchone()[0]
            return found if found in LANGUAGES else None
    return None


# The one write --------------------------------------------------------------------------------------------------------


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
    turned: Turned | None
    """None when nobody knows any more who the members were."""


class Floor(NamedTuple):
    """What may not go back, whatever is restored: a form that is open would be fooled, a code be given twice."""

    version: int = 0
    """The highest of any row."""
    counters: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, connection: Connection) -> "Floor":
        highest = max(connection.execute(f"SELECT COALESCE(MAX(version), 0) FROM {table}").fetchone()[0]
                      for table in versioned(connection))
        return cls(highest, tuple(connection.execute("SELECT kind, last FROM counters")))

    def lift(self, connection: Connection) -> dict[str, int]:
        """Table → by how much its versions were raised."""
        raised = dict.fromkeys(versioned(connection), self.version)
        for table, by in raised.items():
            connection.execute(f"UPDATE {table} SET version = version + ?", (by,))
        connection.executemany("""INSERT INTO counters (kind, last) VALUES (?, ?)
                                  ON CONFLICT (kind) DO UPDATE SET last = MAX(counters.last, excluded.last)""", self.counters)
        return raised


def versioned(connection: Connection) -> list[str]:
    """Tables whose rows have a version."""
    return [table.name for table in tables(connection) if table.versioned]


def _standing(live: Path) -> tuple[Floor, dict[str, RestoredMember] | None]:
    """Of what is committed there; of a damaged one nothing can be said."""
    with closing(connect(live)) as reader:
        try:
            floor = Floor.of(reader)
        except sqlite3.DatabaseError:
            floor = Floor()
        return floor, _known(reader)


def _note(connection: Connection, source: Source, before: int | None, now: datetime, floor: Floor, made: Candidate) -> int:
    """What the log did not explain it explains from now on: the campaign is founded anew with it."""
    was = about(connection).entries
    connection.execute("BEGIN IMMEDIATE")
    try:
        told = {"table": "campaign", "key": {"id": 1}, "before": {"seq": before},
                "after": {"seq": was + 1, "file": source.file, "sha256": source.digest, "versions": floor.lift(connection),
                          "counters": dict(floor.counters)}}
        seq = audit.append(connection, format_instant(now), source.actor, "restore", source.file, [EVERYTHING],
                           [told, *([founding(connection)] if made.unexplained else [])], None)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return seq


def restore(live: Path, made: Candidate, source: Source, backups: Path, now: datetime, found: There | None) -> Restored:
    """Put what was ``made`` in the place of ``live``, which is as ``look`` has ``found`` it; ``now`` on the campaign's own clock.

    The row about it is added to the copy: what is restored and what the log says of it arrive in one write.
    """
    before = None if found is None else found.about.entries
    if found is not None:
        try:
            return _copy_into(live, made, source, backups, now)
        except Refused as error:
            if error.key not in LOST:
                raise  # else it is so damaged that not even a copy can be made
    with translated(made.copy), closing(private(made.copy)) as connection:
        after = _note(connection, source, before, now, Floor(), made)
        to_wal(connection)
    kept = _move_aside(live, now)
    try:
        settle(made.copy, live, overwrite=False)
    except FileExistsError:  # someone has made a new one this very moment
        raise Refused("db_exists", path=str(live)) from None
    return Restored(kept, before, after, turned(None if found is None else found.insiders, made.insiders))


def _copy_into(live: Path, made: Candidate, source: Source, backups: Path, now: datetime) -> Restored:
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
            done.append(Restored(kept, before, before, None))
            floor, there = _standing(live)
            # What the copying connection changes meanwhile is copied too. Source: sqlite.org/c3ref/backup_finish.html
            done[0] = Restored(kept, before, _note(copied, source, before, now, floor, made), turned(there, made.insiders))

    with translated(live):
        target, copied = connect(live), private(made.copy)
        try:
            repage(copied, target)
            # In parts, so that there is a moment after the first one.
            copied.backup(target, pages=max(1, made.copy.stat().st_size // PAGE // 20), progress=under_lock, sleep=0.002)
        except BaseException:
            for restored in done:
                assert restored.kept is not None
                restored.kept.unlink(missing_ok=True)
                sum_of(restored.kept).unlink(missing_ok=True)
            raise
        finally:
            copied.close()
            target.close()
    try:
        durable(live)
    except OSError as error:
        raise no_room(live, error.strerror or str(error)) from error
    return done[0]


def _keep(live: Path, backups: Path, now: datetime) -> tuple[Path, int]:
    """What is committed in ``live`` at this moment, as a backup that is never thinned out, and its newest row.

    A damaged one is kept as it is."""
    with closing(connect(live)) as reader:
        there = about(reader)
        with copy(reader, backups) as made:
            try:
                check_copy(made)
                flaw = ""
            except Refused:  # that may be why somebody restores
                flaw = "-unsound"
            number = 1
            while True:
                twin = "" if number == 1 else f".{number}"
                place = backups / f"{BEFORE}{now.strftime(STAMP)}-{there.entries}{flaw}{twin}.db"
                try:
                    settle(made, place, overwrite=False)
                except FileExistsError:
                    number += 1
                else:
                    seal(place, place)
                    return place, there.entries


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
        raise unwritten(live, error) from None
    return moved
