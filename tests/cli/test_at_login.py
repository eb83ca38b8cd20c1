"""``status --motd`` for whoever logs in, and ``--exit-code`` for monitoring."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from rich.cells import cell_len

from campaign.service import create
from tests.cli.conftest import Cli, one_line
from tests.store.world import Clock

FORMS = ("", "--motd", "--json", "--csv", "--plain")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["", "安" * 60, "a" * 58 + " b", "[/x] \u0645\u0646"])
def test_five_lines_that_fit(cli: Cli, city: Path, db: Path, language: str, name: str) -> None:
    shutil.copy(city, db)
    if name:
        assert cli("settings", "name", name).code == 0
    said = cli("status", "--motd", env={"CAMPAIGN_LANG": language})
    assert (said.code, said.err) == (0, "")
    lines = said.line.split("\n")
    assert 4 <= len(lines) <= 5 and all(0 < cell_len(line) <= 80 and line.isprintable() for line in lines), lines
    assert "38" in lines[0] and lines[-1].startswith({"zh": "红  ", "en": "red  "}[language])
    assert said.out == cli("status", "--motd", env={"CAMPAIGN_LANG": language, "TERM": "xterm-256color", "COLUMNS": "40"}).out


def test_an_empty_campaign(cli: Cli, db: Path) -> None:
    db.unlink()
    create.init(db, "安澜", "2026-10-01", "hq", clock=Clock())
    said = cli("status", "--motd", "--exit-code")
    assert said.code == 0 and len(said.line.split("\n")) == 3


@pytest.mark.parametrize("form", FORMS)
def test_the_exit_code_is_the_worst_light(cli: Cli, form: str) -> None:
    form_alone = [form] if form else []
    for wanted in (20, 10, 0):
        lights = cli("status", "--json").json()["lights"]
        assert wanted == (20 if lights["red"] else 10 if lights["yellow"] else 0), lights
        said = cli("status", "--exit-code", *form_alone)
        assert said == (wanted, cli("status", *form_alone).out, "") and said.out
        assert cli("status", *form_alone).code == 0
        for light in ("red",) if wanted == 20 else ("yellow", "red"):
            for row in cli("projects", "--light", light, "--json").json():
                assert cli("edit", row["code"], "--withdrawn", "调出", "--why", "试").code == 0


def test_only_one_form(cli: Cli) -> None:
    for form in FORMS[2:]:
        said = cli("status", "--motd", form)
        assert said.code == 2 and form in one_line(said.err)


def test_a_log_in_is_never_disturbed(cli: Cli, tmp_path: Path, db: Path) -> None:
    """Nothing on stdout, one line on stderr at most, exit 0; with --exit-code an error has its own."""
    garbage, newer, config = tmp_path / "garbage.db", tmp_path / "newer.db", tmp_path / "config.toml"
    garbage.write_bytes(b"\xff" * 5_000)
    shutil.copy(db, newer)
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    config.write_bytes(b"db = [\xff")
    for env, code in (({"CAMPAIGN_DB": str(garbage)}, 1), ({"CAMPAIGN_DB": str(tmp_path)}, 1), ({"CAMPAIGN_DB": str(newer)}, 5)):
        said = cli("status", "--motd", env=env)
        assert (said.code, said.out) == (0, ""), (env, said)
        assert one_line(said.err)
        said = cli("status", "--motd", "--exit-code", env=env)
        assert said.code == code and not said.out and one_line(said.err), (env, said)
    for env in ({"CAMPAIGN_CONFIG": str(config)}, {"CAMPAIGN_LANG": "xx"}, {"CAMPAIGN_NOW": "never"}):  # one's own settings
        said = cli("status", "--motd", env=env)
        assert not said.out and one_line(said.err), (env, said)
    nobody = {"CAMPAIGN_DB": str(tmp_path / "none.db")}
    assert cli("status", "--motd", env=nobody) == (0, "", "")
    assert cli("status", "--exit-code", "--motd", env=nobody).code == 1
