"""What a county is measured by and may not change alone: requests, and the changes that were made."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class RequestState(StrEnum):
    """申请中 · 已同意 · 未同意 · 已撤回"""

    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    """By a newer one for the same field, or taken back by who asked."""


class Request(NamedTuple):
    """A change of a target that waits for headquarters: the old value stays in force until they agree."""

    code: str
    subject: str
    field: str
    state: RequestState
    before: str | None
    """JSON of the value in force when it was asked for, ``after`` that of the one wanted; as they are stored."""
    after: str | None
    details: str
    """JSON of what else the verb needs that carries it out: the day of a submission, the reason of a hold."""
    why: str
    actor: str
    on: date
    at: str
    decided_by: str | None = None
    decided_on: date | None = None
    note: str | None = None
    version: int = 1


class TargetChange(NamedTuple):
    """A target, or a result that stood, that was changed after day 1; with ``field`` empty: the day on which its record began."""

    subject: str
    field: str
    on: date
    at: str
    actor: str
    before: str | None
    """JSON, as ``Request`` has it."""
    after: str | None
    why: str | None = None
    agreed_by: str | None = None
    """Whose consent it had; None: what is free for everybody."""
