"""What belongs to things of several kinds."""

from collections.abc import Sequence

from campaign.cli import merit_lists
from campaign.core import codes
from campaign.core.filters import ProjectFilter, match_project
from campaign.core.model.blocker import Blocker
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service import Session, merits
from campaign.store.queries.blockers import moves as moves_of
from campaign.tables.blocker_record import Blockers
from campaign.tables.blockers import BLOCKERS
from campaign.tables.values import Row

RECENT = 100
"""Reports and visits that are shown of one thing."""


def blockers(session: Session, situation: Situation, found: Sequence[Blocker]) -> list[Row]:
    moves = moves_of(session.store, [row.code for row in found])
    return BLOCKERS.records(Blockers(situation, {row.code: row for row in found}, moves))


def concerning(session: Session, situation: Situation, subject: str) -> list[Row]:
    """Merits of a person, unit or county."""
    return [merit_lists.short(row) for row in merits.concerning(session, situation, subject)]


def projects(situation: Situation, **wanted: str) -> list[Row]:
    """Code, name and light of the projects of a county, unit or leader."""
    rows = situation.snapshot.projects.values()
    return listed(situation, [row for row in rows if match_project(situation, row, ProjectFilter(**wanted))])


def listed(situation: Situation, found: list[Project]) -> list[Row]:
    return [{"code": row.code, "name": row.name, "light": situation.assessments[row.code].light}
            for row in sorted(found, key=lambda row: codes.order(row.code))]
