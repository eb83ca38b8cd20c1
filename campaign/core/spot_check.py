"""Spot check (抽查): which reports of a week are looked at. Nobody can choose, and everybody can count it again.

Source: docs/handbook/rules.md, Spot check.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from campaign.core.model.campaign import Campaign

WEEK = 7
"""Days."""
SHARE = 10
"""Percent."""
PREFIX = "seq:"
"""Before the number of a report, where codes are typed."""


class ReportKind(StrEnum):
    PROGRESS = "progress"
    """Money, crew or words."""
    FUNDS = "funds"
    LAND = "land"


class Checked(StrEnum):
    """What has become of a report that was drawn."""

    CONFIRMED = "confirmed"
    RETURNED = "returned"
    UNDONE = "undone"


class Number(NamedTuple):
    """Of a report: the row of the audit that has entered it, and its place there when it has several."""

    seq: int
    part: int = 0

    @property
    def text(self) -> str:
        return f"{self.seq}.{self.part}" if self.part else str(self.seq)


class Report(NamedTuple):
    """A report that a member below headquarters has entered."""

    number: Number
    code: str
    kind: ReportKind
    on: date
    """The day that it is of."""
    by: str
    row: int
    """Its number in its table."""
    county: str | None = None
    state: Checked | None = None


def read_number(text: str) -> Number | None:
    """``12`` or ``12.1``."""
    seq, dot, part = text.partition(".")
    if not (seq.isdecimal() and seq.isascii() and len(seq) < 16) or (dot and not (part.isdecimal() and part.isascii())):
        return None
    return Number(int(seq), int(part or 0))


def days_of(campaign: Campaign, week: int) -> tuple[date, date]:
    """The first day of a week, and the first after it."""
    end = campaign.first_day + timedelta(days=WEEK * week)
    return end - timedelta(days=WEEK), end


def last_week(campaign: Campaign, today: date) -> int:
    """The last one that is over; 0 or less when none is."""
    return (campaign.day(today) - 1) // WEEK


def drawn(reports: Iterable[Report], head: str, share: int = SHARE) -> list[Report]:
    """Of each county, by its code, the first ``share`` percent (rounded up) in the order of the SHA-256 of ``HEAD:SEQ``."""
    counties: dict[str, list[Report]] = {}
    for row in reports:
        counties.setdefault(row.county or "", []).append(row)
    found: list[Report] = []
    for _county, rows in sorted(counties.items()):
        from hashlib import sha256  # the words for a report need it not

        rows.sort(key=lambda row: sha256(f"{head}:{row.number.text}".encode()).hexdigest())
        found += rows[:-(-share * len(rows) // 100)]
    return found
