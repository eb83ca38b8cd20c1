"""Text that wants to move the cursor, reorder a line, run in a spreadsheet or crash a program, through every command."""

import csv
import io
import unicodedata

import pytest

from tests.cli.conftest import Cli, one_line

ODD = {
    "markup": "[/x]",
    "action": "[@click=app.bell]押[/]",
    "formula": "=cmd|'/C calc'!A0",
    "full-width formula": "＝1+1",
    "family": "👨\u200d👩\u200d👧 新村",
    "percent": "%s {n} %(x)s",
    "quotes": "'\"; DROP TABLE projects; --",
    "wide": "龘" * 60,
    "long": "甲" * 200,
    "backslash": "\\x1b[31m\\n",
    "wildcards": "%_*?",
    "only digits": "0042",
}
"""What may be stored: it must come back as it was."""
CHANGED = {
    "zero width": ("临\u200b江", "临江"),
    "blanks": (" 临\u3000 江\t\n ", "临 江"),
    "composed": ("e\u0301", "é"),
    "bom": ("\ufeff临江", "临江"),
}
REFUSED = {
    "escape": "\x1b[31m红",
    "osc 52": "\x1b]52;c;YmFk\x07",
    "bidi": "付款\u202e单",
    "isolate": "\u2066x\u2069",
    "c1": "\x9b31m",
    "nul-like": "a\x01b",
    "private": "\ue000",
    "too long": "长" * 10_000,
    "only blanks": "\u3000 \t",
    "only invisible": "\u200b\ufeff",
    "zalgo": "a" + "\u0301" * 50,
    "del": "a\x7fb",
    "tag": "a\U000e0041b",
}


def harmless(text: str) -> None:
    for char in text:
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Co", "Cs"), ascii(text)
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_may_be_stored_comes_back(cli: Cli, text: str) -> None:
    short = text[:60]
    project = cli("add-project", "--", text).line
    assert project == "P0006"
    blocker = cli("add-blocker", "--project", project, "--category", "land", "--", text).line
    county, unit = cli("add-county", "--", short).line, cli("add-unit", "--", short).line
    leader, person = cli("add-leader", "--", short).line, cli("add-person", "--yes", "--", short).line
    for args in (
        ("edit", project, "--county", county, "--unit", unit, "--leader", leader, "--manager", person, "--developer", text),
        ("edit", leader, "--post", short),
        ("assign", blocker, "--unit", unit, "--did", text),
        ("note", blocker, "--", text),
        ("progress", project, "+3", "--done", text, "--note", text),
        ("visit", project, "--by", leader, "--solved", text),
        ("excuse", "today", "--why", text, "--county", county),
        ("hold", blocker, "--reason", "other", "--review", "+3d", "--why", text),
        ("resolve", blocker, "--how", text),
        ("reopen", blocker, "--why", text),
    ):
        said = cli(*args)
        assert said.code == 0, (args, said.err)
        harmless(one_line(said.err))
    row = cli("show", project, "--json").json()
    assert row["name"] == row["developer"] == text and row["county_name"] == row["leader_name"] == short
    assert cli("show", blocker, "--json").json()["title"] == text
    assert cli("projects", "--county", short, "--leader", short, "--json").json()[0]["name"] == text or short == "0042"
    cells = [row for row in csv.DictReader(io.StringIO(cli("projects", "--csv").out)) if row["code"] == project]
    assert cells[0]["name"] == ("'" + text if text[0] in "=＝" else text)
    for name in ("projects", "blockers", "leaders", "people", "counties", "units", "status", "log", "tui"):
        for form in ((), ("--plain",), ("--json",), ("--csv",)) if name != "tui" else ((),):
            said = cli(name, *form)
            assert said.code == 0, (name, form, said.err)
            harmless(said.out)
    for code in (project, blocker, county, unit, leader, person):
        for form in ((), ("--plain",), ("--csv",)):
            said = cli("show", code, *form)
            assert said.code == 0
            harmless(said.out)


@pytest.mark.parametrize(("typed", "stored"), CHANGED.values(), ids=CHANGED)
def test_what_is_tidied(cli: Cli, typed: str, stored: str) -> None:
    code = cli("add-project", typed).line
    assert cli("show", code, "--json").json()["name"] == stored


TEXTS = [
    ("add-project", "{}"),
    ("add-leader", "{}"),
    ("add-person", "{}"),
    ("add-county", "{}"),
    ("add-unit", "{}"),
    ("add-blocker", "{}", "--project", "P0001", "--category", "land"),
    ("edit", "P0001", "--name", "{}"),
    ("edit", "B0001", "--title", "{}"),
    ("note", "B0001", "{}"),
    ("contact", "B0001", "{}"),
    ("resolve", "B0001", "--how", "{}"),
    ("reopen", "B0004", "--why", "{}"),
    ("excuse", "today", "--why", "{}"),
    ("progress", "P0001", "--safety", "{}"),
    ("progress", "P0001", "--quality", "{}"),
    ("add-land-task", "{}", "--kind", "forest", "--county", "C01"),
    ("add-land-task", "x", "--kind", "{}", "--county", "C01"),
    ("land-progress", "G0001", "{}"),
    ("land-progress", "{}", "+1"),
    ("accept", "{}"),
    ("edit", "G0001", "--name", "{}"),
    ("add-blocker", "x", "--about", "{}"),
    ("add-approval", "P0001", "{}"),
    ("add-approval", "P0002", "site", "--not-needed", "{}"),
    ("submit", "{}"),
    ("contact", "A0001", "{}"),
    ("contact", "A0001", "x", "--next", "{}x"),
    ("grant", "{}"),
    ("waive", "A0002", "--why", "{}"),
    ("reopen", "{}", "--why", "x"),
    ("fund", "P0001", "{}"),
    ("register", "P0001", "{}", "3"),
    ("register", "P0001", "2026-10", "{}"),
    ("calendar", "today", "--rest", "--why", "{}"),
    ("calendar", "{}", "--rest", "--why", "x"),
    ("settings", "name", "{}"),
    ("show", "{}"),
    ("projects", "--county", "{}"),
    ("claim", "P0001", "-l", "{}"),
    ("claim", "{}", "-l", "王"),
    ("handover", "{}", "L01"),
    ("assign", "B0001", "--unit", "{}"),
    ("visit", "P0001", "--by", "{}"),
    ("progress", "P0001", "{}"),
    ("log", "{}"),
    ("{}",),
    ("add-project", "x", "--total", "{}"),
    ("add-project", "x", "--started", "{}"),
    ("projects", "--light", "{}"),
    ("settings", "{}"),
    ("hold", "B0001", "--reason", "{}", "--review", "+3d"),
    ("escalate", "{}"),
    ("completion", "{}"),
    ("--lang", "{}", "status"),
    ("init", "--name", "{}", "--start", "today"),
    ("seed", "{}"),
    ("projects", "--{}"),
    ("projects", "{}"),
    ("seed", "--day", "{}"),
]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_refused_everywhere_in_one_harmless_line(cli: Cli, text: str) -> None:
    before = cli("log", "--json").json()[0]["seq"]
    for pattern in TEXTS:
        if not text.replace("\u200b", "").strip("\u3000 \t\ufeff") and pattern[-2:-1] in (("--total",), ("--started",)):
            continue  # nothing typed is nothing said
        args = [part.replace("{}", text) for part in pattern]
        said = cli(*args)
        assert said.code in (1, 2, 3), (pattern, said)
        line = one_line(said.err)
        harmless(line)
        assert len(line) < 1600
        assert said.out == ""
    assert cli("log", "--json").json()[0]["seq"] == before


def test_optional_texts_are_refused_too(cli: Cli) -> None:
    for args in (
        ("add-project", "x", "--developer"),
        ("add-leader", "x", "--post"),
        ("progress", "P0001", "+1", "--done"),
        ("progress", "P0001", "+1", "--note"),
        ("progress", "P0001", "+1", "--materials"),
        ("visit", "P0001", "--solved"),
        ("assign", "B0001", "--unit", "U03", "--did"),
        ("hold", "B0001", "--reason", "other", "--review", "+3d", "--why"),
        ("edit", "P0001", "--suspended"),
        ("edit", "P0001", "--withdrawn"),
        ("edit", "B0001", "--due", "+9d", "--why"),
        ("land-progress", "G0001", "+1", "--note"),
        ("accept", "G0001", "--how"),
        ("grant", "A0001", "--how"),
        ("fund", "P0001", "+3", "--source"),
    ):
        for text in ("\x1b[31m", "\u202ex", "长" * 10_000):
            assert cli(*args, text).code == 2, args


def test_a_database_from_elsewhere_cannot_act_on_the_terminal(cli: Cli, db: object) -> None:
    """What was put into the file by other means is made harmless on its way out."""
    from campaign.store.engine.connection import sqlite3

    evil = "坏\x1b]52;c;YmFk\x07\u202e\u200b\x9b31m名"
    connection = sqlite3.connect(str(db))
    connection.execute("UPDATE projects SET name = ?, developer = ? WHERE code = 'P0001'", (evil, evil))
    connection.execute("UPDATE people SET name = ?, post = ?", (evil, evil))
    connection.execute("UPDATE blockers SET title = ? WHERE code = 'B0001'", (evil,))
    connection.execute("UPDATE campaign SET name = ?", (evil,))
    connection.commit()
    connection.close()
    for args in (
        ("projects",),
        ("blockers",),
        ("leaders",),
        ("status",),
        ("tui",),
        ("show", "P0001"),
        ("show", "B0001"),
        ("show", "L01"),
        ("people",),
        ("info",),
        ("settings",),
        ("settings", "name"),
    ):
        for form in ((),) if args[0] == "tui" else ((), ("--plain",), ("--json",), ("--csv",)):
            said = cli(*args, *form)
            assert said.code == 0
            harmless(said.out)
    assert cli("show", "P0001", "--json").json()["name"] == evil


@pytest.mark.parametrize("args", [("--db", "~nobody-of-this-name/x.db", "status"), ("--db=~0", "whoami")])
def test_a_home_of_nobody_is_a_missing_file(cli: Cli, args: tuple[str, ...]) -> None:
    said = cli(*args)
    assert said.code == 1 and "~" in one_line(said.err)


@pytest.mark.parametrize("digits", ["9" * 5_000, "0" * 5_000, "9" * 30])
def test_a_count_of_thousands_of_digits(cli: Cli, digits: str) -> None:
    for args in (("note", "B0001", "x", "--if-version", digits), ("log", "--limit", digits), ("edit", "P0001", "--pull", digits)):
        said = cli(*args)
        assert said.code == 2, args
        assert len(one_line(said.err)) < 1600


@pytest.mark.parametrize("request_id", [*REFUSED.values(), "\udcff", ""], ids=[*REFUSED, "surrogate", "empty"])
def test_request_ids_are_stored_texts_too(cli: Cli, request_id: str) -> None:
    said = cli("--request", request_id, "add-county", "青岭县")
    assert said.code == 2
    harmless(one_line(said.err))
    assert len(cli("counties", "--json").json()) == 2
