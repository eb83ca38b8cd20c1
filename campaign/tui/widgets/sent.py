"""What is sent to the terminal: a whole screen, or of parts of it the cells that differ from what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from campaign.tables.width import cells
from campaign.tui import theme
from campaign.tui.widgets.strips import PLAIN, RESET, Pen, Tight, encode

JUMP = 6
"""Cells that need not be sent from which on it is worth moving the cursor over them: that takes up to five bytes."""

Cell = tuple[str, object]
"""A sign ('' in the second cell of a wide one) and how it looks: of a blank its ground alone."""


class Standing:
    """What stands on the terminal, line by line, as far as we have written it."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell]] = {}
        self._written: dict[int, list[tuple[int, Strip]]] = {}
        """Not looked at yet, in the order in which it was written."""

    def clear(self) -> None:
        self._lines.clear()
        self._written.clear()

    def put(self, x: int, y: int, strip: Strip) -> None:
        self._written.setdefault(y, []).append((x, strip))

    def differing(self, x: int, y: int, new: Strip) -> list[tuple[int, int]]:
        """From which cell to which ``new`` is another than what stands there; it does afterwards."""
        line = self._lines.setdefault(y, [])
        for at, strip in self._written.pop(y, ()):
            _lay(line, at, cells_of(strip))
        shown = cells_of(new)
        old = line[x:x + len(shown)]
        found: list[tuple[int, int]] = []
        for at, cell in enumerate(shown):
            if at < len(old) and cell == old[at] and not (cell[0] == "" and found and found[-1][1] == at):
                continue
            if found and at - found[-1][1] < JUMP:
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
        _lay(line, x, shown)
        return found


def _lay(line: list[Cell], x: int, new: Sequence[Cell]) -> None:
    line.extend([("?", None)] * (x - len(line)))  # nothing was written there yet
    line[x:x + len(new)] = new


def cells_of(strip: Strip) -> list[Cell]:
    found: list[Cell] = []
    for text, style, control in strip:
        if control:
            continue
        seen = style is not None and (style.reverse or style.underline or style.strike)
        blank: Cell = " ", style if style is None or seen else style.bgcolor
        for sign in text:
            if sign == " ":
                found.append(blank)
                continue
            wide = 1 if sign.isascii() else cells(sign)
            if wide:
                found.append((sign, style))
                found.extend([("", style)] * (wide - 1))
            elif found:
                found[-1] = found[-1][0] + sign, style
    return found


class Frame(LayoutUpdate):
    """A whole screen: no strip begins with what the one before it has said."""

    def __init__(self, update: LayoutUpdate, standing: Standing) -> None:
        super().__init__(update.strips, update.region)
        self._standing = standing

    def render_segments(self, console: Console) -> str:
        self._standing.clear()
        return _sent(((self.region.x, y, line) for y, line in enumerate(self.strips, self.region.y)), self._standing, console)


class Spans(ChopsUpdate):
    """Parts of a screen: of each the cells that differ from what stands there."""

    def __init__(self, update: ChopsUpdate, standing: Standing) -> None:
        super().__init__(update.chops, update.spans, update.chop_ends)
        self._standing = standing

    def render_segments(self, console: Console) -> str:
        out: list[str] = []
        pen = PLAIN
        for x, y, strip in self._parts():
            if not isinstance(strip, Tight):
                text, pen = _written([strip], pen, console)
                out += [Control.move_to(x, y).segment.text, text]
                self._standing.put(x, y, strip)
                continue
            here = -1
            for at, end in self._standing.differing(x, y, strip):
                out.append(Control.move_to(x + at, y).segment.text if here < 0 else f"\x1b[{at - here}C")
                text, pen = encode(strip.crop(at, end), theme.system_of(console), pen)
                out.append(text)
                here = end
        return "".join([*out, RESET]) if out else ""

    def _parts(self) -> Iterator[tuple[int, int, Strip]]:
        """Where, and what; as Textual cuts it."""
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and x <= x2 and end > x1:
                    yield x, y, strip if x2 > x >= x1 and end <= x2 else strip.crop(0, min(end, x2) - x)


def _sent(parts: Iterable[tuple[int, int, Iterable[Strip]]], standing: Standing, console: Console) -> str:
    """Cell, line, and the strips that stand there beside each other."""
    out: list[str] = []
    pen = PLAIN
    for x, y, line in parts:
        strips = list(line)
        text, pen = _written(strips, pen, console)
        out += [Control.move_to(x, y).segment.text, text]
        for strip in strips:
            standing.put(x, y, strip)
            x += strip.cell_length
    return "".join([*out, RESET])


def _written(strips: Iterable[Strip], pen: Pen, console: Console) -> tuple[str, Pen]:
    out: list[str] = []
    for strip in strips:
        if isinstance(strip, Tight):
            text, pen = strip.written(console, pen)
        else:
            text, pen = strip.render(console) if pen == PLAIN else RESET + strip.render(console), PLAIN
        out.append(text)
    return "".join(out), pen
