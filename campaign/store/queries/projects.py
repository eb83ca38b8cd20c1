"""One project, its people, and what was reported of it."""


from campaign.core.model.people import Person
from campaign.core.model.project import Funds, Progress, Project, ProjectDetails, Registered, Visit
from campaign.store.records import DETAILS, FUNDS, PEOPLE, PROGRESS, PROJECTS, REGISTERED, VISITS
from campaign.store.store import Store


def project(store: Store, code: str) -> Project:
    """Raises ``NotFound``; the others likewise."""
    return PROJECTS.one(store, code)


def details(store: Store, code: str) -> ProjectDetails:
    return DETAILS.one(store, code)


def person(store: Store, code: str) -> Person:
    return PEOPLE.one(store, code)


def progress(store: Store, project: str, limit: int = 200) -> list[Progress]:
    """Newest first."""
    with store.reading() as connection:
        return PROGRESS.read(connection, "WHERE project = ? ORDER BY on_day DESC, id DESC LIMIT ?", project, limit)


def visits(store: Store, *, project: str | None = None, person: str | None = None, limit: int = 200) -> list[Visit]:
    """Of one project or one person, newest first."""
    column, value = ("project", project) if project else ("person", person)
    with store.reading() as connection:
        return VISITS.read(connection, f"WHERE {column} = ? ORDER BY on_day DESC, id DESC LIMIT ?", value, limit)


def funds(store: Store, project: str, limit: int = 200) -> list[Funds]:
    """Newest first."""
    with store.reading() as connection:
        return FUNDS.read(connection, "WHERE project = ? ORDER BY on_day DESC, id DESC LIMIT ?", project, limit)


def registered(store: Store, project: str) -> list[Registered]:
    """纳统投资 by month, newest first."""
    return REGISTERED.all(store, project=project)
