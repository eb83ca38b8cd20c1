"""What stands below a row: how the project stands that it is about, read when the cursor rests there."""

from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.project_view import ProjectView, project_view
from campaign.tables.project_standing import project_of

REPORTS = 6
"""Reports that are read of it."""


def standing(session: Session, situation: Situation, code: str) -> ProjectView | None:
    """None where this code is about no project that is known here."""
    project = project_of(situation, code)
    return None if project is None else project_view(session, situation, project, REPORTS)
