"""Verbs about land tasks, approvals, funds and the working calendar, inside the write that ``Store.write`` opened.

See ``store.writes.projects``. A blocker that points to a land task or an approval takes its due day and authority from there:
``follow`` brings them along in the same write, with a dated event of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from campaign.core.clocks import after_days, lapses
from campaign.core.codes import EVERYTHING
from campaign.core.dates import stored_day
from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.blocker import EventKind, Scope
from campaign.core.model.land import ApprovalEventKind, ApprovalState, LandEventKind, Measure
from campaign.data.clocks import clocks
from campaign.store.deadlines import read_calendar
from campaign.store.write import Write
from campaign.store.writes.projects import Values, authority_of, keyed, record, require

POINTERS = {"G": "land_task", "A": "approval"}
"""First letter of a code → the column of a blocker that points to it."""


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# Land tasks -------------------------------------------------------------------------------------------------------------


def add_land_task(write: Write, values: Values, projects: Sequence[str], opened: date) -> str:
    """On named projects, or on a whole county when none is named; who has to decide is as of ``commands.add_blocker``."""
    code = write.new_code("land_task")
    row = {"measure": Measure.MU, **keyed(values),
           "authority": values.get("authority") or authority_of(write, values.get("unit")), "code": code,
           "scope": Scope.PROJECTS if projects else Scope.COUNTY,
           "opened": opened.isoformat()}
    write.insert("land_tasks", row)
    for project in dict.fromkeys(projects):
        require(write, "projects", project)
        link = {"task": code, "project": project}
        write.insert("land_task_projects", link, key=link)
    _land_event(write, code, LandEventKind.OPEN, opened)
    return code


def land_progress(write: Write, code: str, amount: int | None, to: int | None, on: date, note: str | None) -> str:
    """``amount`` in 1/100 of the measure is added, or what is missing to ``to`` on that day."""
    _open_land(write, code, on)
    if to is not None:
        done = write.one("""SELECT COALESCE(SUM(amount), 0) FROM land_events
                            WHERE task = ? AND kind = 'progress' AND on_day <= ?""", code, on.isoformat())
        assert done is not None
        amount = to - done[0]
    found = write.one("SELECT COALESCE(SUM(amount), 0) FROM land_events WHERE task = ? AND kind = 'progress'", code)
    if found is not None and found[0] + (amount or 0) < 0:
        raise BadInput("below_nothing", code=code)
    _land_event(write, code, LandEventKind.PROGRESS, on, amount=amount, text=note)
    return code


def set_land_due(write: Write, code: str, due: date | None, why: str, on: date, version: int | None = None) -> str:
    (before,) = _open_land(write, code, on, "due")
    after = _iso(due)
    if before != after:
        write.update("land_tasks", code, {"due": after}, version)
        _land_event(write, code, LandEventKind.DUE, on, source=before, target=after, text=why)
        follow(write, code, on)
    return code


def accept(write: Write, code: str, how: str | None, on: date, version: int | None = None) -> str:
    """验收 or 销号: it is done, and freezes nothing any more."""
    _open_land(write, code, on)
    write.update("land_tasks", code, {"accepted": on.isoformat(), "how": how}, version)
    _land_event(write, code, LandEventKind.ACCEPT, on, text=how)
    return code


def reopen_land(write: Write, code: str, why: str, on: date, version: int | None = None) -> str:
    row = write.one("SELECT accepted FROM land_tasks WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if row[0] is None:
        raise Refused("land_open", code=code)
    write.update("land_tasks", code, {"accepted": None, "how": None}, version)
    _land_event(write, code, LandEventKind.REOPEN, on, text=why)
    follow(write, code, on)
    return code


def _open_land(write: Write, code: str, on: date, *columns: str) -> tuple[Any, ...]:
    row = write.one(f"SELECT accepted, opened, {', '.join(columns) or '1'} FROM land_tasks WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if row[0] is not None:
        raise Refused("land_accepted", code=code)
    if on.isoformat() < row[1]:
        raise BadInput("before_opening", code=code, opened=row[1])
    return row[2:]


def _land_event(write: Write, code: str, kind: LandEventKind, on: date, *, amount: int | None = None, source: str | None = None,
                target: str | None = None, text: str | None = None) -> None:
    write.insert("land_events", {"task": code, "kind": kind, "on_day": on.isoformat(), "at": write.at, "actor": write.actor,
                                 "amount": amount, "source": source, "target": target, "text": text})
    write.touch(code)


# Approvals --------------------------------------------------------------------------------------------------------------


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
    if write.update("approvals", code, given, version):
        _approval_event(write, code, project, ApprovalEventKind.SUBMIT, on, source=before, target=unit or holder)
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
    _approval_event(write, code, project, ApprovalEventKind.CONTACT, on, target=_iso(following), text=text)
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
    _approval_event(write, code, project, ApprovalEventKind.GRANT, on, target=_iso(until), text=text)
    return code


def waive(write: Write, code: str, reason: str, on: date, version: int | None = None) -> str:
    """Not needed, and why."""
    project, state = _approval(write, code, "state")
    if state == ApprovalState.GRANTED:
        raise Refused("approval_settled", code=code, state=state)
    write.update("approvals", code, {"state": ApprovalState.NOT_NEEDED, "reason": reason, "next_contact": None}, version)
    _approval_event(write, code, project, ApprovalEventKind.WAIVE, on, text=reason)
    return code


def reopen_approval(write: Write, code: str, why: str, on: date, version: int | None = None) -> str:
    """Refused, withdrawn, lapsed, or needed after all: it is to be submitted anew."""
    project, state = _approval(write, code, "state")
    if state == ApprovalState.NEEDED:
        raise Refused("approval_open", code=code)
    write.update("approvals", code, {"state": ApprovalState.NEEDED, "submitted": None, "due": None, "granted": None,
                                     "expires": None, "reason": None}, version)
    _approval_event(write, code, project, ApprovalEventKind.REOPEN, on, text=why)
    follow(write, code, on)
    return code


def set_approval_due(write: Write, code: str, due: date, why: str, on: date, version: int | None = None) -> str:
    """The authority was given another limit, such as an extension."""
    project, state, before, submitted = _approval(write, code, "state", "due", "submitted")
    if state != ApprovalState.SUBMITTED:
        raise Refused("approval_not_submitted", code=code, state=state)
    if due.isoformat() < submitted:
        raise BadInput("day_before", field="due", day=due.isoformat(), since=submitted)
    if before != due.isoformat():
        write.update("approvals", code, {"due": due.isoformat()}, version)
        _approval_event(write, code, project, ApprovalEventKind.DUE, on, source=before, target=due.isoformat(), text=why)
        follow(write, code, on)
    return code


def _approval(write: Write, code: str, *columns: str) -> tuple[Any, ...]:
    row = write.one(f"SELECT project, {', '.join(columns)} FROM approvals WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    return row


def _approval_event(write: Write, code: str, project: str, kind: ApprovalEventKind, on: date, *, source: str | None = None,
                    target: str | None = None, text: str | None = None) -> None:
    write.insert("approval_events", {"approval": code, "kind": kind, "on_day": on.isoformat(), "at": write.at,
                                     "actor": write.actor, "source": source, "target": target, "text": text})
    write.touch(code, project)


# What blockers take from them -------------------------------------------------------------------------------------------


def source_of(write: Write, code: str) -> dict[str, Any]:
    """What a blocker takes from the land task or approval ``code``: due, authority, unit, county, projects, kind.

    Raises ``Refused`` when that is settled.
    """
    source = _source(write, code)
    if source["settled"]:
        raise Refused("source_settled", code=code)
    return source


def _source(write: Write, code: str) -> dict[str, Any]:
    if code[0] == "G":
        row = write.one("SELECT due, authority, unit, county, kind, accepted FROM land_tasks WHERE code = ?", code)
        projects = [project for (project,) in write.all("SELECT project FROM land_task_projects WHERE task = ?", code)]
    else:
        row = write.one("""SELECT due, authority, unit, NULL, kind, CASE WHEN state IN ('granted', 'not_needed') THEN state END
                           FROM approvals WHERE code = ?""", code)
        projects = [project for (project,) in write.all("SELECT project FROM approvals WHERE code = ?", code)]
    if row is None:
        raise NotFound("unknown_code", code=code)
    return {**dict(zip(("due", "authority", "unit", "county", "kind", "settled"), row, strict=True)), "projects": projects}


def check_place(write: Write, source: Mapping[str, Any], code: str, projects: Sequence[str], county: str | None) -> None:
    """A blocker stays within the land task that it points to: what the two freeze is counted once. Of an approval, which is one
    project's, it may hold up others too.
    """
    if county is not None and county != source["county"]:
        raise Refused("about_elsewhere", source=code, place=county)
    if code[0] == "A":
        outside = projects if projects and not set(projects) & set(source["projects"]) else ()
    else:
        wide = source["county"] is not None
        outside = [project for project in projects if project not in source["projects"] and not (wide and write.one(
            "SELECT 1 FROM projects WHERE code = ? AND county = ?", project, source["county"]))]
    if outside:
        raise Refused("about_elsewhere", source=code, place=outside[0])


def point(write: Write, blocker: str, code: str, on: date) -> str:
    """Let a blocker point to a land task or an approval, and to nothing else."""
    projects = [project for (project,) in write.all("SELECT project FROM blocker_projects WHERE blocker = ?", blocker)]
    found = write.one("SELECT county FROM blockers WHERE code = ? AND scope = 'county'", blocker)
    check_place(write, source_of(write, code), code, projects, found[0] if found else None)
    write.update("blockers", blocker, {column: code if column == POINTERS[code[0]] else None for column in POINTERS.values()})
    follow(write, code, on)
    return blocker


def follow(write: Write, code: str, on: date) -> None:
    """Bring due day and authority of the unresolved blockers that point to ``code`` along."""
    source = _source(write, code)
    if source["settled"]:
        return
    for blocker, due, authority in write.all(
            f"SELECT code, due, authority FROM blockers WHERE {POINTERS[code[0]]} = ? AND state <> 'resolved'", code):
        if source["authority"] is not None and authority != source["authority"]:
            write.update("blockers", blocker, {"authority": source["authority"]})
        if source["due"] is not None and due != source["due"]:
            write.update("blockers", blocker, {"due": source["due"]})
            record(write, blocker, EventKind.DUE, on, source=due, target=source["due"], text=code)


def catch_up(write: Write, blocker: str, on: date) -> None:
    """After a blocker was reopened: what it points to may have moved on meanwhile."""
    for source in filter(None, write.one(f"SELECT {', '.join(POINTERS.values())} FROM blockers WHERE code = ?", blocker) or ()):
        follow(write, source, on)


# Money and calendar -----------------------------------------------------------------------------------------------------


def fund(write: Write, project: str, on: date, money: int | None, to: int | None, source: str | None) -> str:
    """Funds that came in; ``to`` is the campaign's cumulative sum on that day, as with progress."""
    require(write, "projects", project)
    if to is not None:
        first = write.campaign.first_day
        since = first.isoformat() if on >= first else ""
        done = write.one("SELECT COALESCE(SUM(money), 0) FROM funds WHERE project = ? AND on_day BETWEEN ? AND ?", project, since,
                         on.isoformat())
        assert done is not None
        money = to - done[0]
    found = write.one("SELECT COALESCE(SUM(money), 0) FROM funds WHERE project = ?", project)
    if found is not None and found[0] + (money or 0) < 0:
        raise BadInput("below_nothing", code=project)
    write.insert("funds", {"project": project, "on_day": on.isoformat(), "money": money, "source": source})
    write.touch(project)
    return project


def register(write: Write, project: str, month: str, money: int) -> str:
    """纳统投资 of one month; said again, it replaces what was said."""
    require(write, "projects", project)
    key: Mapping[str, Any] = {"project": project, "month": month}
    write.set_single("registered_money", key, {"money": money})
    write.touch(project)
    return project


def set_working_day(write: Write, day: date, working: bool, why: str) -> str:
    """One day of the campaign's own working calendar; limits that run over it end accordingly."""
    before = read_calendar(write.connection)
    write.set_single("calendar_days", {"day": day.isoformat()}, {"working": int(working), "why": why})
    after = read_calendar(write.connection)
    for code, kind, submitted, due in write.all(
            "SELECT code, kind, submitted, due FROM approvals WHERE state = 'submitted' AND due IS NOT NULL"):
        clock = clocks()[kind]
        if clock.days is None or not clock.working:
            continue
        begun = stored_day(submitted)
        old, new = (after_days(begun, clock.days, True, calendar).isoformat() for calendar in (before, after))
        if due == old != new:  # another day was typed by someone, who knows why
            write.update("approvals", code, {"due": new})
            follow(write, code, write.today)
    write.touch(EVERYTHING)
    return day.isoformat()
