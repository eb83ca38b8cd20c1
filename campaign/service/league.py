"""The counties' league: how they stand on a day, and how that has changed over a week."""

from collections.abc import Sequence
from datetime import date

from campaign.core import leagues as rules
from campaign.core.facts import NOTHING
from campaign.core.leagues import Figures, Standing
from campaign.core.organisation import MeritKind
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.records import MERITS


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
