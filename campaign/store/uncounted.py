"""Results that do not count, for the picture: those that wait, and those that were returned and stay as they are written."""

from collections.abc import Iterable

from campaign.core.model.consent import STAYING, Result
from campaign.store.engine.connection import Connection
from campaign.store.records import RESULTS

UNCOUNTED = f"(state = 'waiting' OR (state = 'returned' AND what IN ({', '.join(repr(what.value) for what in sorted(STAYING))})))"
PART = 500
"""Codes per query."""


def read_uncounted(connection: Connection, codes: list[str] | None = None) -> dict[str, tuple[Result, ...]]:
    """By subject; of these subjects, or of all."""
    if codes is None:
        return by_subject(RESULTS.read(connection, f"WHERE {UNCOUNTED} ORDER BY id"))
    parts = (codes[start:start + PART] for start in range(0, len(codes), PART))
    return by_subject(row for part in parts for row in RESULTS.read(
        connection, f"WHERE subject IN ({', '.join('?' * len(part))}) AND {UNCOUNTED} ORDER BY id", *part))


def by_subject(found: Iterable[Result]) -> dict[str, tuple[Result, ...]]:
    rows: dict[str, tuple[Result, ...]] = {}
    for row in found:
        rows[row.subject] = (*rows.get(row.subject, ()), row)
    return rows
