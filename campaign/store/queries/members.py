"""What is read of members and their keys."""

from campaign.core.model.people import Member, MemberKey, Role
from campaign.store import rows
from campaign.store.connection import Connection
from campaign.store.store import Store

MEMBER = "person, role, county, unit, since, version"
KEY = "fingerprint, person, type, blob, comment, readonly, since"


def members(store: Store) -> dict[str, Member]:
    """By the person's code."""
    with store.reading() as connection:
        return {row[0]: _member(row) for row in connection.execute(f"SELECT {MEMBER} FROM members ORDER BY person")}


def member(store: Store, person: str) -> Member | None:
    with store.reading() as connection:
        return read_member(connection, person)


def member_keys(store: Store, person: str | None = None) -> list[MemberKey]:
    """Of one member or of all, in the order in which they were added."""
    where, values = ("WHERE person = ?", (person,)) if person else ("", ())
    with store.reading() as connection:
        return [_key(row) for row in
                connection.execute(f"SELECT {KEY} FROM member_keys {where} ORDER BY person, since, fingerprint", values)]


def member_key(store: Store, fingerprint: str) -> MemberKey | None:
    with store.reading() as connection:
        return read_key(connection, fingerprint)


def places_of(store: Store, person: str) -> tuple[str, ...]:
    """The unit and the county of a person, and the counties that the person leads."""
    with store.reading() as connection:
        own = connection.execute("SELECT unit, county FROM people WHERE code = ?", (person,)).fetchone() or ()
        led = connection.execute("SELECT code FROM counties WHERE leader = ?", (person,)).fetchall()
    return tuple(code for code in (*own, *(code for (code,) in led)) if code is not None)


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
