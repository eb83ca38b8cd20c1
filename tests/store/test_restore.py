"""The way back from a backup: what is put back, what is refused, who follows and who is let in afterwards."""

import os
import re
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.core.codes import EVERYTHING
from campaign.core.errors import Busy, CampaignError, Changed, Refused
from campaign.service import Session, backups, blockers, members, projects, records, settings
from campaign.store import restore
from campaign.store.copies import digest
from campaign.store.engine import connection
from campaign.store.opening import connect
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.checks import wrong_totals
from campaign.store.queries.names import name_of
from campaign.store.schema import SCHEMA_VERSION
from campaign.store.store import Store
from tests.store.conftest import Open
from tests.store.old import RELEASED, old_city, rows
from tests.store.test_backup import back_up, damage, names
from tests.store.test_files import BAD
from tests.store.world import ENTRIES, VERBS, Clock, check_totals, everything


def put_back(live: Path, file: Path, clock: Clock) -> backups.Restored:
    with backups.restoring(live, file, "hq", clock=clock) as ready:
        return ready.carry_out()


def test_what_was_then_is_now_and_the_log_says_so(path: Path, clock: Clock, enter: Open) -> None:
    session = enter()
    then, made = everything(session), backups.back_up(session)
    VERBS["claim"](session)
    VERBS["resolve"](session)
    late = everything(session)
    done = put_back(path, made.path, clock)
    assert (done.before, done.after) == (made.about.entries + 2, made.about.entries + 1)
    assert done.kept is not None and done.kept.name == f"campaign-before-restore-20261107-104800-{done.before}.db"
    after = enter("x")
    assert everything(after) == then
    check_totals(after)
    entry = log_queries.log(after.store, limit=1)[0]
    assert (entry.verb, entry.subject, entry.actor, entry.seq) == ("restore", made.path.name, "hq", done.after)
    change = entry.changes[0]
    assert change["before"] == {"seq": done.before}
    assert change["after"].items() >= {"seq": done.after, "file": made.path.name, "sha256": digest(made.path)}.items()
    assert checks_queries.verify(after.store) == done.after
    kept = Session(done.kept, "hq", clock=clock)
    assert everything(kept) == late
    kept.close()
    with pytest.raises(Refused, match="nothing_to_undo"):
        Session(path, "nobody", clock=clock).undo()


@pytest.mark.parametrize("later", [0, 1, 2, 5])
def test_an_open_session_follows(later: int, session: Session, path: Path, clock: Clock, enter: Open) -> None:
    """Fewer entries than it has seen, as many, or more: what it shows is what is there, and it writes on."""
    made = backups.back_up(session)
    projects.claim(session, "P0003", "L01")
    projects.claim(session, "P0001", "L02")
    seen = session.situation()
    assert not session.store.changed()
    put_back(path, made.path, clock)
    other = enter("other")
    for number in range(later):
        projects.report(other, "P0002", {}, money=f"+{number + 1}万")
    assert session.store.changed()
    shown = session.refreshed(seen)
    assert session.touched is None, EVERYTHING
    assert shown.snapshot == other.store.snapshot()
    assert shown.snapshot.projects["P0003"].leader != "L01"
    assert projects.claim(session, "P0003", "L01").seq == made.about.entries + 1 + later + 1
    assert session.refreshed(shown).snapshot == other.store.snapshot()


def test_whoever_wrote_meanwhile_is_not_lost(path: Path, clock: Clock, enter: Open) -> None:
    """Between the question and the answer."""
    made = back_up(path, clock)
    with backups.restoring(path, made.path, "hq", clock=clock) as ready:
        seq = projects.claim(enter("quick"), "P0003", "L01").seq
        done = ready.carry_out()
    assert done.before == seq and done.kept is not None
    with Store(done.kept) as kept:
        assert projects_queries.project(kept, "P0003").leader == "L01"


def test_a_crash_in_the_middle_changes_nothing(session: Session, path: Path, clock: Clock,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups.back_up(session)
    projects.claim(session, "P0003", "L01")
    before = rows(path)

    def fail(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(restore, "_note", fail)
    with pytest.raises(KeyboardInterrupt):
        put_back(path, made.path, clock)
    assert rows(path) == before and names(path.parent / "backups") == [made.path.name]
    assert projects.claim(session, "P0001", "L02").seq == made.about.entries + 2


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
            projects.report(session, "P0001", {"note": f"n{number}"})
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
        checks_queries.verify(store)


def test_a_busy_database_is_not_overwritten(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    made = back_up(path, clock)
    monkeypatch.setattr(restore, "BUSY_MS", 100)
    monkeypatch.setattr(connection, "BUSY_MS", 100)
    with backups.restoring(path, made.path, "hq", clock=clock) as ready:
        holder = connect(path)  # the same SQLite: locks of two are not seen by each other in one process
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
    assert checks_queries.verify(session.store) == done.after == len(rows(old)["audit"]) + 1
    check_totals(session)
    session.close()


DAMAGED = {name: spoil for name, (spoil, key) in BAD.items() if key in restore.LOST}


@pytest.mark.parametrize("spoil", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_database_is_moved_aside(spoil: Callable[[Path], object], path: Path, clock: Clock) -> None:
    session = Session(path, "hq", clock=clock)
    made, then = backups.back_up(session, path.parent / "elsewhere"), everything(session)
    session.close()
    (path.parent / "campaign.db-wal").write_bytes(b"left by a crash")
    (path.parent / "campaign.db-wal").unlink(missing_ok=True)
    spoil(path)
    was = path.read_bytes() if path.exists() else None
    done = put_back(path, made.path, clock)
    session = Session(path, "hq", clock=clock)
    assert everything(session) == then and checks_queries.verify(session.store) == done.after == made.about.entries + 1
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
        assert checks_queries.verify(store) == made.about.entries + 1


@pytest.mark.parametrize(("spoil", "key"), BAD.values(), ids=BAD)
def test_a_bad_file_is_no_backup(spoil: Callable[[Path], object], key: str, path: Path, clock: Clock, small_city: Path) -> None:
    before = rows(path)
    bad = path.parent / "bad.db"
    bad.write_bytes(small_city.read_bytes())
    spoil(bad)
    with pytest.raises(CampaignError) as refused, backups.restoring(path, bad, "hq", clock=clock):
        pass
    assert refused.value.key in (key.replace("db_", "backup_"), "backup_broken")
    assert refused.value.params["path"] == str(bad)
    assert rows(path) == before
    assert {name for name in names(path.parent) if not name.endswith(("-wal", "-shm"))} <= {"campaign.db", "bad.db"}


@pytest.mark.parametrize(("script", "key", "code"), [
    ("DROP TRIGGER audit_keep; UPDATE audit SET actor = 'x' WHERE seq = 3", "backup_audit_broken", 1),
    ("DROP TRIGGER audit_stay", "backup_audit_unguarded", 1),
    (f"DROP TRIGGER audit_stay; DELETE FROM audit WHERE seq = {ENTRIES}", "backup_audit_cut", 1),
    ("PRAGMA foreign_keys = OFF; UPDATE projects SET county = 'C99' WHERE code = 'P0001'", "backup_broken", 1),
    (f"PRAGMA user_version = {SCHEMA_VERSION + 1}", "backup_newer", 5),
    ("PRAGMA user_version = 0", "backup_unfinished", 1)])
def test_a_backup_that_is_not_sound(script: str, key: str, code: int, path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    damage(made.path, script)
    with pytest.raises(CampaignError) as refused, backups.restoring(path, made.path, "hq", clock=clock):
        pass
    assert (refused.value.key, refused.value.exit_code) == (key, code)


TRIGGER = "CREATE TRIGGER {} AFTER UPDATE ON projects BEGIN DELETE FROM visits; END"


@pytest.mark.parametrize(("script", "key", "part"), [
    ("DROP INDEX visits_day", "backup_schema_lacks", "index visits_day"),
    ("PRAGMA foreign_keys = OFF; DROP TABLE calendar_days", "backup_schema_lacks", "table calendar_days"),
    ("ALTER TABLE projects DROP COLUMN lapses", "backup_schema_other", "table projects"),
    ("DROP INDEX visits_day; CREATE INDEX visits_day ON visits (on_day)", "backup_schema_other", "index visits_day"),
    ("DROP TRIGGER audit_keep; CREATE TRIGGER audit_keep BEFORE UPDATE ON audit WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END",
     "backup_schema_other", "trigger audit_keep"),
    (TRIGGER.format("evil"), "backup_schema_foreign", "trigger evil"),
    (TRIGGER.format("_litestream_evil"), "backup_schema_foreign", "trigger _litestream_evil"),
    ("CREATE VIEW seen AS SELECT * FROM projects", "backup_schema_foreign", "view seen"),
    ("CREATE TABLE notes (text TEXT)", "backup_schema_foreign", "table notes")])
def test_a_schema_that_is_not_ours(script: str, key: str, part: str, path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    damage(made.path, script)
    with pytest.raises(Refused) as refused, backups.restoring(path, made.path, "hq", clock=clock):
        pass
    assert (refused.value.key, refused.value.params["part"]) == (key, part)


def test_somebodys_trigger_does_not_act_on_an_older_backup(path: Path, clock: Clock, tmp_path: Path) -> None:
    old = old_city(tmp_path / "old.db", 1)
    damage(old, TRIGGER.format("evil"))
    with pytest.raises(Refused) as refused, backups.restoring(path, old, "hq", clock=clock):
        pass
    assert refused.value.key == "backup_schema_foreign"


def test_what_litestream_keeps_is_no_part_of_ours(path: Path, clock: Clock) -> None:
    damage(path, """CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
                    CREATE TABLE _litestream_lock (id INTEGER)""")
    assert put_back(path, back_up(path, clock).path, clock).kept


def test_wrong_totals_are_no_backup_unless_they_are_counted_anew(path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    damage(made.path, "UPDATE projects SET done_100 = done_100 + 7 WHERE code = 'P0002'")
    with pytest.raises(Refused) as refused, backups.restoring(path, made.path, "hq", clock=clock):
        pass
    facts = refused.value.params
    assert (refused.value.key, facts["count"], facts["code"], facts["field"]) == ("backup_totals_differ", 1, "P0002", "done_100")
    with backups.restoring(path, made.path, "hq", recount=True, clock=clock) as ready:
        assert ready.choice.recounted == 1
        ready.carry_out()
    session = Session(path, "hq", clock=clock)
    check_totals(session)
    assert wrong_totals(session.store) == []
    session.close()


def test_a_day_that_cannot_be_read_is_no_backup(path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    damage(made.path, "UPDATE campaign SET first_day = 'xxxx-xx-xx'")
    with pytest.raises(Refused) as refused, backups.restoring(path, made.path, "hq", clock=clock):
        pass
    assert refused.value.key == "backup_cell"


@pytest.mark.parametrize("size", [1024, 65536])
def test_pages_of_another_size(size: int, session: Session, path: Path, clock: Clock) -> None:
    """A program whose SQLite is built otherwise, or a VACUUM by hand: the live file keeps its own, and those who have it open."""
    then, made = everything(session), backups.back_up(session)
    damage(made.path, f"PRAGMA journal_mode = DELETE; PRAGMA page_size = {size}; VACUUM")
    assert int.from_bytes(made.path.read_bytes()[16:18], "big") == size % 65535
    VERBS["claim"](session)
    done = put_back(path, made.path, clock)
    assert session.store.changed() and everything(session) == then
    assert checks_queries.verify(session.store) == done.after == made.about.entries + 1
    checks_queries.check(session.store)


def test_an_older_database_is_not_touched_before_the_answer(path: Path, clock: Clock, tmp_path: Path) -> None:
    folder = tmp_path / "live"
    folder.mkdir()
    live = old_city(folder / "campaign.db", 1)
    before, entries = live.read_bytes(), len(rows(live)["audit"])
    with backups.restoring(live, path, "hq", clock=clock) as ready:
        assert ready.choice.there is not None
        assert (ready.choice.there.schema, ready.choice.there.entries) == (1, entries)
    assert live.read_bytes() == before and names(folder) == ["campaign.db"]
    with backups.restoring(live, path, "hq", clock=clock) as ready:
        done = ready.carry_out()
    assert done.before == entries
    with Store(live) as store:
        assert checks_queries.verify(store) == done.after


KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}JmzM2cFvKLc9CFSpBqu6pG1TvFmQxkhyvvZ9P1cXZ3 someone@desk"


def test_who_comes_back_and_who_goes(path: Path, clock: Clock, enter: Open) -> None:
    session = enter()
    for person, letter in (("L01", "A"), ("L02", "B"), ("L03", "C")):
        members.add(session, person, "admin", line=KEY.format(letter))
    made = backups.back_up(session)
    members.remove(session, "L01")
    members.set_role(session, "L02", "viewer")
    members.add(session, "M002", "hq")
    with backups.restoring(path, made.path, "hq", clock=clock) as ready:
        foreseen = ready.choice.turned
        members.add_key(session, "L03", KEY.format("D"))
        done = ready.carry_out()
    assert foreseen is not None and done.turned is not None
    assert [[code for code, _name in people] for people in foreseen] == [["L01"], ["M002"], ["L02"]]
    assert [[code for code, _name in people] for people in done.turned] == [["L01"], ["M002"], ["L02", "L03"]]  # as it was then
    assert done.turned.back[0][1] == name_of(session.store, "person", "L01")
    assert put_back(path, made.path, clock).turned == ((), (), ())


def test_the_database_is_no_backup_of_itself(path: Path, clock: Clock) -> None:
    (path.parent / "link.db").symlink_to(path)
    for name in ("campaign.db", "link.db"):
        with pytest.raises(Refused) as refused, backups.restoring(path, path.parent / name, "hq", clock=clock):
            pass
        assert refused.value.key == "backup_itself"


@pytest.mark.parametrize("kind", ["foreign", "newer", "a folder"])
def test_what_is_not_ours_is_not_replaced(kind: str, path: Path, clock: Clock, small_city: Path, tmp_path: Path) -> None:
    live = tmp_path / "deep" / "live.db"
    live.parent.mkdir()
    live.write_bytes(small_city.read_bytes())
    if kind == "newer":
        damage(live, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    else:
        BAD[kind][0](live)
    before = live.read_bytes() if live.is_file() else None
    with pytest.raises(CampaignError), backups.restoring(live, path, "hq", clock=clock) as ready:
        ready.carry_out()
    assert (live.read_bytes() if live.is_file() else None) == before
    assert names(live.parent) == ["live.db"]


def test_nothing_is_left_when_one_thinks_better_of_it(path: Path, clock: Clock) -> None:
    made = back_up(path, clock)
    before = rows(path)
    with backups.restoring(path, made.path, "hq", clock=clock) as ready:
        assert ready.choice.there == ready.choice.backup == made.about and ready.choice.lost == 0
    assert rows(path) == before and "campaign-copy" not in "".join(names(path.parent))


def test_a_form_opened_before_a_restore_is_not_fooled(path: Path, clock: Clock, enter: Open) -> None:
    """Versions go on from where they were: the same number never means another text."""
    made, session = back_up(path, clock), enter()
    records.edit(session, "P0001", {"name": "乙改的"})
    seen = projects_queries.project(session.store, "P0001").version
    put_back(path, made.path, clock)
    records.edit(session, "P0001", {"name": "丙改的"})
    with pytest.raises(Changed):
        records.edit(session, "P0001", {"name": "表单里的"}, version=seen)
    assert projects_queries.project(session.store, "P0001").name == "丙改的"
    check_totals(session)


def test_no_version_of_any_table_goes_back(path: Path, clock: Clock) -> None:
    """Whatever has one: a form on a lead, a trip or a task force is open as long as one on a project."""
    def versions() -> dict[str, set[int]]:
        with sqlite3.connect(path) as reader:
            tables = [name for (name, sql) in reader.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
                      if re.search(r"\bversion INTEGER", sql)]
            found = {table: {version for (version,) in reader.execute(f"SELECT version FROM {table}")} for table in tables}
        reader.close()
        return found

    made, before = back_up(path, clock), versions()
    put_back(path, made.path, clock)
    highest = max(max(found, default=0) for found in before.values())
    assert {"leads", "trips", "task_forces", "dispatches", "merits", "cases", "promotion_events"} < before.keys()
    assert {table for table, found in versions().items() if found and min(found) <= highest} == set()
    with Store(path) as store:
        assert [*checks_queries.flaws(store), *checks_queries.unexplained(store)] == []


def test_no_code_is_given_twice_after_a_restore(path: Path, clock: Clock, enter: Open) -> None:
    made, session = back_up(path, clock), enter()
    lost = records.add_project(session, {"name": "不见了的"}).subject
    put_back(path, made.path, clock)
    assert records.add_project(session, {"name": "新来的"}).subject > lost


def test_undo_does_not_reach_behind_a_restore(path: Path, clock: Clock, enter: Open) -> None:
    session = enter("someone")
    blockers.note(session, "B0001", "记一笔")
    put_back(path, back_up(path, clock).path, clock)
    with pytest.raises(Refused) as caught:
        settings.undo(session)
    assert caught.value.key == "nothing_to_undo"


def test_another_file_in_the_place_is_noticed(session: Session, path: Path, small_city: Path) -> None:
    other = path.with_name("other.db")
    other.write_bytes(small_city.read_bytes())
    assert not session.store.changed()
    other.replace(path)
    with pytest.raises(Refused) as caught:
        session.store.changed()
    assert caught.value.key == "db_replaced"
