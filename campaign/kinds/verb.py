"""What can be done: a verb's name, who may do it, and what footers and the log call it. How it is done is each face's own."""

from collections.abc import Mapping
from typing import NamedTuple

from campaign.core.model import Role


class Verb(NamedTuple):
    """One verb of the audit; the command line's command has the same name."""

    name: str
    least: Role
    """Who may do it: this role and those above it."""
    own: bool = False
    """Those below headquarters may do it only to what is their own (docs/handbook/server.md, Roles)."""
    past: str = ""
    """English, marked with ``N_``: what the log says of it. Empty: it leaves no row."""
    keys: Mapping[str, str] = {}
    """Action of the dashboard → what the footer calls it here (English, marked with ``N_``; empty: as everywhere)."""
    asks: tuple[str, ...] = ()
    """Those of ``keys`` that first ask which thing is meant: whose it is, is not known before."""


def look(*names: str) -> tuple[Verb, ...]:
    """Verbs that only read."""
    return tuple(Verb(name, Role.VIEWER) for name in names)


def own(name: str, past: str, keys: Mapping[str, str] | None = None, asks: tuple[str, ...] = ()) -> Verb:
    """What staff do to what is their own."""
    return Verb(name, Role.STAFF, True, past, keys or {}, asks)


def headquarters(name: str, past: str, keys: Mapping[str, str] | None = None) -> Verb:
    return Verb(name, Role.HQ, False, past, keys or {})
