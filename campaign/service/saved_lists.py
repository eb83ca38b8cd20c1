"""Lists saved under a name, each person's own; and what is in one now."""

from collections.abc import Mapping

from campaign.core.model.people import View
from campaign.core.saved import LONGEST, MOST, check_name, check_words, packed
from campaign.service.session import Session
from campaign.store.queries import saved_lists as saved_lists_queries
from campaign.store.write import Done
from campaign.store.writes import saved_lists as saved_lists_writes


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
