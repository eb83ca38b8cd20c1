"""Block, line and braille signs as shapes, as newer terminals draw them themselves; figures as dots, where there is no font."""

from functools import lru_cache
from typing import NamedTuple

_THIN, _THICK = 0.055, 0.13
_SIDE = 0.74
_BRAILLE = ((0x01, 0, 0), (0x08, 1, 0), (0x02, 0, 1), (0x10, 1, 1), (0x04, 0, 2), (0x20, 1, 2), (0x40, 0, 3), (0x80, 1, 3))
_FIGURES = {
    "0": "01110 10001 10011 10101 11001 10001 01110", "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111", "3": "11111 00010 00100 00010 00001 10001 01110",
    "4": "00010 00110 01010 10010 11111 00010 00010", "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "00110 01000 10000 11110 10001 10001 01110", "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110", "9": "01110 10001 10001 01111 00001 00010 01100",
    ".": "00000 00000 00000 00000 00000 01100 01100", ",": "00000 00000 00000 00000 01100 00100 01000",
    "-": "00000 00000 00000 11111 00000 00000 00000", "+": "00000 00100 00100 11111 00100 00100 00000",
    "%": "11000 11001 00010 00100 01000 10011 00011", "/": "00000 00001 00010 00100 01000 10000 00000",
}
"""Seven rows of five dots."""


class Rect(NamedTuple):
    """Parts of a cell from its upper left corner: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


class Disc(NamedTuple):
    """Its middle in parts of a cell, its radius in widths of a cell."""

    x: float
    y: float
    radius: float


Shape = Rect | Disc


@lru_cache(256)
def shapes(sign: str) -> tuple[Shape, ...] | None:
    """What a sign is drawn from; None for a letter, for which there are fonts."""
    code = ord(sign)
    if 0x2581 <= code <= 0x2588:
        high = (code - 0x2580) / 8
        return (Rect(0, 1 - high, 1, high),)
    if 0x2800 <= code <= 0x28FF:
        return tuple(Disc(0.25 + 0.5 * x, 0.125 + 0.25 * y, 0.135) for bit, x, y in _BRAILLE if (code - 0x2800) & bit)
    if sign in _SIGNS:
        return _SIGNS[sign]
    return None


def _line(thick: float, start: float = 0.0, width: float = 1.0) -> tuple[Shape, ...]:
    return (Rect(start, 0.5 - thick / 2, width, thick),)


def _frame(side: float, high: float, thick: float) -> tuple[Shape, ...]:
    """A square's outline; the sides are as thick as top and bottom look, as a cell is twice as high as wide."""
    x, y = (1 - side) / 2, (1 - high) / 2
    flat = thick / 2
    return (Rect(x, y, side, flat), Rect(x, y + high - flat, side, flat), Rect(x, y, thick, high),
            Rect(x + side - thick, y, thick, high))


_SIGNS: dict[str, tuple[Shape, ...]] = {
    "▀": (Rect(0, 0, 1, 0.5),), "▌": (Rect(0, 0, 0.5, 1),),
    "─": _line(_THIN), "━": _line(_THICK), "╸": _line(_THICK, 0, 0.5), "╴": _line(_THIN, 0.1, 0.6),
    "│": (Rect(0.44, 0, 0.12, 1),), "┃": (Rect(0.35, 0, 0.3, 1),),
    "╎": (Rect(0.44, 0.06, 0.12, 0.34), Rect(0.44, 0.56, 0.12, 0.34)),
    "╌": (Rect(0.05, 0.5 - _THIN / 2, 0.35, _THIN), Rect(0.55, 0.5 - _THIN / 2, 0.35, _THIN)),
    "■": (Rect((1 - _SIDE) / 2, 0.28, _SIDE, 0.44),), "□": _frame(_SIDE, 0.44, 0.12),
    "▪": (Rect(0.27, 0.38, 0.46, 0.24),), "▫": _frame(0.5, 0.28, 0.1),
    "∙": (Disc(0.5, 0.5, 0.16),), "●": (Disc(0.5, 0.5, 0.42),),
    "░": tuple(Rect(0.1 + 0.5 * (at % 2), 0.06 + 0.25 * (at // 2), 0.16, 0.08) for at in range(8)),
}


@lru_cache(64)
def dots(sign: str) -> tuple[str, ...]:
    """A figure as rows of ``0`` and ``1``, seven of five; nothing for what is not in a number."""
    return tuple(_FIGURES[sign].split()) if sign in _FIGURES else ()
