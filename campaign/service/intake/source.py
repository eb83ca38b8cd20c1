"""The bytes of a list: no more than a list can have."""

from pathlib import Path
from typing import BinaryIO

from campaign.clean import at_most
from campaign.core.errors import Refused
from campaign.sheets import LIMIT, SheetsError
from campaign.text import _

MOST = LIMIT << 20
"""Bytes."""


def read_file(path: str) -> bytes:
    """Raises ``Refused`` for what cannot be read, ``SheetsError`` for what is too long."""
    try:
        place = Path(path).expanduser()
        if not place.is_file() and place.exists() and not place.is_dir() and not place.resolve().is_relative_to("/proc"):
            raise Refused("import_file", path=path, why=_("it is no file"))  # a pipe is waited for, a terminal too
        with place.open("rb") as source:
            return read_stream(source, place.name)
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused("import_file", path=path, why=getattr(error, "strerror", None) or str(error)) from None


def read_stream(source: BinaryIO, name: str) -> bytes:
    raw = at_most(source, MOST)
    if raw is None:
        raise SheetsError("sheets_long", name=name, limit=LIMIT)
    return raw
