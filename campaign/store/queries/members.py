"""What is read of members and their keys."""

from campaign.core.model.people import Member, MemberKey
from campaign.store.engine.connection import Connection
from campaign.store.records import MEMBER_KEYS, MEMBERS
from campaign.store.store import Store


def members(store: Store) -> dict[str, Member]:
    """By the person's code."""
    return {row.person: row for row in MEMBERS.all(store)}


def member(store: Store, person: str) -> Member | None:
    with store.reading() as connection:
        return read_member(connection, person)


def member_keys(store: Store, person: str | None = None) -> list[MemberKey]:
    """Of one member or of all, in the order in which they were added."""
    return MEMBER_KEYS.all(store, person=person) if person else MEMBER_KEYS.all(store)


def member_key(store: Store, fingerprint: str) -> MemberKey | None:
    with store.reading() as connection:
        return read_key(connection, fingerprint)


def places_of(store: Store, person: str) -> tuple[str, ...]:
    """The unit and the county of a person, and the counties that the person leads."""
    with store.reading() as connection:
        own = connection.execute("SELECT unit, county FROM people WHERE code = ?", (person,)).fetchone() or ()
        led = connection.execute("SELECT code FROM counties WHERE leader = ?", (person,)).fetchall()
    return tuple(code for code in (*own, *(code for (code,) in led)) if code is not None)


def read_member(connection: Connection, person: str) -> Member | None:
    return next(iter(MEMBERS.read(connection, "WHERE person = ?", person)), None)


def read_key(connection: Connection, fingerprint: str) -> MemberKey | None:
    return next(iter(MEMBER_KEYS.read(connection, "WHERE fingerprint = ?", fingerprint)), None)


def person_name(connection: Connection, person: str) -> str | None:
    """As ``Store.name_of``, inside a write."""
    row = connection.execute("SELECT name FROM people WHERE code = ?", (person,)).fetchone()
    return None if row is None else str(row[0])
