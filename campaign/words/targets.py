"""How a change of a target is told: 百日计划由 1,780万 调整为 97万（原因，谁同意）."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from campaign.core import codes
from campaign.core.model.blocker import HoldReason
from campaign.core.model.consent import Request, RequestState, TargetChange
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.model.land import ApprovalState
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.text import _
from campaign.words.indicators import series_name
from campaign.words.labels import NOTHING, day, field, from_to, label, listed, value_text

NameOf = Callable[[str | None], str]
VERBS_ASK: Mapping[tuple[str, str], Field] = {
    ("blocker", "hold"): Field("hold", Type.DAY), ("blocker", "reason"): Field("reason", Type.WORD, HoldReason),
    ("approval", "state"): Field("state", Type.WORD, ApprovalState)}
"""What verbs ask for that no field is: of a hold its last day and its reason, of an approval that it is not needed."""


def asked_field(subject: str, name: str) -> Field | None:
    """What a change is of; None of an indicator's target."""
    kind = registry.of(subject)
    return kind.by_name.get(name) or VERBS_ASK.get((kind.name, name))


def stored_text(subject: str, name: str, told: str | None, name_of: NameOf) -> str:
    """A value that is kept as JSON, of a field of what ``subject`` names."""
    return _text(asked_field(subject, name) or Field(name), json.loads(told or "null"), name_of)


def _text(about: Field, value: object, name_of: NameOf) -> str:
    if value is None or value == "":
        return NOTHING
    return name_of(str(value)) if codes.canonical(str(value)) == value else value_text(about, value, name_of)


def _sides(subject: str, name: str, before: str | None, after: str | None, written: object, name_of: NameOf) -> tuple[str, str]:
    """An old and a new value that are kept as JSON."""
    old, new = json.loads(before or "null"), json.loads(after or "null")
    return from_to(old, new, written, lambda value: _text(asked_field(subject, name) or Field(name), value, name_of))


def asked_text(row: Request, name_of: NameOf) -> str:
    """What is asked for, by whom, and since when."""
    before, wanted = _sides(row.subject, row.field, row.before, row.after, row.on, name_of)
    asks = _("{field}: {before} -> {after}").format(field=target_label(row.field), before=before, after=wanted)
    return _("{what} ({name}, {day})").format(what=asks, name=name_of(row.actor), day=day(row.on))


def request_text(change: Mapping[str, Any], name_of: NameOf) -> list[str]:
    """Of a row of the audit: what was asked for, or how it was decided; nothing where the verb says that already."""
    code, after = change["key"]["code"], change["after"]
    if change["before"] is None:
        before, wanted = _sides(after["subject"], after["field"], after["before"], after["after"], after["on_day"], name_of)
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
    before, after = _sides(change.subject, change.field, change.before, change.after, change.on, name_of)
    said = _("{field} changed from {before} to {after}").format(field=target_label(change.field), before=before, after=after)
    agreed = "" if change.agreed_by is None else _("agreed by {name}").format(name=name_of(change.agreed_by))
    more = [text for text in (change.why, agreed) if text]
    return _("{what} ({more})").format(what=said, more=listed(more)) if more else said


def all_text(changes: Iterable[TargetChange], name_of: NameOf) -> str:
    return listed([changed_text(change, name_of) for change in changes])
