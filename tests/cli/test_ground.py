"""Land tasks, approvals, funds and the working calendar through the command line: each verb done, refused and taken back.

The small city (``tests.store.world``) has G0001 on P0001 and P0003, 400.87 of 434.9 mu, due on 10 November, with B0005 pointing
to it; G0002 on the whole of C02; A0001 of P0001, forest, with the province since 11 October, with B0006 pointing to it; A0002 and
A0003 of P0001, not handed in. Today is 7 November 2026, day 38.
"""

import csv
import io
from typing import Any

import pytest

from campaign.tables.approvals import APPROVALS
from campaign.tables.land_tasks import LAND_TASKS
from tests.cli.conftest import Cli, Said, one_line


def show(cli: Cli, code: str) -> Any:
    return cli("show", code, "--json").json()


def done(said: Said) -> str:
    """The talk of a write that succeeded."""
    assert said.code == 0, said.err
    return one_line(said.err)


def refused(said: Said, code: int) -> str:
    assert said.code == code, said.err
    return one_line(said.err)


def codes(cli: Cli, *args: str) -> list[str]:
    said = cli(*args, "--json")
    assert said.code == 0, said.err
    return [row["code"] for row in said.json()]


# Land tasks -------------------------------------------------------------------------------------------------------------


def test_add_land_task_on_projects_and_on_a_county(cli: Cli) -> None:
    said = cli("add-land-task", "三期红线", "--kind", "resettlement", "--project", "P0002", "P0004", "--target", "872户", "--due",
               "D+50", "--unit", "市林业局", "--person", "zms", "--authority", "city", "--on", "-3d")
    assert said.out == "G0003\n"
    done(said)
    row = show(cli, "G0003")
    assert (row["projects"], row["scope"], row["county"]) == (["P0002", "P0004"], "projects", None)
    assert (row["target"], row["measure"], row["done"], row["done_pct"]) == (872.0, "households", 0.0, 0.0)
    assert (row["due"], row["opened"], row["unit"], row["person"], row["authority"]) == (
        "2026-11-20", "2026-11-04", "U01", "M001", "city")
    wide = cli("add-land-task", "全县图斑", "--kind", "satellite", "--county", "临江", "--json").json()
    assert (wide["code"], wide["county"], wide["blast"]["projects"], wide["target"]) == ("G0004", "C01", 3, None)
    assert done(cli("undo")) and cli("show", "G0004").code == 3


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("x", "--kind", "forest"), 2),
        (("x", "--kind", "forest", "--project", "P0001", "--county", "C01"), 2),
        (("x", "--kind", "woods", "--county", "C01"), 2),
        (("x", "--county", "C01"), 2),
        (("x", "--kind", "forest", "--county", "C01", "--target", "3斤"), 2),
        (("x", "--kind", "forest", "--county", "C01", "--on", "+1d"), 2),
        (("x", "--kind", "forest", "--county", "火星"), 3),
        (("x", "--kind", "forest", "--project", "P0099"), 3),
        (("", "--kind", "forest", "--county", "C01"), 2),
    ],
)
def test_add_land_task_refuses(cli: Cli, args: tuple[str, ...], code: int) -> None:
    said = cli("add-land-task", *args)
    refused(said, code)
    assert not said.out


@pytest.mark.parametrize(
    ("typed", "reached"),
    [(("+12.5",), 413.37), (("-0.87",), 400.0), (("--to", "432.87亩"), 432.87), (("3亩",), 403.87), (("＋１２．５",), 413.37)],
)
def test_land_progress(cli: Cli, typed: tuple[str, ...], reached: float) -> None:
    assert f"{reached:g} of 434.9 mu" in done(cli("land-progress", "G0001", *typed, "--note", "又签一户"))
    row = show(cli, "G0001")
    assert row["done"] == reached and row["events"][-1]["text"] == "又签一户"
    done(cli("undo"))
    assert show(cli, "G0001")["done"] == 400.87


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("G0001",), 2),
        (("G0001", "+1", "--to", "3"), 2),
        (("G0001", "abc"), 2),
        (("G0001", "+1户"), 2),
        (("G0001", "+1.234"), 2),
        (("G0001", "--to", "-3"), 2),
        (("G0001", "+1", "--on", "+1d"), 2),
        (("G0001", "+1", "--on", "D+1"), 2),
        (("G0001", "-1", "--nte", "x"), 2),
        (("G0001", "-1", "-2"), 2),
        (("G0009", "+1"), 3),
        (("没有的", "+1"), 3),
    ],
)
def test_land_progress_refuses(cli: Cli, args: tuple[str, ...], code: int) -> None:
    refused(cli("land-progress", *args), code)
    assert show(cli, "G0001")["done"] == 400.87


def test_a_misspelt_option_after_a_correction_is_named(cli: Cli) -> None:
    for command, subject in (("land-progress", "G0001"), ("fund", "P0002")):
        assert "--nte" in cli(command, subject, "-1", "--nte", "x").err


def test_accept_says_what_is_left(cli: Cli) -> None:
    line = done(cli("accept", "G0001", "--how", "已现场验收"))
    assert "400.87 of 434.9 mu" in line and "B0005 points to it and is still open" in line
    row = show(cli, "G0001")
    assert (row["accepted"], row["how"], row["days_left"], row["days_overdue"]) == ("2026-11-07", "已现场验收", None, 0)
    assert "G0001" in refused(cli("land-progress", "G0001", "+1"), 1)
    refused(cli("accept", "G0001"), 1)
    assert "G0001" not in codes(cli, "land-tasks") and "G0001" in codes(cli, "land-tasks", "--all")
    done(cli("reopen", "G0001", "--why", "又冒出一户"))
    assert show(cli, "G0001")["accepted"] is None and codes(cli, "land-tasks") == ["G0001", "G0002"]
    refused(cli("reopen", "G0001", "--why", "x"), 1)
    done(cli("undo"))
    assert show(cli, "G0001")["accepted"] == "2026-11-07"
    done(cli("land-progress", "G0002", "--to", "22"))
    line = done(cli("accept", "G0002", "--if-version", str(show(cli, "G0002")["version"])))
    assert "although" not in line and "points" not in line


def test_a_land_task_and_an_approval_that_have_moved_on(cli: Cli) -> None:
    for code, args in (("G0001", ("accept", "G0001")), ("A0002", ("submit", "A0002")), ("A0001", ("grant", "A0001")),
                       ("A0003", ("waive", "A0003", "--why", "x")), ("A0003", ("edit", "A0003", "--unit", "U03"))):
        refused(cli(*args, "--if-version", "99"), 7)
        done(cli(*args, "--if-version", str(show(cli, code)["version"])))


def test_land_task_filters(cli: Cli) -> None:
    assert codes(cli, "land-tasks") == ["G0001", "G0002"]
    for args, found in (
        (("--county", "C02"), ["G0002"]),
        (("--county", "临江"), ["G0001"]),
        (("--project", "P0004"), ["G0002"]),
        (("--project", "P0003"), ["G0001"]),
        (("--leader", "L03"), ["G0001"]),
        (("--unit", "U03"), ["G0001"]),
        (("--kind", "satellite"), ["G0002"]),
        (("--authority", "county"), ["G0001"]),
        (("--text", "图斑"), ["G0002"]),
        (("--overdue",), []),
        (("--overdue", "--all"), []),
    ):
        assert codes(cli, "land-tasks", *args) == found, args
    late = {"CAMPAIGN_NOW": "2026-11-11T10:00:00+08:00"}
    row = cli("land-tasks", "--overdue", "--json", env=late).json()[0]
    assert (row["code"], row["days_overdue"], row["days_left"], row["blockers"]) == ("G0001", 1, 0, ["B0005"])
    reasons = cli("show", "P0003", "--json", env=late).json()["reasons"]
    assert [(reason["level"], reason["land_task"]) for reason in reasons if reason["rule"] == "land"] == [("red", "G0001")]
    for args in (("--kind", "x"), ("--authority", "x")):
        refused(cli("land-tasks", *args), 2)
    refused(cli("land-tasks", "--county", "火星"), 3)


def test_edit_of_a_land_task(cli: Cli) -> None:
    done(cli("edit", "G0001", "--name", "二期征迁", "--kind", "forest", "--target", "450亩", "--unit", "U01", "--person", ""))
    row = show(cli, "G0001")
    assert (row["name"], row["kind"], row["target"], row["unit"], row["person"]) == ("二期征迁", "forest", 450.0, "U01", None)
    done(cli("edit", "G0001", "--due", "D+50"))  # on a file of one's own the owner agrees by writing
    refused(cli("edit", "G0001", "--category", "land"), 2)
    refused(cli("edit", "G0001", "--about", "G0002"), 2)
    refused(cli("edit", "G0001"), 2)


# Blockers that point to them ----------------------------------------------------------------------------------------------


def test_a_blocker_takes_due_day_and_level_from_what_it_points_to(cli: Cli) -> None:
    assert (show(cli, "B0005")["due"], show(cli, "B0005")["land_task"]) == (show(cli, "G0001")["due"], "G0001")
    done(cli("edit", "G0001", "--due", "D+55", "--why", "雨季"))
    done(cli("edit", "G0001", "--authority", "province"))
    row = show(cli, "B0005")
    assert (row["due"], row["authority"]) == ("2026-11-25", "province") and row["events"][-1]["kind"] == "due"
    done(cli("submit", "A0002", "--due", "D+70"))
    done(cli("edit", "B0005", "--about", "A0002"))
    row = show(cli, "B0005")
    assert (row["land_task"], row["approval"], row["due"]) == (None, "A0002", "2026-12-10")
    assert show(cli, "G0001")["blocker_list"] == [] and show(cli, "A0002")["blocker_list"][0]["code"] == "B0005"
    done(cli("undo"))
    assert show(cli, "B0005")["land_task"] == "G0001"
    for option, value in (("--due", "D+60"), ("--authority", "city")):
        assert "G0001" in refused(cli("edit", "B0005", option, value, "--why", "x"), 1)


def test_add_blocker_about(cli: Cli) -> None:
    said = cli("add-blocker", "一户未搬", "--about", "G0001")
    assert said.out == "B0007\n" and "this freezes 2 projects" in done(said)
    row = show(cli, "B0007")
    task = show(cli, "G0001")
    assert row["projects"] == task["projects"] and task["blockers"] == ["B0005", "B0007"]
    assert (row["category"], row["due"], row["authority"], row["unit"]) == ("expropriation", task["due"], "county", "U03")
    assert cli("add-blocker", "全区卡住", "--about", "全区图斑整改", "--json").json()["county"] == "C02"
    row = show(cli, cli("add-blocker", "批复卡住", "--about", "A0001", "--category", "land", "--unit", "U01").line)
    assert (row["projects"], row["category"], row["unit"], row["approval"]) == (["P0001"], "land", "U01", "A0001")
    for args, code in (
        (("x",), 2),
        (("x", "--project", "P0001"), 2),
        (("x", "--about", "G0001", "--due", "D+50"), 2),
        (("x", "--about", "G0001", "--authority", "city"), 2),
        (("x", "--about", "G0099"), 3),
        (("x", "--about", "A0099"), 3),
    ):
        refused(cli("add-blocker", *args), code)
    done(cli("accept", "G0001"))
    refused(cli("add-blocker", "x", "--about", "G0001"), 1)


def test_what_is_frozen_and_what_is_freed(cli: Cli) -> None:
    line = done(cli("add-blocker", "供电", "--project", "P0002", "P0004", "--category", "utilities"))
    assert "freezes 2 projects" in line and "1 of them was held" in line
    line = done(cli("resolve", "B0007", "--how", "已送电"))
    assert "frees 1 project " in line and "1 project stays held" in line
    line = done(cli("resolve", "B0002", "--how", "已销号"))
    assert "frees 1 project " in line and "2 projects stay held" in line
    line = done(cli("--request", "r-9", "resolve", "B0001", "--how", "x"))
    assert "frees" not in line and "1 project stays held" in line
    assert "request id" in done(cli("--request", "r-9", "resolve", "B0001", "--how", "x"))


def test_a_late_land_task_holds_what_a_blocker_frees(cli: Cli) -> None:
    late = {"CAMPAIGN_NOW": "2026-11-12T10:00:00+08:00"}
    for code, project in (("B0002", "P0005"), ("B0005", "P0001")):
        line = done(cli("resolve", code, "--how", "x", env=late))
        assert ("frees 1 project" in line) is (project == "P0005")


# Approvals --------------------------------------------------------------------------------------------------------------


def test_add_approval(cli: Cli) -> None:
    said = cli("add-approval", "P0002", "site")
    assert said.out == "A0004\n" and "P0002" in done(said)
    row = show(cli, "A0004")
    assert (row["project"], row["kind"], row["state"], row["submitted"]) == ("P0002", "site", "needed", None)
    assert cli("add-approval", "港口路", "land,forest", "--submitted", "-3d", "--unit", "省林业局").out == "A0005\nA0006\n"
    assert (show(cli, "A0006")["state"], show(cli, "A0006")["submitted"], show(cli, "A0006")["unit"]) == (
        "submitted", "2026-11-04", "U02")
    rows = cli("add-approval", "P0002", "sea", "--not-needed", "不用海", "--json").json()
    assert [(row["code"], row["state"], row["reason"]) for row in rows] == [("A0007", "not_needed", "不用海")]
    done(cli("undo"))
    assert cli("show", "A0007").code == 3


def test_add_approval_adds_what_is_missing(cli: Cli) -> None:
    done(cli("edit", "P0005", "--investor", "government"))
    missing = show(cli, "P0005")["approvals_missing"]
    assert {"proposal", "feasibility", "site", "permit"} <= set(missing)
    said = cli("add-approval", "P0005")
    assert len(said.out.split()) == len(missing) > 3 and show(cli, "P0005")["approvals_missing"] == []
    refused(cli("add-approval", "P0005"), 2)
    done(cli("undo"))
    assert show(cli, "P0005")["approvals_missing"] == missing and show(cli, "P0005")["approvals"] == []


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("P0001", "forest"), 1),
        (("P0002", "woods"), 2),
        (("P0002", "-3"), 2),
        (("P0002", "site", "--submitted", "today", "--not-needed", "x"), 2),
        (("P0002", "site", "--submitted", "+1d"), 2),
        (("P0002", "site", "--not-needed", ""), 2),
        (("P0099",), 3),
        (("P0002", "site", "--unit", "火星局"), 3),
    ],
)
def test_add_approval_refuses(cli: Cli, args: tuple[str, ...], code: int) -> None:
    said = cli("add-approval", *args)
    refused(said, code)
    assert not said.out and codes(cli, "approvals", "--project", "P0002") == []


def test_an_approval_from_submission_to_reopening(cli: Cli) -> None:
    line = done(cli("submit", "A0003", "--on", "D+36", "--unit", "U03"))
    row = show(cli, "A0003")
    assert row["due"] in line and (row["state"], row["submitted"], row["unit"]) == ("submitted", "2026-11-06", "U03")
    assert (row["days_in_hands"], row["limit_days"]) == (1, 7) and row["limit_unit"] in ("working", "calendar")
    done(cli("contact", "a3", "已电话催办", "--next", "+2d"))
    assert (show(cli, "A0003")["last_contact"], show(cli, "A0003")["next_contact"]) == ("2026-11-07", "2026-11-09")
    done(cli("edit", "A0003", "--due", "D+60", "--why", "补正"))
    assert show(cli, "A0003")["due"] == "2026-11-30"
    done(cli("edit", "A0003", "--next-contact", "today", "--authority", "city"))
    row = show(cli, "A0003")
    assert row["contact_due"] and row["authority"] == "city" and "A0003" in codes(cli, "approvals", "--contact-due")
    assert "2026-11-27" in done(cli("grant", "A0003", "--on", "today", "--expires", "+20d", "--how", "建字1号"))
    row = show(cli, "A0003")
    assert (row["state"], row["granted"], row["expires"], row["days_to_lapse"]) == ("granted", "2026-11-07", "2026-11-27", 20)
    assert row["events"][-1]["text"] == "建字1号"
    assert "A0003" in codes(cli, "approvals", "--lapsing") and show(cli, "P0001")["lapses"] == "2026-11-27"
    assert codes(cli, "projects", "--lapsing", "yes") == ["P0001"] and codes(cli, "projects", "--lapsing", "soon") == []
    done(cli("reopen", "A0003", "--why", "被撤回"))
    assert show(cli, "A0003")["state"] == "needed"
    done(cli("undo"))
    assert show(cli, "A0003")["state"] == "granted"
    done(cli("edit", "A0003", "--expires", "2027-01-01"))
    assert show(cli, "A0003")["days_to_lapse"] == 55
    assert [event["kind"] for event in show(cli, "A0003")["events"]] == ["submit", "contact", "due", "grant"]


def test_grant_and_waive_name_the_blockers_that_are_still_open(cli: Cli) -> None:
    for args in (("grant", "A0001"), ("waive", "A0001", "--why", "不涉及林地")):
        assert "B0006 points to it and is still open" in done(cli(*args))
        done(cli("undo"))
        assert show(cli, "A0001")["state"] == "submitted"
    done(cli("resolve", "B0006", "--how", "x"))
    assert "still open" not in done(cli("grant", "A0001"))


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("submit", "A0002", "--on", "+1d"), 2),
        (("submit", "A0002", "--due", "D+3"), 2),
        (("submit", "A0002", "--unit", "火星局"), 3),
        (("submit", "A0099"), 3),
        (("submit", "P0001"), 3),
        (("contact", "A0001", ""), 2),
        (("contact", "A0001", "x", "--next", "soon"), 2),
        (("contact", "A0001", "x", "--next", "-1d"), 2),
        (("contact", "B0001", "x", "--next", "+1d"), 2),
        (("contact", "A0099", "x"), 3),
        (("grant", "A0001", "--on", "D+1"), 2),
        (("grant", "A0001", "--expires", "-1d"), 2),
        (("grant", "A0001", "--on", "+1d"), 2),
        (("waive", "A0001"), 2),
        (("waive", "A0001", "--why", ""), 2),
        (("reopen", "A0002", "--why", "x"), 1),
        (("reopen", "A0001"), 2),
        (("reopen", "G0099", "--why", "x"), 3),
        (("edit", "A0002", "--due", "D+70", "--why", "x"), 1),
        (("edit", "A0001", "--kind", "land"), 2),
        (("edit", "P0001", "--next-contact", "today"), 2),
    ],
)
def test_verbs_of_approvals_refuse(cli: Cli, args: tuple[str, ...], code: int) -> None:
    before = cli("log", "--json").out
    refused(cli(*args), code)
    assert cli("log", "--json").out == before


def test_what_is_settled_must_be_reopened_first(cli: Cli) -> None:
    done(cli("grant", "A0001"))
    for args in (("submit", "A0001"), ("grant", "A0001"), ("waive", "A0001", "--why", "x"), ("contact", "A0001", "x")):
        assert "campaign reopen A0001" in refused(cli(*args), 1)


def test_approval_filters_and_order(cli: Cli) -> None:
    done(cli("waive", "A0003", "--why", "x"))
    assert codes(cli, "approvals") == ["A0003", "A0001", "A0002"]
    for args, found in (
        (("--project", "P0002"), []),
        (("--county", "C01"), ["A0003", "A0001", "A0002"]),
        (("--county", "C02"), []),
        (("--leader", "L01"), ["A0003", "A0001", "A0002"]),
        (("--authority", "province"), ["A0001", "A0002"]),
        (("--unit", "省林业局"), ["A0001"]),
        (("--kind", "forest,permit"), ["A0003", "A0001"]),
        (("--state", "needed,submitted"), ["A0001", "A0002"]),
        (("--state", "not-needed"), ["A0003"]),
        (("--overdue",), ["A0001"]),
        (("--contact-due",), []),
        (("--lapsing",), []),
    ):
        assert codes(cli, "approvals", *args) == found, args
    row = cli("approvals", "--overdue", "--json").json()[0]
    assert (row["days_overdue"], row["days_in_hands"], row["limit_days"], row["limit_unit"]) == (1, 20, 20, "working")
    assert (row["project_name"], row["county_name"], row["unit_name"]) == ("滨海新材料二期", "临江区", "省林业局")
    for args in (("--state", "x"), ("--kind", "x"), ("--authority", "x")):
        refused(cli("approvals", *args), 2)
    refused(cli("approvals", "--unit", "火星局"), 3)


# Money and calendar -----------------------------------------------------------------------------------------------------


def test_fund_and_register(cli: Cli) -> None:
    done(cli("fund", "P0002", "+2000万", "--source", "专项债"))
    row = show(cli, "P0002")
    assert row["funds_100"] == 3200 and row["funds"][0] == {
        "project": "P0002", "on": "2026-11-07", "money": 2000, "source": "专项债"}
    done(cli("fund", "P0002", "-200万", "--on", "-1d"))
    done(cli("fund", "P0002", "--to", "5000万"))
    assert show(cli, "P0002")["funds_100"] == 5000
    done(cli("undo"))
    assert show(cli, "P0002")["funds_100"] == 3000
    done(cli("register", "P0002", "2026-11", "800万"))
    done(cli("register", "P0002", "2026年10月", "1000万"))
    row = show(cli, "P0002")
    assert row["registered_money"] == [
        {"project": "P0002", "month": "2026-11", "money": 800}, {"project": "P0002", "month": "2026-10", "money": 1000}]
    assert row["registered_100"] == 1800 and row["done_100"] == 700 and row["registered"] is None
    assert "nothing was changed" in done(cli("register", "P0002", "2026-11", "800万"))
    done(cli("undo"))
    assert show(cli, "P0002")["registered_100"] == 1700


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("fund", "P0002"), 2),
        (("fund", "P0002", "+3", "--to", "5"), 2),
        (("fund", "P0002", "abc"), 2),
        (("fund", "P0002", "+1.5万"), 2),
        (("fund", "P0002", "+3", "--on", "+1d"), 2),
        (("fund", "P0099", "+3"), 3),
        (("register", "P0002", "2026-13", "3"), 2),
        (("register", "P0002", "2026-12", "3"), 2),
        (("register", "P0002", "2026-10", "-3"), 2),
        (("register", "P0002", "2026-10"), 2),
        (("register", "P0099", "2026-10", "3"), 3),
        (("calendar", "2026-11-14"), 2),
        (("calendar", "2026-11-14", "--work"), 2),
        (("calendar", "2026-11-14", "--work", "--why", ""), 2),
        (("calendar", "soon", "--work", "--why", "x"), 2),
        (("calendar", "--work", "--why", "x"), 2),
        (("calendar", "2026-11-14", "--json"), 2),
    ],
)
def test_money_and_calendar_refuse(cli: Cli, args: tuple[str, ...], code: int) -> None:
    before = cli("log", "--json").out
    refused(cli(*args), code)
    assert cli("log", "--json").out == before


def test_the_campaigns_own_days_move_the_limits(cli: Cli) -> None:
    said = cli("calendar")
    assert (said.code, said.out) == (0, "") and "published" in said.err
    assert cli("calendar", "--json").json() == [] and cli("calendar", "--csv").out == "day,working,why\n"
    before = show(cli, "A0001")["due"]
    assert "a day off" in done(cli("calendar", "2026-10-30", "--rest", "--why", "台风"))
    after = show(cli, "A0001")["due"]
    assert after > before and show(cli, "B0006")["due"] == after
    done(cli("calendar", "2026-11-14", "--work", "--why", "不休息"))
    assert cli("calendar", "--json").json() == [
        {"day": "2026-10-30", "working": False, "why": "台风"}, {"day": "2026-11-14", "working": True, "why": "不休息"}]
    assert "台风" in cli("calendar").out and "台风" in cli("calendar", "--plain").out
    done(cli("undo"))
    done(cli("undo"))
    assert show(cli, "A0001")["due"] == before and cli("calendar", "--json").json() == []


# Projects ---------------------------------------------------------------------------------------------------------------


def test_progress_with_a_defect(cli: Cli) -> None:
    done(cli("progress", "P0002", "--quality", "梁体裂缝", "--crew", "50/100"))
    row = show(cli, "P0002")
    assert any((blocker["title"], blocker["category"]) == ("梁体裂缝", "safety") for blocker in row["blockers"])
    assert (row["crew"], row["crew_planned"]) == (50, 100) and "understaffed" in row["marks"]
    assert codes(cli, "projects", "--mark", "understaffed") == ["P0002"]
    done(cli("undo"))
    assert show(cli, "P0002")["crew"] is None
    refused(cli("progress", "P0002", "--quality", ""), 2)


def test_a_project_shows_its_ground(cli: Cli) -> None:
    row = show(cli, "P0001")
    assert [task["code"] for task in row["land_tasks"]] == ["G0001"]
    assert [approval["code"] for approval in row["approvals"]] == ["A0001", "A0002", "A0003"]
    assert tuple(row["land_tasks"][0]) == LAND_TASKS.heads and tuple(row["approvals"][0]) == APPROVALS.heads
    assert set(row) >= {"approvals_missing", "funds", "registered_money", "funds_planned", "funds_100", "registered_100", "crew",
                        "crew_planned", "leader_visit", "too_late_after", "risk_after", "lapses"}
    page = cli("show", "P0001").out
    assert "G0001" in page and "A0001" in page and "400.87/434.9 mu" in page
    listed = cli("projects", "--json").json()[0]
    assert listed["too_late_after"] == row["too_late_after"]
    assert codes(cli, "projects", "--too-late") == codes(cli, "projects", "--mark", "too-late")
    assert codes(cli, "projects", "--contact-due") == []
    for args in (("--mark", "x"), ("--too-late", "--watermelon"), ("--lapsing", "x")):
        refused(cli("projects", *args), 2)


@pytest.mark.parametrize(("name", "keys"), [("land-tasks", LAND_TASKS.heads), ("approvals", APPROVALS.heads)])
def test_lists_have_their_keys_and_forms(cli: Cli, name: str, keys: tuple[str, ...]) -> None:
    rows = cli(name, "--json").json()
    assert rows and all(tuple(row) == keys for row in rows)
    table = list(csv.reader(io.StringIO(cli(name, "--csv").out)))
    assert tuple(table[0]) == keys and len(table) == len(rows) + 1
    plain = cli(name, "--plain").line
    assert all(": " in line for line in plain.splitlines() if line) and rows[0]["code"] in plain
    empty = cli(name, "--county", "C02", "--unit", "U01")
    assert (empty.code, empty.out) == (0, "") and one_line(empty.err)


@pytest.mark.parametrize("code", ["G0001", "G0002", "A0001", "A0002"])
def test_show_of_a_land_task_and_an_approval(cli: Cli, code: str) -> None:
    row = show(cli, code)
    assert set(row) >= {"events", "blocker_list", "version"}
    assert cli("show", code, "--csv").out.startswith("code,")
    for form in ((), ("--plain",)):
        for language in ("zh", "en"):
            said = cli("--lang", language, "show", code, *form)
            assert said.code == 0 and code in said.out
    refused(cli("show", code[0] + "0099"), 3)


def test_quantities_are_numbers_of_the_measure(cli: Cli) -> None:
    done(cli("land-progress", "G0001", "--to", "434.90"))
    row = show(cli, "G0001")
    assert (row["done"], row["target"], row["done_pct"], row["events"][-1]["amount"]) == (434.9, 434.9, 100.0, 34.03)
    line = next(csv.DictReader(io.StringIO(cli("land-tasks", "--csv").out)))
    assert (line["done"], line["done_pct"], line["projects"], line["blockers"]) == ("434.9", "100.0", "P0001; P0003", "B0005")


def test_status_tells_the_rates_of_funds_and_registration_apart(cli: Cli) -> None:
    row = cli("status", "--json").json()
    assert row["registered_money"] == 900 and row["money"]["done"] == 700 and row["rates"]["funds_pct"] is None
    done(cli("edit", "P0002", "--funds-planned", "2400万"))
    done(cli("settings", "filing_day", "10"))
    row = cli("status", "--json").json()
    assert row["rates"]["funds_pct"] == 50.0 and row["days_to_filing"] == 3 and "golden_days_left" in row


@pytest.mark.parametrize(
    "args",
    [
        ("add-land-task", "x", "--kind", "forest", "--county", "C01"),
        ("land-progress", "G0001", "+1"),
        ("accept", "G0001"),
        ("add-approval", "P0002", "site", "land"),
        ("submit", "A0002"),
        ("contact", "A0001", "x"),
        ("grant", "A0001"),
        ("waive", "A0002", "--why", "x"),
        ("fund", "P0001", "+3"),
        ("register", "P0001", "2026-10", "3"),
        ("calendar", "today", "--rest", "--why", "x"),
    ],
    ids=lambda args: args[0],
)
def test_a_request_is_carried_out_once_and_taken_back_once(cli: Cli, args: tuple[str, ...]) -> None:
    def facts() -> list[str]:
        """Everything but versions, which go on counting."""
        lists = (("land-tasks", "--all"), ("approvals",), ("projects",), ("calendar",))
        return [line for reading in lists for line in cli(*reading, "--plain").out.splitlines() if not line.startswith("Version")]

    before, entries = facts(), len(cli("log", "--limit", "1000", "--json").json())
    first = cli("--request", "r-1", *args)
    again = cli("--request", "r-1", *args)
    assert (first.code, again.code, again.out) == (0, 0, first.out) and "request id" in one_line(again.err)
    assert len(cli("log", "--limit", "1000", "--json").json()) == entries + 1
    done(cli("undo"))
    assert facts() == before


# For people -------------------------------------------------------------------------------------------------------------


def test_a_land_task_says_how_much_of_what_together(cli: Cli) -> None:
    said = cli("show", "G0001").out
    facts = dict(row.split("  ", 1) for row in said.splitlines() if "  " in row)
    facts = {name.strip(): value.strip() for name, value in facts.items()}
    assert (facts["Target"], facts["Done"]) == ("434.9 mu", "400.87 mu")
    assert "Measure" not in facts and "Work done" not in facts


@pytest.mark.parametrize(("expires", "state"), [("D+200", "granted"), ("D+50", "granted, valid for 13 d")])
def test_validity_is_said_of_an_approval_only_once_it_matters(cli: Cli, expires: str, state: str) -> None:
    done(cli("submit", "A0002", "--on", "-2d"))
    done(cli("grant", "A0002", "--expires", expires))
    row = next(line for line in cli("approvals").out.splitlines() if line.strip().startswith("A0002"))
    assert [cell.strip() for cell in row.split("  ") if cell.strip().startswith("granted")] == [state]


def test_what_freezes_most_projects_stands_first(cli: Cli) -> None:
    rows = cli("blast", "--json").json()
    order = [(-row["projects"], -row["total"]) for row in rows]
    assert order == sorted(order) and len(set(order)) > 1
    assert cli("blast").out.splitlines()[0] == "What freezes most projects first, then most money"
