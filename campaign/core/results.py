"""Results that wait for headquarters: which of a record do, and since when the oldest.

Source: docs/handbook/rules.md, Results that somebody else confirms.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from campaign.core.model.consent import Result, ResultState, What

Uncounted = Mapping[str, tuple[Result, ...]]
"""By subject: those that do not count (``Snapshot.uncounted``, ``store.queries.results.uncounted_on``)."""
UNCONFIRMED = "unconfirmed"
"""The mark of a light that takes what waits for true."""
LIT = frozenset({What.START, What.FINISH, What.REGISTRATION})
"""Results of a project upon which its light rests."""


def waiting(results: Iterable[Result]) -> list[What]:
    """What waits among them, each once, in the order of ``What``."""
    found = {row.what for row in results if row.state is ResultState.WAITING}
    return [what for what in What if what in found]


def counts(uncounted: Uncounted, subject: str, what: What, item: str | None = None) -> bool:
    """Whether a result counts: nobody has to confirm it, or somebody has. ``item`` as ``Result`` has it."""
    return not any(row.what is what and row.item == item for row in uncounted.get(subject, ()))


def all_waiting(uncounted: Uncounted) -> list[Result]:
    """Whatever waits, oldest first."""
    found = (row for rows in uncounted.values() for row in rows if row.state is ResultState.WAITING)
    return sorted(found, key=lambda row: (row.at, row.id))


def oldest(uncounted: Uncounted, today: date) -> tuple[int, int]:
    """How many results wait, and for how many days the oldest has."""
    found = all_waiting(uncounted)
    return len(found), (today - min(row.on for row in found)).days if found else 0
