"""What land tasks and approvals share on the screen: groups, the words for how late something is, their history. Pure."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from campaign.core.model.blocker import Blocker
from campaign.core.model.land import ApprovalKind, LandKind
from campaign.core.model.people import Authority
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, wrapped
from campaign.tables.charts.timeline import Stretch, Window, timeline
from campaign.tables.detail import ended, section
from campaign.tables.sections import PLAIN, PageRow, blocker_key, blocker_list, nothing, open_note, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _, ngettext
from campaign.words import day, label
from campaign.words.spacing import tight

NOBODY, SEVERAL = "~", "+"
"""Groups of what has none, and of what has more than one."""
NARROW, WIDEST = 60, 36
"""Cells of a line from which on a stair of days stands at its end, and the most that this takes."""
SOON = 3
"""Days from which on a term is yellow."""
FEW = 5
"""Lines of a detail that are all taken by what happened."""


class Dated(NamedTuple):
    """One entry of a history in words."""

    on: date
    text: str
    tone: str
    actor: str


def left_piece(days: int) -> Piece:
    """``3d left``, ``due today``."""
    return tight(_("{n}d left").format(n=days)) if days else _("due today"), "yellow" if days <= SOON else ""


def group_name(situation: Situation, group: str, name: str, kinds: type[LandKind] | type[ApprovalKind]) -> str:
    """The heading of a group: of a code its name, of a word its label. Some words are ``kinds`` of both."""
    if name == NOBODY:
        return {"unit": _("in nobody's hands"), "county": _("no county"), "leader": _("no leader"),
                "authority": _("authority not known"), "project": _("no project")}[group]
    if name == SEVERAL:
        return _("several counties") if group == "county" else _("several leaders")
    match group:
        case "kind":
            return label(kinds(name))
        case "authority" if name in set(Authority):
            return label(Authority(name))
        case "project":
            return f"{name} {name_of(situation, name)}"
    return name_of(situation, name)


def county_of(situation: Situation, codes: Iterable[str]) -> str:
    """The county that these projects share, ``SEVERAL``, or ``NOBODY``."""
    projects = situation.snapshot.projects
    found = {projects[code].county for code in codes if code in projects} - {None}
    return SEVERAL if len(found) > 1 else found.pop() or NOBODY if found else NOBODY


def opened_rows(items: Sequence[Blocker], situation: Situation, width: int, subject: str) -> list[PageRow]:
    """The blockers that point to this, resolved ones last."""
    note, tone = open_note(items, situation.today) if items else ("", "quiet")
    rows = title("blockers", _("Blockers that point to it"), note, tone)
    if not items:
        return [*rows, nothing("blockers", _("none; a adds one"), subject)]
    order = sorted(items, key=lambda item: blocker_key(situation.today, item))
    return [*rows, *blocker_list(situation, order, width)]


def history_rows(entries: Sequence[Dated], width: int, subject: str, until: date, signs: Signs) -> list[PageRow]:
    """Oldest first; a long text goes on in the next lines. ``until``: today, or when it came to its end."""
    rows = title("history", _("History"), _entries(entries))
    if not entries:
        rows.append(nothing("history", _("nothing is written down"), subject))
    for n, (entry, stair) in enumerate(zip(entries, stairs([entry.on for entry in entries], until, width, signs), strict=True)):
        rows += [PageRow(f"event{n}.{part}", line, subject if part == 0 else None)
                 for part, line in enumerate(entry_lines(entry, stair, width))]
    return rows


def stairs(days: Sequence[date], until: date, width: int, signs: Signs) -> list[Line]:
    """Of each day how long it took to the next of them, the last ``until`` then: together a stair down an axis of days. Nothing
    where there is no room for it.
    """
    room = min(width // 3, WIDEST)
    if width < NARROW or not days:
        return [()] * len(days)
    each = max(-(-(until - min(days)).days // max(room - 1, 1)), 1)
    shown = Window(room, room - 1, each)
    return [timeline(Stretch(min((on - until).days, 0), None, min((max(end, on) - until).days, 0)), shown, signs)
            for on, end in zip(days, [*days[1:], until], strict=True)]


def entry_lines(entry: Dated, stair: Line, width: int) -> list[Line]:
    """The day, what happened, at the right end who wrote it down, and how long it took to what happened next."""
    when, end = f" {cell(day(entry.on), 6)}  ", [(entry.actor, "quiet"), *([("  ", ""), *stair] if stair else [])]
    parts = wrapped(entry.text, max(width - cells(when) - sum(cells(text) for text, _tone in end) - 3, 12))
    said: Line = [(when, "quiet"), (parts[0], entry.tone)]
    room = width - 1 - sum(cells(text) for text, _tone in (*said, *end))
    lines: list[Line] = [[*said, (" " * max(room, 2), ""), *end]]
    return [*lines, *([(" " * cells(when), PLAIN), (part, entry.tone or PLAIN)] for part in parts[1:])]


def latest(entries: Sequence[Dated], width: int, height: int) -> list[Line]:
    """What happened last, for a detail: when, what, and who at the right end."""
    return [ended([(f" {cell(day(entry.on), 6)}  ", "quiet"), (entry.text, entry.tone)],
                  [(entry.actor, "quiet")] if entry.actor else [], width)
            for entry in entries[-height:]] if height > 0 else []


def happened(entries: Sequence[Dated], width: int, height: int, signs: Signs) -> list[Line]:
    """``latest`` below what a detail says first; headed where there are more lines for it than a few."""
    if height <= max(len(entries) + 2, FEW):
        return latest(entries, width, height)
    return [(), *section(_("History"), latest(entries, width, height), width, signs, note=_entries(entries))] if entries else []


def _entries(found: Sequence[Dated]) -> str:
    return ngettext("{n} entry", "{n} entries", len(found)).format(n=len(found))


def spread(texts: Collection[str], width: int, tone: str = "") -> list[Line]:
    """Facts side by side, as many in a line as fit whole."""
    lines: list[str] = []
    for text in texts:
        if lines and cells(lines[-1]) + 2 + cells(text) < width:
            lines[-1] += f"  {text}"
        else:
            lines.append(text)
    return [[(f" {line}", tone)] for line in lines]
