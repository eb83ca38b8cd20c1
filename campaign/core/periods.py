"""Periods of the indicators: a month ``2026-10``, a quarter ``2026Q3``, a year ``2026``."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from campaign.core.fullwidth import NARROW

_COUNTED = re.compile(r"([MQY])([+-][0-9]{1,3})", re.ASCII)
_LENGTHS = {"M": 1, "Q": 3, "Y": 12}


class Span(NamedTuple):
    """The months of a period. Months are counted through: year × 12 + month − 1."""

    last: int
    length: int
    """1, 3 or 12."""

    @property
    def first(self) -> int:
        return self.last - self.length + 1


def span(period: str) -> Span:
    """Of ``2026-10``, ``2026Q3`` or ``2026``; sorts periods by their last month, the shorter of two first."""
    january, rest = int(period[:4]) * 12, period[4:]
    if rest.startswith("Q"):
        return Span(january + 3 * int(rest[1]) - 1, 3)
    return Span(january + int(rest[1:]) - 1, 1) if rest else Span(january + 11, 12)


def period_of(last: int, length: int) -> str:
    """The inverse of ``span``."""
    year, month = divmod(last, 12)
    return {1: f"{year}-{month + 1:02}", 3: f"{year}Q{month // 3 + 1}", 12: str(year)}[length]


def month_of(day: date) -> int:
    """As ``Span`` counts months."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    return first_day(month + 1) - timedelta(days=1)


def year_of(period: str) -> str:
    return period[:4]


def within(period: str, wider: str) -> bool:
    """Whether every month of ``period`` is in ``wider``."""
    inner, outer = span(period), span(wider)
    return outer.first <= inner.first and inner.last <= outer.last


def begun(period: str, today: date) -> bool:
    return span(period).first <= month_of(today)


def over(period: str, today: date) -> bool:
    return span(period).last < month_of(today)


def counted(text: str, day_1: date) -> str | None:
    """``M-1`` is the month before that of day 1, ``Q+0`` the quarter of day 1, ``Y+1`` the year after; None for another form."""
    match = _COUNTED.fullmatch(text.translate(NARROW).strip().upper())
    if match is None:
        return None
    length = _LENGTHS[match[1]]
    place = month_of(day_1) // length + int(match[2])
    return period_of((place + 1) * length - 1, length)
