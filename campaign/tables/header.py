"""The two lines at the top of every page as data: the screens, and how far the campaign has come. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from math import ceil
from string import Formatter
from typing import NamedTuple

from campaign.core.dates import format_left
from campaign.core.model.campaign import Campaign
from campaign.tables.charts.days_axis import days_line, days_of
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells, cut, margin
from campaign.text import _
from campaign.words import day as day_text

LETTERS = 4
"""Cells of a screen's name where not all of them fit: two characters of Chinese, four letters."""
LEAST_LINE = 5
"""Cells below which the days are told without a line."""
NARROW = 60
"""Cells of a page below which nothing is said of the golden window."""
CLOCK = "00:00:00"
"""As many cells as the clock takes."""
FILLED = "bold on accent_fill"
"""Tone of the open screen."""


class Tab(NamedTuple):
    """A screen: what it is called by actions, the key that shows it, its word."""

    name: str
    key: str
    word: str


class Target(NamedTuple):
    """Pieces that react to the mouse as one. ``does`` says what it stands for; nothing: only words."""

    said: Line
    does: str = ""


def taken(targets: Iterable[Target]) -> int:
    """Cells that they take together."""
    return sum(cells(text) for target in targets for text, _tone in target.said)


def screens(city: str, tabs: Sequence[Tab], here: str, width: int) -> list[Target]:
    """The campaign's name and all screens, the open one filled; less of it in fewer cells: no name, four letters, keys alone."""
    edge = " " * margin(width)
    whole, short = ([tab.word for tab in tabs], [cut_letters(tab.word) for tab in tabs])
    opened = [tab.word if tab.name == here else word for tab, word in zip(tabs, short, strict=True)]
    keys = [tab.word if tab.name == here else "" for tab in tabs]
    bare = [cut_letters(word) for word in keys]
    name = Target([(edge + cut(city, width // 6) + "  ", "strong")])
    tries: Sequence[tuple[Sequence[Target], Sequence[str], int]] = (
        ([name], whole, 2), ([name], whole, 1), ([], whole, 1), ([], opened, 1), ([], short, 1), ([], keys, 1), ([], bare, 1))
    for before, words, gap in tries:
        found = [*before, *_side_by_side(tabs, words, here, gap)]
        if taken(found) <= width:
            return found
    return found


def cut_letters(word: str) -> str:
    """As many whole characters of a word as ``LETTERS`` cells hold."""
    while cells(word) > LETTERS:
        word = word[:-1]
    return word.rstrip()


def _side_by_side(tabs: Sequence[Tab], words: Sequence[str], here: str, gap: int) -> list[Target]:
    """``gap`` cells apart; the open one is filled with a cell at both of its sides."""
    found, before = [], False
    for tab, word in zip(tabs, words, strict=True):
        word = word[:1].upper() + word[1:]
        opens = tab.name == here
        said: list[Piece] = [] if before and gap == 1 else [(" ", FILLED if opens else "")]
        said += [(f"{tab.key}{word}", FILLED)] if opens else [(tab.key, ""), (word, "quiet")]
        if opens or gap == 2:
            said.append((" ", FILLED if opens else ""))
        found.append(Target(said, tab.name))
        before = opens
    return found


class DaysHead(NamedTuple):
    """The second line but for the clock in its middle, which alone changes with the second."""

    before: list[Piece]
    """Which day it is, the line of days, how many are left."""
    after: list[Piece]
    """What is said behind the clock, and at the right end how long the golden window stays open."""


def days_head(campaign: Campaign, now: datetime, width: int, signs: Signs) -> DaysHead:
    """Which day it is and how much is left, ``now`` on the campaign's own clock; between them a line of days, of which each cell
    stands for the same number. It is as long on every day.
    """
    day, edge, gap = campaign.day(now.date()), margin(width), 2 if width >= NARROW else 1
    label, left = _told(campaign, day)
    ahead, _clock, behind = left.said.partition("{clock}")
    found = days_of(campaign, now.date())
    golden = Said("", {})
    if width >= NARROW and 1 <= day <= found.golden:
        golden = Said(_("golden window {days} d"), {"days": found.golden - day})
    room = width - edge - label.most(campaign.length) - left.most(campaign.length) - 3 * gap
    room -= golden.most(found.golden) + edge if golden.said else 0
    line = _line_cells(campaign.length, room)
    before = [(" " * edge, ""), *label.pieces(), (" " * gap, "")]
    if line:
        before += [*days_line(found, line, signs), (" " * gap, "")]
    before += left._replace(said=ahead).pieces()
    after = left._replace(said=behind).pieces()
    right = golden.pieces()
    room = width - _size(before) - len(clock(campaign, now)) - _size(after) - _size(right) - edge
    return DaysHead(before, [*after, (" " * room, ""), *right] if room >= gap else after)


def clock(campaign: Campaign, now: datetime) -> str:
    """What is left of the day: ``14:18:20``; nothing once the campaign is over."""
    day = campaign.day(now.date())
    return "" if day > campaign.length else format_left(_midnight(campaign, now, max(day, 0)) - now)[1]


class Said(NamedTuple):
    """A sentence with its values."""

    said: str
    values: Mapping[str, object]

    def most(self, number: int) -> int:
        """Cells that it takes at most with numbers up to this one."""
        widest = {name: max(value, number) if isinstance(value, int) else value for name, value in self.values.items()}
        return cells(self.said.format(**widest))

    def pieces(self) -> list[Piece]:
        return emphasised(self.said, **self.values)


def _told(campaign: Campaign, day: int) -> tuple[Said, Said]:
    """Which day it is; what is left, with the clock in it."""
    if day < 1:
        return (Said(_("Day 1 is {day}"), {"day": day_text(campaign.first_day)}),
                Said(_("starts in {days} d {clock}"), {"days": -day, "clock": CLOCK}))
    if day > campaign.length:
        return (Said(_("All {days} days"), {"days": campaign.length}),
                Said(_("over for {days} d"), {"days": day - campaign.length}))
    return Said(_("Day {day}"), {"day": day}), Said(_("{days} d {clock} left"), {"days": campaign.length - day, "clock": CLOCK})


def _line_cells(length: int, room: int) -> int:
    """Cells of the line: the same whole number of days in each, as few as fit."""
    if room < LEAST_LINE:
        return 0
    return ceil(length / ceil(length / room))


def emphasised(said: str, **values: object) -> list[Piece]:
    """A sentence in the quiet voice, the ``values`` in its braces in the strong one."""
    found: list[Piece] = []
    for text, name, _form, _how in Formatter().parse(said):
        found += [(text, "quiet")] if text else []
        found += [(str(values[name]), "strong")] if name else []
    return found


def _size(pieces: Sequence[Piece]) -> int:
    return sum(cells(text) for text, _tone in pieces)


def _midnight(campaign: Campaign, now: datetime, days: int) -> datetime:
    """The first moment of the day that comes ``days`` after the first day."""
    return datetime.combine(campaign.first_day + timedelta(days=days), time(), now.tzinfo)
