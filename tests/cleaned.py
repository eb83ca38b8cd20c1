"""A database that somebody has written into past the program: every text in it wants to act on a terminal."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from campaign.store import sound
from campaign.store.cell_rules import Text, rule
from campaign.store.founded import APART, TOTALS

MARK = "31337"
HOSTILE = f"\x1b[{MARK}m\x1b]0;{MARK}\x07\u202e\x9b{MARK}m\u2066"
"""Colour, the title of the window, a line reversed, and the same by one byte of C1."""
ACTING = ("\x1b[" + MARK, "\x1b]0;" + MARK, *map(chr, range(0x80, 0xa0)),
          *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What none of it may reach a terminal as."""


def spoil(path: Path) -> int:
    """Put ``HOSTILE`` before each text of each row, in the log as well; the number of columns."""
    spoiled = 0
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        for table, keys, columns, sql in list(sound.tables(other)):  # type: ignore[arg-type]
            foreign = {row[3] for row in other.execute(f"PRAGMA foreign_key_list({table})")}
            for column, kind in columns:
                other_than_text = ("time_zone", "language", "source", "target", *TOTALS.get(table, ()))
                if column in keys or column in foreign or kind != "TEXT" or column in other_than_text:
                    continue
                if (table not in APART and isinstance(rule(table, column, kind, sql), Text)) or (table, column) in (
                        ("campaign", "name"), ("audit", "actor")):
                    spoiled += 1
                    other.execute(f"UPDATE OR IGNORE {table} SET {column} = ? || {column} WHERE {column} <> ''", (HOSTILE,))
        for seq, changes in other.execute("SELECT seq, changes FROM audit").fetchall():
            other.execute("UPDATE audit SET changes = ? WHERE seq = ?", (json.dumps(_spoiled(json.loads(changes))), seq))
    other.close()
    return spoiled


def _spoiled(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _spoiled(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_spoiled(one, name) for one in value]
    texts = ("name", "title", "text", "why", "note", "done", "solved", "purpose", "place", "resolution", "developer", "post")
    return HOSTILE + value if isinstance(value, str) and name in texts else value


def acting(text: str) -> list[str]:
    return [ascii(sign) for sign in ACTING if sign in text]
