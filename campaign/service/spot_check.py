"""The spot check (抽查) of a week: what is drawn of its reports."""

from datetime import date, datetime, time
from typing import NamedTuple

from campaign.core import spot_check as rules
from campaign.core.dates import format_instant, zone
from campaign.core.spot_check import Report
from campaign.kinds.field import count
from campaign.service.session import Session
from campaign.store.queries import spot_check as queries

LAST = 9_999


class Draw(NamedTuple):
    week: int
    over: bool
    """Whether the week is; nothing is drawn of one that goes on."""
    head: str | None
    """What it is drawn by; None until something was written after the week."""
    reports: list[Report]
    entered: int
    """How many it was drawn from."""


def draw(session: Session, week: str | None = None, share: str | None = None) -> Draw:
    """Of the last week that is over, unless one is given. Raises ``BadInput``."""
    campaign, today = session.store.campaign(), session.today
    last = rules.last_week(campaign, today)
    wanted = max(last, 1) if week is None else count(week, LAST, 1)
    percent = rules.SHARE if share is None else count(share.removesuffix("%"), 100, 1)
    if wanted > last:
        return Draw(wanted, False, None, [], 0)
    start, end = (_midnight(day, campaign.time_zone) for day in rules.days_of(campaign, wanted))
    head = queries.head_after(session.store, end)
    if head is None:
        return Draw(wanted, True, None, [], 0)
    found = queries.entered(session.store, start, end)
    return Draw(wanted, True, head, rules.drawn(found, head, percent), len(found))


def _midnight(day: date, place: str) -> str:
    """The instant at which it begins, as the audit writes instants."""
    return format_instant(datetime.combine(day, time.min, zone(place)))
