"""Verbs about members and their keys."""

from campaign.core.errors import NotFound, Refused
from campaign.core.model.people import Member, MemberKey, Role
from campaign.store.queries.members import read_member
from campaign.store.write import Write


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
