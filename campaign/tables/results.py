"""What waits for headquarters: each result with who entered it, when and where; the oldest first."""

from collections.abc import Sequence
from functools import partial

from campaign.core.codes import RESULTS
from campaign.core.model.consent import Result, ResultState
from campaign.core.situation import Situation
from campaign.store.queries.results import Waiting
from campaign.tables.cells import name_of, name_piece
from campaign.tables.sections import PageRow
from campaign.tables.table import Column, Group, Listing, Plain, Record, Table, widest
from campaign.tables.values import iso
from campaign.text import N_, _
from campaign.words import day, label
from campaign.words.labels import NOTHING
from campaign.words.results import result_text, returned_text


def waiting_rows(situation: Situation, code: str) -> list[PageRow]:
    """What of a record waits for headquarters, a line each on its page; Enter goes where it is decided."""
    found = [row for row in situation.snapshot.uncounted.get(code, ()) if row.state is ResultState.WAITING]
    return [PageRow(f"waits:{row.id}", [
        (f" {_('unconfirmed')} ", "yellow"), (what_of(row), ""), (f"  {name_of(situation, row.actor)}  {day(row.on)}", "quiet"),
    ], f"{RESULTS}{row.id}") for row in found]


def what_of(row: Result) -> str:
    """``registration 2026-10``."""
    return result_text(row.what, row.item)


def returned_rows(situation: Situation, code: str, returned: Sequence[Result]) -> list[PageRow]:
    """What of a record was returned, the latest first."""
    text = partial(returned_text, name_of=partial(name_of, situation))
    return [PageRow(f"returned{row.id}", [(f" {text(row)}", "red")], code) for row in reversed(returned)]


def returned_record(row: Result) -> Record:
    """Of ``returns``, as ``show --json`` has it."""
    return {"what": row.what, "item": row.item, "by": row.actor, "on": iso(row.on), "why": row.why, "returned_by": row.decided_by,
            "returned_on": iso(row.decided_on)}


Unconfirmed = Listing[Waiting]


def record(told: Unconfirmed, row: Waiting) -> Record:
    found = row.result
    return {"code": found.subject, "what": found.what, "by": found.actor, "on": iso(found.on),
            "county": row.counties[0] if row.counties else None, "item": found.item, "name": row.name}


def _county(row: Waiting) -> str:
    return row.counties[0] if row.counties else ""


UNCONFIRMED = Table[Unconfirmed, Waiting](
    "unconfirmed",
    columns=(
        Column("code", N_("Code"), widest(8), lambda told, row: (row.result.subject, ""), plain=Plain(),
               sort=lambda told: lambda key: told.rows[key].result.subject),
        Column("name", N_("Name"), widest(30, 12), lambda told, row: (row.name, ""), flex=1,
               plain=Plain(flexible=True)),
        Column("what", N_("Result"), widest(22), lambda told, row: (what_of(row.result), "strong"), plain=Plain(),
               sort=lambda told: lambda key: told.rows[key].result.what,
               group=Group(lambda told: lambda key: label(told.rows[key].result.what), lambda told, name: name)),
        Column("by", N_("Entered by"), widest(12), lambda told, row: name_piece(told.situation, row.result.actor), gives=1,
               plain=Plain(more=lambda told, row: name_of(told.situation, row["by"]))),
        Column("on", N_("Entered on"), 6, lambda told, row: (day(row.result.on), ""), plain=Plain(),
               sort=lambda told: lambda key: told.rows[key].result.on.toordinal()),
        Column("county", N_("County"), widest(12, 6), lambda told, row: name_piece(told.situation, _county(row) or None),
               gives=2,
               plain=Plain(more=lambda told, row: name_of(told.situation, row["county"])),
               group=Group(lambda told: lambda key: _county(told.rows[key]),
                           lambda told, name: name_of(told.situation, name) if name else NOTHING)),
    ),
    sorts=("on",), printed=("code", "name", "what", "by", "on", "county"), record=record,
    keys=("code", "what", "by", "on", "county", "item", "name"),
    about=lambda told, row: (row.result.subject, row.result.actor, row.result.what, *row.counties))
