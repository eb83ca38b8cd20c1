"""What ``show`` tells of the targets of a record: the original beside each, and the changes that were made."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from campaign.core import codes
from campaign.core.model.consent import TargetChange
from campaign.kinds import registry
from campaign.kinds.field import Field, Nature, Type
from campaign.tables.values import Row, changed, iso
from campaign.words.targets import target_label


def value(about: Field | None, text: str | None) -> Any:
    """A value that is kept as JSON, as ``show --json`` has it. ``about``: None of what no field is, such as a hold."""
    found = json.loads(text or "null")
    if found is None or about is None:
        return found
    if about.holds in (Type.QUANTITY, Type.FIGURE):
        return found / 100
    if about.holds == Type.WORD and about.words is not None:
        return about.words(found)
    return bool(found) if about.holds == Type.YES else found


def originals(row: Row, changes: Iterable[TargetChange]) -> Row:
    """``plan_100_original`` … of every target in ``row``, the record of its code: without a change the value of today."""
    first: dict[str, Any] = {}
    fields = registry.of(row["code"]).by_name
    for change in changes:
        first.setdefault(change.field, value(fields.get(change.field), change.before))
    return {f"{name}_original": first.get(name, row[name]) for name, field in fields.items()
            if field.nature is Nature.TARGET and name in row}


def made(code: str, changes: Iterable[TargetChange]) -> list[Mapping[str, Any]]:
    """``targets``: the changes, oldest first, persons as codes."""
    fields = registry.of(code).by_name
    return [{"field": change.field, "from": value(fields.get(change.field), change.before),
             "to": value(fields.get(change.field), change.after), "on": iso(change.on), "why": change.why, "by": change.actor,
             "agreed_by": change.agreed_by} for change in changes]


def told(change: Row, name_of: Callable[[str], str]) -> tuple[str, str, str]:
    """Of one of ``made``, or of a request: the field, what it was and what it became, as people read them."""
    def said(found: Any) -> str:
        return name_of(found) if isinstance(found, str) and codes.canonical(found) == found else changed(change["field"], found)

    return target_label(change["field"]), said(change["from"]), said(change["to"])
