"""What the dated rows of a write say in words: moves, notes, due days, reports that say more than the columns they changed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from campaign.core.model.blocker import EventKind, HoldReason
from campaign.core.model.land import LandTask
from campaign.core.model.leads import LeadEventKind, LeadStage
from campaign.core.model.snapshot import AuditEntry
from campaign.core.quantity import format_quantity
from campaign.kinds.field import Field, Type
from campaign.text import _
from campaign.words.labels import dated, field, from_to, level, measured, stored

NameOf = Callable[[str | None], str]
"""The name behind a code; of nothing, what stands for nothing."""
TaskOf = Callable[[str], LandTask | None]
"""The land task of a code, if it is still there: its history has quantities in its measure."""
Row = Mapping[str, Any]


def histories(entry: AuditEntry, name_of: NameOf, task_of: TaskOf) -> list[str]:
    said = []
    for change in entry.changes:
        row = change.get("after")
        if not isinstance(row, Mapping) or row.get("kind") == EventKind.RETURN:  # the result itself says why
            continue
        match change.get("table"):
            case "blocker_events":
                said.append(_blocker_event(row, name_of))
            case "land_events":
                said.append(land_event(row, task_of(str(row.get("task") or entry.subject))))
            case "approval_events":
                said.append(_approval_event(row, name_of))
            case "lead_events":
                said.append(_lead_event(row))
            case "dispatch_entries":
                said.append(with_text(str(row.get("approval") or ""), row.get("text")))
            case "merit_answers":
                said.append(str(row.get("text") or ""))
    return [text for text in said if text]


def _blocker_event(row: Row, name_of: NameOf) -> str:
    text = str(row.get("text") or "")
    match row.get("kind"):
        case EventKind.MOVE:
            source, target = (name_of(row.get(side)) for side in ("source", "target"))
            move = (_("{source} -> {target}").format(source=source, target=target) if row.get("source")
                    else _("to {target}").format(target=target))
            return f"{move}  {text or _('(nothing is said of what was done)')}"
        case EventKind.LEVEL:
            return level(int(row.get("target") or 0))
        case EventKind.HOLD:
            reason = stored(Field("reason", Type.WORD, HoldReason), row.get("target"))
            return with_text(_("{reason}, until {day}").format(reason=reason, day=iso_day(row.get("source"), row)), text)
        case EventKind.DUE:
            return _due(row)
    return text


def land_event(row: Row, task: LandTask | None) -> str:
    """``+10.5 mu  surveyed``; without the measure of a task that is no longer there."""
    if isinstance(amount := row.get("amount"), int):
        what = ("+" if amount >= 0 else "") + format_quantity(amount)
        return with_text(measured(what, task.measure) if task else what, row.get("text"))
    return _due(row) if row.get("kind") == "due" else str(row.get("text") or "")


def _approval_event(row: Row, name_of: NameOf) -> str:
    match row.get("kind"):
        case "due":
            return _due(row)
        case "submit" if row.get("target"):
            return with_text(_("to {target}").format(target=name_of(row["target"])), row.get("text"))
        case "contact" if row.get("target"):
            return with_text(str(row.get("text") or ""), _("the next on {day}").format(day=iso_day(row["target"], row)))
        case "grant" if row.get("target"):
            return with_text(_("valid until {day}").format(day=iso_day(row["target"], row)), row.get("text"))
    return str(row.get("text") or "")


def _lead_event(row: Row) -> str:
    text = str(row.get("text") or "")
    match row.get("kind"):
        case LeadEventKind.STAGE:
            source, target = (stored(Field("stage", Type.WORD, LeadStage), row.get(side)) for side in ("source", "target"))
            move = _("{source} -> {target}").format(source=source, target=target) if row.get("source") else target
            return with_text(move, text)
        case LeadEventKind.NEXT:
            if not text:
                return _("nothing is agreed any more")
            return with_text(_("next: {step}").format(step=text), iso_day(row["target"], row) if row.get("target") else "")
        case LeadEventKind.PROJECT:
            return str(row.get("target") or "")
    return text


def _due(row: Row) -> str:
    """A changed due day: before, after, why."""
    before, after = from_to(row.get("source"), row.get("target"), row.get("on_day", ""), partial(iso_day, row=row))
    move = _("{field}: {before} -> {after}").format(field=field("due"), before=before, after=after)
    return with_text(move, row.get("text"))


def with_text(what: str, text: object) -> str:
    return "  ".join(part for part in (what, str(text or "")) if part)


def iso_day(value: object, row: Row) -> str:
    """A day, with its year if that is not the one of the row."""
    return dated(value, row.get("on_day") or "")
