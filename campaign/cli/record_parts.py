"""The rows that belong to a thing, as its page prints them: in columns of their list's, or a line for each that happened."""

from collections.abc import Callable, Mapping
from functools import partial

from campaign import words
from campaign.cli import chain_lists, formatting, task_force_lists
from campaign.cli.output import Column
from campaign.cli.record_history import history
from campaign.core.model.land import Measure
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tables import values
from campaign.tables.approvals import APPROVALS, Approvals
from campaign.tables.blockers import BLOCKERS
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.task_forces import DISPATCHES
from campaign.tables.trips import TRIPS
from campaign.tables.values import Row


def _targets(situation: Situation, rows: list[Row]) -> list[Column]:
    told = [dict(values.facts(row, named=situation.name_of)) for row in rows]
    return [Column(head, [row[head] for row in told]) for head in told[0]]


_COLUMNS: Mapping[str, Callable[[list[Row]], list[Column]]] = {
    "blockers": partial(formatting.columns, BLOCKERS), "blocker_list": partial(formatting.columns, BLOCKERS),
    "land_tasks": partial(formatting.columns, LAND_TASKS),
    "cover": task_force_lists.cover_columns,
    "dispatches": partial(formatting.columns, DISPATCHES), "trips": partial(formatting.columns, TRIPS),
    "lead_list": chain_lists.lead_columns}


def columns(session: Session, situation: Situation, code: str, key: str, rows: list[Row]) -> list[Column]:
    """Of the rows under ``key`` of what ``code`` names."""
    if key == "events":
        return history(session, code)
    if key == "targets":
        return _targets(situation, rows)
    if key == "approvals":
        return formatting.columns(APPROVALS, rows, Approvals(situation, {}))
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
