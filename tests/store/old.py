"""Databases as released schemas had them, from ``tests/fixtures``."""

import sqlite3
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
