"""How lists of one office are read, kept under a name."""

from typing import Any

from campaign.service.session import Session
from campaign.store.queries import profiles


def names(session: Session) -> list[str]:
    return profiles.names(session.store)


def profile(session: Session, name: str) -> dict[str, Any]:
    """The options that were kept under the name. Raises ``NotFound`` with the names that there are."""
    return profiles.profile(session.store, name)
