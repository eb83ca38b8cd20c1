"""Members and their keys: what is read of them, the verbs that change them, and whose the thing is that a write is about."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from campaign.core import codes
from campaign.core.errors import NotFound, Refused
from campaign.core.model.people import Member, MemberKey, Role
from campaign.core.roles import Ownership, Ties
from campaign.store import rows
from campaign.store.connection import Connection, reading
from campaign.store.write import Write

MEMBER = "person, role, county, unit, since, version"
KEY = "fingerprint, person, type, blob, comment, readonly, since"


class MemberPages:
    """A part of ``Store``."""

    path: Path
    _connection: Connection

    def members(self) -> dict[str, Member]:
        """By the person's code."""
        with reading(self._connection, self.path) as connection:
            return {row[0]: _member(row) for row in connection.execute(f"SELECT {MEMBER} FROM members ORDER BY person")}

    def member(self, person: str) -> Member | None:
        with reading(self._connection, self.path) as connection:
            return read_member(connection, person)

    def member_keys(self, person: str | None = None) -> list[MemberKey]:
        """Of one member or of all, in the order in which they were added."""
        where, values = ("WHERE person = ?", (person,)) if person else ("", ())
        with reading(self._connection, self.path) as connection:
            return [_key(row) for row in
                    connection.execute(f"SELECT {KEY} FROM member_keys {where} ORDER BY person, since, fingerprint", values)]

    def member_key(self, fingerprint: str) -> MemberKey | None:
        with reading(self._connection, self.path) as connection:
            return read_key(connection, fingerprint)

    def places_of(self, person: str) -> tuple[str, ...]:
        """The unit and the county of a person, and the counties that the person leads."""
        with reading(self._connection, self.path) as connection:
            own = connection.execute("SELECT unit, county FROM people WHERE code = ?", (person,)).fetchone() or ()
            led = connection.execute("SELECT code FROM counties WHERE leader = ?", (person,)).fetchall()
        return tuple(code for code in (*own, *(code for (code,) in led)) if code is not None)

    def ties(self, code: str) -> Ties:
        """Whose a project, blocker, land task, approval, lead, trip or event is; nobody's when it is anything else."""
        with reading(self._connection, self.path) as connection:
            return _ties(connection, code, {}) or Ties()


def _member(row: rows.Row) -> Member:
    return Member(row[0], Role(row[1]), *row[2:])


def _key(row: rows.Row) -> MemberKey:
    fingerprint, person, kind, blob, comment, readonly, since = row
    return MemberKey(fingerprint, person, kind, blob, comment, bool(readonly), since)


def read_member(connection: Connection, person: str) -> Member | None:
    row = connection.execute(f"SELECT {MEMBER} FROM members WHERE person = ?", (person,)).fetchone()
    return None if row is None else _member(row)


def read_key(connection: Connection, fingerprint: str) -> MemberKey | None:
    row = connection.execute(f"SELECT {KEY} FROM member_keys WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return None if row is None else _key(row)


def person_name(connection: Connection, person: str) -> str | None:
    """As ``Store.name_of``, inside a write."""
    row = connection.execute("SELECT name FROM people WHERE code = ?", (person,)).fetchone()
    return None if row is None else str(row[0])


# Verbs ------------------------------------------------------------------------------------------------------------------


def add_member(write: Write, person: str, role: Role, county: str | None, unit: str | None) -> str:
    if read_member(write.connection, person) is not None:
        raise Refused("member_exists", person=person)
    write.insert("members", {"person": person, "role": role, "county": county, "unit": unit, "since": write.at},
                 key={"person": person})
    write.touch(person)
    return person


def set_role(write: Write, person: str, role: Role, county: str | None, unit: str | None) -> str:
    """Raises ``Refused`` when nobody would be left who may administer."""
    _existing(write, person)
    if role is not Role.ADMIN:
        _keep_an_admin(write, person)
    write.set_single("members", {"person": person}, {"role": role, "county": county, "unit": unit})
    write.touch(person)
    return person


def remove_member(write: Write, person: str) -> str:
    """With all keys. What the person has done stays."""
    _existing(write, person)
    _keep_an_admin(write, person)
    for (fingerprint,) in write.connection.execute("SELECT fingerprint FROM member_keys WHERE person = ?", (person,)).fetchall():
        remove_key(write, fingerprint, last=True)
    write.delete("members", {"person": person})
    write.touch(person)
    return person


def add_key(write: Write, key: MemberKey) -> str:
    """Raises ``Refused`` when the key is somebody's already: one key, one person."""
    _existing(write, key.person)
    found = write.one("SELECT person FROM member_keys WHERE fingerprint = ?", key.fingerprint)
    if found is not None:
        raise Refused("key_exists", fingerprint=key.fingerprint, person=found[0])
    write.insert("member_keys", {**key._asdict(), "readonly": int(key.readonly), "since": write.at},
                 key={"fingerprint": key.fingerprint})
    write.touch(key.person)
    return key.person


def remove_key(write: Write, fingerprint: str, *, last: bool = False) -> str:
    """``last``: the member goes as well, and has been found not to be needed."""
    found = write.one("SELECT person FROM member_keys WHERE fingerprint = ?", fingerprint)
    if found is None:
        raise NotFound("unknown_key", fingerprint=fingerprint)
    if not last:
        _keep_a_key(write, found[0], fingerprint)
    write.delete("member_keys", {"fingerprint": fingerprint})
    write.touch(found[0])
    return str(found[0])


def _existing(write: Write, person: str) -> Member:
    member = read_member(write.connection, person)
    if member is None:
        raise NotFound("not_a_member", person=person)
    return member


def _keep_an_admin(write: Write, person: str) -> None:
    left = write.one("SELECT count(*) FROM members WHERE role = 'admin' AND person <> ?", person)
    is_admin = write.one("SELECT 1 FROM members WHERE role = 'admin' AND person = ?", person)
    if is_admin and left == (0,):
        raise Refused("last_admin", person=person)


def _keep_a_key(write: Write, person: str, fingerprint: str) -> None:
    """An administrator who has no other key, when nobody else who may administer has one, would lock everyone out."""
    usable = """SELECT count(*) FROM member_keys JOIN members USING (person)
                WHERE role = 'admin' AND readonly = 0 AND fingerprint <> ?"""
    mine = write.one("""SELECT 1 FROM member_keys JOIN members USING (person)
                        WHERE role = 'admin' AND readonly = 0 AND fingerprint = ?""", fingerprint)
    if mine and write.one(usable, fingerprint) == (0,):
        raise Refused("last_admin", person=person)


# Whose it is ------------------------------------------------------------------------------------------------------------

_COLUMNS = {"projects": ("county", "unit", "leader", "manager"), "blockers": ("county", "unit", "person"),
            "land_tasks": ("county", "unit", "person"), "approvals": ("project", "unit"),
            "leads": ("county", "leader"), "trips": ("leader",), "promotion_events": ()}
_LINKS = {"blockers": ("blocker_projects", "blocker"), "land_tasks": ("land_task_projects", "task")}
_TABLES = {"P": "projects", "B": "blockers", "G": "land_tasks", "A": "approvals", "K": "leads", "R": "trips",
           "E": "promotion_events"}
_PARTS = {
    **dict.fromkeys(("progress", "funds", "registered_money", "visits", "project_changes", "list_entries"), ("project",)),
    "blocker_projects": ("blocker", "project"), "blocker_events": ("blocker",), "land_task_projects": ("task", "project"),
    "land_events": ("task",), "approval_events": ("approval",), "lead_events": ("lead",)}
"""Tables whose rows are a part of something: the columns that name it."""
_ENTERED = {"trips": "add-trip", "promotion_events": "add-event"}
"""Tables whose rows belong to who entered them too: the verb that did."""
_FOLLOWED = frozenset({"due", "authority", "version"})
"""Columns that a blocker takes from the land task or approval that it points to."""


Change = Mapping[str, Any]
Changes = Sequence[Change]
"""As the audit keeps them: table, key, before, after."""


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
        return tuple(str(row[column]) for column in columns)
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
        if change["table"] == _TABLES.get(subject[:1]) and change["key"].get("code") == subject:
            if change["before"] is None:
                return Ownership(None, after, _places(connection, subject, changes))
            old.update(change["before"])
    return Ownership(_ties(connection, subject, old) or Ties(), after)


def _places(connection: Connection, code: str, changes: Changes) -> tuple[Ties, ...]:
    """Where a new thing lies, each place by itself. A project that was a lead lies where the lead did; what lies in no county yet
    is with whom it was given to.
    """
    table = _TABLES[code[:1]]
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


def _ties(connection: Connection, code: str, instead: Mapping[str, Any]) -> Ties | None:
    """``instead`` are columns of the row as they were before."""
    table = _TABLES.get(code[:1]) if codes.canonical(code) == code else None
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
