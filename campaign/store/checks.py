"""What doctor alone asks of a database: are stored totals what their own rows add up to, and when was it last written?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from campaign.store.connection import Connection, reading, translated
from campaign.store.snapshot import read_campaign
from campaign.store.write import refresh_all_totals, refresh_blocker

_TOTALS = {
    "projects": ("done_100", "last_report", "last_money", "last_visit", "leader_visit", "crew", "crew_planned", "funds_100",
                 "registered_100", "next_contact", "too_late_after", "risk_after", "lapses"),
    "land_tasks": ("done", "last_progress"),
    "blockers": ("held_since", "touched", "moves", "silent_moves", "bounced", "rests"),
}
"""Columns that writes recompute from other rows."""


class Checks:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def wrong_totals(self) -> list[tuple[str, str, object, object]]:
        """(code, column, stored, counted) of every stored total that differs from its own rows.

        They are counted in a write that is taken back: whoever writes meanwhile waits, two seconds for ten thousand projects.
        """
        with translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                stored = dict(_totals(self._connection))
                refresh_all_totals(self._connection, read_campaign(self._connection))
                for (code,) in self._connection.execute("SELECT code FROM blockers").fetchall():
                    refresh_blocker(self._connection, code)
                counted = dict(_totals(self._connection))
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        return [(code, column, old, counted[code, column]) for (code, column), old in stored.items()
                if old != counted[code, column]]

    def newest_at(self) -> str:
        """The UTC instant of the newest row of the log."""
        with reading(self._connection, self.path) as connection:
            return str(connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()[0])


def _totals(connection: Connection) -> Iterator[tuple[tuple[str, str], Any]]:
    for table, columns in _TOTALS.items():
        for code, *values in connection.execute(f"SELECT code, {', '.join(columns)} FROM {table}"):
            for column, value in zip(columns, values, strict=True):
                yield (code, column), value
