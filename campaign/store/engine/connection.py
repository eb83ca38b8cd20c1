"""The driver and its connections: which files are refused, one write, one reading, whose error is whose.

What only SQLite knows is in this file and in ``opening.py``; only a migration reads and sets its own version, in ``schema.py``.
"""

import stat
from _thread import allocate_lock
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakSet

from campaign.core.errors import Busy, CampaignError, Refused, TooNew
from campaign.store.engine.disk import durable, hindrance, is_waiting, no_room

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:  # platforms without a wheel, see pyproject.toml
        import sqlite3

APPLICATION_ID = 0x43414D50  # "CAMP"
__all__ = ["SHARED_SQLITE", "Connection", "reading", "sqlite3", "translated", "version_of_data", "writing"]

SHARED_SQLITE = (3, 51, 3)
"""Before it, several writers at once could damage a WAL database. Source: sqlite.org/wal.html, the WAL-reset bug."""
BUSY_MS = 10_000
CACHE_KB = 1_000
"""Of pages, for each connection: the system keeps them too, and a server runs a dashboard for each person."""
MAGIC = b"SQLite format 3\x00"
TAILS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database while it is in use."""


class Identity(NamedTuple):
    """Which file it is, whatever its name."""

    device: int
    inode: int


class Connection(sqlite3.Connection):
    """One that knows its file."""

    identity = Identity(0, 0)
    still: int | None = None
    """Of one that reads a database on which nothing can be written now, past all locks: when the file was last changed, in ns."""
    schema = 0
    """The version of its schema, as it was opened or migrated."""
    closed = False

    def close(self) -> None:
        self.closed = True
        super().close()


_opened: WeakSet[Connection] = WeakSet()
opening = allocate_lock()
"""Held while a file is looked at and opened."""


def check_file(path: Path) -> Identity:
    """Refuse what is not a campaign database, by reading its first bytes only."""
    try:
        about = path.stat()
        identity = Identity(about.st_dev, about.st_ino)
        if stat.S_ISDIR(about.st_mode):
            raise Refused("db_folder", path=str(path))
        if not stat.S_ISREG(about.st_mode):  # to open a FIFO would wait for whoever writes into it
            raise Refused("db_special", path=str(path))
        if any(other.identity == identity and not other.closed for other in _opened):
            # Closing any descriptor of a file drops all locks that this process has on it, and another process would take
            # the database for unused (sqlite.org/howtocorrupt.html, 2.2): SQLite itself looks at what is known already.
            return identity
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise Refused("db_missing", path=str(path)) from None
    except OSError as error:
        raise Refused("db_unreadable", path=str(path), why=error.strerror or str(error)) from None
    if not about.st_size:
        raise Refused("db_empty", path=str(path))
    if len(head) < 100 or not head.startswith(MAGIC):
        raise Refused("db_garbage", path=str(path))
    # The id is written before the file becomes a WAL database, so that it always stands in the file itself.
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused("db_foreign", path=str(path))
    return identity


def open_file(path: Path, identity: Identity, still: int | None = None) -> Connection:
    """``still``: past all locks, see ``Connection.still``."""
    # The mode stays rw for readers too: a WAL reader must be able to write the -shm file. query_only keeps it honest.
    mode = "mode=rw" if still is None else "mode=ro&immutable=1"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None,
                                 timeout=BUSY_MS / 1000, factory=Connection)
    connection.identity, connection.still = identity, still
    _opened.add(connection)
    return connection


def cannot_change(path: Path, error: sqlite3.Error) -> bool:
    """Whether the file can be read past all locks, since SQLite cannot make the shared memory that readers of WAL need.

    That is so when nothing can be written there, on a read-only file system or a full disk, and everything is in the file
    itself. ``reading`` looks afterwards whether it stayed so.
    """
    text = str(error)
    return ("unable to open" in text or "I/O" in text or "full" in text) and not is_waiting(path) and \
        hindrance(path, wanted=SHM) is not None


SHM = 32 * 1024
"""Bytes of the shared memory."""


def snapshot_of_file(path: Path) -> Connection:
    """A database that nobody writes, opened for reading past all locks and without any file beside it: a backup, a copy.

    Raises ``Refused`` for what is none, and what the driver raises.
    """
    identity = check_file(path)
    if is_waiting(path):
        # It was copied together with what had not been written into it yet: that belongs to it.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None,
                                     timeout=BUSY_MS / 1000, factory=Connection)
        connection.execute("PRAGMA query_only = ON")
        connection.identity = identity
        _opened.add(connection)
    else:
        connection = open_file(path, identity, still=path.stat().st_mtime_ns)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def private(path: Path) -> Connection:
    """A copy that nobody else knows, opened for work on it: quick, since a crash leaves nothing that anybody would miss."""
    connection = sqlite3.connect(path, isolation_level=None, factory=Connection)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def to_wal(connection: Connection) -> None:
    """As every database of ours is when it is in its place."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def repage(copy: Connection, live: Connection) -> None:
    """Give a private copy the page size of the database that it is to be copied into: a WAL database keeps its own."""
    size: int = live.execute("PRAGMA page_size").fetchone()[0]
    if copy.execute("PRAGMA page_size").fetchone()[0] != size:
        copy.execute(f"PRAGMA page_size = {size}")
        copy.execute("VACUUM")


def schema_of(connection: Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def check_pages(connection: Connection) -> None:
    """Every page, index and reference. Raises ``Refused`` that names the first thing wrong; 0.1 s for 50 MB."""
    try:
        said: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the words for what is wrong quote what is there
        raise Refused("integrity_broken", why=str(error)) from error
    if said != "ok" or broken:
        raise Refused("integrity_broken", why=said.splitlines()[-1] if said != "ok" else f"{broken[0]} -> {broken[2]}")


def defer_foreign_keys(connection: Connection) -> None:
    """Check references at the end of this transaction: the rows of a bulk load point at each other."""
    connection.execute("PRAGMA defer_foreign_keys = ON")


@contextmanager
def writing(connection: Connection, path: Path) -> Iterator[Connection]:
    """One short write: the lock is taken at once, since a read that turns into a write fails under contention.

    When it ends, the write is on the disk. Raises ``TooNew`` (exit 5) or ``Refused`` when the schema is another one since this
    connection was opened, and ``Refused`` when the disk did not take it.
    """
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _check_version(connection, path)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    try:
        durable(path)
    except OSError as error:
        raise no_room(path, error.strerror or str(error)) from error


def _check_version(connection: Connection, path: Path) -> None:
    version = schema_of(connection)
    if version > connection.schema:  # a newer program has migrated it meanwhile
        raise TooNew("db_newer", path=str(path), found=version, known=connection.schema)
    if version < connection.schema:
        raise Refused("db_older", path=str(path), found=version, known=connection.schema)


@contextmanager
def reading(connection: Connection, path: Path) -> Iterator[Connection]:
    """Several reads that see the same moment."""
    if connection.in_transaction:  # inside a write, or inside another reading
        yield connection
        return
    with translated(path):
        connection.execute("BEGIN")
        try:
            yield connection
        except (ValueError, KeyError) as error:  # a cell that was written past the program: no day, no JSON, nobody
            raise Refused("db_damaged", path=str(path), why=str(error)) from error
        finally:
            connection.execute("ROLLBACK")
        if connection.still is not None and (path.stat().st_mtime_ns != connection.still or is_waiting(path)):
            raise Busy("db_woke", path=str(path))  # what was read may be of two moments


def is_still(connection: Connection, path: Path) -> bool:
    """Whether the file at ``path`` is the one that was opened."""
    try:
        about = path.stat()
    except OSError:
        return False
    return connection.identity == Identity(about.st_dev, about.st_ino)


def version_of_data(connection: Connection) -> int:
    """A number that changes when another connection has committed; 3 µs."""
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors into ours: busy is exit 4, everything else a refusal that names the cause."""
    try:
        yield
    except CampaignError:
        raise
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise Busy("db_busy", seconds=BUSY_MS // 1000) from error
        if "full" in text or "readonly" in text or "I/O" in text or "unable to open" in text:
            raise no_room(path, text) from error
        raise Refused("db_failed", path=str(path), why=text) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise Refused("db_constraint", why=str(error)) from error
        raise Refused("db_damaged", path=str(path), why=str(error)) from error


def driver() -> tuple[str, str]:
    """Name and SQLite version of the driver in use."""
    return sqlite3.__name__.split(".")[0], sqlite3.sqlite_version
