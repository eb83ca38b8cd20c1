"""The rows that belong to a thing, as its page prints them: in columns of their list's, or a line for each that happened."""

from collections.abc import Callable, Mapping
from functools import partial

from campaign import words
from campaign.cli import chain_lists, formatting, land_lists, task_force_lists
from campaign.cli.names import actor_name
from campaign.cli.output import Column
from campaign.core import codes
from campaign.core.model.land import Measure
from campaign.service import Session
from campaign.store.queries.approvals import approval_events
from campaign.store.queries.blockers import events
from campaign.store.queries.land import land_events, land_task
from campaign.store.queries.names import name_of
from campaign.store.records import LEAD_EVENTS
from campaign.tables import values
from campaign.tables.blockers import BLOCKERS
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.values import Row
from campaign.text import _
from campaign.words import leads as say

_COLUMNS: Mapping[str, Callable[[list[Row]], list[Column]]] = {
    "blockers": partial(formatting.columns, BLOCKERS), "blocker_list": partial(formatting.columns, BLOCKERS),
    "land_tasks": partial(formatting.columns, LAND_TASKS),
    "approvals": land_lists.approval_columns, "cover": task_force_lists.cover_columns,
    "dispatches": task_force_lists.dispatch_columns, "trips": chain_lists.trip_columns, "lead_list": chain_lists.lead_columns}


def columns(session: Session, code: str, key: str, rows: list[Row]) -> list[Column]:
    """Of the rows under ``key`` of what ``code`` names."""
    if key == "events":
        return _history(session, code)
    return _COLUMNS.get(key, _columns)(rows)


def measure(key: str, row: Row) -> Measure | None:
    """Of the land that rows under ``key`` tell of, if they do not say."""
    return Measure.MU if key == "delivered" else row.get("measure") if key == "events" else None


def _columns(rows: list[Row]) -> list[Column]:
    keys = [key for key in rows[0] if any(row[key] not in (None, "") for row in rows) and key != "project"
            and f"{key}_name" not in rows[0]]
    return [_delivered(rows) if key == "amount" else formatting.column(key, rows) for key in keys]


def _delivered(rows: list[Row]) -> Column:
    return Column(words.field("amount"), [values.quantity(row["amount"], Measure.MU) for row in rows])


def _history(session: Session, code: str) -> list[Column]:
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
