"""Whatever is wrong: the right exit code, and one line that says what, why and what to type."""

import shutil
from pathlib import Path

import pytest

from campaign.cli.commands import COMMANDS
from campaign.store.engine.connection import sqlite3  # two libraries in one process would not see each other's locks
from tests.cli.conftest import Cli, one_line


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (("clam",), "claim"),
        (("nonsense-command",), "campaign --help"),
        (("projects", "--nonsens"), "--help"),
        (("projects", "--leadr", "x"), "--leader"),
        (("claim", "P1"), "--leader"),
        (("claim",), "PROJECT"),
        (("add-project",), "NAME"),
        (("claim", "P1", "-l"), "-l"),
        (("projects", "x"), "x"),
        (("show",), "CODE"),
        (("--nonsense",), "--nonsense"),
        (("projects", "--db", "x"), "campaign --db"),
        (("projects", "--readonly"), "campaign --readonly projects"),
        (("projects", "--json=3"), "--json"),
        (("assign", "B0001"), "--unit"),
        (("hold", "B1", "--reason", "weather"), "--review"),
        (("completion", "powershell"), "bash"),
        (("log", "-n", "x"), "x"),
        (("assign", "B0001", "--unit", "--did"), "--unit"),
        (("--lang", "fr", "status"), "zh"),
        (("init", "--name", "x", "--start", "soon"), "soon"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_usage(cli: Cli, args: tuple[str, ...], part: str, language: str) -> None:
    said = cli(*args, env={"CAMPAIGN_LANG": language})
    assert said.code == 2 and said.out == ""
    assert part in one_line(said.err)


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (("show", "P9999"), "P9999"),
        (("show", "没有的"), "没有的"),
        (("claim", "P0001", "-l", "马"), "马"),
        (("projects", "--county", "火星"), "campaign counties"),
        (("assign", "B0001", "--unit", "火星局"), "campaign units"),
        (("note", "B9999", "x"), "B9999"),
        (("claim", "P0001", "-l", "赵某松"), "--board"),
        (("projects", "--county", "临江县"), "C01 临江区"),
        (("handover", "L01", "L99"), "L99"),
    ],
)
def test_unknown_names_and_codes(cli: Cli, args: tuple[str, ...], part: str) -> None:
    said = cli(*args)
    assert said.code == 3 and said.out == ""
    assert part in one_line(said.err)


def test_an_ambiguous_name_lists_the_candidates_and_changes_nothing(cli: Cli) -> None:
    cli("add-leader", "王某海")
    before = cli("log", "--json").json()[0]["seq"]
    for language, words in (("en", "more than one"), ("zh", "不止一个")):
        said = cli("claim", "P0002", "-l", "王", env={"CAMPAIGN_LANG": language})
        line = one_line(said.err)
        assert said.code == 3 and "L01 王某山" in line and "L04 王某海" in line and words in line
    assert cli("log", "--json").json()[0]["seq"] == before
    assert cli("claim", "P0002", "-l", "王某海", "--yes").code == 0
    assert cli("claim", "P0002", "-l", "wms", "-y").code == 0


@pytest.mark.parametrize("content", [b"", b"garbage " * 50, b"SQLite format 3\0" + b"\0" * 200])
@pytest.mark.parametrize("args", [("status",), ("add-project", "x"), ("tui",), ("log", "--verify")])
def test_files_that_are_no_campaign(cli: Cli, tmp_path: Path, content: bytes, args: tuple[str, ...]) -> None:
    path = tmp_path / "odd.db"
    path.write_bytes(content)
    said = cli("--db", str(path), *args)
    assert said.code == 1 and str(path) in one_line(said.err) and path.read_bytes() == content


def test_missing_folder_foreign_and_newer_files(cli: Cli, db: Path, tmp_path: Path) -> None:
    said = cli("--db", str(tmp_path / "missing.db"), "status")
    assert said.code == 1 and "campaign init" in one_line(said.err) and not (tmp_path / "missing.db").exists()
    assert cli("--db", str(tmp_path), "status").code == 1
    foreign = tmp_path / "foreign.db"
    sqlite3.connect(foreign).executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    assert cli("--db", str(foreign), "status").code == 1
    newer = Path(shutil.copy(db, tmp_path / "newer.db"))
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    said = cli("--db", str(newer), "status")
    assert said.code == 5 and "99" in one_line(said.err)


WRITES = [
    ("add-project", "x"),
    ("import", "-"),
    ("add-leader", "x"),
    ("add-person", "x"),
    ("add-county", "x"),
    ("add-unit", "x"),
    ("add-blocker", "x", "--project", "P0001", "--category", "land"),
    ("claim", "P0001", "-l", "L02"),
    ("handover", "L01", "L02"),
    ("edit", "P0001", "--name", "x"),
    ("progress", "P0001", "+3"),
    ("visit", "P0001"),
    ("excuse", "today", "--why", "x"),
    ("assign", "B0001", "--unit", "U03"),
    ("escalate", "B0001"),
    ("hold", "B0001", "--reason", "other", "--review", "+3d"),
    ("resolve", "B0001", "--how", "x"),
    ("reopen", "B0004", "--why", "x"),
    ("note", "B0001", "x"),
    ("contact", "B0001", "x"),
    ("contact", "A0001", "x"),
    ("reopen", "A0001", "--why", "x"),
    ("add-land-task", "x", "--kind", "forest", "--project", "P0001"),
    ("land-progress", "G0001", "+1"),
    ("accept", "G0001"),
    ("add-approval", "P0002", "site"),
    ("submit", "A0002"),
    ("grant", "A0001"),
    ("waive", "A0002", "--why", "x"),
    ("fund", "P0001", "+3"),
    ("register", "P0001", "2026-10", "3"),
    ("merit", "C01", "praise", "--why", "x"),
    ("pay", "H0001"),
    ("answer", "H0001", "x"),
    ("add-lead", "x"),
    ("advance", "K0001"),
    ("add-trip", "x", "-l", "L01"),
    ("add-event", "x", "--on", "today"),
    ("chain-set", "x", "y", "have"),
    ("list-add", "P0001", "special_bond"),
    ("list-set", "P0001", "special_bond", "--state", "listed"),
    ("add-taskforce", "x"),
    ("taskforce", "T01", "--end", "today"),
    ("case", "x", "--kind", "model"),
    ("dispatch", "M001", "--to", "U02"),
    ("learned", "D001", "x"),
    ("indicator", "C01", "gdp", "2026Q3", "7%"),
    ("calendar", "today", "--rest", "--why", "x"),
    ("view", "save", "x", "--filter", "red"),
    ("view", "remove", "x"),
    ("undo",),
    ("confirm", "P0001"),
    ("return", "P0001", "--why", "x"),
    ("settings", "stale_red", "9"),
    ("init", "--name", "x", "--start", "today"),
    ("seed",),
    ("member", "add", "M001", "--role", "viewer"),
    ("member", "role", "M001", "viewer"),
    ("member", "key", "--remove", "SHA256:abcdefgh"),
    ("member", "remove", "M001", "--yes"),
]
READS = {
    "requests",
    "unconfirmed",
    "spot-check",
    "approve",  # tests/server
    "reject",
    "whoami",
    "who",
    "member list",
    "keys",
    "gate",  # tests/server
    "server setup",
    "server warm",  # tests/server
    "doctor",
    "backup",
    "restore",  # tests/cli/test_keeping.py
    "bulletin",
    "export",
    "wall",
    "ical",
    "projects",
    "blockers",
    "leaders",
    "counties",
    "units",
    "people",
    "land-tasks",
    "approvals",
    "today",
    "presence",
    "blast",
    "lights",
    "too-late",
    "rates",
    "forecast",
    "cases",
    "leaderboards",
    "honours",
    "dossier",
    "reserve",
    "gaps",
    "taskforces",
    "dispatches",
    "indicators",
    "parity",
    "merits",
    "explain",
    "leads",
    "chain",
    "trips",
    "events",
    "show",
    "status",
    "news",
    "view",
    "view list",
    "log",
    "info",
    "completion",
    "man",
    "tui",
    "watch", "web",
    "demo",
}


def name(args: tuple[str, ...]) -> str:
    """Commands are of one word or of two."""
    return " ".join(args[:2]) if " ".join(args[:2]) in COMMANDS else args[0]


def test_every_command_is_known_to_the_tests() -> None:
    assert set(map(name, WRITES)) | READS == set(COMMANDS)


@pytest.mark.parametrize("args", WRITES, ids=name)
def test_readonly_refuses_every_write(cli: Cli, args: tuple[str, ...]) -> None:
    before = cli("log", "--json").out
    for call in (lambda: cli("--readonly", *args), lambda: cli(*args, env={"CAMPAIGN_READONLY": "1"})):
        said = call()
        assert said.code == 6, said.err
        one_line(said.err)
    assert cli("log", "--json").out == before
    assert cli("--readonly", "status").code == cli("--readonly", "settings").code == 0


def test_a_broken_log(cli: Cli, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("DROP TRIGGER audit_keep")
        connection.execute("UPDATE audit SET actor = 'nobody' WHERE seq = 3")
    connection.close()
    said = cli("log", "--verify")
    assert said.code == 1 and "3" in one_line(said.err)


def test_a_busy_database(cli: Cli, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.store.engine.connection.BUSY_MS", 20)
    with sqlite3.connect(db, isolation_level=None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        said = cli("add-project", "x")
        holder.execute("ROLLBACK")
    holder.close()
    assert said.code == 4
    one_line(said.err)


@pytest.mark.parametrize("total", ["3.2", "1.5万", "abc", "-5", "", "9" * 30, "3亿5千"])
def test_bad_money(cli: Cli, total: str) -> None:
    said = cli("add-project", "x", "--total", total)
    assert said.code == (0 if total == "" else 2)


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "2026-02-30", "D38", "tomorrow"])
def test_bad_days(cli: Cli, day: str) -> None:
    said = cli("add-project", "x", "--started", day)
    assert said.code == 2
    one_line(said.err)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAMPAIGN_NOW", "yesterday"),
        ("CAMPAIGN_NOW", "2026-11-07T10:00:00"),
        ("CAMPAIGN_LANG", "fr"),
        ("CAMPAIGN_ACTOR", "a\x1bb"),
    ],
)
def test_bad_variables(cli: Cli, name: str, value: str) -> None:
    said = cli("status", env={name: value})
    assert said.code == 2
    one_line(said.err)


def test_the_configuration_file(cli: Cli, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    env = {"CAMPAIGN_CONFIG": str(file), "CAMPAIGN_DB": "", "CAMPAIGN_LANG": "", "CAMPAIGN_ACTOR": ""}
    file.write_text(f'db = "{db}"\nlanguage = "zh"\nactor = "值班室"\nme = "王某山"\n', "utf-8")
    info = cli("info", "--json", env=env).json()
    assert (info["database"], info["language"], info["actor"], info["me"]) == (str(db), "zh", "值班室", "王某山")
    assert cli("visit", "P0001", env=env).code == 0
    assert cli("show", "P0001", "--json", env=env).json()["visits"][0]["person"] == "L01"
    assert cli("--lang", "en", "info", "--json", env=env).json()["language"] == "en"
    file.write_text("readonly = true\n", "utf-8")
    assert cli("add-project", "x", env={**env, "CAMPAIGN_DB": str(db)}).code == 6
    for text in ("db = ", "dbb = 'x'", "db = 3"):
        file.write_text(text, "utf-8")
        said = cli("status", env=env)
        assert said.code == 2 and str(file) in one_line(said.err)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command(cli: Cli, name: str, language: str) -> None:
    said = cli("--lang", language, name, "--help")
    assert said.code == 0 and said.err == "" and COMMANDS[name].example.splitlines()[0] in said.out
    assert ("用法" if language == "zh" else "Usage") in said.out
    assert cli("--lang", language, name, "-h").out == said.out


def test_help_and_version(cli: Cli) -> None:
    for args in ((), ("--help",), ("-h",)):
        said = cli(*args)
        assert said.code == 0 and all(f"  {name} " in said.out for name in COMMANDS)
    assert cli("--version").out.startswith("campaign ")
    assert "查看" in cli("--lang", "zh").out


def test_the_campaigns_own_language_is_spoken_unless_told_otherwise(cli: Cli) -> None:
    assert "剩 62 天" in cli("status", env={"CAMPAIGN_LANG": ""}).out
    assert "找不到" in cli("projects", "--county", "火星", env={"CAMPAIGN_LANG": ""}).err
    assert "用法" in cli("claim", "--help", env={"CAMPAIGN_LANG": ""}).out
    cli("settings", "language", "en")
    assert "62 days left" in cli("status", env={"CAMPAIGN_LANG": ""}).out
    assert "剩 62 天" in cli("--lang=zh", "status").out


def test_double_dash_ends_options(cli: Cli) -> None:
    assert cli("add-project", "--", "--json").line == "P0006"
    assert cli("show", "P0006", "--json").json()["name"] == "--json"
    assert cli("note", "B0001", "--", "--why").code == 0
