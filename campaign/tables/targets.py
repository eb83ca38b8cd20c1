"""What ``show`` tells of the targets of a record: the original beside each, and the changes that were made."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from campaign.core.model.consent import TargetChange
from campaign.kinds import registry
from campaign.kinds.field import Field, Nature, Type
from campaign.tables.values import Row, iso
from campaign.words.targets import asked_field


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
        if (was := value(asked_field(row["code"], change.field), change.before)) or was is False:  # empty is no original yet
            first.setdefault(change.field, was)
    return {f"{name}_original": first.get(name, row[name]) for name, field in fields.items()
            if field.nature is Nature.TARGET and name in row}


def made(code: str, changes: Iterable[TargetChange]) -> list[Mapping[str, Any]]:
    """``targets``: the changes, oldest first, persons as codes. Of stages only those that somebody had to agree
    to: work that goes on, or a start that is returned, moves them by itself.
    """
    return [{"field": change.field, "from": value(asked_field(code, change.field), change.before),
             "to": value(asked_field(code, change.field), change.after), "on": iso(change.on), "why": change.why,
             "by": change.actor, "agreed_by": change.agreed_by} for change in changes
            if change.field != "stage" or change.agreed_by is not None]
