"""What stands on the terminal: of what is painted there anew, only the cells that differ are sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from campaign.tables.width import cells
from campaign.tui import theme
from campaign.tui.widgets.strips import PLAIN, RESET, Pen, Tight, look, turned

NEAR = 6
"""Cells that cost less to send again than to pass over."""
TRAIL = "\0"
"""In the second cell of a wide character."""
UNKNOWN = "\1"
"""In a cell of which nothing is known: whatever is to stand there is sent."""
Written = tuple[int, int, list[Strip]]
"""Line, first cell, and what is to stand from there on."""


class Cells(NamedTuple):
    """A sign and a look for each. Of a blank its background alone, where nothing else of it can be seen."""

    signs: str
    looks: list[Pen | str]


class Row:
    """A line of the terminal. It is read cell by cell only when something else is to stand there."""

    def __init__(self, strips: list[Strip]) -> None:
        self._strips = strips
        self._cells: Cells | None = None
        self.even = True
        """Whether each sign takes a cell, or two: one that takes none belongs to the one before it."""

    def is_of(self, x: int, strips: list[Strip]) -> bool:
        """Whether these very strips stand there."""
        return x == 0 and len(strips) == len(self._strips) and all(map(_is, strips, self._strips))

    def take(self, x: int, strips: list[Strip], system: ColorSystem) -> tuple[Cells, Cells]:
        """Write this from ``x`` on: what stood there, and what does now."""
        signs, looks = self._cells or self._read(self._strips, system)
        new = self._read(strips, system)
        end = x + len(new.signs)
        if (short := end - len(signs)) > 0:  # painted while the window was narrower: nobody knows what stands behind it
            signs, looks = signs + UNKNOWN * short, [*looks, *[""] * short]
        old = Cells(signs[x:end], looks[x:end])
        self._cells = Cells(signs[:x] + new.signs + signs[end:], [*looks[:x], *new.looks, *looks[end:]])
        self._strips = strips if x == 0 and end >= len(signs) else []
        return old, new

    def _read(self, strips: list[Strip], system: ColorSystem) -> Cells:
        signs = ""
        looks: list[Pen | str] = []
        for strip in strips:
            for text, style, control in strip:
                if control or not text:
                    continue
                pen, blank = look(style, system)
                said = text if text.isascii() else _spread(text)
                self.even &= len(said) == cells(text)
                signs += said
                looks += [blank if sign == " " else pen for sign in said] if " " in said else [pen] * len(said)
        return Cells(signs, looks)


@lru_cache(1024)
def _spread(text: str) -> str:
    """A character a cell; longer than the text is wide where one takes no cell."""
    return "".join(sign + TRAIL if get_character_cell_size(sign) == 2 else sign for sign in text)


def _is(one: object, other: object) -> bool:
    return one is other


class Frame(LayoutUpdate):
    """A whole screen: no strip begins with what the one before it has said."""

    def render_segments(self, console: Console) -> str:
        out: list[str] = []
        pen, x = PLAIN, self.region.x
        for y, line in enumerate(self.strips, self.region.y):
            out.append(Control.move_to(x, y).segment.text)
            for strip in line:
                if isinstance(strip, Tight):
                    text, pen = strip.written(console, pen)
                else:
                    text, pen = strip.render(console) if pen == PLAIN else RESET + strip.render(console), PLAIN
                out.append(text)
        out.append(RESET)
        return "".join(out)


class Changes(CompositorUpdate):
    """Cells that differ."""

    def __init__(self, written: str) -> None:
        self.written = written

    def render_segments(self, console: Console) -> str:
        return self.written


class Sent:
    """Follows all that goes to the terminal."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._of: object = None
        """The page, and where on the terminal it is."""

    def forget(self) -> None:
        """Whatever stands there now: what is painted goes out whole."""
        self._rows = []

    def pass_on(self, of: object, update: CompositorUpdate, console: Console) -> CompositorUpdate:
        """What is to be sent for ``update``. ``of``: the page that it shows; another one is always sent whole, so that what
        something else has written over the terminal does not stay for long.
        """
        if isinstance(update, LayoutUpdate):
            lines = [[*line] for line in update.strips]
            if not self._rows or self._of != (of, update.region):
                self._rows, self._of = [Row(line) for line in lines], (of, update.region)
                return Frame([*lines], update.region)
            return self._changes(((y, 0, line) for y, line in enumerate(lines)), console)
        if isinstance(update, ChopsUpdate) and all(y < len(self._rows) for y, _left, _right in update.spans):
            return self._changes(_written(update), console)
        self.forget()
        return update

    def _changes(self, written: Iterable[Written], console: Console) -> Changes:
        out: list[str] = []
        pen, system = PLAIN, theme.system_of(console)
        for y, x, strips in written:
            row = self._rows[y]
            if row.is_of(x, strips):
                continue
            old, new = row.take(x, strips, system)
            here = None
            for start, end in _runs(old, new) if row.even else [(0, len(new.signs))]:
                out.append(Control.move_to(x + start, y).segment.text if here is None else f"\x1b[{start - here}C")
                here = end
                for wanted, part in groupby(range(start, end), new.looks.__getitem__):
                    pen, said = turned(pen, wanted)
                    out += said, "".join([new.signs[at] for at in part]).replace(TRAIL, "")
        return Changes("".join([*out, RESET] if out else out))


def _written(update: ChopsUpdate) -> Iterator[Written]:
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < right and end > left:
                yield y, x, [strip.crop(0, min(end, right) - x)]


def _runs(old: Cells, new: Cells) -> Iterator[tuple[int, int]]:
    """Cells that differ, from and to before: whole signs, and what is near to one another as one."""
    if old == new:
        return
    differ = [x for x, (was, now, before, after) in enumerate(zip(*old, *new, strict=True)) if was != before or now != after]
    start = end = differ[0]
    for x in [*differ[1:], len(new.signs) + 2 * NEAR]:
        if x - end > NEAR:
            while new.signs[start] == TRAIL:
                start -= 1
            end += 1
            while new.signs[end:end + 1] == TRAIL:
                end += 1
            yield start, end
            start = x
        end = x
