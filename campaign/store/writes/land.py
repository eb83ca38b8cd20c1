"""Verbs about land tasks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.blocker import Scope
from campaign.core.model.land import LandEventKind, Measure
from campaign.store.write import Write
from campaign.store.writes.common import Values, authority_of, keyed, require
from campaign.store.writes.reports import missing
from campaign.store.writes.sources import follow


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


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
    record(write, code, LandEventKind.OPEN, opened)
    return code


def land_progress(write: Write, code: str, amount: int | None, to: int | None, on: date, note: str | None) -> str:
    """``amount`` in 1/100 of the measure is added, or what is missing to ``to`` on that day."""
    _open_land(write, code, on)
    if to is not None:
        amount = missing(write, "land_events", code, on, to)
    record(write, code, LandEventKind.PROGRESS, on, amount=amount, text=note)
    return code


def set_land_due(write: Write, code: str, due: date | None, why: str, on: date, version: int | None = None) -> str:
    (before,) = _open_land(write, code, on, "due")
    after = _iso(due)
    if before != after and write.update("land_tasks", code, {"due": after}, version):
        record(write, code, LandEventKind.DUE, on, source=before, target=after, text=why)
        follow(write, code, on)
    return code


def accept(write: Write, code: str, how: str | None, on: date, version: int | None = None) -> str:
    """验收 or 销号: it is done, and freezes nothing any more."""
    _open_land(write, code, on)
    write.update("land_tasks", code, {"accepted": on.isoformat(), "how": how}, version)
    record(write, code, LandEventKind.ACCEPT, on, text=how)
    return code


def reopen_land(write: Write, code: str, why: str, on: date, version: int | None = None) -> str:
    row = write.one("SELECT accepted FROM land_tasks WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if row[0] is None:
        raise Refused("land_open", code=code)
    write.update("land_tasks", code, {"accepted": None, "how": None}, version)
    record(write, code, LandEventKind.REOPEN, on, text=why)
    follow(write, code, on)
    return code


def _open_land(write: Write, code: str, on: date, *columns: str) -> tuple[Any, ...]:
    row = write.one(f"SELECT accepted, returned, opened, {', '.join(columns) or '1'} FROM land_tasks WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if row[0] is not None:
        raise Refused("land_accepted", code=code)
    if row[1] is not None:
        raise Refused("land_returned", code=code, day=row[1])
    if on.isoformat() < row[2]:
        raise BadInput("before_opening", code=code, opened=row[2])
    return row[3:]


def record(write: Write, code: str, kind: LandEventKind, on: date, *, amount: int | None = None, source: str | None = None,
                target: str | None = None, text: str | None = None) -> None:
    write.insert("land_events", {"task": code, "kind": kind, "on_day": on.isoformat(), "at": write.at, "actor": write.actor,
                                 "amount": amount, "source": source, "target": target, "text": text})
    write.touch(code)
