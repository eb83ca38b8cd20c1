"""Many processes at once, and processes that die: nothing lost, nothing twice, nothing torn."""

import sqlite3
from pathlib import Path

from campaign.store.engine import connection
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.schema import SCHEMA_VERSION
from campaign.store.store import Store
from tests.store.killing import kill_loop
from tests.store.workers import go, said, start


def test_eight_processes_open_a_file_that_needs_migrating(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    bare = sqlite3.connect(path)
    bare.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    bare.execute("CREATE TABLE aside (id INTEGER)")
    bare.commit()
    bare.close()
    workers = [start("open", path) for _ in range(8)]
    go(workers)
    assert [said(worker) for worker in workers] == [["0"]] * 8
    after = sqlite3.connect(path)
    assert after.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert after.execute("SELECT count(*) FROM sqlite_master WHERE name = 'projects'").fetchone() == (1,)
    after.close()


def test_sixteen_processes_write_twenty_five_times_each(path: Path) -> None:
    with Store(path) as store:
        before = checks_queries.counts(store)
        money = projects_queries.project(store, "P0001").done_100
    workers = [start("add", path, 25, f"w{number}") for number in range(16)]
    go(workers)
    answers = [answer for worker in workers for answer in said(worker)]
    codes = [answer for answer in answers if answer != "+1"]
    assert len(answers) == 400 and len(codes) == len(set(codes)) == 320
    with Store(path) as store:
        snapshot, after = store.snapshot(), checks_queries.counts(store)
        assert set(codes) <= set(snapshot.projects)
        assert after["projects"] == before["projects"] + 320
        assert snapshot.projects["P0001"].done_100 == money + 80
        assert checks_queries.verify(store) == after["audit"] == before["audit"] + 400 == snapshot.seq
        assert {entry.actor for entry in log_queries.log(store, limit=400)} == {f"w{number}" for number in range(16)}


def test_what_was_acknowledged_survives_kill_9(path: Path) -> None:
    outcome = kill_loop(path, rounds=20)
    assert outcome.acknowledged > 20
    assert (outcome.lost, outcome.whole) == (0, True)
    assert outcome.beyond <= outcome.rounds
