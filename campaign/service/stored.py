"""Records as they are stored: all of a kind; what can be edited of one, who changed it last, on which projects it is."""

from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.codes import kind_of
from campaign.kinds import registry
from campaign.service import approvals, blockers, land, log, names
from campaign.service.session import Session
from campaign.store import records
from campaign.store.queries.stored import stored


class Stored(NamedTuple):
    """A record before it is edited."""

    values: dict[str, Any]
    """By the names of its editable fields, and of the columns asked for besides."""
    version: int
    by: str
    """Who changed it last, by name; a login where nobody's name is known; empty where the log knows nothing of it."""


def now(session: Session, code: str, *more: str) -> Stored:
    """Raises ``NotFound``."""
    values = stored(session.store, registry.of(code), code, *more)
    last = log.latest(session, 1, subject=code)
    by = (names.name_of(session, "person", last[0].actor) or last[0].actor) if last else ""
    return Stored(values, values.pop("version"), by)


def every(session: Session, kind: str) -> list[Any]:
    """The rows of a kind, in the order of their codes."""
    return records.of(kind).all(session.store)


def one(session: Session, code: str) -> Any:
    """The row of what has a code. Raises ``NotFound``."""
    return records.of(codes.kind_of(code)).one(session.store, code)


def projects_of(session: Session, code: str) -> tuple[str, ...]:
    """Those that a project, blocker, land task or approval is on; none of a whole county's."""
    match kind_of(code):
        case "blocker":
            return blockers.blocker(session, code).projects
        case "land_task":
            return land.land_task(session, code).projects
        case "approval":
            return (approvals.approval(session, code).project,)
    return (code,)
