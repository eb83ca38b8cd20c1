"""Land tasks, accepted ones too, and their histories."""

from collections.abc import Iterable
from datetime import date

from campaign.core.errors import NotFound
from campaign.core.model.land import LandEvent, LandTask
from campaign.store import snapshot
from campaign.store.records import LAND_EVENTS
from campaign.store.store import Store


def land_task(store: Store, code: str) -> LandTask:
    found = land_tasks(store, [code])
    if not found:
        raise NotFound("unknown_code", code=code)
    return found[code]


def land_tasks(store: Store, codes: Iterable[str] | None = None) -> dict[str, LandTask]:
    """These, or every one; accepted ones too."""
    with store.reading() as connection:
        return snapshot.read_all_lands(connection) if codes is None else snapshot.read_lands(connection, list(codes))


def land_tasks_of(store: Store, project: str) -> list[LandTask]:
    """Those that name the project or are on its whole county, accepted ones too, in the order of their due days."""
    codes = [row[0] for row in store.fetch(
        """SELECT task FROM land_task_projects WHERE project = ?
           UNION SELECT land_tasks.code FROM land_tasks JOIN projects ON projects.county = land_tasks.county
           WHERE land_tasks.scope = 'county' AND projects.code = ?""", project, project)]
    return sorted((task for task in land_tasks(store, codes).values() if task.returned is None),
                  key=lambda task: (task.accepted is not None, task.due or date.max, task.code))


def land_events(store: Store, task: str) -> list[LandEvent]:
    """The history of one land task, oldest first."""
    return LAND_EVENTS.all(store, task=task)
