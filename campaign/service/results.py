"""Results that somebody else confirms (核实): what waits for headquarters, and their decision."""

from collections.abc import Iterable

from campaign.core.codes import RESULTS
from campaign.core.errors import BadInput
from campaign.core.model.consent import What
from campaign.service.session import Session
from campaign.store.queries import results as queries
from campaign.store.write import Done
from campaign.store.writes import results as writes
from campaign.store.writes.results import Wanted
from campaign.words.reading import word

Typed = tuple[str, str | None]
"""A code, and what of it is meant; None: all that waits."""


def waiting(session: Session) -> dict[str, queries.Waiting]:
    """What waits for headquarters, the oldest first, by what names it on a screen (``codes.RESULTS``)."""
    return {f"{RESULTS}{row.result.id}": row for row in queries.unconfirmed(session.store)}


def confirm(session: Session, typed: Iterable[Typed], *, on: str | None = None, request: str | None = None) -> Done:
    """All of them or none; ``on`` is the day that they count for. Raises ``Refused`` where nothing waits."""
    wanted = list(dict.fromkeys(_wanted(session, code, what) for code, what in typed))
    if not wanted:
        raise BadInput("nothing_to_confirm")
    day = None if on is None else session.past_day(on)
    return session.write("confirm", lambda write: writes.confirm(write, wanted, day), request)


def send_back(session: Session, typed: Typed, why: str | None, request: str | None = None) -> Done:
    """The verb ``return``. Raises ``Refused`` where nothing waits, ``BadInput`` without a reason."""
    return send_all_back(session, [typed], why, request)


def send_all_back(session: Session, typed: Iterable[Typed], why: str | None, request: str | None = None) -> Done:
    """All of them or none."""
    wanted, reason = list(dict.fromkeys(_wanted(session, *one) for one in typed)), session.required("why", why)
    return session.write("return", lambda write: writes.send_back(write, wanted, reason), request)


def _wanted(session: Session, code: str, what: str | None) -> Wanted:
    return Wanted(session.any_code(code), What(word(What, what)) if what else None)
