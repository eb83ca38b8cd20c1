"""The lists that each person has saved under a name."""

from campaign.core.errors import NotFound
from campaign.core.model.people import View
from campaign.store.records import VIEWS
from campaign.store.store import Store


def views(store: Store, owner: str) -> list[View]:
    """Of one person, by name."""
    return VIEWS.all(store, owner=owner)


def view(store: Store, owner: str, name: str) -> View:
    """Raises ``NotFound``."""
    found = VIEWS.all(store, owner=owner, name=name)
    if not found:
        raise NotFound("unknown_view", name=name)
    return found[0]
