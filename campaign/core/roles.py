"""The roles of a shared server in their order, whose a thing is, and which rows of the log are not for everybody.

Which role may do which verb is declared with the verb (``campaign.kinds``). Source: docs/handbook/server.md, Roles.
"""

from typing import NamedTuple

from campaign.core.model.people import Member, Role

ORDER = (Role.VIEWER, Role.STAFF, Role.LEADER, Role.HQ, Role.ADMIN)
"""Each may do all that those before it may."""


ONLY_HERE = frozenset({
    "demo", "init", "seed", "info", "completion", "man", "gate", "keys", "restore", "server setup", "server warm",
    "web"})
"""Commands that never come in through the gate, whoever asks: they name files, or belong to the machine."""


STEP = "merit step"
"""Takes a step of supervision, which whom it concerns sees first (decision 0025)."""
CONFIDENTIAL = ("refused", STEP, "member add", "member role", "member key", "member remove")
"""Verbs whose rows of the log are for headquarters: who the members are, who tried what they may not, and steps of supervision,
which are for those whom they name as well."""


PERSONAL = ("view save", "view remove")
"""Verbs whose rows of the log are nobody's but of who did it, whatever the role."""


class Hidden(NamedTuple):
    """Rows of the log that are not for somebody, what takes one of them back included."""

    verbs: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    """Codes: a step of supervision that names one of them is no secret to this person."""
    actor: str | None = None
    """Of ``PERSONAL`` verbs only this person's rows are shown; None: everybody's."""


NOT_HIDDEN = Hidden()
"""For what reads the log without showing it to anybody."""


class Ties(NamedTuple):
    """Whose a thing is: everything that can make it someone's own."""

    counties: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    leader: str | None = None
    """Who has claimed it, if it is a project."""


class Ownership(NamedTuple):
    """A thing before a write, None when it is new, and after it."""

    before: Ties | None
    after: Ties
    places: tuple[Ties, ...] = ()
    """Where a new thing lies: the projects that it names, or its county. What its maker typed into it makes nothing one's own."""


def at_least(role: Role, least: Role) -> bool:
    return ORDER.index(role) >= ORDER.index(least)


def is_own(member: Member, ties: Ties) -> bool:
    """In the member's county, in the hands of the member's unit, or led, managed or held by the member."""
    return member.county in ties.counties or member.unit in ties.units or member.person in ties.people


def own(member: Member, standing: Ownership, *, claiming: bool = False) -> bool:
    """Whether a write is to one's own: what was so before it; what is new and lies on nothing but one's own; of a claim also
    what nobody had claimed.
    """
    before, after, places = standing
    if before is None:
        return bool(places) and all(is_own(member, place) for place in places)
    return is_own(member, before) or (claiming and before.leader is None and after.leader == member.person)
