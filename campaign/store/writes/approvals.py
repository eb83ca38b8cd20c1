"""Verbs about approvals."""

from datetime import date
from typing import Any

from campaign.core.clocks import after_days, lapses
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.land import ApprovalEventKind, ApprovalState
from campaign.data.clocks import clocks
from campaign.store.deadlines import read_calendar
from campaign.store.write import Write
from campaign.store.writes.common import Values, require
from campaign.store.writes.sources import follow


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def add_approval(write: Write, project: str, kind: str, values: Values) -> str:
    """One thing that a project needs. Its level is the usual one of the clock unless given; ``submitted`` submits it too."""
    require(write, "projects", project)
    found = write.one("SELECT code FROM approvals WHERE project = ? AND kind = ?", project, kind)
    if found is not None:
        raise Refused("approval_there", project=project, kind=kind, code=found[0])
    code = write.new_code("approval")
    given = {name: value for name, value in values.items() if value is not None and name != "submitted"}
    row = {"code": code, "project": project, "kind": kind, "authority": clocks()[kind].authority,
           "state": ApprovalState.NEEDED, **given}
    write.insert("approvals", row)
    write.touch(code, project)
    return code


def submit(write: Write, code: str, unit: str | None, due: date | None, on: date, version: int | None = None) -> str:
    """From this day on it lies with its authority; ``due`` is the end of the statutory limit unless given."""
    project, kind, state, before, holder, limit = _approval(write, code, "kind", "state", "submitted", "unit", "due")
    if state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        raise Refused("approval_settled", code=code, state=state)
    if state == ApprovalState.SUBMITTED and before != on.isoformat():
        raise Refused("approval_submitted", code=code, submitted=before)
    until = _iso(due) or (limit if before else None) or _iso(statutory_due(write, kind, on))
    given = {"state": ApprovalState.SUBMITTED, "submitted": on.isoformat(), "unit": unit or holder, "due": until}
    last = write.one("SELECT MAX(on_day) FROM approval_events WHERE approval = ? AND kind = ? AND NOT (actor = ? AND at >= ?)",
                     code, ApprovalEventKind.SUBMIT, write.actor, write.midnight)
    earlier = last[0] if last else None
    if write.consent.needed(code, free=earlier is None):
        write.consent.ask(code, "submitted", before, on.isoformat(), {"unit": unit, "due": _iso(due)})
        return code
    if earlier is not None:
        write.consent.agree(code, "submitted", before, on.isoformat())
    if write.update("approvals", code, given, version, free=True):
        record(write, code, project, ApprovalEventKind.SUBMIT, on, source=before, target=unit or holder)
        follow(write, code, on)
    return code


def statutory_due(write: Write, kind: str, submitted: date) -> date | None:
    """The last day of the time that the law gives, or None when it gives none."""
    clock = clocks()[kind]
    if clock.days is None:
        return None
    return after_days(submitted, clock.days, clock.working, read_calendar(write.connection))


def contact_authority(write: Write, code: str, text: str, following: date | None, on: date) -> str:
    """The authority was spoken with; ``following`` is the day of the next time."""
    project, state, last = _approval(write, code, "state", "last_contact")
    if state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        raise Refused("approval_settled", code=code, state=state)
    if on.isoformat() >= (last or ""):  # one written down later for an earlier day agrees on nothing any more
        write.update("approvals", code, {"last_contact": on.isoformat(), "next_contact": _iso(following)})
    record(write, code, project, ApprovalEventKind.CONTACT, on, target=_iso(following), text=text)
    return code


def grant(write: Write, code: str, expires: date | None, text: str | None, on: date, version: int | None = None) -> str:
    """Granted; it lapses when the law says so, unless a day is given."""
    project, kind, state, submitted = _approval(write, code, "kind", "state", "submitted")
    if state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        raise Refused("approval_settled", code=code, state=state)
    if submitted is not None and on.isoformat() < submitted:
        raise BadInput("before_submission", code=code, submitted=submitted)
    until = expires or lapses(clocks()[kind], on)
    write.update("approvals", code, {"state": ApprovalState.GRANTED, "granted": on.isoformat(), "next_contact": None,
                                     "expires": _iso(until)}, version)
    record(write, code, project, ApprovalEventKind.GRANT, on, target=_iso(until), text=text)
    return code


def waive(write: Write, code: str, reason: str, on: date, version: int | None = None) -> str:
    """Not needed, and why."""
    project, state = _approval(write, code, "state")
    if state == ApprovalState.GRANTED:
        raise Refused("approval_settled", code=code, state=state)
    write.consent.why = write.consent.why or reason
    if write.consent.needed(code, free=False, correcting=False):
        write.consent.ask(code, "state", state, ApprovalState.NOT_NEEDED.value, {"reason": reason})
        return code
    write.consent.agree(code, "state", state, ApprovalState.NOT_NEEDED.value)
    write.update("approvals", code, {"state": ApprovalState.NOT_NEEDED, "reason": reason, "next_contact": None}, version)
    record(write, code, project, ApprovalEventKind.WAIVE, on, text=reason)
    return code


def reopen_approval(write: Write, code: str, why: str, on: date, version: int | None = None) -> str:
    """Refused, withdrawn, lapsed, or needed after all: it is to be submitted anew."""
    project, state = _approval(write, code, "state")
    if state == ApprovalState.NEEDED:
        raise Refused("approval_open", code=code)
    write.update("approvals", code, {"state": ApprovalState.NEEDED, "submitted": None, "due": None, "granted": None,
                                     "expires": None, "reason": None}, version, free=True)
    record(write, code, project, ApprovalEventKind.REOPEN, on, text=why)
    follow(write, code, on)
    return code


def set_approval_due(write: Write, code: str, due: date, why: str, on: date, version: int | None = None) -> str:
    """The authority was given another limit, such as an extension."""
    project, state, before, submitted = _approval(write, code, "state", "due", "submitted")
    if state != ApprovalState.SUBMITTED:
        raise Refused("approval_not_submitted", code=code, state=state)
    if due.isoformat() < submitted:
        raise BadInput("day_before", field="due", day=due.isoformat(), since=submitted)
    if before != due.isoformat() and write.update("approvals", code, {"due": due.isoformat()}, version):
        record(write, code, project, ApprovalEventKind.DUE, on, source=before, target=due.isoformat(), text=why)
        follow(write, code, on)
    return code


def _approval(write: Write, code: str, *columns: str) -> tuple[Any, ...]:
    row = write.one(f"SELECT project, {', '.join(columns)} FROM approvals WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    return row


def record(write: Write, code: str, project: str, kind: ApprovalEventKind, on: date, *, source: str | None = None,
                    target: str | None = None, text: str | None = None) -> None:
    write.insert("approval_events", {"approval": code, "kind": kind, "on_day": on.isoformat(), "at": write.at,
                                     "actor": write.actor, "source": source, "target": target, "text": text})
    write.touch(code, project)
