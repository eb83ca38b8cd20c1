"""The lights of all projects on many days at once: what ``core.light_history.assessed`` says day by day, in a hundredth of the
time.

A set of days is an ``int``, bit 0 its first day. Between two days on which something is said of a project every rule only begins,
in closed form; money alone is compared day by day. tests/core/test_past.py holds that both ways say the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from operator import itemgetter, sub
from typing import Any, NamedTuple, TypeAlias

from campaign.core.dates import stored_day
from campaign.core.excused_days import day_after
from campaign.core.light_history import (
    LAND_TURNS,
    TURNS,
    Excused,
    Past,
    Report,
    assessed,
    excused_in,
    land_opening_due,
    opening_due,
    stated,
    waited_days,
)
from campaign.core.light_rules import RULES, Given
from campaign.core.lights import applies
from campaign.core.model.blocker import Blocker, BlockerState, Category, Event, EventKind, Scope
from campaign.core.model.campaign import Campaign
from campaign.core.model.land import LandEvent, LandEventKind, LandTask
from campaign.core.model.light import Light
from campaign.core.model.project import FINISHED, Project, Stage

_FINISHED = tuple(FINISHED)
_LIT = (Light.RED, Light.YELLOW, Light.GREEN)
"""As in ``LightDays``."""
_BUILDING, _SAFETY, _COUNTY = Stage.BUILDING, Category.SAFETY, Scope.COUNTY
_ON_HOLD, _RESOLVED = BlockerState.ON_HOLD, BlockerState.RESOLVED
_DAY = timedelta(days=1)
_FIRST = itemgetter(0)
_OVERDUE = {finished: [rule.overdue for rule in RULES if rule.overdue is not None and (rule.finished or not finished)]
            for finished in (False, True)}
"""Rules in closed form, by whether the project is finished."""


class LightDays(NamedTuple):
    """The days on which one project was red, yellow, green. On others it had no light, was suspended, withdrawn or not there."""

    red: int = 0
    yellow: int = 0
    green: int = 0


_Weight: TypeAlias = tuple[int, int, int, int]
"""What a blocker or land task does to a project, as sets of days: red; yellow; yellow even when finished (safety); those on
which a rule has what it needs."""
_NOTHING: _Weight = (0, 0, 0, 0)


def _plus(one: _Weight, other: _Weight) -> _Weight:
    return one[0] | other[0], one[1] | other[1], one[2] | other[2], one[3] | other[3]


class _Places(dict[date, int]):
    """Day → its bit; those outside the campaign or after the last day asked for have the place after all bits."""

    def __init__(self, campaign: Campaign, first: date, length: int) -> None:
        self._campaign, self._first, self._length = campaign, first, length

    def __missing__(self, day: date) -> int:
        at = (day - self._first).days
        inside = self._campaign.first_day <= day <= self._campaign.last_day and at < self._length
        place = self[day] = max(at, 0) if inside else self._length
        return place


class Days:
    """The days from ``first`` to ``last``, both included, as bits. Keeps what the projects have in common."""

    def __init__(self, campaign: Campaign, first: date, last: date, excused: Excused) -> None:
        self.campaign, self.excused = campaign, excused
        self.first, self.last = first, last
        self.start = first.toordinal()
        self.length = max((last - first).days + 1, 0)
        self._items: dict[str, tuple[object, _Weight]] = {}
        self._places = _Places(campaign, first, self.length)

    def _bits(self, low: int, high: int) -> int:
        """Those from ``low`` to ``high``, of which only some may be there."""
        low, high = low if low > 0 else 0, high + 1 if high < self.length else self.length
        return (1 << high) - (1 << low) if high > low else 0

    def _since(self, low: int) -> int:
        return self._bits(low, self.length)

    def _from(self, first: date, days: int = 0) -> int:
        """The days from that many after ``first`` on."""
        return self._bits(first.toordinal() - self.start + days, self.length)

    # One project ------------------------------------------------------------------------------------------------------

    def lit(self, past: Past, paid: Sequence[int] | None = None) -> LightDays:
        """What ``assessed`` says of every day. ``paid``: its reports as ``paid`` has added them up, if that was done already."""
        red = yellow = green = 0
        named, wide = self._weights(past)
        done = list(accumulate(self.paid(past.reports) if paid is None else paid))
        funds = list(accumulate(self.paid(past.funds))) if past.funds else [0] * self.length
        there = (1 << self.length) - 1 if past.project.added is None else self._from(past.project.added)
        for begin, end, project in self._pieces(past):
            piece = self._bits(begin, end) & there
            if project.withdrawn is not None:
                continue
            if project.suspended is not None:
                if project.review is not None:
                    red |= piece & self._from(project.review, 1)
                continue
            weight = _plus(named, wide[project.county]) if project.county in wide else named
            bad, warn = self._judged(past, project, weight, begin)
            bad, warn = self._money(project, done, funds, begin, end, bad, warn)
            bad &= piece
            warn &= piece & ~bad
            well = piece & ~bad & ~warn
            if project.stage not in _FINISHED and not applies(project, Given.of(project, self.campaign, self.last)):
                well &= weight[3]
            red, yellow, green = red | bad, yellow | warn, green | well
        found = LightDays(red, yellow, green)
        return self._waited(past, found) if past.results else found

    def _waited(self, past: Past, found: LightDays) -> LightDays:
        """``found``, with the days on which a result waited judged one by one: they are few."""
        lit = list(found)
        for day in waited_days(past, self.first, self.last):
            light, bit = assessed(past, self.campaign, day, self.excused).light, 1 << day.toordinal() - self.start
            lit = [days | bit if light is one else days & ~bit for days, one in zip(lit, _LIT, strict=True)]
        return LightDays(*lit)

    def _judged(self, past: Past, project: Project, weight: _Weight, begin: int) -> tuple[int, int]:
        """The days with a red and with a yellow reason other than money, if the row held on every day as on ``begin`` (a bit)."""
        settings, finished = self.campaign.settings, project.stage in _FINISHED
        red = yellow = 0
        if not finished:
            red, yellow = weight[0], weight[1]
            if project.stage is _BUILDING:
                bad, warn = self._stale(past, project)
                red, yellow = red | bad, yellow | warn
        on = date.fromordinal(self.start + begin)
        for rule in _OVERDUE[finished]:
            if (base := rule.after(project, on, settings)) is not None:
                days, more = rule.limits(settings)
                yellow |= self._from(base, days)
                red |= self._from(base, more)
        return red, yellow | weight[2]

    def _pieces(self, past: Past) -> Iterable[tuple[int, int, Project]]:
        """First and last bit of days without a gap, and the row as it was said to be on all of them."""
        project = past.project
        marks = {change.on for change in past.changes}
        marks.update(day for day in (project.started, project.finished, project.registered) if day is not None)
        begins = [self.first, *sorted(day for day in marks if self.first < day <= self.last)]
        for begin, following in zip(begins, [*begins[1:], self.last + _DAY], strict=True):
            yield begin.toordinal() - self.start, following.toordinal() - self.start - 1, stated(past, begin)

    # Money ------------------------------------------------------------------------------------------------------------

    def _shares(self, begin: date | None, end: date | None) -> tuple[int, list[int]]:
        """``lights.expected_share`` of each day, as parts of one whole."""
        first, last = self.campaign.first_day, self.campaign.last_day
        begin = first if begin is None or begin < first else begin
        end = last if end is None or end > last else end
        if begin > last:  # nothing until the last day, everything after it
            begin = end = last + _DAY
        whole = max((end - begin).days + 1, 1)
        low = begin.toordinal() - self.start
        lead = min(max(low, 0), self.length)
        part = 1 - min(low, 0)
        parts = [*([0] * lead), *range(part, min(whole, part + self.length - lead))]
        return whole, parts + [whole] * (self.length - len(parts))

    def _money(self, project: Project, done: Sequence[int], funds: Sequence[int], begin: int, end: int, red: int, yellow: int,
               ) -> tuple[int, int]:
        """Also the days from ``begin`` to ``end`` (bits) on which money or funds were behind. Both are sums up to each day."""
        if project.stage in _FINISHED:
            return red, yellow
        settings = self.campaign.settings
        for plan, sums, points in ((project.plan_100, done, (settings.progress_yellow, settings.progress_red)),
                                   (project.funds_planned, funds, (settings.funds_yellow, settings.funds_red))):
            if plan is None or plan <= 0:
                continue
            whole, parts = self._shares(project.planned_start, project.planned_finish)
            worth, price = 100 * plan, 100 * whole  # as in lights: gap ÷ scale, without dividing
            warn_from, bad_over = points[0] * whole * plan, points[1] * whole * plan
            gaps = list(map(sub, map(worth.__mul__, parts[begin:end + 1]), map(price.__mul__, sums[begin:end + 1])))
            if max(gaps, default=0) < min(warn_from, bad_over + 1):
                continue
            for at, gap in enumerate(gaps, begin):
                if gap > bad_over:
                    red |= 1 << at
                elif gap >= warn_from:
                    yellow |= 1 << at
        return red, yellow

    def paid(self, money: Sequence[tuple[date, int]] | Sequence[Report]) -> list[int]:
        """Money dated inside the campaign, by its day; the first day has what came before it, too."""
        found, places = [0] * (self.length + 1), self._places
        for row in money:
            found[places[row[0]]] += row[1]
        return found[:-1]

    # Reports ----------------------------------------------------------------------------------------------------------

    def _stale(self, past: Past, project: Project) -> tuple[int, int]:
        """In ``building`` all the time: the days that lie too far after the last report, or the start."""
        settings, days = self.campaign.settings, excused_in(self.excused, project.county)
        begun = max(day for day in (self.campaign.first_day, project.started, project.added) if day is not None)
        reported = map(date.toordinal, map(_FIRST, past.reports))
        bounds = [begun.toordinal(), *reported, self.last.toordinal() + 1]
        red = yellow = 0
        limit = settings.stale_yellow
        for since, on in [(since, on) for since, on in pairwise(bounds) if on - since > limit]:
            # Before the first report the days count from the start, then from whichever is the later.
            base = date.fromordinal(max(since, bounds[0]))
            until = self._bits(0, on - 1 - self.start)
            yellow |= until & self._from(day_after(base, settings.stale_yellow, days))
            red |= until & self._from(day_after(base, settings.stale_red, days)) & self._from(base, settings.stale_yellow)
        return red, yellow

    # Blockers and land tasks ------------------------------------------------------------------------------------------

    def _weights(self, past: Past) -> tuple[_Weight, Mapping[str | None, _Weight]]:
        """Of what names the project, and of what is on a whole county."""
        named, wide = _NOTHING, dict[str | None, _Weight]()
        for items, weigh in ((past.blockers, self._weigh), (past.lands, self._weigh_land)):
            for item, events in items:
                weight = self._kept(item, events, weigh)
                if item.scope is _COUNTY:
                    wide[item.county] = _plus(wide.get(item.county, _NOTHING), weight)
                else:
                    named = _plus(named, weight)
        return named, wide

    def _kept(self, item: Any, events: Any, weigh: Callable[[Any, Any], _Weight]) -> _Weight:
        """What is on a whole county is weighed once."""
        if item.scope is not _COUNTY:
            return weigh(item, events)
        kept = self._items.get(item.code)
        if kept is None or kept[0] is not item:
            kept = self._items[item.code] = item, weigh(item, events)
        return kept[1]

    def _weigh(self, item: Blocker, events: Sequence[Event]) -> _Weight:
        start, begin, weight = self.start, item.opened.toordinal() - self.start, _NOTHING
        safety = item.category is _SAFETY
        turns = [event for event in events if event.kind in TURNS]
        if turns:
            due, review, open_ = opening_due(item, turns).toordinal() - start, -1, True
            for event in turns:
                on = event.on.toordinal() - start
                if on > begin:
                    if open_:
                        weight = _plus(weight, self._weigh_piece(begin, on - 1, due, review, safety))
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
            review = self.length if item.review is None else item.review.toordinal() - start
        return _plus(weight, self._weigh_piece(begin, self.length, item.due.toordinal() - start, review, safety))

    def _weigh_piece(self, begin: int, end: int, due: int, review: int, safety: bool) -> _Weight:
        """Unresolved from ``begin`` to ``end``; on hold through ``review``: yellow at most. All are bits, or beyond them."""
        days = self._bits(begin, end)
        near = days & self._since(due - self.campaign.settings.blocker_yellow)
        late = near & self._since(max(due, review) + 1)
        return late, near & ~late, days if safety else 0, days

    def _weigh_land(self, task: LandTask, events: Sequence[LandEvent]) -> _Weight:
        begin, weight = task.opened, _NOTHING
        turns = [event for event in events if event.kind in LAND_TURNS]
        if turns:
            due, accepted = land_opening_due(task, turns), False
            for event in turns:
                if event.on > begin:
                    if not accepted:
                        weight = _plus(weight, self._weigh_land_piece(begin, event.on - _DAY, due))
                    begin = event.on
                match event.kind:
                    case LandEventKind.DUE:
                        due = stored_day(event.target) if event.target else None
                    case LandEventKind.ACCEPT:
                        accepted = True
                    case LandEventKind.REOPEN | LandEventKind.RETURN:
                        accepted = False
        return weight if task.accepted is not None else _plus(weight, self._weigh_land_piece(begin, self.last, task.due))

    def _weigh_land_piece(self, first: date, last: date, due: date | None) -> _Weight:
        """Not accepted from ``first`` to ``last``."""
        if due is None:
            return _NOTHING
        days, limit = self._bits(first.toordinal() - self.start, last.toordinal() - self.start), due.toordinal() - self.start
        near = days & self._since(limit - self.campaign.settings.land_yellow)
        late = near & self._since(limit + 1)
        return late, near & ~late, 0, days


def added(sets: Iterable[int], length: int) -> list[int]:
    """In how many of the sets each day is. The sets are added in binary, all days at once."""
    planes: list[int] = []
    for carry in sets:
        at = 0
        while carry:
            if at == len(planes):
                planes.append(carry)
                break
            planes[at], carry = planes[at] ^ carry, planes[at] & carry
            at += 1
    return [sum((plane >> day & 1) << at for at, plane in enumerate(planes)) for day in range(length)]
