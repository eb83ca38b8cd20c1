"""How lists of one office are read."""

import json
from typing import Any

from campaign.core.errors import NotFound
from campaign.store.store import Store


def names(store: Store) -> list[str]:
    return [name for (name,) in store.fetch("SELECT name FROM list_profiles ORDER BY name")]


def profile(store: Store, name: str) -> dict[str, Any]:
    """The options that were kept under the name. Raises ``NotFound`` with the names that there are."""
    found: dict[str, str] = dict(store.fetch("SELECT name, spec FROM list_profiles ORDER BY name"))
    if name not in found:
        raise NotFound("no_such_profile", text=name, names=" / ".join(found) or "-")
    spec: dict[str, Any] = json.loads(found[name])
    return spec
