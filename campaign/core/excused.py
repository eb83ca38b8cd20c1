"""Excused days (study weeks, storms): which apply to whom, and when a count that skips them is reached."""

from collections.abc import Iterable
from datetime import date, timedelta

from campaign.core.dates import countable_days
from campaign.core.model import Excuse

NONE: frozenset[date] = frozenset()


def excused_days(excuses: Iterable[Excuse], county: str | None = None, person: str | None = None) -> frozenset[date]:
    """The days excused for everyone, for ``county`` and for ``person``.

    An excuse with a county is for that county only, one with a person for that person only. A range whose end lies
    before its beginning excuses nothing.
    """
    days: set[date] = set()
    for excuse in excuses:
        if excuse.county is not None and excuse.county != county:
            continue
        if excuse.person is not None and excuse.person != person:
            continue
        days.update(excuse.first + timedelta(days=n) for n in range((excuse.last - excuse.first).days + 1))
    return frozenset(days)


def day_after(base: date, days: int, excused: frozenset[date] = NONE) -> date:
    """The first day on which ``countable_days(base, day, excused) >= days``; ``days`` is at least 1."""
    day = base + timedelta(days=days)
    if not excused:
        return day
    while (missing := days - countable_days(base, day, excused)) > 0:
        day += timedelta(days=missing)
    return day
