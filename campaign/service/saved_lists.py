"""Lists saved under a name, each person's own; and what is in one now."""

from collections.abc import Mapping

from campaign.core import codes
from campaign.core.filters import select
from campaign.core.model.people import View
from campaign.core.names import fold, matcher
from campaign.core.presence import working
from campaign.core.reserve import is_reserve
from campaign.core.saved import LONGEST, MOST, TEXT, check_name, check_words, packed, unpacked
from campaign.core.situation import Situation
from campaign.service.session import Session
from campaign.store.queries import names as names_queries
from campaign.store.queries import saved_lists as saved_lists_queries
from campaign.store.write import Done
from campaign.store.writes import saved_lists as saved_lists_writes

KINDS = {"projects": "project", "blockers": "blocker", "land": "land_task", "leaders": "leader", "reserve": "project",
         "presence": "project"}
"""Screen → what is listed there, as ``Session.code`` calls it."""


def mine(session: Session) -> list[View]:
    """One's own, by name."""
    return saved_lists_queries.views(session.store, session.actor)


def named(session: Session, name: str) -> View:
    """Raises ``NotFound``."""
    return saved_lists_queries.view(session.store, session.actor, session.text(name, LONGEST))


def save(session: Session, name: str, screen: str, words: Mapping[str, str], *, sort: str | None = None,
         grouping: str | None = None, request: str | None = None) -> Done:
    """Under a name that is there already it takes the place of what was saved. ``words`` are codes, but for ``text``."""
    called = check_name(session.required("name", name, LONGEST))
    check_words(screen, words)
    view = View(session.actor, called, screen, packed(words), sort, grouping)
    return session.write("view save", lambda write: saved_lists_writes.save_view(write, view, MOST), request)


def remove(session: Session, name: str, *, request: str | None = None) -> Done:
    called = session.required("name", name, LONGEST)
    return session.write("view remove", lambda write: saved_lists_writes.remove_view(write, session.actor, called), request)


def selected(session: Session, situation: Situation, view: View) -> list[str]:
    """Codes of the rows in it now, by code; what was typed is found as a screen finds it: name, code, pinyin, initials.

    ``view`` is of a screen in ``KINDS``, and of no pane.
    """
    words = unpacked(view.words)
    text = words.pop(TEXT, "")
    found = list(select(situation, "projects" if KINDS[view.screen] == "project" else view.screen, words))
    if view.screen == "reserve":
        found = [code for code in found if is_reserve(situation.snapshot.projects[code])]
    elif view.screen == "presence":
        found = [code for code in found if working(situation.snapshot.projects[code], situation.today)]
    if text:
        fits, folded, exact = matcher(text), fold(text), codes.canonical(text)
        keys = {code: (name, key) for code, name, key in names_queries.named(session.store, KINDS[view.screen])}
        found = [code for code in found
                 if (code in keys and fits(*keys[code])) or folded in code.casefold() or code == exact]
    return sorted(found, key=codes.order)
