"""The ballast: a file beside the database that takes room and nothing else, to be let go of when the disk is full.

On a full disk not even deleting works, since what is deleted is first written down.
"""

import os
from pathlib import Path

from campaign.core.errors import Refused
from campaign.store.engine.disk import BALLAST_TAIL

BALLAST = 16 * 2**20
"""Bytes."""
_CHUNK = 2**20


def ballast_of(path: Path) -> Path:
    """Where the ballast of the database ``path`` is."""
    return path.with_name(path.name + BALLAST_TAIL)


def ballast(path: Path, size: int = BALLAST) -> Path:
    """Put ballast of ``size`` bytes beside the database ``path``, in place of what is there. Raises ``Refused``."""
    place = ballast_of(path)
    making = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for start in range(0, size, _CHUNK):
                file.write(os.urandom(min(_CHUNK, size - start)))  # nothing that a file system could leave out or pack
            file.flush()
            os.fsync(file.fileno())
        making.replace(place)
    except OSError as error:
        making.unlink(missing_ok=True)
        raise Refused("ballast_unmade", path=str(place), why=error.strerror or str(error)) from None
    return place


def release(path: Path) -> int:
    """Let go of the ballast of the database ``path``; the bytes that were freed."""
    place = ballast_of(path)
    try:
        freed = place.stat().st_size
        place.unlink()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise Refused("ballast_unmade", path=str(place), why=error.strerror or str(error)) from None
    return freed
