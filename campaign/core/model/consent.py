"""What a county is measured by and may not change alone: requests, changes that were made, results that somebody confirms."""

from collections.abc import Mapping
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


class What(StrEnum):
    """开工 · 纳统 · 竣工 · 解决 · 验收 · 批复 · 签约 · 落地 · 新增, and what counts only once it is confirmed."""

    START = "start"
    REGISTRATION = "registration"
    FINISH = "finish"
    RESOLUTION = "resolution"
    ACCEPTANCE = "acceptance"
    GRANT = "grant"
    SIGNING = "signing"
    LANDING = "landing"
    ADDED = "added"
    OPENED = "opened"
    """A blocker on a project of another county."""
    TAKEN = "taken"
    """A negative report of a project of another county."""
    AUTHORITY = "authority"
    """Somebody above the county has to decide, as was typed below headquarters."""


RESULT_DAYS: Mapping[str, Mapping[str, What]] = {
    "project": {"started": What.START, "finished": What.FINISH, "registered": What.REGISTRATION},
    "blocker": {"resolved": What.RESOLUTION},
    "land_task": {"accepted": What.ACCEPTANCE},
    "approval": {"granted": What.GRANT},
    "lead": {"signed": What.SIGNING, "landed": What.LANDING},
}
"""Kind → the columns that hold the day of a result."""
STAYING = frozenset({What.ADDED, What.OPENED, What.TAKEN, What.AUTHORITY})
"""Returned, they stay as written, and count for nothing."""


class ResultState(StrEnum):
    """待核实 · 已核实 · 已退回 · 已撤回"""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    """Emptied or reopened before anybody decided."""


class Result(NamedTuple):
    """A result that was entered below headquarters after day 1. What has no such row counts as confirmed."""

    id: int
    subject: str
    what: What
    item: str | None
    """REGISTRATION: the month of the money, None of the day. OPENED: the county that it is held against. TAKEN: table and
    number of the report, ``progress:12``."""
    on: date
    """The day that it counts for: on which it was entered, unless headquarters say another."""
    at: str
    actor: str
    state: ResultState
    decided_by: str | None = None
    decided_on: date | None = None
    why: str | None = None
    """RETURNED: the reason."""
    before: str | None = None
    """START, FINISH, SIGNING, LANDING: the stage before it."""
