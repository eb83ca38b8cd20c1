"""What one row of the audit changed, in words: fields before and after, and what the dated rows beside them say.

The same words on the command line and in the dashboard. Everything comes from the declarations of the kinds; a table that is no
kind (a history, members, settings) has a sentence of its own below.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from campaign.core.model.blocker import Category, EventKind
from campaign.core.model.campaign import Settings
from campaign.core.model.consent import ResultState, What
from campaign.core.model.land import LandTask
from campaign.core.model.snapshot import AuditEntry
from campaign.core.spot_check import PREFIX, Checked, Number, ReportKind
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.text import _, ngettext
from campaign.words.change_histories import NameOf, Row, TaskOf, histories, iso_day, land_event, with_text
from campaign.words.files import file_label
from campaign.words.labels import field, from_to, label, listed, money, stored, value_text
from campaign.words.results import result_text
from campaign.words.spacing import and_things
from campaign.words.targets import request_text


class FieldChange(NamedTuple):
    """What a field was and is; of a first fact nothing was before. What is no field is a sentence: its label is ''."""

    label: str
    before: str
    after: str
    said: str
    """All of it as one clause."""


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
    told = histories(entry, name_of, task_of)
    for change in entry.changes:
        table, key = str(change.get("table")), change.get("key")
        code = str(key.get("code", "")) if isinstance(key, Mapping) else ""
        kind = registry.by_table().get(table)
        if table in _VALUES:
            said += [one.said for one in _VALUES[table](change)]
        elif kind is None or table in _SENTENCES:
            said += _SENTENCES.get(table, _nothing)(change, name_of)
        elif code and code != entry.subject:
            others[code] = None
        elif entry.verb == "return" and kind.letter is None:
            continue  # the money that it took out: the result or report is named, and why
        elif not told or entry.verb == "edit":
            said += [one.said for one in _fields(kind, change, name_of, entry.at, due_told=bool(told))]
    if others and not said and not told:
        return and_things(listed(list(others)[:MOST_NAMES]), len(others) - MOST_NAMES)
    return listed([*said, *told])


def reported_text(change: Row, task: LandTask | None) -> str:
    """How much one report says, and what else; its day apart. ``task``: whose it is, if it is of land."""
    row = {column: value for column, value in change["after"].items() if column != "on_day"}
    if change["table"] == "land_events":
        return land_event(row, task)
    facts = _fields(registry.by_table()[change["table"]], {"before": None, "after": row}, lambda code: code or "", "",
                    due_told=False)
    return listed([one.said for one in facts])


def changed(entry: AuditEntry, name_of: NameOf, task_of: TaskOf = lambda code: None) -> list[FieldChange]:
    """The same as rows: every field of every record that the write changed, and what the dated rows beside them say."""
    if entry.verb == "seed":
        return [FieldChange(file_label(str(row["file"])), "", f"{row['count']:,}", "")
                for row in _after(entry) if "file" in row and "count" in row]
    slipped = [_given(change) for change in entry.changes if _slipped(change)]
    others = tuple(change for change in entry.changes if not _slipped(change))
    rows, told = list[FieldChange](), histories(entry._replace(changes=others), name_of, task_of)
    told += [str(row["text"]) for row in slipped if row.get("text")]
    for change in entry.changes:
        table, key = str(change.get("table")), change.get("key")
        code = str(key.get("code", "")) if isinstance(key, Mapping) else ""
        kind = registry.by_table().get(table)
        if table in _VALUES:
            rows += _VALUES[table](change)
        elif kind is None or table in _SENTENCES:
            rows += [FieldChange("", "", text, text) for text in _SENTENCES.get(table, _nothing)(change, name_of)]
        else:
            other = f"{code} " if code and code != entry.subject else ""
            rows += [one._replace(label=other + one.label)
                     for one in _fields(kind, change, name_of, entry.at, due_told=False)]
    return [*rows, *(FieldChange("", "", text, text) for text in told)]


def _fields(kind: Kind, change: Row, name_of: NameOf, at: str, *, due_told: bool) -> list[FieldChange]:
    """``Stage: ready to start -> building``; of an added thing, its first facts."""
    before, after = change.get("before"), change.get("after")
    if not isinstance(after, Mapping):
        return [FieldChange("", "", _("taken away"), _("taken away"))] if isinstance(before, Mapping) else []
    said = []
    for column, value in after.items():
        about = kind.by_name.get(column) or kind.by_name.get("on" if column == "on_day" else column)
        if about is None or (due_told and column == "due"):
            continue
        if isinstance(before, Mapping) and before.get(column) == value:
            continue
        name = _(about.label)
        if isinstance(before, Mapping):
            old, new = from_to(before.get(column), value, at, partial(value_text, about, name_of=name_of))
            said.append(FieldChange(name, old, new, _("{field}: {before} -> {after}").format(field=name, before=old, after=new)))
        elif value not in (None, "", 0) and column not in (kind.called, "project" if kind.letter is None else kind.called):
            shown = value_text(about, value, name_of)
            said.append(FieldChange(name, "", shown, _bare(about, value, shown)))
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


# Tables that are no kind -------------------------------------------------------------------------------------------------


def _nothing(change: Row, name_of: NameOf) -> list[str]:
    return []


def _setting(change: Row) -> list[FieldChange]:
    """Of a threshold that nobody had set, the default stands before."""
    key, before, after = change.get("key"), change.get("before"), change.get("after")
    name = str(key.get("key", "")) if isinstance(key, Mapping) else ""
    default = Settings._field_defaults.get(name, "-")
    was, now = (str(row.get("value", "-") if isinstance(row, Mapping) else default) for row in (before, after))
    return [FieldChange("", was, now, _("{before} -> {after}").format(before=was, after=now))]


def _campaign(change: Row) -> list[FieldChange]:
    before, after = change.get("before"), change.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    rows = [(field(name), stored(Field(name), before.get(name)), stored(Field(name), value))
            for name, value in after.items() if before.get(name) != value]
    return [FieldChange(name, old, new, _("{field}: {before} -> {after}").format(field=name, before=old, after=new))
            for name, old, new in rows]


def _excuse(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    whose = [name_of(row[side]) for side in ("county", "person") if row.get(side)]
    span = f"{iso_day(row.get('first_day'), row)} .. {iso_day(row.get('last_day'), row)}"
    return [" ".join([span, str(row.get("why") or ""), *whose]).strip()]


def _calendar(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    what = _("a working day") if row.get("working") else _("a day off")
    day = iso_day(row["day"], row) if row.get("day") else ""
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
    return [with_text(str(row.get("screen") or ""), row.get("words"))] if row.get("screen") else []


def _evidence(change: Row, name_of: NameOf) -> list[str]:
    return [str(_given(change).get("code") or "")]


def _result(change: Row, name_of: NameOf) -> list[str]:
    """What was confirmed or returned."""
    row = _given(change)
    if row.get("state") not in (ResultState.CONFIRMED, ResultState.RETURNED) or "what" not in row:
        return []
    return [with_text(result_text(What(row["what"]), row.get("item")), row.get("why"))]


def _checked(change: Row, name_of: NameOf) -> list[str]:
    """Which report was confirmed or taken out."""
    row = _given(change)
    report = f"{label(ReportKind(row['kind']))} {PREFIX}{Number(row['seq'], row['part']).text}"
    return [with_text(_("{report} {state}").format(report=report, state=label(Checked(row["state"]))), row.get("why"))]


def _list(change: Row, name_of: NameOf) -> list[str]:
    row = _given(change)
    return [_("{file}: {new} new, {changed} changed, {refused} refused").format(
        file=row["file"], new=row["added"], changed=row["changed"], refused=row["refused"])]


_VALUES: Mapping[str, Callable[[Row], list[FieldChange]]] = {"settings": _setting, "campaign": _campaign}
_SENTENCES: Mapping[str, Callable[[Row, NameOf], list[str]]] = {
    "excuses": _excuse, "imports": _list, "calendar_days": _calendar, "members": _member,
    "member_keys": _key, "requests": request_text, "results": _result, "spot_checks": _checked,
    "task_force_members": _joined, "views": _view, "list_profiles": _nothing, "merit_evidence": _evidence}


def _slipped(change: Row) -> bool:
    """A due day: the field itself says before and after."""
    return str(change.get("table")).endswith("_events") and _given(change).get("kind") == EventKind.DUE


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
