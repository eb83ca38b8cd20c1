"""Requests (申请): what waits for headquarters, and their decision."""

from collections.abc import Sequence

from campaign.core.errors import BadInput
from campaign.service.session import Session
from campaign.store.write import Done
from campaign.store.writes import requests as writes


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
