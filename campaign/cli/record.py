"""``campaign show``: one thing and all that belongs to it."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from campaign import words
from campaign.cli import output, record_parts
from campaign.cli.commands import SHOWN
from campaign.cli.output import Style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.model.consent import RESULT_DAYS
from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.kinds.field import Nature
from campaign.service import Session
from campaign.store.queries.consent import target_changes
from campaign.store.queries.results import returned
from campaign.tables import targets, values
from campaign.tables.results import returned_record
from campaign.tables.values import Row
from campaign.words.labels import NOTHING

PARTS = ("targets", "returns", "events", "blockers", "blocker_list", "land_tasks", "approvals", "lists", "progress", "visits",
         "funds", "registered_money", "members", "cover", "delivered", "closed", "approval_list", "entries", "task_forces",
         "dispatches", "trips", "project_list", "lead_list", "evidence_list", "answers", "merits")
"""Keys that hold rows of their own, in the order of the page."""


def show(text: str, style: Style) -> None:
    """Print what ``text`` (a code, or a project's name) is."""
    session = current().session()
    code = session.any_code(text)
    situation = session.situation()
    row = facts(session, situation, code)
    if style.json:
        output.json_object(row)
    elif style.csv:
        parts = parts_of(row)
        output.csv_rows([row], [key for key in row if key not in parts], values.flat)
    elif style.plain:
        parts = parts_of(row)
        named = partial(_named, situation)
        output.blocks([values.facts(row, parts, named=named), *(
            values.facts(part, measure=record_parts.measure(key, row), named=named) for key in parts for part in row[key])])
    else:
        _page(session, situation, row)


def parts_of(row: Row) -> list[str]:
    """Of a unit, ``blockers`` is a number; of a land task, codes; of a project, rows."""
    return [key for key in PARTS if isinstance(row.get(key), list) and not (key == "blockers" and "blocker_list" in row)]


def described(code: str) -> Row:
    """Everything about a code, as ``--json`` prints it."""
    session = current().session()
    return facts(session, session.situation(), code)


def facts(session: Session, situation: Situation, code: str) -> Row:
    """What its kind tells of it, which of its results were returned, the originals beside its targets, and their changes."""
    kind = registry.of(code)
    row = shown(kind.name)(session, situation, code)
    if kind.name in RESULT_DAYS:
        row = {**row, "returns": [returned_record(one) for one in returned(session.store, code)]}
    if kind.name != "county" and not any(field.nature is Nature.TARGET for field in kind.fields):  # its indicators have targets
        return row
    changes = target_changes(session.store, [code])
    return {**row, **targets.originals(row, changes), "targets": targets.made(code, changes)}


def shown(kind: str) -> Callable[[Session, Situation, str], Row]:
    """What gives the facts about one of a kind."""
    module, _colon, name = SHOWN[kind].partition(":")
    found: Callable[[Session, Situation, str], Row] = getattr(import_module(f"campaign.cli.{module}"), name)
    return found


# The page for people ------------------------------------------------------------------------------------------------------


def _named(situation: Situation, value: str) -> str | None:
    return situation.name_of(value) if codes.canonical(value) == value else None


def _page(session: Session, situation: Situation, row: Row) -> None:
    parts = parts_of(row)
    told_once = ("person", "unit", "county") if "subject" in row else ()
    told = [(name, value) for name, value in values.facts(row, [*parts, "moves", *told_once], named=partial(_named, situation))
            if value != NOTHING]
    output.table([output.Column(told[0][0], [name for name, value in told[1:]]),
                  output.Column(told[0][1], [value for name, value in told[1:]], flexible=True)])
    for key in parts:
        rows: list[Row] = row[key]
        if not rows:
            continue
        output.data("")
        output.data(f"{words.field(key)} ({len(rows)})")
        output.table(record_parts.columns(session, situation, row["code"], key, rows), indent="  ")
