"""Whose a thing is, before a write and after it: what permission rests on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from campaign.core import codes
from campaign.core.model.consent import What
from campaign.core.roles import Ownership, Ties
from campaign.store.engine.connection import Connection
from campaign.store.store import Store

_COLUMNS = {"projects": ("county", "unit", "leader", "manager"), "blockers": ("county", "unit", "person"),
            "land_tasks": ("county", "unit", "person"), "approvals": ("project", "unit"),
            "leads": ("county", "leader"), "trips": ("leader",), "promotion_events": ()}
_LINKS = {"blockers": ("blocker_projects", "blocker"), "land_tasks": ("land_task_projects", "task")}
_TABLES = {"project": "projects", "blocker": "blockers", "land_task": "land_tasks", "approval": "approvals", "lead": "leads",
           "trip": "trips", "event": "promotion_events"}
"""Kinds whose things are somebody's."""
_PARTS = {
    **dict.fromkeys(("progress", "funds", "registered_money", "visits", "project_changes", "list_entries"), ("project",)),
    "blocker_projects": ("blocker", "project"), "blocker_events": ("blocker",), "land_task_projects": ("task", "project"),
    "land_events": ("task",), "approval_events": ("approval",), "lead_events": ("lead",), "requests": ("subject",),
    "imports": (), "list_profiles": (), "target_changes": ("subject",), "results": ("subject",), "spot_checks": ("subject",)}
"""Tables whose rows are a part of something: the columns that name it."""
_ENTERED = {"trips": "add-trip", "promotion_events": "add-event"}
"""Tables whose rows belong to who entered them too: the verb that did."""
_FOLLOWED = frozenset({"due", "authority", "version"})
"""Columns that a blocker takes from the land task or approval that it points to."""


Change = Mapping[str, Any]
Changes = Sequence[Change]
"""As the audit keeps them: table, key, before, after."""


def ties(store: Store, code: str) -> Ties:
    """Whose a project, blocker, land task, approval, lead, trip or event is; nobody's when it is anything else."""
    with store.reading() as connection:
        return _ties(connection, code, {}) or Ties()


def acted_on(connection: Connection, subject: str, changes: Changes) -> list[str]:
    """What a write is about and everything whose rows it changes, parts of them included; no blockers that only follow their
    source. What can be nobody's own is '', so that no verb changes it by the way.
    """
    found = {subject: None}
    for change in changes:
        if not _follows(connection, subject, change):
            found.update(dict.fromkeys(_whole(change)))
    return list(found)


def _whole(change: Change) -> tuple[str, ...]:
    row = {**change["key"], **(change["before"] or {}), **(change["after"] or {})}
    columns = _PARTS.get(change["table"])
    if columns is not None:
        return tuple(str(row[column]) for column in columns if column in row)
    code = str(row.get("code", ""))
    became = (change["after"] or {}).get("project") if change["table"] == "leads" else None
    return (code,) if became is None else (code, became)


def _follows(connection: Connection, subject: str, change: Change) -> bool:
    """Whether a blocker takes something from the land task or approval that the write is about, or from one of its project."""
    before, after = change["before"], change["after"] or {}
    if change["table"] == "blockers":
        code, alike = change["key"]["code"], before is not None and _FOLLOWED.issuperset(after)
    elif change["table"] == "blocker_events":
        code, alike = after.get("blocker"), after.get("kind") == "due"
    elif change["table"] in ("target_changes", "requests", "results"):
        code, alike = after.get("subject"), after.get("field") in _FOLLOWED or after.get("what") == What.AUTHORITY
    else:
        return False
    return bool(alike and code != subject and connection.execute(
        "SELECT 1 FROM blockers WHERE code = ? AND ? IN (land_task, approval)", (code, subject)).fetchone())


def led_anew(connection: Connection, changes: Changes) -> list[str]:
    """The projects and leads that these changes give a leader, or another, or none. A lead that becomes a project takes its
    leader along: that gives none.
    """
    found: dict[str, None] = {}
    for change in changes:
        before, after = change["before"], change["after"] or {}
        if change["table"] not in ("projects", "leads") or "leader" not in after or (before is None and after["leader"] is None):
            continue
        code = change["key"]["code"]
        if before is None and connection.execute("SELECT 1 FROM leads WHERE project = ? AND leader = ?",
                                                 (code, after["leader"])).fetchone():
            continue  # the lead's own row is among the changes if it was given to somebody in this write
        found[code] = None
    return list(found)


def standing(connection: Connection, subject: str, changes: Changes) -> Ownership:
    """Whose a thing was before these changes, and is now that they are made."""
    after = _ties(connection, subject, {}) or Ties()
    old: dict[str, Any] = {}
    for change in reversed(changes):  # the first change of a row knows what was there at the beginning
        if change["table"] == _table(subject) and change["key"].get("code") == subject:
            if change["before"] is None:
                return Ownership(None, after, _places(connection, subject, changes))
            old.update(change["before"])
    return Ownership(_ties(connection, subject, old) or Ties(), after)


def _places(connection: Connection, code: str, changes: Changes) -> tuple[Ties, ...]:
    """Where a new thing lies, each place by itself. A project that was a lead lies where the lead did; what lies in no county yet
    is with whom it was given to.
    """
    table = _table(code)
    if table in ("trips", "promotion_events"):
        return (_ties(connection, code, {}) or Ties(),)
    if table == "projects":
        lead = connection.execute("SELECT code FROM leads WHERE project = ?", (code,)).fetchone()
        if lead is not None:
            found = standing(connection, lead[0], changes)
            return found.places if found.before is None else (found.before,)
    if table == "approvals":
        projects = connection.execute("SELECT project FROM approvals WHERE code = ?", (code,)).fetchall()
    elif table in _LINKS:
        link, column = _LINKS[table]
        projects = connection.execute(f"SELECT project FROM {link} WHERE {column} = ?", (code,)).fetchall()
    else:
        projects = []
    if projects:
        return tuple(_ties(connection, project, {}) or Ties() for (project,) in projects)
    county, head = connection.execute(f"""SELECT county, (SELECT leader FROM counties WHERE counties.code = {table}.county)
                                          FROM {table} WHERE code = ?""", (code,)).fetchone()
    if county is None and table in ("projects", "leads"):
        unit = "unit" if table == "projects" else "NULL"
        held = connection.execute(f"SELECT {unit}, leader FROM {table} WHERE code = ?", (code,)).fetchone()
        return (Ties(units=_some(held[:1]), people=_some(held[1:])),)
    return (Ties(_some([county]), people=_some([head])),)


def _table(code: str) -> str | None:
    return _TABLES.get(codes.kind_of(code)) if codes.canonical(code) == code else None


def _ties(connection: Connection, code: str, instead: Mapping[str, Any]) -> Ties | None:
    """``instead`` are columns of the row as they were before."""
    table = _table(code)
    if table is None:
        return None
    columns = _COLUMNS[table]
    found = connection.execute(f"SELECT {', '.join((*columns, 'code'))} FROM {table} WHERE code = ?", (code,)).fetchone()
    if found is None:
        return None
    row = {**dict(zip(columns, found, strict=False)), **{name: instead[name] for name in columns if name in instead}}
    of_projects: list[Ties] = []
    if table in _LINKS:
        link, column = _LINKS[table]
        of_projects = [_ties(connection, project, {}) or Ties()
                       for (project,) in connection.execute(f"SELECT project FROM {link} WHERE {column} = ?", (code,)).fetchall()]
    elif table == "approvals":
        of_projects = [_ties(connection, row["project"], {}) or Ties()]
    head = connection.execute("SELECT leader FROM counties WHERE code = ?", (row.get("county"),)).fetchone()
    entered = connection.execute("SELECT actor FROM audit WHERE subject = ? AND verb = ? ORDER BY seq LIMIT 1",
                                 (code, _ENTERED[table])).fetchone() if table in _ENTERED else None
    return Ties(
        _some([row.get("county")], *(ties.counties for ties in of_projects)),
        _some([row.get("unit")], *(ties.units for ties in of_projects)),
        _some([row.get("leader"), row.get("manager"), row.get("person"), *(head or ()), *(entered or ())],
              *(ties.people for ties in of_projects)),
        row.get("leader"),
    )


def _some(*groups: Iterable[str | None]) -> frozenset[str]:
    return frozenset(code for group in groups for code in group if code is not None)
