"""Every cell of every table is held to what its field, its column or another cell of its row lets in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.core import money
from campaign.kinds import registry
from campaign.kinds.field import Type
from campaign.store import sound
from campaign.store.cell_rules import EVENTS, LARGEST, SIGNED, decided, field_of
from campaign.store.engine.connection import Connection, sqlite3
from campaign.store.store import Store
from campaign.store.write import DATED
from tests.store.old import old_city


class Spoiled:
    """A city with rows in every table that there was then; what is put into a cell is taken back after it was looked at."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, factory=Connection)
        self.db.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.db.execute(f"DROP TRIGGER {name}")
        self.tables = {table: (keys, dict(columns)) for table, keys, columns, _ in sound.tables(self.db)
                       if self.db.execute(f"SELECT 1 FROM {table}").fetchone()}
        assert not list(sound.flaws(self.db))

    def columns(self, of: str) -> Iterator[tuple[str, str]]:
        return ((table, column) for table, (_, columns) in self.tables.items() for column, kind in columns.items() if kind == of)

    def named(self, table: str, **cells: object) -> set[tuple[str, str]]:
        """(table, column) of the flaws with these cells in the first row of the table."""
        self.db.execute("BEGIN")
        self.db.execute(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in cells)} "
                        f"WHERE rowid = (SELECT MIN(rowid) FROM {table})", tuple(cells.values()))
        found = {(flaw.table, flaw.column) for flaw in sound.flaws(self.db)}
        self.db.execute("ROLLBACK")
        return found

    def close(self) -> None:
        self.db.close()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spoiled]:
    path = old_city(tmp_path_factory.mktemp("rules") / "city.db", 5)
    Store(path).close()
    spoiled = Spoiled(path)
    yield spoiled
    spoiled.close()


def test_no_number_is_larger_than_its_field(city: Spoiled) -> None:
    walked = 0
    for table, column in city.columns("INTEGER"):
        if column == "id":
            continue
        walked += 1
        assert (table, column) in city.named(table, **{column: LARGEST + 1}), (table, column)
        field = field_of(table, column)
        limits = {Type.COUNT: field.limit, Type.MONEY: money.LARGEST, Type.YES: 1} if field else {}
        if field is not None and (limit := limits.get(Type(field.holds))) is not None and (table, column) not in (
                ("progress", "money"), ("funds", "money")):
            assert (table, column) in city.named(table, **{column: limit + 1}), (table, column)
            assert (table, column) not in city.named(table, **{column: limit}), (table, column)
        signed = (table, column) in SIGNED or column == "money" or table == "indicators"
        below = (table, column) in city.named(table, **{column: -1})
        assert below is (not signed or table == "registered_money"), (table, column)
    assert walked > 40


def test_no_text_is_longer_than_its_field(city: Spoiled) -> None:
    walked = 0
    for kind in registry.kinds():
        for field in kind.fields:
            column = "on_day" if field.name == "on" else field.name
            if field.holds == Type.TEXT and column in city.tables.get(kind.table, ((), {}))[1]:
                walked += 1
                assert (kind.table, column) in city.named(kind.table, **{column: "长" * (field.limit + 1)}), (kind, column)
                assert (kind.table, column) not in city.named(kind.table, **{column: "长" * field.limit}), (kind, column)
    assert walked > 30


def test_what_an_event_says_is_what_its_kind_says(city: Spoiled) -> None:
    for table in (*EVENTS, "project_changes"):
        column, by_word = decided(table) or ("", {})
        assert by_word
        for word, rules in by_word.items():
            for name, right in rules.items():
                bad = "2026-1x-01\x1b" if right("x") else "2026-1x-01"
                if not right(bad):
                    assert (table, name) in city.named(table, **{column: word, name: bad}), (table, word, name)
    for table in ("blocker_events", "land_events", "approval_events"):
        assert (table, "target") in city.named(table, kind="due", target="2026-13-01")
    assert ("blocker_events", "source") in city.named("blocker_events", kind="hold", source="soon", target="weather")
    assert ("blocker_events", "target") in city.named("blocker_events", kind="hold", source="2026-11-11", target=None)
    assert ("lead_events", "target") in city.named("lead_events", kind="next", target="2026-1x-01")
    assert {name for name in DATED if ("project_changes", "before") in city.named("project_changes", field=name, before="\x1b")
            } == set(DATED)


@pytest.mark.parametrize(("table", "column", "value"), [
    ("settings", "key", "stale_rde"), ("task_force_members", "skills", "forest,land"), ("task_force_members", "skills", "wood"),
    ("campaign", "time_zone", "Asia/Shanghay"), ("blockers", "rests", "2026-10-01/2026-10-0x"), ("merit_evidence", "code", "B1"),
    ("project_changes", "field", "name"), ("indicators", "period", "2026Q5"), ("projects", "added", "2026-11-1x"),
])
def test_what_only_the_program_knows_of_a_column(city: Spoiled, table: str, column: str, value: str) -> None:
    assert (table, column) in city.named(table, **{column: value})
