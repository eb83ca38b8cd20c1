"""What a dashboard leaves behind beside the database when it ends: what was typed and not saved, and how it came to fall.

A folder each, readable for the owner alone. Neither is needed for anything: where no file can be made, nothing fails.
"""

import hashlib
import json
import os
import platform
import shutil
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

try:
    import fcntl
except ImportError:  # Windows: nobody shares a database there
    fcntl = None  # type: ignore[assignment]

from campaign import __version__
from campaign.text import _

DRAFTS, REPORTS = "-drafts", "-reports"
LONGEST = 25
"""Characters of an actor that a file's name has room for: nine bytes of each Chinese one."""
_DIGEST = 8
MOST = 1_000_000
"""Bytes of drafts that are kept or read."""
KEPT = 20
"""Reports; the oldest go first."""


def drafts_file(database: Path, actor: str) -> Path:
    name = actor
    if len(actor) > LONGEST:  # two long ones that begin alike are two people
        name = f"{actor[:LONGEST - _DIGEST]}-{hashlib.sha256(actor.encode('utf-8', 'backslashreplace')).hexdigest()[:_DIGEST]}"
    return database.with_name(database.name + DRAFTS) / f"{quote(name, safe='')}.json"


def drafts_place(database: Path, actor: str, *, shared: bool) -> str:
    """Where drafts are kept, in words; who came in to a shared server has no use for its paths."""
    return _("on the server") if shared else _("in {path}").format(path=drafts_file(database, actor))


def keep_drafts(database: Path, actor: str, drafts: Mapping[str, object]) -> bool:
    """Put what was typed aside, in place of what was there; nothing typed leaves no file. False where none can be made."""
    path = drafts_file(database, actor)
    try:
        if not drafts:
            path.unlink(missing_ok=True)
            return True
        text = json.dumps(drafts, ensure_ascii=False).encode()
        if len(text) > MOST:
            return False
        path.parent.mkdir(mode=0o700, exist_ok=True)
        making = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        _write(making, text)
        making.replace(path)
    except (OSError, ValueError):  # ValueError: half a character that no file can hold
        return False
    return True


def change_drafts(database: Path, actor: str, change: Callable[[Mapping[str, object]], Mapping[str, object]]) -> bool:
    """Put aside what ``change`` makes of what is there now; two dashboards that end at once wait for each other."""
    folder = drafts_file(database, actor).parent
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return keep_drafts(database, actor, change(kept_drafts(database, actor)))
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        return keep_drafts(database, actor, change(kept_drafts(database, actor)))
    finally:
        os.close(descriptor)


def kept_drafts(database: Path, actor: str) -> Mapping[str, object]:
    """What was put aside; nothing where it cannot be read."""
    try:
        with drafts_file(database, actor).open("rb") as file:
            found = json.loads(file.read(MOST + 1))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def report(database: Path, error: BaseException, at: datetime, facts: Mapping[str, object]) -> Path | None:
    """Write down where an error happened: never values, which are the city's own. None where no file can be made."""
    folder = database.with_name(database.name + REPORTS)
    path = folder / f"{at:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        told = {"program": __version__, "python": platform.python_version(), "system": platform.platform(), "at": at.isoformat(),
                **facts}
        lines = [*(f"{name}: {value}" for name, value in told.items()), "",
                 "".join(traceback.TracebackException.from_exception(error).format())]
        folder.mkdir(mode=0o700, exist_ok=True)
        _write(path, "\n".join(lines).encode("utf-8", "backslashreplace"))
    except Exception:  # whatever it is: the person is told of the first fault, not of one about it
        return None
    with suppress(OSError):
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            old.unlink()
    return path


def clear(folder: Path) -> None:
    """Remove the folder of a demonstration; a report that is in it stays, for the person was told of it."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.name.endswith(REPORTS):
                shutil.rmtree(path, ignore_errors=True)
            elif not path.is_dir():
                path.unlink(missing_ok=True)
        folder.rmdir()


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
