"""``campaign watch``: every change as it is made, for another program or for somebody who looks on."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from campaign.core.errors import Busy, Refused
from campaign.service import Session, records
from campaign.service.watch import Rewritten, Seen, Watch
from campaign.store.engine import bell
from tests.cli.conftest import Cli, one_line
from tests.store.world import Clock

ROOT = Path(__file__).parents[2]


@pytest.fixture
def session(db: Path) -> Iterator[Session]:
    session = Session(db, "hq", clock=Clock())
    yield session
    session.close()


def seqs(found: object) -> list[int]:
    assert isinstance(found, list)
    return [entry.seq for entry in found]


def test_the_same_lines_as_the_log(cli: Cli, city: Path, db: Path) -> None:
    shutil.copy(city, db)
    for line in ("excuse D+30 --why 台风", "edit P0042 --name 新名称", "undo", "settings stale_red 25"):
        assert cli(*line.split()).code == 0, line
    told = cli("log", "--json", "-n", "1000").json()[::-1]
    said = cli("watch", "--json", "--since", "0", "--limit", str(len(told)))
    assert (said.code, said.err) == (0, "")
    assert list(map(json.loads, said.out.splitlines())) == told
    assert [row["verb"] for row in told[-4:]] == ["excuse", "edit", "undo", "settings"]
    about = cli("log", "P0042", "--json").json()[::-1]
    said = cli("watch", "P0042", "--json", "--since", "0", "-n", str(len(about)))
    assert list(map(json.loads, said.out.splitlines())) == about and about


@pytest.mark.parametrize("language", ["zh", "en"])
def test_for_people_a_line_says_what_the_log_says(cli: Cli, language: str) -> None:
    assert cli("note", "B0003", "已约省厅").code == 0
    newest = cli("log", "--json", "-n", "1").json()[0]
    line = cli("watch", "--since", str(newest["seq"] - 1), "-n", "1", env={"CAMPAIGN_LANG": language}).line
    assert line.startswith(f"{newest['seq']}  11-07 10:48  hq  ") and "已约省厅" in line and "\n" not in line
    assert newest["verb"] == "note"


def test_what_is_typed_wrong(cli: Cli) -> None:
    for words in ("--since 999999", "--since x", "--since 3:xyz", "--since 3:", "--limit 0", "--limit -1", "--frob", "NIEMAND"):
        said = cli("watch", *words.split())
        assert said.code in (2, 3) and not said.out and one_line(said.err), words


def test_a_look_finds_what_came_since_the_last_and_nothing_twice(session: Session, db: Path) -> None:
    watch = Watch(session)
    assert list(watch.look()) == []
    other = Session(db, "hq", clock=Clock())
    records.add(other, "unit", {"name": "甲"})
    records.add(other, "unit", {"name": "乙"})
    (found,) = watch.look()
    assert [entry.changes[0]["after"]["name"] for entry in found] == ["甲", "乙"]  # type: ignore[index,union-attr]
    assert list(watch.look()) == []
    other.close()


def test_whoever_keeps_it_from_being_read_lets_go_of_it(session: Session, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, other, tries = Watch(session), Session(db, "hq", clock=Clock()), list[int]()
    records.add(other, "unit", {"name": "甲"})
    read = Watch._read

    def busy(self: Watch) -> object:
        tries.append(1)
        if len(tries) < 3:
            bell.ring(db)
            raise Busy("db_busy", seconds=10)
        return read(self)

    monkeypatch.setattr(Watch, "_read", busy)
    assert len(seqs(next(watch.follow(None)))) == 1 and len(tries) == 3
    other.close()


def test_a_backup_that_is_put_back_is_told_and_the_log_goes_on(
        cli: Cli, session: Session, db: Path, tmp_path: Path) -> None:
    assert cli("backup", str(tmp_path / "backups")).code == 0
    (kept,) = (tmp_path / "backups").glob("*.db")
    for name in "甲乙丙丁":
        assert cli("add-unit", name).code == 0
    watch = Watch(session)
    before = watch.seen
    assert cli("restore", str(kept), "--yes").code == 0
    assert cli("add-unit", "戊").code == 0
    told = cli("log", "--json", "-n", "2").json()
    assert told[1]["verb"] == "restore" and told[0]["seq"] <= before.seq
    for again in (watch, Watch(session, before), Watch(session, Seen(before.seq))):
        rewritten, found = again.look()
        assert rewritten == Rewritten(told[1]["seq"] - 1) and seqs(found) == [told[1]["seq"], told[0]["seq"]]
    for name in "己庚辛壬":  # as long as it was: only the hash tells
        assert cli("add-unit", name).code == 0
    said = cli("watch", "--json", "--since", f"{before.seq}:{before.hash[:12]}", "-n", "1")
    assert json.loads(said.out)["verb"] == "restore" and str(told[1]["seq"] - 1) in one_line(said.err)


def test_another_file_in_the_place_says_where_to_go_on(session: Session, db: Path, tmp_path: Path) -> None:
    watch = Watch(session)
    shutil.copy(db, tmp_path / "other.db")
    (tmp_path / "other.db").replace(db)
    with pytest.raises(Refused) as told:
        list(watch.look())
    assert told.value.key == "watch_replaced" and str(told.value.params["seq"]).startswith(f"{watch.seen.seq}:")


# As a process of its own --------------------------------------------------------------------------------------------------


@contextmanager
def watching(environment: dict[str, str], *words: str, stdout: int = subprocess.PIPE) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen([sys.executable, "-m", "campaign", "watch", *words], stdout=stdout, stderr=subprocess.PIPE,
                               text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment, "PYTHONUTF8": "1"},
                               stdin=subprocess.DEVNULL, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def line(stream: IO[str] | None) -> dict[str, object]:
    assert stream is not None
    found: dict[str, object] = json.loads(stream.readline())
    return found


def last_seq(cli: Cli) -> int:
    return int(cli("log", "--json", "-n", "1").json()[0]["seq"])


def test_a_line_as_soon_as_another_process_writes(cli: Cli, program: Cli, environment: dict[str, str]) -> None:
    """It begins one entry back, so that it is known to listen; the reader leaves, and so does it."""
    with watching(environment, "--json", "--since", str(last_seq(cli) - 1)) as process:
        line(process.stdout)
        for number in range(3):
            assert program("note", "B0003", f"第{number}次").code == 0
            told = line(process.stdout)
            assert (told["verb"], told["code"], told["actor"]) == ("note", "B0003", "hq")
            assert f"第{number}次" in json.dumps(told["changes"], ensure_ascii=False)
        assert process.stdout is not None and process.poll() is None
        process.stdout.close()
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None and process.stderr.read() == ""


def test_ctrl_c_is_130_and_its_bell_is_taken_down(cli: Cli, environment: dict[str, str], db: Path) -> None:
    with watching(environment, "--json", "--since", str(last_seq(cli) - 1)) as process:
        line(process.stdout)
        bells = db.parent / f"{db.name}-online" / ".bells"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr is not None and process.stderr.read() == ""
        assert not list(bells.iterdir())


@pytest.mark.parametrize("deaf", [False, True], ids=["", "hang-up ignored"])
def test_a_terminal_that_vanishes_ends_it(cli: Cli, environment: dict[str, str], deaf: bool) -> None:
    leader, follower = pty.openpty()
    if deaf:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with watching(environment, "--since", str(last_seq(cli) - 1), stdout=follower) as process:
            os.close(follower)
            assert b"hq" in os.read(leader, 4096)
            os.close(leader)
            assert process.wait(timeout=20) == 0
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def test_without_bells_it_looks_by_itself(
        session: Session, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no bell can be hung; and what rings nobody, like a refused try, is found as well."""
    monkeypatch.setattr(bell, "MOST", 0)
    watch, other = Watch(session), Session(db, "hq", clock=Clock())
    other.store.refuse("claim", "L03", Clock()(), "role_lacks", "claim P0042")
    assert len(seqs(next(watch.follow(None)))) == 1
    other.close()
