"""Who is on line: true while the process lives, however it ends."""

import fcntl
import os
import signal
import stat
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import unquote

import pytest

from campaign.store.engine import online
from campaign.store.engine.online import Online

HOLD = "import sys; from pathlib import Path; from campaign.store.engine.online import Online\n" \
       "with Online(Path(sys.argv[1]), sys.argv[2]):\n    print('there', flush=True); sys.stdin.read()"


def hold(database: Path, actor: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(database), actor], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True)
    assert process.stdout is not None and process.stdout.readline() == "there\n"
    return process


def test_names_come_and_go(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    assert online.names(database) == []
    with Online(database, "L03"), Online(database, "王 某/山"):
        assert online.names(database) == ["L03", "王 某/山"]
        assert stat.S_IMODE(online.folder(database).stat().st_mode) == 0o700
    assert online.names(database) == [] and not list(online.folder(database).iterdir())


def test_names_are_in_order(tmp_path: Path) -> None:
    """Neither that of the files, whose names are quoted, nor that of coming in."""
    database = tmp_path / "campaign.db"
    actors = ["王 某/山", "L10", "hq", "L03", "赵", "~", "M001", "A b"]
    with ExitStack() as open_now:
        for actor in actors:
            open_now.enter_context(Online(database, actor))
        assert online.names(database) == sorted(actors) != [unquote(path.name.rpartition("~")[0]) for path in
                                                            sorted(online.folder(database).iterdir())]


def test_a_file_has_its_name_only_when_it_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or whoever looked in between would take it for one that was left behind, and remove it."""
    database = tmp_path / "campaign.db"
    flock = fcntl.flock
    named: list[str] = []

    def spy(descriptor: int, operation: int) -> None:
        named.extend(path.name for path in online.folder(database).iterdir())
        assert online.names(database) == []
        monkeypatch.setattr(fcntl, "flock", flock)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", spy)
    with Online(database, "L03"):
        assert online.names(database) == ["L03"]
    assert named == [f".new-L03~{os.getpid()}"]


def test_two_who_look_at_once_see_the_same(tmp_path: Path) -> None:
    """A file that was left behind, while somebody else is just finding that out."""
    database = tmp_path / "campaign.db"
    online.folder(database).mkdir()
    left = online.folder(database) / "L03~1"
    left.touch()
    with left.open("r+b") as other:
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
        assert online.names(database) == [] and not left.exists()


def test_one_person_twice_is_one_name(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    first, second = hold(database, "L03"), hold(database, "L03")
    try:
        assert online.names(database) == ["L03"] and online.count(database) == (2, 0)
    finally:
        for process in (first, second):
            process.communicate("")
    assert online.names(database) == []


def test_who_was_killed_is_gone_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    process = hold(database, "L03")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert list(online.folder(database).iterdir())
    assert online.count(database) == (0, 1)
    assert online.names(database) == [] and not list(online.folder(database).iterdir())


def test_a_link_put_there_is_not_followed_by_who_looks(tmp_path: Path) -> None:
    """What it points to is held: whoever followed it would show a name that nobody has."""
    database, other = tmp_path / "campaign.db", tmp_path / "precious"
    other.write_text("x")
    online.folder(database).mkdir()
    (online.folder(database) / "L03~1").symlink_to(other)
    with other.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert online.names(database) == [] and online.count(database) == (0, 1)
    assert online.names(database) == [] and other.read_text() == "x"


def test_a_link_put_there_is_not_followed_by_who_comes(tmp_path: Path) -> None:
    """It would make a file, or lock one, anywhere."""
    database, elsewhere = tmp_path / "campaign.db", tmp_path / "elsewhere"
    online.folder(database).mkdir()
    link = online.folder(database) / f".new-L03~{os.getpid()}"
    link.symlink_to(elsewhere)
    with Online(database, "L03"):
        assert online.names(database) == [] and link.is_symlink()
        assert not elsewhere.exists()
    assert link.is_symlink()


def test_where_nothing_can_be_written_nobody_is_shown(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    online.folder(database).write_text("a file in the way")
    with Online(database, "L03"):
        assert online.names(database) == []
