"""A strip that costs few bytes on the wire, and the comparison that tells which of its cells changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from campaign.tables.width import cells

_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
    "windows": ColorSystem.WINDOWS,
}
_ATTRIBUTES = (("bold", "1"), ("dim", "2"), ("italic", "3"), ("underline", "4"), ("reverse", "7"), ("strike", "9"))


@lru_cache(4096)
def _codes(style: Style, system: ColorSystem) -> tuple[frozenset[str], str, str, bool]:
    """SGR attributes, foreground, background; and whether blanks look different under it."""
    attributes = frozenset(code for name, code in _ATTRIBUTES if getattr(style, name))
    fore = ";".join(style.color.downgrade(system).get_ansi_codes()) if style.color else "39"
    back = ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)) if style.bgcolor else "49"
    return attributes, fore, back, bool(attributes & {"4", "7", "9"})


def encode(segments: Iterable[Segment], system: ColorSystem) -> str:
    """Text with the shortest style changes between segments, starting from and ending in the terminal's default style.

    Textual writes the full style and a reset around every segment; a row of eight coloured cells is half as long here.
    """
    out: list[str] = []
    attributes: frozenset[str] = frozenset()
    fore, back = "39", "49"
    for text, style, control in segments:
        if control or not text:
            continue
        wants, wants_fore, wants_back, visible = _codes(style or Style.null(), system)
        if not visible and not text.strip(" ") and not attributes & {"4", "7", "9"}:
            # Blanks show nothing but their background: leave the rest as it is, it draws no line through them.
            wants, wants_fore = attributes, fore
        codes: list[str] = []
        if not attributes <= wants:
            codes.append("0")
            attributes, fore, back = frozenset(), "39", "49"
        codes.extend(sorted(wants - attributes))
        if wants_fore != fore:
            codes.append(wants_fore)
        if wants_back != back:
            codes.append(wants_back)
        if codes:
            out.append(f"\x1b[{';'.join(codes)}m")
        out.append(text)
        attributes, fore, back = wants, wants_fore, wants_back
    if attributes or fore != "39" or back != "49":
        out.append("\x1b[0m")
    return "".join(out)


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

    __slots__ = ("_made", "_written")
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
            self._written = encode(self, _SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR))
        return self._written

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
