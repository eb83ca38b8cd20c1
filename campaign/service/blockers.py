"""The daily work on blockers: pass on, note, escalate, hold, resolve, reopen."""

from campaign.core.errors import BadInput
from campaign.core.model.blocker import Blocker, EventKind, HoldReason
from campaign.kinds.field import word
from campaign.service.session import Session
from campaign.store.queries import blockers as blockers_queries
from campaign.store.write import Done, Write
from campaign.store.writes import blockers as blockers_writes
from campaign.store.writes import sources as sources_writes


def blocker(session: Session, code: str) -> Blocker:
    """Resolved ones too. Raises ``NotFound``."""
    return blockers_queries.blocker(session.store, code)


def assign(session: Session, blocker: str, unit: str, *, did: str | None = None, person: str | None = None,
           on: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """Move it into ``unit``'s hands; ``did`` is what was done before passing on: its absence is evidence, not an error."""
    code, target = session.code("blocker", blocker), session.code("unit", unit)
    who = session.code("person", person) if person else None
    done, day = session.text(did or "", 500) or None, session.past_day(on)
    return session.write("assign", lambda write: blockers_writes.assign(write, code, target, done, who, day, version), request)


def escalate(session: Session, blocker: str, *, upward: bool = False, on: str | None = None, version: int | None = None,
             request: str | None = None) -> Done:
    """One level up, or to the liaison with province and ministries (level 4)."""
    code, day = session.code("blocker", blocker), session.past_day(on)
    return session.write("escalate", lambda write: blockers_writes.escalate(write, code, day, upward, version), request)


def hold(session: Session, blocker: str, reason: str, review: str, *, text: str | None = None, on: str | None = None,
         version: int | None = None, request: str | None = None) -> Done:
    code, why, until = session.code("blocker", blocker), word(HoldReason, reason), session.day(review)
    note, day = session.text(text or "", 500) or None, session.past_day(on)
    if until < session.today:
        raise BadInput("review_in_past", review=until.isoformat())
    return session.write("hold", lambda write: blockers_writes.hold(write, code, why, until, note, day, version), request)


def note(session: Session, blocker: str, text: str, *, on: str | None = None, request: str | None = None) -> Done:
    return _remark(session, blocker, EventKind.NOTE, text, on, request)


def contact(session: Session, blocker: str, text: str, *, on: str | None = None, request: str | None = None) -> Done:
    """Somebody spoke with whoever holds it."""
    return _remark(session, blocker, EventKind.CONTACT, text, on, request)


def _remark(session: Session, blocker: str, kind: EventKind, text: str, on: str | None, request: str | None) -> Done:
    code, words, day = session.code("blocker", blocker), session.required("text", text), session.past_day(on)
    return session.write(kind.value, lambda write: blockers_writes.remark(write, code, kind, words, day), request)


def resolve(session: Session, blocker: str, how: str, *, on_site: bool = False, by: str | None = None,
            on: str | None = None, version: int | None = None, request: str | None = None) -> Done:
    """Close it; solved on site it counts as a visit of ``by``, else of the actor, on its projects but for ``unvisited``."""
    code, answer, day = session.code("blocker", blocker), session.required("how", how), session.past_day(on)
    person = session.code("person", by) if by else session.myself()
    return session.write("resolve", lambda write: blockers_writes.resolve(write, code, answer, on_site, person, day, version),
                         request)


def unvisited(session: Session, blocker: str) -> list[str]:
    """Its projects on which the actor may enter no visit: ``resolve`` on site leaves them out."""
    projects = blockers_queries.blocker(session.store, blocker).projects
    return [project for project in projects if session.refusal("visit", project) is not None]


def reopen(session: Session, blocker: str, why: str, *, version: int | None = None, request: str | None = None) -> Done:
    code, reason = session.code("blocker", blocker), session.required("why", why)
    day = session.today

    def body(write: Write) -> str:
        blockers_writes.reopen(write, code, reason, day, version)
        sources_writes.catch_up(write, code, day)
        return code

    return session.write("reopen", body, request)
