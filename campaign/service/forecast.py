"""The forecast of the city, of groups and of single projects; the city's own is kept while it changes by today's money alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from campaign.core import forecast as rules
from campaign.core.codes import EVERYTHING
from campaign.core.excused_days import Spans
from campaign.core.forecast import ENOUGH, WINDOW, Fan, Forecast, Horizon, Trial
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.data.clocks import calendar
from campaign.service.questions import By, groups
from campaign.service.session import Session
from campaign.service.stood import stood
from campaign.store.queries import forecast as queries
from campaign.store.queries.league import paid_since

Key: TypeAlias = Callable[[Project], str | None]
Daily: TypeAlias = Mapping[date, int]
_DAY = timedelta(days=1)


class Line(NamedTuple):
    code: str | None
    """None: the city; of groups, the projects of which it is not known."""
    forecast: Forecast


class Found(NamedTuple):
    reports: int
    """Days of the campaign with reports; with fewer than ``ENOUGH`` there are no lines."""
    lines: Sequence[Line] = ()
    city: Forecast | None = None
    """Of groups also that of all of them together."""


class City(NamedTuple):
    reports: int
    """As ``Found``."""
    forecast: Forecast | None = None
    fan: Fan | None = None


class Money(NamedTuple):
    """Of the days that are drawn from, and today."""

    groups: Mapping[str | None, Daily]
    """Group → day → money (万元)."""
    corrected: Sequence[tuple[str | None, Daily]] = ()
    """Projects in which there are corrections, with their groups."""

    def drawn(self, group: str | None) -> dict[date, int]:
        return rules.drawn(self.groups.get(group, {}), (own for whose, own in self.corrected if whose == group))

    @property
    def city(self) -> dict[date, int]:
        found: dict[date, int] = {}
        for group in self.groups:
            for on, money in self.drawn(group).items():
                found[on] = found.get(on, 0) + money
        return found


def situation_on(session: Session, day: date) -> Situation:
    """Of a day that has come; without counts, if it is over."""
    now = session.situation()
    return now if day >= now.today else stood(session, now.snapshot, day, lights_only=True).situation


def forecasts(session: Session, situation: Situation, by: By | None = None) -> Found:
    """Of the city, or of each county, leader, sector or investor that plans anything. ``situation`` may be of a day that is over:
    then by what is dated up to it.
    """
    day, key = situation.today, _everybody if by is None else attrgetter(by.value)
    money = _money(session, situation, key)
    reports = _reports(session, situation, money)
    if reports < ENOUGH:
        return Found(reports)
    plans, known, city = _plans(situation, key), dict[Spans, Horizon](), money.city

    def found(drawn: Daily, sums: tuple[int, int], county: str | None) -> Forecast:
        excused = situation.excused_in(county)
        ahead = known.get(excused) or known.setdefault(excused, _horizon(situation, excused))
        return rules.forecast(rules.ends(ahead, drawn), *sums, rules.days_to_use(ahead, city, situation.snapshot.campaign, day))

    whole = found(city, _added(plans.values()), None)
    if by is None:
        return Found(reports, [Line(None, whole)], whole)
    codes = [*groups(situation, by, (code for code in plans if code is not None)), None]
    return Found(reports, [Line(code, found(money.drawn(code), plans[code], code if by is By.COUNTY else None))
                           for code in codes if code in plans], whole)


def of_project(session: Session, situation: Situation, code: str) -> Found:
    """Of one project: of a suspended one nothing is expected any more, of a withdrawn one there is no line."""
    city = _money(session, situation, _everybody)
    reports, row = _reports(session, situation, city), situation.snapshot.projects[code]
    if reports < ENOUGH or row.withdrawn is not None:
        return Found(reports)
    found = _horizon(situation, situation.excused_in(row.county))
    own = {} if row.suspended is not None else queries.of_project(session.store, code, *_window(situation))
    days = rules.days_to_use(found, city.city, situation.snapshot.campaign, situation.today)
    return Found(reports, [Line(code, rules.forecast(rules.ends(found, rules.netted(own)), row.done_100, row.plan_100, days))])


def trials(session: Session, situation: Situation, project: str | None = None) -> list[Trial]:
    """What the forecast of the city, or of a project, was worth: as the projects stand now that it is made of."""
    campaign, day = situation.snapshot.campaign, situation.today
    first = max(min(day, campaign.last_day + _DAY) - timedelta(days=WINDOW + max(rules.AGO)), campaign.first_day)
    if project is None:
        money = _money(session, situation, _everybody, first)
        own, corrected, county = money.groups.get(None, {}), [one for _whose, one in money.corrected], None
    else:
        own = queries.of_project(session.store, project, first, day)
        corrected, county = [own], situation.snapshot.projects[project].county
    return rules.trials(campaign, day, calendar(situation.snapshot.overrides), situation.excused_in(county), own, corrected,
                        queries.report_days(session.store, campaign.first_day, day))


class Fans:
    """The city's forecast and its fan as they follow the situation. What is drawn from is read anew only when a day that is over
    has other money; what was moved between such days within one look is seen with the next of these.
    """

    def __init__(self) -> None:
        self._base: object = None
        """What else it rests on."""
        self._situation: Situation | None = None
        self._today: dict[str, int] = {}
        """Project → money dated today."""
        self._kept: tuple[int, list[int], Fan, int] | None = None
        """Reports, ends, fan without what is done, days that count; None where there are too few reports."""
        self._reports = 0

    def city(self, session: Session, situation: Situation, touched: frozenset[str] | None) -> City:
        """As of ``situation``; ``touched`` names what has changed since the last call, None is anything. To be asked beside the
        keys: among 10,000 projects it reads for 0.1 s the first time.
        """
        told = situation.snapshot
        base = told.campaign, situation.today, told.excuses, told.overrides
        if base != self._base or touched is None or EVERYTHING in touched or not self._holds(session, situation, touched):
            self._base = None  # whatever breaks off now is begun anew the next time
            self._read(session, situation)
            self._base = base
        self._situation = situation
        if self._kept is None:
            return City(self._reports)
        reports, brought, fan, days = self._kept
        sums = situation.tally()
        return City(reports, rules.forecast(brought, sums.done, sums.plan, days), fan.upon(sums.done))

    def _read(self, session: Session, situation: Situation) -> None:
        campaign, day = situation.snapshot.campaign, situation.today
        money = _money(session, situation, _everybody)
        self._today = paid_since(session.store, day - _DAY, campaign.last_day)
        self._reports, self._kept = _reports(session, situation, money), None
        if self._reports >= ENOUGH:
            found, drawn = _horizon(situation, situation.excused_in(None)), money.drawn(None)
            self._kept = (self._reports, rules.ends(found, drawn), rules.fan(found, drawn),
                          rules.days_to_use(found, drawn, campaign, day))

    def _holds(self, session: Session, situation: Situation, touched: frozenset[str]) -> bool:
        """Whether the days that are over have the same money; then it knows what is dated today."""
        if self._kept is None or self._situation is None:
            return False
        today, before, after = dict(self._today), self._situation.snapshot.projects, situation.snapshot.projects
        last, yesterday = situation.snapshot.campaign.last_day, situation.today - _DAY
        for code in touched:
            if code not in before and code not in after:
                continue
            old, new = today.get(code, 0), paid_since(session.store, yesterday, last, code).get(code, 0)
            if _over(before.get(code), old) != _over(after.get(code), new) or (old != new and min(old, new) < 0):
                return False
            today[code] = new
        self._today = today
        return True


def _over(row: Project | None, today: int) -> int:
    """What it gives to the days that are drawn from, if they are of the campaign."""
    return row.done_100 - today if row is not None and _counts(row) else 0


def _everybody(_row: Project) -> None:
    return None


def _window(situation: Situation) -> tuple[date, date]:
    return max(situation.today - timedelta(days=WINDOW), situation.snapshot.campaign.first_day), situation.today


def _horizon(situation: Situation, excused: Spans) -> Horizon:
    told = situation.snapshot
    return rules.horizon(told.campaign, situation.today, calendar(told.overrides), excused)


def _money(session: Session, situation: Situation, key: Key, first: date | None = None) -> Money:
    """By what ``key`` says of each project; from the first of the days that are drawn from on, or from ``first``."""
    start, day = _window(situation)
    whose = {code: key(row) for code, row in situation.snapshot.projects.items() if _counts(row)}
    return Money(*queries.by_group(session.store, whose, start if first is None else first, day))


def _counts(row: Project | None) -> bool:
    return row is not None and row.withdrawn is None and row.suspended is None and (row.plan_100 or 0) > 0


def _reports(session: Session, situation: Situation, money: Money) -> int:
    """Days of the campaign with reports; where those that are drawn from have twice as many as it takes, only these."""
    campaign, day = situation.snapshot.campaign, situation.today
    near = len({on for own in money.groups.values() for on in own if on <= campaign.last_day})
    if near >= 2 * ENOUGH:
        return near
    return len(queries.report_days(session.store, campaign.first_day, min(day, campaign.last_day)))


def _added(sums: Iterable[tuple[int, int]]) -> tuple[int, int]:
    done, planned = map(sum, zip((0, 0), *sums, strict=True))
    return done, planned


def _plans(situation: Situation, key: Key) -> dict[str | None, tuple[int, int]]:
    """Group → money done and planned, of the projects that have a plan."""
    found: dict[str | None, tuple[int, int]] = {}
    for row in situation.snapshot.projects.values():
        if row.withdrawn is None and (plan := row.plan_100 or 0) > 0:
            group = key(row)
            done, planned = found.get(group, (0, 0))
            found[group] = done + row.done_100, planned + plan
    return found
