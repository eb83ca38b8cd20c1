"""Codes as they are typed, and the names behind them."""

from campaign.cli.state import current
from campaign.core import codes
from campaign.core.fullwidth import NARROW
from campaign.kinds.campaign import SETTINGS
from campaign.service import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import names as names_queries
from campaign.text import _
from campaign.words import label
from campaign.words.labels import NOTHING


def name_of(code: str) -> str:
    """The name behind a code, as well as it can be found; the label of a setting."""
    if code in SETTINGS:
        return _(SETTINGS[code].label)
    if codes.canonical(code) != code:
        return ""
    kind, store = codes.kind_of(code), current().session().store
    name = names_queries.name_of(store, kind, code)
    if kind == "approval" and name:  # its name is its project's code
        return f"{label(approvals_queries.approval(store, code).kind)} {name} {names_queries.name_of(store, 'project', name)}"
    if kind == "dispatch" and name:  # its name is its person's code
        return names_queries.name_of(store, "person", name) or name
    if kind == "request" and name:  # its name is its subject's code
        return f"{name} {name_of(name)}"
    return name or ""


def actor_name(session: Session, actor: str) -> str:
    """Who did it: a member of a shared server by name, anyone else by the login."""
    is_person = codes.canonical(actor) == actor and codes.is_a(actor, "person")
    return (names_queries.name_of(session.store, "person", actor) if is_person else None) or actor


def told_name(session: Session, code: str | None) -> str:
    """Of a person or whoever else did it, of anything by its name; of nothing, what stands for nothing."""
    return NOTHING if code is None else name_of(code) or actor_name(session, code)


def coded(text: str, *kinds: str) -> str | None:
    """The code that was typed, if it is one of things of these kinds."""
    code = codes.canonical(text.translate(NARROW))
    return code if codes.is_a(code, *kinds) else None
