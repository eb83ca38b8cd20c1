"""What was typed for the fields of a kind, as the columns of its table hold it."""

from collections.abc import Iterable, Mapping
from typing import Any

from campaign.core.errors import BadInput
from campaign.kinds import registry
from campaign.kinds.field import parse
from campaign.kinds.kind import Kind
from campaign.service.session import Session

Typed = Mapping[str, str | None]
"""Field name → text as typed. ``None`` is "not mentioned", an empty text empties the field."""


def values(session: Session, kind: str, typed: Typed, needed: Iterable[str] = ()) -> dict[str, Any]:
    """Stored values of what was mentioned, by column. Raises ``BadInput``, also when what is ``needed`` was not mentioned, or
    ``NotFound``; an unknown field is a ``KeyError``.
    """
    fields = registry.kind(kind).by_name
    found = {_column(name): parse(fields[name], text, session) for name, text in typed.items() if text is not None}
    for name in needed:
        if _column(name) not in found:
            raise BadInput("field_empty", field=name)
    return found


def _column(name: str) -> str:
    """``on`` is a word of SQL."""
    return "on_day" if name == "on" else name


def check_editable(kind: Kind, code: str, typed: Typed) -> None:
    """Raises ``BadInput`` for what was mentioned and cannot be edited, or is nothing of this kind."""
    editable = {field.name for field in kind.editable}
    unknown = [name for name, text in typed.items() if text is not None and name not in editable]
    if unknown:
        raise BadInput("field_not_here", field=unknown[0], code=code)


def changed(session: Session, code: str, typed: Typed) -> dict[str, Any]:
    """As ``values``, of what can be edited of ``code``. Raises ``BadInput`` when nothing was mentioned."""
    kind = registry.of(code)
    check_editable(kind, code, typed)
    given = values(session, kind.name, typed)
    if not given:
        raise BadInput("nothing_to_edit", code=code)
    return given
