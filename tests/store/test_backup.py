"""Backups that are whole, made while others write, thinned out with care; and the way back."""

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.core.codes import EVERYTHING
from campaign.core.errors import Busy, CampaignError, Changed, Refused
from campaign.service import Session, blockers, edits, keeping, steering, work
from campaign.store import backup as files
from campaign.store import connection
from campaign.store.store import Store
from tests.store.conftest import Open
from tests.store.old import RELEASED, old_city, rows
from tests.store.test_files import BAD
from tests.store.workers import go, said, start
from tests.store.world import VERBS, Clock, check_totals, everything


def names(folder: Path) -> list[str]:
    return sorted(left.name for left in folder.iterdir())


def back_up(path: Path, clock: Clock, folder: Path | None = None, keep: int | None = None) -> keeping.Backup:
    session = Session(path, "hq", clock=clock)
    try:
        return keeping.back_up(session, folder, keep)
    finally:
        session.close()


def put_back(live: Path, file: Path, clock: Clock) -> keeping.Restored:
    with keeping.restoring(live, file, "hq", clock=clock) as ready:
        return ready.carry_out()


# Making one -------------------------------------------------------------------------------------------------------------


def test_a_backup_is_the_city(path: Path, clock: Clock) -> None:
    session = Session(path, "hq", clock=clock)
    made = keeping.back_up(session)
    assert made.path == path.parent / "backups" / f"campaign-20261107-104800-{session.store.verify()}.db"
    assert (made.size, made.about.head) == (made.path.stat().st_size, session.store.log(limit=1)[0].hash)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600 and stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert names(made.path.parent) == [made.path.name]
    assert rows(made.path) == rows(path)
    copy = Session(made.path, "hq", clock=clock)
    assert everything(copy) == everything(session)
    for opened in (copy, session):
        opened.close()


def test_backups_while_others_write(path: Path, clock: Clock) -> None:
    """None stops, none is stopped, and each copy is one moment."""
    workers = [start("add", path, 40, f"w{number}") for number in range(2)]
    go(workers)
    made = []
    while any(worker.poll() is None for worker in workers) and len(made) < 200:
        clock.pass_by(seconds=1)
        made.append(back_up(path, clock))
    assert sum(len(said(worker)) for worker in workers) == 80
    assert len({one.about.entries for one in made}) > 3, "no write fell between two backups"
    for one in made:
        with Store(one.path) as store:
            assert store.verify() == one.about.entries


def damage(path: Path, script: str) -> None:
    hand = sqlite3.connect(path)
    hand.executescript(script)
    hand.close()


@pytest.mark.parametrize(("script", "key"), [
    ("DROP TRIGGER audit_keep; UPDATE audit SET actor = 'x' WHERE seq = 3", "audit_broken"),
    ("DROP TRIGGER audit_stay", "audit_unguarded"),
    ("PRAGMA foreign_keys = OFF; UPDATE projects SET county = 'C99' WHERE code = 'P0001'", "integrity_broken"),
    ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 2 WHERE name = 'visits_day'", "integrity_broken")])
def test_what_is_not_sound_is_no_backup(script: str, key: str, path: Path, clock: Clock) -> None:
    good = back_up(path, clock)
    damage(path, script)
    clock.pass_by(days=60)
    with pytest.raises(Refused) as refused:
        back_up(path, clock, keep=1)
    assert refused.value.key == key
    assert names(good.path.parent) == [good.path.name]  # and the last good one stays


def test_a_folder_that_cannot_be_written(path: Path, clock: Clock) -> None:
    (path.parent / "file").write_text("")
    with pytest.raises(Refused) as refused:
        back_up(path, clock, path.parent / "file" / "deeper")
    assert refused.value.key == "backup_unwritten"


def test_a_copy_for_elsewhere_is_gone_afterwards(session: Session, path: Path) -> None:
    with keeping.passing(session) as made:
        assert made.path.read_bytes()[:15] == b"SQLite format 3"
        copy = made.path.read_bytes()
    assert not made.path.exists() and set(names(path.parent)) <= {"campaign.db", "campaign.db-wal", "campaign.db-shm"}
    (path.parent / "out.db").write_bytes(copy)
    with Store(path.parent / "out.db") as store:
        assert store.verify() == session.store.verify()


# Thinning out -----------------------------------------------------------------------------------------------------------


def test_the_newest_are_kept(path: Path, clock: Clock) -> None:
    made = []
    for _ in range(4):
        made.append(back_up(path, clock, keep=2))
        clock.pass_by(hours=1)
    assert names(made[0].path.parent) == [one.path.name for one in made[2:]]
    assert [len(one.deleted) for one in made] == [0, 0, 1, 1]


def test_all_of_two_days_and_one_a_day_for_thirty(path: Path, clock: Clock) -> None:
    for _ in range(35 * 4):
        made = back_up(path, clock, keep=1_000)
        clock.pass_by(hours=6)
    made = back_up(path, clock)
    found = [when for when, _, _ in files._backups(made.path.parent)]
    newest = found[-1]
    young = [when for when in found if newest - when <= timedelta(hours=48)]
    assert len(young) == 9
    older = [when for when in found if newest - when > timedelta(hours=48)]
    assert len(older) == len({when.date() for when in older}) == 28
    assert min(older) >= newest - timedelta(days=30)


def test_only_what_this_log_goes_on_from_is_deleted(path: Path, clock: Clock, small_city: Path) -> None:
    folder = path.parent / "backups"
    first = back_up(path, clock)
    for name in ("campaign-20200101-000000-1.txt", "campaign-2020.db", "notes.db", "campaign-20200101-000000-1.db.part"):
        (folder / name).write_text("not ours")
    (folder / "campaign-20200101-000000-1.db").write_text("broken")
    (folder / "campaign-20200102-000000-1.db").symlink_to(path)
    (folder / "campaign-20200103-000000-1.db").mkdir()
    other = path.parent / "other.db"
    from campaign.service import founding

    founding.init(other, "别的", "2026-10-01", "hq", clock=clock)
    clock.pass_by(seconds=1)
    foreign = back_up(other, clock, folder)
    keep = set(names(folder)) - {first.path.name}
    clock.pass_by(days=40)
    assert [gone.name for gone in back_up(path, clock, keep=1).deleted] == [first.path.name]
    assert keep <= set(names(folder)) and foreign.path.exists()


def test_a_clock_that_went_back_deletes_nothing_new(path: Path, clock: Clock) -> None:
    back_up(path, clock)
    clock.pass_by(days=-100)
    made = back_up(path, clock, keep=1)
    assert made.path.exists()


# The way back -----------------------------------------------------------------------------------------------------------


def test_what_was_then_is_now_and_the_log_says_so(path: Path, clock: Clock, enter: Open) -> None:
    session = enter()
    then, made = everything(session), keeping.back_up(session)
    VERBS["claim"](session)
    VERBS["resolve"](session)
    late = everything(session)
    done = put_back(path, made.path, clock)
    assert (done.before, done.after) == (made.about.entries + 2, made.about.entries + 1)
    assert done.kept is not None and done.kept.name == f"campaign-before-restore-20261107-104800-{done.before}.db"
    after = enter("x")
    assert everything(after) == then
    check_totals(after)
    entry = after.store.log(limit=1)[0]
    assert (entry.verb, entry.subject, entry.actor, entry.seq) == ("restore", made.path.name, "hq", done.after)
    change = entry.changes[0]
    assert change["before"] == {"seq": done.before}
    assert change["after"] == {"seq": done.after, "file": made.path.name, "sha256": files.digest(made.path)}
    assert after.store.verify() == done.after
    kept = Session(done.kept, "hq", clock=clock)
    assert everything(kept) == late
    kept.close()
    with pytest.raises(Refused, match="nothing_to_undo"):
        Session(path, "nobody", clock=clock).undo()


@pytest.mark.parametrize("later", [0, 1, 2, 5])
def test_an_open_session_follows(later: int, session: Session, path: Path, clock: Clock, enter: Open) -> None:
    """Fewer entries than it has seen, as many, or more: what it shows is what is there, and it writes on."""
    made = keeping.back_up(session)
    work.claim(session, "P0003", "L01")
    work.claim(session, "P0001", "L02")
    seen = session.situation()
    assert not session.store.changed()
    put_back(path, made.path, clock)
    other = enter("other")
    for number in range(later):
        work.report(other, "P0002", {}, money=f"+{number + 1}万")
    assert session.store.changed()
    shown = session.refreshed(seen)
    assert session.touched is None, EVERYTHING
    assert shown.snapshot == other.store.snapshot()
    assert shown.snapshot.projects["P0003"].leader != "L01"
    assert work.claim(session, "P0003", "L01").seq == made.about.entries + 1 + later + 1
    assert session.refreshed(shown).snapshot == other.store.snapshot()


def test_whoever_wrote_meanwhile_is_not_lost(path: Path, clock: Clock, enter: Open) -> None:
    """Between the question and the answer."""
    made = back_up(path, clock)
    with keeping.restoring(path, made.path, "hq", clock=clock) as ready:
        seq = work.claim(enter("quick"), "P0003", "L01").seq
        done = ready.carry_out()
    assert done.before == seq and done.kept is not None
    with Store(done.kept) as kept:
        assert kept.project("P0003").leader == "L01"


def test_a_crash_in_the_middle_changes_nothing(session: Session, path: Path, clock: Clock,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    made = keeping.back_up(session)
    work.claim(session, "P0003", "L01")
    before = rows(path)

    def fail(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "_note", fail)
    with pytest.raises(KeyboardInterrupt):
        put_back(path, made.path, clock)
    assert rows(path) == before and names(path.parent / "backups") == [made.path.name]
    assert work.claim(session, "P0001", "L02").seq == made.about.entries + 2


def test_no_write_falls_between_the_copy_and_the_restore(path: Path, clock: Clock) -> None:
    """Writers go on all the while: each acknowledged write is in what was kept, or in what is there now."""
    made = back_up(path, clock)
    told: list[str] = []
    stop = threading.Event()

    def write() -> None:
        session = Session(path, "writer", clock=clock)
        number = 0
        while not stop.is_set():
            number += 1
            work.report(session, "P0001", {"note": f"n{number}"})
            told.append(f"n{number}")
        session.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(told) < 5 and writer.is_alive():
            pass
        kept = put_back(path, made.path, clock).kept
        reached = len(told) + 5
        while len(told) < reached and writer.is_alive():
            pass
    finally:
        stop.set()
        writer.join()
    assert kept is not None

    def notes(database: Path) -> set[str]:
        opened = sqlite3.connect(database)
        found = {note for (note,) in opened.execute("SELECT note FROM progress WHERE note LIKE 'n%'")}
        opened.close()
        return found

    assert set(told) <= notes(kept) | notes(path)
    with Store(path) as store:
        store.verify()


def test_a_busy_database_is_not_overwritten(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    made = back_up(path, clock)
    monkeypatch.setattr(files, "BUSY_MS", 100)
    monkeypatch.setattr(connection, "BUSY_MS", 100)
    with keeping.restoring(path, made.path, "hq", clock=clock) as ready:
        holder = connection.connect(path)  # the same SQLite: locks of two are not seen by each other in one process
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy) as refused:
            ready.carry_out()
        holder.close()
    assert refused.value.exit_code == 4
    assert names(path.parent / "backups") == [made.path.name]


@pytest.mark.parametrize("number", RELEASED)
def test_an_older_backup_is_migrated_beside(number: int, path: Path, clock: Clock, tmp_path: Path) -> None:
    old = old_city(tmp_path / "old.db", number)
    before = old.read_bytes()
    done = put_back(path, old, clock)
    assert old.read_bytes() == before and not list(tmp_path.glob("*.bak"))
    session = Session(path, "hq", clock=clock)
    assert session.store.verify() == done.after == len(rows(old)["audit"]) + 1
    check_totals(session)
    session.close()


DAMAGED = {name: spoil for name, (spoil, key) in BAD.items() if key in files.LOST}


@pytest.mark.parametrize("spoil", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_database_is_moved_aside(spoil: Callable[[Path], object], path: Path, clock: Clock) -> None:
    session = Session(path, "hq", clock=clock)
    made, then = keeping.back_up(session, path.parent / "elsewhere"), everything(session)
    session.close()
    (path.parent / "campaign.db-wal").write_bytes(b"left by a crash")
    (path.parent / "campaign.db-wal").unlink(missing_ok=True)
    spoil(path)
    was = path.read_bytes() if path.exists() else None
    done = put_back(path, made.path, clock)
    session = Session(path, "hq", clock=clock)
    assert everything(session) == then and session.store.verify() == done.after == made.about.entries + 1
    session.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if was is None:
        assert done.kept is None
    elif done.before is None:
        assert done.kept is not None and done.kept.name.startswith("campaign.db.damaged-") and done.kept.read_bytes() == was
    else:
        assert done.kept is not None and done.kept.exists()


def test_what_a_dead_database_left_does_not_get_into_the_new_one(path: Path, clock: Clock) -> None:
    """A -wal without its database would be taken for the new one's."""
    made = back_up(path, clock, path.parent / "elsewhere")
    path.unlink()
    (path.parent / "campaign.db-wal").write_bytes(os.urandom(5_000))
    done = put_back(path, made.path, clock)
    assert done.kept is not None and done.kept.with_name(done.kept.name + "-wal").stat().st_size == 5_000
    with Store(path) as store:
        assert store.verify() == made.about.entries + 1


@pytest.mark.parametrize(("spoil", "key"), BAD.values(), ids=BAD)
def test_a_bad_file_is_no_backup(spoil: Callable[[Path], object], key: str, path: Path, clock: Clock, small_city: Path) -> None:
    before = rows(path)
    bad = path.parent / "bad.db"
    bad.write_bytes(small_city.read_bytes())
    spoil(bad)
    with pytest.raises(CampaignError) as refused, keeping.restoring(path, bad, "hq", clock=clock):
        pass
    assert refused.value.key in (key.replace("db_", "backup_"), "backup_broken")
    assert refused.value.params["path"] == str(bad)
    assert rows(path) == before
    assert {name for name in names(path.parent) if not name.endswith(("-wal", "-shm"))} <= {"campaign.db", "bad.db"}


@pytest.mark.parametrize(("script", "key", "code"), [
    ("DROP TRIGGER audit_keep; UPDATE audit SET actor = 'x' WHERE seq = 3", "backup_audit_broken", 1),
    ("DROP TRIGGER audit_stay", "backup_audit_unguarded", 1),
    ("DROP TRIGGER audit_stay; DELETE FROM audit WHERE seq = 39", "backup_audit_cut", 1),
    ("PRAGMA foreign_keys = OFF; UPDATE projects SET county = 'C99' WHERE code = 'P0001'", "backup_broken", 1),
    (f"PRAGMA user_version = {connection.SCHEMA_VERSION + 1}", "backup_newer", 5),
    ("PRAGMA user_version = 0", "backup_unfinished", 1)])
def test_a_backup_that_is_not_sound(script: str, key: str, code: int, path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    damage(made.path, script)
    with pytest.raises(CampaignError) as refused, keeping.restoring(path, made.path, "hq", clock=clock):
        pass
    assert (refused.value.key, refused.value.exit_code) == (key, code)


def test_the_database_is_no_backup_of_itself(path: Path, clock: Clock) -> None:
    (path.parent / "link.db").symlink_to(path)
    for name in ("campaign.db", "link.db"):
        with pytest.raises(Refused) as refused, keeping.restoring(path, path.parent / name, "hq", clock=clock):
            pass
        assert refused.value.key == "backup_itself"


@pytest.mark.parametrize("kind", ["foreign", "newer", "a folder"])
def test_what_is_not_ours_is_not_replaced(kind: str, path: Path, clock: Clock, small_city: Path, tmp_path: Path) -> None:
    live = tmp_path / "deep" / "live.db"
    live.parent.mkdir()
    live.write_bytes(small_city.read_bytes())
    if kind == "newer":
        damage(live, f"PRAGMA user_version = {connection.SCHEMA_VERSION + 1}")
    else:
        BAD[kind][0](live)
    before = live.read_bytes() if live.is_file() else None
    with pytest.raises(CampaignError), keeping.restoring(live, path, "hq", clock=clock) as ready:
        ready.carry_out()
    assert (live.read_bytes() if live.is_file() else None) == before
    assert names(live.parent) == ["live.db"]


def test_nothing_is_left_when_one_thinks_better_of_it(path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    before = rows(path)
    with keeping.restoring(path, made.path, "hq", clock=clock) as ready:
        assert ready.choice.there == ready.choice.backup == made.about and ready.choice.lost == 0
    assert rows(path) == before and "campaign-copy" not in "".join(names(path.parent))


# The ballast ------------------------------------------------------------------------------------------------------------


def test_ballast_takes_room_until_it_is_let_go(path: Path) -> None:
    from campaign.store.keeping import ballast_of

    made = keeping.ballast(path, 3 * 2**20 + 5)
    assert made == ballast_of(path) == path.parent / "campaign.db-ballast"
    about = made.stat()
    assert (about.st_size, stat.S_IMODE(about.st_mode)) == (3 * 2**20 + 5, 0o600)
    assert about.st_blocks * 512 >= about.st_size
    keeping.ballast(path, 2**20)
    assert keeping.release(path) == 2**20
    assert keeping.release(path) == 0 and not made.exists()


def test_a_form_opened_before_a_restore_is_not_fooled(path: Path, clock: Clock, enter: Open) -> None:
    """Versions go on from where they were: the same number never means another text."""
    made, session = back_up(path, clock), enter()
    edits.edit(session, "P0001", {"name": "乙改的"})
    seen = session.store.project("P0001").version
    put_back(path, made.path, clock)
    edits.edit(session, "P0001", {"name": "丙改的"})
    with pytest.raises(Changed):
        edits.edit(session, "P0001", {"name": "表单里的"}, version=seen)
    assert session.store.project("P0001").name == "丙改的"
    check_totals(session)


def test_no_code_is_given_twice_after_a_restore(path: Path, clock: Clock, enter: Open) -> None:
    made, session = back_up(path, clock), enter()
    lost = edits.add_project(session, {"name": "不见了的"}).subject
    put_back(path, made.path, clock)
    assert edits.add_project(session, {"name": "新来的"}).subject > lost


def test_undo_does_not_reach_behind_a_restore(path: Path, clock: Clock, enter: Open) -> None:
    session = enter("someone")
    blockers.note(session, "B0001", "记一笔")
    put_back(path, back_up(path, clock).path, clock)
    with pytest.raises(Refused) as caught:
        steering.undo(session)
    assert caught.value.key == "nothing_to_undo"


def test_a_clock_that_jumps_deletes_nothing(path: Path, clock: Clock) -> None:
    folder = path.parent / "backups"
    for _day in range(3):
        back_up(path, clock, folder)
        clock.pass_by(days=1)
    clock.pass_by(days=400)
    back_up(path, clock, folder)
    assert len(names(folder)) == 4


def test_another_file_in_the_place_is_noticed(session: Session, path: Path, small_city: Path) -> None:
    other = path.with_name("other.db")
    other.write_bytes(small_city.read_bytes())
    assert not session.store.changed()
    other.replace(path)
    with pytest.raises(Refused) as caught:
        session.store.changed()
    assert caught.value.key == "db_replaced"


def test_what_a_killed_backup_left_is_swept_away(path: Path, clock: Clock) -> None:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700)
    (folder / ".campaign-copy.999999999.abcd").write_bytes(b"half")
    mine = folder / f".campaign-copy.{os.getpid()}.abcd"
    mine.write_bytes(b"being made")
    back_up(path, clock, folder)
    assert sorted(one.name for one in folder.glob(".campaign-copy.*")) == [mine.name]
