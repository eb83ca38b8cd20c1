"""Strips of days, streaks over excused days, 到而不解 at its thresholds, and whose site is working."""

from datetime import date
from typing import Any

import pytest

from campaign.core.excused_days import Spans
from campaign.core.model.campaign import Excuse
from campaign.core.model.project import Channel, Mark, Project, Stage
from campaign.core.presence import best, first_needed, site, streak, strip, unsolved, working
from campaign.core.situation import Situation
from tests.core.build import SETTINGS, blocker, day, held, project, snapshot

SITE, PHONE, MEETING = Channel.SITE, Channel.PHONE, Channel.MEETING


def days(*numbers: int) -> set[date]:
    return {day(number) for number in numbers}


def building(**fields: Any) -> Project:
    return project(**{"stage": Stage.BUILDING, "started": day(2), "county": "C01", "manager": "M001", **fields})


def test_a_strip_of_five_days() -> None:
    # Day 1 not started; 2 by phone; 3 nobody; 4 excused; 5 on site although someone rang as well.
    seen = best([(day(2), PHONE), (day(5), MEETING), (day(5), SITE), (day(5), PHONE)])
    assert strip(seen, day(1), 6, day(5), day(2), Spans(zip(days(4), days(4), strict=True))) == (
        Mark.NONE, Mark.REMOTE, Mark.NOBODY, Mark.EXCUSED, Mark.SITE, Mark.NONE)


def test_work_on_an_excused_day_is_seen() -> None:
    assert strip({day(2): SITE}, day(2), 1, day(9), day(1), Spans(zip(days(2), days(2), strict=True))) == (Mark.SITE,)


@pytest.mark.parametrize(("there", "excused", "expected"), [
    ((), (), 0),
    ((10,), (), 1),
    ((8, 9), (), 2),  # today is open until midnight
    ((7, 8), (), 0),  # yesterday is over
    ((6, 7, 10), (8, 9), 3),  # 10, and over the storm 7 and 6
    ((5, 6), (7, 8, 9), 2),
    ((5, 6), (7, 9), 0),  # day 8 was nobody's
    ((6, 7), (8, 9, 10), 2),  # excused today as well
    ((6, 8, 9, 10), (8,), 3),  # there on an excused day counts
    ((4, 7), (5, 8, 9), 1),
    ((12, 10), (), 1),  # nothing is known of tomorrow
])
def test_a_streak_over_excused_days(there: tuple[int, ...], excused: tuple[int, ...], expected: int) -> None:
    assert streak(days(*there), day(10), Spans((day(at), day(at)) for at in excused)) == expected


def test_there_and_not_solved() -> None:
    # Day 30: the seven days are 24 to 30.
    item = blocker(due=day(60))
    five = days(24, 25, 26, 27, 30)
    assert unsolved(five, [item], day(30), SETTINGS) == (item,)
    assert unsolved(days(25, 26, 27, 30), [item], day(30), SETTINGS) == ()
    assert unsolved(days(23, 25, 26, 27, 30), [item], day(30), SETTINGS) == ()  # day 23 is too long ago
    assert unsolved(five, [item], day(31), SETTINGS) == ()  # day 24 has left the window


def test_what_moved_or_was_new_or_may_rest_is_not_unsolved() -> None:
    there = days(*range(20, 31))

    def left(**fields: Any) -> int:
        return len(unsolved(there, [blocker(**fields)], day(30), SETTINGS))

    assert left(opened=day(23)) == 1
    assert left(opened=day(24)) == 0
    assert left(held_since=day(23)) == 1
    assert left(held_since=day(24)) == 0
    assert unsolved(there, [held(30)], day(30), SETTINGS) == ()
    assert len(unsolved(there, [held(29)], day(30), SETTINGS)) == 1  # its review has passed


@pytest.mark.parametrize(("fields", "expected"), [
    ({}, True),
    ({"started": day(38)}, True),
    ({"started": day(39)}, False),
    ({"stage": Stage.PERMITTED}, False),
    ({"stage": Stage.COMPLETED}, False),
    ({"suspended": "资金", "review": day(50)}, False),
    ({"withdrawn": "业主放弃"}, False),
])
def test_a_working_site(fields: dict[str, Any], expected: bool) -> None:
    assert working(building(**fields), day(38)) is expected


def test_a_site_as_it_stands() -> None:
    # Everyone is excused on day 8, the manager on day 7 too; the manager was there on 5, 6 and 9, someone else on 10.
    excuses = [Excuse(day(8), day(8), "台风"), Excuse(day(7), day(7), "学习", person="M001")]
    row, item = building(), blocker(opened=day(1), due=day(60))
    situation = Situation.of(snapshot([row], [item], excuses=excuses), day(10))
    visits = [(day(number), SITE, "M001") for number in (9, 6, 5)]
    visits += [(day(10), SITE, "L01"), (day(10), PHONE, "M001"), (day(7), SITE, "L02")]
    found = site(situation, row, visits)
    assert (found.today, found.manager_today, found.streak) == (Mark.SITE, False, 3)
    # Days 4 to 10: on site on 5, 6, 7, 9, 10.
    assert found.unsolved == (item,)
    assert [mark.value[0] for mark in found.strip] == list("nnnnsssess")
    assert site(situation, row._replace(manager=None), visits).streak == 0


def test_before_the_first_day_and_after_the_last() -> None:
    row = building(started=day(-20))
    before = Situation.of(snapshot([row]), day(0))
    assert first_needed(before) == day(-6)
    assert site(before, row, []).strip == ()
    after = Situation.of(snapshot([row]), day(120))
    assert first_needed(after) == day(1)
    assert (len(site(after, row, []).strip), site(after, row, []).today) == (100, Mark.NOBODY)
