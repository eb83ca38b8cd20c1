"""What can be done: a verb's name, who may do it, and what footers and the log call it. How it is done is each face's own."""

from enum import IntEnum
from typing import NamedTuple

from campaign.core.model.people import Role


class Verb(NamedTuple):
    """One verb of the audit; the command line's command has the same name."""

    name: str
    least: Role
    """Who may do it: this role and those above it."""
    own: bool = False
    """Those below headquarters may do it only to what is their own (docs/handbook/server.md, Roles)."""
    past: str = ""
    """English, marked with ``N_``: what the log says of it. Empty: it leaves no row."""
    looks: bool = False
    """Its command shows the same things to everybody where nothing is written."""


class Foot(IntEnum):
    """Where the footer names what a key does on a record."""

    NOWHERE = 0
    PAGE = 1
    """On its own page alone: in a list it would take the place of what is done more often."""
    LIST = 2
    """There, and where such records are listed."""


class Key(NamedTuple):
    """What a key of the dashboard means on a record of some kind; the footer names those of a kind in their order."""

    verb: str
    """Of the audit: who may not do that, hears so. Empty: it does nothing there, and ``why_not`` says why."""
    label: str = ""
    """What the footer calls it there; English, marked with ``N_``. Empty: as everywhere."""
    asks: bool = False
    """It first asks which thing is meant, or takes it from what is under the cursor: whose it is, is not known before."""
    why_not: str = ""
    """English, marked with ``N_``."""
    foot: Foot = Foot.LIST
    does: str = ""
    """A few words for the help, English, marked with ``N_``. Empty where the key does the same whatever it is on."""


def look(*names: str) -> tuple[Verb, ...]:
    """Verbs that only read."""
    return tuple(Verb(name, Role.VIEWER) for name in names)


def own(name: str, past: str) -> Verb:
    """What staff do to what is their own."""
    return Verb(name, Role.STAFF, True, past)


def headquarters(name: str, past: str, *, looks: bool = False) -> Verb:
    return Verb(name, Role.HQ, False, past, looks)
