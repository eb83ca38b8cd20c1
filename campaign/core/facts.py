"""Plain yes-or-no facts of one project, and the sums the rates are made of.

A withdrawn project has none of them: it is in no count (docs/handbook/rules.md).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from campaign.core.blockers import unfinished
from campaign.core.excused_days import Spans
from campaign.core.light_rules import registrable, tenths
from campaign.core.model.campaign import Settings
from campaign.core.model.people import Rank
from campaign.core.model.project import FINISHED, Project, Stage

MUST_CLAIM = (Rank.PRINCIPAL, Rank.CITY)
"""Leaders of these ranks must claim a major project."""
_FINISHED = tuple(FINISHED)  # see core.blockers


def is_orphan(project: Project) -> bool:
    """Nobody's or nowhere's: leader, unit, manager, county or total is not known (Q2)."""
    return project.withdrawn is None and (
        project.leader is None
        or project.unit is None
        or project.manager is None
        or project.county is None
        or project.total is None
    )


def is_major(project: Project, settings: Settings) -> bool:
    """Large enough to count as a claim: total ≥ ``major_min`` 万元, or on the provincial list."""
    return project.withdrawn is None and (
        project.provincial_key or (project.total is not None and project.total >= settings.major_min)
    )


def has_started(project: Project, today: date) -> bool:
    return project.started is not None and project.started <= today


def is_unregistered(project: Project, today: date, settings: Settings) -> bool:
    """开工未纳统: started, of a size that statistics must count, not registered."""
    return (
        project.started is not None
        and project.registered is None
        and project.started <= today
        and project.withdrawn is None
        and registrable(project, settings)
    )


def nobody_today(project: Project, today: date, excused: Spans) -> bool:
    """A working site that nobody visited today; on an excused day nobody need come."""
    return (
        project.stage is Stage.BUILDING
        and project.last_visit != today
        and project.withdrawn is None
        and project.suspended is None
        and has_started(project, today)
        and today not in excused
    )


def contact_due(project: Project, today: date) -> bool:
    """An authority was to be spoken with today or earlier about one of its approvals."""
    return unfinished(project) and project.next_contact is not None and project.next_contact <= today


def days_to_lapse(project: Project, today: date) -> int | None:
    """Days until an approval that it still needs lapses; negative when it has; None when none will."""
    return None if project.withdrawn is not None or project.lapses is None else (project.lapses - today).days


class Tally(NamedTuple):
    """Sums over projects; money in 万元, the rest are numbers of projects."""

    projects: int = 0
    plan: int = 0
    """百日计划 of the projects that have one."""
    done: int = 0
    """Money dated inside the campaign, of the same projects."""
    start_due: int = 0
    start_met: int = 0
    finish_due: int = 0
    finish_met: int = 0
    registration_due: int = 0
    registration_met: int = 0
    funds_plan: int = 0
    """Funds planned, of the projects that have such a plan."""
    funds: int = 0
    """Funds in, dated inside the campaign, of the same projects."""
    registered: int = 0
    """纳统投资 of the campaign's months, of all of them: never to be added to ``done``."""

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*map(int.__add__, self, other))

    def minus(self, other: "Tally") -> "Tally":
        return Tally(*map(int.__sub__, self, other))


NOTHING = Tally()


def tally(project: Project, today: date, settings: Settings) -> Tally:
    """One project's share in the sums; nothing when withdrawn.

    "Due" is planned for today or earlier; "met" counts only among the due, so that no rate exceeds 100 %.
    """
    if project.withdrawn is not None:
        return NOTHING
    plan = max(project.plan_100 or 0, 0)
    started = has_started(project, today)
    start_due = project.planned_start is not None and project.planned_start <= today
    finish_due = project.planned_finish is not None and project.planned_finish <= today
    finished = project.stage in _FINISHED or (project.finished is not None and project.finished <= today)
    counted = started and registrable(project, settings)
    funds_plan = max(project.funds_planned or 0, 0)
    return Tally(
        1,
        plan,
        project.done_100 if plan else 0,
        int(start_due),
        int(start_due and started),
        int(finish_due),
        int(finish_due and finished),
        int(counted),
        int(counted and project.registered is not None),
        funds_plan,
        project.funds_100 if funds_plan else 0,
        project.registered_100,
    )


def share(part: int, whole: int) -> int | None:
    """``part ÷ whole`` in 1/10 percent, rounded half up; None (shown as -) when there is nothing to divide by."""
    return tenths(part, whole) if whole > 0 else None


def tallies(projects: Iterable[Project], today: date, settings: Settings) -> dict[str | None, Tally]:
    """Of each county, and of all under None."""
    by_county: dict[str | None, list[Tally]] = {}
    for project in projects:
        by_county.setdefault(project.county, []).append(tally(project, today, settings))
    sums = {county: Tally(*map(sum, zip(*rows, strict=True))) for county, rows in by_county.items()}
    return sums | {None: Tally(*map(sum, zip(NOTHING, *sums.values(), strict=True)))}
