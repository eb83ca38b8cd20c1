"""What blockers and land tasks do to the light of a project, of all days of a span at once (``core.light_counts``)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from campaign.core.dates import stored_day
from campaign.core.day_sets import DaySets
from campaign.core.light_history import LAND_TURNS, TURNS, Past, land_opening_due, opening_due
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, Scope
from campaign.core.model.campaign import Settings
from campaign.core.model.land import LandEvent, LandEventKind, LandTask

Weight: TypeAlias = tuple[int, int, int, int]
"""What a blocker or land task does to a project, as sets of days: red; yellow; yellow even when finished (safety); those on
which a rule has what it needs."""
NOTHING: Weight = (0, 0, 0, 0)
_SAFETY, _COUNTY = Category.SAFETY, Scope.COUNTY
_ON_HOLD, _RESOLVED = BlockerState.ON_HOLD, BlockerState.RESOLVED
_DAY = timedelta(days=1)


def plus(one: Weight, other: Weight) -> Weight:
    return one[0] | other[0], one[1] | other[1], one[2] | other[2], one[3] | other[3]


class Weights:
    """Keeps what is on a whole county: it is weighed once."""

    def __init__(self, days: DaySets, settings: Settings) -> None:
        self._days, self._settings = days, settings
        self._wide: dict[str, tuple[object, Weight]] = {}

    def of(self, past: Past) -> tuple[Weight, Mapping[str | None, Weight]]:
        """Of what names the project, and of what is on a whole county."""
        named, wide = NOTHING, dict[str | None, Weight]()
        for items, weigh in ((past.blockers, self._blocker), (past.lands, self._land)):
            for item, events in items:
                weight = self._kept(item, events, weigh)
                if item.scope is _COUNTY:
                    wide[item.county] = plus(wide.get(item.county, NOTHING), weight)
                else:
                    named = plus(named, weight)
        return named, wide

    def _kept(self, item: Any, events: Any, weigh: Callable[[Any, Any], Weight]) -> Weight:
        """What is on a whole county is weighed once."""
        if item.scope is not _COUNTY:
            return weigh(item, events)
        kept = self._wide.get(item.code)
        if kept is None or kept[0] is not item:
            kept = self._wide[item.code] = item, weigh(item, events)
        return kept[1]

    def _blocker(self, item: Blocker, events: Sequence[Event]) -> Weight:
        start, begin, weight = self._days.start, item.opened.toordinal() - self._days.start, NOTHING
        safety = item.category is _SAFETY
        turns = [event for event in events if event.kind in TURNS]
        if turns:
            due, review, open_ = opening_due(item, turns).toordinal() - start, -1, True
            for event in turns:
                on = event.on.toordinal() - start
                if on > begin:
                    if open_:
                        weight = plus(weight, self._piece(begin, on - 1, due, review, safety))
                    begin = on
                match event.kind:
                    case EventKind.DUE:
                        due = stored_day(event.target or "").toordinal() - start
                    case EventKind.HOLD:
                        review = stored_day(event.source or "").toordinal() - start
                    case EventKind.RESOLVE:
                        open_ = False
                    case EventKind.REOPEN | EventKind.RETURN:
                        open_, review = True, -1
        if item.state is _RESOLVED:
            return weight
        review = -1
        if item.state is _ON_HOLD:
            review = self._days.length if item.review is None else item.review.toordinal() - start
        return plus(weight, self._piece(begin, self._days.length, item.due.toordinal() - start, review, safety))

    def _piece(self, begin: int, end: int, due: int, review: int, safety: bool) -> Weight:
        """Unresolved from ``begin`` to ``end``; on hold through ``review``: yellow at most. All are bits, or beyond them."""
        days = self._days.bits(begin, end)
        near = days & self._days.since(due - self._settings.blocker_yellow)
        late = near & self._days.since(max(due, review) + 1)
        return late, near & ~late, days if safety else 0, days

    def _land(self, task: LandTask, events: Sequence[LandEvent]) -> Weight:
        begin, weight = task.opened, NOTHING
        turns = [event for event in events if event.kind in LAND_TURNS]
        if turns:
            due, accepted = land_opening_due(task, turns), False
            for event in turns:
                if event.on > begin:
                    if not accepted:
                        weight = plus(weight, self._land_piece(begin, event.on - _DAY, due))
                    begin = event.on
                match event.kind:
                    case LandEventKind.DUE:
                        due = stored_day(event.target) if event.target else None
                    case LandEventKind.ACCEPT:
                        accepted = True
                    case LandEventKind.REOPEN | LandEventKind.RETURN:
                        accepted = False
        return weight if task.accepted is not None else plus(weight, self._land_piece(begin, self._days.last, task.due))

    def _land_piece(self, first: date, last: date, due: date | None) -> Weight:
        """Not accepted from ``first`` to ``last``."""
        if due is None:
            return NOTHING
        start = self._days.start
        days, limit = self._days.bits(first.toordinal() - start, last.toordinal() - start), due.toordinal() - start
        near = days & self._days.since(limit - self._settings.land_yellow)
        late = near & self._days.since(limit + 1)
        return late, near & ~late, 0, days
