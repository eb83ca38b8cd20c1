"""Each released schema comes up to the present one: backed up first, nothing lost, or left exactly as it was."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from campaign.core.errors import CampaignError, Refused, TooNew
from campaign.service import Session, projects
from campaign.store import schema
from campaign.store.queries import checks as checks_queries
from campaign.store.schema import SCHEMA_VERSION
from campaign.store.store import Store
from campaign.text import LANGUAGES
from tests.store.old import RELEASED, old_city, rows
from tests.store.workers import go, said, start
from tests.store.world import VERBS, Clock, check_totals, everything


def test_the_schema_is_numbered_by_its_migrations() -> None:
    """One that stands below the count of them would never reach a database that exists."""
    with closing(sqlite3.connect(":memory:")) as opened:
        assert len(schema.migrations().pending(Database(opened))) == SCHEMA_VERSION == len(schema.STEPS)


def test_every_released_schema_has_its_fixture() -> None:
    """``python -m tests.store.old`` writes that of the schema as it is, before another migration is added."""
    assert sorted(RELEASED) == list(range(1, SCHEMA_VERSION))
    for number in RELEASED:
        assert f"PRAGMA user_version = {number};" in RELEASED[number].read_text(encoding="utf-8")


@pytest.mark.parametrize("number", RELEASED)
def test_every_table_of_a_fixture_has_rows(number: int, tmp_path: Path) -> None:
    assert [name for name, there in rows(old_city(tmp_path / "old.db", number)).items() if not there] == []


@pytest.mark.parametrize("number", RELEASED)
def test_an_older_database_is_kept_then_migrated(number: int, tmp_path: Path, clock: Clock) -> None:
    path = old_city(tmp_path / "campaign.db", number)
    before = rows(path)
    session = Session(path, "hq", clock=clock)
    kept = tmp_path / f"campaign.db.schema-{number}.bak"
    assert rows(kept) == before
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert checks_queries.verify(session.store) == len(before["audit"])
    checks_queries.check(session.store)
    check_totals(session)
    after = rows(path)
    for table in before:
        if table != "_sqlite_migrations":
            columns = len(before[table][0])
            assert len(after[table]) == len(before[table])
            if table not in ("projects", "blockers", "land_tasks"):  # their totals are made anew; columns of their own came
                assert [row[:columns] for row in after[table]] == before[table]
    was = everything(session)
    for name in ("handover", "report", "add_land_task", "add_approvals", "fund", "visit"):
        VERBS[name](session)
        check_totals(session)
    assert checks_queries.verify(session.store) == len(before["audit"]) + 6
    assert everything(session) != was
    session.close()


@pytest.mark.parametrize("number", RELEASED)
def test_a_migrated_database_is_built_like_a_new_one(number: int, tmp_path: Path, path: Path) -> None:
    """Words that a column may hold are in the schema: who adds one without a migration is told here."""
    def parts(database: Path) -> dict[str, str]:
        opened = sqlite3.connect(database)
        found = dict(opened.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"))
        opened.close()
        return found

    old = old_city(tmp_path / "old.db", number)
    Store(old).close()
    assert parts(old) == parts(path)


def test_the_day_a_project_was_added_is_told_by_the_log(tmp_path: Path) -> None:
    """On the campaign's own clock: one hour past midnight there it is the day before in UTC. A lead that lands adds one, too."""
    with Store(old_city(tmp_path / "old.db", 5)) as store:
        told = {code: project.added and project.added.isoformat() for code, project in store.snapshot().projects.items()}
    assert told == {**dict.fromkeys(("P0001", "P0002", "P0003", "P0004", "P0005", "P0006"), "2026-11-07"),
                    **dict.fromkeys(("P0007", "P0008"), "2026-11-08")}


def test_the_schema_names_no_language(path: Path) -> None:
    """One more needs no migration; one that the program does not speak is said as the first that it does, and named."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE campaign SET language = 'fr'")
        other.commit()
    with Store(path) as store:
        assert store.snapshot().campaign.language == LANGUAGES[0]
        assert checks_queries.odd_settings(store) == [("language", "fr", LANGUAGES[0])]


def test_a_copy_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = old_city(tmp_path / "campaign.db", 1)
    (tmp_path / "campaign.db.schema-1.bak").write_text("somebody's")
    Store(path).close()
    assert (tmp_path / "campaign.db.schema-1.bak").read_text() == "somebody's"
    assert rows(tmp_path / "campaign.db.schema-1-2.bak")["campaign"]


@pytest.mark.parametrize("number", RELEASED)
def test_a_migration_that_fails_leaves_the_file_as_it_was(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_city(tmp_path / "campaign.db", number)
    before, bytes_before = rows(path), path.read_bytes()

    def fail(*_: object) -> None:
        raise ValueError("a bug in a migration")

    monkeypatch.setattr(schema, "read_campaign", fail)
    with pytest.raises(ValueError):
        Store(path)
    assert [left.name for left in tmp_path.iterdir() if left != path] == []  # a try a day would fill the disk with copies
    assert path.read_bytes() == bytes_before and rows(path) == before
    monkeypatch.undo()
    Store(path).close()


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_city(tmp_path / "campaign.db", 2)
    before = path.read_bytes()

    def fail(path: Path, version: int) -> Path:
        raise Refused("disk_full", path=str(path))

    monkeypatch.setattr("campaign.store.copies.keep_before_migration", fail)
    with pytest.raises(Refused, match="disk_full"):
        Store(path)
    assert path.read_bytes() == before


def test_eight_processes_open_an_old_city_at_once(tmp_path: Path) -> None:
    path = old_city(tmp_path / "campaign.db", 1)
    before = rows(path)
    workers = [start("open", path) for _ in range(8)]
    go(workers)
    assert len({tuple(said(worker)) for worker in workers}) == 1
    assert [left.name for left in tmp_path.glob("*.bak")] == ["campaign.db.schema-1.bak"]
    assert rows(tmp_path / "campaign.db.schema-1.bak") == before
    with Store(path) as store:
        assert checks_queries.verify(store) == len(before["audit"])


def test_a_newer_one_is_left_alone(path: Path) -> None:
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(TooNew) as refused:
        Store(path)
    assert refused.value.exit_code == 5
    assert path.read_bytes() == before


@pytest.mark.parametrize(("by", "key", "code"), [(1, "db_newer", 5), (-1, "db_older", 1)])
def test_a_session_that_was_open_before_writes_no_more(by: int, key: str, code: int, session: Session, path: Path) -> None:
    total = session.situation().total
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + by}")
    other.close()
    with pytest.raises(CampaignError) as refused:
        projects.claim(session, "P0003", "L01")
    assert (refused.value.key, refused.value.exit_code) == (key, code)
    with pytest.raises(CampaignError):
        session.undo()
    assert session.situation().total == total  # it may look on
