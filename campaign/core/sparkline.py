"""A series as one line: a sign a value, of those that whoever draws may use."""

from collections.abc import Sequence

LEVELS = "_.-=*#"
"""From the least to the most, in ASCII; what is all the same stands in the middle."""


def spark(values: Sequence[int | None], width: int = 12, levels: str = LEVELS) -> str:
    """The last ``width`` values, one character each, the oldest first; a blank where nothing is known.

    Levels are shares of the way from the least to the most of what is shown: it tells the shape, not the size.
    """
    shown = values[-width:] if width > 0 else ()
    known = [value for value in shown if value is not None]
    if not known:
        return " " * len(shown)
    least, room = min(known), max(known) - min(known)
    last = len(levels) - 1

    def level(value: int) -> int:
        return (2 * (value - least) * last + room) // (2 * room) if room else last // 2

    return "".join(" " if value is None else levels[level(value)] for value in shown)
