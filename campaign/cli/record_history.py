"""What happened to a blocker, a land task, an approval or a lead: a line for each."""

from campaign import words
from campaign.cli.names import actor_name
from campaign.cli.output import Column
from campaign.core import codes
from campaign.service import Session
from campaign.store.queries.approvals import approval_events
from campaign.store.queries.blockers import events
from campaign.store.queries.land import land_events, land_task
from campaign.store.queries.names import name_of
from campaign.store.records import LEAD_EVENTS
from campaign.text import _
from campaign.words import leads as say


def history(session: Session, code: str) -> list[Column]:
    def unit_name(unit: str) -> str:
        return name_of(session.store, "unit", unit) or unit

    match codes.kind_of(code):
        case "land_task":
            measure = land_task(session.store, code).measure
            told = [(row.on, row.actor, words.land_event_text(row, measure)) for row in land_events(session.store, code)]
        case "approval":
            told = [(row.on, row.actor, words.approval_event_text(row, unit_name))
                    for row in approval_events(session.store, code)]
        case "lead":
            told = [(row.on, row.actor, say.event_text(row)) for row in LEAD_EVENTS.all(session.store, lead=code)]
        case _:
            told = [(row.on, row.actor, words.event_text(row, unit_name)) for row in events(session.store, code)]
    return [Column(words.field("on"), [on.isoformat() for on, _actor, _text in told]),
            Column(words.field("actor"), [actor_name(session, actor) or _("(seed)") for _on, actor, _text in told]),
            Column(words.field("text"), [text for _on, _actor, text in told])]
