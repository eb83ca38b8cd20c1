"""Results: what members below headquarters enter waits until headquarters confirm it, and what becomes of it then."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

import pytest

from campaign.core.model.consent import What
from campaign.store.queries import checks
from campaign.store.queries.results import uncounted_on
from campaign.store.store import Store
from tests.server.conftest import HQ, LEADER, STAFF, Enter, Shared

TODAY = date(2026, 11, 7)


class Case(NamedTuple):
    """How one result is entered, and what is to be seen of it."""

    what: What
    lines: tuple[str, ...]
    code: str
    keys: tuple[str, ...]
    """Of ``show --json``: those that a return puts back."""
    returned: Mapping[str, Any] = {}
    """What they are then, where that is not what they were before."""
    who: str = STAFF
    item: str | None = None


CASES = {
    "a start": Case(What.START, ("edit P0001 --started today --stage building",), "P0001", ("started", "stage")),
    "a start before its stage": Case(What.START, ("edit P0001 --started today", "edit P0001 --stage building"), "P0001",
                                     ("started",), {"stage": "planning"}),
    "a registration": Case(What.REGISTRATION, ("edit P0001 --registered today",), "P0001", ("registered",)),
    "registered money": Case(What.REGISTRATION, ("register P0001 2026-11 500万",), "P0001",
                             ("registered_100", "registered_money"), item="2026-11"),
    "a finish": Case(What.FINISH, ("edit P0001 --finished today --stage completed",), "P0001", ("finished", "stage")),
    "a finish by its stage": Case(What.FINISH, ("edit P0001 --stage producing",), "P0001", ("finished", "stage")),
    "a resolution": Case(What.RESOLUTION, ("resolve B0001 --how 已办",), "B0001",
                         ("state", "resolved", "resolution", "due", "unit", "person")),
    "an acceptance": Case(What.ACCEPTANCE, ("accept G0001 --how 验收",), "G0001", ("accepted", "how", "due")),
    "a grant": Case(What.GRANT, ("grant A0001",), "A0001", ("state", "granted", "expires", "submitted", "due")),
    "a signing": Case(What.SIGNING, ("advance K0001 signed",), "K0001", ("stage", "signed")),
    "a landing": Case(What.LANDING, ("advance K0001 landed",), "K0001", ("landed", "project"), {"stage": "signed"}),
    "a new project": Case(What.ADDED, ("add-project 新厂 -c C01",), "P0006", ("withdrawn",), {"withdrawn": "不实"}),
    "a new land task": Case(What.ADDED, ("add-land-task 三期征迁 --kind expropriation -p P0001 --target 100亩",), "G0003",
                            ("accepted",), {"accepted": None}),
    "a blocker from elsewhere": Case(What.OPENED, ("add-blocker 外来 -p P0001 --category other",), "B0007", ("state",),
                                     {"state": "open"}, LEADER, "C01"),
    "money taken from elsewhere": Case(What.TAKEN, ("progress P0001 100万", "progress P0001 -40万"), "P0001", ("done_100",),
                                       {"done_100": 60}, LEADER, "progress:5"),
    "a higher authority of a blocker": Case(What.AUTHORITY, ("add-blocker 用海 -p P0001 --category sea --authority national",),
                                            "B0007", ("authority",), {"authority": "national"}),
    "a higher authority of a land task": Case(
        What.AUTHORITY, ("add-land-task 三期 --kind forest -p P0001 --target 9亩 --authority province",), "G0003", ("authority",),
        {"authority": "province"}),
    "a higher authority of an approval": Case(What.AUTHORITY, ("add-approval P0001 water --authority national",), "A0004",
                                              ("authority",), {"authority": "national"}),
}
every = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def waiting(enter: Enter) -> list[tuple[str, str, str, str | None]]:
    rows = enter(STAFF, "unconfirmed --json").json()
    return [(row["code"], row["what"], row["by"], row["item"]) for row in rows]


def facts(enter: Enter, case: Case) -> dict[str, Any]:
    """Of the thing as it is; nothing of one that is not there."""
    said = enter(HQ, f"show {case.code} --json")
    return {key: said.json()[key] for key in {*case.keys, *case.returned}} if said.code == 0 else {}


def enter_all(enter: Enter, case: Case) -> None:
    for line in case.lines:
        said = enter(case.who, line)
        assert said.code == 0, (line, said)


@contextmanager
def sound(shared: Shared) -> Iterator[Store]:
    """Afterwards the log explains every row, and every total and cell is right."""
    with Store(shared.path) as store:
        yield store
        assert checks.unexplained(store) == []
        assert checks.flaws(store) == []
        checks.check(store)


def test_there_is_a_case_of_every_result() -> None:
    assert {case.what for case in CASES.values()} == set(What)


@every
def test_it_waits_and_headquarters_confirm_it(case: Case, enter: Enter, shared: Shared) -> None:
    enter_all(enter, case)
    entered = facts(enter, case)
    assert (case.code, case.what, case.who, case.item) in waiting(enter)
    row = enter(STAFF, f"show {case.code} --json").json()
    if case.code.startswith("P"):
        assert case.what in row["unconfirmed"]
    else:
        assert (row["confirmed"], row["confirmed_by"], row["confirmed_on"]) == (False, None, None)
    assert enter(STAFF, f"confirm {case.code}").code == 6
    assert enter(HQ, f"confirm {case.code} --what {case.what}").code == 0
    assert (case.code, case.what, case.who, case.item) not in waiting(enter)
    again = enter(HQ, f"confirm {case.code} --what {case.what}")
    assert (again.code, again.out) == (1, "")
    assert enter(HQ, f"return {case.code} --what {case.what} --why 不实").code == 1
    assert enter(HQ, f"confirm {case.code}").code in (0, 1)  # what else of it waits
    row = enter(STAFF, f"show {case.code} --json").json()
    if case.code.startswith("P"):
        assert row["unconfirmed"] == []
    else:
        assert (row["confirmed"], row["confirmed_by"], row["confirmed_on"]) == (True, HQ, TODAY.isoformat())
    assert facts(enter, case) == entered
    assert [enter(case.who, "undo").code for _line in case.lines][-1] == 1
    with sound(shared) as store:
        assert store.snapshot().uncounted == {}


@every
def test_it_is_returned(case: Case, enter: Enter, shared: Shared) -> None:
    before = facts(enter, case)
    enter_all(enter, case)
    assert enter(HQ, f"return {case.code} --what {case.what}").code == 2
    assert enter(STAFF, f"return {case.code} --why 不实").code == 6
    said = enter(HQ, f"return {case.code} --what {case.what} --why 不实")
    assert said.code == 0, said
    assert facts(enter, case) == {**before, **case.returned}
    assert (case.code, case.what, case.who, case.item) not in waiting(enter)
    assert enter(HQ, f"return {case.code} --what {case.what} --why 不实").code == 1
    row = enter(HQ, f"show {case.code} --json").json()
    if case.what in (What.RESOLUTION, What.ACCEPTANCE, What.GRANT, What.SIGNING, What.LANDING):
        last = row["events"][-1]
        assert (last["kind"], last["text"]) == ("return", "不实")
    assert enter(case.who, "undo").code in (1, 7)
    with sound(shared):
        pass
    assert enter(HQ, "undo").code == 0
    assert (case.code, case.what, case.who, case.item) in waiting(enter)
    with sound(shared):
        pass


@every
def test_its_maker_takes_it_back(case: Case, enter: Enter, shared: Shared) -> None:
    before = facts(enter, case)
    enter_all(enter, case)
    for _line in case.lines:
        assert enter(case.who, "undo").code == 0
    assert waiting(enter) == []
    assert facts(enter, case) == before
    with sound(shared) as store:
        assert store.snapshot().uncounted == {}


@every
def test_what_headquarters_write_is_confirmed(case: Case, enter: Enter) -> None:
    enter_all(enter, case._replace(who=HQ))
    assert waiting(enter) == []
    row = enter(STAFF, f"show {case.code} --json").json()
    assert row.get("unconfirmed") == [] if case.code.startswith("P") else row["confirmed"] is None


@every
def test_a_past_day_goes_by_what_was_confirmed_then(case: Case, enter: Enter, shared: Shared) -> None:
    enter_all(enter, case)
    with sound(shared) as store:
        def held() -> set[What]:
            return {row.what for row in uncounted_on(store, TODAY).get(case.code, ())}

        assert case.what in held()
        assert enter(HQ, f"confirm {case.code}").code == 0
        assert held() == set()
