"""What one row of the audit changed, in words: fields before and after, and what the dated rows beside them say.

The same words on the command line and in the dashboard. Everything comes from the declarations of the kinds; a table that is no
kind (a history, members, settings) has a sentence of its own below.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from campaign.core.model.blocker import Category, EventKind, HoldReason
from campaign.core.model.campaign import Settings
from campaign.core.model.consent import ResultState, What
from campaign.core.model.land import LandTask
from campaign.core.model.leads import LeadEventKind, LeadStage
from campaign.core.model.snapshot import AuditEntry
from campaign.core.quantity import format_quantity
from campaign.core.spot_check import PREFIX, Checked, Number, ReportKind
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.text import _, ngettext
from campaign.words.files import file_label
from campaign.words.labels import dated, field, from_to, label, level, listed, measured, money, stored, value_text
from campaign.words.results import result_text
from campaign.words.spacing import and_things
from campaign.words.targets import request_text

NameOf = Callable[[str | None], str]
"""The name behind a code; of nothing, what stands for nothing."""
TaskOf = Callable[[str], LandTask | None]
"""The land task of a code, if it is still there: its history has quantities in its measure."""
Row = Mapping[str, Any]

MOST_NAMES = 3
"""Codes that are told of a write that changed many things alike."""


def changes_text(entry: AuditEntry, name_of: NameOf, task_of: TaskOf = lambda code: None) -> str:
    """What changed; '' when the verb says it all. The subject's own name is not repeated."""
    match entry.verb:
        case "init":
            return ""
        case "seed":
            return listed([f"{file_label(str(row['file']))} {row['count']}"
                           for row in _after(entry) if "file" in row and "count" in row])
        case "import":
            return listed([text for change in entry.changes if change["table"] == "imports" for text in _list(change, name_of)])
        case "undo":
            return _("the change no. {number}").format(number=entry.undoes)
        case "claim":
            return listed([_("{source} -> {target}").format(source=name_of(before), target=name_of(after))
                           for before, after in _both(entry, "leader")])
        case "handover":
            return ngettext("{n} thing passes on", "{n} things pass on", len(entry.changes)).format(n=len(entry.changes))
    said, others = list[str](), dict[str, None]()
    told = _histories(entry, name_of, task_of)
    for change in entry.changes:
        table, key = str(change.get("table")), change.get("key")
        code = str(key.get("code", "")) if isinstance(key, Mapping) else ""
        kind = registry.by_table().get(table)
        if kind is None or table in _SENTENCES:
            said += _SENTENCES.get(table, _nothing)(change, name_of)
        elif code and code != entry.subject:
            others[code] = None
        elif entry.verb == "return" and kind.letter is None:
            continue  # the money that it took out: the result or report is named, and why
        elif not told or entry.verb == "edit":
            said += _fields(kind, change, name_of, entry.at, due_told=bool(told))
    if others and not said and not told:
        return and_things(listed(list(others)[:MOST_NAMES]), len(others) - MOST_NAMES)
    return listed([*said, *told])


def _fields(kind: Kind, change: Row, name_of: NameOf, at: str, *, due_told: bool) -> list[str]:
    """``Stage: ready to start -> building``; of an added thing, its first facts."""
    before, after = change.get("before"), change.get("after")
    if not isinstance(after, Mapping):
        return [_("taken away")] if isinstance(before, Mapping) else []
    said = []
    for column, value in after.items():
        about = kind.by_name.get(column) or kind.by_name.get("on" if column == "on_day" else column)
        if about is None or (due_told and column == "due"):
            continue
        if isinstance(before, Mapping) and before.get(column) == value:
            continue
        if isinstance(before, Mapping):
            old, new = from_to(before.get(column), value, at, partial(value_text, about, name_of=name_of))
            said.append(_("{field}: {before} -> {after}").format(field=_(about.label), before=old, after=new))
        elif value not in (None, "", 0) and column not in (kind.called, "project" if kind.letter is None else kind.called):
            said.append(_bare(about, value, value_text(about, value, name_of)))
    return said


def _bare(about: Field, value: object, shown: str) -> str:
    """A first fact: what speaks for itself has no label."""
    if about.holds == Type.MONEY and about.name == "money" and isinstance(value, int):
        return money(value, sign=True)
    if about.name == "crew":
        return _("crew {n}").format(n=value)
    if about.name in ("done", "note", "text", "solved", "why", "on_day"):
        return _("solved {what}").format(what=shown) if about.name == "solved" else shown
    return f"{_(about.label)} {shown}"


# Histories: dated rows that say more than the columns which they changed ---------------------------------------------------


def _histories(entry: AuditEntry, name_of: NameOf, task_of: TaskOf) -> list[str]:
    said = []
    for change in entry.changes:
        row = change.get("after")
        if not isinstance(row, Mapping) or row.get("kind") == EventKind.RETURN:  # the result itself says why
            continue
        match change.get("table"):
            case "blocker_events":
                said.append(_blocker_event(row, name_of))
            case "land_events":
                said.append(_land_event(row, task_of(str(row.get("task") or entry.subject))))
            case "approval_events":
                said.append(_approval_event(row, name_of))
            case "lead_events":
                said.append(_lead_event(row))
            case "dispatch_entries":
                said.append(_with(str(row.get("approval") or ""), row.get("text")))
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
            return _with(_("{reason}, until {day}").format(reason=reason, day=_iso(row.get("source"), row)), text)
        case EventKind.DUE:
            return _due(row)
    return text


def _land_event(row: Row, task: LandTask | None) -> str:
    """``+10.5 mu  surveyed``; without the measure of a task that is no longer there."""
    if isinstance(amount := row.get("amount"), int):
        what = ("+" if amount >= 0 else "") + format_quantity(amount)
        return _with(measured(what, task.measure) if task else what, row.get("text"))
    return _due(row) if row.get("kind") == "due" else str(row.get("text") or "")


def _approval_event(row: Row, name_of: NameOf) -> str:
    match row.get("kind"):
        case "due":
            return _due(row)
        case "submit" if row.get("target"):
            return _with(_("to {target}").format(target=name_of(row["target"])), row.get("text"))
        case "contact" if row.get("target"):
            return _with(str(row.get("text") or ""), _("the next on {day}").format(day=_iso(row["target"], row)))
        case "grant" if row.get("target"):
            return _with(_("valid until {day}").format(day=_iso(row["target"], row)), row.get("text"))
    return str(row.get("text") or "")


def _lead_event(row: Row) -> str:
    text = str(row.get("text") or "")
    match row.get("kind"):
        case LeadEventKind.STAGE:
            source, target = (stored(Field("stage", Type.WORD, LeadStage), row.get(side)) for side in ("source", "target"))
            move = _("{source} -> {target}").format(source=source, target=target) if row.get("source") else target
            return _with(move, text)
        case LeadEventKind.NEXT:
            if not text:
                return _("nothing is agreed any more")
            return _with(_("next: {step}").format(step=text), _iso(row["target"], row) if row.get("target") else "")
        case LeadEventKind.PROJECT:
            return str(row.get("target") or "")
    return text


def _due(row: Row) -> str:
    """A changed due day: before, after, why."""
    before, after = from_to(row.get("source"), row.get("target"), row.get("on_day", ""), partial(_iso, row=row))
    move = _("{field}: {before} -> {after}").format(field=field("due"), before=before, after=after)
    return _with(move, row.get("text"))


def _with(what: str, text: object) -> str:
    return "  ".join(part for part in (what, str(text or "")) if part)


# Tables that are no kind -------------------------------------------------------------------------------------------------


def _nothing(change: Row, name_of: NameOf) -> list[str]:
    return []


def _setting(change: Row, name_of: NameOf) -> list[str]:
    """Of a threshold that nobody had set, the default stands before."""
    key, before, after = change.get("key"), change.get("before"), change.get("after")
    name = str(key.get("key", "")) if isinstance(key, Mapping) else ""
    default = Settings._field_defaults.get(name, "-")
    was, now = (row.get("value", "-") if isinstance(row, Mapping) else default for row in (before, after))
    return [_("{before} -> {after}").format(before=was, after=now)]


def _campaign(change: Row, name_of: NameOf) -> list[str]:
    before, after = change.get("before"), change.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    return [_("{field}: {before} -> {after}").format(
                field=field(name), before=stored(Field(name), before.get(name)), after=stored(Field(name), value))
            for name, value in after.items() if before.get(name) != value]


def _excuse(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    whose = [name_of(row[side]) for side in ("county", "person") if row.get(side)]
    span = f"{_iso(row.get('first_day'), row)} .. {_iso(row.get('last_day'), row)}"
    return [" ".join([span, str(row.get("why") or ""), *whose]).strip()]


def _calendar(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    what = _("a working day") if row.get("working") else _("a day off")
    day = _iso(row["day"], row) if row.get("day") else ""
    return [" ".join(part for part in (day, what, str(row.get("why") or "")) if part)]


def _member(change: Row, name_of: NameOf) -> list[str]:
    before, after = (row if isinstance(row := change.get(side), Mapping) else {} for side in ("before", "after"))
    from campaign.core.model.people import Role

    roles = [label(Role(row["role"])) for row in (before, after) if row.get("role")]
    places = [name_of(after[side]) for side in ("county", "unit") if after.get(side)]
    return [" ".join([" -> ".join(dict.fromkeys(roles)), *places]).strip()]


def _key(change: Row, name_of: NameOf) -> list[str]:
    row, key = _given(change), change.get("key")
    name = str(row.get("fingerprint") or (key.get("fingerprint") if isinstance(key, Mapping) else "") or "")
    return [" ".join(part for part in (name, str(row.get("comment") or "")) if part)]


def _joined(change: Row, name_of: NameOf) -> list[str]:
    """A member of a task force, or a project that it works for; who leaves is said so."""
    key = change.get("key")
    row = {**(key if isinstance(key, Mapping) else {}), **_given(change)}
    who = name_of(row.get("person") or row.get("project"))
    if not isinstance(change.get("after"), Mapping):
        return [f"- {who}"]
    skills = [label(Category(word)) for word in str(row.get("skills") or "").split()]
    return [f"+ {who}" + (f" ({listed(skills)})" if skills else "")]


def _view(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    return [_with(str(row.get("screen") or ""), row.get("words"))] if row.get("screen") else []


def _evidence(change: Row, name_of: NameOf) -> list[str]:
    return [str(_given(change).get("code") or "")]


def _result(change: Row, name_of: NameOf) -> list[str]:
    """What was confirmed or returned."""
    row = _given(change)
    if row.get("state") not in (ResultState.CONFIRMED, ResultState.RETURNED) or "what" not in row:
        return []
    return [_with(result_text(What(row["what"]), row.get("item")), row.get("why"))]


def _checked(change: Row, name_of: NameOf) -> list[str]:
    """Which report was confirmed or taken out."""
    row = _given(change)
    report = f"{label(ReportKind(row['kind']))} {PREFIX}{Number(row['seq'], row['part']).text}"
    return [_with(_("{report} {state}").format(report=report, state=label(Checked(row["state"]))), row.get("why"))]


def _list(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    return [_("{file}: {new} new, {changed} changed, {refused} refused").format(
        file=row["file"], new=row["added"], changed=row["changed"], refused=row["refused"])]


_SENTENCES: Mapping[str, Callable[[Row, NameOf], list[str]]] = {
    "settings": _setting, "imports": _list, "campaign": _campaign, "excuses": _excuse, "calendar_days": _calendar,
    "members": _member, "member_keys": _key, "requests": request_text, "results": _result, "spot_checks": _checked,
    "task_force_members": _joined, "views": _view, "list_profiles": _nothing, "merit_evidence": _evidence}


def _given(change: Row) -> Row:
    """The row that was made or taken away, or what was changed of it."""
    for side in ("after", "before"):
        if isinstance(row := change.get(side), Mapping):
            return row
    return {}


def _after(entry: AuditEntry) -> Iterator[Row]:
    return (after for change in entry.changes if isinstance(after := change.get("after"), Mapping))


def _both(entry: AuditEntry, column: str) -> Iterator[tuple[Any, Any]]:
    """Before and after of a column, of every change that has it."""
    for change in entry.changes:
        before, after = change.get("before"), change.get("after")
        if isinstance(before, Mapping) and isinstance(after, Mapping) and column in after:
            yield before.get(column), after[column]


def _iso(value: object, row: Row) -> str:
    """A day, with its year if that is not the one of the row."""
    return dated(value, row.get("on_day") or "")
