"""One bit of a backup, one cell of a database, one row too many: none of it goes unseen, and what is whole is called whole."""

import random
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from campaign.core.errors import CampaignError, Refused
from campaign.service import Session, keeping
from campaign.store import restore, sound
from campaign.store.backup import sum_of
from campaign.store.store import Store
from tests.store.conftest import Open
from tests.store.old import RELEASED, old_city, rows
from tests.store.test_backup import back_up
from tests.store.world import VERBS, Clock


def found(path: Path) -> list[tuple[str, str, str, str]]:
    with Store(path) as store:
        return [*store.flaws(), *store.unexplained()]


def edit(path: Path, sql: str, *values: object) -> None:
    """By hand, past the program and the schema's own conditions."""
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute(sql, values)
    other.close()


@pytest.mark.parametrize("seed", range(3))
def test_verbs_in_any_order_leave_nothing_unexplained(seed: int, session: Session, path: Path) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        try:
            session.undo() if dice.random() < 0.3 else VERBS[dice.choice(sorted(VERBS))](session)
        except CampaignError:
            continue
    assert found(path) == []


@pytest.mark.parametrize("schema", RELEASED)
def test_older_databases_are_whole(schema: int, tmp_path: Path) -> None:
    assert found(old_city(tmp_path / "old.db", schema)) == []


def test_a_restored_one_is_whole(path: Path, clock: Clock, enter: Open) -> None:
    made = back_up(path, clock)
    VERBS["claim"](enter("x"))
    with keeping.restoring(path, made.path, "hq", clock=clock) as ready:
        kept = ready.carry_out().kept
    assert found(path) == [] and kept is not None and restore.has_sum(kept)


@pytest.mark.parametrize(("sql", "named"), [
    ("UPDATE blockers SET due = '2026-1x-01' WHERE code = 'B0001'", ("blockers", "B0001", "due")),
    ("UPDATE projects SET total = total + 1 WHERE code = 'P0002'", ("projects", "P0002", "total")),
    ("UPDATE blocker_events SET at = 'soon' WHERE id = 1", ("blocker_events", "1", "at")),
    ("UPDATE task_force_members SET person = 'L03'", ("task_force_members", "T01 L03", "*")),
    ("DELETE FROM excuses", ("excuses", "1", "*")),
    ("INSERT INTO progress (project, on_day, money) VALUES ('P0001', '2026-11-01', 9)", ("progress", "4", "*")),
    ("INSERT INTO counties (code, name, key) VALUES ('C09', 'x', 'x')", ("counties", "C09", "*")),
])
def test_what_was_done_by_hand_is_named(sql: str, named: tuple[str, str, str], path: Path) -> None:
    edit(path, sql)
    assert named in [flaw[:3] for flaw in found(path)]


def test_hostile_text_in_any_column_is_named_and_not_restored(path: Path, clock: Clock, tmp_path: Path) -> None:
    made = back_up(path, clock).path
    with sqlite3.connect(made) as reader:
        columns = [(table, column) for table, _, all_, _ in sound._tables(reader)  # type: ignore[arg-type]
                   for column, kind in all_ if kind == "TEXT" and table != "audit"
                   and reader.execute(f"SELECT 1 FROM {table} WHERE {column} IS NOT NULL").fetchone()]
    reader.close()
    assert len(columns) > 100
    for table, column in columns:
        copy = Path(shutil.copy(made, tmp_path / "bad.db"))
        edit(copy, f"UPDATE {table} SET {column} = 'x' || char(27) || ']0;y' "
                   f"WHERE rowid = (SELECT rowid FROM {table} WHERE {column} IS NOT NULL LIMIT 1)")
        assert any(flaw[0] == table and flaw[2] == column for flaw in found(copy)), (table, column)
        before = rows(path)
        with pytest.raises(CampaignError), keeping.restoring(path, copy, "hq", clock=clock):
            pass
        assert rows(path) == before


def test_one_bit(path: Path, clock: Clock, tmp_path: Path) -> None:
    """With its checksum it is always refused; without, refused or equal."""
    made, dice = back_up(path, clock).path, random.Random(14)
    whole, bad = made.read_bytes(), tmp_path / "bad.db"
    then = rows(made)
    for _ in range(40):
        at, bit = dice.randrange(len(whole)), 1 << dice.randrange(8)
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1:])
        shutil.copy(sum_of(made), sum_of(bad))
        with pytest.raises(Refused, match="backup_sum_differs"):
            restore.has_sum(bad)
        sum_of(bad).unlink()
        try:
            with restore.candidate(bad, path) as candidate:
                assert rows(candidate.copy) == then, (at, bit)
        except CampaignError:
            pass


def test_the_checksum_is_one_that_others_read(path: Path, clock: Clock) -> None:
    made = back_up(path, clock).path
    assert sum_of(made).stat().st_mode & 0o777 == 0o600
    tool = shutil.which("sha256sum")
    if tool:
        subprocess.run([tool, "-c", sum_of(made).name], cwd=made.parent, check=True, stdout=subprocess.DEVNULL)
