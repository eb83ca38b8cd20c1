"""What can be said of one land task: late, due, how much of it is done. Quantities are in 1/100 of its measure.

Source: docs/handbook/rules.md, Land tasks. The light that it gives a project is in ``core.lights``.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from campaign.core.dates import stored_day
from campaign.core.model.land import LandEvent, LandEventKind, LandTask


def days_overdue(task: LandTask, today: date) -> int:
    """Days since the due day; 0 on it, before it, without one, and when accepted."""
    if task.accepted is not None or task.due is None:
        return 0
    return max(0, (today - task.due).days)


def overdue(task: LandTask, today: date) -> bool:
    return task.accepted is None and task.due is not None and today > task.due


def days_left(task: LandTask, today: date) -> int | None:
    """Days to the due day; 0 on and after it; None without one, and when accepted."""
    return None if task.accepted is not None or task.due is None else max(0, (task.due - today).days)


class LandFacts(NamedTuple):
    """Totals of a land task's events: the fields of the same names in ``LandTask``."""

    done: int = 0
    last_progress: date | None = None


def land_facts(events: Iterable[LandEvent]) -> LandFacts:
    done, last = 0, None
    for event in events:
        if event.kind is LandEventKind.PROGRESS:
            done += event.amount or 0
            last = event.on if last is None else max(last, event.on)
    return LandFacts(done, last)


def replay(opening: LandTask, events: Iterable[LandEvent]) -> LandTask:
    """The task after ``events`` (in order), its totals included."""
    task, seen = opening, []
    for event in events:
        seen.append(event)
        match event.kind:
            case LandEventKind.DUE:
                task = task._replace(due=stored_day(event.target) if event.target else None)
            case LandEventKind.ACCEPT:
                task = task._replace(accepted=event.on, how=event.text)
            case LandEventKind.REOPEN | LandEventKind.RETURN:
                task = task._replace(accepted=None, how=None)
    return task._replace(**land_facts(seen)._asdict())
