"""A record as its table holds it, whatever its kind."""

from typing import Any

from campaign.core.errors import NotFound
from campaign.kinds.kind import Kind
from campaign.store.store import Store


def stored(store: Store, kind: Kind, code: str, *more: str) -> dict[str, Any]:
    """What its editable fields hold, by their names, with ``version`` and the columns ``more``. Raises ``NotFound``."""
    names = [*(field.name for field in kind.editable), "version", *more]
    columns = ", ".join("on_day" if name == "on" else name for name in names)
    found = store.fetch(f"SELECT {columns} FROM {kind.table} WHERE code = ?", code)
    if not found:
        raise NotFound("unknown_code", code=code)
    return dict(zip(names, found[0], strict=True))
