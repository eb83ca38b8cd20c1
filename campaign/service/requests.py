"""Requests (申请): what waits for headquarters, and their decision."""

from collections.abc import Iterable, Sequence

from campaign.core.errors import BadInput
from campaign.core.model.consent import Request
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.queries import consent as queries
from campaign.store.write import Done
from campaign.store.writes import requests as writes


def request(session: Session, code: str) -> Request:
    """Decided ones too. Raises ``NotFound``."""
    return queries.request(session.store, code)


def every(session: Session) -> dict[str, Request]:
    """All of them, those that were decided too."""
    return {row.code: row for row in queries.requests(session.store, every=True)}


def names(session: Session, situation: Situation, rows: Iterable[Request]) -> dict[str, str]:
    """By code, of what they are about: an approval by its project, as nothing else names it."""
    from campaign.service import news  # only lists and pages ask

    return {code: news.name_of(session, situation, code) for code in {row.subject for row in rows}}


def approve(session: Session, codes: Sequence[str], note: str | None = None, request: str | None = None) -> Done:
    """Agree to these requests, all of them or none. Raises ``Refused``, ``Changed``, ``NotFound``."""
    wanted, text = _codes(session, codes), session.text(note or "", 500)
    return session.write("approve", lambda write: writes.approve(write, wanted, text), request)


def reject(session: Session, codes: Sequence[str], why: str | None, request: str | None = None) -> Done:
    wanted, text = _codes(session, codes), session.required("why", why)
    return session.write("reject", lambda write: writes.reject(write, wanted, text), request)


def _codes(session: Session, codes: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(session.code("request", code) for code in codes))
    if not found:
        raise BadInput("nothing_to_decide")
    return found
