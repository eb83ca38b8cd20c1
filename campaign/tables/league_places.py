"""A county as the league lists it: its standing, lights and money, what of its results was confirmed, its original plans."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple

from campaign.core.facts import Tally, share
from campaign.core.league_lists import Account
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.model.light import Light
from campaign.core.situation import Situation
from campaign.tables.table import Listing


class Place(NamedTuple):
    """A county as the league lists it."""

    standing: LeagueStanding
    lights: Mapping[Light, int]
    sums: Tally
    account: Account
    original: Part
    """Completion by the originals of the plans."""


League = Listing[Place]


def places(situation: Situation, standings: Iterable[LeagueStanding], accounts: Mapping[str, Account],
           old: Mapping[str, Place] | None = None, changed: Container[str | None] = ()) -> dict[str, Place]:
    """``old`` knows the lights of all counties but the ``changed``."""
    originals = original_completions(situation)
    return {row.county: Place(
        row, old[row.county].lights if old is not None and row.county not in changed else _lights(situation, row.county),
        situation.tally(row.county), accounts.get(row.county, Account()), originals(row)) for row in standings}


def original_completions(situation: Situation) -> Callable[[LeagueStanding], Part]:
    """What the completion of a county would be if no plan had been changed since the end of day 1."""
    told = situation.snapshot
    met, due = Counter[str](), Counter[str]()
    for code, known in told.originals.items():
        row = told.projects.get(code)
        if row is None or "plan_100" not in known or row.county is None or row.withdrawn is not None:
            continue
        now, then = max(row.plan_100 or 0, 0), known["plan_100"] or 0
        due[row.county] += then - now
        met[row.county] += row.done_100 * (bool(then) - bool(now))

    def completion(place: LeagueStanding) -> Part:
        part = place.completion
        done, plan = part.met + met[place.county], part.due + due[place.county]
        return Part(share(done, plan), done, plan)

    return completion


def _lights(situation: Situation, county: str) -> Mapping[Light, int]:
    told = situation.snapshot.projects
    return Counter(situation.assessments[code].light for code in situation.projects_of_county(county)
                   if told[code].withdrawn is None)
