"""What has changed since somebody looked, as lines: the one on the Overview, groups, and the changes in them. Pure."""

from collections.abc import Mapping, Sequence

from campaign.core.dates import parse_instant, zone
from campaign.core.model.snapshot import AuditEntry
from campaign.core.news import Group, Item, Topic
from campaign.core.situation import Situation
from campaign.service.news import Since
from campaign.tables.audit_text import entry_details, local
from campaign.tables.cells import wrapped
from campaign.tables.detail import head
from campaign.tables.signs import Signs
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cell, cells, cut
from campaign.text import _
from campaign.words import day
from campaign.words.light_reasons import reason_text
from campaign.words.news import called, change_text, group_text, nothing_text, own_text, since_text, some_text, when_text

BAD = frozenset({Topic.OPENED, Topic.TURNED_RED, Topic.SLIPPED, Topic.ESCALATED, Topic.REOPENED, Topic.RETURNED, Topic.SUSPENDED,
                 Topic.REFUSED, Topic.DROPPED})
GOOD = frozenset({Topic.SOLVED, Topic.TURNED_GREEN, Topic.GRANTED, Topic.ACCEPTED, Topic.FORWARD, Topic.RESUMED})
"""Groups that are bad or good news; the others are neither."""

NARROW = 50
"""Cells of the line below which it tells only when."""


def tone(topic: Topic) -> str:
    return "red" if topic in BAD else "yellow" if topic is Topic.TURNED_YELLOW else "green" if topic in GOOD else ""


def when(situation: Situation, since: Since) -> str:
    """``yesterday 18:20`` on the campaign's own clock."""
    moment = parse_instant(since.at).astimezone(zone(situation.snapshot.campaign.time_zone))
    return when_text(moment, situation.today)


def head_line(situation: Situation, since: Since, groups: Sequence[Group], width: int) -> Line:
    """One line: since when, and as many groups as fit; how many others there are."""
    at = when(situation, since)
    if not groups:
        return [(f" {cut(nothing_text(since.looked, at), width - 1)}", "quiet")]
    line: list[Piece] = [(f"{since_text(since.looked, at) if width >= NARROW else at}  ", "quiet")]
    room = width - cells(line[0][0])
    for number, group in enumerate(groups):
        left = len(groups) - number - 1
        text = group_text(group) + (_(", ") if left else "")
        if cells(text) + (cells(_("{n} more").format(n=left)) if left else 0) > room:
            line.append((_("{n} more").format(n=left + 1), "quiet"))
            break
        line.append((text, tone(group.topic)))
        room -= cells(text)
    return line


def group_line(group: Group, names: Mapping[str, str], width: int, *, is_open: bool) -> Line:
    """``+ 3 new blockers  B0107 …, B0120 …``; ``-`` when its changes stand below."""
    text = group_text(group)
    room = width - cells(text) - 5
    said = tone(group.topic)
    line: list[Piece] = [("- " if is_open else "+ ", "quiet"), (text, f"bold {said}" if said else "strong")]
    return [*line, ("  " + cut(some_text(group, names), room), "quiet")] if room > 8 and not is_open else line


def item_line(situation: Situation, item: Item, names: Mapping[str, str], width: int) -> Line:
    """``  11-21 18:20 王某山  B0107 用林报批  市林业局 -> 省林业局``"""
    line: list[Piece] = [("    ", "")]
    if item.at:
        on, clock = local(situation, item.at)
        who = names.get(item.actor, item.actor)
        line += [(cell(f"{day(on)} {clock}" if on else clock, 12) + " ", "quiet"),
                 (cell(who, max(min(width // 8, 12), 6)) + " ", "accent")]
    change = change_text(item, names)
    room = width - sum(cells(text) for text, _tone in line)
    about = called(item.code, names)
    if change:
        about = cut(about, max(room - cells(change) - 2, 20))
    line.append((about, "strong"))
    if change:
        line.append((f"  {change}", ""))
    judged = situation.assessments.get(item.code)
    if not item.at and judged is not None and judged.reasons:  # no write says why a light has turned
        line.append((f"  {reason_text(judged.reasons[0])}", "quiet"))
    return line


def group_details(situation: Situation, group: Group, names: Mapping[str, str], width: int, height: int) -> list[Line]:
    """What the sentence was counted from, as much as there is room for."""
    lines: list[Line] = [head("", group_text(group), width)]
    more = len(group.items) - (height - 1)
    shown = group.items if more <= 0 else group.items[:height - 2]
    lines += [item_line(situation, item, names, width)[1:] for item in shown]
    lines = [lines[0], *([(" ", ""), *line] for line in lines[1:])]
    return [*lines, [(" " + _("{n} more").format(n=more + 1), "quiet")]] if more > 0 else lines


def item_details(situation: Situation, item: Item, entries: Sequence[AuditEntry], names: Mapping[str, str], width: int,
                 height: int, signs: Signs) -> list[Line]:
    """What the write that it comes from changed; of a light that turned, which none says: before and now, and every reason."""
    for entry in entries:
        return entry_details(situation, entry, width, height, signs, known=names.get(entry.subject, ""))
    found = situation.assessments.get(item.code)
    lines: list[Line] = [head(item.code, names.get(item.code, ""), width, (change_text(item, names), tone(item.topic)))]
    for reason in found.reasons if found is not None else ():
        lines += [[(f" {part}", LIGHT_TONES[reason.level])] for part in wrapped(reason_text(reason), width - 2)]
    return lines[:height]


def about_line(situation: Situation, since: Since, own: int, reading: bool) -> Line:
    """Above the groups: since when, what is not in them, and whether the lights are still being derived."""
    line: list[Piece] = [(f"{since_text(since.looked, when(situation, since))}", "strong")]
    if own:
        line.append((f"  {own_text(own)}", "quiet"))
    if reading:
        line.append(("  " + _("deriving the lights ..."), "quiet"))
    return line


def nothing(situation: Situation, since: Since) -> str:
    return nothing_text(since.looked, when(situation, since))
