"""Model → pieces of text with tones. Pure, so that every line can be tested without a terminal."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TypeAlias

from campaign.core.dates import format_left
from campaign.core.model.campaign import Campaign
from campaign.core.model.light import Light
from campaign.tables.width import cells
from campaign.text import _
from campaign.words import label

Piece: TypeAlias = tuple[str, str]
"""Text and its tone: blank-separated names of ``TONES``, or '' for plain."""
Line: TypeAlias = Sequence[Piece]
"""One line of pieces, left to right. Never markup: what stands in the text is what is shown."""

LIGHT_TONES = {Light.RED: "red", Light.YELLOW: "yellow", Light.GREEN: "green", Light.NONE: "dim", Light.SUSPENDED: "dim"}


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
    number: Piece = ("  " + _("day {day}/{length}").format(day=day, length=campaign.length), "bold")
    if campaign.golden_end is not None and now.date() <= campaign.golden_end:
        golden = (campaign.golden_end - now.date()).days
        whole: Piece = ("  " + _("golden window {days} d").format(days=golden), "dim")
        short: Piece = ("  " + _("golden {days} d").format(days=golden), "dim")
        faces: list[list[Piece]] = [[left, number, whole], [left, number, short], [left, short]]
    else:
        faces = [[left, number]]
    return next((face for face in faces if sum(cells(text) for text, _tone in face) < width), [left])


def _midnight(campaign: Campaign, now: datetime, days: int) -> datetime:
    """The first moment of the day that comes ``days`` after the first day."""
    return datetime.combine(campaign.first_day + timedelta(days=days), time(), now.tzinfo)
