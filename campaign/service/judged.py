"""What was judged last, kept in the person's own cache folder when a dashboard is left: the next one, and every command that asks
for the whole picture, begins with it and reads what was written since (docs/decisions/0105).

Only on one's own machine: who comes in to a shared server has no cache there, and a session with a permission never asks for one.
"""

import json
import os
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import campaign
from campaign.core.situation import Situation
from campaign.service import cache, situation_bytes
from campaign.store.engine.connection import Identity
from campaign.store.schema import SCHEMA_VERSION
from campaign.store.store import Store

FAR = 1_000
"""Writes since, above which all is read anew."""
LINES = "overview"
LINE = 4_096
"""Bytes of the first line, at most: what the rest is of."""
JUDGES = ("core", "core/model", "store", "service")
"""Folders of the program on which it rests what is in there."""


class Kept(NamedTuple):
    """The first line."""

    of: list[Any]
    """Program, schema, database, day: of anything else it is no use."""
    seq: int
    head: str
    stamp: list[Any]
    """Of the database's files: where nothing was logged since, nothing else may have changed them either."""
    crc: int


class Ahead(NamedTuple):
    """What was judged before anybody came, and may be read by every member."""

    identity: Identity
    """Of which file."""
    situation: Situation


class Left(NamedTuple):
    """What a dashboard keeps when it is left."""

    situation: Situation
    who: list[Any]
    """Whose ``lines`` are, and how they are written."""
    lines: Any
    """As JSON has them: what was shown of the situation; None where nothing was."""


def file_name(database: Path, tail: str = "judged") -> str:
    return f"{blake2b(os.fsencode(database.absolute()), digest_size=12).hexdigest()}.{tail}"


def place(folder: Path, database: Path) -> tuple[Path, float] | None:
    """Where the situation of a database is kept, and since when, in seconds of the epoch; None where it is not."""
    at = cache.kept_at(folder, name := file_name(database))
    return None if at is None else (folder / name, at)


def read(folder: Path, store: Store, today: date) -> Situation | None:
    """As it was when it was kept, of this very database and day; None where there is none that is of use."""
    fitting = _fitting(folder, file_name(store.path), store, _of(store.path, store.connection.identity, today))
    if fitting is None:
        return None
    kept, data, start = fitting
    found = situation_bytes.read(data, start)
    if found is None or (found.today, found.snapshot.seq, found.snapshot.head) != (today, kept.seq, kept.head):
        return None
    return found


def read_lines(folder: Path, store: Store, today: date, who: list[Any]) -> Any:
    """What was shown; None where it was shown to somebody else, otherwise, or of anything but what is in the database now."""
    of = [*_of(store.path, store.connection.identity, today), *who]
    fitting = _fitting(folder, file_name(store.path, LINES), store, of)
    if fitting is None or (fitting[0].seq, fitting[0].head) != store.head():
        return None
    try:
        return json.loads(fitting[1][fitting[2]:])
    except (ValueError, RecursionError):
        return None


def keep(folder: Path, database: Path, identity: Identity, left: Left) -> None:
    """Of a database that is closed, so that its files are as the next one finds them. What is there already stays."""
    stamp = _stamp(database)
    if stamp is None:
        return
    told, of = left.situation.snapshot, _of(database, identity, left.situation.today)
    _put(folder, file_name(database), Kept(of, told.seq, told.head, stamp, 0), lambda: situation_bytes.written(left.situation))
    if left.lines is not None:
        _put(folder, file_name(database, LINES), Kept([*of, *left.who], told.seq, told.head, stamp, 0),
             lambda: json.dumps(left.lines).encode())


def _fitting(folder: Path, name: str, store: Store, of: list[Any]) -> tuple[Kept, bytes, int] | None:
    """The first line, all, and where the rest begins, of a whole file that is of this and not too old."""
    data = cache.read(folder, name)
    kept = None if data is None else _line(data)
    if data is None or kept is None or kept.of != of:
        return None
    seq, head = store.head()
    if not 0 <= seq - kept.seq <= FAR or (seq == kept.seq and (head != kept.head or kept.stamp != _stamp(store.path))):
        return None
    start = data.index(b"\n") + 1
    return (kept, data, start) if crc32(memoryview(data)[start:]) == kept.crc else None


def _put(folder: Path, name: str, kept: Kept, make: Callable[[], bytes]) -> None:
    before = cache.read(folder, name)
    if before is not None and (old := _line(before)) is not None and old._replace(crc=0) == kept \
            and crc32(memoryview(before)[before.index(b"\n") + 1:]) == old.crc:
        return
    data = make()
    line = json.dumps(kept._replace(crc=crc32(data))).encode()
    if len(line) < LINE:
        cache.keep(folder, name, b"\n".join((line, data)))


def _line(data: bytes) -> Kept | None:
    try:
        kept = Kept(*json.loads(data[:data.index(b"\n", 0, LINE)]))
    except (ValueError, TypeError, RecursionError):
        return None
    return kept if isinstance(kept.seq, int) else None


def _of(database: Path, identity: Identity, today: date) -> list[Any]:
    where = os.fsencode(database.absolute()).hex()
    return [campaign.__version__, _program(), SCHEMA_VERSION, where, *identity, today.isoformat()]


def _program() -> int:
    """When what judges was last changed: a version is developed for weeks."""
    own = Path(campaign.__file__).parent
    return max(entry.stat().st_mtime_ns for folder in JUDGES for entry in os.scandir(own / folder) if entry.name.endswith(".py"))


def _stamp(database: Path) -> list[Any] | None:
    """When its files were last written, and how long they are."""
    found: list[Any] = []
    for tail in ("", "-wal"):
        try:
            about = database.with_name(database.name + tail).stat()
            found.append([about.st_mtime_ns, about.st_size] if about.st_size else None)
        except FileNotFoundError:
            found.append(None)
        except OSError:
            return None
    return found
