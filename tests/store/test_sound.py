"""One bit of a backup, one cell of a database, one row too many: none of it goes unseen, and what is whole is called whole."""

import contextlib
import json
import random
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from campaign.core.errors import CampaignError, Refused
from campaign.service import Session, backups, create
from campaign.service.doctor import examine
from campaign.store import candidate, founded, sound
from campaign.store.copies import sum_of
from campaign.store.queries import checks as checks_queries
from campaign.store.queries.checks import is_founded
from campaign.store.store import Store
from tests.store.conftest import Open
from tests.store.old import RELEASED, old_city, rows
from tests.store.test_backup import back_up
from tests.store.world import VERBS, Clock

ROOT = Path(__file__).parents[2]


def found(path: Path) -> list[tuple[str, str, str, str]]:
    with Store(path) as store:
        return [*checks_queries.flaws(store), *checks_queries.unexplained(store)]


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
    with backups.restoring(path, made.path, "hq", clock=clock) as ready:
        kept = ready.carry_out().kept
    assert found(path) == [] and kept is not None and candidate.has_sum(kept)


@pytest.mark.parametrize(("sql", "named"), [
    ("UPDATE blockers SET due = '2026-1x-01' WHERE code = 'B0001'", ("blockers", "B0001", "due")),
    ("UPDATE projects SET total = total + 1 WHERE code = 'P0002'", ("projects", "P0002", "total")),
    ("UPDATE blocker_events SET at = 'soon' WHERE id = 1", ("blocker_events", "1", "at")),
    ("UPDATE task_force_members SET person = 'L03'", ("task_force_members", "T01 L03", "*")),
    ("DELETE FROM excuses", ("excuses", "1", "*")),
    ("UPDATE campaign SET language = 'fr'", ("campaign", "1", "language")),
    ("INSERT INTO progress (project, on_day, money) VALUES ('P0001', '2026-11-01', 9)", ("progress", "4", "*")),
    ("INSERT INTO counties (code, name, key) VALUES ('C09', 'x', 'x')", ("counties", "C09", "*")),
])
def test_what_was_done_by_hand_is_named(sql: str, named: tuple[str, str, str], path: Path) -> None:
    edit(path, sql)
    assert named in [flaw[:3] for flaw in found(path)]


def test_hostile_text_in_any_column_is_named_and_not_restored(path: Path, clock: Clock, tmp_path: Path) -> None:
    made = back_up(path, clock).path
    with sqlite3.connect(made) as reader:
        columns = [(table, column) for table, _, all_, _ in sound.tables(reader)  # type: ignore[arg-type]
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
        with pytest.raises(CampaignError), backups.restoring(path, copy, "hq", clock=clock):
            pass
        assert rows(path) == before


@pytest.fixture(scope="module")
def seeded_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city as it comes from its folder, to be copied."""
    made = tmp_path_factory.mktemp("seeded") / "campaign.db"
    create.seed(made, ROOT / "seed", "hq", clock=Clock())
    return made


@pytest.fixture
def seeded(seeded_city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded_city, tmp_path / "seeded.db"))


def worked_on(path: Path, dice: random.Random, times: int) -> None:
    """Any verbs, by two people, with some taken back."""
    with contextlib.ExitStack() as stack:
        both = [stack.enter_context(contextlib.closing(Session(path, actor, clock=Clock()))) for actor in ("hq", "x")]
        for _ in range(times):
            one = dice.choice(both)
            with contextlib.suppress(CampaignError, KeyError):
                one.undo() if dice.random() < 0.3 else VERBS[dice.choice(sorted(VERBS))](one)


@pytest.mark.parametrize("seed", range(3))
def test_a_seeded_city_is_whole_after_any_verbs(seed: int, seeded: Path, clock: Clock) -> None:
    assert found(seeded) == []
    worked_on(seeded, random.Random(seed), 60)
    assert found(seeded) == []
    made = back_up(seeded, clock)
    worked_on(seeded, random.Random(seed + 9), 20)
    with backups.restoring(seeded, made.path, "hq", clock=clock) as ready:
        ready.carry_out()
    worked_on(seeded, random.Random(seed + 99), 20)
    assert found(seeded) == []


def test_a_made_up_city_is_whole(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "scale.db"
    create.scale(path, 20, "hq", clock=clock)
    worked_on(path, random.Random(1), 30)
    assert found(path) == []


def test_no_row_of_a_seed_is_changed_added_or_gone_unseen(seeded: Path, tmp_path: Path) -> None:
    """In any table, whether or not the log tells of other rows of it."""
    worked_on(seeded, random.Random(4), 30)
    with sqlite3.connect(seeded) as reader:
        shapes = {table.name: table for table in founded.tables(reader)  # type: ignore[arg-type]
                  if table.name not in founded.APART and reader.execute(f"SELECT 1 FROM {table.name}").fetchone()}
    reader.close()
    assert len(shapes) > 20
    for name, table in shapes.items():
        for column in table.columns:
            copy = Path(shutil.copy(seeded, tmp_path / "bad.db"))
            with sqlite3.connect(copy) as other:
                other.execute("PRAGMA ignore_check_constraints = ON")
                kind = dict(other.execute("SELECT name, type FROM pragma_table_info(?)", (name,)))[column]
                value = f"{column} + 1" if kind == "INTEGER" else f"'9' || substr({column}, 2)"
                done = other.execute(f"""UPDATE OR IGNORE {name} SET {column} = {value} WHERE rowid = (
                    SELECT rowid FROM {name} WHERE {column} IS NOT NULL ORDER BY rowid LIMIT 1 OFFSET 1)""").rowcount
            other.close()
            if done:
                assert name in {flaw[0] for flaw in found(copy)}, (name, column)
        copy = Path(shutil.copy(seeded, tmp_path / "bad.db"))
        edit(copy, f"DELETE FROM {name} WHERE rowid = (SELECT min(rowid) FROM {name})")
        assert name in {flaw[0] for flaw in found(copy)}, name


@pytest.mark.parametrize(("sql", "named"), [
    ("UPDATE projects SET total = total + 1 WHERE code = 'P0003'", ("projects", "", "*", "~")),
    ("INSERT INTO excuses (first_day, last_day, why) VALUES ('2026-11-01', '2026-11-02', 'x')", ("excuses", "", "*", "~")),
    ("INSERT INTO settings VALUES ('stale_red', 9)", ("settings", "stale_red", "*", "+")),
    ("UPDATE counters SET last = last + 1 WHERE kind = 'P'", ("counters", "P", "last")),
    ("UPDATE projects SET version = 3 WHERE code = 'P0003'", ("projects", "P0003", "version", "3")),
])
def test_what_was_done_by_hand_to_a_seed_is_told(sql: str, named: tuple[str, ...], seeded: Path) -> None:
    edit(seeded, sql)
    assert [flaw[:len(named)] for flaw in found(seeded)] == [named]


def test_what_is_named_hides_nothing_else(seeded: Path) -> None:
    """A row that the log can name is taken as it should be, and the rest of the table is compared as well."""
    worked_on(seeded, random.Random(4), 30)
    with sqlite3.connect(seeded) as reader:
        code = json.loads(reader.execute("SELECT changes FROM audit WHERE verb = 'claim'").fetchone()[0])[0]["key"]["code"]
        other = reader.execute("SELECT code FROM projects WHERE code <> ? ORDER BY code DESC", (code,)).fetchone()[0]
    reader.close()
    edit(seeded, "UPDATE projects SET leader = 'L01' WHERE code = ?", code)
    edit(seeded, "UPDATE projects SET total = total + 1 WHERE code = ?", other)
    assert ("projects", "", "*", "~") in found(seeded)


def test_a_later_column_does_not_make_an_old_digest_wrong(seeded: Path) -> None:
    edit(seeded, "ALTER TABLE excuses ADD COLUMN later TEXT")
    edit(seeded, "UPDATE excuses SET later = 'x'")
    assert found(seeded) == []


def test_of_an_older_seed_only_what_the_log_touched_is_known(seeded: Path) -> None:
    with sqlite3.connect(seeded) as other:
        other.execute("DROP TRIGGER audit_keep")
        changes = json.loads(other.execute("SELECT changes FROM audit").fetchone()[0])
        other.execute("UPDATE audit SET changes = ?", (json.dumps([one for one in changes if one["table"] != founded.FOUNDED]),))
    other.close()
    with Store(seeded) as store:
        assert not is_founded(store)
    assert found(seeded) == []
    edit(seeded, "UPDATE projects SET total = total + 1 WHERE code = 'P0003'")
    assert found(seeded) == []


@pytest.mark.parametrize("city", ["path", "seeded"])
def test_one_bit(city: str, request: pytest.FixtureRequest, clock: Clock, tmp_path: Path) -> None:
    """With its checksum it is always refused; without, refused or equal."""
    path: Path = request.getfixturevalue(city)
    made, dice = back_up(path, clock).path, random.Random(14)
    whole, bad = made.read_bytes(), tmp_path / "bad.db"
    then = said(made)
    for _ in range(100 if city == "seeded" else 40):
        at, bit = dice.randrange(len(whole)), 1 << dice.randrange(8)
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1:])
        shutil.copy(sum_of(made), sum_of(bad))
        with pytest.raises(Refused, match="backup_sum_differs"):
            candidate.has_sum(bad)
        sum_of(bad).unlink()
        try:
            with candidate.candidate(bad, path) as ready:
                assert said(ready.copy) == then, (at, bit)
        except CampaignError:
            pass


def said(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row but those of sqlite-utils: when a migration was applied is nobody's fact."""
    return {name: found for name, found in rows(path).items() if not name.startswith("_")}


def test_the_checksum_is_one_that_others_read(path: Path, clock: Clock) -> None:
    made = back_up(path, clock).path
    assert sum_of(made).stat().st_mode & 0o777 == 0o600
    tool = shutil.which("sha256sum")
    if tool:
        subprocess.run([tool, "-c", sum_of(made).name], cwd=made.parent, check=True, stdout=subprocess.DEVNULL)


def test_doctor_says_of_an_older_campaign_what_it_cannot_know(tmp_path: Path, clock: Clock) -> None:
    for path, key in ((old_city(tmp_path / "old.db", 4), "rows_ok_older"), (tmp_path / "new.db", "rows_ok")):
        if key == "rows_ok":
            create.init(path, "x", "2026-10-01", "hq", clock=clock)
        said_ = [finding.key for finding in examine(path, lambda path=path: Session(path, "hq", clock=clock), clock)
                 if finding.check == "rows"]
        assert said_ in ([key], ["rows_ok"]), said_
