"""Spans of days: excused ones (study weeks, storms), which apply to whom, and counts of days that skip them.

Nothing here walks through the days of a span: ten years cost what one day costs.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from campaign.core.model.campaign import Excuse


class Spans:
    """A set of days, made of spans. Never changes."""

    __slots__ = ("_before", "_firsts", "_lasts")

    def __init__(self, spans: Iterable[tuple[date, date]] = ()) -> None:
        """First and last day of each, in any order; they may overlap. One whose end lies before its beginning holds no day."""
        firsts: list[int] = []
        lasts: list[int] = []
        for first, last in sorted((first.toordinal(), last.toordinal()) for first, last in spans if first <= last):
            if lasts and first <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], last)
            else:
                firsts.append(first)
                lasts.append(last)
        self._firsts, self._lasts = tuple(firsts), tuple(lasts)
        self._before = (0, *accumulate(last - first + 1 for first, last in zip(firsts, lasts, strict=True)))
        """Days of all the spans in front of each."""

    def __len__(self) -> int:
        """How many days it holds."""
        return self._before[-1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and (self._firsts, self._lasts) == (other._firsts, other._lasts)

    def __hash__(self) -> int:
        return hash((self._firsts, self._lasts))

    def __contains__(self, day: date) -> bool:
        number = day.toordinal()
        at = bisect_left(self._lasts, number)
        return at < len(self._lasts) and self._firsts[at] <= number

    def count(self, after: date, until: date) -> int:
        """Number of its days d with ``after`` < d ≤ ``until``."""
        return self._up_to(until.toordinal()) - self._up_to(after.toordinal()) if after < until else 0

    def _up_to(self, number: int) -> int:
        at = bisect_left(self._lasts, number)
        inside = max(number - self._firsts[at] + 1, 0) if at < len(self._firsts) else 0
        return self._before[at] + inside

    def skipping(self, base: date, days: int) -> date:
        """The first day on which ``days`` days after ``base`` that are not among these have come; ``days`` is at least 1."""
        start = base.toordinal()
        end = start + days
        for at in range(bisect_left(self._lasts, start + 1), len(self._firsts)):
            if self._firsts[at] > end:
                break
            end += self._lasts[at] - max(self._firsts[at] - 1, start)
        return date.fromordinal(end)


NONE = Spans()


def excused_days(excuses: Iterable[Excuse], county: str | None = None, person: str | None = None) -> Spans:
    """The days excused for everyone, for ``county`` and for ``person``.

    An excuse with a county is for that county only, one with a person for that person only.
    """
    return Spans((excuse.first, excuse.last) for excuse in excuses
                 if excuse.county in (None, county) and excuse.person in (None, person))


def countable_days(after: date, until: date, excused: Spans = NONE) -> int:
    """Number of days d with ``after`` < d ≤ ``until`` that are not excused; 0 if there is none."""
    days = (until - after).days
    if days <= 0:
        return 0
    return days - excused.count(after, until) if excused else days


def day_after(base: date, days: int, excused: Spans = NONE) -> date:
    """The first day on which ``countable_days(base, day, excused) >= days``; ``base`` itself for no days."""
    return excused.skipping(base, days) if days > 0 else base
