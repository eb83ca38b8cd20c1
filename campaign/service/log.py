"""The log as this session may see it, newest first."""

from campaign.core.model.snapshot import AuditEntry
from campaign.core.roles import Hidden
from campaign.service.session import Session
from campaign.store.queries import log as queries


def latest(session: Session, limit: int, *, before: int | None = None, subject: str | None = None,
           without: Hidden | None = None) -> list[AuditEntry]:
    """At most so many rows, of those below ``before`` and about ``subject``; ``without`` hides others than the session's own."""
    return queries.log(session.store, limit=limit, before=before, subject=subject,
                       without=session.hidden if without is None else without)


def after(session: Session, seq: int, until: int) -> list[AuditEntry]:
    """What was written after one row, up to another."""
    return queries.log_after(session.store, seq, until=until, without=session.hidden)
