"""Everything that has a day, read for a wall chart or a calendar: the settled too."""

from collections.abc import Iterator

from campaign.core import due_days as rules
from campaign.core.blockers import unfinished
from campaign.core.due_days import DueDay
from campaign.core.situation import Situation
from campaign.data.lists import lists
from campaign.service.session import Session
from campaign.store.queries.approvals import approvals
from campaign.store.queries.blockers import blockers
from campaign.store.queries.land import land_tasks
from campaign.store.queries.reserve import list_entries


def due_days(session: Session, situation: Situation) -> Iterator[DueDay]:
    """Of all projects, and what is on whole counties."""
    store, today = session.store, situation.today
    yield from rules.of_blockers(blockers(store).values(), today)
    yield from rules.of_lands(land_tasks(store).values())
    yield from rules.of_approvals(approvals(store))
    yield from rules.of_projects(situation.snapshot.projects.values())
    yield from rules.of_entries(list_entries(store), lists(), today)


def by_project(session: Session, situation: Situation) -> dict[str, list[DueDay]]:
    """Of each project; what is on a whole county is on each of its projects that is not finished."""
    found: dict[str, list[DueDay]] = {}
    projects = situation.snapshot.projects
    for one in due_days(session, situation):
        for project in one.projects:
            found.setdefault(project, []).append(one)
        for project in situation.projects_of_county(one.county) if one.county is not None and not one.projects else ():
            if unfinished(projects[project]):
                found.setdefault(project, []).append(one)
    return found
