"""Sets of days as bits of an ``int``, bit 0 the first of a span of days: a hundred days are joined in one step."""

from collections.abc import Iterable
from datetime import date


class DaySets:
    """Of the days from ``first`` to ``last``, both included."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.start = first.toordinal()
        self.length = max((last - first).days + 1, 0)

    def bits(self, low: int, high: int) -> int:
        """Those from ``low`` to ``high``, of which only some may be there."""
        low, high = low if low > 0 else 0, high + 1 if high < self.length else self.length
        return (1 << high) - (1 << low) if high > low else 0

    def since(self, low: int) -> int:
        return self.bits(low, self.length)

    def after(self, day: date, days: int = 0) -> int:
        """The days from that many after ``day`` on; with none, that day is among them."""
        return self.bits(day.toordinal() - self.start + days, self.length)


def added(sets: Iterable[int], length: int) -> list[int]:
    """In how many of the sets each day is. The sets are added in binary, all days at once."""
    planes: list[int] = []
    for carry in sets:
        at = 0
        while carry:
            if at == len(planes):
                planes.append(carry)
                break
            planes[at], carry = planes[at] ^ carry, planes[at] & carry
            at += 1
    return [sum((plane >> day & 1) << at for at, plane in enumerate(planes)) for day in range(length)]
