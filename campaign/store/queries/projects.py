"""One project, its people, and what was reported of it."""


from campaign.core.errors import NotFound
from campaign.core.model.people import Person
from campaign.core.model.project import Change, Funds, Progress, Project, ProjectDetails, Registered, Visit
from campaign.store import rows
from campaign.store.store import Store


def project(store: Store, code: str) -> Project:
    found = rows.projects(store.fetch(f"SELECT {rows.PROJECT} FROM projects WHERE code = ?", code), rows.SAME)
    if not found:
        raise NotFound("unknown_code", code=code)
    return found[code]


def details(store: Store, code: str) -> ProjectDetails:
    found = store.fetch(f"SELECT {rows.DETAILS} FROM projects WHERE code = ?", code)
    if not found:
        raise NotFound("unknown_code", code=code)
    return rows.details(found[0])


def person(store: Store, code: str) -> Person:
    found = rows.people(store.fetch(f"SELECT {rows.PERSON} FROM people WHERE code = ?", code))
    if not found:
        raise NotFound("unknown_code", code=code)
    return found[code]


def progress(store: Store, project: str, limit: int = 200) -> list[Progress]:
    """Newest first."""
    found = store.fetch(f"SELECT {rows.PROGRESS} FROM progress WHERE project = ? ORDER BY on_day DESC, id DESC LIMIT ?",
                       project, limit)
    return list(map(rows.progress, found))


def visits(store: Store, *, project: str | None = None, person: str | None = None, limit: int = 200) -> list[Visit]:
    """Of one project or one person, newest first."""
    column, value = ("project", project) if project else ("person", person)
    found = store.fetch(f"SELECT {rows.VISIT} FROM visits WHERE {column} = ? ORDER BY on_day DESC, id DESC LIMIT ?",
                       value, limit)
    return list(map(rows.visit, found))


def funds(store: Store, project: str, limit: int = 200) -> list[Funds]:
    """Newest first."""
    return list(map(rows.funds, store.fetch(
        f"SELECT {rows.FUNDS} FROM funds WHERE project = ? ORDER BY on_day DESC, id DESC LIMIT ?", project, limit)))


def registered(store: Store, project: str) -> list[Registered]:
    """纳统投资 by month, newest first."""
    return list(map(rows.registered, store.fetch(
        f"SELECT {rows.REGISTERED} FROM registered_money WHERE project = ? ORDER BY month DESC", project)))


def changes_of(store: Store, project: str) -> list[Change]:
    """When its plan, its planned days, its leader, its stage were said to be others; oldest first."""
    return list(map(rows.change, store.fetch(
        f"SELECT {rows.CHANGE} FROM project_changes WHERE project = ? ORDER BY on_day, id", project)))
