"""What must not happen to a shared database: contention, repeats, full disks, odd files. Backups: ``test_backup``; older
schemas: ``test_migrations``; killed writers: ``test_processes``; a log that was tampered with: ``test_audit``.

The full figures, fifty processes and two hundred kills: ``python -m tests.bench.keeping``.
"""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from campaign.core.errors import Busy, Changed, Refused
from campaign.service import Session, backups, create, projects, records
from campaign.store.engine import connection
from campaign.store.engine import disk as the_disk
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.store import Store
from tests.store.conftest import Open
from tests.store.contention import contend
from tests.store.workers import ROOT, go, said, start
from tests.store.world import ENTRIES, VERBS, Clock, build, check_totals

# Many at once -----------------------------------------------------------------------------------------------------------


def test_twelve_processes_read_modify_and_write(path: Path, clock: Clock) -> None:
    """Each reads what is there and writes it back with one more: an update that is lost shows in the sum."""
    outcome = contend(path, processes=12, times=25)
    assert (outcome.acknowledged, outcome.counted, outcome.audited) == (300, 300, 300)
    assert outcome.codes == outcome.distinct == 300
    session = Session(path, "hq", clock=clock)
    checks_queries.check(session.store)
    check_totals(session)
    session.close()


def test_many_take_back_their_own_at_once(path: Path, clock: Clock) -> None:
    """Each actor's undo takes back that actor's writes, and nothing of anybody else's."""
    with Store(path) as store:
        before, entries = projects_queries.project(store, "P0001").done_100, checks_queries.verify(store)
    workers = [start("undo", path, 10, f"w{number}") for number in range(6)]
    go(workers)
    taken = [said(worker) for worker in workers]
    session = Session(path, "hq", clock=clock)
    log = log_queries.log(session.store, limit=1_000)
    by_seq = {entry.seq: entry for entry in log}
    undone = [entry for entry in log if entry.verb == "undo"]
    assert sum(map(len, taken)) == len(undone) == 6 * 5  # of ten writes each takes five back
    assert all(by_seq[entry.undoes or 0].actor == entry.actor for entry in undone)
    assert len({entry.undoes for entry in undone}) == len(undone)
    assert projects_queries.project(session.store, "P0001").done_100 == before + 6 * 5
    assert checks_queries.verify(session.store) == entries + 6 * 15
    check_totals(session)
    session.close()


def test_the_same_request_from_two_processes_is_carried_out_once(path: Path) -> None:
    with Store(path) as store:
        before, entries = projects_queries.project(store, "P0001").done_100, checks_queries.verify(store)
    workers = [start("repeat", path, 8) for _ in range(2)]
    go(workers)
    first, second = (said(worker) for worker in workers)
    assert first == second and len(set(first)) == 8  # the same eight results, whoever was first
    with Store(path) as store:
        assert projects_queries.project(store, "P0001").done_100 == before + 8
        assert checks_queries.verify(store) == entries + 8


def test_a_request_that_is_sent_again_later(session: Session, enter: Open) -> None:
    done = projects.report(session, "P0001", {}, money="+7", request="r-1")
    again = projects.report(enter(), "P0001", {}, money="+7", request="r-1")
    assert again == done._replace(replayed=True)
    assert checks_queries.verify(session.store) == done.seq
    with pytest.raises(Refused) as refused:
        projects.claim(session, "P0003", "L01", request="r-1")
    assert refused.value.key == "request_reused"


def test_two_people_edit_one_project(enter: Open) -> None:
    """Who is second is told, with both versions; nothing is overwritten."""
    mine, theirs = enter("mine"), enter("theirs")
    seen = projects_queries.project(mine.store, "P0003").version
    records.edit(theirs, "P0003", {"total": "9亿"}, version=seen)
    entries = checks_queries.verify(mine.store)
    with pytest.raises(Changed) as refused:
        records.edit(mine, "P0003", {"total": "1亿", "name": "新名字"}, version=seen)
    assert refused.value.exit_code == 7
    assert (refused.value.params["yours"], refused.value.params["theirs"]) == (seen, seen + 1)
    there = projects_queries.project(mine.store, "P0003")
    assert (there.total, there.name, checks_queries.verify(mine.store)) == (90_000, "县医院迁建", entries)


LEFT_OPEN = """
import sys
from pathlib import Path
from campaign.service import Session, records
session = Session(Path(sys.argv[1]), "b")
print(records.add_project(session, {"name": sys.argv[2]}).subject)
session.close()
"""


def locks(path: Path) -> list[str]:
    """Locks that this process holds on the database itself; Linux only."""
    inode = str(path.stat().st_ino)
    rows = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    return [row[3] for row in rows if row[4] == str(os.getpid()) and row[5].rpartition(":")[2] == inode]


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="needs /proc/locks")
def test_a_second_connection_keeps_the_locks_of_the_first(session: Session, path: Path, clock: Clock) -> None:
    """A closed descriptor drops all locks of a process: another one that leaves then takes the log of writes away with it."""
    session.situation()
    assert locks(path) == ["READ"]
    twin = session.twin()
    projects.claim(twin, "P0003", "L01")
    twin.close()
    assert locks(path) == ["READ"]
    subprocess.run([sys.executable, "-c", LEFT_OPEN, str(path), "甲"], cwd=ROOT, check=True, capture_output=True)
    assert path.with_name(path.name + "-wal").exists()
    code = records.add_project(session, {"name": "乙"}).subject
    with Store(path) as store:
        assert projects_queries.project(store, code).name == "乙"


# Disks ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A small file system in memory, with a small city on it."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts file systems")
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")

    def mounted(option: str) -> Path:
        if option:
            subprocess.run(["mount", "-o", f"remount,{option}", str(place)], check=True, capture_output=True)
        return place / "campaign.db"

    build(place / "campaign.db", Clock())
    yield mounted
    subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def fill(folder: Path) -> Path:
    """Not a byte is left."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while file.write(b"\1" * size):
                    pass
            except OSError:
                continue
    return filler


def test_a_full_disk(disk: Callable[[str], Path], clock: Clock) -> None:
    path = disk("")
    session = Session(path, "hq", clock=clock)
    total, entries = session.situation().total, checks_queries.verify(session.store)
    filler = fill(path.parent)
    with pytest.raises(Refused) as refused:
        for _ in range(500):
            projects.report(session, "P0001", {"note": "长" * 190})
    assert (refused.value.key, refused.value.exit_code) == ("disk_full", 1)
    done = checks_queries.verify(session.store) - entries
    assert session.situation().total == total
    other = Session(path, "other", clock=clock)  # someone else comes in and reads
    assert other.situation().total == total
    for attempt in (lambda: backups.back_up(other), lambda: backups.back_up(other, path.parent / "there")):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.key in ("disk_full", "backup_unwritten")
    assert not list(path.parent.rglob("*.db*copy*")) and not list(path.parent.rglob("campaign-2*"))
    with backups.passing(other) as made:  # and out of the house it still gets
        assert made.about.entries == entries + done and made.path.parent != path.parent
    filler.unlink()
    assert projects.claim(session, "P0003", "L01").seq == entries + done + 1
    checks_queries.check(session.store)
    for opened in (session, other):
        opened.close()


def test_on_a_full_disk_the_ballast_lets_deleting_work(disk: Callable[[str], Path], clock: Clock) -> None:
    path = disk("")
    ballast = backups.ballast(path, 2**20)
    session = Session(path, "hq", clock=clock)
    fill(path.parent)
    with pytest.raises(Refused) as refused:
        for _ in range(500):
            projects.report(session, "P0001", {"note": "长" * 190})
    assert refused.value.key == "disk_full_ballast"
    from campaign.words import error_text

    assert f"rm {ballast}" in error_text(refused.value)
    ballast.unlink()
    session.undo()
    session.close()


def test_a_full_disk_that_nobody_has_open_is_read(disk: Callable[[str], Path], clock: Clock) -> None:
    """No shared memory can be made: what nobody writes is read past it, and whoever wrote meanwhile is noticed."""
    path = disk("")
    filler = fill(path.parent)
    session = Session(path, "hq", clock=clock)
    assert session.situation().total == 5 and checks_queries.verify(session.store) == ENTRIES
    with pytest.raises(Refused) as refused:
        projects.claim(session, "P0003", "L01")
    assert refused.value.key == "disk_full"
    filler.unlink()
    other = Session(path, "other", clock=clock)
    projects.claim(other, "P0003", "L01")
    with pytest.raises(Busy) as woke:
        session.situation()
    assert (woke.value.key, woke.value.exit_code) == ("db_woke", 4)
    for opened in (session, other):
        opened.close()


@pytest.mark.parametrize("left", ["nothing", "crashed"])
def test_a_file_system_that_has_become_read_only(left: str, disk: Callable[[str], Path], clock: Clock) -> None:
    """Whether nobody had it open, or someone died and left what was not yet written into the file."""
    path, entries = disk(""), ENTRIES
    if left == "crashed":
        died = LEFT_OPEN.replace("session.close()", "import os; sys.stdout.flush(); os._exit(9)")
        assert subprocess.run([sys.executable, "-c", died, str(path), "甲"], cwd=ROOT, capture_output=True).returncode == 9
        entries = ENTRIES + 1
    disk("ro")
    session = Session(path, "hq", clock=clock)
    assert checks_queries.verify(session.store) == entries and session.situation().total == 5 + (left == "crashed")
    with pytest.raises(Refused) as refused:
        projects.claim(session, "P0003", "L01")
    assert refused.value.key == "disk_readonly"
    with pytest.raises(Refused) as refused:
        backups.back_up(session)
    assert refused.value.key in ("backup_unwritten", "disk_readonly")
    with backups.passing(session) as made:
        assert made.about.entries == entries
    session.close()
    disk("rw")
    session = Session(path, "hq", clock=clock)
    assert projects.claim(session, "P0003", "L01").seq == entries + 1
    session.close()


@pytest.mark.parametrize("open_before", [True, False])
def test_a_door_through_which_one_only_reads(open_before: bool, disk: Callable[[str], Path], clock: Clock) -> None:
    """The same database, writable for others: whoever looks through a read-only mount sees their writes, or is told."""
    path = disk("")
    door = path.parent / "door"
    door.mkdir()
    subprocess.run(["mount", "--bind", str(path.parent), str(door)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(door)], check=True)
        there = Session(path, "there", clock=clock) if open_before else None
        session = Session(door / path.name, "hq", clock=clock)
        seen = session.situation()
        there = there or Session(path, "there", clock=clock)
        projects.claim(there, "P0003", "L01")
        if open_before:
            assert session.store.changed() and session.refreshed(seen).snapshot == there.store.snapshot()
        else:
            with pytest.raises(Busy) as refused:
                session.refreshed(seen)
            assert refused.value.key == "db_woke"
        for opened in (session, there):
            opened.close()
    finally:
        subprocess.run(["umount", str(door)], check=True)


LIMITED = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from campaign.core.errors import CampaignError
from campaign.service import Session, projects
from campaign.store.queries.checks import verify
path = Path(sys.argv[1])
session = Session(path, "hq")
before = verify(session.store)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
done = 0
try:
    while done < 500:
        projects.report(session, "P0001", {"note": "x" * 190})
        done += 1
except CampaignError as error:
    print(error.key, error.exit_code, verify(session.store) - before - done, session.situation().total)
"""


def test_a_quota(path: Path) -> None:
    """A limit of the size of files is what every machine can be given; SQLite calls it an I/O error, as it does a quota."""
    limit = path.stat().st_size + 40_000
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path), str(limit)], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "file_limit 1 0 5\n", done.stderr
    with Store(path) as store:
        checks_queries.check(store)
        checks_queries.verify(store)


@pytest.mark.parametrize(("number", "key"), [("EDQUOT", "disk_quota"), ("ENOSPC", "disk_full"), ("EROFS", "disk_readonly"),
                                             ("EIO", "db_failed")])
def test_what_the_file_system_says_is_what_is_said(number: str, key: str, session: Session,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def fail(*_: object) -> int:
        raise OSError(getattr(errno, number), number)

    monkeypatch.setattr(the_disk.os, "write", fail)
    with pytest.raises(Refused) as refused, connection.translated(session.store.path):
        raise connection.sqlite3.OperationalError("disk I/O error")
    assert refused.value.key == key
    assert not list(session.store.path.parent.glob("*probe*"))


# A power cut ------------------------------------------------------------------------------------------------------------


def test_nobody_is_told_before_the_disk_has_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was synced is the very -wal file, as long as it was when the write came back."""
    synced: list[tuple[int, int]] = []

    def note(descriptor: int) -> None:
        about = os.fstat(descriptor)
        synced.append((about.st_ino, about.st_size))
        os.fsync(descriptor)

    monkeypatch.setattr(the_disk, "_sync", note)
    records.edit(session, "P0001", {"name": "新名"})
    about = the_disk.wal(session.store.path).stat()
    assert synced[-1] == (about.st_ino, about.st_size) and about.st_size
    session.undo()
    assert len(synced) == 2


def test_a_disk_that_does_not_take_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer is told that it failed, and may send it again: with its request it has one effect."""
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(the_disk, "_sync", fail)
        with pytest.raises(Refused) as refused:
            projects.report(session, "P0001", {}, money="+1", request="once")
    assert (refused.value.key, refused.value.params["why"]) == ("db_failed", "Input/output error")
    before = projects_queries.project(session.store, "P0001").done_100
    projects.report(session, "P0001", {}, money="+1", request="once")
    assert projects_queries.project(session.store, "P0001").done_100 == before


# Where it lies ----------------------------------------------------------------------------------------------------------


def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    table = tmp_path / "mountinfo"
    about = tmp_path.stat().st_dev
    table.write_text(text.replace("DEVICE", f"{os.major(about)}:{os.minor(about)}"))
    monkeypatch.setattr(the_disk, "MOUNTS", str(table))


ROW = "36 35 DEVICE / {place} rw,noatime shared:1 - {kind} server:/export rw,{options}\n"


@pytest.mark.parametrize(("kind", "options", "told"), [
    ("nfs4", "vers=4.2", "nfs4"), ("nfs", "", "nfs"), ("cifs", "", "cifs"), ("smb3", "", "smb3"),
    ("fuse.sshfs", "", "fuse.sshfs"), ("afs", "", "afs"), ("9p", "trans=tcp,port=564", "9p/tcp"), ("ceph", "", "ceph")])
def test_a_network_file_system_is_refused(kind: str, options: str, told: str, path: Path, tmp_path: Path, clock: Clock,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    mounts(tmp_path, monkeypatch, ROW.format(place="/mnt", kind=kind, options=options))
    assert the_disk.file_system(path) == told
    for attempt in (lambda: Session(path, "hq", clock=clock),
                    lambda: create.init(tmp_path / "new.db", "新", "2026-10-01", "hq", clock=clock)):
        with pytest.raises(Refused) as refused:
            attempt()
        assert (refused.value.key, refused.value.params["kind"]) == ("db_network", told)
    assert not (tmp_path / "new.db").exists()
    assert {left.name for left in tmp_path.iterdir()} == {"campaign.db", "mountinfo"}


@pytest.mark.parametrize(("kind", "options"), [("ext4", ""), ("overlay", ""), ("9p", "trans=virtio"), ("tmpfs", "")])
def test_a_disk_of_this_machine_is_not(kind: str, options: str, path: Path, tmp_path: Path, clock: Clock,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    mounts(tmp_path, monkeypatch, ROW.format(place="/mnt", kind=kind, options=options))
    assert the_disk.file_system(path) == kind
    Session(path, "hq", clock=clock).close()


def test_a_part_with_a_number_of_its_own_is_found_by_its_place(path: Path, tmp_path: Path,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    odd = str(tmp_path).replace(" ", "\\040")
    text = ROW.replace("DEVICE", "0:9999")
    rows = (("/", "ext4"), (odd, "nfs4"), (odd + "x", "btrfs"))
    mounts(tmp_path, monkeypatch, "".join(text.format(place=place, kind=kind, options="") for place, kind in rows))
    assert the_disk.file_system(path) == "nfs4"


def test_no_table_of_mounts_is_no_reason_to_refuse(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(the_disk, "MOUNTS", str(tmp_path / "none"))
    assert the_disk.file_system(path) == ""
    Store(path).close()


# Odd files: what test_files has not ------------------------------------------------------------------------------------


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _socket(path: Path) -> None:
    path.unlink()
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket must be short
        try:
            listening.bind(path.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize(("make", "key"), [(_fifo, "db_special"), (_loop, "db_unreadable"), (_socket, "db_special")])
def test_what_is_no_file_is_not_waited_for(make: Callable[[Path], object], key: str, path: Path, clock: Clock) -> None:
    make(path)
    with pytest.raises(Refused) as refused:
        Session(path, "hq", clock=clock)
    assert refused.value.key == key
    assert [left.name for left in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_foreign_database_in_use_is_not_touched(mode: str, path: Path) -> None:
    """Another program's, with a log of writes or a journal that whoever opens it would play back."""
    path.unlink()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"PRAGMA journal_mode = {mode}")
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO t VALUES (1)")
    before = {left.name: left.read_bytes() for left in path.parent.iterdir() if not left.name.endswith("-shm")}
    with pytest.raises(Refused) as refused:
        Store(path)
    assert refused.value.key == "db_foreign"
    assert {left.name: left.read_bytes() for left in path.parent.iterdir() if not left.name.endswith("-shm")} == before
    other.close()


# The log ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit",
                                    "UPDATE audit SET hash = '' WHERE seq = 1"])
def test_no_statement_changes_the_log(change: str, session: Session) -> None:
    with pytest.raises(connection.sqlite3.IntegrityError, match="append-only"):
        session.store.connection.execute(change)


def test_what_was_taken_back_stays_in_the_log(session: Session) -> None:
    seq = VERBS["claim"](session).seq
    session.undo()
    newest, before = log_queries.log(session.store, limit=2)
    assert (newest.verb, newest.undoes, before.seq, before.verb) == ("undo", seq, seq, "claim")
    assert checks_queries.verify(session.store) == seq + 1
