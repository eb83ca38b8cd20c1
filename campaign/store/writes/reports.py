"""Verbs about what is reported of a project: money, visits, funds, 纳统投资."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.core.errors import BadInput
from campaign.store.consent import MONTH
from campaign.store.write import Write
from campaign.store.writes.common import Values, require


def add_progress(write: Write, project: str, on: date, values: Values, to: int | None = None) -> str:
    """A report. ``to`` is the campaign's cumulative money on that day; what is missing to it becomes the money added."""
    require(write, "projects", project)
    if to is not None:
        first = write.campaign.first_day
        since = first.isoformat() if on >= first else ""
        done = write.one("SELECT COALESCE(SUM(money), 0) FROM progress WHERE project = ? AND on_day BETWEEN ? AND ?", project,
                         since, on.isoformat())
        assert done is not None
        values = {**values, "money": to - done[0]}
    write.insert("progress", {"project": project, "on_day": on.isoformat(), **values})
    write.touch(project)
    return project


def add_visit(write: Write, project: str, on: date, channel: str, person: str | None, solved: str | None) -> str:
    require(write, "projects", project)
    write.insert("visits", {"project": project, "on_day": on.isoformat(), "channel": channel, "person": person,
                            "solved": solved})
    write.touch(project)
    return project


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
    found = write.one("SELECT money FROM registered_money WHERE project = ? AND month = ?", project, month)
    before = found[0] if found else None
    if before == money or not write.consent.may_replace(project, f"{MONTH}{month}", before, money):
        return project
    write.set_single("registered_money", key, {"money": money})
    write.touch(project)
    return project
