"""What can be said of one approval: how long it lies with its authority, and by when the whole chain must be through.

Source: docs/handbook/rules.md, Approvals. The chain itself is in ``core.clocks``.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from campaign.core.blockers import unfinished
from campaign.core.clocks import Calendar, Clock, Step, working
from campaign.core.model.campaign import Campaign
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.model.project import Project

_DAY = timedelta(days=1)


class Hands(NamedTuple):
    """How long it lies with its authority, against the statutory limit, both in the days that the law counts in."""

    days: int
    limit: int | None
    working: bool


def hands(approval: Approval, clock: Clock, calendar: Calendar, today: date) -> Hands | None:
    """None when it lies with nobody. The first day counted is the one after the submission."""
    begun = approval.submitted
    if begun is None or days_in_hands(approval, today) is None:
        return None
    until = max(approval.granted or today, begun)
    return Hands(between(begun, until, calendar, clock.working),
                 None if approval.due is None else between(begun, approval.due, calendar, clock.working), clock.working)


def between(after: date, until: date, calendar: Calendar, worked: bool) -> int:
    """Days after ``after`` up to ``until``, or only those that are worked."""
    days = max((until - after).days, 0)
    return sum(working(after + n * _DAY, calendar) for n in range(1, days + 1)) if worked else days


def steps(approvals: Iterable[Approval]) -> list[Step]:
    """What ``core.clocks`` needs to know of the approvals of one project."""
    return [Step(row.kind, row.code, row.submitted if row.state is ApprovalState.SUBMITTED else None, settled(row))
            for row in approvals]


def days_in_hands(approval: Approval, today: date) -> int | None:
    """Calendar days since it was submitted, to today or to the day it was granted; None when it lies with nobody."""
    if approval.submitted is None or approval.state not in (ApprovalState.SUBMITTED, ApprovalState.GRANTED):
        return None
    return max(0, ((approval.granted or today) - approval.submitted).days)


def days_overdue(approval: Approval, today: date) -> int:
    """Days past the statutory limit; 0 unless it is submitted and not granted."""
    if approval.state is not ApprovalState.SUBMITTED or approval.due is None:
        return 0
    return max(0, (today - approval.due).days)


def contact_due(approval: Approval, today: date) -> bool:
    """The day agreed for the next contact has come, and it is neither granted nor dropped."""
    return not settled(approval) and approval.next_contact is not None and approval.next_contact <= today


def settled(approval: Approval) -> bool:
    """Nothing remains to be done: granted, or not needed."""
    return approval.state in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED)


def lapsing(approval: Approval, project: Project, clock: Clock) -> date | None:
    """The last day of a granted approval that its project still needs: not of a finished one, nor what a start has made good."""
    if approval.state is not ApprovalState.GRANTED or not unfinished(project):
        return None
    return None if project.started is not None and clock.lapses_unless_started else approval.expires


def days_to_lapse(approval: Approval, project: Project, clock: Clock, today: date) -> int | None:
    """Days for which it is still valid, today not counted; negative once it has lapsed; None when it cannot."""
    until = lapsing(approval, project, clock)
    return None if until is None else (until - today).days


def milestone(project: Project, campaign: Campaign) -> date | None:
    """What the clocks are held against: the construction start planned within the campaign, else the completion.

    A project that has started has that behind it: its milestone is the completion.
    """
    start = project.planned_start
    if project.started is None and start is not None and campaign.first_day <= start <= campaign.last_day:
        return start
    return project.planned_finish
