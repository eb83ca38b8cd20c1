"""Results that wait for headquarters: which of a record do, and since when the oldest.

Source: docs/handbook/rules.md, Results that somebody else confirms.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.consent import RESULT_DAYS, STAYING, Result, ResultState, What
from campaign.core.model.land import LandTask
from campaign.core.model.project import Project, Stage

Uncounted = Mapping[str, tuple[Result, ...]]
"""By subject: those that do not count (``Snapshot.uncounted``, ``store.queries.results.uncounted_on``)."""
UNCONFIRMED = "unconfirmed"
"""The mark of a light that takes what waits for true."""
OWN = {What.START: ("start",), What.FINISH: ("start", "stale"), What.REGISTRATION: ("registration",)}
"""Results of a project upon which its light rests → the rules of which one takes away what they say before it is confirmed."""


def waiting(results: Iterable[Result]) -> list[What]:
    """What waits among them, each once, in the order of ``What``."""
    found = {row.what for row in results if row.state is ResultState.WAITING}
    return [what for what in What if what in found] if found else []


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
_FIELDS = {what: column for column, what in RESULT_DAYS["project"].items()}
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


# What the lights take for true ------------------------------------------------------------------------------------------


class Waiting(NamedTuple):
    """What waits of a project and of what is on it, as its light goes by it."""

    project: Project | None = None
    """As if nothing had been entered that waits; None: it would be the same."""
    own: frozenset[str] = frozenset()
    """Rules that take for true what was entered."""
    blockers: Sequence[Blocker] = ()
    """Those on it that are resolved, as if they were not; likewise ``lands``."""
    lands: Sequence[LandTask] = ()
    unexcused: frozenset[str] = frozenset()
    """Blockers and land tasks whose authority excuses nobody."""

    @property
    def changes(self) -> bool:
        return self.project is not None or bool(self.blockers or self.lands)


NOTHING_WAITS = Waiting()


def of_project(row: Project, results: Sequence[Result], closing: Iterable[Blocker | LandTask], unexcused: frozenset[str],
               ) -> Waiting:
    """``results`` are those that do not count of the project, ``closing`` those on it whose closing waits."""
    then = without(row, results)
    own = frozenset(rule for result in results for rule in OWN.get(result.what, ()) if result.item is None)
    items = list(closing)
    return Waiting(None if then == row else then, own, [_reopened(item) for item in items if isinstance(item, Blocker)],
                   [item._replace(accepted=None) for item in items if isinstance(item, LandTask)], unexcused)


def _reopened(item: Blocker) -> Blocker:
    return item._replace(state=BlockerState.OPEN, resolved=None, held_on=None, review=None)


def unexcused(uncounted: Uncounted) -> frozenset[str]:
    """What names an authority above the county that nobody has confirmed."""
    return frozenset(code for code, rows in uncounted.items() if any(row.what is What.AUTHORITY for row in rows))


def closes(result: Result) -> bool:
    return result.what in (What.RESOLUTION, What.ACCEPTANCE)


def uncounted_of(rows: Iterable[Result], day: date) -> tuple[Result, ...]:
    """Of the results of one subject those that did not count at the end of ``day``: it waited, or was decided later, or was
    returned and stays as written. What was entered after that day, for it or an earlier one, is among them.
    """
    return tuple(row for row in newest_on(rows, day).values() if row.decided_on is None or row.decided_on > day
                 or (row.state is ResultState.RETURNED and row.what in STAYING))


def newest_on(rows: Iterable[Result], day: date) -> dict[tuple[What, str | None], Result]:
    """Of the results of one subject the newest of each at the end of ``day``: what was emptied and entered again later was then
    what it had been. Before the first there is the first.
    """
    newest: dict[tuple[What, str | None], Result] = {}
    since: dict[tuple[What, str | None], date] = {}
    for row in sorted(rows, key=lambda row: row.id):
        name = row.what, row.item
        since[name] = max(row.on, since.get(name, row.on))  # one that counts for an earlier day came after those before it
        if name not in newest or since[name] <= day:
            newest[name] = row
    return newest


def by_place(closing: Iterable[Blocker | LandTask]) -> dict[str, list[Blocker | LandTask]]:
    """By the projects that they name, or by the county that they are on."""
    found: dict[str, list[Blocker | LandTask]] = {}
    for item in closing:
        for place in item.projects if item.scope is not Scope.COUNTY else () if item.county is None else (item.county,):
            found.setdefault(place, []).append(item)
    return found


def is_closed(item: Blocker | LandTask) -> bool:
    """Resolved, or accepted and not returned."""
    return item.resolved is not None if isinstance(item, Blocker) else item.accepted is not None and item.returned is None
