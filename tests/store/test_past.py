"""What the store tells of the past is what happened: today's lights from it are the situation's, yesterday's are yesterday's."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.core.day_sets import added
from campaign.core.light_counts import Days
from campaign.core.light_history import as_of, assessed, excused_by_county, spans
from campaign.core.lights import AT_RISK, RETARGETED, TOO_LATE
from campaign.core.model.light import Light
from campaign.service import Session, blockers, land, light_history, projects, records, settings
from campaign.service.light_history import Hundreds
from campaign.store.queries.light_history import excuses, past
from tests.store.world import VERBS, Clock
from tests.tui import city

LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN)


def check_today(session: Session) -> None:
    """Of every project, all that is known of it today: its totals, its light, its reasons and marks."""
    situation = session.situation()
    excused = excused_by_county(excuses(session.store))
    found = {row.project.code: row for row in past(session.store)}
    assert list(found) == sorted(situation.snapshot.projects)
    for code, row in found.items():
        now = situation.snapshot.projects[code]
        assert as_of(row, session.campaign, session.today)[0] == now._replace(too_late_after=None, risk_after=None)
        judged, told = assessed(row, session.campaign, session.today, excused), situation.assessments[code]
        known = tuple(mark for mark in told.marks if mark not in (TOO_LATE, AT_RISK, RETARGETED))
        assert judged == told._replace(marks=known), code
    days = Days(session.campaign, session.campaign.first_day, session.today, excused)
    lit = [days.lit(row) for row in past(session.store, bare=True)]
    for at, light in enumerate(LIGHTS):
        assert added((one[at] for one in lit), days.length)[-1] == situation.lights[light]


def test_today_of_the_sample_city_is_its_situation(tmp_path: Path) -> None:
    session = city.session(city.database(tmp_path))
    check_today(session)
    session.close()


@pytest.mark.parametrize("verb", VERBS)
def test_today_after_any_write_is_its_situation(session: Session, verb: str) -> None:
    VERBS[verb](session)
    check_today(session)


def judged(session: Session, day: date) -> dict[str, tuple[object, ...]]:
    return {row.code: (light.light, light.reasons, light.marks) for row, light in light_history.lights(session, day)}


def test_what_is_written_today_does_not_change_yesterday(session: Session, clock: Clock) -> None:
    """Plans, days, leaders, due days, holds, answers, acceptances of today, seen tomorrow: yesterday is as it was."""
    yesterday = session.today
    def known() -> list[dict[str, tuple[object, ...]]]:
        """Marks of the clocks are only those of today."""
        return [{code: light[:2] for code, light in judged(session, yesterday - timedelta(days=back)).items()}
                for back in (0, 1, 9)]

    before = known()
    clock.pass_by(days=1)
    records.edit(session, "P0001", {"plan_100": "9000万", "planned_start": "D+60", "county": "C02"})
    records.edit(session, "P0002", {"suspended": "资金", "review": "D+50"})
    records.edit(session, "P0003", {"withdrawn": "业主放弃"})
    records.edit(session, "P0005", {"stage": "building", "started": "today"})
    records.edit(session, "B0002", {"due": "D+60"}, why="延期")
    blockers.hold(session, "B0003", "weather", "D+45")
    blockers.resolve(session, "B0001", "批复已下")
    land.accept(session, "G0001")
    projects.report(session, "P0001", {}, money="5000万")
    projects.visit(session, "P0004", by="L01")
    assert known() == before
    assert {code: light[:2] for code, light in judged(session, session.today).items()} != before[0]


def test_a_backdated_fact_does_change_the_past_and_its_undoing_changes_it_back(session: Session) -> None:
    day = session.today - timedelta(days=3)
    before = judged(session, day)
    projects.report(session, "P0002", {}, money="4000万", on="-4d")
    assert judged(session, day) != before
    settings.undo(session)
    assert judged(session, day) == before


def test_one_and_some_are_told_like_all(session: Session) -> None:
    every = {row.project.code: row for row in past(session.store)}
    for code, row in every.items():
        (alone,) = past(session.store, [code])
        assert alone == row
    assert [row.project.code for row in past(session.store, ["P0003", "P0001", "P0099"])] == ["P0003", "P0001"]
    assert list(past(session.store, [])) == []


def test_a_county_left_behind_still_counts_for_the_days_there(session: Session, clock: Clock) -> None:
    """B0002 is on the whole of C01, where P0001 was until D+39."""
    situation = session.situation()
    assert "B0002" in [item.code for item in situation.blockers_of("P0001")]
    clock.pass_by(days=2)
    records.edit(session, "P0001", {"county": "C02"})
    (row,) = past(session.store, ["P0001"])
    assert "B0002" in [item.code for item in as_of(row, session.campaign, session.today - timedelta(days=1))[1]]
    assert "B0002" not in [item.code for item in as_of(row, session.campaign, session.today)[1]]


def test_history_ends_today_with_the_light_of_today(session: Session) -> None:
    situation = session.situation()
    for code in situation.snapshot.projects:
        found = light_history.history(session, situation, code)
        assert found[0].last == session.today and found[-1].first == session.campaign.first_day
        assert found[0].assessment.light is situation.assessments[code].light
        assert found[0].assessment.reasons == situation.assessments[code].reasons


Write = Callable[[Session], object]
WRITES: list[Write] = [
    lambda s: projects.report(s, "P0002", {}, money="+900万", on="-9d"),
    lambda s: blockers.resolve(s, "B0001", "ok", on="-2d"),
    lambda s: blockers.resolve(s, "B0002", "ok"),
    lambda s: blockers.reopen(s, "B0004", "again"),
    lambda s: blockers.add_blocker(s, {"title": "x", "category": "land"}, projects=["P0003", "P0005"], opened="-9d"),
    lambda s: land.accept(s, "G0001", on="-1d"),
    lambda s: land.accept(s, "G0002"),
    lambda s: projects.fund(s, "P0001", money="100万"),
    lambda s: records.edit(s, "P0004", {"withdrawn": "sold"}),
    lambda s: projects.excuse(s, "D+20..D+30", "storm"),
    lambda s: records.add_project(s, {"name": "new", "plan_100": "100万"}),
    lambda s: settings.undo(s),
    lambda s: projects.excuse(s, "today", "x", county="C01"),
]


def test_the_hundred_days_follow_what_is_written(session: Session) -> None:
    """Derived from what was touched alone, they are what they are when everything is derived anew."""
    kept, situation = Hundreds(), session.situation()
    kept.hundred(session, situation, None)
    for write in WRITES:
        write(session)
        situation = session.refreshed(situation)
        assert kept.hundred(session, situation, session.touched) == Hundreds().hundred(session, situation, None)


def test_what_was_given_up_is_begun_anew(session: Session) -> None:
    kept, situation = Hundreds(), session.situation()
    whole = kept.hundred(session, situation, None)
    assert kept.hundred(session, situation, None, lambda: True) is None
    assert kept.hundred(session, situation, frozenset({"P0001"})) == whole is not None


def test_the_last_of_the_hundred_days_is_the_overview(session: Session) -> None:
    situation = session.situation()
    found = Hundreds().hundred(session, situation, None)
    assert found is not None and found.days == 38
    assert [found.red[-1], found.yellow[-1], found.green[-1]] == [situation.lights[light] for light in LIGHTS]
    assert (found.done[-1], found.plan) == (situation.tally().done, situation.tally().plan)
    for at in (0, 9, 20):
        day = session.campaign.first_day + timedelta(days=at)
        lights = [light.light for row, light in light_history.lights(session, day) if row.withdrawn is None]
        assert [found.red[at], found.yellow[at], found.green[at]] == [lights.count(light) for light in LIGHTS]


def test_before_the_first_day_there_is_nothing(session: Session, clock: Clock) -> None:
    clock.pass_by(days=-60)
    situation = session.situation()
    found = Hundreds().hundred(session, situation, None)
    assert found is not None and (found.days, list(found.red), list(found.done)) == (0, [], [])
    assert light_history.history(session, situation, "P0001") == []


def test_spans_of_every_project_cover_the_days(session: Session) -> None:
    excused = excused_by_county(excuses(session.store))
    for row in past(session.store):
        found = spans(row, session.campaign, session.campaign.first_day, session.today, excused)
        assert sum((span.last - span.first).days + 1 for span in found) == 38
