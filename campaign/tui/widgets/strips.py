"""A strip that costs few bytes on the wire, and the comparison that tells which of its cells changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from campaign.tables.width import cells
from campaign.tui import theme

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends each of them."""
_SHOW = {"4", "7", "9"}
"""What is seen of blanks too."""
_ATTRIBUTES = (("bold", "1"), ("dim", "2"), ("italic", "3"), ("underline", "4"), ("reverse", "7"), ("strike", "9"))


class Pen(NamedTuple):
    """How a terminal would draw the next character."""

    attributes: frozenset[str]
    fore: str
    back: str


PLAIN = Pen(frozenset(), "39", "49")
RESET = "\x1b[0m"


def encode(segments: Iterable[Segment], system: ColorSystem, pen: Pen = PLAIN) -> tuple[str, Pen]:
    """Text with the shortest style changes between segments, for a terminal that holds ``pen``; and what it holds then.

    Textual writes the full style and a reset around every segment; a row of eight coloured cells is half as long here.
    """
    out: list[str] = []
    for text, style, control in segments:
        if control or not text:
            continue
        wanted, blank = look(style, system)
        pen, said = turned(pen, wanted if text.strip(" ") else blank)
        out.append(said + text)
    return "".join(out), pen


@lru_cache(4096)
def look(style: Style | None, system: ColorSystem) -> tuple[Pen, Pen | str]:
    """How characters are drawn in it, and how blanks: of those that show nothing but their background that alone."""
    style = style or Style.null()
    attributes = frozenset(code for name, code in _ATTRIBUTES if getattr(style, name))
    style = theme.fewer(style, system)
    fore = ";".join(style.color.downgrade(system).get_ansi_codes()) if style.color else "39"
    back = ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)) if style.bgcolor else "49"
    pen = Pen(attributes, fore, back)
    return pen, pen if attributes & _SHOW else back


def turned(pen: Pen, wanted: Pen | str) -> tuple[Pen, str]:
    """What a terminal holds then, and what makes it: of a background alone the rest stays, if that draws no line through it."""
    if isinstance(wanted, str):
        wanted = Pen(pen.attributes - _SHOW if pen.attributes & _SHOW else pen.attributes, pen.fore, wanted)
    return wanted, "" if wanted == pen else _change(pen, wanted)


@lru_cache(4096)
def _change(old: Pen, new: Pen) -> str:
    """What makes a terminal that holds ``old`` hold ``new``."""
    colours = [want for want, had in ((new.fore, old.fore), (new.back, old.back)) if want != had]
    if old.attributes <= new.attributes:
        codes = [*sorted(new.attributes - old.attributes), *colours]
    else:
        codes = ["0", *sorted(new.attributes), *(want for want, had in zip(new[1:], PLAIN[1:], strict=True) if want != had)]
        if len(codes) > 1 + len(new.attributes):  # a terminal of colours knows how to end one attribute; an old one only all
            off = {_OFF[code] for code in old.attributes - new.attributes}
            on = {code for code in new.attributes if code not in old.attributes or _OFF[code] in off}
            codes = min(codes, [*sorted(off), *sorted(on), *colours], key=lambda some: len(";".join(some)))
    return f"\x1b[{';'.join(codes)}m"


class _Never(FIFOCache[Any, Any]):
    """Keeps nothing."""

    def set(self, key: Any, value: Any) -> None:
        pass

    __setitem__ = set


_NEVER = _Never(0)


class Tight(Strip):
    """A ``Strip`` written by ``encode``; what is cut from it or filtered out of it is one too.

    Textual gives each strip seven caches, which take more memory than the line itself; here all share one that keeps nothing, and
    what is worth keeping is in ``_made``.
    """

    __slots__ = ("_amid", "_made", "_written")
    _divide_cache = _crop_cache = _style_cache = _filter_cache = _line_length_cache = _crop_extend_cache = _offsets_cache = _NEVER

    def __init__(self, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        # Not Strip's own, which would make them.
        self._segments = list(segments)
        self._cell_length = cell_length
        self._render_cache = None
        self._link_ids = None
        self._cell_count = None
        self._made: dict[object, list[Tight]] | None = None
        self._written: str | None = None
        self._amid: tuple[Pen, str, Pen] | None = None
        """What was written last amid others, and what the terminal held before and after."""

    def _kept(self, key: object) -> list[Tight] | None:
        return self._made.get(key) if self._made else None

    def _keep(self, key: object, strips: Sequence[Strip]) -> list[Tight]:
        kept = [strip if isinstance(strip, Tight) else Tight(strip, strip.cell_length) for strip in strips]
        if self._made is None or len(self._made) > 16:
            self._made = {}
        self._made[key] = kept
        return kept

    def render(self, console: Console) -> str:
        if self._written is None:
            text, pen = encode(self, theme.system_of(console))
            self._written = text if pen == PLAIN else text + RESET
        return self._written

    def written(self, console: Console, pen: Pen) -> tuple[str, Pen]:
        """As ``encode``: for a terminal that holds ``pen``, and what it holds then."""
        if self._amid is None or self._amid[0] != pen:
            self._amid = pen, *encode(self, theme.system_of(console), pen)
        return self._amid[1:]

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        key = tuple(cuts)
        if key == (self.cell_length,):
            return [self]
        return self._kept(key) or self._keep(key, super().divide(key))

    def crop(self, start: int, end: int | None = None) -> Strip:
        if start <= 0 and (end is None or end >= self.cell_length):
            return self
        key = ("crop", start, end)
        return (self._kept(key) or self._keep(key, [super().crop(start, end)]))[0]

    def apply_filter(self, filter: LineFilter, background: Color) -> Strip:
        key = (filter, background)
        return (self._kept(key) or self._keep(key, [super().apply_filter(filter, background)]))[0]


def changed_to(old: Strip, new: Strip) -> int:
    """The cell after the last one that differs; 0 when both show the same.

    Only the right edge is worth finding: Textual always writes a line from its widget's left edge.
    """
    if old is new:
        return 0
    if old.cell_length != new.cell_length:
        return new.cell_length
    mine, theirs = list(new), list(old)
    end = new.cell_length
    while mine and theirs:
        text, style, _ = mine.pop()
        other, other_style, _ = theirs.pop()
        if style != other_style:
            return end
        if text == other:
            end -= cells(text)
            continue
        shared = 0
        for a, b in zip(reversed(text), reversed(other), strict=False):
            if a != b:
                break
            shared += 1
        end -= cells(text[len(text) - shared :]) if shared else 0
        if shared == len(text):
            theirs.append(Segment(other[: len(other) - shared], style))
        elif shared == len(other):
            mine.append(Segment(text[: len(text) - shared], style))
        else:
            return end
    return end if mine or theirs else 0
