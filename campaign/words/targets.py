"""How a change of a target is told: 百日计划由 1,780万 调整为 97万（原因，谁同意）."""

import json
from collections.abc import Callable, Iterable

from campaign.core import codes
from campaign.core.model.consent import TargetChange
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.text import _
from campaign.words.changes import value_text
from campaign.words.labels import NOTHING, field, listed

NameOf = Callable[[str | None], str]


def stored_text(subject: str, name: str, told: str | None, name_of: NameOf) -> str:
    """A value that is kept as JSON, of a field of what ``subject`` names; of a hold, the day it ends on."""
    value, about = json.loads(told or "null"), registry.of(subject).by_name.get(name)
    if value is None or value == "":
        return NOTHING
    if codes.canonical(str(value)) == value:
        return name_of(value)
    return value_text(about or Field(name), value, name_of)


def changed_text(change: TargetChange, name_of: NameOf) -> str:
    """The field, what it was, what it is, and in brackets why and who agreed, as far as there is either."""
    said = _("{field} changed from {before} to {after}").format(
        field=field(change.field), before=stored_text(change.subject, change.field, change.before, name_of),
        after=stored_text(change.subject, change.field, change.after, name_of))
    more = [change.why or "", "" if change.agreed_by is None else _("agreed by {name}").format(name=name_of(change.agreed_by))]
    return _("{what} ({more})").format(what=said, more=listed([text for text in more if text])) if any(more) else said


def all_text(changes: Iterable[TargetChange], name_of: NameOf) -> str:
    return listed([changed_text(change, name_of) for change in changes])
