"""How a change of a target is told: 百日计划由 1,780万 调整为 97万（原因，谁同意）."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from campaign.core import codes
from campaign.core.model.consent import RequestState, TargetChange
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.text import _
from campaign.words.indicators import series_name
from campaign.words.labels import NOTHING, field, label, listed, value_text

NameOf = Callable[[str | None], str]


def stored_text(subject: str, name: str, told: str | None, name_of: NameOf) -> str:
    """A value that is kept as JSON, of a field of what ``subject`` names; of a hold, the day it ends on."""
    value, about = json.loads(told or "null"), registry.of(subject).by_name.get(name)
    if value is None or value == "":
        return NOTHING
    if codes.canonical(str(value)) == value:
        return name_of(value)
    return value_text(about or Field(name), value, name_of)


def request_text(change: Mapping[str, Any], name_of: NameOf) -> list[str]:
    """Of a row of the audit: what was asked for, or how it was decided; nothing where the verb says that already."""
    code, after = change["key"]["code"], change["after"]
    if change["before"] is None:
        before, wanted = (stored_text(after["subject"], after["field"], after[side], name_of) for side in ("before", "after"))
        asks = _("{code} asks for {field}: {before} -> {after}")
        return [asks.format(code=code, field=target_label(after["field"]), before=before, after=wanted), after["why"]]
    if after.get("state") == RequestState.WITHDRAWN:
        return [f"{code} {label(RequestState.WITHDRAWN)}"]
    return [after["note"]] if after.get("note") else []


def target_label(name: str) -> str:
    """What a field is called; ``target investment yoy_cum 2026`` of a county is the target of a series in a period."""
    what, *series = name.split(" ")
    if not series:
        return field(name)
    metric, measure, period = series
    told = series_name(Metric(metric), IndicatorMeasure(measure))
    return _("{what} of {series} {period}").format(what=field(what), series=told, period=period)


def changed_text(change: TargetChange, name_of: NameOf) -> str:
    """The field, what it was, what it is, and in brackets why and who agreed, as far as there is either."""
    said = _("{field} changed from {before} to {after}").format(
        field=target_label(change.field), before=stored_text(change.subject, change.field, change.before, name_of),
        after=stored_text(change.subject, change.field, change.after, name_of))
    agreed = "" if change.agreed_by is None else _("agreed by {name}").format(name=name_of(change.agreed_by))
    more = [text for text in (change.why, agreed) if text]
    return _("{what} ({more})").format(what=said, more=listed(more)) if more else said


def all_text(changes: Iterable[TargetChange], name_of: NameOf) -> str:
    return listed([changed_text(change, name_of) for change in changes])
