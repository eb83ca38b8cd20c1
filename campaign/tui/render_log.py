"""Audit rows as readable sentences. Pure: names come from a situation, values are worded by the table of fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.core.codes import EXCUSES
from campaign.core.dates import parse_instant, stored_day, zone
from campaign.core.errors import CampaignError
from campaign.core.fields import BY_TABLE, Field, Kind
from campaign.core.model import AuditEntry, EventKind, HoldReason
from campaign.core.quantity import format_quantity
from campaign.core.situation import Situation
from campaign.text import N_, _, ngettext
from campaign.tui.render_lists import name_of
from campaign.tui.widgets.columns import cell, cells
from campaign.tui.widgets.lines import Line, Piece
from campaign.words import day, field, level, listed, money, verb
from campaign.words.labels import measured, stored

OPENABLE = "PBLMCU"
"""First letters of the codes that have a page."""
MOST_NAMES = 3
FILES = {
    "counties": N_("Counties"), "units": N_("Units"), "people": N_("People"), "projects": N_("Projects"),
    "progress": N_("Reports"), "blockers": N_("Blockers"), "blocker_events": N_("Blocker history"), "visits": N_("Visits"),
    "excused": N_("Excused days"), "calendar": N_("Working calendar"), "land_tasks": N_("Land tasks"),
    "land_events": N_("Land task history"), "approvals": N_("Approvals"), "funds": N_("Funds in"),
    "registered": N_("Registered money")}
"""What stands in the files of a seed folder."""
_SILENT = frozenset({"key", "version", "code"})
"""Columns that say nothing to a reader."""

Row = Mapping[str, Any]


def log_line(
    situation: Situation, entry: AuditEntry, width: int, *, undone: bool = False, dated: bool = False, known: str = ""
) -> Line:
    """``10:48 wang  edited P0042 ...``: when (its day too if ``dated``), who, what. Taken-back ones are dim and say so.

    ``known`` is the name of a subject that the situation no longer has: a resolved blocker.
    """
    at = local(situation, entry.at)
    when = at[1] if not dated or at[0] is None else f"{day(at[0])} {at[1]}"
    when_width = 12 if dated else 5
    who_width = max(min(width // 8, 12), 6)
    tone = "dim" if undone else ""
    pieces: list[Piece] = [(cell(when, when_width) + " ", "dim"),
                           (cell(name_of(situation, entry.actor), who_width) + " ", "dim" if undone else "accent")]
    if undone:
        pieces.append((_("taken back") + " ", "yellow"))
    subject, name = entry.subject, known or named_in(situation, entry.subject, entry)
    pieces.append((verb(entry.verb), tone))
    if entry.verb == "seed":
        pieces.append((" " + _("from the folder {name}").format(name=subject), tone))
    elif subject and subject != EXCUSES:
        pieces.append((f" {subject}", "dim" if undone else "bold"))
    room = width - sum(cells(text) for text, _tone in pieces)
    detail = detail_text(situation, entry)
    if name:
        # The name gives way to what was done to it.
        most = max(room - cells(detail) - 3, 16)
        pieces.append((" " + cell(name, min(cells(name), most)), tone))
    if detail:
        pieces.append((f"  {detail}", "dim"))
    return pieces


def local(situation: Situation, at: str) -> tuple[date | None, str]:
    """Day and ``HH:MM`` of an instant on the campaign's own clock; a foreign text as it is."""
    try:
        moment = parse_instant(at).astimezone(zone(situation.snapshot.campaign.time_zone))
    except (CampaignError, ValueError):
        return None, at[:16]
    return moment.date(), f"{moment:%H:%M}"


def named_in(situation: Situation, code: str, entry: AuditEntry) -> str:
    """The name behind a code, '' if it is none; of what is gone by now, the name it had in ``entry``."""
    if (name := situation.name_of(code)) is not None:
        return name
    for change in entry.changes:
        key, row = change.get("key"), change.get("after") or change.get("before")
        if isinstance(key, Mapping) and key.get("code") == code and isinstance(row, Mapping):
            return str(row.get("name") or row.get("title") or "")
    return ""


def detail_text(situation: Situation, entry: AuditEntry) -> str:
    """What changed, in words; '' when the verb says it all."""
    match entry.verb:
        case "init":
            return ""
        case "seed":
            return listed([f"{_file(str(row['file']))} {row['count']}"
                           for row in _after(entry) if "file" in row and "count" in row])
        case "undo":
            return _("the change no. {number}").format(number=entry.undoes)
        case "claim":
            return listed([_("{source} -> {target}").format(
                source=_name(situation, row["before"]), target=_name(situation, row["after"]))
                for row in map(_plain, entry.changes)])
        case "settings":
            return listed([f"{row.get('before')} -> {row.get('after')}" for row in map(_plain, entry.changes)])
        case "handover":
            return ngettext("{n} thing passes on", "{n} things pass on", len(entry.changes)).format(n=len(entry.changes))
        case "assign" | "note" | "contact" | "resolve" | "reopen" | "hold" | "escalate":
            return _event(situation, entry) or _edits(situation, entry)
        case "progress":
            return _report(entry)
        case "land-progress":
            return _done(situation, entry)
        case "fund":
            return listed([money(row["money"], sign=True) for row in _after(entry, "funds") if "money" in row])
        case "visit":
            return _visit(situation, entry)
        case "excuse":
            return listed([f"{_iso(row.get('first_day'))} .. {_iso(row.get('last_day'))} {row.get('why') or ''}".strip()
                           for row in _after(entry)])
    return _edits(situation, entry)


def _after(entry: AuditEntry, table: str | None = None) -> list[Row]:
    return [after for change in entry.changes
            if isinstance(after := change.get("after"), Mapping) and table in (None, change.get("table"))]


def _plain(change: Mapping[str, object]) -> Row:
    """Before and after of a change of one value."""
    found: dict[str, object] = {}
    for side in ("before", "after"):
        row = change.get(side)
        found[side] = next(iter(row.values()), "-") if isinstance(row, Mapping) else "-"
    return found


def _event(situation: Situation, entry: AuditEntry) -> str:
    for row in _after(entry, "blocker_events"):
        text = str(row.get("text") or "")
        match row.get("kind"):
            case EventKind.MOVE:
                source, target = (_name(situation, row.get(side)) for side in ("source", "target"))
                move = (_("{source} -> {target}").format(source=source, target=target) if row.get("source")
                        else _("to {target}").format(target=target))
                return f"{move}  {text or _('(nothing is said of what was done)')}"
            case EventKind.LEVEL:
                return level(int(row.get("target") or 0))
            case EventKind.HOLD:
                reason = stored(Field("reason", Kind.WORD, HoldReason), row.get("target"))
                until = _("{reason}, until {day}").format(reason=reason, day=_iso(row.get("source")))
                return f"{until}  {text}" if text else until
            case _:
                return text
    return ""


def _report(entry: AuditEntry) -> str:
    for row in _after(entry, "progress"):
        parts = [money(row["money"], sign=True)] if row.get("money") else []
        if row.get("done"):
            parts.append(str(row["done"]))
        if row.get("crew") is not None:
            parts.append(_("crew {n}").format(n=row["crew"]))
        return listed([*parts, *([str(row["note"])] if row.get("note") else [])])
    return ""


def _done(situation: Situation, entry: AuditEntry) -> str:
    """``+10.5 mu  surveyed``; without the measure of a task that is no longer there."""
    task = situation.snapshot.lands.get(entry.subject)
    for row in _after(entry, "land_events"):
        if isinstance(amount := row.get("amount"), int):
            what = ("+" if amount >= 0 else "") + format_quantity(amount)
            what = measured(what, task.measure) if task else what
            return f"{what}  {row['text']}" if row.get("text") else what
    return ""


def _visit(situation: Situation, entry: AuditEntry) -> str:
    for row in _after(entry, "visits"):
        parts = [name_of(situation, row["person"])] if row.get("person") else []
        if row.get("solved"):
            parts.append(_("solved {what}").format(what=row["solved"]))
        return listed(parts)
    return ""


def _edits(situation: Situation, entry: AuditEntry) -> str:
    """``Stage: ready to start -> building``; of an added thing, its first facts."""
    said: list[str] = []
    others: dict[str, None] = {}
    for change in entry.changes:
        known = BY_TABLE.get(str(change.get("table")), {})
        key, before, after = change.get("key"), change.get("before"), change.get("after")
        if not isinstance(after, Mapping) or not known:
            continue
        if isinstance(key, Mapping) and (code := str(key.get("code", ""))) != entry.subject:
            others[code] = None
            continue
        for name, value in after.items():
            if name in _SILENT or name not in known or (before is None and (value in (None, "", 0) or name in ("name", "title"))):
                continue
            new = value_text(situation, known[name], value)
            if isinstance(before, Mapping):
                said.append(_("{field}: {before} -> {after}").format(
                    field=field(name), before=value_text(situation, known[name], before.get(name)), after=new))
            else:
                said.append(f"{field(name)} {new}")
    if others and not said:
        return listed(list(others)[:MOST_NAMES]) + (f" +{len(others) - MOST_NAMES}" if len(others) > MOST_NAMES else "")
    return listed(said)


def value_text(situation: Situation, about: Field, value: object) -> str:
    """A stored value as people read it, with the names behind codes."""
    if value and about.kind in (Kind.COUNTY, Kind.UNIT, Kind.LEADER, Kind.PERSON):
        return _name(situation, value)
    return stored(about, value)


def _file(name: str) -> str:
    """``counties.csv`` in words; a file from elsewhere as it is."""
    known = FILES.get(name.removesuffix(".csv"))
    return _(known) if known else name


def _name(situation: Situation, code: object) -> str:
    return name_of(situation, None if code is None else str(code))


def _iso(text: object) -> str:
    try:
        return day(stored_day(str(text)))
    except ValueError:
        return str(text)
