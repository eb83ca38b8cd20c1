"""Blockers, resolved ones too, and their histories."""

from collections.abc import Iterable, Sequence
from datetime import date

from campaign.core.codes import is_a
from campaign.core.errors import NotFound
from campaign.core.model.blocker import Blocker, Event, EventKind
from campaign.store import snapshot
from campaign.store.records import BLOCKER_EVENTS
from campaign.store.store import Store


def blocker(store: Store, code: str) -> Blocker:
    with store.reading() as connection:
        found = snapshot.read_blockers(connection, [code])
    if not found:
        raise NotFound("unknown_code", code=code)
    return found[code]


def blockers(store: Store, codes: Iterable[str] | None = None) -> dict[str, Blocker]:
    """These blockers, or every one; resolved ones included."""
    with store.reading() as connection:
        return snapshot.read_all_blockers(connection) if codes is None else snapshot.read_blockers(connection, list(codes))


def resolved(store: Store, since: date, until: date) -> list[Blocker]:
    """Those that were resolved after ``since`` and up to ``until``."""
    with store.reading() as connection:
        return [*snapshot.read_resolved(connection, since, until).values()]


def blockers_of(store: Store, project: str) -> list[Blocker]:
    """All blockers that name the project or freeze its whole county, resolved ones included, newest first."""
    with store.reading() as connection:
        codes = [row[0] for row in connection.execute(
            """SELECT blocker FROM blocker_projects WHERE project = ?
               UNION SELECT blockers.code FROM blockers JOIN projects ON projects.county = blockers.county
               WHERE blockers.scope = 'county' AND projects.code = ?""", (project, project))]
        found = snapshot.read_blockers(connection, codes)
    return sorted(found.values(), key=lambda blocker: (blocker.opened, blocker.code), reverse=True)


def pointing_to(store: Store, code: str) -> list[Blocker]:
    """The blockers that point to a land task or an approval, resolved ones too."""
    column = "land_task" if is_a(code, "land_task") else "approval"
    codes = [row[0] for row in store.fetch(f"SELECT code FROM blockers WHERE {column} = ? ORDER BY length(code), code", code)]
    with store.reading() as connection:
        return list(snapshot.read_blockers(connection, codes).values())


def events(store: Store, blocker: str) -> list[Event]:
    """The history of one blocker, oldest first."""
    return BLOCKER_EVENTS.all(store, blocker=blocker)


def moves(store: Store, blockers: Sequence[str] | None = None) -> dict[str, list[Event]]:
    """The moves of these blockers, or of every one, oldest first."""
    found: dict[str, list[Event]] = {}
    starts = range(1) if blockers is None else range(0, len(blockers), snapshot.BATCH)
    for start in starts:
        some = () if blockers is None else blockers[start:start + snapshot.BATCH]
        these = f" AND blocker IN ({', '.join('?' * len(some))})" if some else ""
        with store.reading() as connection:
            for row in BLOCKER_EVENTS.read(connection, f"WHERE kind = ?{these} ORDER BY on_day, id", EventKind.MOVE, *some):
                found.setdefault(row.blocker, []).append(row)
    return found
