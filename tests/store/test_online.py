"""Who is on line: true while the process lives, however it ends."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

from campaign.store import online
from campaign.store.online import Online

HOLD = "import sys; from pathlib import Path; from campaign.store.online import Online\n" \
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


def test_a_link_put_there_is_not_followed(tmp_path: Path) -> None:
    database, other = tmp_path / "campaign.db", tmp_path / "precious"
    other.write_text("x")
    online.folder(database).mkdir()
    (online.folder(database) / "L03~1").symlink_to(other)
    assert online.names(database) == [] and other.read_text() == "x"


def test_where_nothing_can_be_written_nobody_is_shown(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    online.folder(database).write_text("a file in the way")
    with Online(database, "L03"):
        assert online.names(database) == []
