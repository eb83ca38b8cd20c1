"""Backups that are whole, made while others write, thinned out with care; and the ballast."""

import os
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.core.errors import Refused
from campaign.service import Session, backups
from campaign.store import backup as files
from campaign.store.copies import sum_of
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.store import Store
from tests.store.old import rows
from tests.store.workers import go, said, start
from tests.store.world import Clock, everything


def names(folder: Path) -> list[str]:
    """Without the checksums beside them."""
    return sorted(left.name for left in folder.iterdir() if left.suffix != ".sha256")


def back_up(path: Path, clock: Clock, folder: Path | None = None, keep: int | None = None) -> backups.Backup:
    session = Session(path, "hq", clock=clock)
    try:
        return backups.back_up(session, folder, keep)
    finally:
        session.close()


# Making one -------------------------------------------------------------------------------------------------------------


def test_a_backup_is_the_city(path: Path, clock: Clock) -> None:
    session = Session(path, "hq", clock=clock)
    made = backups.back_up(session)
    assert made.path == path.parent / "backups" / f"campaign-20261107-104800-{checks_queries.verify(session.store)}.db"
    assert (made.size, made.about.head) == (made.path.stat().st_size, log_queries.log(session.store, limit=1)[0].hash)
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
            assert checks_queries.verify(store) == one.about.entries


def damage(path: Path, script: str) -> None:
    sum_of(path).unlink(missing_ok=True)
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
    with pytest.raises(Refused) as refused:
        back_up(path, clock, path.parent / "file")
    assert refused.value.key == "backup_no_folder"


def test_a_copy_for_elsewhere_is_gone_afterwards(session: Session, path: Path) -> None:
    with backups.passing(session) as made:
        assert made.path.read_bytes()[:15] == b"SQLite format 3"
        copy = made.path.read_bytes()
    assert not made.path.exists() and set(names(path.parent)) <= {"campaign.db", "campaign.db-wal", "campaign.db-shm"}
    (path.parent / "out.db").write_bytes(copy)
    with Store(path.parent / "out.db") as store:
        assert checks_queries.verify(store) == checks_queries.verify(session.store)


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
    from campaign.service import create

    create.init(other, "别的", "2026-10-01", "hq", clock=clock)
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


def test_a_clock_that_jumps_deletes_nothing(path: Path, clock: Clock) -> None:
    folder = path.parent / "backups"
    for _day in range(3):
        back_up(path, clock, folder)
        clock.pass_by(days=1)
    clock.pass_by(days=400)
    back_up(path, clock, folder)
    assert len(names(folder)) == 4


def test_what_a_killed_backup_left_is_swept_away(path: Path, clock: Clock) -> None:
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700)
    (folder / ".campaign-copy.999999999.abcd").write_bytes(b"half")
    mine = folder / f".campaign-copy.{os.getpid()}.abcd"
    mine.write_bytes(b"being made")
    back_up(path, clock, folder)
    assert sorted(one.name for one in folder.glob(".campaign-copy.*")) == [mine.name]


# The ballast ------------------------------------------------------------------------------------------------------------


def test_ballast_takes_room_until_it_is_let_go(path: Path) -> None:
    from campaign.store.engine.disk_reserve import ballast_of

    made = backups.ballast(path, 3 * 2**20 + 5)
    assert made == ballast_of(path) == path.parent / "campaign.db-ballast"
    about = made.stat()
    assert (about.st_size, stat.S_IMODE(about.st_mode)) == (3 * 2**20 + 5, 0o600)
    assert about.st_blocks * 512 >= about.st_size
    backups.ballast(path, 2**20)
    assert backups.release(path) == 2**20
    assert backups.release(path) == 0 and not made.exists()
