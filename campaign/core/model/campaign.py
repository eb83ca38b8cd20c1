"""The campaign itself: its thresholds with their bounds, its days, the days that break no streak."""

from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

from campaign.core.dates import EARLIEST, LATEST


class Bounds(NamedTuple):
    """What a setting can be, both ends included: two numbers or two days. ``kinds.campaign`` holds every way in to them."""

    least: Any
    most: Any


LONGEST = 1000
_Points = Annotated[int, Bounds(0, 100)]
_Days = Annotated[int, Bounds(0, LONGEST)]
_Some = Annotated[int, Bounds(1, LONGEST)]
"""At least one of them, else the rule says nothing."""
_Money = Annotated[int, Bounds(0, 10**10)]
"""As much as any amount can be."""
_Count = Annotated[int, Bounds(0, 100)]


class Settings(NamedTuple):
    """Thresholds of docs/handbook/rules.md: days, percentage points, or 万元. Every field is an ``int``, and says its bounds."""

    progress_yellow: _Points = 10
    progress_red: _Points = 30
    start_yellow: _Days = 1
    start_red: _Days = 30
    registration_min: _Money = 500
    registration_yellow: _Days = 30
    registration_red: _Days = 60
    blocker_yellow: _Days = 3
    stale_yellow: _Days = 7
    stale_red: _Days = 14
    watermelon_report: _Days = 5
    watermelon_visit: _Days = 7
    watermelon_money: _Days = 14
    major_min: _Money = 10_000
    blocker_days: _Days = 7
    escalate_unit: _Days = 1
    escalate_leader: _Days = 3
    escalate_headquarters: _Days = 7
    passed_moves: _Some = 3
    slow_days: _Days = 7
    land_yellow: _Days = 7
    funds_yellow: _Points = 10
    funds_red: _Points = 30
    crew_low: _Points = 70
    """Percent of the planned crew below which a site is understaffed."""
    lapse_far: _Days = 30
    lapse_near: _Days = 7
    arrive_days: _Some = 5
    """到而不解: days on site …"""
    arrive_window: _Some = 7
    """… of so many days."""
    weight_completion: _Points = 30
    """Of the five parts of the counties' league, in points …"""
    weight_start: _Points = 20
    weight_registration: _Points = 20
    weight_closed: _Points = 15
    weight_signings: _Points = 15
    red_top: _Count = 5
    """… how many counties the red list has, and how many from below may be on the black one."""
    black_bottom: _Count = 4


class Campaign(NamedTuple):
    name: str
    first_day: Annotated[date, Bounds(date(2000, 1, 1), date(2099, 12, 31))]
    length: Annotated[int, Bounds(1, LONGEST)] = 100
    time_zone: str = "Asia/Shanghai"
    golden_end: Annotated[date | None, Bounds(EARLIEST, LATEST)] = None
    filing_day: Annotated[int | None, Bounds(1, 31)] = None
    """Day of the month on which statistics are filed."""
    language: str = "zh"
    settings: Settings = Settings()

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.length - 1)

    def day(self, today: date) -> int:
        """1 on the first day; 0 or less before it."""
        return (today - self.first_day).days + 1

    def days_left(self, today: date) -> int:
        """Whole days after today: 62 on day 38, ``length`` before day 1, 0 from the last day on."""
        return max(0, min(self.length, self.length - self.day(today)))


class Excuse(NamedTuple):
    """Days that break no streak: of everyone, of one county, or of one person."""

    first: date
    last: date
    why: str
    county: str | None = None
    person: str | None = None
