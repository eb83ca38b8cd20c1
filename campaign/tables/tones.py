"""Model → pieces of text with tones. Pure, so that every line can be tested without a terminal."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from campaign.core.model.light import Light
from campaign.words import label

Piece: TypeAlias = tuple[str, str]
"""Text and its tone: ``""``, ``"FG"``, ``"FG on SURFACE"`` or ``"on SURFACE"``; ``bold `` may stand before FG."""
Line: TypeAlias = Sequence[Piece]
"""One line of pieces, left to right. Never markup: what stands in the text is what is shown."""

FILLS = {"red_fill": "on_red", "yellow_fill": "on_yellow", "green_fill": "on_green", "grey_fill": "on_grey",
         "accent_fill": "on_accent", "ink": "on_ink"}
"""Grounds of words that shout, and the colour of the words on each: it is meant where no other is named."""
MARKS = ("red_mark", "yellow_mark", "green_mark", "grey_mark", "data", "area", "fan")
"""What charts are made of, as a sign's colour or as the ground of a cell. ``area`` and ``fan`` carry strong words."""
FORES = frozenset({"strong", "normal", "quiet", "red", "yellow", "green", "grey", "accent", *FILLS, *FILLS.values(), *MARKS,
                   "track", "rule", "ground"})
"""Colours of signs and words. ``strong`` (bold too), ``normal`` (as no name, but where the row has a tone of its own, too) and
``quiet`` are the voices. Red, yellow, green and grey are a light, a due day or a finding's level and nothing else. ``ground``
draws a hole into another ground; a fill's own name is for the edge of a filled column, which is a part of a cell.
"""
SURFACES = frozenset({"ground", "panel", "raised", *FILLS, *MARKS})
"""Grounds. Without one a piece stands on what its widget, or the cursor, has."""


class Tone(NamedTuple):
    """``fore`` of ``FORES`` or '' (normal), ``surface`` of ``SURFACES`` or '' (as it is)."""

    fore: str
    surface: str
    bold: bool


@lru_cache(256)
def parsed(tone: str) -> Tone:
    """What a piece's tone says. ValueError for one that nobody has named."""
    if not tone:
        return Tone("", "", False)
    said = tone.removeprefix("bold ")
    fore, on, surface = ("", "on", said[3:]) if said.startswith("on ") else said.partition(" on ")
    if (fore not in FORES and not said.startswith("on ")) or (on and surface not in SURFACES):
        raise ValueError(f"no tone: {tone!r}")
    return Tone("" if fore == "normal" else fore or FILLS.get(surface, ""), surface, said != tone)


LIGHT_TONES = {Light.RED: "red", Light.YELLOW: "yellow", Light.GREEN: "green", Light.NONE: "quiet", Light.SUSPENDED: "quiet"}


def light(value: Light) -> Piece:
    """The word and its colour: a status is never colour alone."""
    return label(value), LIGHT_TONES[value]


_CALM = {"red": "", "yellow": "", "bold red": "strong", "bold yellow": "strong"}


def calm(tone: str) -> str:
    """Of what says no light, no due day and no finding's level: neither red nor yellow."""
    return _CALM.get(tone, tone)
