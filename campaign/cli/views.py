"""Rows as ``--json`` prints them: stable keys, codes, money in 万元, ISO days. Everything else derives from them."""

from collections.abc import Mapping
from typing import Any

from campaign.core.model.blocker import Event
from campaign.core.model.project import Progress, ProjectDetails, Visit
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.tables.values import Row, iso
from campaign.words import verb_text

# The columns of each list, in order: they head a CSV file even when it has no rows.
ENTRY = ("code", "seq", "at", "actor", "verb", "text", "touched", "changes", "request", "undoes", "hash")


def _name(things: Mapping[str, Any], code: str | None) -> str | None:
    thing = things.get(code) if code is not None else None
    return None if thing is None else thing.name


def details(row: ProjectDetails) -> Row:
    """What only ``show`` tells of a project."""
    return {name: value for name, value in row._asdict().items() if name != "code"}


def progress(row: Progress) -> Row:
    return {**row._asdict(), "on": iso(row.on)}


def visit(situation: Situation, row: Visit) -> Row:
    return {**row._asdict(), "on": iso(row.on), "person_name": _name(situation.snapshot.people, row.person)}


def event(row: Event) -> Row:
    return {"kind": row.kind, "on": iso(row.on), "at": row.at, "by": row.actor, "from": row.source, "to": row.target,
            "text": row.text}


def entry(row: AuditEntry) -> Row:
    """An audit row: ``code`` is what it was done to."""
    return {"code": row.subject, "seq": row.seq, "at": row.at, "actor": row.actor, "verb": row.verb, "text": verb_text(row),
            "touched": list(row.touched), "changes": list(row.changes), "request": row.request, "undoes": row.undoes,
            "hash": row.hash}
