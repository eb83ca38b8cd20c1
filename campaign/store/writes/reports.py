"""Verbs about what is reported of a project: money, visits, funds, 纳统投资."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.core.plausible import doubt
from campaign.store.consent import MONTH
from campaign.store.plausible import SUMS
from campaign.store.write import Write
from campaign.store.writes.common import Values, require


def add_progress(write: Write, project: str, on: date, values: Values, to: int | None = None) -> str:
    """A report. ``to`` is the campaign's cumulative money on that day; what is missing to it becomes the money added."""
    require(write, "projects", project)
    if to is not None:
        values = {**values, "money": missing(write, "progress", project, on, to)}
    write.insert("progress", {"project": project, "on_day": on.isoformat(), **values})
    write.touch(project)
    return project


def missing(write: Write, table: str, of: str, on: date, to: int) -> int:
    """What is lacking to ``to``, all that was reported by that day; what was before the campaign is a sum of its own."""
    kind, first = SUMS[table], write.campaign.first_day
    since = first.isoformat() if kind.campaign and on >= first else ""
    found = write.one(f"""SELECT COALESCE(SUM({kind.amount}), 0) FROM {table} WHERE {kind.of} = ? AND {kind.only}
                          AND on_day BETWEEN ? AND ?""", of, since, on.isoformat())
    assert found is not None
    if to < found[0]:
        write.doubts.append(doubt("to_below" if kind.campaign else "to_below_land", code=of, done=found[0], less=found[0] - to))
    write.cumulative = True
    return to - int(found[0])


def add_visit(write: Write, project: str, on: date, channel: str, person: str | None, solved: str | None, *,
              brought: bool = False) -> str:
    """``brought`` along by what was done there: the visit that this person has entered that day is it."""
    require(write, "projects", project)
    there = write.one("SELECT id, solved FROM visits WHERE project = ? AND channel = ? AND on_day = ? AND person = ?", project,
                      channel, on.isoformat(), person) if brought and person else None
    if there is not None:
        if solved:
            write.set_single("visits", {"id": there[0]}, {"solved": " ".join(filter(None, (there[1], solved)))})
            write.touch(project)
        return project
    write.insert("visits", {"project": project, "on_day": on.isoformat(), "channel": channel, "person": person,
                            "solved": solved})
    write.touch(project)
    return project


def fund(write: Write, project: str, on: date, money: int | None, to: int | None, source: str | None) -> str:
    """Funds that came in; ``to`` is the campaign's cumulative sum on that day, as with progress."""
    require(write, "projects", project)
    if to is not None:
        money = missing(write, "funds", project, on, to)
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
