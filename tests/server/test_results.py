"""Results: what members below headquarters enter waits until headquarters confirm it, and what becomes of it then."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from campaign.core.model.consent import What
from campaign.service import records, requests
from campaign.store.queries import checks, results
from campaign.store.store import Store
from campaign.words import label
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
    "funds taken from elsewhere": Case(What.TAKEN, ("fund P0001 100万", "fund P0001 -40万"), "P0001", ("funds_100",),
                                       {"funds_100": 60}, LEADER, "funds:3"),
    "land taken from elsewhere": Case(What.TAKEN, ("land-progress G0001 +9", "land-progress G0001 -4"), "G0001", ("done",),
                                      {"done": 405.87}, LEADER, "land_events:5"),
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
            return {row.what for row in results.uncounted_on(store, TODAY).get(case.code, ())}

        assert case.what in held()
        assert enter(HQ, f"confirm {case.code}").code == 0
        assert held() == set()


@every
def test_who_looks_on_sees_it_at_once(case: Case, enter: Enter, shared: Shared) -> None:
    """The picture that is patched is the one that is read anew."""
    watching = shared.session()
    seen = watching.situation()
    for who, line in (*((case.who, line) for line in case.lines), (HQ, f"confirm {case.code}"), (HQ, "undo"),
                      (HQ, f"return {case.code} --why 不实"), (HQ, "undo")):
        assert enter(who, line).code == 0, line
        seen, fresh = watching.refreshed(seen), watching.situation()
        assert seen.snapshot == fresh.snapshot and seen.assessments == fresh.assessments and +seen.counts == +fresh.counts, line
    watching.close()


# What is not one result by itself ---------------------------------------------------------------------------------------


def rows(enter: Enter, who: str = HQ) -> list[tuple[str, str]]:
    return [(row["code"], row["what"]) for row in enter(who, "unconfirmed --json").json()]


def test_an_authority_goes_on_to_what_points_there(enter: Enter) -> None:
    """Typed for the land task or for the blocker, it excuses nobody before headquarters agree; both are decided at once."""
    assert enter(STAFF, "add-land-task 四期 --kind forest -p P0001 --target 9亩").code == 0
    assert enter(STAFF, "add-blocker 用林 -p P0001 --category forest --about G0003").code == 0
    assert enter(STAFF, "edit G0003 --authority national").code == 0
    assert enter(STAFF, "show B0007 --json").json()["authority"] == "national"
    assert {("G0003", "authority"), ("B0007", "authority")} <= set(rows(enter))
    assert enter(HQ, "confirm G0003 --what authority").code == 0
    assert {("G0003", "authority"), ("B0007", "authority")}.isdisjoint(rows(enter))


def test_what_the_unit_or_the_law_says_needs_nobody(enter: Enter) -> None:
    assert enter(STAFF, "add-blocker 用林 -p P0001 --category forest --unit 省林业局").code == 0
    assert enter(STAFF, "add-blocker 再用林 -p P0001 --category forest --unit 省林业局 --authority province").code == 0
    assert enter(STAFF, "add-approval P0001 sea").code == 0
    assert enter(STAFF, "add-blocker 县里的 -p P0001 --category other --authority county").code == 0
    assert rows(enter) == []


def test_ones_own_county_needs_nobody(enter: Enter) -> None:
    for line in ("add-blocker 自己的 -p P0001 --category other", "progress P0001 100万", "progress P0001 -40万"):
        assert enter(STAFF, line).code == 0
    assert rows(enter) == []


def test_a_line_each_is_what_confirm_reads(enter: Enter) -> None:
    for line in ("edit P0001 --started today --stage building", "edit P0001 --registered today", "resolve B0001 --how 已办"):
        assert enter(STAFF, line).code == 0
    plain = enter(STAFF, "unconfirmed --county C01 --plain").out
    assert plain.splitlines() == [f"P0001 start {STAFF} {TODAY} C01", f"P0001 registration {STAFF} {TODAY} C01",
                                  f"B0001 resolution {STAFF} {TODAY} C01"]
    assert enter(STAFF, "unconfirmed --county C02 --plain").out == ""
    first, *others = plain.splitlines()
    assert enter(HQ, "confirm -", stdin=f"编号 事项\n{first}\n\n").code == 0
    assert rows(enter) == [("P0001", "registration"), ("B0001", "resolution")]
    assert enter(HQ, "confirm -", stdin="P0001 此后随便写\nB0001").code == 0
    assert rows(enter) == [] and others
    assert enter(HQ, "confirm -", stdin="没有编号\n").code == 2
    assert enter(HQ, "confirm -", stdin=plain).code == 1


def test_all_of_them_or_none(enter: Enter) -> None:
    assert enter(STAFF, "edit P0001 --started today --stage building").code == 0
    assert enter(HQ, "confirm P0001 P0002").code == 1
    assert rows(enter) == [("P0001", "start")]


def test_a_word_that_is_none_is_refused(enter: Enter) -> None:
    for line in ("confirm P0001 --what nothing", "return P0001 --what nothing --why x", "confirm P0001 --on D+90"):
        assert enter(HQ, line).code == 2


def test_the_day_that_it_counts_for(enter: Enter, shared: Shared) -> None:
    """Whatever ``--on`` says of the thing, it is the day of the entry, unless headquarters say another."""
    assert enter(STAFF, "resolve B0001 --how 已办 --on D+30").code == 0
    assert enter(STAFF, "unconfirmed --json").json()[0]["on"] == TODAY.isoformat()
    assert enter(HQ, "confirm B0001 --on D+31").code == 0
    with Store(shared.path) as store:
        assert [row.on for row in results.confirmed(store)] == [date(2026, 11, 1)]


def test_emptied_or_reopened_it_waits_no_longer(enter: Enter) -> None:
    for entered, gone in (("edit P0001 --started today", "edit P0001 --started ''"),
                          ("resolve B0001 --how 已办", "reopen B0001 --why 未办"),
                          ("accept G0001", "reopen G0001 --why 未验"), ("grant A0001", "reopen A0001 --why 未批"),
                          ("register P0001 2026-11 50万", "register P0001 2026-11 0")):
        assert enter(STAFF, entered).code == 0
        assert len(rows(enter)) == 1, entered
        said = enter(STAFF, gone)
        assert said.code == 0, said
        assert rows(enter) == [], gone
        assert enter(STAFF, "undo").code == 0
        assert len(rows(enter)) == 1, gone
        assert enter(STAFF, "undo").code == 0


@pytest.mark.parametrize(("entered", "gone", "code"), [
    ("resolve B0001 --how 已办", "reopen B0001 --why 未办", "B0001"), ("accept G0001", "reopen G0001 --why 未验", "G0001"),
    ("grant A0001", "reopen A0001 --why 未批", "A0001")])
def test_what_was_confirmed_and_is_open_again_has_nothing_to_confirm(entered: str, gone: str, code: str, enter: Enter,
                                                                     shared: Shared) -> None:
    assert enter(STAFF, entered).code == 0
    assert enter(HQ, f"confirm {code}").code == 0
    assert enter(HQ, f"show {code} --json").json()["confirmed"] is True
    assert enter(HQ, gone).code == 0
    row = enter(HQ, f"show {code} --json").json()
    assert [row[name] for name in ("confirmed", "confirmed_by", "confirmed_on")] == [None] * 3
    with Store(shared.path) as store:
        assert not list(checks.wrong_totals(store))


def test_corrected_by_who_typed_it_it_waits_as_it_is(enter: Enter) -> None:
    for line in ("edit P0001 --started D+30", "edit P0001 --started D+31", "register P0001 2026-11 50万",
                 "register P0001 2026-11 60万"):
        said = enter(STAFF, line)
        assert (said.code, said.out) == (0, ""), said
    assert rows(enter) == [("P0001", "start"), ("P0001", "registration")]
    assert enter(LEADER, "edit P0001 --started D+32").code == 2
    assert enter(LEADER, "edit P0001 --started D+32 --why 现场").line == "Q0001"
    assert enter(LEADER, "register P0001 2026-11 70万 --why 统计局").line == "Q0002"
    assert enter(HQ, "confirm P0001").code == 0
    assert enter(STAFF, "edit P0001 --started D+33 --why 现场").line == "Q0003"
    assert enter(STAFF, "register P0001 2026-11 80万 --why 统计局").line == "Q0004"
    assert enter(HQ, "approve Q0003 Q0004").code == 0
    row = enter(HQ, "show P0001 --json").json()
    assert (row["started"], row["registered_money"][0]["money"], row["unconfirmed"]) == ("2026-11-03", 80, [])


def test_the_next_day_a_change_of_what_waits_is_a_request(shared: Shared) -> None:
    """What headquarters agree to then is confirmed by that."""
    staff, hq = shared.session(STAFF), shared.session(HQ)
    records.edit(staff, "P0001", {"started": "today"})
    for session in (staff, hq):
        session.clock.pass_by(days=1)  # type: ignore[attr-defined]
    done = records.edit(staff, "P0001", {"started": "D+30"}, why="现场")
    assert done.only_asked and done.asked == (("Q0001", "started"),)
    requests.approve(hq, ["Q0001"])
    assert [row.what for row in results.confirmed(hq.store)] == [What.START] and results.unconfirmed(hq.store) == []
    for session in (staff, hq):
        session.close()


def test_what_headquarters_write_over_what_waits_confirms_it(enter: Enter) -> None:
    assert enter(STAFF, "edit P0001 --started D+30").code == 0
    assert enter(HQ, "edit P0001 --started D+31 --why 现场").code == 0
    assert rows(enter) == []
    assert enter(HQ, "undo").code == 0
    assert rows(enter) == [("P0001", "start")]


def test_until_the_end_of_day_1_nobody_has_to_confirm(shared: Shared) -> None:
    staff = shared.session(STAFF)
    staff.clock.now -= timedelta(days=37)  # type: ignore[attr-defined]
    assert staff.today == staff.campaign.first_day
    records.edit(staff, "P0001", {"started": "today"})
    assert results.unconfirmed(staff.store) == []
    staff.close()


def test_a_returned_landing_leaves_no_project(enter: Enter) -> None:
    """The one that it made is withdrawn; one that was there already is let go and stays."""
    assert enter(STAFF, "advance K0001 landed").code == 0
    assert enter(HQ, "return K0001 --why 未供地").code == 0
    assert enter(HQ, "show P0006 --json").json()["withdrawn"] == "未供地"
    assert enter(STAFF, "advance K0001 signed").code == 0
    assert enter(STAFF, "advance K0001 landed --project P0003").code == 0
    assert enter(HQ, "return K0001 --what landing --why 未供地").code == 0
    assert enter(HQ, "show P0003 --json").json()["withdrawn"] is None
    assert enter(HQ, "show K0001 --json").json()["project"] is None


def test_a_signing_stands_while_the_landing_does(enter: Enter) -> None:
    assert enter(STAFF, "advance K0001 landed").code == 0
    assert enter(HQ, "confirm K0001 --what landing").code == 0
    assert enter(HQ, "return K0001 --what signing --why 未签").code == 1


def test_a_returned_land_task_counts_nowhere(enter: Enter) -> None:
    before = enter(HQ, "land-tasks --json").out
    assert enter(STAFF, "add-land-task 五期 --kind expropriation -p P0001 --target 90亩 --due D+38").code == 0
    assert "G0003" in enter(HQ, "show P0001").out
    assert enter(HQ, "return G0003 --why 不在范围").code == 0
    assert enter(HQ, "land-tasks --json").out == before
    assert "G0003" not in enter(HQ, "show P0001").out and "G0003" not in enter(HQ, "leaderboards --json").out
    assert enter(STAFF, "land-progress G0003 +5").code == 1
    assert enter(HQ, "show G0003").code == 0


def test_a_return_is_evidence(enter: Enter) -> None:
    assert enter(STAFF, "resolve B0001 --how 已办").code == 0
    assert enter(HQ, "return B0001 --why 现场未办").code == 0
    merit = enter(HQ, "merit U02 reminder --why 虚报 --evidence B0001").line
    assert "现场未办" in enter(HQ, f"show {merit}").out


@every
def test_a_return_is_told_everywhere(case: Case, enter: Enter, shared: Shared) -> None:
    """Who returned what, when and why: its page, news, the bulletin, evidence."""
    enter_all(enter, case)
    assert enter(HQ, f"return {case.code} --what {case.what} --why 现场未见").code == 0
    told = enter(STAFF, f"show {case.code} --json").json()["returns"]
    assert [(row["what"], row["item"], row["by"], row["why"], row["returned_by"], row["returned_on"]) for row in told] == [
        (case.what, case.item, case.who, "现场未见", HQ, TODAY.isoformat())]
    page = enter(STAFF, f"show {case.code}").out
    assert "退回事项" in page and "现场未见" in page
    news = enter(STAFF, f"news --json --since {TODAY}").json()
    (group,) = [row for row in news if row["code"] == "returned"]
    said = group["items"][0]["text"]
    assert group["codes"] == [case.code] and "现场未见" in said and label(case.what) in said
    others = [row["code"] for row in news for item in row["items"] if item["actor"] == HQ and row["code"] != "returned"
              and item["code"] == case.code]
    assert not others  # the stage that it was and the money taken out are in the return
    assert "指挥部退回 1 件" in enter(STAFF, f"news --since {TODAY}").out
    bulletin = enter(STAFF, "bulletin").out
    assert "被退回：现场未见" in bulletin and label(case.what) in bulletin
    merit = enter(HQ, f"merit U02 reminder --why 虚报 --evidence {case.code}").line
    assert "现场未见" in enter(HQ, f"show {merit}").out
    assert enter(HQ, "undo").code == 0 and enter(HQ, "undo").code == 0
    assert enter(STAFF, f"show {case.code} --json").json()["returns"] == []


def test_the_light_takes_it_for_true_and_says_so(enter: Enter) -> None:
    assert enter(STAFF, "edit P0001 --started today --stage building").code == 0
    row = enter(STAFF, "show P0001 --json").json()
    assert "unconfirmed" in row["marks"] and not any(reason["rule"] == "start" for reason in row["reasons"])
    assert enter(HQ, "confirm P0001").code == 0
    assert "unconfirmed" not in enter(STAFF, "show P0001 --json").json()["marks"]


@pytest.mark.parametrize("table", ["blockers", "land_tasks", "approvals", "leads"])
def test_doctor_counts_anew_what_was_confirmed(table: str, shared: Shared) -> None:
    """No row says of itself that somebody has confirmed it."""
    with Store(shared.path) as store:
        code = store.fetch(f"SELECT code FROM {table} ORDER BY code LIMIT 1")[0][0]
        with store.writing() as connection:
            connection.execute(f"UPDATE {table} SET confirmed = 1, confirmed_by = 'L02' WHERE code = ?", (code,))
        assert {(row.code, row.field) for row in checks.wrong_totals(store)} == {(code, "confirmed"), (code, "confirmed_by")}
