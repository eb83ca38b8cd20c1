"""Litestream beside a campaign, set up as ``campaign server setup --replica`` prints it: what is in the replica when all is lost?

How much is lost with a machine, and how often: ``python -m tests.bench.replica``, docs/handbook/replica.md.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from campaign.cli.run import run
from campaign.store.engine.connection import sqlite3
from tests.bench.replica import Replicated, chain, program
from tests.cli.conftest import Cli, Said, one_line

LITESTREAM = program()
NEEDED = pytest.mark.skipif(LITESTREAM is None, reason="not installed: litestream (campaign[replica])")


@pytest.fixture
def city(tmp_path: Path, small_city: Path) -> Replicated:
    return Replicated(tmp_path / "server", LITESTREAM or "", small_city)


@pytest.fixture
def cli() -> Cli:
    def call(*args: str) -> Said:
        with CliRunner().isolation(env={"CAMPAIGN_LANG": "en"}) as (out, err, _):
            code = run(list(args))
            sys.stdout.flush()
            sys.stderr.flush()
            return Said(code, out.getvalue().decode(), err.getvalue().decode())

    return call


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "not seen in time"
        time.sleep(0.02)


@NEEDED
def test_a_lost_machine(city: Replicated) -> None:
    with city.running() as litestream:
        city.write("settled", 20)
        settled = city.caught_up()
        with city.writing("amid"):
            until(lambda: len(city.acks) >= 120)
            litestream.kill()  # SIGKILL; the writers too, with the context
            litestream.wait()
    path, _ = city.restore()
    there, live = chain(path), chain(city.db)
    # A whole earlier state of the same campaign: nothing torn, nothing of its own, and all that had been copied.
    assert len(there) >= settled.rows and there == live[:len(there)]
    assert path.stat().st_mode & 0o077 == 0
    with city.running():
        city.caught_up()  # with what came while it was away
    assert chain(city.restore()[0]) == live


@NEEDED
def test_writers_killed_amid_their_writes(city: Replicated) -> None:
    """Three times: nothing that is acknowledged is missing, and the replica is the database again after the next write."""
    with city.running():
        city.write("settled", 20)
        city.caught_up()
        for turn in range(3):
            heard = len(city.acks)
            with city.writing(f"amid{turn}"):
                until(lambda heard=heard: len(city.acks) >= heard + 100)  # type: ignore[misc]
            city.write(f"next{turn}", 1)
            until(city.same)
            assert not city.found().missing


@NEEDED
def test_an_old_backup_put_back(city: Replicated, small_city: Path) -> None:
    """It lacks Litestream's two tables, and Litestream makes them at its start only: the handbook says to start it anew."""
    with city.running():
        city.write("before", 5)
        city.caught_up()
        old, live = sqlite3.connect(small_city), sqlite3.connect(city.db)
        old.backup(live)
        old.close()
        live.close()
        city.acks.clear()
    with city.running():
        city.write("after", 20)
        city.caught_up()
    assert chain(city.restore()[0]) == chain(city.db)


@NEEDED
@pytest.mark.parametrize(("url", "kind"), [
    ("s3://bucket/campaign", "s3"), ("s3://bucket/campaign?endpoint=https://oss.example.cn&region=cn-east", "s3"),
    ("sftp://copy@192.0.2.1:22/campaign", "sftp"), ("file:///srv/replica", "file"), ("webdav://192.0.2.1/campaign", "webdav")])
def test_litestream_reads_what_is_printed(cli: Cli, tmp_path: Path, url: str, kind: str) -> None:
    said = cli("server", "setup", "--replica", url, "--prefix", str(tmp_path), "--json")
    files = {file["path"]: file["text"] for part in said.json()["parts"] for file in part["files"]}
    config = tmp_path / "litestream.yml"
    config.write_text(files[str(tmp_path / "etc/campaign/litestream.yml")], encoding="utf-8")
    done = subprocess.run([str(LITESTREAM), "databases", "-config", str(config)], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done
    assert done.stdout.split()[2:] == [str(tmp_path / "var/lib/campaign/campaign.db"), kind]


@pytest.mark.parametrize("url", ["/srv/replica", "backup", "ftp://host/path", "s3://bucket/a b", "s3://$HOME/x", "s3://x'y", "://x"])
def test_no_address(cli: Cli, url: str) -> None:
    said = cli("server", "setup", "--replica", url)
    assert said.code == 2 and not said.out and "s3://bucket/path" in one_line(said.err)


def test_the_service_may_write_to_a_local_replica(cli: Cli) -> None:
    said = cli("server", "setup", "--replica", "file:///srv/replica").out
    assert "ReadWritePaths=/var/lib/campaign /srv/replica\n" in said
    assert "install -d -m 0700 -o campaign -g campaign /srv/replica\n" in said
    assert "litestream" not in cli("server", "setup").out
