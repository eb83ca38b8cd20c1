"""The lights of all projects on many days at once: what ``core.light_history.assessed`` says day by day, in a hundredth of the
time.

Sets of days are those of ``core.day_sets``. Between two days on which something is said of a project every rule only begins,
in closed form; money alone is compared day by day. tests/core/test_past.py holds that both ways say the same.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from operator import itemgetter, sub
from typing import NamedTuple

from campaign.core.day_sets import DaySets
from campaign.core.excused_days import day_after
from campaign.core.light_history import Excused, Past, Report, assessed, excused_in, stated, waited_days
from campaign.core.light_rules import RULES, Given
from campaign.core.light_weights import Weight, Weights, plus
from campaign.core.lights import applies
from campaign.core.model.campaign import Campaign
from campaign.core.model.light import Light
from campaign.core.model.project import FINISHED, Project, Stage

_FINISHED = tuple(FINISHED)
_LIT = (Light.RED, Light.YELLOW, Light.GREEN)
"""As in ``LightDays``."""
_BUILDING = Stage.BUILDING
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


class _Places(dict[date, int]):
    """Day → its bit; those outside the campaign or after the last day asked for have the place after all bits."""

    def __init__(self, campaign: Campaign, first: date, length: int) -> None:
        self._campaign, self._first, self._length = campaign, first, length

    def __missing__(self, day: date) -> int:
        at = (day - self._first).days
        inside = self._campaign.first_day <= day <= self._campaign.last_day and at < self._length
        place = self[day] = max(at, 0) if inside else self._length
        return place


class Days(DaySets):
    """A span of days as the projects had them. Keeps what the projects have in common."""

    def __init__(self, campaign: Campaign, first: date, last: date, excused: Excused) -> None:
        super().__init__(first, last)
        self.campaign, self.excused = campaign, excused
        self._weights = Weights(DaySets(first, last), campaign.settings)
        self._places = _Places(campaign, first, self.length)

    # One project ------------------------------------------------------------------------------------------------------

    def lit(self, past: Past, paid: Sequence[int] | None = None) -> LightDays:
        """What ``assessed`` says of every day. ``paid``: its reports as ``paid`` has added them up, if that was done already."""
        red = yellow = green = 0
        named, wide = self._weights.of(past)
        done = list(accumulate(self.paid(past.money) if paid is None else paid))
        funds = list(accumulate(self.paid(past.funds))) if past.funds else [0] * self.length
        there = (1 << self.length) - 1 if past.project.added is None else self.after(past.project.added)
        for begin, end, project in self._pieces(past):
            piece = self.bits(begin, end) & there
            if project.withdrawn is not None:
                continue
            if project.suspended is not None:
                if project.review is not None:
                    red |= piece & self.after(project.review, 1)
                continue
            weight = plus(named, wide[project.county]) if project.county in wide else named
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

    def _judged(self, past: Past, project: Project, weight: Weight, begin: int) -> tuple[int, int]:
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
                yellow |= self.after(base, days)
                red |= self.after(base, more)
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
            until = self.bits(0, on - 1 - self.start)
            yellow |= until & self.after(day_after(base, settings.stale_yellow, days))
            red |= until & self.after(day_after(base, settings.stale_red, days)) & self.after(base, settings.stale_yellow)
        return red, yellow
