"""The data of the statutory clocks: complete, without circles, and the durations that the rules promise."""

import re
import tomllib
from datetime import date, timedelta
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import chinese_calendar  # type: ignore[import-untyped]
import pytest

from campaign import text
from campaign.core.clocks import Bound, Step, after_days, estimated, lapses, last_good_day, needed, outlook, working
from campaign.core.model.land import ApprovalKind
from campaign.core.model.people import Authority
from campaign.core.model.project import Investor
from campaign.data import clocks as data

FILE = Path(data.__file__).with_name("clocks.toml")
FIELDS = {"days", "working", "bound", "extend", "authority", "after", "valid_days", "valid_months", "lapses_unless_started",
          "source", "note", "note_zh"}  # fmt: skip
CLOCKS = data.clocks()


def entries() -> dict[str, dict[str, Any]]:
    return dict(tomllib.loads(FILE.read_text("utf-8"))["kinds"])


def test_every_kind_has_its_clock() -> None:
    assert set(CLOCKS) == {kind.value for kind in ApprovalKind}
    assert all(clock.kind == kind for kind, clock in CLOCKS.items())


def test_the_file_says_that_it_is_to_be_verified() -> None:
    comment = FILE.read_text("utf-8").partition("[needs]")[0]
    assert "TO BE VERIFIED BEFORE RELYING ON IT" in comment


@pytest.mark.parametrize("kind", CLOCKS)
def test_every_entry_is_complete(kind: str) -> None:
    entry, clock = entries()[kind], CLOCKS[kind]
    assert set(entry) <= FIELDS
    assert clock.source and "erify" in clock.note and "核对" in entry["note_zh"]
    assert Authority(clock.authority)
    assert (clock.days is None) == (clock.bound is None) == ("working" not in entry)
    assert clock.days is None or clock.days > 0
    assert clock.extend is None or clock.bound is Bound.LIMIT
    assert clock.valid_days is None or clock.valid_months is None
    assert not clock.lapses_unless_started or clock.valid_days or clock.valid_months


def test_the_note_is_in_the_language_spoken() -> None:
    try:
        text.use("zh")
        told = data.clocks()
        assert [clock._replace(note="") for clock in told.values()] == [clock._replace(note="") for clock in CLOCKS.values()]
        assert not any(re.search("[a-z]{2}|[,;:] ", clock.note) for clock in told.values())
    finally:
        text.use("en")
    assert data.clocks() is CLOCKS


def test_prerequisites_exist_and_run_in_no_circle() -> None:
    assert {prior for clock in CLOCKS.values() for prior in clock.after} <= set(CLOCKS)
    order = list(TopologicalSorter({kind: clock.after for kind, clock in CLOCKS.items()}).static_order())
    assert len(order) == len(CLOCKS)


def test_needs() -> None:
    needs = data.needs()
    assert set(needs) == {"government", "enterprise", "both"}
    named = [kind for choices in needs.values() for choice in choices for kind in choice]
    assert len(set(named)) == len(named) and set(named) <= set(CLOCKS)
    assert all(needs.values()) and all(choice for choices in needs.values() for choice in choices)
    firsts = {investor: [choice[0] for choice in needed(needs, investor)] for investor in (*Investor, None)}
    both = ["site", "land", "forest", "eia_form", "land_planning", "works_planning", "permit"]
    assert firsts[Investor.GOVERNMENT] == ["proposal", "feasibility", "design", *both]
    assert firsts[Investor.PRIVATE] == firsts[Investor.STATE] == firsts[Investor.FOREIGN] == ["filing", *both]
    assert firsts[None] == both


@pytest.mark.parametrize(
    ("kind", "days", "is_working", "bound"),
    [
        ("pre_notice", 10, True, Bound.FLOOR),
        ("compensation_notice", 30, False, Bound.FLOOR),
        ("land", None, False, None),
        ("filing", None, False, None),
        ("expropriation_notice", 15, True, Bound.LIMIT),
        ("forest", 20, True, Bound.LIMIT),
        ("eia_report", 60, False, Bound.LIMIT),
        ("eia_form", 30, False, Bound.LIMIT),
        ("authorisation", 20, True, Bound.LIMIT),
        ("permit", 7, False, Bound.LIMIT),
        ("water", 10, True, Bound.LIMIT),
        ("sea", 20, True, Bound.LIMIT),
    ],
)
def test_durations(kind: str, days: int | None, is_working: bool, bound: Bound | None) -> None:
    clock = CLOCKS[kind]
    assert (clock.days, clock.working, clock.bound) == (days, is_working, bound)


@pytest.mark.parametrize(
    ("kind", "last", "unless_started"),
    [
        ("site", date(2029, 10, 16), True),
        ("authorisation", date(2028, 10, 16), True),
        ("eia_report", date(2031, 10, 16), True),
        ("temporary_forest", date(2028, 10, 16), False),
        ("permit", date(2027, 1, 16), True),
        ("land", None, False),
    ],
)
def test_what_lapses(kind: str, last: date | None, unless_started: bool) -> None:
    assert lapses(CLOCKS[kind], date(2026, 10, 16)) == last
    assert CLOCKS[kind].lapses_unless_started is unless_started


def test_land_is_approved_after_site_forest_and_both_notices() -> None:
    """From 16 October 2026: ten working days to the 30th, 30 days to 29 November; the rest has no floor."""
    kinds = ("pre_notice", "compensation_notice", "forest", "site", "land", "permit")
    steps = [Step(kind, kind) for kind in kinds]
    found = outlook(steps, CLOCKS, date(2026, 11, 28), date(2026, 10, 16), data.calendar())
    assert found is not None and found.too_late and not found.estimated
    assert found.floor_end == date(2026, 11, 29)
    assert [link.kind for link in found.chain] == ["pre_notice", "compensation_notice", "land", "permit"]
    assert last_good_day(steps, CLOCKS, date(2026, 11, 29), data.calendar(), limits=False) == date(2026, 10, 18)


def test_every_published_day_is_the_packages() -> None:
    calendar = data.calendar()
    assert calendar.first == date(2004, 1, 1) and calendar.last >= date(2026, 12, 31)
    assert all(day.weekday() < 5 for day in calendar.rest) and all(day.weekday() >= 5 for day in calendar.work)
    for n in range((calendar.last - calendar.first).days + 1):
        day = calendar.first + timedelta(days=n)
        assert working(day, calendar) == chinese_calendar.is_workday(day), day


def test_the_holidays_of_2026() -> None:
    """国庆节 1 to 7 October, worked for it on Sunday 20 September and Saturday 10 October."""
    calendar = data.calendar()
    assert not any(working(date(2026, 10, day), calendar) for day in range(1, 8))
    assert working(date(2026, 9, 20), calendar) and working(date(2026, 10, 10), calendar)
    assert after_days(date(2026, 9, 24), 10, True, calendar) == date(2026, 10, 15)  # the 25th is 中秋
    assert not estimated(date(2026, 10, 16), date(2026, 12, 31), calendar)


def test_a_campaign_has_its_own_days() -> None:
    storm = date(2026, 10, 20)
    assert not working(storm, data.calendar([(storm, False)]))
    assert working(storm, data.calendar()), "the published days stay what they are"


def test_read_once() -> None:
    assert data.clocks() is CLOCKS and data.needs() is data.needs()
    with pytest.raises(TypeError):
        CLOCKS["permit"] = CLOCKS["land"]  # type: ignore[index]
