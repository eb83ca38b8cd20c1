"""What there is to choose from of the organisation: leads, trips, events, task forces, dispatches, merits, and approvals."""

from collections.abc import Callable, Mapping

from campaign.core.merits import Named
from campaign.core.model.land import Approval, ApprovalState
from campaign.core.model.leads import Lead, PromotionEvent, Trip
from campaign.core.model.task_forces import Dispatch, TaskForce
from campaign.core.situation import Situation
from campaign.service import Session, stored
from campaign.service import approvals as service
from campaign.service import merits as merits_service
from campaign.service.names import named
from campaign.tables.cells import name_of
from campaign.text import _
from campaign.tui.dialogs.choose import Choice, word
from campaign.words import day, label


def leads(session: Session, situation: Situation) -> list[Choice]:
    """Those that have ended too: what was dropped can be taken up again."""
    keys = {code: key for code, _name, key in named(session, "lead")}

    def told(row: Lead) -> str:
        stage = _("given up") if row.dropped else label(row.stage)
        return "  ".join(filter(None, (stage, row.county and name_of(situation, row.county), row.firm)))

    return [Choice(row.code, row.name, keys.get(row.code, ""), told(row)) for row in stored.every(session, "lead")]


def trips(session: Session, situation: Situation) -> list[Choice]:
    """By place and traveller, the latest first."""
    def choice(row: Trip) -> Choice:
        when = day(row.first, situation.snapshot.campaign.first_day)
        return word(row.code, f"{row.place}  {name_of(situation, row.leader)}", "  ".join(filter(None, (when, row.purpose))))

    return [choice(row) for row in sorted(stored.every(session, "trip"), key=lambda row: row.first, reverse=True)]


def events(session: Session, situation: Situation) -> list[Choice]:
    """The latest first."""
    def choice(row: PromotionEvent) -> Choice:
        return word(row.code, row.name, "  ".join(filter(None, (day(row.on, situation.snapshot.campaign.first_day), row.place))))

    return [choice(row) for row in sorted(stored.every(session, "event"), key=lambda row: row.on, reverse=True)]


def task_forces(session: Session, situation: Situation) -> list[Choice]:
    def told(row: TaskForce) -> str:
        return name_of(situation, row.head) if row.head else ""

    return [word(row.code, row.name, told(row)) for row in stored.every(session, "task_force")]


def dispatches(session: Session, situation: Situation) -> list[Choice]:
    """By the person who is sent, those who are still away first."""
    def told(row: Dispatch) -> str:
        return "  ".join(filter(None, (name_of(situation, row.unit), _("is back") if row.returned else row.purpose)))

    rows = sorted(stored.every(session, "dispatch"), key=lambda row: row.returned is not None)
    return [word(row.code, name_of(situation, row.person), told(row)) for row in rows]


def approvals(session: Session, situation: Situation) -> list[Choice]:
    """Those that wait or are still missing; they are named by what is asked for."""
    def told(row: Approval) -> str:
        return "  ".join((name_of(situation, row.project), label(row.state)))

    rows = service.approvals(session, states=(ApprovalState.SUBMITTED, ApprovalState.NEEDED))
    return [word(row.code, label(row.kind), told(row)) for row in rows]


def merits(session: Session, situation: Situation) -> list[Choice]:
    """Those that this person may see, the newest first."""
    def told(row: Named) -> str:
        return "  ".join((label(row.merit.kind), name_of(situation, row.subject)))

    return [word(row.merit.code, row.merit.text, told(row)) for row in merits_service.merits(session, situation)]


READ: Mapping[str, Callable[[Session, Situation], list[Choice]]] = {
    "lead": leads, "trip": trips, "event": events, "task_force": task_forces, "dispatch": dispatches, "approval": approvals,
    "merit": merits,
}
"""Kind of line → what it can name."""
