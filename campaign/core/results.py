"""Results that wait for headquarters: which of a record do, and since when the oldest.

Source: docs/handbook/rules.md, Results that somebody else confirms.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.core.model.consent import Result, ResultState, What
from campaign.core.model.project import Project, Stage

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


# What counts ------------------------------------------------------------------------------------------------------------


class Counted(NamedTuple):
    """How the results of a day count for the league and the boards. As it is made: nothing had to be confirmed."""

    uncounted: Mapping[str, tuple[Result, ...]] = {}
    """As if they had not been entered."""
    days: Mapping[tuple[str, What], date] = {}
    """Of a code: the day for which headquarters have confirmed that it was resolved, granted or signed."""
    made: frozenset[str] = frozenset()
    """Projects that a landing has made which does not count."""
    alone: frozenset[str] = frozenset()
    """Blockers that one member has opened and closed on one day: they are in no rate."""
    taken: Mapping[str, int] = {}
    """Project or land task → what somebody from elsewhere has taken from it, as is not confirmed: negative."""

    def counts(self, subject: str, what: What, item: str | None = None) -> bool:
        return counts(self.uncounted, subject, what, item)

    def is_there(self, code: str) -> bool:
        """Whether a project or land task counts at all."""
        return code not in self.made and counts(self.uncounted, code, What.ADDED)

    @property
    def absent(self) -> frozenset[str]:
        """Projects and land tasks that do not count at all."""
        return self.made.union(code for code, rows in self.uncounted.items() if any(row.what is What.ADDED for row in rows))

    @property
    def changed(self) -> frozenset[str]:
        """Codes about which something does not count; others than projects among them."""
        return self.made.union(self.uncounted, self.taken)

    def project(self, row: Project) -> Project | None:
        """As it counts; None: nowhere."""
        return without(row, self.uncounted.get(row.code, ())) if self.is_there(row.code) else None

    def day(self, subject: str, what: What, entered: date | None) -> date | None:
        """The day for which a result counts, of the day that stands there; None: it does not."""
        if entered is None or not self.counts(subject, what):
            return None
        return self.days.get((subject, what), entered)


ALL = Counted()
"""Everything counts."""
_FIELDS = {What.START: "started", What.FINISH: "finished", What.REGISTRATION: "registered"}
_STAGES = tuple(Stage)


def without(row: Project, results: Iterable[Result]) -> Project:
    """The project as if these starts, finishes and registrations had not been entered."""
    given: dict[str, Any] = {}
    stage = row.stage
    for result in results:
        if result.item is None and result.what in _FIELDS:
            given[_FIELDS[result.what]] = None
            if result.before is not None:
                stage = min(stage, Stage(result.before), key=_STAGES.index)
    if stage is not row.stage:
        given["stage"] = stage
    return row._replace(**given) if given else row
