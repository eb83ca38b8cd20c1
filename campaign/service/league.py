"""The counties' league: how they stand on a day, and how that has changed over a week."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import leagues as rules
from campaign.core.codes import by_length, order
from campaign.core.facts import NOTHING, tally
from campaign.core.leagues import Figures, Standing
from campaign.core.model import Blocker, Project
from campaign.core.organisation import Lead, MeritKind
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.records import LEADS, MERITS


def league(session: Session, situation: Situation, day: date | None = None) -> list[Standing]:
    """Every county, best first, then the zones; as of ``day``, today when nothing is given (and when it lies ahead)."""
    told, campaign, today = situation.snapshot, situation.snapshot.campaign, situation.today
    day = today if day is None else min(day, today)
    store, first, last, before = session.store, campaign.first_day, campaign.last_day, day - rules.SPAN
    closed_before = store.closed_between(first, min(before, last)) if before >= first else []
    settled = rules.settled(rules.in_counties(closed_before, told.projects))
    hindrances = list(rules.in_counties(
        store.hindrances(first, min(day, last), max(min(before, last), first - rules.DAY)), told.projects))
    leads = store.signed_leads(first, last)
    now = {county: situation.tally(county) for county in told.counties}

    def figures(on: date) -> dict[str, Figures]:
        since = {} if on >= today else store.paid_since(max(on, first - rules.DAY), last)
        sums = rules.sums_on(told.projects.values(), now, since, on, today, campaign.settings)
        closed, signed = rules.closed_on(hindrances, settled, campaign, on), rules.signed_on(leads, campaign, on)
        return {county: Figures(sums.get(county, NOTHING), closed.get(county, (0, 0)), signed.get(county, (0, 0)))
                for county in told.counties}

    return rules.standings({code: row.zone for code, row in told.counties.items()}, figures(day),
                           figures(before) if before >= first else None, exemptions(session, day), campaign, day)


def exemptions(session: Session, day: date) -> dict[str, str]:
    """County → why force majeure exempts it on that day; of several the last written."""
    return {row.county: row.text for row in session.store.records(MERITS, kind=MeritKind.EXEMPTION.value)
            if row.county is not None and row.on <= day and (row.until is None or day <= row.until)}


def red_black(standings: Sequence[Standing]) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """The red list, the black list, and those that missed their target and are exempt, each in the order of ``standings``."""
    return ([row for row in standings if row.red], [row for row in standings if row.black],
            [row for row in standings if row.exempt is not None and row.target_missed])


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
    if part == "closed":
        return Basis(blockers=_closed(session, situation, county))
    if part == "signings":
        last = min(campaign.last_day, today)
        return Basis(leads=tuple(row for row in session.store.records(LEADS, county=county)
                                 if row.dropped is None and row.signed is not None and campaign.first_day <= row.signed <= last))
    found = []
    for code in situation.projects_of_county(county):
        row = situation.snapshot.projects[code]
        sums = tally(row, today, campaign.settings)
        due, met = {"completion": (sums.plan > 0, sums.done >= sums.plan), "start": (sums.start_due > 0, sums.start_met > 0),
                    "registration": (sums.registration_due > 0, sums.registration_met > 0)}[part]
        if due:
            found.append((row, met))
    return Basis(projects=tuple(sorted(found, key=lambda one: (one[1], _urgency(one[0], part)))))


def _urgency(row: Project, part: str) -> tuple[int, tuple[int, str]]:
    """The most money that lacks first; the longest ago that was to start, or has started."""
    since = {"start": row.planned_start, "registration": row.started}.get(part)
    return row.done_100 - (row.plan_100 or 0) if since is None else since.toordinal(), by_length(row.code)


def _closed(session: Session, situation: Situation, county: str) -> tuple[tuple[Blocker, bool], ...]:
    campaign, today = situation.snapshot.campaign, situation.today
    first, last = campaign.first_day, min(campaign.last_day, today)
    rows = ((place, code, (code, item)) for place, code, item in session.store.hindrances(first, last, first - rules.DAY))
    judged = {code: met for place, (code, item) in rules.in_counties(rows, situation.snapshot.projects) if place == county
              and (met := rules.closed_in_time(item, first, last, today)) is not None}
    items = session.store.blockers(judged)
    return tuple((items[code], judged[code]) for code in sorted(judged, key=lambda code: (judged[code], order(code))))
