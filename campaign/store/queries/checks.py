"""What ``doctor`` and ``restore`` ask on top of pages and log: is the schema ours, are totals what their own rows add up to?

Too dear to be asked of every backup.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from campaign.core.errors import Refused
from campaign.kinds.campaign import SETTINGS
from campaign.store import audit
from campaign.store.engine.connection import Connection, check_pages, snapshot_of_file, translated
from campaign.store.founded import TOTALS
from campaign.store.schema import SCHEMA_VERSION
from campaign.store.snapshot import CAMPAIGN, read_campaign
from campaign.store.store import Store
from campaign.store.totals import refresh_all_totals, refresh_blocker

_BOOKKEEPING = "_sqlite_migrations"
"""Table of sqlite-utils, which words it as its release does."""
_GUARDS = ("audit_keep", "audit_stay")


class Wrong(NamedTuple):
    """A stored total that differs from its own rows."""

    code: str
    field: str
    stored: object
    counted: object


def verify(store: Store) -> int:
    """Number of audit rows in a whole chain; ``Refused`` names the first one that does not fit."""
    with store.reading() as connection:
        return audit.verify(connection)


def check(store: Store) -> None:
    """Read every page, index and reference. Raises ``Refused`` that names the first thing wrong."""
    with store.reading() as connection:
        check_pages(connection)


def counts(store: Store) -> Mapping[str, int]:
    """Number of rows per table."""
    tables = ("counties", "units", "people", "projects", "blockers", "land_tasks", "approvals", "progress", "funds", "visits",
              "excuses", "audit")
    with store.reading() as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def wrong_totals(store: Store) -> list[Wrong]:
    """They are counted in a write that is taken back: whoever writes meanwhile waits.

    Two seconds for ten thousand projects.
    """
    with translated(store.path):
        store.connection.execute("BEGIN IMMEDIATE")
        try:
            return recount(store.connection, store.path)
        finally:
            if store.connection.in_transaction:
                store.connection.execute("ROLLBACK")


def odd_settings(store: Store) -> list[tuple[str, object, object]]:
    """Key, stored value and the one that it is taken for: what an older program let in."""
    with store.reading() as connection:
        told = dict(zip(CAMPAIGN.split(", "), connection.execute(f"SELECT {CAMPAIGN} FROM campaign").fetchone(),
                        strict=True)) | dict(connection.execute("SELECT key, value FROM settings"))
        campaign = read_campaign(connection)
    taken = {**campaign._asdict(), **campaign.settings._asdict()}
    return [(key, value, taken[key]) for key, value in told.items()
            if key in SETTINGS and value is not None and str(value) != str(taken[key])]


def check_schema(store: Store) -> None:
    """Raises ``Refused`` that names a table, index, trigger or view that is not as it should be."""
    with store.reading() as connection:
        check_parts(connection, store.path, SCHEMA_VERSION)


def flaws(store: Store) -> list[tuple[str, str, str, str]]:
    """(table, key, column, value) of cells that no field lets in."""
    from campaign.store.sound import flaws

    with store.reading() as connection:
        return list(map(tuple, flaws(connection)))  # type: ignore[arg-type]


def unexplained(store: Store) -> list[tuple[str, str, str, str]]:
    """(table, key, column, value) of what the log does not explain; column ``*``: the row was added (+) or is gone (-), or
    the table is not what it was founded with (~, without a key)."""
    from campaign.store.explained import unexplained

    with store.reading() as connection:
        return list(dict.fromkeys(map(tuple, unexplained(connection))))  # type: ignore[arg-type]


def is_founded(store: Store) -> bool:
    """Whether the log knows what the campaign was founded with."""
    from campaign.store.explained import is_founded

    with store.reading() as connection:
        return is_founded(connection)


def newest_at(store: Store) -> str:
    """The UTC instant of the newest row of the log."""
    with store.reading() as connection:
        return str(connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()[0])


def missing_since(store: Store, backup: Path) -> int | None:
    """The first entry of the log in ``backup`` that the log here should have and has not: 1 in that of another campaign.

    None when it has all of them, or says itself that a restore has left the others behind. Raises ``Refused`` when the
    backup cannot be read.
    """
    with translated(backup):
        other = snapshot_of_file(backup)
        try:
            theirs = dict(other.execute("SELECT seq, hash FROM audit"))
        finally:
            other.close()
    with store.reading() as connection:
        newest = max(theirs, default=0)
        if connection.execute("SELECT 1 FROM audit WHERE seq = ? AND hash = ?", (newest, theirs.get(newest))).fetchone():
            return None
        common = max((seq for seq, digest in connection.execute("SELECT seq, hash FROM audit") if theirs.get(seq) == digest),
                     default=0)
        left = connection.execute("SELECT 1 FROM audit WHERE seq = ? AND verb = 'restore'", (common + 1,)).fetchone()
    return None if left else common + 1


def recount(connection: Connection, path: Path) -> list[Wrong]:
    """Count all totals anew, in the transaction that is open; those that were wrong.

    Raises ``Refused`` for rows that are beyond reading.
    """
    stored = dict(_totals(connection))
    try:
        refresh_all_totals(connection, read_campaign(connection))
        for (code,) in connection.execute("SELECT code FROM blockers").fetchall():
            refresh_blocker(connection, code)
    except (ValueError, KeyError) as error:  # a cell that was written past the program
        raise Refused("db_damaged", path=str(path), why=str(error)) from error
    counted = dict(_totals(connection))
    return [Wrong(code, column, old, counted[code, column]) for (code, column), old in stored.items()
            if old != counted[code, column]]


def _totals(connection: Connection) -> Iterator[tuple[tuple[str, str], Any]]:
    for table, columns in TOTALS.items():
        for code, *values in connection.execute(f"SELECT code, {', '.join(columns)} FROM {table}"):
            for column, value in zip(columns, values, strict=True):
                yield (code, column), value


def check_parts(connection: Connection, path: Path, version: int) -> None:
    """Raises ``Refused`` for the first part of the schema that is missing, another one, or somebody's own, as of ``version``.

    A lost guard of the log is left to ``audit.verify``, which knows whether it was made use of.
    """
    from campaign.store.schema import empty

    model = empty(version)
    try:
        ours, found = _parts(model), _parts(connection)
    finally:
        model.close()
    for (kind, name), text in found.items():
        if (kind, name) not in ours:
            drop = f'DROP {kind.upper()} "{name.replace(chr(34), chr(34) * 2)}"'
            raise Refused("schema_foreign", path=str(path), part=f"{kind} {name}", drop=drop)
        if text != ours[kind, name]:
            raise Refused("schema_other", path=str(path), part=f"{kind} {name}")
    for kind, name in sorted(ours.keys() - found.keys()):
        if name not in _GUARDS:
            raise Refused("schema_lacks", path=str(path), part=f"{kind} {name}")


def _parts(connection: Connection) -> dict[tuple[str, str], str]:
    """(kind, name) of everything in the schema → how it was made; without what SQLite and Litestream keep for themselves."""
    found = {}
    for kind, name, table, text in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"):
        if kind in ("table", "index") and name.startswith("sqlite_"):
            continue
        if kind == "table" and name.startswith("_litestream_"):
            continue
        found[kind, name] = "" if table == _BOOKKEEPING and kind != "trigger" else " ".join(str(text).split())
    return found
