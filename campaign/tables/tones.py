"""Model → pieces of text with tones. Pure, so that every line can be tested without a terminal."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from campaign.core.dates import format_left
from campaign.core.model.campaign import Campaign
from campaign.core.model.light import Light
from campaign.tables.width import cells
from campaign.text import _
from campaign.words import label

Piece: TypeAlias = tuple[str, str]
"""Text and its tone: ``""``, ``"FG"``, ``"FG on SURFACE"`` or ``"on SURFACE"``; ``bold `` may stand before FG."""
Line: TypeAlias = Sequence[Piece]
"""One line of pieces, left to right. Never markup: what stands in the text is what is shown."""

FILLS = {"red_fill": "on_red", "yellow_fill": "on_yellow", "green_fill": "on_green", "grey_fill": "on_grey",
         "accent_fill": "on_accent", "ink": "on_ink"}
"""Grounds of words that shout, and the colour of the words on each: it is meant where no other is named."""
MARKS = ("red_mark", "yellow_mark", "green_mark", "grey_mark", "data", "area", "fan")
"""What charts are made of, as a sign's colour or as the ground of a cell. ``area`` and ``fan`` carry no words."""
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


def countdown(campaign: Campaign, now: datetime, width: int) -> Line:
    """What is left, which day it is and how long the golden window stays open, ``now`` on the campaign's own clock.

    In fewer cells the words get shorter, then the number of the day goes, then the golden window. What changes every second
    stands at the left, where it costs the fewest bytes.
    """
    day = campaign.day(now.date())
    if day < 1:
        days, clock = format_left(_midnight(campaign, now, 0) - now)
        return [(_("starts in {days} d {clock}").format(days=days, clock=clock), "accent")]
    if day > campaign.length:
        return [(_("over for {days} d").format(days=day - campaign.length), "red")]
    days, clock = format_left(_midnight(campaign, now, campaign.length) - now)
    tone = "red" if days < 10 else "yellow" if days < 30 else "accent"
    left: Piece = (_("{days} d {clock} left").format(days=days, clock=clock), f"bold {tone}")
    number: Piece = ("  " + _("day {day}/{length}").format(day=day, length=campaign.length), "strong")
    if campaign.golden_end is not None and now.date() <= campaign.golden_end:
        golden = (campaign.golden_end - now.date()).days
        whole: Piece = ("  " + _("golden window {days} d").format(days=golden), "quiet")
        short: Piece = ("  " + _("golden {days} d").format(days=golden), "quiet")
        faces: list[list[Piece]] = [[left, number, whole], [left, number, short], [left, short]]
    else:
        faces = [[left, number]]
    return next((face for face in faces if sum(cells(text) for text, _tone in face) < width), [left])


def _midnight(campaign: Campaign, now: datetime, days: int) -> datetime:
    """The first moment of the day that comes ``days`` after the first day."""
    return datetime.combine(campaign.first_day + timedelta(days=days), time(), now.tzinfo)
