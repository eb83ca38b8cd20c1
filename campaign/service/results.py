"""Results that somebody else confirms (核实): what waits for headquarters, and their decision."""

from collections.abc import Iterable, Mapping

from campaign.core.codes import RESULTS
from campaign.core.errors import BadInput
from campaign.core.model.consent import Result, What
from campaign.core.spot_check import PREFIX, Number, read_number
from campaign.service.session import Session
from campaign.store.queries import results as queries
from campaign.store.write import Done, Write
from campaign.store.writes import results as writes
from campaign.store.writes import spot_checks
from campaign.store.writes.results import Wanted
from campaign.words.reading import word

Typed = tuple[str, str | None]
"""A code, and what of it is meant; None: all that waits."""


def waiting(session: Session) -> dict[str, queries.Waiting]:
    """What waits for headquarters, the oldest first, by what names it on a screen (``codes.RESULTS``)."""
    return {f"{RESULTS}{row.result.id}": row for row in queries.unconfirmed(session.store)}


def confirm(session: Session, typed: Iterable[Typed], *, on: str | None = None, request: str | None = None) -> Done:
    """All of them or none; ``on`` is the day that they count for. Raises ``Refused`` where nothing waits."""
    reports, wanted = _wanted(session, typed)
    if not (reports or wanted):
        raise BadInput("nothing_to_confirm")
    day = None if on is None else session.past_day(on)

    def body(write: Write) -> str:
        done = [spot_checks.confirm(write, number) for number in reports]
        return writes.confirm(write, wanted, day) if wanted else done[0]

    return session.write("confirm", body, request)


def send_back(session: Session, typed: Typed, why: str | None, request: str | None = None) -> Done:
    """The verb ``return``. Raises ``Refused`` where nothing waits, ``BadInput`` without a reason."""
    return send_all_back(session, [typed], why, request)


def send_all_back(session: Session, typed: Iterable[Typed], why: str | None, request: str | None = None) -> Done:
    """All of them or none."""
    (reports, wanted), reason = _wanted(session, typed), session.required("why", why)

    def body(write: Write) -> str:
        done = [spot_checks.take_out(write, number, reason) for number in reports]
        return writes.send_back(write, wanted, reason) if wanted else done[0]

    return session.write("return", body, request)


def alike(waiting: Mapping[str, queries.Waiting], row: queries.Waiting) -> list[Result]:
    """All that is decided with one of them: all months that wait of one project."""
    return [other.result for other in waiting.values()
            if (other.result.subject, other.result.what) == (row.result.subject, row.result.what)]


def _wanted(session: Session, typed: Iterable[Typed]) -> tuple[list[Number], list[Wanted]]:
    """The reports (``seq:12``) and the results that are meant, each once."""
    reports, wanted = dict[Number, None](), dict[Wanted, None]()
    for code, what in typed:
        if code.lower().startswith(PREFIX):
            number = read_number(code[len(PREFIX):])
            if number is None:
                raise BadInput("bad_report", text=code)
            reports[number] = None
        else:
            wanted[Wanted(session.any_code(code), What(word(What, what)) if what else None)] = None
    return list(reports), list(wanted)
