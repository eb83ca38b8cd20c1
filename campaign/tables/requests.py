"""Requests: who asks for which other target, and what became of it; those that wait first."""

from functools import partial

from campaign.core.model.consent import Request, RequestState
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.tables.cells import name_of, name_piece
from campaign.tables.table import Column, Group, Listing, Plain, Record, Table, by_code, coded, widest
from campaign.tables.targets import value
from campaign.tables.values import iso
from campaign.text import N_
from campaign.words import day, field, label
from campaign.words.targets import stored_text

Requests = Listing[Request]
_TONES = {RequestState.ASKED: "yellow", RequestState.APPROVED: "green", RequestState.REJECTED: "red",
          RequestState.WITHDRAWN: "dim"}


def declared(row: Request) -> Field | None:
    """The field that it is about; None of what a verb asks for that no field is: a hold."""
    return registry.of(row.subject).by_name.get(row.field)


def _worded(told: Requests, row: Request, text: str | None) -> str:
    return stored_text(row.subject, row.field, text, partial(name_of, told.situation))


def record(told: Requests, row: Request) -> Record:
    about = declared(row)
    return {"code": row.code, "state": row.state, "subject": row.subject, "field": row.field, "from": value(about, row.before),
            "to": value(about, row.after), "why": row.why, "by": row.actor, "on": iso(row.on), "decided_by": row.decided_by,
            "decided_on": iso(row.decided_on), "note": row.note}


REQUESTS = Table[Requests, Request](
    "requests",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
        Column("subject", N_("About"), widest(30, 12), lambda told, row: name_piece(told.situation, row.subject), flex=1,
               plain=Plain(flexible=True), sort=lambda told: lambda code: told.rows[code].subject,
               group=Group(lambda told: lambda code: told.rows[code].subject,
                           lambda told, name: f"{name} {name_of(told.situation, name)}")),
        Column("field", N_("Field"), widest(14), lambda told, row: (field(row.field), "bold"), plain=Plain()),
        Column("from", N_("From"), widest(14), lambda told, row: (_worded(told, row, row.before), "dim"), plain=Plain()),
        Column("to", N_("To"), widest(14), lambda told, row: (_worded(told, row, row.after), "bold"), plain=Plain()),
        Column("why", N_("Reason"), widest(40, 8), lambda told, row: (row.why, ""), flex=2, gives=2, plain=Plain(flexible=True)),
        Column("by", N_("Asked by"), widest(12), lambda told, row: name_piece(told.situation, row.actor), gives=1, plain=Plain()),
        Column("on", N_("Since"), 6, lambda told, row: (day(row.on), ""), plain=Plain(),
               sort=lambda told: lambda code: told.rows[code].on.toordinal()),
        Column("state", N_("State"), widest(8), lambda told, row: (label(row.state), _TONES[row.state]), plain=Plain(),
               sort=lambda told: lambda code: list(RequestState).index(told.rows[code].state),
               group=Group(lambda told: lambda code: told.rows[code].state, lambda told, name: label(RequestState(name)))),
    ),
    sorts=("state", "on"), record=record,
    about=lambda told, row: (row.subject, row.actor, row.field))
