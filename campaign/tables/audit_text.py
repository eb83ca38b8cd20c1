"""Audit rows as readable sentences. Pure: names come from a situation."""

from collections.abc import Mapping
from datetime import date

from campaign.core.codes import EXCUSES
from campaign.core.dates import parse_instant, zone
from campaign.core.errors import CampaignError
from campaign.core.model.snapshot import AuditEntry
from campaign.core.situation import Situation
from campaign.kinds.campaign import SETTINGS
from campaign.tables.cells import name_of, wrapped
from campaign.tables.charts.beside import wide
from campaign.tables.detail import GAP, SPACED, facts, flow, section
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import day, verb
from campaign.words.changes import changed, changes_text

NUMBERS, FEW = 8, 8
"""Cells of what is a number; and so many of them stand below one another."""


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
    tone = "quiet" if undone else ""
    pieces: list[Piece] = [(cell(when, when_width) + " ", "quiet"),
                           (cell(name_of(situation, entry.actor), who_width) + " ", "quiet" if undone else "accent")]
    if undone:
        pieces.append((_("taken back") + " ", "yellow"))
    subject, name = entry.subject, known or named_in(situation, entry.subject, entry)
    pieces.append((verb(entry.verb), tone))
    if entry.verb == "seed":
        pieces.append((" " + _("from the folder {name}").format(name=subject), tone))
    elif subject and subject != EXCUSES:
        pieces.append((f" {subject}", "quiet" if undone else "strong"))
    room = width - sum(cells(text) for text, _tone in pieces)
    detail = detail_text(situation, entry)
    if name:
        # The name gives way to what was done to it.
        most = max(room - cells(detail) - 3, 16)
        pieces.append((" " + cell(name, min(cells(name), most)), tone))
    if detail:
        pieces.append((f"  {detail}", "quiet"))
    return pieces


def local(situation: Situation, at: str) -> tuple[date | None, str]:
    """Day and ``HH:MM`` of an instant on the campaign's own clock; a foreign text as it is."""
    try:
        moment = parse_instant(at).astimezone(zone(situation.snapshot.campaign.time_zone))
    except (CampaignError, ValueError):
        return None, at[:16]
    return moment.date(), f"{moment:%H:%M}"


def named_in(situation: Situation, code: str, entry: AuditEntry) -> str:
    """The name behind a code or the label of a setting, else ''; of what is gone by now, the name it had in ``entry``."""
    if code in SETTINGS:
        return _(SETTINGS[code].label)
    if (name := situation.name_of(code)) is not None:
        return name
    for change in entry.changes:
        key, row = change.get("key"), change.get("after") or change.get("before")
        if isinstance(key, Mapping) and key.get("code") == code and isinstance(row, Mapping):
            return str(row.get("name") or row.get("title") or "")
    return ""


def detail_text(situation: Situation, entry: AuditEntry) -> str:
    """What changed, in words; '' when the verb says it all."""
    return changes_text(entry, lambda code: name_of(situation, code), situation.snapshot.lands.get)


def entry_details(situation: Situation, entry: AuditEntry, width: int, height: int, signs: Signs, *, undone: bool = False,
                  known: str = "") -> list[Line]:
    """When, who, what and on what, whole; each field before and after."""
    first: Line = [(" ", ""), *log_line(situation, entry._replace(changes=()), width - 1, undone=undone, dated=True, known=known)]
    rows = changed(entry, lambda code: name_of(situation, code), situation.snapshot.lands.get)

    def values(room: int) -> list[Line]:
        label = max((cells(row.label) for row in rows), default=0)
        label += 2 * bool(label)
        before = min(max((cells(row.before) for row in rows), default=0), (room - label) // 2)
        lines: list[Line] = []
        for row in rows:
            told: Line = [(" ", ""), (cell(row.label, label), "quiet")]
            if row.before:
                told = [*told, (cell(row.before, before), "quiet"), ("  " + _("becomes") + " ", "quiet")]
            parts = wrapped(row.after, max(room - wide(told), 12))
            lines += [[*told, (parts[0], "strong" if row.before else "")],
                      *([(" " * wide(told), ""), (part, "")] for part in parts[1:])]
        most = max(height - 2 - 2 * (height > SPACED), 1)
        return lines[:most] if height <= SPACED else section(_("Changed"), lines[:most], room, signs, note=str(len(rows)))

    label = max((cells(row.label) for row in rows), default=0) + 2
    across = max((width + GAP) // (label + NUMBERS + GAP), 1)
    if len(rows) > FEW and not any(row.before or cells(row.after) > NUMBERS for row in rows):
        counted = facts([(row.label, row.after) for row in rows], width, across)
        return [first, *([()] if height > SPACED else []),
                *section(_("Changed"), counted, width, signs, note=str(len(rows)))][:height]
    return flow([first], [[values]], width, height)
