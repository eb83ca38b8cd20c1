"""Rows for tests, with as little said as a test needs. Day 1 is 1 October 2026, day 100 is 8 January 2027."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from campaign.core.excused_days import Spans
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, Scope
from campaign.core.model.campaign import Campaign, Excuse, Settings
from campaign.core.model.land import LandKind, LandTask, Measure
from campaign.core.model.people import County, Person, Unit
from campaign.core.model.project import Project
from campaign.core.model.snapshot import Snapshot

CAMPAIGN = Campaign("百日攻坚", date(2026, 10, 1))
SETTINGS = Settings()


def day(number: int) -> date:
    """The campaign's day of that number: 1 is the first, 0 the day before it."""
    return CAMPAIGN.first_day + timedelta(days=number - 1)


def days(*some: date) -> Spans:
    """These single days."""
    return Spans((day, day) for day in some)


def project(code: str = "P0001", **fields: Any) -> Project:
    return Project(code, fields.pop("name", code), **fields)


def blocker(code: str = "B0001", on: str = "P0001", **fields: Any) -> Blocker:
    """Open on one project, in the hands of U01; opened day 1, due day 8. ``on``: codes separated by blanks."""
    row = Blocker(
        code, code, Category.LAND, Scope.PROJECTS, tuple(on.split()), None, None, "U01", None, 0, BlockerState.OPEN,
        day(1), day(8),
    )  # fmt: skip
    return row._replace(**fields)


def county_wide(code: str = "B0001", county: str = "C01", **fields: Any) -> Blocker:
    return blocker(code, "", scope=Scope.COUNTY, county=county, **fields)


def land(code: str = "G0001", on: str = "P0001", **fields: Any) -> LandTask:
    """An expropriation on one project, set on day 1 and due on day 20. ``on``: codes separated by blanks, none for a county."""
    row = LandTask(code, code, LandKind.EXPROPRIATION, Scope.PROJECTS, tuple(on.split()), None, None, None, None, Measure.MU,
                   43490, day(1), day(20))
    if "county" in fields:
        row = row._replace(scope=Scope.COUNTY, projects=())
    return row._replace(**fields)


def held(until: int | None, **fields: Any) -> Blocker:
    """On hold since day 2; ``until`` is the number of its review day."""
    review = None if until is None else day(until)
    return blocker()._replace(**{"state": BlockerState.ON_HOLD, "held_on": day(2), "review": review, **fields})


def event(kind: EventKind, number: int, target: str | None = None, text: str | None = None) -> Event:
    return Event("B0001", kind, day(number), f"{day(number)}T02:00:00Z", "hq", None, target, text)


def snapshot(
    projects: Iterable[Project] = (),
    blockers: Iterable[Blocker] = (),
    people: Iterable[Person] = (),
    excuses: Iterable[Excuse] = (),
    campaign: Campaign = CAMPAIGN,
    lands: Iterable[LandTask] = (),
) -> Snapshot:
    return Snapshot(
        1,
        campaign,
        {code: County(code, code) for code in ("C01", "C02")},
        {code: Unit(code, f"单位{code}") for code in ("U01", "U02")},
        {row.code: row for row in people},
        {row.code: row for row in projects},
        {row.code: row for row in blockers},
        tuple(excuses),
        {row.code: row for row in lands},
    )
