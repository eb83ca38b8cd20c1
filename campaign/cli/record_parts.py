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
from campaign.tables import targets, values
from campaign.tables.approvals import APPROVALS, Approvals
from campaign.tables.blockers import BLOCKERS
from campaign.tables.cells import name_of
from campaign.tables.land_tasks import LAND_TASKS
from campaign.tables.task_forces import DISPATCHES
from campaign.tables.trips import TRIPS
from campaign.tables.values import Row
from campaign.words.labels import NOTHING


def _targets(situation: Situation, rows: list[Row]) -> list[Column]:
    name = partial(name_of, situation)
    said = [targets.told(row, name) for row in rows]
    return [*(Column(words.field(key), [line[at] for line in said]) for at, key in enumerate(("field", "from", "to"))),
            *(formatting.column(key, rows) for key in ("on", "why")),
            *(Column(words.field(key), [name(row[key]) if row[key] else NOTHING for row in rows]) for key in ("by", "agreed_by"))]


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
