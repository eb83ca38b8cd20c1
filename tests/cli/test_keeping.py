"""``campaign backup`` and ``campaign restore`` as they are typed."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries.checks import is_founded
from campaign.store.store import Store
from tests.cli.conftest import NOW, Cli, one_line
from tests.driver import Terminal
from tests.store.old import old_city
from tests.store.world import ENTRIES

ROOT = Path(__file__).parents[2]


def test_backup_says_its_path_and_nothing_else(cli: Cli, db: Path) -> None:
    said = cli("backup")
    path = db.parent / "backups" / f"campaign-20261107-104800-{ENTRIES}.db"
    assert (said.code, said.line) == (0, str(path))
    with Store(path) as store:
        head = log_queries.log(store, limit=1)[0].hash
    assert head in one_line(said.err) and f"{ENTRIES} entries" in said.err and "安澜市百日攻坚" in said.err


def test_backup_as_json_and_thinned_out(cli: Cli, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    cli("backup", str(folder), env={"CAMPAIGN_NOW": "2026-11-01T00:00:00+08:00"})
    said = cli("backup", str(folder), "--keep", "1", "--json")
    told = said.json()
    assert set(told) == {"path", "bytes", "entries", "head", "deleted"}
    assert told["deleted"] == [f"campaign-20261101-000000-{ENTRIES}.db"]
    assert {left.name for left in folder.iterdir()} == {Path(told["path"]).name, Path(told["path"]).name + ".sha256"}
    assert told["bytes"] == Path(told["path"]).stat().st_size


@pytest.mark.parametrize("args", [("backup", "--keep", "0"), ("backup", "--keep", "x"), ("backup", "-", "--keep", "3"),
                                  ("backup", "-", "--json"), ("restore",), ("backup", "a", "b")])
def test_wrong_usage(args: tuple[str, ...], cli: Cli, db: Path) -> None:
    said = cli(*args)
    assert said.code == 2 and one_line(said.err) and not (db.parent / "backups").exists()


def test_a_backup_streams_as_it_is(db: Path, environment: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "out.db"
    with copy.open("wb") as out:
        done = subprocess.run([sys.executable, "-m", "campaign", "backup", "-"], stdout=out, stderr=subprocess.PIPE, cwd=ROOT,
                              env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    assert done.returncode == 0, done.stderr
    with Store(copy) as store:
        assert checks_queries.verify(store) == ENTRIES
    assert {left.name for left in db.parent.iterdir()} >= {"campaign.db"} and not list(db.parent.glob(".campaign*"))


def test_not_onto_a_terminal(environment: dict[str, str]) -> None:
    env = {"PYTHONPATH": str(ROOT), **environment}
    with Terminal([sys.executable, "-m", "campaign", "backup", "-"], env=env, cols=120) as terminal:
        terminal.wait("A backup is no text")
        assert terminal.exit_code() == 2
        assert b"SQLite format" not in terminal.raw


def test_nobody_reads_it(environment: dict[str, str]) -> None:
    done = subprocess.run(f"{sys.executable} -m campaign backup - | head -c 10 | wc -c; exit ${{PIPESTATUS[0]}}", shell=True,
                          executable="/bin/bash", capture_output=True, text=True, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    assert (done.returncode, done.stdout.strip()) == (0, "10") and "Traceback" not in done.stderr


def test_restore_needs_a_yes(cli: Cli, db: Path) -> None:
    path = cli("backup").line
    assert cli("add-project", "后来的").code == 0
    said = cli("restore", path)
    assert said.code == 2 and "--yes" in one_line(said.err)
    assert cli("show", "P0006").code == 0
    said = cli("restore", path, "--yes")
    assert said.code == 0 and Path(said.line).name == f"campaign-before-restore-20261107-104800-{ENTRIES + 1}.db"
    assert cli("show", "P0006").code == 3
    assert cli("log", "--verify").code == 0
    assert json.loads(cli("log", "--json", "-n", "1").out)[0]["verb"] == "restore"
    told = cli("restore", said.line, "--yes", "--json").json()
    assert (told["before"], told["after"]) == (ENTRIES + 1, ENTRIES + 2) and cli("show", "P0006").code == 0


@pytest.mark.parametrize(("answer", "code", "left"), [("n", 1, 6), ("", 1, 6), ("y", 0, 5)])
def test_restore_asks_who_sits_there(answer: str, code: int, left: int, cli: Cli, environment: dict[str, str]) -> None:
    path = cli("backup").line
    cli("add-project", "后来的")
    env = {"PYTHONPATH": str(ROOT), **environment, "CAMPAIGN_NOW": NOW}
    with Terminal([sys.executable, "-m", "campaign", "restore", path], env=env, cols=160) as terminal:
        terminal.wait(r"\[y/N\]")
        shown = terminal.text()
        assert f"{ENTRIES + 1} entries" in shown and f"{ENTRIES} entries" in shown and "1 entry that was written since" in shown
        terminal.press(answer, "enter")
        assert terminal.exit_code() == code
    assert len(cli("projects", "--json").json()) == left


def test_a_damaged_database_is_replaced(cli: Cli, db: Path) -> None:
    path = cli("backup").line
    db.write_bytes(b"garbage" * 1_000)
    said = cli("restore", path, "--yes")
    assert said.code == 0 and Path(said.line).read_bytes() == b"garbage" * 1_000
    assert len(cli("projects", "--json").json()) == 5


def test_a_missing_database_is_made(cli: Cli, db: Path, tmp_path: Path) -> None:
    path = cli("backup", str(tmp_path / "kept")).line
    where = tmp_path / "new" / "place.db"
    said = cli("--db", str(where), "restore", path, "--yes")
    assert (said.code, said.out) == (0, "")
    assert len(cli("--db", str(where), "projects", "--json").json()) == 5


def test_an_older_backup(cli: Cli, tmp_path: Path) -> None:
    assert cli("restore", str(old_city(tmp_path / "old.db", 1)), "--yes").code == 0
    assert cli("log", "--verify").code == 0


@pytest.mark.parametrize(("make", "code"), [(lambda path: None, 1), (lambda path: path.write_bytes(b""), 1),
                                            (lambda path: path.mkdir(), 1), (os.mkfifo, 1)])
def test_bad_files_are_told_in_a_line(make: object, code: int, cli: Cli, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    make(bad)  # type: ignore[operator]
    for lang in ("en", "zh"):
        said = cli("--lang", lang, "restore", str(bad), "--yes")
        assert said.code == code and str(bad) in one_line(said.err) and said.out == ""


def test_an_older_database_waits_for_the_answer(cli: Cli, environment: dict[str, str], db: Path, tmp_path: Path) -> None:
    """Not even the language is asked of it in a way that would migrate it; nor is it when the file is refused."""
    path = cli("backup", str(tmp_path / "kept")).line
    folder = tmp_path / "older"
    folder.mkdir()
    live = old_city(folder / "campaign.db", 1)
    before = live.read_bytes()
    env = {"PYTHONPATH": str(ROOT), **environment, "CAMPAIGN_NOW": NOW, "CAMPAIGN_LANG": ""}
    with Terminal([sys.executable, "-m", "campaign", "--db", str(live), "restore", path], env=env, cols=160) as terminal:
        terminal.wait(r"\[y/N\]")
        terminal.press("n", "enter")
        assert terminal.exit_code() == 1
    assert cli("--db", str(live), "restore", str(tmp_path / "nothing.db"), "--yes", env={"CAMPAIGN_LANG": ""}).code == 1
    assert live.read_bytes() == before and [left.name for left in folder.iterdir()] == ["campaign.db"]
    assert cli("--db", str(live), "restore", path, "--yes").code == 0


KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAJmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"


def test_restore_names_who_comes_back_and_who_goes(cli: Cli, environment: dict[str, str]) -> None:
    assert cli("member", "add", "L01", "--role", "admin", "--key", KEY).code == 0
    assert cli("member", "add", "L02", "--role", "hq").code == 0
    path = cli("backup").line
    assert cli("member", "remove", "L02", "--yes").code == cli("member", "add", "M001", "--role", "viewer").code == 0
    name = cli("show", "L02", "--json").json()["name"]
    env = {"PYTHONPATH": str(ROOT), **environment, "CAMPAIGN_NOW": NOW}
    with Terminal([sys.executable, "-m", "campaign", "restore", path], env=env, cols=160) as terminal:
        terminal.wait(r"\[y/N\]")
        told = terminal.text()
        assert f"come back, removed since the backup: L02 {name}" in told and "go, added since the backup: M001" in told
        terminal.press("n", "enter")
        assert terminal.exit_code() == 1
    said = cli("restore", path, "--yes", "--json")
    assert f"come back, removed since the backup: L02 {name}" in said.err and "go, added since the backup: M001" in said.err
    assert said.json()["members"] == {"back": ["L02"], "gone": ["M001"], "other": []}
    assert "come back" not in cli("restore", path, "--yes").err


def test_litestream_is_to_be_started_anew(cli: Cli, db: Path) -> None:
    path = cli("backup").line
    assert "systemctl" not in cli("restore", path, "--yes").err
    db.with_name(".campaign.db-litestream").mkdir()
    assert "systemctl restart campaign-litestream" in cli("restore", path, "--yes").err


def test_what_is_wrong_with_a_backup_is_told_in_a_line(cli: Cli) -> None:
    path = cli("backup").line
    for script, told in (("UPDATE projects SET done_100 = done_100 + 7", "--recount"),
                         ("DROP INDEX visits_day", "index visits_day"),
                         ('CREATE TRIGGER "it\'s" AFTER UPDATE ON projects BEGIN DELETE FROM visits; END', "trigger it's")):
        Path(f"{path}.sha256").unlink(missing_ok=True)
        hand = sqlite3.connect(path)
        hand.executescript(script)
        hand.close()
        said = cli("restore", path, "--yes")
        assert said.code == 1 and told in said.err and said.out == ""
        if told == "--recount":
            assert "counted anew" in cli("restore", path, "--yes", "--recount").err


def test_a_file_where_the_backups_should_be(cli: Cli, db: Path) -> None:
    (db.parent / "backups").write_text("no folder")
    said = cli("backup")
    assert said.code == 1 and "no folder" in one_line(said.err)


def test_readonly_restores_nothing(cli: Cli) -> None:
    path = cli("backup").line
    assert cli("--readonly", "restore", path, "--yes").code == 6


def test_restore_and_the_checksum_beside_a_backup(cli: Cli, db: Path) -> None:
    """Another one: refused, whatever is typed. None: said, and --yes. The right one: restored."""
    path = Path(cli("backup").line)
    beside = path.with_name(path.name + ".sha256")
    right, before = beside.read_text(), cli("projects", "--json").out
    beside.write_text("0" * 64 + "  " + path.name + "\n")
    for words in ((), ("--yes",), ("--yes", "--unexplained", "--recount")):
        said = cli("restore", str(path), *words)
        assert said.code == 1 and beside.name in one_line(said.err) and said.out == ""
    beside.unlink()
    said = cli("restore", str(path))
    assert said.code == 1 and "--yes" in one_line(said.err) and cli("projects", "--json").out == before
    assert "no checksum" in cli("restore", str(path), "--yes").err
    beside.write_text(right)
    said = cli("restore", str(path), "--yes")
    assert said.code == 0 and "no checksum" not in said.err


def test_what_was_mended_by_hand_is_restored_when_somebody_says_so(cli: Cli, db: Path) -> None:
    with sqlite3.connect(db) as other:
        other.execute("UPDATE projects SET total = total + 1 WHERE code = 'P0002'")
    other.close()
    path = cli("backup").line
    said = cli("restore", path, "--yes")
    assert said.code == 1 and "P0002" in one_line(said.err) and "--unexplained" in said.err
    said = cli("restore", path, "--yes", "--unexplained")
    assert said.code == 0 and "P0002, total" in said.err
    with Store(db) as store:
        assert checks_queries.unexplained(store) == [] and is_founded(store)
    assert cli("edit", "P0002", "--total", "3亿").code == 0 and cli("undo").code == 0
    with Store(db) as store:
        assert checks_queries.unexplained(store) == []
    with sqlite3.connect(db) as other:
        other.execute("UPDATE projects SET name = 'x' || char(27) WHERE code = 'P0002'")
    other.close()
    said = cli("restore", cli("backup").line, "--yes", "--unexplained")
    assert said.code == 1 and "P0002" in one_line(said.err)
