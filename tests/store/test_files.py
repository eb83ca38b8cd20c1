"""Which files are opened, which are refused and by what name; and that making one leaves all or nothing."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.core.errors import CampaignError, Refused, TooNew
from campaign.service import Session, create, projects
from campaign.store import opening
from campaign.store.engine import connection
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.schema import SCHEMA_VERSION
from campaign.store.store import Store
from tests.store.workers import ROOT
from tests.store.world import Clock


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _foreign(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE projects (code TEXT)")
    other.commit()
    other.close()


def _cut(keep: Callable[[int], int]) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, keep(path.stat().st_size))


def _scribble(path: Path) -> None:
    """The first page after the header is noise."""
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 3_000)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "db_missing"),
    "zero bytes": (lambda path: path.write_bytes(b""), "db_empty"),
    "garbage": (lambda path: path.write_bytes(os.urandom(5_000)), "db_garbage"),
    "a text": (lambda path: path.write_text("code,name\n" * 50), "db_garbage"),
    "a few bytes": (lambda path: path.write_bytes(b"SQLite format 3\0"), "db_garbage"),
    "a folder": (_folder, "db_folder"),
    "foreign": (_foreign, "db_foreign"),
    "cut in a page": (_cut(lambda size: size // 2 + 100), "db_damaged"),
    "cut at a page": (_cut(lambda size: size - 4096), "db_damaged"),
    "cut in the header": (_cut(lambda size: 300), "db_damaged"),
    "scribbled over": (_scribble, "db_damaged"),
}


@pytest.mark.parametrize(("spoil", "key"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("readonly", [False, True])
def test_a_bad_file_is_refused_and_left_alone(spoil: Callable[[Path], object], key: str, readonly: bool, path: Path,
                                              clock: Clock) -> None:
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Refused) as refused:
        Session(path, "hq", clock=clock, readonly=readonly).situation()
    assert (refused.value.key, refused.value.exit_code) == (key, 1)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [left.name for left in path.parent.iterdir() if left != path] == []


def test_a_day_that_was_overwritten_is_damage(path: Path) -> None:
    hand = sqlite3.connect(path)
    hand.execute("UPDATE projects SET planned_start = 'xxxx-xx-xx' WHERE code = 'P0001'")
    hand.commit()
    hand.close()
    with Store(path) as store, pytest.raises(Refused) as refused:
        store.snapshot()
    assert refused.value.key == "db_damaged"


def test_a_newer_database_is_exit_5(path: Path) -> None:
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    with pytest.raises(TooNew) as refused:
        Store(path)
    assert refused.value.exit_code == 5
    assert refused.value.params["found"] == SCHEMA_VERSION + 1


def test_a_database_without_a_campaign_says_so(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "bare.db"
    opening.empty(path).close()
    with pytest.raises(Refused) as refused:
        Session(path, "hq", clock=clock)
    assert refused.value.key == "db_unfinished"


AS_NOBODY = """
import os, sys
from pathlib import Path
from campaign.core.errors import CampaignError
import campaign.core.situation  # what is loaded later may lie where nobody may look
from campaign.service import Session, projects
if os.getuid() == 0:  # root may write anything
    os.setuid(65534)
try:
    session = Session(Path(sys.argv[1]), "x")
    print(session.situation().total)
    projects.claim(session, "P0003", "L01")
except CampaignError as error:
    print(error.key, error.exit_code)
"""


@pytest.mark.parametrize("where", ["file", "file and folder"])
def test_a_file_that_may_not_be_written(where: str, path: Path) -> None:
    """Reading goes on where SQLite can; a write is refused by its cause."""
    path.chmod(0o444)
    path.parent.chmod(0o777 if where == "file" else 0o555)
    for folder in path.parent.parents:  # pytest's own, closed to others
        if "pytest-of-" in str(folder):
            folder.chmod(0o755)
    try:
        done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, cwd=ROOT)
    finally:
        path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    if where == "file":
        assert said == ["5", "db_readonly 1"]
    else:  # without a -shm file there is no reading a WAL database either
        assert said in (["5", "db_readonly 1"], ["db_readonly 1"], ["db_failed 1"])


# Making one -------------------------------------------------------------------------------------------------------------


def test_a_new_database_is_the_owners_alone(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "deep" / "down" / "new.db"
    create.init(path, "新", "2026-10-01", "hq", clock=clock)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [left.name for left in path.parent.iterdir()] == ["new.db"]
    session = Session(path, "hq", clock=clock)
    assert (session.campaign.name, session.campaign.day(session.today), session.situation().total) == ("新", 38, 0)
    assert checks_queries.verify(session.store) == 1
    assert {stat.S_IMODE(left.stat().st_mode) for left in path.parent.iterdir()} == {0o600}  # -wal and -shm too
    session.close()


@pytest.mark.parametrize("there", [b"", b"something else"])
def test_create_never_overwrites(there: bytes, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "there.db"
    path.write_bytes(there)
    with pytest.raises(Refused) as refused:
        create.init(path, "新", "2026-10-01", "hq", clock=clock)
    assert refused.value.key == "db_exists"
    assert path.read_bytes() == there


def test_who_comes_second_does_not_overwrite(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "new.db"

    def slow(fill: object) -> None:
        path.write_bytes(b"the first one's")

    with pytest.raises(Refused) as refused:
        opening.create(path, slow)
    assert refused.value.key == "db_exists"
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [("new.db", b"the first one's")]


@pytest.mark.parametrize("error", [Refused("disk_full", path="x"), KeyboardInterrupt(), ValueError("bug"),
                                   sqlite3.OperationalError("database or disk is full"),
                                   connection.sqlite3.OperationalError("database or disk is full")])
def test_a_failed_creation_leaves_nothing(error: BaseException, tmp_path: Path) -> None:
    def fail(fill: connection.Connection) -> None:
        fill.execute("INSERT INTO counties (code, name, key) VALUES ('C01', 'x', 'x')")
        raise error

    with pytest.raises((type(error), CampaignError)):
        opening.create(tmp_path / "new.db", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused) as refused:
        create.init(tmp_path / "file" / "new.db", "新", "2026-10-01", "hq", clock=clock)
    assert refused.value.key == "db_unreadable"


def test_a_full_disk_is_named_and_nothing_is_torn(path: Path, clock: Clock) -> None:
    """No more pages may be added: what SQLite says is what a full disk makes it say."""
    session = Session(path, "hq", clock=clock)
    limit = session.store.connection.execute("PRAGMA page_count").fetchone()[0]
    session.store.connection.execute(f"PRAGMA max_page_count = {limit}")
    seq, done = session.store.snapshot().seq, 0
    with pytest.raises(Refused) as refused:
        while done < 500:
            projects.report(session, "P0001", {"note": "长" * 190})
            done += 1
    assert refused.value.key == "disk_full"
    assert checks_queries.verify(session.store) == session.store.snapshot().seq == seq + done
    assert len(projects_queries.progress(session.store, "P0001", 1_000)) == done
    session.close()
