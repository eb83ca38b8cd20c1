"""What the Overview shows at once: its lines as they were when the dashboard was left, where nothing was written since."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from textual.geometry import Size

from campaign import text
from campaign.clean import printable
from campaign.service import Session, judged
from campaign.tables.signs import Signs
from campaign.tables.tones import Line


class Row(NamedTuple):
    header: bool
    edge: str
    line: Line


class Sight(NamedTuple):
    size: Size
    sheets: list[list[Line]]
    """The figures, and what stands beside the lists."""
    rows: Mapping[str, Row]
    """By key, from the first on."""


def who(session: Session, size: Size, signs: Signs) -> list[Any]:
    """Whose lines they are, and how they are written: of anybody else, or written otherwise, they are no use."""
    return [session.actor, session.me, text.language(), size.width, size.height, *signs]


def left(session: Session, size: Size, signs: Signs) -> Sight | None:
    """What is known before anything is read."""
    if session.cache is None:
        return None
    found = judged.read_lines(session.cache, session.store, session.today, who(session, size, signs))
    try:
        (figures, middle, side), rows = found
        return Sight(size, [[_line(line) for line in lines] for lines in (figures, middle, side)],
                     {str(key): Row(bool(header), str(edge), _line(line)) for key, header, edge, line in rows})
    except (TypeError, ValueError):  # None, or no lines
        return None


def _line(pieces: Any) -> Line:
    return [(printable(said), str(tone)) for said, tone in pieces]
