"""What blockers take from the land task or the approval that they point to: its due day and its authority.

``follow`` brings them along in the same write, with a dated event of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from campaign.core.codes import is_a, kind_of
from campaign.core.errors import NotFound, Refused
from campaign.store.write import Write
from campaign.store.writes.blockers import slip

POINTERS = ("land_task", "approval")
"""Kinds that a blocker may point to, and its columns that do."""


def source_of(write: Write, code: str) -> dict[str, Any]:
    """What a blocker takes from the land task or approval ``code``: due, authority, unit, county, projects, kind.

    Raises ``Refused`` when that is settled.
    """
    source = _source(write, code)
    if source["settled"]:
        raise Refused("source_settled", code=code)
    return source


def _source(write: Write, code: str) -> dict[str, Any]:
    if is_a(code, "land_task"):
        row = write.one("""SELECT due, authority, unit, county, kind, COALESCE(accepted, returned) FROM land_tasks
                           WHERE code = ?""", code)
        projects = [project for (project,) in write.all("SELECT project FROM land_task_projects WHERE task = ?", code)]
    else:
        row = write.one("""SELECT due, authority, unit, NULL, kind, CASE WHEN state IN ('granted', 'not_needed') THEN state END
                           FROM approvals WHERE code = ?""", code)
        projects = [project for (project,) in write.all("SELECT project FROM approvals WHERE code = ?", code)]
    if row is None:
        raise NotFound("unknown_code", code=code)
    return {**dict(zip(("due", "authority", "unit", "county", "kind", "settled"), row, strict=True)), "projects": projects}


def check_place(write: Write, source: Mapping[str, Any], code: str, projects: Sequence[str], county: str | None) -> None:
    """A blocker stays within the land task that it points to: what the two freeze is counted once. Of an approval, which is one
    project's, it may hold up others too.
    """
    if county is not None and county != source["county"]:
        raise Refused("about_elsewhere", source=code, place=county)
    if is_a(code, "approval"):
        outside = projects if projects and not set(projects) & set(source["projects"]) else ()
    else:
        wide = source["county"] is not None
        outside = [project for project in projects if project not in source["projects"] and not (wide and write.one(
            "SELECT 1 FROM projects WHERE code = ? AND county = ?", project, source["county"]))]
    if outside:
        raise Refused("about_elsewhere", source=code, place=outside[0])


def point(write: Write, blocker: str, code: str, on: date) -> str:
    """Let a blocker point to a land task or an approval, and to nothing else."""
    projects = [project for (project,) in write.all("SELECT project FROM blocker_projects WHERE blocker = ?", blocker)]
    found = write.one("SELECT county FROM blockers WHERE code = ? AND scope = 'county'", blocker)
    check_place(write, source_of(write, code), code, projects, found[0] if found else None)
    before = write.one(f"SELECT COALESCE({', '.join(POINTERS)}) FROM blockers WHERE code = ?", blocker)
    now = before[0] if before else None
    if now != code and write.consent.needed(blocker, free=False):
        write.consent.ask(blocker, "about", now, code)
        return blocker
    if now != code:
        write.consent.agree(blocker, "about", now, code)
    write.update("blockers", blocker, {column: code if is_a(code, column) else None for column in POINTERS})
    follow(write, code, on)
    return blocker


def follow(write: Write, code: str, on: date) -> None:
    """Bring due day and authority of the unresolved blockers that point to ``code`` along.

    What of it has to be asked for needs no reason but that: the act itself is free.
    """
    source = _source(write, code)
    if source["settled"]:
        return
    write.consent.why = write.consent.why or code
    for blocker, due, authority in write.all(
            f"SELECT code, due, authority FROM blockers WHERE {kind_of(code)} = ? AND state <> 'resolved'", code):
        if source["authority"] is not None and authority != source["authority"]:
            write.update("blockers", blocker, {"authority": source["authority"]})
        if source["due"] is not None and due != source["due"]:
            slip(write, blocker, due, source["due"], on, code)


def catch_up(write: Write, blocker: str, on: date) -> None:
    """After a blocker was reopened: what it points to may have moved on meanwhile."""
    for source in filter(None, write.one(f"SELECT {', '.join(POINTERS)} FROM blockers WHERE code = ?", blocker) or ()):
        follow(write, source, on)
