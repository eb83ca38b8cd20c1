"""Requests, and the changes of targets that were made."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from campaign.core.model.consent import Request, RequestState, TargetChange
from campaign.store.originals import EMPTY, changes, value
from campaign.store.records import REQUESTS, TARGET_CHANGES
from campaign.store.store import Store


def requests(store: Store, *, every: bool = False, subject: str | None = None) -> list[Request]:
    """Those that wait for a decision, or all; of one record, or of any."""
    where = {} if subject is None else {"subject": subject}
    return REQUESTS.all(store, **where) if every else REQUESTS.all(store, state=RequestState.ASKED.value, **where)


def request(store: Store, code: str) -> Request:
    """Raises ``NotFound``."""
    return REQUESTS.one(store, code)


def target_changes(store: Store, subjects: Iterable[str] | None = None) -> list[TargetChange]:
    """What was changed of these records, or of any, after day 1, oldest first; what was only filled in is no change."""
    with store.reading() as connection:
        return list(TARGET_CHANGES.rows(changes(connection, subjects)))


def originals_on(store: Store, day: date) -> Mapping[str, Mapping[str, Any]]:
    """The originals that had been left by ``day``, by code and field, as ``Snapshot.originals`` has those of today."""
    found: dict[str, dict[str, Any]] = {}
    for change in target_changes(store):
        if change.on <= day and change.before is not None and change.before not in EMPTY:
            found.setdefault(change.subject, {}).setdefault(change.field, value(change.field, change.before))
    return found
