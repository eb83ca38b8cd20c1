"""Leads on the command line, on the small city: day 38 is 7 November 2026. K0001 is in talks, its next step was due yesterday."""

from typing import Any

from tests.cli.conftest import Cli, one_line


def row(cli: Cli, code: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in cli("leads", "--all", *options, "--json").json() if row["code"] == code)
    return found


def test_a_lead_is_added_and_listed(cli: Cli) -> None:
    said = cli("add-lead", "海缆基地", "-l", "王某山", "-c", "临江", "-t", "12亿", "--chain", "海洋能源", "--node", "海缆",
               "--firm", "东屿线缆", "--investor", "private", "--next", "看岸线", "--next-on", "+5d", "--trip", "R001")
    assert (said.code, said.out) == (0, "K0002\n")
    assert row(cli, "K0002") == {
        "code": "K0002", "name": "海缆基地", "stage": "lead", "leader": "L01", "leader_name": "王某山", "county": "C01",
        "county_name": "临江区", "chain": "海洋能源", "node": "海缆", "investor": "private", "firm": "东屿线缆", "total": 120000,
        "next_step": "看岸线", "next_on": "2026-11-12", "days_overdue": 0, "silent_days": 0, "silent": False,
        "opened": "2026-11-07", "signed": None, "landed": None, "project": None, "trip": "R001", "event": None, "dropped": None,
        "version": row(cli, "K0002")["version"], "confirmed": None, "confirmed_by": None, "confirmed_on": None}
    head, first = cli("leads", "--csv").out.splitlines()[:2]
    assert head.startswith("code,name,stage,leader,") and first.startswith("K0001,"), "what is overdue comes first"
    assert "海缆基地" in cli("leads").out and "Next step: 看岸线" in cli("leads", "--plain").out


def test_what_is_late_and_what_is_silent_is_said(cli: Cli) -> None:
    assert row(cli, "K0001")["days_overdue"] == 1 and "1d overdue" in cli("leads").out
    cli("add-lead", "旧线索", "--on", "D+20")
    assert (row(cli, "K0002")["silent_days"], row(cli, "K0002")["silent"]) == (17, True)

    def codes(*options: str) -> list[str]:
        return [found["code"] for found in cli("leads", *options, "--json").json()]

    assert codes("--overdue") == ["K0001"] and codes("--silent") == ["K0002"]
    assert codes("--stage", "talks,signed") == ["K0001"] and codes("--leader", "王某山") == ["K0001"]
    assert codes("--county", "C02") == [] and "fits" in cli("leads", "--county", "C02").err
    assert cli("leads", "--stage", "lost").code == 2 and cli("leads", "--dropped", "--all").code == 2


def test_it_moves_on_step_by_step_and_becomes_a_project(cli: Cli) -> None:
    said = cli("advance", "K0001", "--next", "选址", "--next-on", "+9d")
    assert (said.code, said.out, row(cli, "K0001")["stage"]) == (0, "", "talks"), "a next step alone moves nothing"
    assert cli("advance", "膜材料").code == 0
    found = row(cli, "K0001")
    assert (found["stage"], found["signed"], found["next_step"]) == ("signed", "2026-11-07", None)
    said = cli("advance", "K0001", "landed", "--note", "公司注册")
    project = said.out.strip()
    assert said.code == 0 and project.startswith("P") and project in said.err
    new = cli("show", project, "--json").json()
    assert (new["name"], new["county"], new["leader"], new["investor"], new["total"], new["stage"]) == (
        "膜材料总部", "C01", "L01", "private", 50000, "planning")
    assert new["lead"] == {"code": "K0001", "name": "膜材料总部", "opened": "2026-10-26", "signed": "2026-11-07",
                           "landed": "2026-11-07"}
    lead = cli("show", "K0001", "--json").json()
    assert lead["project"] == project
    assert [event["kind"] for event in lead["events"]] == [
        "open", "next", "stage", "next", "next", "stage", "stage", "project"]
    assert "公司注册" in cli("show", "K0001").out
    assert project in one_line(cli("advance", "K0001", "talks").err) and cli("advance", "K0001").code == 2
    cli("undo")
    assert row(cli, "K0001")["stage"] == "signed" and row(cli, "K0001")["project"] is None
    assert cli("show", project).code == 3, "both are taken back"


def test_what_is_agreed_may_be_put_off_or_taken_away(cli: Cli) -> None:
    agreed = row(cli, "K0001")["next_step"]
    assert cli("advance", "K0001", "--next-on", "+9d").code == 0, "a day alone is another day for what is agreed"
    assert (row(cli, "K0001")["next_step"], row(cli, "K0001")["next_on"]) == (agreed, "2026-11-16")
    assert row(cli, "K0001")["stage"] == "talks"
    assert cli("advance", "K0001", "--next", "").code == 0 and row(cli, "K0001")["next_step"] is None
    assert "--next" in one_line(cli("advance", "K0001", "--next-on", "+9d").err)


def test_it_may_land_as_a_project_that_there_is(cli: Cli) -> None:
    assert cli("advance", "K0001", "landed", "--project", "P0003").out == "P0003\n"
    assert cli("show", "P0003", "--json").json()["lead"]["code"] == "K0001"
    assert cli("show", "P0001", "--json").json()["lead"] is None
    said = cli("add-lead", "第二家")
    assert "K0001" in one_line(cli("advance", said.out.strip(), "landed", "--project", "P0003").err)
    assert cli("advance", said.out.strip(), "signed", "--project", "P0003").code == 2


def test_a_lead_given_up_leaves_the_list_and_may_come_back(cli: Cli) -> None:
    said = cli("advance", "K0001", "--drop", "选定外市", "--note", "电话告知")
    assert "given up" in one_line(said.err)
    assert [event["text"] for event in cli("show", "K0001", "--json").json()["events"]][-2:] == ["电话告知", "选定外市"]
    assert cli("leads", "--json").json() == [] and cli("leads", "--dropped", "--json").json()[0]["dropped"] == "选定外市"
    said = cli("advance", "K0001")
    assert said.code == 1 and "--reopen" in one_line(said.err)
    assert cli("add-lead", "膜材料总部").code == 0, "the same firm may come anew"
    assert cli("advance", "K0001", "--reopen", "又来谈").code == 0
    assert len(cli("leads", "--json").json()) == 2


def test_a_step_back_is_kept_and_unsigns(cli: Cli) -> None:
    cli("advance", "K0001", "signed")
    assert cli("advance", "K0001", "talks", "--note", "资金方退出").code == 0
    assert (row(cli, "K0001")["stage"], row(cli, "K0001")["signed"]) == ("talks", None)


def test_it_is_edited_like_everything_else(cli: Cli) -> None:
    assert cli("edit", "K0001", "--firm", "东岸新材", "--total", "6亿", "--event", "E001").code == 0
    found = row(cli, "K0001")
    assert (found["firm"], found["total"], found["event"]) == ("东岸新材", 60000, "E001")
    assert "advance" in one_line(cli("edit", "K0001", "--stage", "signed").err)
    assert cli("edit", "K0001", "--due", "today").code == 2
    assert cli("edit", "K0001", "--name", "x", "--if-version", "99").code == 7


def test_bad_input_says_what_to_type_and_changes_nothing(cli: Cli) -> None:
    before = cli("leads", "--all", "--json").out
    for args, code, word in (
            (("add-lead", "膜材料总部"), 1, "K0001"), (("add-lead", " "), 2, "empty"),
            (("add-lead", "x", "--next-on", "+3d"), 2, "--next"), (("add-lead", "x", "-t", "很多"), 2, "3.2亿"),
            (("add-lead", "x", "--trip", "R099"), 3, "R099"), (("advance", "K0099"), 3, "K0099"),
            (("advance", "K0001", "won"), 2, "landed"), (("advance", "K0001", "--on", "D+10"), 2, "2026-10-26"),
            (("advance", "K0001", "--drop", "x", "--reopen", "y"), 2, "--drop")):
        said = cli(*args)
        assert said.code == code and word in one_line(said.err), (args, said)
    assert cli("leads", "--all", "--json").out == before
