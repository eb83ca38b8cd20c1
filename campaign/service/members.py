"""Who may come in to a shared server, as what, and with which keys."""

from campaign.core.errors import BadInput
from campaign.core.model.people import MemberKey, Role
from campaign.core.ssh_keys import parse
from campaign.service.session import Session
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.members import member_keys
from campaign.store.write import Done, Write
from campaign.store.writes import members as members_writes
from campaign.words.reading import word


def add(session: Session, person: str, role: str, *, county: str | None = None, unit: str | None = None,
        line: str | None = None, request: str | None = None) -> Done:
    """Make a person a member, with a first key if the ``line`` of one is given. Staff belong to a county or a unit: the person's
    own if none is given.

    Raises ``Refused`` when the person is one already, ``BadInput`` when staff have neither county nor unit.
    """
    code, what, place, office = _standing(session, person, role, county, unit)
    key = None if line is None else _key(session, code, line, readonly=False)

    def body(write: Write) -> str:
        members_writes.add_member(write, code, what, place, office)
        return code if key is None else members_writes.add_key(write, key)

    return session.write("member add", body, request)


def set_role(session: Session, person: str, role: str, *, county: str | None = None, unit: str | None = None,
             request: str | None = None) -> Done:
    """Raises ``NotFound`` when the person is no member, ``Refused`` when nobody would be left who may administer."""
    code, what, place, office = _standing(session, person, role, county, unit)
    return session.write("member role", lambda write: members_writes.set_role(write, code, what, place, office), request)


def remove(session: Session, person: str, *, request: str | None = None) -> Done:
    """With all keys; sessions that are open end within two seconds. What the person did stays in the records."""
    code = session.code("person", person)
    return session.write("member remove", lambda write: members_writes.remove_member(write, code), request)


def add_key(session: Session, person: str, line: str, *, readonly: bool = False, request: str | None = None) -> Done:
    """``line`` is the text of an ``id_….pub``. ``readonly``: whoever comes in with it only looks."""
    row = _key(session, session.code("person", person), line, readonly=readonly)
    return session.write("member key", lambda write: members_writes.add_key(write, row), request)


def remove_key(session: Session, fingerprint: str, *, request: str | None = None) -> Done:
    """``fingerprint`` as the list shows it, or its beginning if that is only one key's."""
    found = [key.fingerprint for key in member_keys(session.store) if key.fingerprint.startswith(fingerprint)]
    exact = found[0] if len(found) == 1 and len(fingerprint) > len("SHA256:") + 3 else fingerprint
    return session.write("member key", lambda write: members_writes.remove_key(write, exact), request)


def _key(session: Session, person: str, line: str, *, readonly: bool) -> MemberKey:
    key = parse(line)
    comment = session.text(key.comment, 100) if key.comment else ""
    return MemberKey(key.fingerprint, person, key.type, key.blob, comment, readonly)


def _standing(session: Session, person: str, role: str, county: str | None,
              unit: str | None) -> tuple[str, Role, str | None, str | None]:
    code = session.code("person", person)
    what = Role(word(Role, role))
    place = session.code("county", county) if county else None
    office = session.code("unit", unit) if unit else None
    if what is Role.STAFF and place is None and office is None:
        row = projects_queries.person(session.store, code)
        place, office = row.county, row.unit
        if place is None and office is None:
            raise BadInput("staff_of_what", person=code)
    return code, what, place, office
