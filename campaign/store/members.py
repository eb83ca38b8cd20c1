"""Members and their keys: what is read of them, the verbs that change them, and whose the thing is that a write is about."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from campaign.core import codes
from campaign.core.errors import NotFound, Refused
from campaign.core.model import Member, MemberKey, Role
from campaign.core.roles import Standing, Ties
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
        """Whose a project, blocker, land task, approval or lead is; nobody's when it is anything else."""
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
            "leads": ("county", "leader")}
_LINKS = {"blockers": ("blocker_projects", "blocker"), "land_tasks": ("land_task_projects", "task")}
_TABLES = {"P": "projects", "B": "blockers", "G": "land_tasks", "A": "approvals", "K": "leads"}


Changes = Sequence[Mapping[str, Any]]
"""As the audit keeps them: table, key, before, after."""


def acted_on(subject: str, changes: Changes) -> list[str]:
    """What a write is about, as far as it can be somebody's own; no blockers that only follow their source."""
    letters = "PGA" if subject[:1] in ("G", "A") else "PBGA"
    changed = [change["key"]["code"] for change in changes if change["table"] in _TABLES.values()]
    return list(dict.fromkeys([subject, *(code for code in changed if code[0] in letters)]))


def standing(connection: Connection, subject: str, changes: Changes) -> Standing:
    """Whose a thing was before these changes, and is now that they are made."""
    after = _ties(connection, subject, {}) or Ties()
    old: dict[str, Any] = {}
    for change in reversed(changes):  # the first change of a row knows what was there at the beginning
        if change["table"] == _TABLES.get(subject[:1]) and change["key"].get("code") == subject:
            if change["before"] is None:
                return Standing(None, after, _places(connection, subject))
            old.update(change["before"])
    return Standing(_ties(connection, subject, old) or Ties(), after)


def _places(connection: Connection, code: str) -> tuple[Ties, ...]:
    """Where a new thing lies, each place by itself."""
    table = _TABLES[code[:1]]
    if table == "projects":
        row = connection.execute("SELECT county, unit, leader FROM projects WHERE code = ?", (code,)).fetchone()
        return (Ties(_some(row[:1]), _some(row[1:2]), _some(row[2:])),)
    if table == "leads":
        row = connection.execute("SELECT county, leader FROM leads WHERE code = ?", (code,)).fetchone()
        return (Ties(_some(row[:1]), people=_some(row[1:])),)
    if table == "approvals":
        projects = connection.execute("SELECT project FROM approvals WHERE code = ?", (code,)).fetchall()
    else:
        link, column = _LINKS[table]
        projects = connection.execute(f"SELECT project FROM {link} WHERE {column} = ?", (code,)).fetchall()
    if projects:
        return tuple(_ties(connection, project, {}) or Ties() for (project,) in projects)
    row = connection.execute(f"""SELECT county, (SELECT leader FROM counties WHERE counties.code = {table}.county)
                                 FROM {table} WHERE code = ?""", (code,)).fetchone()
    return (Ties(_some(row[:1]), people=_some(row[1:])),)


def _ties(connection: Connection, code: str, instead: Mapping[str, Any]) -> Ties | None:
    """``instead`` are columns of the row as they were before."""
    table = _TABLES.get(code[:1]) if codes.canonical(code) == code else None
    if table is None:
        return None
    columns = _COLUMNS[table]
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE code = ?", (code,)).fetchone()
    if found is None:
        return None
    row = {**dict(zip(columns, found, strict=True)), **{name: instead[name] for name in columns if name in instead}}
    of_projects: list[Ties] = []
    if table in _LINKS:
        link, column = _LINKS[table]
        of_projects = [_ties(connection, project, {}) or Ties()
                       for (project,) in connection.execute(f"SELECT project FROM {link} WHERE {column} = ?", (code,)).fetchall()]
    elif table == "approvals":
        of_projects = [_ties(connection, row["project"], {}) or Ties()]
    head = connection.execute("SELECT leader FROM counties WHERE code = ?", (row.get("county"),)).fetchone()
    return Ties(
        _some([row.get("county")], *(ties.counties for ties in of_projects)),
        _some([row.get("unit")], *(ties.units for ties in of_projects)),
        _some([row.get("leader"), row.get("manager"), row.get("person"), *(head or ())],
              *(ties.people for ties in of_projects)),
        row.get("leader"),
    )


def _some(*groups: Iterable[str | None]) -> frozenset[str]:
    return frozenset(code for group in groups for code in group if code is not None)
