"""A result that was confirmed, emptied or reopened, and entered again is a result of its own: of every kind."""

from contextlib import closing
from datetime import date, datetime
from typing import Any, NamedTuple

import pytest

from campaign.core.model.consent import What
from campaign.service import Session
from campaign.service import league as leagues
from campaign.store.queries import results
from campaign.store.store import Store
from tests.cli.conftest import NOW
from tests.server.conftest import HQ, STAFF, Enter, Shared
from tests.server.test_counted import league
from tests.server.test_results import sound

LATER, LAST = "2026-11-12T10:00:00+08:00", "2026-11-14T10:00:00+08:00"
"""Days 43 and 45."""


class Again(NamedTuple):
    code: str
    what: What
    lines: tuple[str, ...]
    gone: str
    """Of headquarters."""
    item: str | None = None


CASES = {
    "a start": Again("P0001", What.START, ("edit P0001 --started today --stage building",),
                     "edit P0001 --started '' --stage permitted --why 未开工"),
    "a finish": Again("P0001", What.FINISH, ("edit P0001 --finished today --stage completed",),
                      "edit P0001 --finished '' --stage permitted --why 未完工"),
    "a finish by its stage": Again("P0001", What.FINISH, ("edit P0001 --stage producing",),
                                   "edit P0001 --stage permitted --why 未投产"),
    "a registration": Again("P0001", What.REGISTRATION, ("edit P0001 --registered today",),
                            "edit P0001 --registered '' --why 未入库"),
    "registered money": Again("P0001", What.REGISTRATION, ("register P0001 2026-11 500万",),
                              "register P0001 2026-11 0 --why 未报", "2026-11"),
    "a resolution": Again("B0001", What.RESOLUTION, ("resolve B0001 --how 已办",), "reopen B0001 --why 又断"),
    "an acceptance": Again("G0001", What.ACCEPTANCE, ("accept G0001 --how 验收",), "reopen G0001 --why 又占"),
    "a grant": Again("A0001", What.GRANT, ("grant A0001",), "reopen A0001 --why 撤回"),
    "a signing": Again("K0001", What.SIGNING, ("advance K0001 signed",), "advance K0001 talks --note 未签"),
}
ONCE = frozenset({What.LANDING, What.ADDED, What.OPENED, What.TAKEN, What.AUTHORITY})
"""A landed lead is a project from then on; the others are entered with their row, or name an office: nobody enters them twice."""
every = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def test_there_is_a_case_of_every_result() -> None:
    assert {case.what for case in CASES.values()} == set(What) - ONCE


def enter_all(enter: Enter, who: str, case: Again) -> None:
    for line in case.lines:
        said = enter(who, line)
        assert said.code == 0, (line, said)


def state(enter: Enter, case: Again) -> tuple[Any, ...]:
    """Whether it is confirmed, by whom, when; of a project what of it waits."""
    row = enter(HQ, f"show {case.code} --json").json()
    return tuple(row["unconfirmed"]) if "unconfirmed" in row else (row["confirmed"], row["confirmed_by"], row["confirmed_on"])


def counted(shared: Shared, case: Again, day: date) -> tuple[bool, bool]:
    """Whether it counts, and by the day of a confirmation."""
    with Store(shared.path) as store:
        found = results.counted_on(store, store.snapshot().uncounted, store.campaign(), day)
        return found.counts(case.code, case.what, case.item), (case.code, case.what) in found.days


def confirmed_and_gone(enter: Enter, shared: Shared, case: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_all(enter, STAFF, case)
    assert enter(HQ, f"confirm {case.code} --what {case.what}").code == 0
    monkeypatch.setattr("tests.server.conftest.NOW", LATER)
    said = enter(HQ, case.gone)
    assert said.code == 0, said
    assert state(enter, case) in ((), (None, None, None))
    assert counted(shared, case, date(2026, 11, 12)) == (True, False)


@every
def test_entered_again_it_waits_again(case: Again, enter: Enter, shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed_and_gone(enter, shared, case, monkeypatch)
    enter_all(enter, STAFF, case)
    waits = [row for row in enter(STAFF, "unconfirmed --json").json() if row["what"] == case.what]
    assert [(row["code"], row["on"], row["by"], row["item"]) for row in waits] == [(case.code, "2026-11-12", STAFF, case.item)]
    assert state(enter, case) in ((case.what,), (False, None, None))
    assert counted(shared, case, date(2026, 11, 12))[0] is False
    monkeypatch.setattr("tests.server.conftest.NOW", LAST)
    assert enter(HQ, f"confirm {case.code} --what {case.what}").code == 0
    assert state(enter, case) in ((), (True, HQ, "2026-11-14"))
    with sound(shared) as store:
        assert [row.on for row in results.results(store, case.code) if row.what is case.what and row.state == "confirmed"] == [
            date(2026, 11, 7), date(2026, 11, 12)]


@every
def test_returned_the_second_time_the_first_does_not_come_back(
        case: Again, enter: Enter, shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed_and_gone(enter, shared, case, monkeypatch)
    enter_all(enter, STAFF, case)
    assert enter(HQ, f"return {case.code} --what {case.what} --why 不实").code == 0
    assert state(enter, case) in ((), (None, None, None))
    assert counted(shared, case, date(2026, 11, 12))[1] is False
    enter_all(enter, HQ, case)
    assert state(enter, case) in ((), (None, None, None))
    assert counted(shared, case, date(2026, 11, 12)) == (True, False)
    with sound(shared):
        pass


@every
def test_headquarters_own_goes_by_its_own_day(
        case: Again, enter: Enter, shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed_and_gone(enter, shared, case, monkeypatch)
    enter_all(enter, HQ, case)
    assert state(enter, case) in ((), (None, None, None))
    assert counted(shared, case, date(2026, 11, 12)) == (True, False)
    for _line in case.lines:
        assert enter(HQ, "undo").code == 0
    assert enter(HQ, "undo").code == 0  # what was emptied stands, and is confirmed as before
    assert state(enter, case) in ((), (True, HQ, "2026-11-07"))
    assert enter(STAFF, "unconfirmed --json").json() == []
    with sound(shared):
        pass


def test_who_takes_the_reopening_back_has_the_confirmed_one_again(enter: Enter) -> None:
    assert enter(STAFF, "resolve B0001 --how 已办").code == 0 and enter(HQ, "confirm B0001").code == 0
    assert enter(STAFF, "reopen B0001 --why 又断").code == 0
    assert enter(STAFF, "undo").code == 0
    row = enter(STAFF, "show B0001 --json").json()
    assert (row["state"], row["confirmed"], enter(STAFF, "unconfirmed --json").json()) == ("resolved", True, [])
    assert enter(STAFF, "undo").code == 1  # that is decided


def test_in_time_goes_by_the_second_entry(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed in time and confirmed, reopened, closed after its due day: late, whoever closes it then."""
    for who in (STAFF, HQ):
        monkeypatch.setattr("tests.server.conftest.NOW", NOW)
        before = league(enter)["C01"]["closed_met"]
        code = enter(HQ, "add-blocker 供电 -p P0001 --category utilities --due D+41").line
        assert enter(STAFF, f"resolve {code} --how 已接").code == 0 and enter(HQ, f"confirm {code}").code == 0
        assert league(enter)["C01"]["closed_met"] == before + 1
        monkeypatch.setattr("tests.server.conftest.NOW", LATER)
        assert enter(STAFF, f"reopen {code} --why 又断").code == 0
        assert league(enter)["C01"]["closed_met"] == before
        assert enter(who, f"resolve {code} --how 又接").code == 0
        enter(HQ, f"confirm {code}")
        assert league(enter)["C01"]["closed_met"] == before, who
        assert enter(HQ, f"reopen {code} --why 再断").code == 0


def test_alone_on_one_day_is_said_of_the_last_closing(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    before = league(enter)["C01"]["closed_met"]
    code = enter(STAFF, "add-blocker 供电 -p P0001 --category utilities --due D+50 --yes").line
    enter(STAFF, f"resolve {code} --how 已接")
    assert enter(HQ, f"confirm {code}").code == 0
    assert league(enter)["C01"]["closed_met"] == before
    monkeypatch.setattr("tests.server.conftest.NOW", LATER)
    enter(STAFF, f"reopen {code} --why 又断")
    enter(STAFF, f"resolve {code} --how 又接")
    assert enter(HQ, f"confirm {code}").code == 0
    assert league(enter)["C01"]["closed_met"] == before + 1


@pytest.mark.parametrize("days", [("2026-11-08", "2026-11-10"), ("2026-11-10", "2026-11-08"), ("", "")],
                         ids=["later", "earlier", "as entered"])
def test_a_blocker_that_is_reopened_changes_no_day_that_is_over(
        days: tuple[str, str], enter: Enter, shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed again, and confirmed for another day than the first time: a past day goes by what had been confirmed then."""
    now = "tests.server.conftest.NOW"

    def then(today: str) -> list[Any]:
        with closing(Session(shared.path, "hq", clock=lambda: datetime.fromisoformat(today))) as session:
            known = session.situation()
            return [leagues.league(session, known, date(2026, 11, day)) for day in range(5, 16)]

    first, second = (f" --on {day}" if day else "" for day in days)
    assert enter(HQ, "edit B0001 --due 2026-11-09 --why 提速").code == 0
    assert enter(STAFF, "resolve B0001 --how 已办").code == 0
    monkeypatch.setattr(now, "2026-11-11T10:00:00+08:00")
    assert enter(HQ, f"confirm B0001{first}").code == 0
    end = "2026-11-16T10:00:00+08:00"
    known = then(end)
    for moment, who, line, same in (
            ("2026-11-12T10:00:00+08:00", HQ, "reopen B0001 --why 又断", 7),
            ("2026-11-13T10:00:00+08:00", STAFF, "resolve B0001 --how 已办", 8),
            ("2026-11-14T10:00:00+08:00", HQ, f"confirm B0001{second}", 9)):
        monkeypatch.setattr(now, moment)
        before = then(end)
        said = enter(who, line)
        assert said.code == 0, said
        assert then(end)[:same] == before[:same], line
    assert then(end)[:7] == known[:7]


ALONE: dict[str, tuple[tuple[str, str], ...]] = {
    "reopened while it waited": ((STAFF, "reopen {} --why 又断"),),
    "returned": ((HQ, "return {} --why 未接"),),
    "confirmed and reopened": ((HQ, "confirm {}"), (STAFF, "reopen {} --why 又断")),
    "confirmed, reopened and closed on another day": (
        (HQ, "confirm {}"), (STAFF, "reopen {} --why 又断"), (STAFF, "resolve {} --how 又接"), (HQ, "confirm {}")),
    "reopened and closed by headquarters": ((HQ, "reopen {} --why 又断"), (HQ, "resolve {} --how 又接")),
    "due later": ((HQ, "confirm {}"), (HQ, "reopen {} --why 又断"), (HQ, "edit {} --due 2026-11-20 --why 延期")),
}
"""What became of a blocker that one member had opened and closed on one day, a line a day."""


@pytest.mark.parametrize("lines", ALONE.values(), ids=ALONE)
@pytest.mark.parametrize("due", ["2026-11-09", "2026-11-06"], ids=["due later", "late"])
def test_what_one_opened_and_closed_on_one_day_stays_in_no_rate_of_a_day_that_is_over(
        due: str, lines: tuple[tuple[str, str], ...], enter: Enter, shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever becomes of it: each day stands as it stood at its end."""
    code = enter(STAFF, f"add-blocker 供电 -p P0001 --category utilities --due {due} --on 2026-11-05").line
    assert enter(STAFF, f"resolve {code} --how 已接").code == 0

    def over(number: int) -> dict[int, Any]:
        """At one in the morning of that day."""
        now = datetime.fromisoformat(f"2026-11-{number:02}T01:00:00+08:00")
        with closing(Session(shared.path, "hq", clock=lambda: now)) as session:
            situation = session.situation()
            return {day: leagues.league(session, situation, date(2026, 11, day)) for day in range(7, number)}

    known: dict[int, Any] = {}
    for number in range(8, 16):
        found = over(number)
        assert {day: found[day] for day in known} == known, number
        known = found
        monkeypatch.setattr("tests.server.conftest.NOW", f"2026-11-{number:02}T10:00:00+08:00")
        if number - 9 in range(len(lines)):
            who, line = lines[number - 9]
            said = enter(who, line.format(code))
            assert said.code == 0, said
