"""Every setting at both ends of its bounds and beyond them, days too far away, files that are there, codes of another kind."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from campaign import text
from campaign.cli.commands import COMMANDS, LOOK
from campaign.core.model.campaign import Campaign, Settings
from campaign.kinds.campaign import BOUNDS, SETTINGS
from campaign.store.engine.connection import sqlite3
from tests.cli.conftest import Cli, Said, one_line

ENDS = [(key, at) for key in BOUNDS for at in ("least", "most")]
OTHERS = {"watch", "web", "view save", "view remove", "view", "tui", "show", "dossier", "bulletin"}
LOOKS = [*((name,) for name, entry in COMMANDS.items() if entry.section == LOOK and name not in OTHERS), ("tui",),
         ("show", "P0001"), ("show", "B0001"), ("dossier", "L01"), ("land-tasks",), ("approvals",), ("lights", "--at", "today"),
         ("presence", "--leaders"), ("settings",), ("doctor",), ("log",), ("taskforces", "--match"), ("trips", "--without")]
LAST = date(2076, 11, 7)
QUICK = [("status",), ("projects",), ("presence",), ("honours",), ("lights", "--at", "-3d"), ("counties",)]
"""What asks most of the settings."""


def limit(key: str, end: str) -> Any:
    """No day is typed that is more than 50 years ahead."""
    value = getattr(BOUNDS[key], end)
    return min(value, LAST) if isinstance(value, date) else value


def beyond(value: Any, step: int) -> str:
    return (value + timedelta(days=step)).isoformat() if isinstance(value, date) else str(value + step)


def looked(said: Said, args: tuple[str, ...]) -> None:
    assert "Traceback" not in said.err, said.err
    assert said.code == 0 or (args[0] == "doctor" and said.code == 1), (args, said.err)
    assert said.out or said.err


def test_every_setting_is_declared_once_with_a_label_and_an_explanation() -> None:
    assert tuple(SETTINGS) == (*Campaign._fields[:-1], *Settings._fields)
    assert len({setting.label for setting in SETTINGS.values()}) == len(SETTINGS)
    assert all(setting.about for setting in SETTINGS.values())


@pytest.mark.parametrize("key", SETTINGS)
def test_people_read_what_a_setting_is(cli: Cli, key: str) -> None:
    label = text._(SETTINGS[key].label)
    line = next(line for line in cli("settings").out.splitlines() if line.rstrip().endswith(f" {key}"))
    assert line.startswith(f"{label} ") and text._(SETTINGS[key].about) in line
    assert one_line(cli("settings", key).err) == f"{label}: {text._(SETTINGS[key].about)}"


def test_every_threshold_declares_its_bounds_and_has_its_default_within() -> None:
    for key, default in Settings()._asdict().items():
        assert BOUNDS[key].least <= default <= BOUNDS[key].most, key


@pytest.mark.parametrize(("key", "end"), ENDS)
def test_a_setting_at_the_end_of_its_bounds(cli: Cli, key: str, end: str) -> None:
    value = limit(key, end)
    assert cli("settings", key, str(value)).code == 0
    assert cli("settings", key).line == str(value)
    for args in QUICK:
        looked(cli(*args), args)


@pytest.mark.parametrize("end", ["least", "most"])
def test_all_settings_at_their_ends(cli: Cli, end: str) -> None:
    for key in BOUNDS:
        assert cli("settings", key, str(limit(key, end))).code == 0
    for args in LOOKS:
        looked(cli(*args), args)


@pytest.mark.parametrize(("key", "end"), ENDS)
def test_beyond_is_refused_in_one_line_that_tells_the_limits(cli: Cli, key: str, end: str) -> None:
    before = cli("settings", key).out
    said = cli("settings", key, beyond(limit(key, end), -1 if end == "least" else 1))
    line = one_line(said.err)
    assert said.code == 2 and all(str(limit(key, each)) in line for each in ("least", "most"))
    assert cli("settings", key).out == before


def stored(db: Path) -> Iterator[str]:
    """Puts into the file what an older program let in."""
    with sqlite3.connect(db) as connection:
        for key in Settings._fields:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, 999999999999)", (key,))
            yield key
        connection.execute("UPDATE campaign SET first_day = '0001-01-01', golden_end = '9999-12-31'")
        connection.execute("UPDATE blockers SET due = '9999-12-31', opened = '0001-01-01'")
        connection.execute("UPDATE projects SET planned_start = '0001-01-01', planned_finish = '9999-12-31'")
        connection.execute("INSERT INTO excuses (first_day, last_day, why) VALUES ('0001-01-01', '9999-12-31', 'x')")
    connection.close()


def test_what_an_older_program_let_in_still_opens_and_doctor_names_it(cli: Cli, db: Path) -> None:
    keys = list(stored(db))
    for args in LOOKS:
        looked(cli(*args), args)
    told = cli("doctor").out
    assert all(f"{key} is 999999999999" in told for key in keys) and "first_day is 0001-01-01" in told


# Days -------------------------------------------------------------------------------------------------------------------


DAYS = ["0001-01-01", "9999-12-31", "D+99999999", "-999999d", "D-99999", "+99999d"]
TAKES_A_DAY = [
    ("news", "--since={}"), ("bulletin", "--date={}"), ("bulletin", "--since={}"), ("lights", "--at={}"),
    ("trips", "--since={}"), ("progress", "P0001", "+3", "--on={}"), ("visit", "P0001", "--on={}"),
    ("add-blocker", "x", "--project", "P0001", "--category", "land", "--due={}"),
    ("hold", "B0001", "--reason", "other", "--review={}"), ("edit", "P0001", "--planned-start={}"),
    ("add-project", "x", "--started={}"), ("excuse", "{}", "--why", "x"), ("excuse", "today..{}", "--why", "x"),
    ("add-trip", "x", "-l", "L01", "--on={}"), ("add-event", "x", "--on={}"), ("dispatch", "M001", "--to", "U02", "--until={}"),
    ("settings", "first_day", "{}"), ("settings", "golden_end", "{}"), ("fund", "P0001", "+3", "--on={}"),
    ("add-land-task", "x", "--kind", "forest", "--project", "P0001", "--due={}"), ("calendar", "{}", "--rest", "--why", "x"),
]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("args", TAKES_A_DAY, ids=lambda args: f"{args[0]} {args[-1]}")
def test_a_day_too_far_away_is_one_line(cli: Cli, args: tuple[str, ...], day: str) -> None:
    args = (args[0], *(part.replace("{}", day) for part in args[1:]))
    if args[0] in ("settings", "excuse", "calendar") and day[0] in "+-":
        args = (*args[:1], "--", *args[1:]) if args[0] == "settings" else args
    said = cli(*args)
    assert said.code == 2 and not said.out, said
    one_line(said.err)


def test_a_span_lies_within_a_year_of_the_campaign(cli: Cli) -> None:
    first = date.fromisoformat(cli("settings", "first_day").line)
    earliest, latest = first - timedelta(days=365), first + timedelta(days=99 + 365)
    assert cli("excuse", f"{earliest}..{latest}", "--why", "x").code == 0
    for span in (f"{earliest - timedelta(days=1)}..today", f"today..{latest + timedelta(days=1)}"):
        said = cli("excuse", span, "--why", "x")
        assert said.code == 2 and str(earliest) in one_line(said.err) and str(latest) in said.err


# Formats, files, codes --------------------------------------------------------------------------------------------------


def test_verify_prints_what_was_asked_for(cli: Cli, db: Path) -> None:
    assert cli("log", "--verify", "--json").json()["whole"] is True
    assert cli("log", "--verify", "--csv").out.startswith("whole,")
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE audit_head SET hash = 'x'") if connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'audit_head'").fetchone() else connection.execute("DROP TRIGGER audit_keep")
    connection.close()
    said = cli("log", "--verify", "--json")
    assert said.code == 1 and said.json()["whole"] is False and said.json()["broken"].startswith("audit_")
    one_line(said.err)


def test_a_bulletin_is_not_written_over_unasked(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "b.md"
    assert cli("bulletin", "-o", str(file)).code == 0 and file.read_text()
    file.write_text("mine")
    said = cli("bulletin", "-o", str(file))
    assert said.code == 1 and "--yes" in one_line(said.err) and file.read_text() == "mine"
    assert cli("bulletin", "-o", str(file), "--yes").code == 0 and file.read_text() != "mine"


CODES = ["P0001", "B0001", "L01", "M001", "C01", "U01", "K0001", "G0001", "A0001", "T01", "R001", "E001", "D001", "H0001", "S001",
         "P9999", "G9999", "X"]
VERBS = [
    ("land-progress", "{}", "+1"), ("accept", "{}"), ("submit", "{}"), ("grant", "{}"), ("waive", "{}", "--why", "x"),
    ("reopen", "{}", "--why", "x"), ("resolve", "{}", "--how", "x"), ("assign", "{}", "--unit", "U02"), ("escalate", "{}"),
    ("hold", "{}", "--reason", "other", "--review", "+3d"), ("note", "{}", "x"), ("contact", "{}", "x"), ("claim", "{}"),
    ("progress", "{}", "+3"), ("visit", "{}"), ("fund", "{}", "+3"), ("register", "{}", "2026-10", "3"), ("advance", "{}"),
    ("handover", "{}", "L02"), ("pay", "{}"), ("answer", "{}", "x"), ("learned", "{}", "x"),
    ("taskforce", "{}", "--end", "today"),
    ("show", "{}"), ("edit", "{}", "--name", "x"), ("dossier", "{}"), ("blast", "{}"), ("gaps", "{}"), ("log", "{}"),
    ("add-approval", "{}", "site"), ("list-add", "{}", "special_bond"), ("case", "{}", "--kind", "model"),
]


@pytest.mark.parametrize("args", VERBS, ids=lambda args: args[0])
def test_every_verb_on_a_code_of_every_kind_is_one_clear_line(cli: Cli, args: tuple[str, ...]) -> None:
    for code in CODES:
        said = cli(args[0], *(part.replace("{}", code) for part in args[1:]))
        assert "Traceback" not in said.err and said.code in (0, 1, 2, 3), (args, code, said)
        if said.code:
            assert not said.out
            one_line(said.err)
