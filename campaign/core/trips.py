"""What trips (走出去) and promotion events brought: leads, and how far these have got.

Source: docs/handbook/rules.md, Chains, trips and events. Money is 万元.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core import codes
from campaign.core.chain import in_order, money
from campaign.core.excused_days import Spans
from campaign.core.model.leads import Lead, LeadStage, PromotionEvent, Trip, TripState
from campaign.core.model.people import Person, Rank


class Brought(NamedTuple):
    """What leads a trip or an event brought, and what became of them. Signed and landed are those not given up since."""

    leads: tuple[str, ...] = ()
    """Every lead that names it, those given up too."""
    meant: int = 0
    """Investment meant by those not given up."""
    signed: tuple[str, ...] = ()
    """Those that have got as far as that, the landed ones too."""
    signed_money: int = 0
    landed: tuple[str, ...] = ()
    landed_money: int = 0
    dropped: tuple[str, ...] = ()


def brought(leads: Iterable[Lead]) -> Brought:
    """Of the leads that one trip, one event or all trips of a leader brought."""
    rows = sorted(leads, key=lambda lead: codes.order(lead.code))
    kept = [lead for lead in rows if lead.dropped is None]
    signed = [lead for lead in kept if lead.signed is not None]
    landed = [lead for lead in kept if lead.stage is LeadStage.LANDED]
    return Brought(in_order(rows), money(kept), in_order(signed), money(signed), in_order(landed), money(landed),
                   in_order(lead for lead in rows if lead.dropped is not None))


def by_source(leads: Iterable[Lead]) -> dict[str, list[Lead]]:
    """Trip or event → the leads that name it; a lead that names both counts with both."""
    found: dict[str, list[Lead]] = {}
    for lead in leads:
        for source in filter(None, (lead.trip, lead.event)):
            found.setdefault(source, []).append(lead)
    return found


def trip_state(trip: Trip, today: date) -> TripState:
    """It runs on its first and its last day too."""
    if today < trip.first:
        return TripState.COMING
    return TripState.RUNNING if today <= trip.last else TripState.OVER


def length(trip: Trip) -> int:
    """Days, the first and the last counted."""
    return (trip.last - trip.first).days + 1


def days_gone(trips: Iterable[Trip], today: date) -> int:
    """Days up to today on which somebody with these trips was travelling; a day of two trips counts once."""
    return len(Spans((trip.first, min(trip.last, today)) for trip in trips))


class Travels(NamedTuple):
    """All trips of one leader."""

    leader: str
    trips: tuple[Trip, ...]
    """By their first day."""
    days: int
    brought: Brought


def travels(trips: Iterable[Trip], sources: Mapping[str, Sequence[Lead]], today: date) -> list[Travels]:
    """Who has signed most money first, then who brought the most leads, then who was away the most days."""
    own: dict[str, list[Trip]] = {}
    for trip in trips:
        own.setdefault(trip.leader, []).append(trip)
    found = [Travels(leader, tuple(sorted(rows, key=lambda row: (row.first, codes.order(row.code)))), days_gone(rows, today),
                     brought(lead for row in rows for lead in sources.get(row.code, ())))
             for leader, rows in own.items()]
    return sorted(found, key=lambda row: (-row.brought.signed_money, -len(row.brought.leads), -row.days, codes.order(row.leader)))


def at_home(people: Iterable[Person], trips: Iterable[Trip]) -> list[str]:
    """Who leads and has not set out, nor is about to: by rank, then code."""
    away = {trip.leader for trip in trips}
    ranks = list(Rank)
    rows = [row for row in people if row.leader and row.code not in away]
    return [row.code for row in sorted(rows, key=lambda row: (ranks.index(row.rank), codes.order(row.code)))]


def held(event: PromotionEvent, today: date) -> bool:
    return event.on <= today
