"""Who is let in according to a whole database, and what becomes of them when another one takes its place."""

from typing import NamedTuple

from campaign.core import codes
from campaign.store.engine.connection import Connection


class RestoredMember(NamedTuple):
    """A member, as far as it matters who may do what."""

    name: str
    rights: tuple[object, ...]
    """Role, county, unit."""
    keys: frozenset[tuple[object, ...]]
    """(fingerprint, whether it only looks)."""


class Turned(NamedTuple):
    """(code, name) of the members whom a restore concerns, ordered by code."""

    back: tuple[tuple[str, str], ...]
    """They were removed since, and are let in again."""
    gone: tuple[tuple[str, str], ...]
    """They were added since, and are let in no more."""
    other: tuple[tuple[str, str], ...]
    """Their role or keys are again what they were."""


def insiders(connection: Connection) -> dict[str, RestoredMember]:
    """By the person's code; nobody in schemas from before members."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'members'").fetchone():
        return {}
    keys: dict[str, set[tuple[object, ...]]] = {}
    for person, *key in connection.execute("SELECT person, fingerprint, readonly FROM member_keys"):
        keys.setdefault(person, set()).add(tuple(key))
    return {code: RestoredMember(name, tuple(rights), frozenset(keys.get(code, ()))) for code, name,
            *rights in connection.execute(
        "SELECT person, name, role, members.county, members.unit FROM members JOIN people ON people.code = person")}


def turned(now: dict[str, RestoredMember] | None, then: dict[str, RestoredMember]) -> Turned | None:
    """What becomes of the members when ``then`` takes the place of ``now``; None when that is not known."""
    if now is None:
        return None

    def told(people: set[str], of: dict[str, RestoredMember]) -> tuple[tuple[str, str], ...]:
        return tuple((code, of[code].name) for code in sorted(people, key=codes.order))

    return Turned(told(then.keys() - now.keys(), then), told(now.keys() - then.keys(), now),
                  told({code for code in now.keys() & then.keys() if now[code][1:] != then[code][1:]}, then))
