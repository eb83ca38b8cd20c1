"""Opening a database, and making one: what every connection is set to, migrated first when it is an older one."""

import os
from collections.abc import Callable
from pathlib import Path

from campaign.core.errors import Refused, TooNew
from campaign.store.engine.connection import (
    APPLICATION_ID,
    CACHE_KB,
    TAILS,
    Connection,
    cannot_change,
    check_file,
    open_file,
    opening,
    sqlite3,
    translated,
    writing,
)
from campaign.store.engine.disk import refuse_network
from campaign.store.schema import SCHEMA_VERSION, migrate


def connect(path: Path, *, readonly: bool = False) -> Connection:
    """Open an existing campaign database; never creates one. An older one is backed up and migrated first.

    Raises ``Refused`` for anything that is not one, ``TooNew`` (exit 5) when a newer program wrote it.
    """
    with opening:
        identity = check_file(path)
        refuse_network(path, path)
        with translated(path):
            connection = open_file(path, identity)
    with translated(path):
        try:
            version = _prepare(connection, path)
        except sqlite3.OperationalError as error:
            connection.close()
            if not cannot_change(path, error):
                raise
            connection = open_file(path, identity, still=path.stat().st_mtime_ns)
            version = _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        try:
            if version > SCHEMA_VERSION:
                raise TooNew("db_newer", path=str(path), found=version, known=SCHEMA_VERSION)
            if version < SCHEMA_VERSION:
                migrate(connection, path)
            connection.schema = SCHEMA_VERSION
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            if readonly:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Connection, path: Path) -> int:
    """Set what every connection is set to; the version of the schema."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = NORMAL")  # ``writing`` waits for the disk itself
    connection.execute("PRAGMA foreign_keys = ON")
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Refused("db_empty" if not path.stat().st_size else "db_foreign", path=str(path))
    return version


def create(path: Path, fill: Callable[[Connection], None]) -> None:
    """Make a new database: built beside its place in one transaction, then linked in whole, or not at all.

    Raises ``Refused`` when there is one already; whatever ``fill`` raises leaves nothing behind.
    """
    if path.exists():
        raise Refused("db_exists", path=str(path))
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        refuse_network(path, path.parent)
        # Only the owner may read it: it holds what people decide about land, money and each other.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Refused("db_unreadable", path=str(path), why=error.strerror or str(error)) from None
    try:
        with translated(path):
            connection = empty(temporary)
            try:
                with writing(connection, path):
                    fill(connection)
                _publish(connection)
            finally:
                connection.close()
        try:
            os.link(temporary, path)  # fails when someone else was quicker, where a rename would overwrite
        except FileExistsError:
            raise Refused("db_exists", path=str(path)) from None
        except OSError:  # a file system without links
            temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
        for tail in TAILS:
            temporary.with_name(temporary.name + tail).unlink(missing_ok=True)


def empty(path: Path) -> Connection:
    """An empty database with the newest schema at ``path`` (an empty or missing file), tuned for a bulk load."""
    connection = sqlite3.connect(path, isolation_level=None, factory=Connection)
    # Nobody else knows the file yet, and a failed load deletes it: no journal on disk is needed.
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB: building the indexes of a large campaign wants it
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)
    return connection


def _publish(connection: Connection) -> None:
    """After a bulk load: statistics for the planner, WAL for good, everything on disk, closed."""
    connection.execute("ANALYZE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
