"""Merits and who must explain in tables, and as ``--json`` prints them."""

from collections.abc import Callable

from campaign import words
from campaign.cli import formatting
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.merits import LADDER, Named, Suggestion
from campaign.core.model.merits import MeritKind
from campaign.core.situation import Situation
from campaign.kinds.field import word
from campaign.service import merit_verbs
from campaign.service import merits as service
from campaign.tables.merits import MERITS, Merits
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words import merits as say
from campaign.words.labels import NOTHING

EXPLAIN = ("code", "name", "kind", "grounds", "days", "last_step", "last_on", "next")
"""Keys, in the order of the columns of a CSV file."""


def short(row: Named) -> Row:
    """In the list of somebody's merits."""
    found = row.merit
    return {"code": found.code, "kind": found.kind, "on": iso(found.on), "subject": row.subject, "text": found.text,
            "answered": len(row.answers)}


def parts(row: Named) -> Row:
    """What it rests on, and what was said to it."""
    return {"actor": row.merit.actor or None,
            "evidence_list": [{"code": item.code, "days": item.days, "moves": item.moves, "text": item.text}
                              for item in row.evidence],
            "answers": [{"on": iso(item.on), "actor": item.actor or None, "text": item.text} for item in row.answers]}


def suggestion(situation: Situation, row: Suggestion) -> Row:
    return {
        "code": row.subject, "name": situation.name_of(row.subject), "kind": codes.kind_of(row.subject),
        "grounds": [{"cause": ground.cause.value, "code": ground.code, "days": ground.days, "moves": ground.moves}
                    for ground in row.grounds],
        "days": row.days, "last_step": row.last.kind if row.last else None, "last_on": iso(row.last.on) if row.last else None,
        "next": row.following}


def merits(as_json: bool, as_csv: bool, plain: bool, *, kind: str | None, subject: str | None, county: str | None, mine: bool,
           unpaid: bool, unanswered: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    kinds = {MeritKind(word(MeritKind, part)) for part in kind.replace("，", ",").split(",")} if kind else set(MeritKind)
    who = merit_verbs.subject_of(session, subject)[1] if subject else None
    place = session.code("county", county) if county else None
    own = service.of_mine(session) if mine else frozenset()
    situation = session.situation()
    told = situation.snapshot

    def inside(row: Named) -> bool:
        found = row.merit
        person, unit = told.people.get(found.person or ""), told.units.get(found.unit or "")
        return place in (found.county, person and person.county, unit and unit.county)

    tests: list[Callable[[Named], bool]] = [
        lambda row: row.merit.kind in kinds, lambda row: who is None or row.subject == who,
        lambda row: place is None or inside(row), lambda row: not mine or row.subject in own,
        lambda row: not unpaid or (row.merit.promised is not None and row.merit.paid is None),
        lambda row: not unanswered or (row.merit.kind in LADDER and not row.answers)]
    found = service.merits(session, situation)
    some = Merits(situation, {row.merit.code: row for row in found if all(fits(row) for fits in tests)})
    empty = _("No merit fits.") if found else _("No merit yet: campaign merit PERSON|UNIT|COUNTY praise --why TEXT")
    formatting.show(MERITS, some, how, empty=empty)


def explain(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = service.explain(session, situation)
    told = {row.subject: row for row in found}
    rows = [suggestion(situation, row) for row in found]
    formatting.listing(rows, how, EXPLAIN, lambda rows: [
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("grounds"), [say.grounds_text(told[row["code"]].grounds) for row in rows], flexible=True),
        Column(words.field("last_step"), [_last(row) for row in rows]),
        Column(words.field("next"), [words.label(row["next"]) if row["next"] else NOTHING for row in rows]),
    ], empty=_("Nobody must explain anything."))


def _last(row: Row) -> str:
    return f"{words.label(row['last_step'])} {row['last_on']}" if row["last_step"] else NOTHING
