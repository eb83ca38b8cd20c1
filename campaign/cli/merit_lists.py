"""Merits and who must explain in tables, and as ``--json`` prints them."""

from collections.abc import Callable

from campaign.cli import formatting
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core.merits import LADDER, Named
from campaign.core.model.merits import MeritKind
from campaign.service import merit_verbs
from campaign.service import merits as service
from campaign.tables.merits import EXPLAIN, MERITS, Explaining, Merits
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words.reading import words


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


def merits(as_json: bool, as_csv: bool, plain: bool, *, kind: str | None, subject: str | None, county: str | None, mine: bool,
           unpaid: bool, unanswered: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    kinds = set(words(MeritKind, kind)) if kind else set(MeritKind)
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
    told = Explaining(situation, {row.subject: row for row in service.explain(session, situation)})
    formatting.show(EXPLAIN, told, how, empty=_("Nobody must explain anything."))
