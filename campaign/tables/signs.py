"""Which signs may be drawn. The three ways have one geometry: the same cells, other signs."""

from enum import StrEnum
from typing import NamedTuple


class Way(StrEnum):
    """By what a terminal makes of the signs that Chinese terminals may draw two cells wide."""

    BLOCKS = "blocks"
    """They take one cell, as has been measured: lines, blocks, braille."""
    CELLS = "cells"
    """Nobody knows, or they take two: backgrounds and ASCII. No sign of uncertain width, no braille."""
    ASCII = "ascii"


class Signs(NamedTuple):
    """``mono``: there are no colours (NO_COLOR), so that a background says nothing and a shape must."""

    way: Way = Way.CELLS
    mono: bool = False
