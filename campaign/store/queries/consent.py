"""Requests, the changes of targets that were made, and results that somebody confirms."""

from collections.abc import Mapping
from datetime import date

from campaign.core.model.consent import STAYING, Request, RequestState, Result, ResultState, TargetChange
from campaign.store.records import REQUESTS, RESULTS, TARGET_CHANGES
from campaign.store.store import Store


def requests(store: Store, *, every: bool = False, subject: str | None = None) -> list[Request]:
    """Those that wait for a decision, or all; of one record, or of any."""
    where = {} if subject is None else {"subject": subject}
    return REQUESTS.all(store, **where) if every else REQUESTS.all(store, state=RequestState.ASKED.value, **where)


def request(store: Store, code: str) -> Request:
    """Raises ``NotFound``."""
    return REQUESTS.one(store, code)


def target_changes(store: Store, subject: str) -> list[TargetChange]:
    """What was changed of a record after day 1, oldest first; what was only filled in is no change."""
    return [row for row in TARGET_CHANGES.all(store, subject=subject) if row.field and row.before not in (None, "null")]


def results(store: Store, subject: str) -> list[Result]:
    """Whatever of a record was entered below headquarters after day 1, oldest first."""
    return RESULTS.all(store, subject=subject)


def unconfirmed(store: Store) -> list[Result]:
    """What waits for headquarters, oldest first."""
    return RESULTS.all(store, state=ResultState.WAITING.value)


def confirmed(store: Store) -> list[Result]:
    """What headquarters have confirmed; its day is the one that it counts for."""
    return RESULTS.all(store, state=ResultState.CONFIRMED.value)


def uncounted_on(store: Store, day: date) -> Mapping[str, tuple[Result, ...]]:
    """By subject: what did not count at the end of ``day``: it waited, or was decided later, or was returned and stays as
    written. What was entered after that day, for it or an earlier one, is among them.
    """
    newest: dict[tuple[str, str, str | None], Result] = {}
    for row in sorted(RESULTS.all(store), key=lambda row: row.id):
        name = row.subject, row.what, row.item
        if name not in newest or row.on <= day:
            newest[name] = row
    rows: dict[str, tuple[Result, ...]] = {}
    for row in newest.values():
        staying = row.state is ResultState.RETURNED and row.what in STAYING
        if row.decided_on is None or row.decided_on > day or staying:
            rows[row.subject] = (*rows.get(row.subject, ()), row)
    return rows
