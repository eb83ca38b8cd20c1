"""What members below headquarters enter counts for the league and the boards once headquarters have confirmed it."""

from contextlib import closing
from typing import Any

import pytest

from campaign.core.model.consent import What
from campaign.core.situation import Situation
from campaign.service import league as league_service
from campaign.store.queries import leaderboards
from campaign.tui.screens.counties.league_list import concerns
from tests.server.conftest import ADMIN, HQ, LEADER, STAFF, VIEWER, Enter, Shared
from tests.server.test_results import CASES, Case, enter_all, every

ASIDE = ("lights", "projects", "plan_100", "done_100", "progress_pct", "confirmed_pct", "returned_pct", "targets_changed",
         "version")
"""Of a county's record: what is counted of everything that was entered."""


def league(enter: Enter, day: str = "") -> dict[str, dict[str, Any]]:
    rows = enter(HQ, f"counties --json {day}".strip()).json()
    return {row["code"]: {key: value for key, value in row.items() if key not in ASIDE} for row in rows}


def boards(enter: Enter) -> Any:
    return enter(HQ, "leaderboards --json").json()


COUNTED = {
    What.START: ("start_met", 1), What.REGISTRATION: ("registration_met", 1), What.RESOLUTION: ("closed_met", 1),
    What.SIGNING: ("signings_met", 50000)}
"""What of the record of its county grows once it is confirmed."""


@every
def test_until_it_is_confirmed_it_is_as_if_it_had_not_been_entered(case: Case, enter: Enter) -> None:
    if case.what is What.TAKEN:  # what was paid counts at once, what somebody from elsewhere takes from it does not
        enter(LEADER, case.lines[0])
        case = case._replace(lines=case.lines[1:])
    before, on_boards = league(enter), boards(enter)
    enter_all(enter, case)
    assert league(enter) == before
    assert boards(enter) == on_boards
    enter(HQ, f"return {case.code} --why 不实")
    assert league(enter) == before
    assert boards(enter) == on_boards


def test_confirmed_it_counts(enter: Enter) -> None:
    for name, case in CASES.items():
        if name in ("a start", "a registration", "a resolution", "a signing"):
            key, more = COUNTED[case.what]
            if case.what is What.RESOLUTION:
                code = enter(HQ, "add-blocker 供电 -p P0001 --category utilities").line
                case = case._replace(code=code, lines=(f"resolve {code} --how 已接",))
            before = league(enter)["C01"]
            enter_all(enter, case)
            assert enter(HQ, f"confirm {case.code}").code == 0
            assert league(enter)["C01"][key] == before[key] + more, name


def test_in_time_is_by_the_day_on_which_it_was_entered(enter: Enter) -> None:
    """Due yesterday, resolved yesterday as is typed today: late, unless headquarters know that it was so."""
    code = enter(HQ, "add-blocker 供电 -p P0001 --category utilities --due 2026-11-06 --on 2026-10-20").line
    before = league(enter)["C01"]
    assert enter(STAFF, f"resolve {code} --how 已接 --on 2026-11-06").code == 0
    assert league(enter)["C01"] == before
    enter(HQ, f"confirm {code}")
    assert league(enter)["C01"]["closed_met"] == before["closed_met"]
    enter(HQ, "undo")
    assert enter(HQ, f"confirm {code} --on 2026-11-06").code == 0
    assert league(enter)["C01"]["closed_met"] == before["closed_met"] + 1


def test_what_is_said_to_be_of_before_the_campaign_counts_by_the_day_on_which_it_was_entered(
        enter: Enter, shared: Shared) -> None:
    """Land stays on the board, accepted or confirmed; an approval comes to it, as late as it was entered."""
    enter(HQ, "add-land-task 老城征迁 --kind expropriation -p P0001 --target 100亩 --due D+60 --on D-30")
    before = boards(enter)
    assert enter(STAFF, "accept G0003 --how 已验收 --on D-20").code == 0
    assert boards(enter) == before
    assert enter(HQ, "confirm G0003").code == 0
    assert boards(enter) == before
    code = enter(HQ, "add-approval P0001 water --submitted D-30 --unit 省林业局").line
    assert enter(STAFF, f"grant {code} --on D-20").code == 0
    assert boards(enter) == before
    assert enter(HQ, f"confirm {code}").code == 0

    def passed() -> list[tuple[str, str]]:
        with closing(shared.session()) as session:
            known = league_service.counted(session, session.situation(), session.today)
            return [(row.code, row.granted.isoformat()) for row in leaderboards.passed(
                session.store, session.campaign.first_day, session.today, known)]

    assert passed() == [(code, "2026-11-07")]
    assert enter(HQ, "undo").code == 0 and enter(HQ, f"confirm {code} --on D-20").code == 0
    assert passed() == []


def test_what_one_member_opens_and_closes_on_one_day_is_in_no_rate(enter: Enter) -> None:
    before = league(enter)
    code = enter(STAFF, "add-blocker 供电 -p P0001 --category utilities").line
    enter(STAFF, f"resolve {code} --how 已接")
    assert enter(HQ, f"confirm {code}").code == 0
    assert league(enter) == before
    assert enter(HQ, f"reopen {code} --why 又断").code == 0  # and now it is open
    assert league(enter) == before


def test_a_hold_keeps_the_due_day(enter: Enter) -> None:
    before = league(enter)["C01"]
    code = enter(HQ, "add-blocker 供电 -p P0001 --category utilities --due 2026-11-03 --on 2026-10-20").line
    late = league(enter)["C01"]
    assert (late["closed_met"], late["closed_due"]) == (before["closed_met"], before["closed_due"] + 1)
    enter(HQ, f"hold {code} --reason weather --review +7d --why 台风")
    assert league(enter)["C01"] == late


def test_what_somebody_from_elsewhere_opens_or_takes_counts_once_confirmed(enter: Enter) -> None:
    assert enter(HQ, "progress P0001 900万").code == 0
    before = league(enter)["C01"]
    code = enter(LEADER, "add-blocker 外来 -p P0001 --category other --due 2026-11-03 --on 2026-10-20").line
    enter(LEADER, "progress P0001 -400万")
    assert league(enter)["C01"] == before
    enter(HQ, f"confirm {code}")
    opened = league(enter)["C01"]
    assert opened["closed_due"] == before["closed_due"] + 1
    enter(HQ, "confirm P0001 --what taken")
    assert league(enter)["C01"]["completion_met"] == before["completion_met"] - 400


def test_a_new_project_counts_nowhere_until_it_is_confirmed(enter: Enter) -> None:
    before = league(enter)["C01"]
    code = enter(STAFF, "add-project 小厂 -c C01 --total 400万 --plan 100万").line
    assert enter(STAFF, f"progress {code} 100万").code == 0
    enter(STAFF, f"add-blocker 供电 -p {code} --category utilities")
    assert league(enter)["C01"] == before
    enter(HQ, f"confirm {code} --what added")
    after = league(enter)["C01"]
    assert (after["completion_due"], after["completion_met"]) == (before["completion_due"] + 100, before["completion_met"] + 100)


def test_a_past_day_goes_by_what_was_confirmed_then(enter: Enter, shared: Shared) -> None:
    def then() -> Any:
        session = shared.session(ADMIN)
        try:
            return league_service.league(session, session.situation(), session.day("2026-11-05"))
        finally:
            session.close()

    before, rank = then(), {code: row["rank_before"] for code, row in league(enter).items()}
    enter(STAFF, "edit P0001 --started 2026-11-01 --stage building")
    enter(STAFF, "resolve B0001 --how 已办 --on 2026-11-04")
    for code in ("P0001", "B0001"):
        assert enter(HQ, f"confirm {code} --on 2026-11-04").code == 0
    assert then() == before
    assert {code: row["rank_before"] for code, row in league(enter).items()} == rank


@every
def test_the_situation_follows_what_waits_and_what_is_confirmed(case: Case, enter: Enter, shared: Shared) -> None:
    session = shared.session()
    try:
        told = session.situation()
        for step in ("enter", "confirm"):
            if step == "enter":
                enter_all(enter, case)
            else:
                assert enter(HQ, f"confirm {case.code}").code == 0
            snapshot, touched = session.store.changes(told.snapshot)
            fresh = Situation.of(session.store.snapshot(), told.today)
            assert snapshot == fresh.snapshot
            told = told.patched(snapshot, touched, told.today)
            assert told.assessments == fresh.assessments
            assert (told.lights, told.unconfirmed, +told.counts) == (fresh.lights, fresh.unconfirmed, +fresh.counts)
        assert +told.unconfirmed == {}
    finally:
        session.close()


def test_a_resolution_takes_the_red_away_at_once_and_is_told(enter: Enter) -> None:
    """B0001 makes P0001 red; before headquarters have confirmed it the light rests on it."""
    before = enter(STAFF, "show P0001 --json").json()
    assert before["light"] == "red" and "B0001" in [reason["blocker"] for reason in before["reasons"]]
    enter(STAFF, "resolve B0001 --how 已办")
    row = enter(STAFF, "show P0001 --json").json()
    assert "unconfirmed" in row["marks"] and "B0001" not in [reason["blocker"] for reason in row["reasons"]]
    enter(HQ, "confirm B0001")
    assert "unconfirmed" not in enter(STAFF, "show P0001 --json").json()["marks"]


def test_the_forecast_counts_what_is_reported_at_once_and_is_the_same_for_everybody(enter: Enter) -> None:
    for n in range(28, 37):
        assert enter(STAFF, f"progress P0001 +30万 --on D+{n}").code == 0
    rows = enter(HQ, "forecast --by county --json").json()
    assert "C01" in [row["code"] for row in rows]
    assert all(enter(who, "forecast --by county --json").json() == rows for who in (VIEWER, STAFF, LEADER, ADMIN))
    (before,) = enter(VIEWER, "forecast --project P0001 --json").json()
    assert enter(STAFF, "progress P0001 +100万").code == 0
    (after,) = enter(VIEWER, "forecast --project P0001 --json").json()
    assert after["p50"] == before["p50"] + 100


def test_rates_count_everything_and_say_what_waits(enter: Enter) -> None:
    def told() -> tuple[int, int]:
        row = next(row for row in enter(STAFF, "rates --by county --json").json() if row["code"] == "C01")
        return row["start_met"], row["start_unconfirmed"]

    before, waits = told()
    city = enter(STAFF, "status --json").json()
    assert waits == 0 and city["lights_unconfirmed"] == dict.fromkeys(city["lights"], 0)
    assert enter(STAFF, "edit P0001 --started today --stage building").code == 0
    assert told() == (before + 1, 1)
    assert enter(STAFF, "rates --json").json()[0]["start_unconfirmed"] == 1
    rates = enter(STAFF, "status --json").json()["rates"]
    assert [rates[f"{name}_unconfirmed"] for name in ("start", "finish", "registration")] == [1, 0, 0]
    assert enter(HQ, "confirm P0001").code == 0
    assert told() == (before + 1, 0)


def test_lights_that_rest_on_what_waits_are_counted_beside(enter: Enter) -> None:
    """A project that is red by its start alone."""
    code = enter(HQ, "add-project 小厂 -c C02 --leader L01 --planned-start 2026-10-01").line
    assert enter(HQ, f"show {code} --json").json()["light"] == "red"
    assert enter(LEADER, f"edit {code} --started today --stage building").code == 0
    assert enter(HQ, f"show {code} --json").json()["light"] == "green"
    assert enter(HQ, "status --json").json()["lights_unconfirmed"]["green"] == 1
    assert "绿 1（待核实 1）" in enter(HQ, "status").out
    enter(HQ, f"confirm {code}")
    assert enter(HQ, "status --json").json()["lights_unconfirmed"]["green"] == 0


def test_a_bulletin_of_a_day_that_is_over_has_the_lights_of_that_day(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was confirmed later waited then: a finish does not take ``progress`` away, a start rests on it."""
    late = enter(HQ, "add-project 小厂 -c C02 --leader L01 --total 400万 --plan 100万").line
    idle = enter(HQ, "add-project 小库 -c C02 --leader L01 --planned-start 2026-10-01").line
    assert enter(LEADER, f"edit {late} --finished today --stage completed").code == 0
    assert enter(LEADER, f"edit {idle} --started today --stage building").code == 0
    monkeypatch.setattr("tests.server.conftest.NOW", "2026-11-12T10:00:00+08:00")
    assert enter(HQ, f"confirm {late} {idle}").code == 0
    for day, unconfirmed in (("2026-11-08", True), ("2026-11-11", True), ("2026-11-12", False)):
        told = enter(HQ, f"bulletin --date {day} --json").json()
        lights = {row["code"]: row["light"] for row in enter(HQ, f"lights --at {day} --json").json()}
        assert lights[late] == ("red" if unconfirmed else "green")
        assert told["lights"] == {light: list(lights.values()).count(light) for light in told["lights"]}, day
        assert ("待核实1" in enter(HQ, f"bulletin --date {day}").out) is unconfirmed, day


def test_the_league_on_the_screen_follows_what_is_confirmed(enter: Enter, shared: Shared) -> None:
    """A confirmed start changes nothing of the project's row."""
    enter(STAFF, "edit P0001 --started today --stage building")
    session = shared.session()
    try:
        old = session.situation()
        known = league_service.background(session, old, old.today)
        assert enter(HQ, "confirm P0001").code == 0
        snapshot, touched = session.store.changes(old.snapshot)
        new = old.patched(snapshot, touched, old.today)
        assert concerns(old, new, "P0001") and league_service.renewed(session, known, old, new, ["P0001"]) is None
    finally:
        session.close()
