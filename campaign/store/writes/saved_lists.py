"""Verbs about the lists that each person saves under a name."""

from campaign.core.errors import NotFound, Refused
from campaign.core.model.people import View
from campaign.store.write import Write


def save_view(write: Write, view: View, most: int) -> str:
    """Under the same name it takes the place of what was there. Raises ``Refused`` for more than ``most``."""
    others = write.one("SELECT count(*) FROM views WHERE owner = ? AND name <> ?", view.owner, view.name)
    if others is not None and others[0] >= most:
        raise Refused("views_full", n=most)
    key = {"owner": view.owner, "name": view.name}
    write.set_single("views", key, {name: value for name, value in view._asdict().items() if name not in key})
    return view.name


def remove_view(write: Write, owner: str, name: str) -> str:
    if write.one("SELECT 1 FROM views WHERE owner = ? AND name = ?", owner, name) is None:
        raise NotFound("unknown_view", name=name)
    write.delete("views", {"owner": owner, "name": name})
    return name
