"""Where a leader should go today, and why there (Q6).

Source: docs/handbook/rules.md, Today. The score ranks projects by what is wrong there, how long the leader has not been there and
how much money is at stake; it ranks nobody's diligence.
"""

from collections.abc import Sequence
from datetime import date
from math import log10
from typing import NamedTuple, TypeAlias

from campaign.core import blockers as rules
from campaign.core.codes import by_length
from campaign.core.model.blocker import Blocker, Scope
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Rank
from campaign.core.model.project import FINISHED, Project
from campaign.core.money import YI
from campaign.core.situation import Situation

UNSEEN = 28
"""Days that count for a site the leader has never visited, and at most."""
LONGEST = 4
"""Largest factor of the days unseen."""
SETTLES = {Rank.PRINCIPAL: (None, Authority.COUNTY, Authority.CITY), Rank.CITY: (None, Authority.COUNTY, Authority.CITY)}
"""Whose decisions someone of a rank can settle on the spot; those below the city settle what lies with the county."""
Place: TypeAlias = tuple[bool, float, int, str]
"""What stops are sorted by: whether the leader was there today, the score, negated, then the code."""
_CALLING = (Light.RED, Light.YELLOW)
_COUNTY = (None, Authority.COUNTY)


class Stop(NamedTuple):
    """One project worth a visit."""

    project: str
    score: float
    light: Light
    overdue: int
    open: int
    """Unresolved blockers, overdue included."""
    unseen: int | None
    """Days since this leader was on site; None: never."""
    blockers: tuple[Blocker, ...]
    """Those this leader can settle first, then the overdue, then by due day."""
    settles: int
    """How many of them, from the first on, this leader can settle."""

    @property
    def visited(self) -> bool:
        """This leader was on site today: it goes last, and its county is not ranked by it."""
        return self.unseen == 0

    @property
    def place(self) -> Place:
        return place(self.project, self.score, self.visited)


class Round(NamedTuple):
    """The stops in one county, the highest score first; where the leader was today comes last."""

    county: str | None
    stops: tuple[Stop, ...]


def today(situation: Situation, leader: str | None = None) -> list[Round]:
    """Where there is something to do, among the projects that ``leader`` leads, or that anyone leads: grouped by county, the
    county with the highest score first. Where its leader was today comes last and does not count for the county. KeyError for
    an unknown person.
    """
    people = situation.snapshot.people
    if leader is not None:
        people = {leader: people[leader]}
    counties: dict[str | None, list[Stop]] = {}
    for project in situation.snapshot.projects.values():
        who = people.get(project.leader or "")
        if who is not None and project.withdrawn is None and (found := stop(situation, project, who.rank)) is not None:
            counties.setdefault(project.county, []).append(found)
    for stops in counties.values():
        stops.sort(key=lambda stop: stop.place)
    rounds = [Round(county, tuple(stops)) for county, stops in counties.items()]
    return sorted(rounds, key=lambda found: found.stops[0].place)


def place(code: str, points: float, visited: bool) -> Place:
    return visited, -points, *by_length(code)


def leads(situation: Situation, person: str) -> bool:
    """Whether a project is in this person's name: the stops are then this person's, else those of everyone."""
    return any(project.leader == person for project in situation.snapshot.projects.values())


def by_leader(situation: Situation) -> dict[str, list[str]]:
    """The projects in the name of each who leads any."""
    found: dict[str, list[str]] = {}
    for project in situation.snapshot.projects.values():
        if project.leader is not None:
            found.setdefault(project.leader, []).append(project.code)
    return found


def stop(situation: Situation, project: Project, rank: Rank) -> Stop | None:
    """What a project is to a leader of that rank; None when nothing is to be done there."""
    light = situation.assessments[project.code]
    points = score_of(situation, project)
    if points <= 0:
        return None
    found = _blockers(situation, project)
    overdue, unresolved = _counts(situation, project)
    days = _unseen(situation, project)
    settled = SETTLES.get(rank, _COUNTY)
    blockers = sorted(found, key=lambda item: _order(item, settled, situation.today))
    count = sum(item.authority in settled for item in blockers)
    return Stop(project.code, points, light.light, overdue, unresolved, days, tuple(blockers), count)


def score_of(situation: Situation, project: Project) -> float:
    """The score of a project for whoever leads it; 0 when nothing is to be done there, or it is withdrawn."""
    light = situation.assessments[project.code]
    if project.withdrawn is not None or (not light.open_blockers and light.light not in _CALLING):
        return 0
    return score(*_counts(situation, project), light.light, _unseen(situation, project), project.plan_100)


def place_of(situation: Situation, project: Project) -> Place | None:
    """Where a project stands for whoever leads it; None when nothing is to be done there, or it is withdrawn."""
    points = score_of(situation, project)
    return place(project.code, points, _unseen(situation, project) == 0) if points > 0 else None


def _unseen(situation: Situation, project: Project) -> int | None:
    return None if project.leader_visit is None else max(0, (situation.today - project.leader_visit).days)


def _blockers(situation: Situation, project: Project) -> Sequence[Blocker]:
    """What is on its whole county holds a finished project up no more."""
    found = situation.blockers_of(project.code)
    return [item for item in found if item.scope is not Scope.COUNTY] if project.stage in FINISHED else found


def _counts(situation: Situation, project: Project) -> tuple[int, int]:
    """Overdue and unresolved blockers."""
    light = situation.assessments[project.code]
    if project.stage not in FINISHED or not light.open_blockers:
        return light.overdue_blockers, light.open_blockers
    found = _blockers(situation, project)
    return sum(rules.overdue(item, situation.today) for item in found), len(found)


def _order(item: Blocker, settled: tuple[Authority | None, ...], day: date) -> tuple[object, ...]:
    return item.authority not in settled, not rules.overdue(item, day), item.due, by_length(item.code)


def score(overdue: int, unresolved: int, light: Light, unseen: int | None, plan_100: int | None) -> float:
    """(3·overdue + unresolved + 2 if red, 1 if yellow) × (1 + days/7, at most 4) × (1 + log10(1 + plan in 亿)).

    ``unresolved`` includes the overdue; ``unseen`` are days since the leader was there, 28 at most and when never; the plan is in
    万元. To three decimals.
    """
    what = 3 * overdue + unresolved + (2 if light is Light.RED else 1 if light is Light.YELLOW else 0)
    days = UNSEEN if unseen is None else min(unseen, UNSEEN)
    return round(what * min(1 + days / 7, LONGEST) * (1 + log10(1 + max(plan_100 or 0, 0) / YI)), 3)
