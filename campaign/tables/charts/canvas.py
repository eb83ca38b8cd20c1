"""A plot of text cells: columns and bands by eighths of a row, lines of braille dots, words. Row 0 is the lowest.

Without blocks a cell is full or empty; without colours a shape stands for the ground. A fact is never painted over: a line takes
only cells in which nothing stands.
"""

from collections.abc import Iterable
from math import ceil, floor

from campaign.tables.charts.beside import merged
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells, cut

EIGHTHS = " ▁▂▃▄▅▆▇█"
BRAILLE = 0x2800
_DOTS = ((0x40, 0x80), (0x04, 0x20), (0x02, 0x10), (0x01, 0x08))
"""Of a cell from below, left and right."""
_SHAPES = {"fan": ":"}
"""What stands for a ground in ASCII; everything else is ``#``."""
_FORES = {"fan": "quiet", "grey_fill": "grey_mark", "green_fill": "green_mark", "red_fill": "red_mark",
          "yellow_fill": "yellow_mark", "accent_fill": "data", "ink": "strong"}
"""The sign's colour for a ground that is too dark for signs."""
LEAST = 0.125
"""Rows of what is not zero."""


class Canvas:
    """``width`` × ``height`` cells, blank at first; ``lines()`` at the end, from the top."""

    def __init__(self, width: int, height: int, signs: Signs) -> None:
        self.width, self.height, self.signs = max(width, 0), max(height, 0), signs
        self.blocks = signs.way is Way.BLOCKS
        self.grounds = not signs.mono and signs.way is not Way.ASCII
        """Whether a ground can be seen."""
        self._text = [[" "] * self.width for _ in range(self.height)]
        self._tone = [[""] * self.width for _ in range(self.height)]

    def put(self, x: int, y: int, text: str, tone: str = "") -> None:
        """Words from ``x`` on; what does not fit is cut. Outside of the plot nothing."""
        if not 0 <= y < self.height or x < 0:
            return
        row, tones = self._text[y], self._tone[y]
        for char in cut(text, self.width - x):
            size = cells(char)
            row[x], tones[x] = char, tone
            if size == 2:
                row[x + 1], tones[x + 1] = "", tone
            x += size

    def right(self, x: int, y: int, text: str, tone: str = "") -> None:
        """Words that end before ``x``."""
        self.put(max(x - cells(text), 0), y, text, tone)

    def clear(self, x: int, y: int, size: int) -> bool:
        """Whether so many cells from ``x`` on are within the plot, and nothing but uprights stands there."""
        if not 0 <= y < self.height or x < 0 or x + size > self.width:
            return False
        found = zip(self._text[y][x:x + size], self._tone[y][x:x + size], strict=True)
        return all(sign in " ╎:" and tone in ("", "rule") for sign, tone in found)

    def upright(self, x: int) -> None:
        """A quiet line from top to bottom, below everything that comes later."""
        if 0 <= x < self.width:
            sign = "╎" if self.blocks else ":"
            for y in range(self.height):
                self._text[y][x], self._tone[y][x] = sign, "rule"

    def column(self, x: int, rows: float, tone: str) -> None:
        """From the floor up to so many rows; what is more than nothing is seen."""
        if rows > 0:
            self.band(x, 0, max(rows, LEAST if self.blocks else 1), tone)

    def band(self, x: int, low: float, high: float, tone: str) -> None:
        """What lies between two heights, in rows above the floor: a ground, its edges by eighths."""
        if not 0 <= x < self.width:
            return
        low, high = max(low, 0), min(high, self.height)
        if high <= low:
            return
        if not self.blocks:
            first, last = round(low), round(high)
            if last <= first:
                first = min(floor((low + high) / 2), self.height - 1)
                last = first + 1
            for y in range(first, last):
                self._text[y][x] = " " if self.grounds else _SHAPES.get(tone, "#")
                self._tone[y][x] = f"on {tone}" if self.grounds else _FORES.get(tone, tone)
            return
        whole = self._edge(0, 1, tone)
        for y in range(floor(low), ceil(high)):
            sign, said = whole if low <= y and y + 1 <= high else self._edge(max(low - y, 0), min(high - y, 1), tone)
            if sign:
                self._text[y][x], self._tone[y][x] = sign, said

    def _edge(self, low: float, high: float, tone: str) -> tuple[str, str]:
        """The cell of a band that reaches from ``low`` to ``high`` of it, and its tone; nothing where there is too little."""
        if self.signs.mono and tone == "fan":
            return ("░", "") if high - low >= 0.4 else ("", "")
        if self.signs.mono:
            tone = _FORES.get(tone, tone)
        under, over = round(low * 8), round(high * 8)
        if over <= under:
            return "", ""
        if under == 0:
            return (" ", f"on {tone}") if over == 8 and self.grounds else (EIGHTHS[over], tone)
        if self.grounds and over == 8:
            return EIGHTHS[under], f"ground on {tone}"
        return ("▀" if low + high > 1 else "▄"), tone

    def curve(self, points: Iterable[tuple[float, float]], tone: str) -> None:
        """A line through (cells from the left, rows above the floor), fractions kept; only where nothing but a fan stands."""
        masks: dict[tuple[int, int], int] = {}
        for across, up in points:
            x, y = floor(across), floor(up)
            if 0 <= x < self.width and 0 <= y < self.height:
                bit = _DOTS[min(int((up - y) * 4), 3)][min(int((across - x) * 2), 1)]
                masks[x, y] = masks.get((x, y), 0) | bit
        sign = "-" if self.signs.way is Way.CELLS else "+"
        for (x, y), mask in masks.items():
            held = self._tone[y][x]
            if self._text[y][x] in " ╎:" and held in ("", "rule", "quiet", "on fan"):
                self._text[y][x] = chr(BRAILLE | mask) if self.blocks else sign
                self._tone[y][x] = f"{tone} on fan" if held == "on fan" else tone

    def floor_line(self, y: int, x: int, end: int, tone: str = "quiet") -> None:
        """A line along the lower edge of row ``y``, where nothing but a fan stands."""
        for at in range(x, end):
            held = self._tone[y][at]
            if self._text[y][at] in " ╎:" and held in ("", "rule", "on fan"):
                self._text[y][at], self._tone[y][at] = "▁" if self.blocks else "_", f"{tone} on fan" if held == "on fan" else tone

    def lines(self) -> list[Line]:
        """From the top, runs of one tone; a blank joins the run before it, whose ground it has."""
        return [self._line(y) for y in range(self.height - 1, -1, -1)]

    def _line(self, y: int) -> Line:
        found: list[Piece] = []
        begun, before = 0, ""
        row, tones = self._text[y], self._tone[y]
        for x, tone in enumerate(tones):
            if tone != before and not (row[x] == " " and tone == "" and "on " not in before):
                if x > begun:
                    found.append(("".join(row[begun:x]), before))
                begun, before = x, tone
        found.append(("".join(row[begun:]), before))
        return merged(found)
