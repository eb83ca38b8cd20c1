"""What stands below the list of approvals, and the history of one in words. Pure."""

from collections.abc import Sequence

from campaign.core.model.land import Approval, ApprovalEvent, ApprovalEventKind
from campaign.core.situation import Situation
from campaign.tables.approvals import Approvals, body, hands_piece, hands_text
from campaign.tables.cells import name_of
from campaign.tables.detail import head
from campaign.tables.history import Dated, happened, spread
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.text import _
from campaign.words import approval_event_text, day, label, listed


def details(told: Approvals, approval: Approval, events: Sequence[Dated], width: int, height: int,
            signs: Signs) -> list[Line]:
    """What of which project, with whom and since when, its source in law; what happened last when there is room."""
    situation = told.situation
    whose = f"{approval.project} {name_of(situation, approval.project)}"
    state = hands_piece(approval, told.held(approval), situation.today)
    lines: list[Line] = [head(approval.code, label(approval.kind), width, (whose, ""), right=[state]),
                         *spread(_clauses(told, approval), width)]
    pointing = [item for item in situation.snapshot.blockers.values() if item.approval == approval.code]
    if pointing:
        lines.append([(" " + listed([f"{item.code} {item.title}" for item in pointing]), "yellow")])
    return [*lines, *happened(events, width, height - len(lines), signs)][:height]


def _clauses(told: Approvals, approval: Approval) -> list[str]:
    texts, held = [body(told.situation, approval)], told.held(approval)
    if held is not None:
        texts.append(hands_text(held))
        texts.append(_("submitted {day}").format(day=day(approval.submitted)))
    if approval.due is not None:
        texts.append(_("due {day}").format(day=day(approval.due)))
    if approval.next_contact is not None:
        texts.append(_("next contact {day}").format(day=day(approval.next_contact)))
    return [*texts, told.clocks[approval.kind].source]


def history(events: Sequence[ApprovalEvent], situation: Situation) -> list[Dated]:
    """Its events in words, oldest first."""
    def called(code: str) -> str:
        return name_of(situation, code)

    return [Dated(event.on, approval_event_text(event, called), _TONES.get(event.kind, ""), called(event.actor))
            for event in events]


_TONES = {ApprovalEventKind.GRANT: "green", ApprovalEventKind.DUE: "yellow", ApprovalEventKind.REOPEN: "yellow",
          ApprovalEventKind.RETURN: "yellow"}
