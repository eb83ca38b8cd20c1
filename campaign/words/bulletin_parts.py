"""Parts that the sections of a bulletin share: tables that end somewhere, “None.”, names, in whose hands a blocker is."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from campaign.core.bulletin import Figures
from campaign.core.document import Paragraph, Row, Table
from campaign.core.model.blocker import Blocker
from campaign.text import _
from campaign.words.labels import NOTHING

Item = TypeVar("Item")
LISTED = 30
"""Rows of a table; the others are counted, and on the screens."""
WHY = 2
"""Reasons of a light that are named."""


def table(heads: tuple[str, ...], found: Sequence[Item], row: Callable[[Item], Row], right: frozenset[int] = frozenset(),
          ) -> tuple[Paragraph | Table, ...]:
    """The first rows, and how many more there are."""
    if not found:
        return or_none([])
    first = Table(heads, tuple(map(row, found[:LISTED])), right)
    if len(found) <= LISTED:
        return (first,)
    return first, Paragraph(_("{n} more are not listed here.").format(n=len(found) - LISTED))


def or_none(found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(found) or (Paragraph(_("None.")),)


def counted(title: str, n: int) -> str:
    return _("{title} ({n})").format(title=title, n=n)


def called(things: Mapping[str, object], code: str | None) -> str:
    return NOTHING if code is None else str(getattr(things.get(code), "name", code))


def bucket(figures: Figures, item: Blocker) -> str:
    """Unit and person."""
    told = figures.situation.snapshot
    who = [called(told.units, item.unit)] if item.unit else []
    who += [called(told.people, item.person)] if item.person else []
    return " ".join(who) or _("nobody")
