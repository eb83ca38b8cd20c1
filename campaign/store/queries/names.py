"""Codes, names and search keys, of whatever kind."""


from campaign.kinds import registry
from campaign.store.store import Store


def named(store: Store, kind: str) -> list[tuple[str, str, str]]:
    """(code, name, search key) of everything of ``kind`` (a kind that has codes, or ``leader``)."""
    if kind == "leader":
        return store.fetch("SELECT code, name, key FROM people WHERE leader = 1")
    about = registry.kind(kind)
    if not about.found:
        return []
    return store.fetch(f"SELECT code, {about.called}, key FROM {about.table}")


def name_of(store: Store, kind: str, code: str) -> str | None:
    """The name behind an exact code, or None."""
    about, condition = registry.kind(kind), ""
    if kind == "leader":
        condition = " AND leader = 1"
    found = store.fetch(f"SELECT {about.called} FROM {about.table} WHERE code = ?{condition}", code)
    return found[0][0] if found else None
