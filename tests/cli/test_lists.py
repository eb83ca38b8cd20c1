"""Lists and ``show``: the keys that programs rely on, the filters, CSV, and lines for people."""

import csv
import io
import json

import pytest
from rich.cells import cell_len

from campaign.cli import output
from campaign.tables.approvals import APPROVALS
from campaign.tables.blockers import BLOCKERS
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.leaders import LEADERS
from campaign.tables.league import LEAGUE
from campaign.tables.people import PEOPLE, UNITS
from campaign.tables.projects import PROJECTS
from campaign.text import LANGUAGES
from tests.cli.conftest import Cli

PROJECT = {
    "code",
    "name",
    "county",
    "sector",
    "leader",
    "unit",
    "manager",
    "stage",
    "light",
    "marks",
    "reasons",
    "total",
    "plan_100",
    "done_100",
    "progress_pct",
    "expected_pct",
    "open_blockers",
    "overdue_blockers",
    "last_report",
    "last_visit",
    "version",
}
BLOCKER = {
    "code",
    "title",
    "category",
    "scope",
    "projects",
    "county",
    "unit",
    "person",
    "authority",
    "level",
    "state",
    "opened",
    "due",
    "days_overdue",
    "days_held",
    "moves",
    "flags",
    "blast",
}
LISTS = {
    "projects": PROJECTS.heads,
    "blockers": BLOCKERS.heads,
    "leaders": LEADERS.heads,
    "counties": LEAGUE.heads,
    "units": UNITS.heads,
    "people": PEOPLE.heads,
    "land-tasks": LAND_TASKS.heads,
    "approvals": APPROVALS.heads,
}


def codes(cli: Cli, *args: str) -> list[str]:
    said = cli(*args, "--json")
    assert said.code == 0, said.err
    return [row["code"] for row in said.json()]


def test_projects_have_their_keys(cli: Cli) -> None:
    rows = {row["code"]: row for row in cli("projects", "--json").json()}
    assert set(rows["P0001"]) >= PROJECT
    two = rows["P0002"]
    assert (two["county"], two["county_name"], two["leader"], two["manager"]) == ("C02", "望潮区", "L02", "M001")
    assert (two["total"], two["plan_100"], two["done_100"], two["progress_pct"], two["expected_pct"]) == (
        25000,
        5000,
        700,
        14.0,
        34.7,
    )
    assert two["stage"] == "building" and two["light"] == "yellow"
    assert two["last_report"] == "2026-10-31" and two["last_visit"] == "2026-10-31"
    rules = {reason["rule"]: reason for reason in two["reasons"]}
    assert set(rules["progress"]) >= {"rule", "level", "text", "since"}
    assert rules["progress"]["level"] == "yellow" and "14.0% done" in rules["progress"]["text"]


def test_blockers_have_their_keys(cli: Cli) -> None:
    rows = {row["code"]: row for row in cli("blockers", "--json").json()}
    assert set(rows) == {"B0001", "B0002", "B0003", "B0005", "B0006"}
    assert set(rows["B0001"]) >= BLOCKER
    assert rows["B0001"]["moves"] == [{"from": "U01", "to": "U02", "at": "2026-10-21", "did": "补正材料已交", "by": "hq"}]
    assert rows["B0001"]["days_overdue"] == 20 and rows["B0001"]["flags"] == ["slow", "escalation_due"]
    assert rows["B0002"]["scope"] == "county" and rows["B0002"]["county"] == "C01" and rows["B0002"]["projects"] == []
    assert rows["B0002"]["blast"] == {"projects": 3, "total": 105000, "leaders": 3}
    assert rows["B0003"]["blast"] == {"projects": 2, "total": 60000, "leaders": 2}
    assert set(codes(cli, "blockers", "--all")) == {f"B000{n}" for n in range(1, 7)}


def test_leaders_and_the_rest_have_their_keys(cli: Cli) -> None:
    leader = cli("leaders", "--json").json()[0]
    assert set(leader) >= {"code", "name", "post", "rank", "projects", "lights", "claimed_major"}
    assert leader["projects"] == sum(leader["lights"].values()) == 2
    assert set(leader["lights"]) == {"red", "yellow", "green", "none", "suspended"}
    assert {row["code"] for row in cli("people", "--json").json()} == {"L01", "L02", "L03", "M001", "M002"}
    assert cli("counties", "--json").json()[0]["leader"] == "L01"
    units = {row["code"]: row for row in cli("units", "--json").json()}
    assert (units["U02"]["blockers"], units["U02"]["overdue"]) == (2, 2)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_all_its_forms(cli: Cli, name: str) -> None:
    rows = cli(name, "--json").json()
    assert isinstance(rows, list) and rows and all(tuple(row) == LISTS[name] for row in rows)
    table = list(csv.reader(io.StringIO(cli(name, "--csv").out)))
    assert table[0][0] == "code" and len(table) == len(rows) + 1
    assert all(len(line) == len(table[0]) for line in table)
    plain = cli(name, "--plain")
    assert plain.code == 0 and all(": " in line for line in plain.line.splitlines() if line)
    assert cli(name, "--json", "--csv").code == 2


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_line_up(cli: Cli, name: str, language: str) -> None:
    lines = cli("--lang", language, name).out.splitlines()
    assert len(lines) > 1
    second = cell_len(lines[0]) - cell_len(lines[0].split(None, 1)[1])
    for line in lines[1:]:
        assert cell_len(line) - cell_len(line.split(None, 1)[1]) == second, line


def test_an_empty_list_is_an_array_a_header_or_a_sentence(cli: Cli) -> None:
    assert cli("projects", "--sector", "energy", "--json").json() == []
    assert cli("projects", "--sector", "energy", "--csv").out == ",".join(PROJECTS.heads) + "\n"
    said = cli("projects", "--sector", "energy")
    assert (said.code, said.out) == (0, "") and "campaign add-project" in said.err


def test_project_filters(cli: Cli) -> None:
    everything = codes(cli, "projects")
    assert everything == ["P0001", "P0002", "P0003", "P0004", "P0005"]
    assert codes(cli, "projects", "--county", "临江") == ["P0001", "P0003", "P0005"]
    assert codes(cli, "projects", "--county", "wcq") == ["P0002", "P0004"]
    assert codes(cli, "projects", "-l", "王") == ["P0001", "P0004"]
    assert codes(cli, "projects", "--leader", "L02", "--county", "C02") == ["P0002"]
    assert codes(cli, "projects", "--manager", "赵", "--unit", "U03") == everything
    assert codes(cli, "projects", "--stage", "building") == ["P0002", "P0004"]
    assert codes(cli, "projects", "--started", "continued") == ["P0002", "P0004"]
    assert codes(cli, "projects", "--text", "路") == ["P0002", "P0004"]
    assert codes(cli, "projects", "--orphan") == []
    lights = {row["code"]: row["light"] for row in cli("projects", "--json").json()}
    for light in ("red", "yellow", "green", "none", "suspended"):
        assert codes(cli, "projects", "--light", light) == [code for code, own in lights.items() if own == light]
    assert codes(cli, "projects", "--light", "red,yellow") == codes(cli, "projects", "--light", "red", "--light", "yellow")
    assert codes(cli, "projects", "--unregistered") == ["P0002", "P0004"]
    for word in ("--watermelon", "--waiting", "--major", "--nobody-today"):
        assert set(codes(cli, "projects", word)) <= set(everything)


def test_blocker_filters(cli: Cli) -> None:
    assert codes(cli, "blockers", "--overdue") == ["B0001", "B0002", "B0006"]
    assert codes(cli, "blockers", "--state", "resolved") == ["B0004"]
    assert codes(cli, "blockers", "--unit", "省林业局") == ["B0001", "B0006"]
    assert codes(cli, "blockers", "--category", "pipeline") == ["B0003"]
    assert codes(cli, "blockers", "--county", "C01") == ["B0001", "B0002", "B0006", "B0003", "B0005"]
    assert codes(cli, "blockers", "--project", "P0005") == ["B0002"]
    assert codes(cli, "blockers", "--leader", "陈某海") == ["B0003", "B0005"]
    assert len(codes(cli, "blockers", "--level", "0")) == 5 and codes(cli, "blockers", "--level", "3") == []
    assert codes(cli, "blockers", "--flag", "escalation-due") == ["B0001", "B0002", "B0006"]
    assert codes(cli, "blockers", "--text", "督察") == ["B0002"]
    assert codes(cli, "blockers", "--authority", "national") == []


@pytest.mark.parametrize(
    "args",
    [
        ("projects", "--light", "blue"),
        ("projects", "--stage", "x"),
        ("projects", "--sector", "x"),
        ("projects", "--started", "x"),
        ("blockers", "--category", "x"),
        ("blockers", "--level", "9"),
        ("blockers", "--flag", "x"),
        ("blockers", "--state", "x"),
        ("leaders", "--rank", "x"),
        ("projects", "--watermelon", "--waiting"),
        ("blockers", "--overdue", "--state", "open"),
    ],
)
def test_a_word_no_filter_knows(cli: Cli, args: tuple[str, ...]) -> None:
    assert cli(*args).code == 2


@pytest.mark.parametrize("code", ["P0002", "B0001", "B0004", "G0001", "A1", "L01", "M001", "C01", "U03", "港口路", "Ｐ２"])
def test_show_is_one_object(cli: Cli, code: str) -> None:
    said = cli("show", code, "--json")
    row = said.json()
    assert isinstance(row, dict) and row["code"][0] in "PBGALMCU"
    assert cli("show", code, "--csv").out.startswith("code,")
    for form in ((), ("--plain",)):
        page = cli("show", code, *form)
        assert page.code == 0 and row["code"] in page.out


def test_show_tells_more_than_the_list(cli: Cli) -> None:
    project = cli("show", "P0002", "--json").json()
    assert set(project) > PROJECT and project["national_code"] == "2610-1"
    assert [row["money"] for row in project["progress"]] == [400, 300]
    assert project["visits"][0]["person"] == "M001" and project["blockers"][0]["code"] == "B0003"
    blocker = cli("show", "B0001", "--json").json()
    assert [event["kind"] for event in blocker["events"]] == ["open", "move"]
    assert cli("show", "B0004", "--json").json()["state"] == "resolved"


def test_status(cli: Cli) -> None:
    row = cli("status", "--json").json()
    assert (row["day"], row["days_left"], row["length"], row["state"]) == (38, 62, 100, "running")
    assert (row["today"], row["first_day"], row["last_day"]) == ("2026-11-07", "2026-10-01", "2027-01-08")
    assert (
        set(row["lights"]) == {"red", "yellow", "green", "none", "suspended"}
        and sum(row["lights"].values()) == row["projects"] == 5
    )
    assert row["blockers"] == {"open": 5, "overdue": 3} and row["money"]["done"] == 700
    assert {finding["key"] for finding in row["findings"]} >= {"overdue", "unregistered"}
    for form in ((), ("--plain",), ("--csv",)):
        assert cli("status", *form).code == 0


@pytest.mark.parametrize(
    ("now", "state", "day", "left"),
    [
        ("2026-09-30T12:00:00+08:00", "before", 0, 100),
        ("2026-10-01T00:00:00+08:00", "running", 1, 99),
        ("2027-01-08T23:59:59+08:00", "running", 100, 0),
        ("2027-01-09T00:00:00+08:00", "after", 101, 0),
    ],
)
def test_status_at_the_edges(cli: Cli, now: str, state: str, day: int, left: int) -> None:
    row = cli("status", "--json", env={"CAMPAIGN_NOW": now}).json()
    assert (row["state"], row["day"], row["days_left"]) == (state, day, left)
    for language in ("zh", "en"):
        assert cli("--lang", language, "status", env={"CAMPAIGN_NOW": now}).code == 0


def test_log(cli: Cli) -> None:
    cli("edit", "P0003", "--name", "市医院")
    rows = cli("log", "--json").json()
    assert rows[0]["verb"] == "edit" and rows[0]["code"] == "P0003" and rows[0]["actor"] == "hq"
    assert len(cli("log", "--limit", "3", "--json").json()) == 3
    assert {row["verb"] for row in cli("log", "P0003", "--json").json()} >= {"edit", "add-project"}
    assert "市医院" in cli("log", "-n", "1").out
    assert cli("log", "--csv").out.startswith("code,")
    assert cli("log", "--verify").code == 0


def test_settings_and_info(cli: Cli) -> None:
    assert cli("settings", "stale_red").line == "14"
    assert cli("settings", "--json").json()["first_day"] == "2026-10-01"
    assert cli("settings", "stale-red", "10").code == 0 and cli("settings", "stale_red").line == "10"
    assert cli("settings", "--csv").out.startswith("code,value")
    assert cli("settings", "nonsense").code == cli("settings", "nonsense", "3").code == 2
    assert cli("settings", "stale_red", "x").code == 2
    info = cli("info", "--json").json()
    assert info["projects"] == 5 and info["actor"] == "hq" and info["driver"] in ("pysqlite3", "sqlite3")
    assert "language: en" in cli("info", "--plain").out


def test_info_speaks_the_readers_language(cli: Cli) -> None:
    """Nothing that it tells is called by its key, whatever is counted tomorrow."""
    keys = [line.partition(": ")[0] for line in cli("info", "--plain").out.splitlines()]
    for language in LANGUAGES:
        said = [line.partition(": ")[0] for line in cli("info", env={"CAMPAIGN_LANG": language}).out.splitlines()]
        assert len(said) == len(keys) and not set(said) & set(keys)


def test_numbers_in_csv_stay_numbers_and_formulas_are_neutralised(cli: Cli) -> None:
    cli("progress", "P0001", "+120万")
    cli("add-project", "--", "-2+3")
    cli("add-project", "=cmd|'/C calc'!A0")
    rows = list(csv.DictReader(io.StringIO(cli("projects", "--csv").out)))
    assert rows[0]["done_100"] == "120"
    assert [row["name"] for row in rows[-2:]] == ["'-2+3", "'=cmd|'/C calc'!A0"]


@pytest.mark.parametrize("asked", ["projects", "log", "people"])
def test_json_is_one_array_however_many_rows_are_written_at_once(cli: Cli, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    whole = cli(*asked.split(), "--json").out
    for rows in (1, 2, 3):
        monkeypatch.setattr(output, "TOGETHER", rows)
        assert cli(*asked.split(), "--json").out == whole
    assert isinstance(json.loads(whole), list)


def test_json_is_one_row_a_line(cli: Cli) -> None:
    lines = cli("projects", "--json").out.splitlines()
    assert len(lines) == 5 and all(json.loads(line.strip("[], \n").join(("", ""))) for line in lines)
