"""Columns of a list: which fit, how wide they are, and text cut or padded to cells (never to characters)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import east_asian_width, normalize

from rich.cells import cell_len, get_character_cell_size

Align = Literal["left", "right"]
CUT = "~"
"""Marks cut text: '…' is one cell in some terminals and two in Chinese ones."""


def cells(text: str) -> int:
    """``cell_len``, which remembers what is not ASCII."""
    return len(text) if text.isascii() else cell_len(text)


_LOOKALIKES = str.maketrans({
    "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "―": "-", "─": "-", "…": "~", "·": ".", "•": "*", "→": ">",
    "←": "<", "↑": "^", "↓": "v", "×": "x", "÷": "/", "●": "*", "○": "o", "■": "#", "□": "#", "▲": "^", "△": "^", "★": "*",
    "☆": "*", "✓": "v", "✗": "x", "⚠": "!", "¥": "Y", "£": "L", "€": "E"})


@lru_cache(1024)
def plain(text: str) -> str:
    """``text`` with ASCII in place of every sign whose width a terminal may see differently; as many cells as before.

    ASCII and what is wide for certain (Chinese, its punctuation) stays; letters lose their accents; the rest becomes '?'.
    """
    if text.isascii():
        return text
    return "".join(char if char.isascii() or east_asian_width(char) in "WF" else _plain_sign(char) for char in text)


def _plain_sign(char: str) -> str:
    """One ASCII character for one cell, none for what takes no cell."""
    if not get_character_cell_size(char):
        return ""
    sign = char.translate(_LOOKALIKES)
    base = sign if sign.isascii() else normalize("NFKD", char)[0]
    return base if base.isascii() else "?"


def margin(columns: int) -> int:
    """Cells at both sides of a page of so many columns."""
    return 1 if columns < ROOMY else 2


TALL = 30
"""Lines of a screen from which on blank ones stand around headings."""
ROOMY = 110
"""Columns of a screen from which on things need not touch."""


class Column(NamedTuple):
    """``width`` is what it would like, ``min`` what it can do with, in cells. Columns of ``flex`` > 0 share what is left, each
    up to ``most``: a table takes the width that it needs and stops.

    Columns of the highest ``priority`` number go first when there is no room; those of 0 never go.
    """

    key: str
    title: str
    width: int
    min: int = 0
    align: Align = "left"
    flex: int = 0
    priority: int = 0
    whole: bool = False
    """Its texts are labels: one that is too long loses whole words (``whole_words``)."""
    most: int = 0
    """Cells of its longest text; 0: nobody has measured."""


class Fitted(NamedTuple):
    """A column with the width it got, and the blank cells after it."""

    column: Column
    width: int
    gap: int = 1


def _least(column: Column) -> int:
    return column.min or column.width


def fit(columns: Sequence[Column], width: int, gap: int = 1) -> list[Fitted]:
    """The columns that fit ``width`` cells with ``gap`` cells between them, in their order, with their widths.

    First every column at its minimum (dropping by priority, the last of equals first), then up to the width wanted from
    left to right, then the flexible ones by weight. What is left makes the gaps two cells; the last column, when it is
    flexible, has the rest. Columns of priority 0 are cut if even they are too wide.
    """
    return list(_fit(tuple(columns), width, gap))


@lru_cache(64)
def _fit(columns: tuple[Column, ...], width: int, gap: int) -> tuple[Fitted, ...]:
    chosen = list(columns)

    def need() -> int:
        return sum(_least(column) for column in chosen) + gap * max(len(chosen) - 1, 0)

    while need() > width:
        worst = max(range(len(chosen)), key=lambda i: (chosen[i].priority, i), default=None)
        if worst is None or chosen[worst].priority == 0:
            break
        del chosen[worst]
    if not chosen:
        return ()
    widths = [_least(column) for column in chosen]
    room = width - need()
    i = len(widths) - 1
    while room < 0 and i >= 0:
        taken = min(widths[i] - 1, -room)
        widths[i] -= taken
        room += taken
        i -= 1
    for i, column in enumerate(chosen):
        more = max(min(column.width - widths[i], room), 0)
        widths[i] += more
        room -= more
    last = len(chosen) - 1
    while room > 0 and (wanting := [i for i, column in enumerate(chosen) if column.flex and widths[i] < column.most]):
        weight = sum(chosen[i].flex for i in wanting)
        for i in wanting:
            more = min(max(room * chosen[i].flex // weight, 1), chosen[i].most - widths[i], room)
            widths[i] += more
            room -= more
            weight -= chosen[i].flex
    if last and room >= last:
        gap, room = gap + 1, room - last
    unmeasured = [i for i, column in enumerate(chosen) if column.flex and not column.most]
    weight = sum(chosen[i].flex for i in unmeasured)
    for i in unmeasured:
        more = room * chosen[i].flex // weight
        widths[i] += more
        room -= more
        weight -= chosen[i].flex
    return tuple(Fitted(column, widths[i], gap if i < last else 0) for i, column in enumerate(chosen))


def name_width(title: str, names: Iterable[str], room: int) -> tuple[int, int]:
    """The cells that a column of names would like in a row of ``room`` cells, and what it can do with."""
    longest = max([cells(title) + 1, *map(cells, names)])
    least = 24 if room >= 75 else 20 if room >= 55 else 14 if room >= 48 else 10
    return min(longest, 40), min(longest, least)


_AMOUNT = re.compile("¥[0-9][0-9.,]*(?:bn|M)?|[0-9][0-9.,]*(?:亿|万|%)")
"""Of which a part is another amount: ``¥26,300.`` is none of ``¥26,300.0M``."""


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, its end marked if it was cut. No wide character is split, and no amount."""
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    size = 0
    for i, character in enumerate(text):
        size += get_character_cell_size(character)
        if size > width - 1:
            # A modifier (ZWJ, VS16) belongs to what stands before it, and cell_len has the last word on the sum.
            head = text[:i]
            while head and cell_len(head) > width - 1:
                head = head[:-1]
            return _before_amount(text, head) + CUT
    return text


def _before_amount(text: str, head: str) -> str:
    """``head`` of ``text`` without the beginning of an amount that ends behind it."""
    within = next((found for found in _AMOUNT.finditer(text) if found.start() < len(head) < found.end()), None)
    return head if within is None else head[:within.start()].rstrip()


@lru_cache(256)
def whole_words(text: str, width: int) -> str:
    """``environment assessment`` in 14 cells is ``environment``; a first word that is too long itself is left as it is."""
    if cells(text) <= width:
        return text
    kept = text
    while cells(kept) > width and " " in kept:
        kept = kept.rpartition(" ")[0].removesuffix(" or").removesuffix(" and").removesuffix(",")
    return kept


@lru_cache(2048)
def cell(text: str, width: int, align: Align = "left") -> str:
    """``text`` in exactly ``width`` cells."""
    text = cut(text, width)
    blank = " " * (width - cells(text))
    return blank + text if align == "right" else text + blank


def spaced(width: int, height: int) -> bool:
    """Whether a screen has room for blank lines around headings."""
    return width >= ROOMY and height >= TALL
