"""``campaign lights``: of today, of a day that is over, of no day that is still to come."""

import pytest

from tests.cli.conftest import Cli, one_line

EARLY = {"CAMPAIGN_NOW": "2026-09-20T10:00:00+08:00"}
"""No light is told before the day on which a project was added."""


def light_of(cli: Cli, code: str, at: str) -> str:
    said = cli("lights", "--at", at, "--json")
    assert said.code == 0, said.err
    return str(next(row["light"] for row in said.json() if row["code"] == code))


def test_a_blocker_makes_its_days_yellow_and_red(cli: Cli) -> None:
    """Opened D+10 and due D+17: yellow from D+14, red from D+18, as before from D+20, the day it is resolved."""
    project = cli("add-project", "港区泊位", env=EARLY).line
    blocker = cli("add-blocker", "岸线审批", "--project", project, "--category", "sea", "--on", "D+10",
                  "--due", "D+17").line
    assert cli("resolve", blocker, "--how", "已批", "--on", "D+20").code == 0
    found = [light_of(cli, project, f"D+{n}") for n in (9, 10, 13, 14, 17, 18, 19, 20)]
    assert found == ["none", "green", "green", "yellow", "yellow", "red", "red", "none"]


def test_money_reported_later_for_an_earlier_day_counts_from_that_day(cli: Cli) -> None:
    project = cli("add-project", "港区泊位", "--plan", "1000万", env=EARLY).line
    assert [light_of(cli, project, day) for day in ("D+8", "D+9", "D+29", "D+30")] == ["green", "yellow", "yellow", "red"]
    assert cli("progress", project, "+200万", "--on", "D+9").code == 0
    assert [light_of(cli, project, day) for day in ("D+8", "D+9", "D+28", "D+29")] == ["green", "green", "green", "yellow"]


def test_a_plan_changed_today_does_not_change_yesterday(cli: Cli) -> None:
    project = cli("add-project", "港区泊位", "--plan", "1000万", env=EARLY).line
    assert light_of(cli, project, "today") == "red"
    later = {"CAMPAIGN_NOW": "2026-11-08T02:48:00+00:00"}
    assert cli("edit", project, "--plan", "0", env=later).code == 0
    rows = {at: cli("lights", "--at", at, "--json", env=later).json() for at in ("-1d", "today")}
    lights = {at: next(row["light"] for row in found if row["code"] == project) for at, found in rows.items()}
    assert lights == {"-1d": "red", "today": "none"}


def test_today_is_what_projects_says(cli: Cli) -> None:
    lights = {row["code"]: (row["light"], row["reasons"], row["marks"]) for row in cli("lights", "--json").json()}
    assert lights == {row["code"]: (row["light"], row["reasons"], row["marks"]) for row in cli("projects", "--json").json()}
    assert {row["on"] for row in cli("lights", "--json").json()} == {"2026-11-07"}


def test_the_table_ends_with_the_counts(cli: Cli) -> None:
    said = cli("lights", "--at", "D+20")
    assert said.code == 0 and said.err == ""
    counted = {light: len(cli("lights", "--at", "D+20", "--light", light, "--json").json())
               for light in ("red", "yellow", "green", "none")}
    words = {"red": "red", "yellow": "yellow", "green": "green", "none": "not assessed"}
    assert said.out.splitlines()[-1] == "21 Oct (D+20): " + "  ".join(
        f"{words[light]} {n}" for light, n in counted.items() if n)
    assert sum(counted.values()) == len(cli("projects", "--json").json())


def test_filters_ask_for_that_day(cli: Cli) -> None:
    later = {"CAMPAIGN_NOW": "2026-11-08T02:48:00+00:00"}
    assert cli("edit", "P0001", "--county", "C02", "--leader", "L02", "--yes", env=later).code == 0
    for option, before, after in (("--county", "C01", "C02"), ("--leader", "L01", "L02")):
        for at, code in (("-1d", before), ("today", after)):
            assert "P0001" in [row["code"] for row in cli("lights", "--at", at, option, code, "--json", env=later).json()]


def test_other_forms(cli: Cli) -> None:
    head = cli("lights", "--at", "D+20", "--csv").out.splitlines()[0].lstrip("\ufeff")
    assert head == "code,name,county,county_name,leader,leader_name,light,marks,reasons,on,reasons_original"
    assert "\n\n21 Oct (D+20): " in cli("lights", "--at", "D+20", "--plain").out
    assert cli("lights", "--at", "D-5", "--json").json()
    nothing = cli("lights", "--light", "suspended")
    assert (nothing.code, nothing.out) == (0, "") and one_line(nothing.err)


@pytest.mark.parametrize("args", [["--at", "+1d"], ["--at", "D+60"], ["--at", "whenever"], ["--light", "blue"],
                                  ["--json", "--csv"]])
def test_what_cannot_be_understood_is_one_line(cli: Cli, args: list[str]) -> None:
    said = cli("lights", *args)
    assert (said.code, said.out) == (2, "")
    one_line(said.err)


def test_withdrawn_projects_are_in_no_count(cli: Cli) -> None:
    later = {"CAMPAIGN_NOW": "2026-11-08T02:48:00+00:00"}
    assert cli("edit", "P0002", "--withdrawn", "业主放弃", env=later).code == 0
    for at, there in (("-1d", True), ("today", False)):
        assert ("P0002" in [row["code"] for row in cli("lights", "--at", at, "--json", env=later).json()]) is there
