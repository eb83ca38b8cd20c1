"""The campaign itself: its thresholds, its days, the days that break no streak."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Settings(NamedTuple):
    """Thresholds of docs/handbook/rules.md: days, percentage points, or 万元; ``kinds.campaign`` says what each is and can be."""

    progress_yellow: int = 10
    progress_red: int = 30
    start_yellow: int = 1
    start_red: int = 30
    registration_min: int = 500
    registration_yellow: int = 30
    registration_red: int = 60
    blocker_yellow: int = 3
    stale_yellow: int = 7
    stale_red: int = 14
    watermelon_report: int = 5
    watermelon_visit: int = 7
    watermelon_money: int = 14
    major_min: int = 10_000
    blocker_days: int = 7
    escalate_unit: int = 1
    escalate_leader: int = 3
    escalate_headquarters: int = 7
    passed_moves: int = 3
    slow_days: int = 7
    land_yellow: int = 7
    funds_yellow: int = 10
    funds_red: int = 30
    crew_low: int = 70
    lapse_far: int = 30
    lapse_near: int = 7
    arrive_days: int = 5
    arrive_window: int = 7
    weight_completion: int = 30
    weight_start: int = 20
    weight_registration: int = 20
    weight_closed: int = 15
    weight_signings: int = 15
    red_top: int = 5
    black_bottom: int = 4
    lists_from_day: int = 15


class CampaignState(StrEnum):
    BEFORE = "before"
    RUNNING = "running"
    AFTER = "after"


class Campaign(NamedTuple):
    name: str
    first_day: date
    length: int = 100
    time_zone: str = "Asia/Shanghai"
    golden_end: date | None = None
    filing_day: int | None = None
    language: str = "zh"
    settings: Settings = Settings()

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.first_day.toordinal() + self.length - 1)  # asked of every project: a third of the time

    def day(self, today: date) -> int:
        """1 on the first day; 0 or less before it."""
        return (today - self.first_day).days + 1

    def state(self, today: date) -> CampaignState:
        day = self.day(today)
        return CampaignState.BEFORE if day < 1 else CampaignState.AFTER if day > self.length else CampaignState.RUNNING

    def expected(self, today: date) -> int:
        """How much of it is over, in 1/10 percent, rounded half up: 380 on day 38, 0 before, 1000 after."""
        over = min(max(self.day(today), 0), self.length)
        return (2000 * over + self.length) // (2 * self.length)

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
