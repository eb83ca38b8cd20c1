"""Opening the database file, and nothing but: which driver, which pragmas, which files are refused.

Everything that only SQLite knows is in this file; only a migration reads and sets its own version, in ``schema.py``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.core.errors import Busy, CampaignError, Refused, TooNew

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:  # platforms without a wheel, see pyproject.toml
        import sqlite3

APPLICATION_ID = 0x43414D50  # "CAMP"
SCHEMA_VERSION = 3
__all__ = ["Connection", "connect", "create", "publish", "reading", "sqlite3", "translated", "version_of_data",
           "writing"]

BUSY_MS = 10_000
MAGIC = b"SQLite format 3\x00"

Connection = sqlite3.Connection


def check_file(path: Path) -> None:
    """Refuse what is not a campaign database, by reading its first bytes only."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise Refused("db_missing", path=str(path)) from None
    except IsADirectoryError:
        raise Refused("db_folder", path=str(path)) from None
    except OSError as error:
        raise Refused("db_unreadable", path=str(path), why=error.strerror or str(error)) from None
    if not head:
        raise Refused("db_empty", path=str(path))
    if len(head) < 100 or not head.startswith(MAGIC):
        raise Refused("db_garbage", path=str(path))
    # The id is written before the file becomes a WAL database, so that it always stands in the file itself.
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused("db_foreign", path=str(path))


def connect(path: Path, *, readonly: bool = False) -> Connection:
    """Open an existing campaign database; never creates one.

    Raises ``Refused`` for anything that is not one, ``TooNew`` (exit 5) when a newer program wrote it.
    """
    check_file(path)
    with translated(path):
        # The mode stays rw for readers too: a WAL reader must be able to write the -shm file. query_only keeps it honest.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None,
                                     timeout=BUSY_MS / 1000)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise TooNew("db_newer", path=str(path), found=version, known=SCHEMA_VERSION)
            if version < SCHEMA_VERSION:
                from campaign.store.schema import migrate

                migrate(connection)
            if readonly:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def create(path: Path) -> Connection:
    """An empty database with the newest schema at ``path`` (an empty or missing file), tuned for a bulk load."""
    connection = sqlite3.connect(path, isolation_level=None)
    # Nobody else knows the file yet, and a failed load deletes it: no journal on disk is needed.
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB: building the indexes of a large campaign wants it
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA foreign_keys = ON")
    from campaign.store.schema import migrate

    migrate(connection)
    return connection


def publish(connection: Connection) -> None:
    """After a bulk load: statistics for the planner, WAL for good, everything on disk, closed."""
    connection.execute("ANALYZE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def defer_foreign_keys(connection: Connection) -> None:
    """Check references at the end of this transaction: the rows of a bulk load point at each other."""
    connection.execute("PRAGMA defer_foreign_keys = ON")


@contextmanager
def writing(connection: Connection, path: Path) -> Iterator[Connection]:
    """One short write: the lock is taken at once, since a read that turns into a write fails under contention."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


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
        except ValueError as error:  # a cell that was written past the program: no day, no JSON
            raise Refused("db_damaged", path=str(path), why=str(error)) from error
        finally:
            connection.execute("ROLLBACK")


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
        if "full" in text:
            raise Refused("disk_full", path=str(path)) from error
        if "readonly" in text:
            raise Refused("db_readonly", path=str(path)) from error
        raise Refused("db_failed", path=str(path), why=text) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise Refused("db_constraint", why=str(error)) from error
        raise Refused("db_damaged", path=str(path), why=str(error)) from error


def driver() -> tuple[str, str]:
    """Name and SQLite version of the driver in use."""
    return sqlite3.__name__.split(".")[0], sqlite3.sqlite_version
