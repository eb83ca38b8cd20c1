"""A commit rings every open dashboard; whoever writes neither waits for it nor fails by it."""

import os
import select
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from campaign.service import Session, records
from campaign.store.engine import bell as module
from campaign.store.engine import online
from campaign.store.engine.bell import Bell, ring
from tests.store.world import Clock, build

HANG = "import sys; from pathlib import Path; from campaign.store.engine.bell import Bell\n" \
       "bell = Bell(Path(sys.argv[1])); print('there', flush=True); sys.stdin.read()"


def hall(database: Path) -> Path:
    return online.folder(database) / ".bells"


def heard(bell: Bell, seconds: float = 0) -> bool:
    found = bool(select.select([bell], [], [], seconds)[0])
    bell.still()
    assert not select.select([bell], [], [], 0)[0]
    return found


@pytest.fixture
def city(tmp_path: Path) -> Path:
    path = tmp_path / "campaign.db"
    build(path, Clock())
    return path


@pytest.fixture
def bell(city: Path) -> Iterator[Bell]:
    with closing(Bell(city)) as hung:
        yield hung


def test_a_quick_command_rings(city: Path, bell: Bell) -> None:
    subprocess.run([sys.executable, "-m", "campaign", "--db", str(city), "add-project", "海堤三期", "-t", "5000万", "--yes"],
                   check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    assert heard(bell, 1)


def test_a_write_and_its_undoing_ring_and_what_changes_nothing_does_not(city: Path, bell: Bell) -> None:
    with closing(Session(city, "hq", clock=Clock())) as session:
        records.edit(session, "P1", {"name": "海堤三期"})
        assert heard(bell)
        records.edit(session, "P1", {"name": "海堤三期"})
        assert not heard(bell)
        session.undo()
        assert heard(bell)
        session.store.refuse("edit", "L03", session.now(), "role", "edit P1")
        assert not heard(bell), "who may not write keeps nobody busy"


def test_a_ring_says_nothing_and_waits_for_nobody(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    with ExitStack() as hung:
        frozen, quick = (hung.enter_context(closing(Bell(database))) for _ in range(2))
        for _ in range(200):  # far more than the kernel keeps for one who never takes them
            ring(database)
            assert heard(quick)
        assert [len(data) for data in iter(lambda: _taken(frozen), b"")] and not heard(frozen)


def _taken(bell: Bell) -> bytes:
    with socket.socket(fileno=os.dup(bell.fileno())) as line:
        try:
            data = line.recv(100)
        except BlockingIOError:
            return b""
        assert data == b"!"
        return data


def test_a_dead_bell_is_taken_down_and_a_new_one_stays(tmp_path: Path) -> None:
    database = tmp_path / "campaign.db"
    processes = [subprocess.Popen([sys.executable, "-c", HANG, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                 for _ in range(2)]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == b"there\n"
        process.send_signal(signal.SIGKILL)
        process.communicate()
    old, new = hall(database).iterdir()
    long_ago = time.time() - module.YOUNG - 1
    os.utime(old, (long_ago, long_ago))
    with closing(Bell(database)) as bell:
        ring(database)
        assert heard(bell) and bell.hangs()
        assert not old.exists() and new.exists(), "it may be one that is just being hung"
    assert list(hall(database).iterdir()) == [new]


def test_there_are_not_more_than_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    database = tmp_path / "campaign.db"
    with ExitStack() as hung:
        bells = [hung.enter_context(closing(Bell(database))) for _ in range(3)]
        before = len(list(Path("/proc/self/fd").iterdir()))
        with pytest.raises(OSError):
            Bell(database)
        assert len(list(Path("/proc/self/fd").iterdir())) == before
        ring(database)
        assert all(map(heard, bells))


def test_the_folder_is_ones_own_and_nothing_else_is_rung(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "campaign.db"
    with closing(Bell(database)) as bell:
        assert stat.S_IMODE(online.folder(database).stat().st_mode) == stat.S_IMODE(hall(database).stat().st_mode) == 0o700
        assert online.count(database) == (0, 0) and online.names(database) == []
        (hall(database) / "notes.txt").write_text("x")
        ring(database)
        assert heard(bell) and (hall(database) / "notes.txt").exists()
        for spoil in (lambda: hall(database).chmod(0o770), lambda: monkeypatch.setattr(os, "geteuid", lambda: 4711)):
            spoil()
            ring(database)
            assert not heard(bell)
            with pytest.raises(OSError):
                Bell(database)
            hall(database).chmod(0o700)


def test_a_link_in_place_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    database, elsewhere = tmp_path / "campaign.db", tmp_path / "else.db"
    with closing(Bell(elsewhere)) as bell:
        online.folder(database).mkdir()
        hall(database).symlink_to(hall(elsewhere))
        ring(database)
        assert not heard(bell)
        with pytest.raises(OSError):
            Bell(database)
        assert len(list(hall(elsewhere).iterdir())) == 1


@pytest.mark.parametrize("where", ["nothing", "a file", "no folder"])
def test_where_none_can_be_hung_nothing_fails(where: str, city: Path) -> None:
    if where == "a file":
        online.folder(city).write_text("")
    elif where == "no folder":
        city = city.parent / "gone" / "campaign.db"
    ring(city)
    if where != "nothing":
        with pytest.raises(OSError):
            Bell(city)


def test_the_database_may_lie_deep(tmp_path: Path) -> None:
    """The path of a socket may have 107 bytes."""
    deep = tmp_path / ("百日攻坚" * 10) / ("指挥部" * 10)
    deep.mkdir(parents=True)
    with closing(Bell(deep / "campaign.db")) as bell:
        ring(deep / "campaign.db")
        assert heard(bell)


def test_a_sealed_session_of_the_service_account_has_one_too() -> None:
    """As behind the gate: nobody may look into the process, not even by its own /proc."""
    script = ("import _socket, ctypes, os, resource, sys  # while they can be read\nfrom pathlib import Path\n"
              "from campaign.cli.gate import seal\nfrom campaign.store.engine.bell import Bell, ring\n"
              "if os.geteuid() == 0:\n    os.setuid(65534)\n"
              "seal(); db = Path(sys.argv[1]); bell = Bell(db); ring(db); assert bell._line.recv(9) == b'!'; bell.close()\n"
              "assert not list((db.parent / 'campaign.db-online/.bells').iterdir())\n")
    with TemporaryDirectory() as folder:  # the tests' own folders are root's alone
        place = Path(folder)
        place.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(place, 65534, 65534)
        subprocess.run([sys.executable, "-c", script, str(place / "campaign.db")], check=True, cwd=folder)


def test_what_writes_while_nobody_looks_makes_no_socket(city: Path) -> None:
    script = ("import sys\nfrom pathlib import Path\nfrom campaign.store.engine.bell import ring\nring(Path(sys.argv[1]))\n"
              "assert not {'socket', '_socket'} & sys.modules.keys()")
    subprocess.run([sys.executable, "-c", script, str(city)], check=True)
