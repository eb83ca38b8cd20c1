"""The counties' league: what a county's five parts are, how they make a score and a rank.

Source: docs/handbook/rules.md, The league. Money is 万元; a percent is 1/10 percent, a score 1/10 point.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias, TypeVar

from campaign.core.codes import order
from campaign.core.facts import NOTHING, Tally, share, tally
from campaign.core.model.campaign import Campaign, Settings
from campaign.core.model.consent import What
from campaign.core.model.people import Barred, County
from campaign.core.model.project import Project
from campaign.core.results import Counted

PARTS = ("completion", "start", "registration", "closed", "signings")
"""In the order of the table. ``Settings`` has ``weight_<part>``."""
Known = TypeVar("Known")
DAY = timedelta(days=1)
SPAN = timedelta(days=7)
"""Over which a county climbs or falls."""


class Part(NamedTuple):
    pct: int | None
    """1/10 percent, rounded half up; None where nothing is due."""
    met: int
    due: int


class LeagueStanding(NamedTuple):
    """A county's place among the counties, a zone's among the zones."""

    county: str
    zone: bool
    group: str | None
    rank: int
    """Among those of its group; of a county without one, among those without."""
    rank_all: int
    score: int
    """1/10 points, 0–1000."""
    completion: Part
    """Money."""
    start: Part
    registration: Part
    closed: Part
    """Blockers."""
    signings: Part
    """Money, or leads when no signed lead says its money; due is what the best has."""
    rank_before: int | None
    """``rank`` seven days before; None when the campaign had not begun."""
    change: int | None
    """Places climbed since then; negative when it fell."""
    change_all: int | None
    """Likewise of ``rank_all``."""
    target_missed: bool
    exempt: str | None
    """Why force majeure keeps it off the black list."""
    in_money: bool = True
    """Whether ``signings`` are money."""
    red: bool = False
    black: bool = False
    barred: Barred | None = None
    """Why it is not on the red list although it is high enough."""
    returns: int = 0
    """Of what headquarters have returned to it within ``league_lists.RETURN_DAYS``."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """In the order of ``PARTS``."""
        return self.completion, self.start, self.registration, self.closed, self.signings


class Hindrance(NamedTuple):
    """What the league needs of a blocker."""

    due: date
    resolved: date | None


class Signed(NamedTuple):
    """A lead that has been signed and not dropped."""

    county: str
    on: date
    total: int | None
    code: str = ""


class Figures(NamedTuple):
    """What the parts of one county are divided from, on one day."""

    sums: Tally
    closed: tuple[int, int] = (0, 0)
    """Met and due."""
    signed: tuple[int, int] = (0, 0)
    """Money and leads."""


def divided(row: Project) -> tuple[object, ...]:
    """What of a project decides its county's parts: as long as it stays the same, so do they on that day."""
    return (row.county, row.withdrawn is None, row.plan_100, row.done_100, row.planned_start, row.started, row.registered,
            row.total, row.suspended is None, row.stage)


# What is counted --------------------------------------------------------------------------------------------------------


def sums_on(projects: Mapping[str, Project], now: Mapping[str, Tally], paid_since: Mapping[str, int], day: date, today: date,
            settings: Settings, counted: Counted) -> dict[str, Tally]:
    """County → its sums as of ``day``: the sums of ``today`` (``now``) without what has happened since, or does not count.

    ``paid_since`` is the money of each project dated inside the campaign after ``day``. Plans and withdrawals count as they are
    today. Only money, starts and registrations are taken back: nothing else of the sums is in the league.
    """
    found, changed = dict(now), counted.changed
    paid = dict.fromkeys(now, 0)
    for row in projects.values() if day < today else (projects[code] for code in changed if code in projects):
        planned, started, registered = row.planned_start, row.started, row.registered
        if row.county is None:
            continue
        then: Project | None = row if row.code not in changed else counted.project(row)
        if then is not None and row.code in paid_since and row.withdrawn is None and (row.plan_100 or 0) > 0:
            paid[row.county] = paid.get(row.county, 0) + paid_since[row.code]
        if not (row.code in changed or (planned is not None and day < planned <= today)
                or (started is not None and day < started <= today) or (registered is not None and registered > day)):
            continue
        if then is not None and registered is not None and registered > day:
            then = then._replace(registered=None)
        after, before, sums = tally(row, today, settings), _tally(then, day, settings), found.get(row.county, NOTHING)
        if before.plan and row.code in counted.taken:
            before = before._replace(done=before.done - counted.taken[row.code])
        found[row.county] = sums._replace(
            plan=sums.plan - after.plan + before.plan, done=sums.done - after.done + before.done,
            start_due=sums.start_due - after.start_due + before.start_due,
            start_met=sums.start_met - after.start_met + before.start_met,
            registration_due=sums.registration_due - after.registration_due + before.registration_due,
            registration_met=sums.registration_met - after.registration_met + before.registration_met)
    return {county: sums._replace(done=sums.done - paid.get(county, 0)) for county, sums in found.items()}


def _tally(row: Project | None, day: date, settings: Settings) -> Tally:
    return NOTHING if row is None else tally(row, day, settings)


def in_counties(rows: Iterable[tuple[str, str, Known]], projects: Mapping[str, Project], absent: frozenset[str] = frozenset(),
                ) -> Iterator[tuple[str, Known]]:
    """The county of each row (place, blocker, what is known of it); its place is a county, or a project that it names.

    A withdrawn project lies nowhere, nor does one that is ``absent``. A blocker is in a county once, and in each of the counties
    of its projects.
    """
    last, seen = "", set[str]()
    for place, blocker, what in rows:
        project = projects.get(place)
        county = place if project is None else project.county if project.withdrawn is None and place not in absent else None
        if blocker != last:
            last, seen = blocker, set()
        if county is not None and county not in seen:
            seen.add(county)
            yield county, what


def closed_on(items: Iterable[tuple[str, Hindrance]], settled: Mapping[str, tuple[int, int]], campaign: Campaign, day: date,
              ) -> dict[str, tuple[int, int]]:
    """County → blockers resolved on or before their due day, and those that were resolved or fell due inside the campaign.

    ``items`` are blockers with the county they lie in, ``settled`` is the same of blockers that are not among ``items``.
    Unresolved on the due day itself is not late yet. A hold keeps the due day.
    """
    first, last = campaign.first_day, min(campaign.last_day, day)
    found = dict(settled)
    for county, item in items:
        met = closed_in_time(item, first, last, day)
        if met is not None:
            before = found.get(county, (0, 0))
            found[county] = before[0] + met, before[1] + 1
    return found


def closed_in_time(item: Hindrance, first: date, last: date, day: date) -> bool | None:
    """Whether it was resolved on or before its due day, as of ``day``; None when it does not count from ``first`` to ``last``."""
    if item.resolved is not None and item.resolved <= last:  # after the last day of the campaign nothing is closed in it
        return item.resolved <= item.due if first <= item.resolved else None
    return False if first <= item.due <= last and item.due < day else None


def as_counted(items: Iterable[tuple[str, tuple[str, Hindrance]]], counted: Counted) -> Iterator[tuple[str, Hindrance]]:
    """``items`` (county, code and blocker) as they count: what somebody from elsewhere has opened once that is confirmed, and
    resolved on the day for which it was confirmed.
    """
    for county, (code, item) in items:
        if code not in counted.alone and counted.counts(code, What.OPENED, county):
            yield county, item._replace(resolved=counted.day(code, What.RESOLUTION, item.resolved))


def settled(rows: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    """County → how many of its resolved blockers were so in time, and how many there are. Rows: a county, and whether in time."""
    found: dict[str, tuple[int, int]] = {}
    for county, in_time in rows:
        met, count = found.get(county, (0, 0))
        found[county] = met + in_time, count + 1
    return found


def signed_on(leads: Iterable[Signed], campaign: Campaign, day: date, counted: Counted) -> dict[str, tuple[int, int]]:
    """County → money and number of the leads signed inside the campaign, up to ``day``."""
    first, last = campaign.first_day, min(campaign.last_day, day)
    found: dict[str, tuple[int, int]] = {}
    for lead in leads:
        on = counted.day(lead.code, What.SIGNING, lead.on)
        if on is not None and first <= on <= last:
            money, count = found.get(lead.county, (0, 0))
            found[lead.county] = money + (lead.total or 0), count + 1
    return found


# The table --------------------------------------------------------------------------------------------------------------


_Parts: TypeAlias = tuple[Part, Part, Part, Part, Part]
"""In the order of ``PARTS``."""


class _Judged(NamedTuple):
    county: str
    zone: bool
    group: str | None
    score: int
    parts: _Parts
    rank: int = 0
    """Both as of a standing."""
    rank_all: int = 0


def score(parts: Sequence[Part], settings: Settings) -> int:
    """The weighted mean of the parts, none above 100 %; the weight of a part without a figure is shared by the others."""
    points = weights = 0
    for name, part in zip(PARTS, parts, strict=True):
        if part.pct is not None:
            weight: int = getattr(settings, f"weight_{name}")
            points, weights = points + weight * min(max(part.pct, 0), 1000), weights + weight
    return (2 * points + weights) // (2 * weights) if weights else 0


def points(parts: Sequence[Part], settings: Settings) -> tuple[int | None, ...]:
    """What each part gives of the score, 1/10 points rounded half up; None of one without a figure."""
    weights = [0 if part.pct is None else getattr(settings, f"weight_{name}") for name, part in zip(PARTS, parts, strict=True)]
    whole = sum(weights)
    return tuple(None if part.pct is None or not whole else (2 * weight * min(max(part.pct, 0), 1000) + whole) // (2 * whole)
                 for weight, part in zip(weights, parts, strict=True))


def target_missed(completion: Part, campaign: Campaign, day: date) -> bool:
    """Less of the county's plan is done than of the campaign is over (``day`` included), exactly; never without a plan."""
    over = min(max(campaign.day(day), 0), campaign.length)
    return completion.due > 0 and completion.met * campaign.length < completion.due * over


def standings(counties: Mapping[str, County], figures: Mapping[str, Figures], before: Mapping[str, Figures] | None,
              exempt: Mapping[str, str], campaign: Campaign, day: date) -> list[LeagueStanding]:
    """The counties, best first, then the zones likewise; a county without figures has none. ``before`` are the figures seven days
    earlier. Who is on a list: ``core.league_lists``.
    """
    earlier = {row.county: row for row in _ranked(counties, before, campaign.settings)} if before is not None else {}
    in_money = any(row.signed[0] for row in figures.values())
    found = []
    for row in _ranked(counties, figures, campaign.settings):
        was = earlier.get(row.county)
        change, change_all = (None, None) if was is None else (was.rank - row.rank, was.rank_all - row.rank_all)
        found.append(LeagueStanding(
            row.county, row.zone, row.group, row.rank, row.rank_all, row.score, *row.parts, was and was.rank, change, change_all,
            target_missed(row.parts[0], campaign, day), exempt.get(row.county), in_money))
    return found


def _ranked(counties: Mapping[str, County], figures: Mapping[str, Figures], settings: Settings) -> list[_Judged]:
    nothing = Figures(NOTHING)
    signed = [figures.get(county, nothing).signed for county in counties]
    unit = 0 if any(money for money, _count in signed) else 1
    best = max((row[unit] for row in signed), default=0)
    rows = []
    for code, county in counties.items():
        parts = _parts(figures.get(code, nothing), unit, best)
        rows.append(_Judged(code, county.zone, county.division, score(parts, settings), parts))
    rows.sort(key=_place)
    over_all, within = Counter[bool](), Counter[tuple[bool, str | None]]()
    found = []
    for row in rows:
        over_all[row.zone] += 1
        within[row.zone, row.group] += 1
        found.append(row._replace(rank=within[row.zone, row.group], rank_all=over_all[row.zone]))
    return found


def _place(row: _Judged) -> tuple[bool, int, int, object]:
    completion = row.parts[0].pct
    return row.zone, -row.score, 1 if completion is None else -completion, order(row.county)


def _parts(figures: Figures, unit: int, best: int) -> _Parts:
    sums = figures.sums
    return (_part(sums.done, sums.plan), _part(sums.start_met, sums.start_due),
            _part(sums.registration_met, sums.registration_due), _part(*figures.closed), _part(figures.signed[unit], best))


def _part(met: int, due: int) -> Part:
    return Part(share(met, due), met, due)
