"""The leaderboards, and who earns praise and must explain, on the small city: day 38 is 7 November 2026."""

from typing import Any

import pytest

from tests.cli.conftest import Cli, one_line


def rows(cli: Cli, board: str, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli("leaderboards", board, *options, "--json").json()
    return found


def test_expropriation_counts_what_was_left_on_day_1(cli: Cli) -> None:
    """G0001: 400.87 of 434.9 mu, on two projects of C01. 200 mu of another one were done before the campaign."""
    assert [(row["code"], row["rank"], row["share_pct"], row["counted"]) for row in rows(cli, "expropriation")] == [
        ("C01", 1, 92.2, 1)]
    cli("add-land-task", "望潮征地", "--kind", "expropriation", "--project", "P0002", "--target", "300亩", "--on", "D-40")
    cli("land-progress", "G0003", "+200", "--on", "D-5")
    assert [row["code"] for row in rows(cli, "expropriation")] == ["C01"]  # nothing done since
    cli("land-progress", "G0003", "+99", "--on", "D+5")
    cli("add-land-task", "望潮搬迁", "--kind", "resettlement", "--county", "C02", "--target", "40户")
    cli("land-progress", "G0004", "+10")
    found = rows(cli, "expropriation")
    assert [(row["code"], row["share_pct"]) for row in found] == [("C01", 92.2), ("C02", 62.0)]  # (99/100 + 10/40) / 2
    assert found[1]["parts"] == [{"measure": "mu", "done": 99.0, "target": 100.0},
                                 {"measure": "households", "done": 10.0, "target": 40.0}]
    cli("edit", "P0002", "--withdrawn", "业主放弃")
    assert [(row["code"], row["share_pct"]) for row in rows(cli, "expropriation")] == [("C01", 92.2), ("C02", 25.0)]


def test_due_after_the_campaign_is_not_of_it_and_accepted_before_neither(cli: Cli) -> None:
    cli("edit", "G0001", "--due", "D+120", "--why", "x")
    assert rows(cli, "expropriation") == []
    cli("undo")
    cli("add-land-task", "旧征地", "--kind", "expropriation", "--project", "P0002", "--target", "10亩", "--on", "D-40")
    cli("land-progress", "G0003", "+10", "--on", "D-9")
    cli("accept", "G0003", "--on", "D-8")
    assert [row["code"] for row in rows(cli, "expropriation")] == ["C01"]


def test_prework_is_granted_of_required(cli: Cli) -> None:
    assert rows(cli, "prework") == []  # nobody has said who invests
    for project, stage in (("P0001", "prework"), ("P0005", "reserve")):
        cli("edit", project, "--stage", stage, "--investor", "private")
    assert rows(cli, "prework") == []  # nothing is granted
    cli("grant", "A0001")
    (found,) = rows(cli, "prework")
    assert (found["code"], found["counted"], found["approvals_granted"]) == ("C01", 2, 1)
    assert (found["share_pct"], found["approvals_required"]) == (6.3, 16)  # 6.25, rounded half up
    told = cli("reserve", "--json").json()
    assert sum(row["required"] for row in told if row["stage"] in ("prework", "reserve")) == 16


def test_approvals_need_two_and_tell_the_median(cli: Cli) -> None:
    """Forest: submitted on D+10, granted on D+20: working days of 20. The other one was quicker."""
    cli("grant", "A0001", "--on", "D+20")
    assert rows(cli, "approvals") == []
    cli("add-approval", "P0003", "forest", "--submitted", "D+20", "--unit", "U02")
    cli("grant", "A0004", "--on", "D+21")
    (found,) = rows(cli, "approvals")
    assert (found["code"], found["counted"]) == ("U02", 2) and 0 < found["share_pct"] < 50
    cli("edit", "P0003", "--withdrawn", "x")
    assert rows(cli, "approvals") == []


def test_signings_are_counted_by_leader_and_by_county(cli: Cli) -> None:
    for name, leader, county, money in (("膜材料", "L02", "C01", "3亿"), ("电芯", "L02", "C02", "1亿"),
                                        ("冷链", "L01", "C01", "9亿")):
        code = cli("add-lead", name, "-l", leader, "-c", county, "-t", money).line
        cli("advance", code, "signed")
    found = rows(cli, "signings")
    assert [(row["board"], row["code"], row["counted"], row["money"]) for row in found] == [
        ("signings", "L02", 2, 40000), ("signings", "L01", 1, 90000), ("signings_county", "C01", 2, 120000),
        ("signings_county", "C02", 1, 10000)]
    assert [row["code"] for row in rows(cli, "signings", "--top", "1")] == ["L02", "C01"]
    assert {row["board"] for row in rows(cli, "signings_county")} == {"signings_county"}


def test_all_of_them_in_every_form(cli: Cli) -> None:
    said = cli("leaderboards")
    assert said.code == 0 and "best expropriation" in said.out and "Nobody is on it yet." in said.out
    assert "400.87/434.9 mu" in said.out
    assert cli("leaderboards", "--csv").out.splitlines()[0].startswith("code,board,rank,name")
    assert "Share, %: 92.2%" in cli("leaderboards", "--plain").out
    assert cli("leaderboards", "prework", "--json").json() == [] and "Nobody" in cli("leaderboards", "prework").err
    zh = cli("leaderboards", env={"CAMPAIGN_LANG": "zh"})
    assert zh.code == 0 and "临江区" in zh.out


@pytest.mark.parametrize(("args", "part"), [
    (("leaderboards", "log-ins"), "signings"), (("leaderboards", "--top", "0"), "0"), (("leaderboards", "--top", "x"), "x"),
    (("leaderboards", "--json", "--csv"), "--csv"), (("honours", "--top", "-1"), "-1"),
    (("honours", "--json", "--plain"), "--plain"),
])
def test_wrong_usage(cli: Cli, args: tuple[str, ...], part: str) -> None:
    said = cli(*args)
    assert said.code == 2 and said.out == "" and part in one_line(said.err)


def test_honours_answer_the_question_in_one_command(cli: Cli) -> None:
    cli("merit", "C01", "praise", "--why", "交地最快")
    cli("merit", "赵某松", "praise", "--why", "早先", "--on", "D+30")  # eight days ago: not of this week
    told = cli("honours", "--json").json()
    assert set(told) == {"date", "day", "red_list", "black_list", "exempt", "barred", "leaderboards", "praise",
                         "explain"}
    assert (told["date"], told["day"]) == ("2026-11-07", 38)
    counties = cli("counties", "--json").json()
    for key, flag in (("red_list", "red"), ("black_list", "black")):
        assert {row["code"] for row in told[key]} == {row["code"] for row in counties if row[flag]}
    assert list(told["leaderboards"]) == ["expropriation", "prework", "approvals", "signings", "signings_county"]
    assert told["leaderboards"]["expropriation"] == rows(cli, "expropriation", "--top", "3")
    assert [(row["kind"], row["text"]) for row in told["praise"]] == [("praise", "交地最快"), ("reward", "红线征迁提前")]
    assert told["explain"] == cli("explain", "--json").json()
    shown = cli("honours").out
    assert "Red list" in shown and "交地最快" in shown and "早先" not in shown
    assert "Praise: H0003 C01 临江区  交地最快" in cli("honours", "--plain").out
    assert cli("view", "q14", "--json").json() == told


def test_the_bulletin_tells_praise_and_rewards_and_no_step_of_the_ladder(cli: Cli) -> None:
    cli("merit", "C01", "praise", "--why", "交地最快")
    told = cli("bulletin", "--weekly", "--json").json()
    assert [(row["code"], row["kind"], row["subject_name"], row["promised"]) for row in told["praise"]] == [
        ("H0003", "praise", "临江区", None), ("H0001", "reward", "望潮区", 5)]
    assert [row["code"] for row in cli("bulletin", "--daily", "--json").json()["praise"]] == ["H0003"]
    paper = cli("bulletin", "--weekly", "--format", "md").out
    assert "交地最快" in paper and "红线征迁提前" in paper and "报件一直在手里" not in paper


def test_whoever_force_majeure_exempts_is_off_the_black_list_and_told(cli: Cli) -> None:
    for number in range(6):  # so that somebody is last who is not among the first five
        cli("add-county", f"县{number}")
        code = cli("add-project", f"项目{number}", "-c", f"C0{number + 3}", "--plan", "1亿", "--started", "D+1").line
        cli("progress", code, f"+{9 - number}00万")
    black = [row["code"] for row in cli("honours", "--json").json()["black_list"]]
    assert black
    cli("merit", black[-1], "exemption", "--why", "台风停工")
    told = cli("honours", "--json").json()
    assert [row["code"] for row in told["black_list"]] == black[:-1]
    (exempt,) = [row for row in told["exempt"] if row["code"] == black[-1]]
    assert exempt["exempt"] == "台风停工" and exempt["target_missed"] and exempt["missed_pp"] > 0
    assert "台风停工" in cli("honours").out and "台风停工" in cli("honours", "--plain").out
