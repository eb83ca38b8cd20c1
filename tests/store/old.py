"""Databases as released schemas had them, from ``tests/fixtures``.

``python -m tests.store.old`` writes the fixture of the schema as it is: the last one, brought up to date. Do so before a
migration is added; a table that has come since needs a row, which the tests of migrations ask for.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures"
RELEASED = {int(file.stem.removeprefix("schema-")): file for file in sorted(FIXTURES.glob("schema-*.sql"))}


def old_city(path: Path, schema: int) -> Path:
    """A small city of that schema at ``path``, in WAL as every one is."""
    made = sqlite3.connect(path)
    made.executescript(RELEASED[schema].read_text(encoding="utf-8"))
    made.execute("PRAGMA journal_mode = WAL")
    made.close()
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    found = {name: sorted(opened.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in names}
    opened.close()
    return found


def write_fixture() -> Path:
    """``schema-N.sql`` of the present schema."""
    from campaign.store.engine.connection import APPLICATION_ID
    from campaign.store.schema import SCHEMA_VERSION
    from campaign.store.store import Store

    with tempfile.TemporaryDirectory() as folder:
        path = old_city(Path(folder) / "old.db", max(RELEASED))
        Store(path).close()
        with closing(sqlite3.connect(path)) as made:
            lines = [line for line in made.iterdump() if line != "BEGIN TRANSACTION;"]
    made_of = FIXTURES / f"schema-{SCHEMA_VERSION}.sql"
    head = f"""-- A small city as the released schema {SCHEMA_VERSION} had it, with rows in every table:
-- what a migration must bring along. Never edited: a later schema gets a file of its own.
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
BEGIN TRANSACTION;
"""
    made_of.write_text(head + "\n".join([*lines, ""]), encoding="utf-8")
    return made_of


if __name__ == "__main__":
    print(write_fixture())
