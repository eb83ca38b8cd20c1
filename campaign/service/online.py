"""Who else is at work on this database."""

from campaign.service.session import Session
from campaign.store.engine import online
from campaign.store.queries.names import name_of


def names(session: Session) -> list[str]:
    """Of those who have the dashboard open on this database now, one's own among them; sorted."""
    return sorted({name_of(session.store, "person", actor) or actor for actor in online.names(session.store.path)})


def stamp(session: Session) -> int:
    """Another one when somebody has come or gone, unless a process was killed; costs microseconds, however many are there."""
    return online.stamp(session.store.path)
