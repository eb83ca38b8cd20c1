"""Who may do what on a shared server: the one table of verbs × roles, and whose a thing is.

A verb is the name of a command of the command line; the audit, the service and the gate use the same names. On one's own
machine there are no members, and everything is allowed. Source: docs/handbook/server.md, Roles.
"""

from collections.abc import Mapping
from typing import NamedTuple

from campaign.core.model import Member, Role

ORDER = (Role.VIEWER, Role.STAFF, Role.LEADER, Role.HQ, Role.ADMIN)
"""Each may do all that those before it may."""


class Rule(NamedTuple):
    least: Role
    own: bool = False
    """Those below headquarters may do it only to what is their own (``own``)."""


_LOOK, _OWN, _LEAD, _HQ, _ADMIN = (
    Rule(Role.VIEWER), Rule(Role.STAFF, own=True), Rule(Role.LEADER, own=True), Rule(Role.HQ), Rule(Role.ADMIN))

RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("tui", "status", "projects", "lights", "blockers", "leaders", "counties", "units", "people", "today",
                     "presence", "blast", "too-late", "rates", "dossier", "show", "log", "land-tasks", "approvals",
                     "whoami", "who", "reserve", "gaps", "taskforces", "dispatches", "bulletin", "indicators", "parity",
                     "leads", "merits", "explain", "chain", "trips", "events", "cases", "leaderboards", "honours",
                     "news", "view", "view list", "view save", "view remove"), _LOOK),
    **dict.fromkeys(("progress", "fund", "register", "visit", "edit", "assign", "note", "contact", "escalate", "hold", "resolve",
                     "reopen", "land-progress", "accept", "submit", "grant", "waive", "add-project", "add-blocker",
                     "add-land-task", "add-approval", "list-add", "list-set", "add-lead", "advance"), _OWN),
    **dict.fromkeys(("learned", "add-trip", "add-event", "answer"), Rule(Role.STAFF)),  # they belong to no county or unit
    "undo": Rule(Role.STAFF),  # one's own last write, if one may still do that
    "claim": _LEAD,
    **dict.fromkeys(("handover", "excuse", "settings", "calendar", "case", "add-leader", "add-person", "add-county", "add-unit",
                     "add-taskforce", "taskforce", "dispatch", "indicator", "chain-set", "merit", "merit step", "pay",
                     "member list"), _HQ),
    **dict.fromkeys(("member add", "member role", "member key", "member remove", "backup", "doctor"), _ADMIN),
}
"""Every verb that a member may be allowed. What is not here is for the machine's own account: it makes databases, reads
folders or prints what the administrator installs."""
ONLY_HERE = frozenset({"demo", "init", "seed", "info", "completion", "gate", "keys", "restore", "server setup"})
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


class Standing(NamedTuple):
    """A thing before a write, None when it is new, and after it."""

    before: Ties | None
    after: Ties
    places: tuple[Ties, ...] = ()
    """Where a new thing lies: the projects that it names, or its county. What its maker typed into it makes nothing one's own."""


def at_least(role: Role, least: Role) -> bool:
    return ORDER.index(role) >= ORDER.index(least)


def may(role: Role, verb: str) -> bool:
    """Whether the role may do the verb at all, perhaps only to what is its own."""
    rule = RULES.get(verb)
    return rule is not None and at_least(role, rule.least)


def only_own(role: Role, verb: str) -> bool:
    """Whether the role may do the verb to what is its own alone."""
    return RULES[verb].own and not at_least(role, Role.HQ)


def is_own(member: Member, ties: Ties) -> bool:
    """In the member's county, in the hands of the member's unit, or led, managed or held by the member."""
    return member.county in ties.counties or member.unit in ties.units or member.person in ties.people


def own(member: Member, standing: Standing, *, claiming: bool = False) -> bool:
    """Whether a write is to one's own: what was so before it; what is new and lies on nothing but one's own; of a claim also
    what nobody had claimed.
    """
    before, after, places = standing
    if before is None:
        return bool(places) and all(is_own(member, place) for place in places)
    return is_own(member, before) or (claiming and before.leader is None and after.leader == member.person)
