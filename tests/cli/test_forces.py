"""Task forces and dispatches on the command line, on the small city: day 38 is 7 November 2026."""

from typing import Any

import pytest

from tests.cli.conftest import Cli, one_line


def row(cli: Cli, command: str, code: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in cli(command, *options, "--json").json() if row["code"] == code)
    return found


@pytest.fixture
def force(cli: Cli) -> Cli:
    """T01 of the city, since D+10, works for P0002. T02 knows how to break what is open on P0001, and works for P0003."""
    said = cli("add-taskforce", "征迁专班", "--head", "王某山", "--member", "赵某松:forest,land", "--member", "周某岚",
               "--project", "P0003", "--since", "D+5")
    assert (said.code, said.out) == (0, "T02\n")
    return cli


def test_a_task_force_is_added_and_listed(force: Cli) -> None:
    found = row(force, "taskforces", "T02")
    assert (found["name"], found["head"], found["head_name"], found["projects"]) == ("征迁专班", "L01", "王某山", ["P0003"])
    assert found["members"] == [{"person": "M001", "person_name": "赵某松", "skills": ["forest", "land"]},
                                {"person": "M002", "person_name": "周某岚", "skills": []}]
    assert (found["since"], found["until"]) == ("2026-10-06", None)
    assert "征迁专班" in force("taskforces").out and "Mu delivered" in force("taskforces", "--plain").out
    head, first = force("taskforces", "--csv").out.splitlines()[:2]
    assert head.startswith("code,name,head,") and first.startswith("T01,")
    assert "skills=forest; land" in force("taskforces", "--csv").out


def test_its_results_are_what_moved_on_its_projects(force: Cli) -> None:
    assert row(force, "taskforces", "T02")["mu_delivered"] == 400.87  # G0001 is on P0003
    force("land-progress", "G0001", "-0.87")
    force("add-blocker", "供电", "--project", "P0003", "--category", "utilities")
    new = force("blockers", "--json").json()[-1]["code"]
    force("resolve", new, "--how", "已接")
    force("add-approval", "P0003", "permit", "--submitted", "D+30")
    approval = force("show", "P0003", "--json").json()["approvals"][0]["code"]
    force("grant", approval)
    found = force("show", "T02", "--json").json()
    assert (found["mu_delivered"], found["blockers_closed"], found["approvals_granted"]) == (400.0, 1, 1)
    assert [(item["land_task"], item["amount"]) for item in found["delivered"]] == [("G0001", 400.87), ("G0001", -0.87)]
    assert [item["blocker"] for item in found["closed"]] == [new] and found["approval_list"][0]["approval"] == approval
    force("taskforce", "T02", "--since", "D+36")
    assert row(force, "taskforces", "T02")["mu_delivered"] == -0.87
    force("taskforce", "T02", "--since", "D+5", "--end", "D+35")
    found = row(force, "taskforces", "T02")
    assert (found["mu_delivered"], found["blockers_closed"], found["until"]) == (400.87, 0, "2026-11-05")
    assert force("taskforce", "T02", "--end", "").code == 0 and row(force, "taskforces", "T02")["until"] is None


def test_members_and_projects_come_and_go_and_undo_takes_it_back(force: Cli) -> None:
    before = row(force, "taskforces", "T02")
    force("taskforce", "征迁", "--drop-member", "周某岚", "--add-member", "M001:sea", "--drop-project", "P0003", "--add-project",
          "P0001,P0005", "--head", "", "--name", "用海专班")
    found = row(force, "taskforces", "T02")
    assert (found["name"], found["head"], found["projects"]) == ("用海专班", None, ["P0001", "P0005"])
    assert [(item["person"], item["skills"]) for item in found["members"]] == [("M001", ["sea"])]
    shown = force("show", "P0001", "--json").json()
    assert (shown["task_force"], shown["task_force_name"]) == ("T02", "用海专班")
    assert "T02 用海专班" in force("show", "P0001").out
    force("taskforce", "T02", "--add-member", "M001")  # nothing said of skills: they stay
    assert row(force, "taskforces", "T02")["members"][0]["skills"] == ["sea"]
    force("undo")
    assert {**row(force, "taskforces", "T02"), "version": 1} == before
    force("undo")
    assert [item["code"] for item in force("taskforces", "--json").json()] == ["T01"]


def test_cover_and_matches(force: Cli) -> None:
    force("taskforce", "T01", "--drop-member", "M001")
    found = [item for item in force("taskforces", "--match", "--json").json() if item["code"] == "B0001"]
    assert [item["persons"] for item in found] == [[{"person": "M001", "person_name": "赵某松"}]]
    assert "赵某松" in force("taskforces", "--match").out
    force("taskforce", "T02", "--add-project", "P0001")
    assert "B0001" not in [item["code"] for item in force("taskforces", "--match", "--json").json()]
    cover = {(item["project"], item["category"]): item["members"] for item in force("show", "T02", "--json").json()["cover"]}
    assert cover["P0001", "forest"] == [{"person": "M001", "person_name": "赵某松"}] and cover["P0003", "pipeline"] == []
    assert "nobody" in force("show", "T02").out


# Dispatches -------------------------------------------------------------------------------------------------------------


def test_somebody_is_sent_brings_something_back_and_returns(cli: Cli) -> None:
    said = cli("dispatch", "赵某松", "--to", "省林业局", "--since", "D+25", "--until", "D+35", "--purpose", "跟用林件")
    assert (said.code, said.out) == (0, "D002\n")
    assert cli("learned", "赵某松", "补正一次告知", "--on", "D+30").code == 0
    cli("learned", "D002", "--approval", "A0001")
    found = row(cli, "dispatches", "D002")
    assert (found["days_left"], found["days_overdue"], found["running"], found["authority"]) == (-2, 2, True, "province")
    assert (found["approvals_moved"], found["approvals_granted"], found["policies"]) == (1, 0, 1)
    assert "2d overdue" in cli("dispatches").out
    cli("grant", "A0001")
    assert row(cli, "dispatches", "D002")["approvals_granted"] == 1
    assert "D002" in one_line(cli("dispatch", "M001", "--to", "U01").err)
    cli("dispatch", "D002", "--until", "D+60")
    assert row(cli, "dispatches", "D002")["days_left"] == 23
    cli("dispatch", "D002", "--returned", "today")
    assert [item["code"] for item in cli("dispatches", "--running", "--json").json()] == ["D001"]
    shown = cli("show", "D002", "--json").json()
    assert [(item["approval"], item["state"], item["text"]) for item in shown["entries"]] == [
        (None, None, "补正一次告知"), ("A0001", "granted", None)]
    assert cli("dispatch", "M001", "--to", "U01").out == "D003\n"
    person = cli("show", "M001", "--json").json()
    assert [item["code"] for item in person["dispatches"]] == ["D002", "D003"]
    assert [item["code"] for item in person["task_forces"]] == ["T01"]
    assert "跟用林件" in cli("show", "D002").out and "D003" in cli("show", "M001").out


def test_uncovered_are_the_higher_bodies_where_nobody_is(cli: Cli) -> None:
    assert cli("dispatches", "--uncovered", "--json").json() == []  # D001 is at the one where A0001 lies
    cli("dispatch", "D001", "--returned", "today")
    assert cli("dispatches", "--uncovered", "--json").json() == [
        {"code": "U02", "name": "省林业局", "authority": "province", "waiting": 1, "over_limit": 1, "oldest": "2026-10-11",
         "oldest_days": 27}]
    assert "省林业局" in cli("dispatches", "--uncovered").out
    cli("undo")
    assert "somebody is there" in cli("dispatches", "--uncovered").err


@pytest.mark.parametrize(
    ("args", "code", "part"),
    [
        (("add-taskforce", "要素专班"), 1, "T01"),
        (("add-taskforce", ""), 2, "Name"),
        (("add-taskforce", "x", "--member", "赵某松:wood"), 2, "forest"),
        (("add-taskforce", "x", "--member", "钱"), 3, "campaign people"),
        (("add-taskforce", "x", "--project", "P0002"), 1, "campaign taskforce T01 --drop-project P0002"),
        (("add-taskforce", "x", "--since", "+3d"), 2, "2026-11-10"),
        (("taskforce", "T09", "--end", "today"), 3, "T09"),
        (("taskforce", "T01"), 2, "--add-member"),
        (("taskforce", "T01", "--drop-member", "M002"), 3, "no member"),
        (("taskforce", "T01", "--drop-project", "P0001"), 3, "no project"),
        (("taskforce", "T01", "--end", "D-3"), 2, "2026-10-11"),
        (("taskforce", "T01", "--name", "x", "--if-version", "9"), 7, "T01"),
        (("edit", "T01", "--name", "x"), 2, "a command of its own"),
        (("dispatch", "M001"), 2, "--to UNIT"),
        (("dispatch", "M001", "--to", "火星"), 3, "campaign units"),
        (("dispatch", "M001", "--to", "U02", "--until", "-3d"), 2, "2026-11-07"),
        (("dispatch", "M002", "--to", "U02"), 1, "D001"),
        (("dispatch", "M001", "--returned", "today"), 2, "D003"),
        (("dispatch", "D001", "--to", "U02"), 2, "PERSON"),
        (("dispatch", "D001"), 2, "--returned"),
        (("dispatch", "D001", "--returned", "+1d"), 2, "2026-11-08"),
        (("dispatch", "D009", "--returned", "today"), 3, "D009"),
        (("learned", "D001"), 2, "--approval"),
        (("learned", "M001", "x"), 3, "campaign dispatches"),
        (("learned", "D001", "x", "--on", "D+3"), 2, "2026-10-21"),
        (("learned", "D001", "--approval", "A9999"), 3, "A9999"),
        (("dispatches", "--running", "--uncovered"), 2, "--uncovered"),
    ],
)
def test_one_clear_line(cli: Cli, args: tuple[str, ...], code: int, part: str) -> None:
    said = cli(*args)
    assert said.code == code, said.err
    assert part in one_line(said.err)
