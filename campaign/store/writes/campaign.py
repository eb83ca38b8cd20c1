"""Verbs about the campaign itself: settings, excused days, the working calendar."""

from datetime import date

from campaign.core.clocks import after_days
from campaign.core.codes import EVERYTHING, EXCUSES
from campaign.core.dates import stored_day
from campaign.core.model.campaign import Settings
from campaign.data.clocks import clocks
from campaign.kinds.campaign import check, check_span
from campaign.store.deadlines import read_calendar
from campaign.store.write import Write
from campaign.store.writes.sources import follow


def set_threshold(write: Write, key: str, value: int) -> str:
    assert key in Settings._fields
    check(key, value)
    write.set_single("settings", {"key": key}, {"value": value})
    write.touch(EVERYTHING)
    return key


def set_campaign(write: Write, column: str, value: str | int | date | None) -> str:
    check(column, value)
    write.set_single("campaign", {"id": 1}, {column: value.isoformat() if isinstance(value, date) else value})
    write.touch(EVERYTHING)
    return column


def excuse(write: Write, first: date, last: date, why: str, county: str | None, person: str | None) -> str:
    check_span(first, last, write.campaign)
    write.insert("excuses", {"first_day": first.isoformat(), "last_day": last.isoformat(), "why": why, "county": county,
                             "person": person})
    write.touch(EXCUSES)
    return person or county or EXCUSES


def set_working_day(write: Write, day: date, working: bool, why: str) -> str:
    """One day of the campaign's own working calendar; limits that run over it end accordingly."""
    before = read_calendar(write.connection)
    write.set_single("calendar_days", {"day": day.isoformat()}, {"working": int(working), "why": why})
    after = read_calendar(write.connection)
    for code, kind, submitted, due in write.all(
            "SELECT code, kind, submitted, due FROM approvals WHERE state = 'submitted' AND due IS NOT NULL"):
        clock = clocks()[kind]
        if clock.days is None or not clock.working:
            continue
        begun = stored_day(submitted)
        old, new = (after_days(begun, clock.days, True, calendar).isoformat() for calendar in (before, after))
        if due == old != new:  # another day was typed by someone, who knows why
            write.update("approvals", code, {"due": new})
            follow(write, code, write.today)
    write.touch(EVERYTHING)
    return day.isoformat()
