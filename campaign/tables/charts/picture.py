"""Lines of pieces as a picture: SVG with every character at its own place, and PNG without a browser and without a font."""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from campaign.tables.charts.shapes import Disc, Rect, dots, shapes
from campaign.tables.tones import Line, parsed
from campaign.tables.width import cells

FONTS = "'Noto Sans Mono CJK SC','Microsoft YaHei','PingFang SC','DejaVu Sans Mono',monospace"


class Cell(NamedTuple):
    """A sign and its two colours; the second cell of a wide character has none."""

    x: int
    y: int
    sign: str
    fore: str
    back: str
    bold: bool


def _cells(lines: Sequence[Line], colours: Mapping[str, str], ground: str) -> Iterator[Cell]:
    for y, line in enumerate(lines):
        x = 0
        for text, tone in line:
            told = parsed(tone)
            fore, back = colours[told.fore or "normal"], colours[told.surface or ground]
            for sign in text:
                size = cells(sign)
                yield Cell(x, y, sign, fore, back, told.bold or told.fore == "strong")
                if size == 2:
                    yield Cell(x + 1, y, "", fore, back, False)
                x += size


def svg(lines: Sequence[Line], colours: Mapping[str, str], *, ground: str = "ground", cell: tuple[int, int] = (12, 25),
        label: str = "", alone: bool = False) -> str:
    """An ``<svg>`` as wide as what it stands in. ``colours``: of each token ``#rrggbb``; KeyError when one is missing.

    Signs are shapes; a letter stands in the middle of its cells, whatever font there is. ``label`` is read aloud;
    ``alone``: it is a file, not a part of a page.
    """
    wide, high = cell
    found = list(_cells(lines, colours, ground))
    width, height = max((one.x + 1 for one in found), default=0) * wide, len(lines) * high
    named = f' role="img" aria-label="{escape(label)}"' if label else ""
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    out = [f'<svg{space} viewBox="0 0 {width} {height}" width="{width}" style="max-width:100%" '
           f'shape-rendering="crispEdges"{named}>',
           f'<rect width="{width}" height="{height}" fill="{colours[ground]}"/>']
    for (y, back), run in groupby(found, lambda one: (one.y, one.back)):
        if back != colours[ground]:
            begun = list(run)
            across = f'x="{begun[0].x * wide}" width="{len(begun) * wide}"'
            out.append(f'<rect {across} y="{y * high}" height="{high}" fill="{back}"/>')
    letters: dict[tuple[int, str, bool], list[Cell]] = {}
    for one in found:
        if not one.sign.strip():
            continue
        drawn = shapes(one.sign)
        if drawn is None:
            letters.setdefault((one.y, one.fore, one.bold), []).append(one)
        else:
            out += [_shape(shape, one, wide, high) for shape in drawn]
    size = high * 0.8
    for (y, fore, bold), chars in letters.items():
        places = " ".join(f"{(one.x + cells(one.sign) / 2) * wide:g}" for one in chars)
        weight = ' font-weight="700"' if bold else ""
        out.append(f'<text y="{y * high + high / 2 + size * 0.36:g}" x="{places}" fill="{fore}"{weight} font-size="{size:g}" '
                   f'font-family="{FONTS}" text-anchor="middle">{escape("".join(one.sign for one in chars))}</text>')
    return "".join(out) + "</svg>"


def _shape(shape: Rect | Disc, one: Cell, wide: int, high: int) -> str:
    if isinstance(shape, Disc):
        return (f'<circle cx="{(one.x + shape.x) * wide:g}" cy="{(one.y + shape.y) * high:g}" r="{shape.radius * wide:g}" '
                f'fill="{one.fore}" shape-rendering="auto"/>')
    # With crisp edges what is thinner than a point may vanish.
    across, down = max(shape.width * wide, 1), max(shape.height * high, 1)
    return (f'<rect x="{(one.x + shape.x) * wide:g}" y="{(one.y + shape.y) * high:g}" width="{across:g}" height="{down:g}" '
            f'fill="{one.fore}"/>')


def png(lines: Sequence[Line], colours: Mapping[str, str], *, ground: str = "ground", cell: tuple[int, int] = (18, 36)) -> bytes:
    """A PNG of so many points a cell. Numbers are drawn as dots; words are not drawn: they belong beside the picture.

    ValueError with more than 256 colours.
    """
    wide, high = cell
    found = list(_cells(lines, colours, ground))
    width, height = max((one.x + 1 for one in found), default=1) * wide, max(len(lines), 1) * high
    palette = list(dict.fromkeys([colours[ground], *(colour for one in found for colour in (one.back, one.fore))]))
    number = {colour: at for at, colour in enumerate(palette)}
    if len(palette) > 256:
        raise ValueError("too many colours for one picture")
    rows = [bytearray(width) for _ in range(height)]

    def fill(x: float, y: float, across: float, down: float, colour: int) -> None:
        left, right = round(x), max(round(x + across), round(x) + 1)
        for at in range(max(round(y), 0), min(max(round(y + down), round(y) + 1), height)):
            rows[at][left:right] = bytes([colour]) * (right - left)

    for one in found:
        x, y, ink = one.x * wide, one.y * high, number[one.fore]
        if back := number[one.back]:
            fill(x, y, wide, high, back)
        for shape in (shapes(one.sign) or ()) if one.sign.strip() else ():
            if isinstance(shape, Rect):
                fill(x + shape.x * wide, y + shape.y * high, shape.width * wide, shape.height * high, ink)
            else:
                middle, centre, radius = x + shape.x * wide, y + shape.y * high, shape.radius * wide
                for at in range(round(centre - radius), round(centre + radius) + 1):
                    half = max(radius**2 - (at + 0.5 - centre) ** 2, 0) ** 0.5
                    if half:
                        fill(middle - half, at, 2 * half, 1, ink)
        size = max(wide // 6, 1)
        for down, dot_row in enumerate(dots(one.sign)):
            for across, dot in enumerate(dot_row):
                if dot == "1":
                    fill(x + (wide - 5 * size) / 2 + across * size, y + (high - 7 * size) / 2 + down * size, size, size, ink)
    return _packed(rows, width, height, palette)


def _packed(rows: Sequence[bytearray], width: int, height: int, palette: Sequence[str]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    colours = b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in palette)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)) + chunk(b"PLTE", colours)
            + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)) + chunk(b"IEND", b""))
