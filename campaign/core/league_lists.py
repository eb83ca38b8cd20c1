"""Red and black list: when there are any, who is on them, and what keeps a county that is high enough off the red one.

Source: docs/handbook/rules.md, The league.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from campaign.core.leagues import LeagueStanding
from campaign.core.model.campaign import Campaign
from campaign.core.model.people import Barred

RETURN_DAYS = timedelta(days=14)
"""How long a return keeps a county off the red list, its own day included …"""
RETURNS = 2
"""… when there are so many."""
FEWEST = 4
"""Counties, zones apart, below which there is no list."""


class Unlisted(StrEnum):
    """Why there is neither a red nor a black list."""

    EARLY = "early"
    FEW = "few"


class Account(NamedTuple):
    """How a county came by its figures: numbers of results entered below headquarters, and of agreed changes of targets."""

    entered: int = 0
    confirmed: int = 0
    decided: int = 0
    """By headquarters; reports of the spot check are among them, and among those …"""
    returned: int = 0
    changed: int = 0
    """Targets that were changed with the consent of headquarters."""


class Lists(NamedTuple):
    """Each in the order of the league."""

    red: Sequence[LeagueStanding] = ()
    barred: Sequence[LeagueStanding] = ()
    """Those that are high enough for the red list, and not on it."""
    black: Sequence[LeagueStanding] = ()
    exempt: Sequence[LeagueStanding] = ()
    """Those that missed their target and are exempt."""
    unlisted: Unlisted | None = None


def listed(standings: Sequence[LeagueStanding], returns: Mapping[str, int], campaign: Campaign, day: date,
           ) -> list[LeagueStanding]:
    """``standings`` (``core.leagues``) and who is on a list; ``returns`` is what was returned to a county lately.

    Red are those of the first ``red_top`` counties that nothing bars; black those of the last ``black_bottom`` that have missed
    their target and are not exempt, never the first. Zones are on neither.
    """
    zones = [row.zone for row in standings]
    settings, last, there = campaign.settings, zones.count(False), unlisted(zones, campaign, day) is None
    found = []
    for row in standings:
        lately, place = returns.get(row.county, 0), row.rank_all if there and not row.zone else 0
        high = 0 < place <= settings.red_top
        why = _barred(row, lately) if high else None
        black = place > max(last - settings.black_bottom, 1) and row.target_missed and row.exempt is None
        found.append(row._replace(red=high and why is None, black=black, barred=why, returns=lately))
    return found


def unlisted(zones: Iterable[bool], campaign: Campaign, day: date) -> Unlisted | None:
    """None when there are lists on that day. ``zones``: of every county, whether it is one."""
    if campaign.day(day) < campaign.settings.lists_from_day:
        return Unlisted.EARLY
    return Unlisted.FEW if list(zones).count(False) < FEWEST else None


def lists(standings: Sequence[LeagueStanding], campaign: Campaign, day: date) -> Lists:
    """Of what ``listed`` gives."""
    return Lists([row for row in standings if row.red], [row for row in standings if row.barred is not None],
                 [row for row in standings if row.black],
                 [row for row in standings if row.exempt is not None and row.target_missed],
                 unlisted((row.zone for row in standings), campaign, day))


def _barred(row: LeagueStanding, returns: int) -> Barred | None:
    if row.completion.due <= 0:
        return Barred.NO_PLAN
    return Barred.MISSED if row.target_missed else Barred.RETURNED if returns >= RETURNS else None


def missed_by(place: LeagueStanding, campaign: Campaign, day: date) -> int | None:
    """1/10 pp by which it missed its target; None when it did not. Less than can be told is 0."""
    return max(campaign.expected(day) - (place.completion.pct or 0), 0) if place.target_missed else None
