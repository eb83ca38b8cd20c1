"""Figures to be read across a room: five rows high, or three."""

from campaign.tables.charts.beside import merged
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece

_LARGE = {
    "0": ".#####. ##...## ##...## ##...## ##...## ##...## ##...## ##...## ##...## .#####.",
    "1": "..## .### #### ..## ..## ..## ..## ..## ..## ..##",
    "2": ".#####. ##...## .....## .....## ....##. ...##.. ..##... .##.... ##..... #######",
    "3": ".#####. ##...## .....## .....## ..####. .....## .....## .....## ##...## .#####.",
    "4": "....##. ...###. ..####. .##.##. ##..##. ##..##. ####### ....##. ....##. ....##.",
    "5": "####### ##..... ##..... ##..... ######. .....## .....## .....## ##...## .#####.",
    "6": ".#####. ##...## ##..... ##..... ######. ##...## ##...## ##...## ##...## .#####.",
    "7": "####### .....## .....## ....##. ....##. ...##.. ...##.. ..##... ..##... ..##...",
    "8": ".#####. ##...## ##...## ##...## .#####. ##...## ##...## ##...## ##...## .#####.",
    "9": ".#####. ##...## ##...## ##...## ##...## .###### .....## .....## ##...## .#####.",
    ".": ".. .. .. .. .. .. .. .. ## ##", "-": ".... .... .... .... #### #### .... .... .... ....",
}
"""Ten half rows from the top: two of them are a cell."""
_WHOLE = {
    "0": "###### ##..## ##..## ##..## ######", "1": "..## #### ..## ..## ..##",
    "2": "###### ....## ###### ##.... ######", "3": "###### ....## ###### ....## ######",
    "4": "##..## ##..## ###### ....## ....##", "5": "###### ##.... ###### ....## ######",
    "6": "###### ##.... ###### ##..## ######", "7": "###### ....## ....## ....## ....##",
    "8": "###### ##..## ###### ##..## ######", "9": "###### ##..## ###### ....## ######",
    ".": ".. .. .. .. ##", "-": ".... .... #### .... ....",
}
"""Five whole rows, where half cells cannot be drawn; padded to the cells of the large ones."""
_SMALL = {
    "0": ".##. #..# #..# #..# #..# .##.", "1": ".#. ##. .#. .#. .#. ###", "2": ".##. #..# ...# .##. #... ####",
    "3": "###. ...# .##. ...# ...# ###.", "4": "#..# #..# #..# #### ...# ...#", "5": "#### #... ###. ...# #..# .##.",
    "6": ".##. #... ###. #..# #..# .##.", "7": "#### ...# ..#. ..#. .#.. .#..", "8": ".##. #..# .##. #..# #..# .##.",
    "9": ".##. #..# #..# .### ...# .##.", ".": ". . . . . #", "-": "... ... ... ### ... ...",
}
HIGH, SMALL_HIGH = 5, 3
"""Rows."""
_FORE = {"red_mark": "red", "yellow_mark": "yellow", "green_mark": "green", "grey_mark": "grey", "data": "accent",
         "ink": "strong"}
"""The word's colour of a mark, where a figure is only a word."""


def digits_width(text: str, *, small: bool = False) -> int:
    """Cells of ``text``; one between two figures, two where they are large."""
    shapes = _SMALL if small else _LARGE
    gap = 1 if small else 2
    return max(sum(shapes[char].index(" ") + gap for char in text) - gap, 0)


def digits(text: str, signs: Signs, tone: str = "ink", *, small: bool = False) -> list[Line]:
    """Five lines of ``digits_width`` cells, or three of ``small`` ones. KeyError for what is neither figure, ``.`` nor ``-``.

    ``tone`` is a ground: ``ink``, ``red_mark``, ``data`` … Without half cells small figures are no pictures: then the text
    stands bold in the middle row.
    """
    width = digits_width(text, small=small)
    if small and signs.way is not Way.BLOCKS:
        blank: Line = [(" " * width, "")]
        fore = _FORE.get(tone, tone)
        return [blank, [(text.rjust(width), fore if fore == "strong" else f"bold {fore}")], blank]
    whole = signs.way is not Way.BLOCKS
    rows: list[list[Piece]] = [[] for _ in range(SMALL_HIGH if small else HIGH)]
    for at, char in enumerate(text):
        shape = (_WHOLE if whole else _SMALL if small else _LARGE)[char].split()
        size = digits_width(char, small=small)
        for y, row in enumerate(rows):
            if at:
                row.append((" " * (1 if small else 2), ""))
            upper, lower = (shape[y], shape[y]) if whole else (shape[2 * y], shape[2 * y + 1])
            row += [_half(one, other, signs, tone) for one, other in zip(upper, lower, strict=True)]
            row.append((" " * (size - len(upper)), ""))
    return [merged(row) for row in rows]


def _half(upper: str, lower: str, signs: Signs, tone: str) -> Piece:
    if upper == lower == ".":
        return " ", ""
    if upper == lower:
        return (" ", f"on {tone}") if not signs.mono else ("█" if signs.way is Way.BLOCKS else "#", "strong")
    return "▀" if upper == "#" else "▄", "strong" if signs.mono else tone
