"""Who may come in to a shared server, as what, and with which keys."""

from campaign.core.errors import BadInput, NotAllowed
from campaign.core.fields import word
from campaign.core.model import MemberKey, Role
from campaign.core.ssh_keys import parse
from campaign.service.session import Session
from campaign.store import members
from campaign.store.write import Done


def add(session: Session, person: str, role: str, *, county: str | None = None, unit: str | None = None,
        request: str | None = None) -> Done:
    """Make a person a member. Staff belong to a county or a unit: the person's own if none is given.

    Raises ``Refused`` when the person is one already, ``BadInput`` when staff have neither county nor unit.
    """
    code, what, place, office = _standing(session, person, role, county, unit)
    return session.write("member add", lambda write: members.add_member(write, code, what, place, office), request)


def set_role(session: Session, person: str, role: str, *, county: str | None = None, unit: str | None = None,
             request: str | None = None) -> Done:
    """Raises ``NotFound`` when the person is no member, ``Refused`` when nobody would be left who may administer."""
    code, what, place, office = _standing(session, person, role, county, unit)
    return session.write("member role", lambda write: members.set_role(write, code, what, place, office), request)


def remove(session: Session, person: str, *, request: str | None = None) -> Done:
    """With all keys; sessions that are open end within two seconds. What the person did stays in the records."""
    code = session.code("person", person)
    return session.write("member remove", lambda write: members.remove_member(write, code), request)


def add_key(session: Session, person: str, line: str, *, readonly: bool = False, request: str | None = None) -> Done:
    """``line`` is the text of an ``id_….pub``. ``readonly``: whoever comes in with it only looks."""
    code = session.code("person", person)
    key = parse(line)
    comment = session.text(key.comment, 100) if key.comment else ""
    row = MemberKey(key.fingerprint, code, key.type, key.blob, comment, readonly)
    return session.write("member key", lambda write: members.add_key(write, row), request)


def remove_key(session: Session, fingerprint: str, *, request: str | None = None) -> Done:
    """``fingerprint`` as the list shows it, or its beginning if that is only one key's."""
    found = [key.fingerprint for key in session.store.member_keys() if key.fingerprint.startswith(fingerprint)]
    exact = found[0] if len(found) == 1 and len(fingerprint) > len("SHA256:") + 3 else fingerprint
    return session.write("member key", lambda write: members.remove_key(write, exact), request)


def visible(session: Session) -> None:
    """Who the members are is for headquarters to see. Raises ``NotAllowed``."""
    refused = session.refusal("member list") if session.permission is not None else None
    if refused is not None and refused.key != "readonly":
        with session.refusals_noted("member list"):
            raise NotAllowed(refused.key, **refused.params)


def _standing(session: Session, person: str, role: str, county: str | None,
              unit: str | None) -> tuple[str, Role, str | None, str | None]:
    code = session.code("person", person)
    what = Role(word(Role, role))
    place = session.code("county", county) if county else None
    office = session.code("unit", unit) if unit else None
    if what is Role.STAFF and place is None and office is None:
        row = session.store.person(code)
        place, office = row.county, row.unit
        if place is None and office is None:
            raise BadInput("staff_of_what", person=code)
    return code, what, place, office
