"""The counties' league: how they stand on a day, and how that has changed over a week."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple

from campaign.core import league_lists
from campaign.core import leagues as rules
from campaign.core.codes import by_length, order
from campaign.core.facts import NOTHING, Tally, tally
from campaign.core.league_lists import Account, Lists
from campaign.core.leagues import Figures, Hindrance, LeagueStanding
from campaign.core.model.blocker import Blocker
from campaign.core.model.consent import What
from campaign.core.model.leads import Lead
from campaign.core.model.merits import MeritKind
from campaign.core.model.project import Project
from campaign.core.results import Counted
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.queries import accounts as account_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import league as league_queries
from campaign.store.queries import results as results_queries
from campaign.store.queries.forecast import by_group
from campaign.store.queries.league import closed_between, paid_since, signed_leads
from campaign.store.records import LEADS, MERITS


class Background(NamedTuple):
    """What the table of a day rests on beside the sums of that day: a report of money paid since leaves it as it is."""

    closed: Mapping[str, tuple[int, int]]
    """As ``core.leagues.closed_on``."""
    signed: Mapping[str, tuple[int, int]]
    """As ``core.leagues.signed_on``."""
    before: Mapping[str, Figures] | None
    """Seven days earlier; None when the campaign had not begun."""
    paid: Mapping[str, int]
    """Project → money dated after that earlier day; empty without one."""
    exempt: Mapping[str, str]
    returns: Mapping[str, int]
    """As ``core.league_lists.listed``."""
    counted: Counted
    """How results count on the day."""


def league(session: Session, situation: Situation, day: date | None = None) -> list[LeagueStanding]:
    """Every county, best first, then the zones; as of ``day``, today when nothing is given (and when it lies ahead)."""
    day = situation.today if day is None else min(day, situation.today)
    paid = {} if day >= situation.today else _paid_since(session, situation, day)
    known = background(session, situation, day)
    return _table(situation, known, _sums(situation, paid, day, known.counted), day)


def background(session: Session, situation: Situation, day: date) -> Background:
    """Reads what is not in the situation: among 10,000 projects it is nearly all that the league costs."""
    told, campaign, before = situation.snapshot, situation.snapshot.campaign, day - rules.SPAN
    store, first, last = session.store, campaign.first_day, campaign.last_day
    closed_before = closed_between(store, first, min(before, last)) if before >= first else []
    hindrances = league_queries.hindrances(store, first, min(day, last), max(min(before, last), first - rules.DAY))
    decided, leads = league_queries.decided(store), signed_leads(store, first, last)
    turned_since = league_queries.turned_since(store, [on for on in (before, day) if on < situation.today and (
        on == day or on >= first)])

    @cache
    def plain(absent: frozenset[str], turned: frozenset[str]) -> tuple[list[tuple[str, Hindrance]], dict[str, tuple[int, int]]]:
        return (list(rules.in_counties((row for row in hindrances if row[1] not in turned), told.projects, absent)),
                rules.settled(rules.in_counties((row for row in closed_before if row[1] not in turned), told.projects, absent)))

    def figures(on: date, counted: Counted) -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
        then = turned_since.get(on, ())
        turned = frozenset(code for _place, code, _known in then)
        items, settled = plain(counted.absent, turned)
        rows = chain((row for row in decided if row[1] not in turned), then)
        own = rules.as_counted(rules.in_counties(rows, told.projects, counted.absent), counted)
        return rules.closed_on(chain(items, own), settled, campaign, on), rules.signed_on(leads, campaign, on, counted)

    paid, earlier, now = {}, None, counted(session, situation, day)
    if before >= first:
        paid, then = _paid_since(session, situation, before), counted(session, situation, before)
        earlier = _figures(_sums(situation, paid, before, then), *figures(before, then))
    return Background(*figures(day, now), earlier, paid, exemptions(session, day), returns(session, day), now)


def counted(session: Session, situation: Situation, day: date) -> Counted:
    """How results count on a day that has come."""
    snapshot = situation.snapshot
    uncounted = snapshot.uncounted if day >= situation.today else results_queries.uncounted_on(session.store, day)
    return results_queries.counted_on(session.store, uncounted, snapshot.campaign, day)


def renewed(session: Session, known: Background, old: Situation, new: Situation, codes: Iterable[str]) -> Background | None:
    """``known``, of ``old``, after these projects changed; None when it must be read again. Both are of one day.

    It holds as long as nothing but money changed that is dated after the earlier day.
    """
    campaign, paid = new.snapshot.campaign, dict(known.paid)
    if old.today != new.today or old.snapshot.campaign != campaign:
        return None
    for code in codes:
        before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
        if code in known.counted.changed or code in new.snapshot.uncounted:
            return None
        if before is None or after is None or rules.divided(before._replace(done_100=after.done_100)) != rules.divided(after):
            return None
        if known.before is not None:
            since = _paid_since(session, new, new.today - rules.SPAN, code).get(code, 0)
            if before.done_100 - paid.get(code, 0) != after.done_100 - since:
                return None
            paid[code] = since
    return known._replace(paid=paid)


def today(situation: Situation, known: Background) -> list[LeagueStanding]:
    """The league of today, without reading anything."""
    return _table(situation, known, _sums(situation, {}, situation.today, known.counted), situation.today)


def _table(situation: Situation, known: Background, sums: Mapping[str, Tally], day: date) -> list[LeagueStanding]:
    told = situation.snapshot
    table = rules.standings(told.counties, _figures(sums, known.closed, known.signed), known.before, known.exempt, told.campaign,
                            day)
    return league_lists.listed(table, known.returns, told.campaign, day)


def _figures(sums: Mapping[str, Tally], closed: Mapping[str, tuple[int, int]], signed: Mapping[str, tuple[int, int]],
             ) -> dict[str, Figures]:
    return {county: Figures(row, closed.get(county, (0, 0)), signed.get(county, (0, 0))) for county, row in sums.items()}


def _sums(situation: Situation, paid: Mapping[str, int], day: date, counted: Counted) -> dict[str, Tally]:
    """Of every county as of ``day``, since when ``paid`` was paid."""
    told = situation.snapshot
    now = {county: situation.tally(county) for county in told.counties}
    found = rules.sums_on(told.projects, now, paid, day, situation.today, told.campaign.settings, counted)
    return {county: found.get(county, NOTHING) for county in told.counties}


def _paid_since(session: Session, situation: Situation, day: date, project: str | None = None) -> dict[str, int]:
    campaign = situation.snapshot.campaign
    return paid_since(session.store, max(day, campaign.first_day - rules.DAY), campaign.last_day, project)


def exemptions(session: Session, day: date) -> dict[str, str]:
    """County → why force majeure exempts it on that day; of several the last written."""
    return {row.county: row.text for row in MERITS.all(session.store, kind=MeritKind.EXEMPTION.value)
            if row.county is not None and row.on <= day and (row.until is None or day <= row.until)}


def returns(session: Session, day: date) -> dict[str, int]:
    """County → what headquarters have returned to it up to that day, within ``league_lists.RETURN_DAYS``."""
    return account_queries.returns(session.store, day)


def accounts(session: Session) -> dict[str, Account]:
    """County → what headquarters have confirmed, returned and agreed to until now."""
    return account_queries.accounts(session.store)


def paid_by_day(session: Session, situation: Situation) -> dict[str, list[int]]:
    """County → money of the campaign day by day up to today, added up from its first day on, of the projects that are counted."""
    told, campaign = situation.snapshot.projects, situation.snapshot.campaign
    last = min(situation.today, campaign.last_day)
    whose = {code: row.county for code, row in told.items() if row.county is not None and row.withdrawn is None}
    found, _corrected = by_group(session.store, whose, campaign.first_day, last)
    days = [campaign.first_day + rules.DAY * n for n in range((last - campaign.first_day).days + 1)]
    return {county: list(accumulate(own.get(on, 0) for on in days)) for county, own in found.items() if county is not None}


def lists(session: Session, situation: Situation, day: date | None = None) -> Lists:
    """Red and black list of that day, as ``league``."""
    day = situation.today if day is None else min(day, situation.today)
    return league_lists.lists(league(session, situation, day), situation.snapshot.campaign, day)


class Basis(NamedTuple):
    """What a part of a county was counted from, today; only what belongs to the part is there, what is not met first."""

    projects: tuple[tuple[Project, bool], ...] = ()
    """Due, and whether met; of the part of money those with a plan, and whether it is done."""
    blockers: tuple[tuple[Blocker, bool], ...] = ()
    """And whether in time."""
    leads: tuple[Lead, ...] = ()
    """Signed in the campaign."""


def basis(session: Session, situation: Situation, county: str, part: str) -> Basis:
    """Of a county's part of ``core.leagues.PARTS``."""
    campaign, today = situation.snapshot.campaign, situation.today
    known = counted(session, situation, today)
    if part == "closed":
        return Basis(blockers=_closed(session, situation, county, known))
    if part == "signings":
        last = min(campaign.last_day, today)
        return Basis(leads=tuple(row for row in LEADS.all(session.store, county=county) if row.dropped is None
                                 and (on := known.day(row.code, What.SIGNING, row.signed)) and campaign.first_day <= on <= last))
    found = []
    for code in situation.projects_of_county(county):
        row = situation.snapshot.projects[code]
        counts = known.project(row)
        if counts is None:
            continue
        sums = tally(counts._replace(done_100=row.done_100 - known.taken.get(code, 0)), today, campaign.settings)
        due, met = {"completion": (sums.plan > 0, sums.done >= sums.plan), "start": (sums.start_due > 0, sums.start_met > 0),
                    "registration": (sums.registration_due > 0, sums.registration_met > 0)}[part]
        if due:
            found.append((row, met))
    return Basis(projects=tuple(sorted(found, key=lambda one: (one[1], _urgency(one[0], part)))))


def _urgency(row: Project, part: str) -> tuple[int, tuple[int, str]]:
    """The most money that lacks first; the longest ago that was to start, or has started."""
    since = {"start": row.planned_start, "registration": row.started}.get(part)
    return row.done_100 - (row.plan_100 or 0) if since is None else since.toordinal(), by_length(row.code)


def _closed(session: Session, situation: Situation, county: str, known: Counted) -> tuple[tuple[Blocker, bool], ...]:
    campaign, today, projects = situation.snapshot.campaign, situation.today, situation.snapshot.projects
    first, last = campaign.first_day, min(campaign.last_day, today)
    found = league_queries.hindrances(session.store, first, last, first - rules.DAY)
    rows = chain(rules.in_counties(((place, code, (code, item)) for place, code, item in found), projects, known.absent),
                 rules.in_counties(league_queries.decided(session.store), projects, known.absent))
    judged = {code: met for place, (code, own) in rows if place == county
              for _place, item in rules.as_counted([(place, (code, own))], known)
              if (met := rules.closed_in_time(item, first, last, today)) is not None}
    items = blockers_queries.blockers(session.store, judged)
    return tuple((items[code], judged[code]) for code in sorted(judged, key=lambda code: (judged[code], order(code))))
