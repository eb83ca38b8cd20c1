"""Requests: who asks for which other target, and what became of it; those that wait first."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from campaign.core import codes
from campaign.core.dates import stored_day
from campaign.core.model.consent import Request, RequestState
from campaign.core.situation import Situation
from campaign.kinds.field import Type
from campaign.tables.cells import name_of, name_piece, wrapped
from campaign.tables.sections import FULL, PLAIN, Fact, PageRow, fact_rows, title
from campaign.tables.table import Column, Group, Listing, Plain, Record, Table, by_code, coded, widest
from campaign.tables.targets import value
from campaign.tables.tones import Piece
from campaign.tables.values import changed, iso
from campaign.text import N_, _
from campaign.words import day, field, label
from campaign.words.targets import asked_field, stored_text, target_label


def _counties(situation: Situation, code: str) -> Iterable[str | None]:
    """Where it is that a request is about, as far as the situation knows."""
    snapshot = situation.snapshot
    found = snapshot.blockers.get(code) or snapshot.lands.get(code)
    projects = (code,) if found is None else found.projects
    return [None if found is None else found.county,
            *(snapshot.projects[project].county for project in projects if project in snapshot.projects)]


class Requests(Listing[Request]):
    """``names``: those of what is asked about and in no situation."""

    def __init__(self, situation: Situation, rows: Mapping[str, Request], names: Mapping[str, str] | None = None) -> None:
        super().__init__(situation, rows)
        self.names = names or {}

    def named(self, code: str) -> str:
        """Its code and its name."""
        name = self.names.get(code) or self.situation.name_of(code)
        return f"{code} {name}" if name else code

    def said(self, record: Record, side: str) -> str:
        """What stands there of a record: ``from`` or ``to``."""
        value = record[side]
        return (isinstance(value, str) and self.situation.name_of(value)) or changed(record["field"], value)


TONES = {RequestState.ASKED: "yellow", RequestState.APPROVED: "green", RequestState.REJECTED: "red",
         RequestState.WITHDRAWN: "quiet"}


def worded(situation: Situation, row: Request, text: str | None) -> str:
    """As people read it; a day far from the campaign with its year."""
    about, found = asked_field(row.subject, row.field), json.loads(text or "null")
    if found is not None and about is not None and about.holds == Type.DAY:
        return day(stored_day(found), situation.snapshot.campaign.first_day)
    return stored_text(row.subject, row.field, text, partial(name_of, situation))


def change_pieces(situation: Situation, row: Request) -> list[Piece]:
    """``100-day plan 1,780万 -> 97万``."""
    return [(f"{target_label(row.field)}  ", ""), (worded(situation, row, row.before), "quiet"), (" -> ", "quiet"),
            (worded(situation, row, row.after), "strong")]


def record(told: Requests, row: Request) -> Record:
    about = asked_field(row.subject, row.field)
    return {"code": row.code, "state": row.state, "subject": row.subject, "field": row.field, "from": value(about, row.before),
            "to": value(about, row.after), "why": row.why, "by": row.actor, "on": iso(row.on), "decided_by": row.decided_by,
            "decided_on": iso(row.decided_on), "note": row.note}


REQUESTS = Table[Requests, Request](
    "requests",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
        Column("subject", N_("About"), widest(30, 12), lambda told, row: (told.named(row.subject), ""), flex=1,
               plain=Plain(more=lambda told, row: told.named(row["subject"]), flexible=True),
               sort=lambda told: lambda code: told.rows[code].subject,
               group=Group(lambda told: lambda code: told.rows[code].subject,
                           lambda told, name: told.named(name))),
        Column("field", N_("Field"), widest(14), lambda told, row: (target_label(row.field), "strong"),
               plain=Plain()),
        Column("from", N_("Old value"), widest(14, 8), lambda told, row: (worded(told.situation, row, row.before), "quiet"),
               plain=Plain(head=N_("Old value"), more=lambda told, row: told.said(row, "from"))),
        Column("to", N_("Wanted"), widest(14, 8), lambda told, row: (worded(told.situation, row, row.after), "strong"),
               plain=Plain(head=N_("Wanted"), more=lambda told, row: told.said(row, "to"))),
        Column("why", N_("Reason"), widest(40, 8), lambda told, row: (row.why, ""), flex=2, gives=2, plain=Plain(flexible=True)),
        Column("by", N_("Asked by"), widest(12), lambda told, row: name_piece(told.situation, row.actor), gives=1,
               plain=Plain(more=lambda told, row: name_of(told.situation, row["by"]))),
        Column("on", N_("Asked on"), 6, lambda told, row: (day(row.on), ""), plain=Plain(),
               sort=lambda told: lambda code: told.rows[code].on.toordinal()),
        Column("state", N_("State"), widest(8), lambda told, row: (label(row.state), TONES[row.state]), plain=Plain(),
               shown=lambda told, width: any(row.state is not RequestState.ASKED for row in told.rows.values()),
               sort=lambda told: lambda code: list(RequestState).index(told.rows[code].state),
               group=Group(lambda told: lambda code: told.rows[code].state, lambda told, name: label(RequestState(name)),
                           lambda told: lambda name, found: list(RequestState).index(RequestState(name)))),
    ),
    sorts=("on",), groups=("subject", "state", ""), record=record,
    about=lambda told, row: (row.subject, row.actor, row.field, *_counties(told.situation, row.subject)))


def request_rows(told: Requests, row: Request, width: int) -> list[PageRow]:
    """The page of one: what it is about, from what to what, why, who asked, who decided."""
    situation = told.situation
    until = "  " + _("until headquarters agrees, the old value stays in force") if row.state is RequestState.ASKED else ""
    rows = [PageRow("subject", [(f"{field('subject')}  ", "quiet"), (told.named(row.subject), "strong")], row.subject),
            PageRow("change", [(" ", PLAIN), *((text, tone or PLAIN) for text, tone in change_pieces(situation, row))]),
            PageRow("state", [(f" {label(row.state)}", TONES[row.state]), (until, "quiet")], row.code)]
    rows += title("why", field("why"))
    rows += [PageRow(f"why{n}", [(f" {part}", PLAIN)]) for n, part in enumerate(wrapped(row.why, width - 2))]
    facts: list[Fact] = [(_("Asked by"), f"{_posted(situation, row.actor)}  {day(row.on)}", _opened(row.actor))]
    if row.decided_by is not None:
        facts.append((field("decided_by"), f"{_posted(situation, row.decided_by)}  {day(row.decided_on)}",
                      _opened(row.decided_by)))
    more = {name: text for name, text in json.loads(row.details).items() if text and text != row.why}
    facts += [(field(name), stored_text(row.subject, name, json.dumps(text), partial(name_of, situation)), "")
              for name, text in more.items()]
    rows += [PageRow("facts-", ()), *fact_rows("fact", facts, width)]
    if row.note:
        rows += title("note", field("note"))
        rows += [PageRow(f"note{n}", [(f" {part}", PLAIN)]) for n, part in enumerate(wrapped(row.note, width - 2))]
    return rows


def _posted(situation: Situation, actor: str) -> str:
    """With the office of who it is."""
    person = situation.snapshot.people.get(actor)
    return name_of(situation, actor) if person is None else f"{person.name}  {person.post}".rstrip()


def _opened(actor: str) -> str:
    """The code of who it was; whoever wrote on a database of their own may have none."""
    return actor if codes.canonical(actor) == actor else FULL


def asked_rows(situation: Situation, code: str) -> list[PageRow]:
    """On the page of a record: what is asked of its targets. The old values stay in force meanwhile."""
    rows: Sequence[Request] = [row for row in situation.snapshot.requests.values() if row.subject == code]
    return [PageRow(f"asked:{row.code}", [(f"{label(row.state)} ", "yellow"), (f"{row.code}  ", "quiet"),
                                          *change_pieces(situation, row)], row.code) for row in rows]
