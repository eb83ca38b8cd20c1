"""Verbs about requests: what was asked for is carried out by the verb that it was asked of, or refused."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.errors import Changed, NotFound, Refused
from campaign.core.model.consent import Request, RequestState
from campaign.core.model.leads import LeadStage
from campaign.kinds import registry
from campaign.store.consent import MONTH, Agreed
from campaign.store.records import REQUESTS
from campaign.store.write import Write
from campaign.store.writes import approvals, blockers, land, leads, records, reports, sources

COLUMNS = {"hold": "review", "about": "COALESCE(land_task, approval)"}
"""Of a request that is not called as the column that it is about."""


def approve(write: Write, wanted: Iterable[str], note: str | None) -> str:
    """Agree to requests and carry them out, those of one record together; the first one's subject.

    Raises ``Refused`` for one that is decided (exit 1), ``Changed`` (exit 7) where the value is not what it was.
    """
    found = [_open_request(write, code) for code in wanted]
    for (subject, why, actor), some in groupby(found, lambda row: (row.subject, row.why, row.actor)):
        write.consent.agreed = Agreed(why, actor)
        _carry_out(write, subject, [row for row in some if not _is_so(write, row)])
    for row in found:
        _decide(write, row, RequestState.APPROVED, note)
    return found[0].code


def reject(write: Write, wanted: Iterable[str], why: str) -> str:
    """The value stays as it is, and why. The day of a suspension falls with it."""
    found = {code: _open_request(write, code) for code in wanted}
    first = next(iter(found))
    for row in list(found.values()):
        if row.field == "suspended" and write.one("SELECT 1 FROM projects WHERE code = ? AND suspended IS NULL", row.subject):
            found |= {day.code: day for day in _asked_with(write, row.subject, "review", row.actor)}
            write.update("projects", row.subject, {"review": None}, free=True)  # it may have been agreed to before
    for row in found.values():
        _decide(write, row, RequestState.REJECTED, why)
    return first


def _open_request(write: Write, code: str) -> Request:
    found = REQUESTS.read(write.connection, "WHERE code = ?", code)
    if not found:
        raise NotFound("unknown_code", code=code)
    if found[0].state is not RequestState.ASKED:
        raise Refused("request_decided", code=code, state=found[0].state)
    return found[0]


def _decide(write: Write, row: Request, state: RequestState, note: str | None) -> None:
    write.update("requests", row.code, {"state": state.value, "decided_by": write.actor, "decided_on": write.today.isoformat(),
                                        "note": note or None})
    write.touch(row.subject)


def _is_so(write: Write, row: Request) -> bool:
    """Whether the value is already what was asked for, as what was approved with it brought it along."""
    table = registry.of(row.subject).table
    if row.field.startswith(MONTH):
        found = write.one("SELECT money FROM registered_money WHERE project = ? AND month = ?", row.subject,
                          row.field.removeprefix(MONTH))
    else:
        found = write.one(f"SELECT {COLUMNS.get(row.field, row.field)} FROM {table} WHERE code = ?", row.subject)
    if found is None:
        raise Refused("request_gone", code=row.code, subject=row.subject)
    value, before, after = found[0], json.loads(row.before or "null"), json.loads(row.after or "null")
    if value == after and value != before:
        return True
    if value != before:
        raise Changed("request_stale", code=row.code, subject=row.subject, field=row.field)
    return False


def _carry_out(write: Write, subject: str, wanted: list[Request]) -> None:
    plain: dict[str, Any] = {}
    for row in wanted:
        after, details = json.loads(row.after or "null"), json.loads(row.details)
        if not _by_verb(write, subject, row, after, details):
            plain[row.field] = after
    if not plain:
        return
    if plain.get("suspended") and "review" not in plain:  # a suspension has its day with it
        plain |= {day.field: json.loads(day.after or "null")
                  for day in _asked_with(write, subject, "review", wanted[0].actor)}
    if codes.is_a(subject, "lead"):
        leads.change_lead(write, subject, plain)
    else:
        records.edit(write, subject, plain, None)
    if "authority" in plain and codes.is_a(subject, "land_task", "approval"):
        sources.follow(write, subject, write.today)


def _by_verb(write: Write, subject: str, row: Request, after: Any, details: Mapping[str, Any]) -> bool:
    """Whether a verb of its own carries it out, as an event or other columns belong to it."""
    on, why = write.today, row.why
    match codes.kind_of(subject), row.field:
        case "project", field if field.startswith(MONTH):
            reports.register(write, subject, field.removeprefix(MONTH), after)
        case "blocker", "due":
            blockers.slip(write, subject, json.loads(row.before or "null"), after, on, why)
        case "blocker", "hold":
            blockers.hold(write, subject, details["reason"], stored_day(after), details["text"], on)
        case "blocker", "about":
            sources.point(write, subject, after, on)
        case "land_task", "due":
            land.set_land_due(write, subject, _day(after), why, on)
        case "approval", "due":
            approvals.set_approval_due(write, subject, stored_day(after), why, on)
        case "approval", "submitted":
            approvals.submit(write, subject, details["unit"], _day(details["due"]), stored_day(after))
        case "approval", "state":
            approvals.waive(write, subject, details["reason"], on)
        case "lead", "dropped":
            leads.advance(write, subject, leads.Step(on, drop=after))
        case "lead", "stage":
            leads.advance(write, subject, leads.Step(on, stage=LeadStage(after)))
        case _:
            return False
    return True


def _asked_with(write: Write, subject: str, field: str, actor: str) -> list[Request]:
    """The open one of the same member for another field; there is one at most."""
    return REQUESTS.read(write.connection, "WHERE subject = ? AND field = ? AND actor = ? AND state = ?", subject, field, actor,
                         RequestState.ASKED.value)


def _day(text: str | None) -> date | None:
    return None if text is None else stored_day(text)
