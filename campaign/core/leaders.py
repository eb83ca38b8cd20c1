"""Who leads what, and who has claimed a major project."""

from campaign.core.facts import MUST_CLAIM
from campaign.core.model.blocker import Blocker, Scope
from campaign.core.model.land import LandTask
from campaign.core.situation import Situation


def leaders_of(situation: Situation, blocker: Blocker | LandTask) -> set[str]:
    """Who leads a blocker's or land task's projects, or the county that it is on."""
    snapshot = situation.snapshot
    if blocker.scope is Scope.COUNTY:
        county = snapshot.counties.get(blocker.county or "")
        return {county.leader} if county is not None and county.leader is not None else set()
    named = (snapshot.projects.get(code) for code in blocker.projects)
    return {project.leader for project in named if project is not None and project.leader is not None}


def claimed_major(situation: Situation, person: str) -> bool:
    """Leads at least one major project (§5, Claim)."""
    return situation.majors[person] > 0


def unclaimed(situation: Situation, person: str) -> bool:
    """A city or principal leader without a major project (Q2)."""
    row = situation.snapshot.people.get(person)
    return row is not None and row.rank in MUST_CLAIM and not claimed_major(situation, person)
