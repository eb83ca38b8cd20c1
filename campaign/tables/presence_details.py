"""Beside or below the list of sites: whose the one under the cursor is, what it is stuck in, who was there, what was solved."""

from collections import Counter
from collections.abc import Sequence

from campaign.core.model.blocker import Blocker
from campaign.core.model.project import Channel, Mark, Project, Visit
from campaign.core.presence import Site
from campaign.core.situation import Situation
from campaign.tables.around import under
from campaign.tables.cells import light_piece, name_of
from campaign.tables.charts.beside import wide
from campaign.tables.charts.calendar import calendar_legend
from campaign.tables.detail import flow, head, section
from campaign.tables.project_details import reason_line
from campaign.tables.projects import days_since_visit
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.text import _, ngettext
from campaign.words import day, label
from campaign.words.labels import NOTHING

TALL = 12
"""Lines of a detail from which on it has sections."""


def details(situation: Situation, project: Project, site: Site, visits: Sequence[Visit], width: int, height: int, signs: Signs,
            ) -> list[Line]:
    """At the end what the signs of the calendar mean."""
    found = situation.assessments[project.code]
    lines: list[Line] = [head(project.code, project.name, width, light_piece(found)), *_facts(situation, project, site, width)]
    reasons = [reason_line(reason, width, signs) for reason in found.reasons]
    unsolved = [_unsolved_line(situation, item) for item in site.unsolved]
    seen = [visit_line(situation, visit) for visit in visits]
    nobody: Line = [(" ", ""), (_("nobody was there yet; o records a visit"), "quiet")]
    legend: Line = [(" ", ""), *calendar_legend(width - 1, signs)]
    room = height - 1
    if height < TALL:
        lines += unsolved[:max((height - 3) // 2, 1)]
        lines = [*lines, *(seen or [nobody])][:room]
    else:
        most = max(room - len(reasons) - len(unsolved) - 7, 3)
        lines = flow(lines, (
            (lambda size: section(_("Stuck in"), [*unsolved, *reasons], size, signs),),
            (lambda size: section(_("Visits"), (seen or [nobody])[:most], size, signs),),
            ), width, room)
        lines = under(lines, situation, (project.leader, project.county), width, room, signs)
    return [*lines, *([()] * (room - len(lines))), legend]


def _facts(situation: Situation, project: Project, site: Site, width: int) -> list[Line]:
    line: list[Piece] = [(" ", "")]
    if project.manager is None:
        line.append((_("no manager"), "strong"))
    else:
        line.append((_("manager {name}").format(name=name_of(situation, project.manager)), ""))
        if site.streak:
            line.append((" " + ngettext("{n} day in a row", "{n} days in a row", site.streak).format(n=site.streak), ""))
        if not site.manager_today and project.last_visit == situation.today:
            line.append((" " + _("not there today"), "quiet"))
    days = days_since_visit(situation, project)
    if days is None:
        line.append(("  " + _("nobody was on site yet"), "strong"))
    elif days:
        line.append(("  " + _("nobody there for {n}d").format(n=days), "strong"))
    here = Counter(site.strip)
    line.append(("  " + _("on site {n} of {m} days").format(n=here[Mark.SITE], m=len(site.strip) - here[Mark.NONE]), "quiet"))
    if project.leader is not None:
        line.append(("  " + _("leader {name}").format(name=name_of(situation, project.leader)), "quiet"))
    if wide(line) <= width:
        return [line]
    at = next((n for n in range(len(line) - 1, 0, -1) if wide(line[:n]) <= width), len(line))
    return [line[:at], [(" ", ""), (line[at][0].strip(), line[at][1]), *line[at + 1:]] if at < len(line) else []]


def _unsolved_line(situation: Situation, item: Blocker) -> Line:
    still = max((situation.today - (item.held_since or item.opened)).days, 0)
    return [(" ", ""), (_("there often, not solved:"), ""), (f" {item.code} ", "quiet"), (item.title, ""),
            ("  " + _("unmoved for {n}d").format(n=still), "quiet")]


def visit_line(situation: Situation, visit: Visit) -> Line:
    """When, how, who, and what it solved."""
    person = situation.snapshot.people.get(visit.person or "")
    who = f"{person.name} {person.post}".strip() if person is not None else NOTHING
    tone = "" if visit.channel is Channel.SITE else "quiet"
    line: list[Piece] = [(f" {day(visit.on)} ", "quiet"), (label(visit.channel), tone), (f"  {who}", "")]
    return [*line, ("  " + _("solved {what}").format(what=visit.solved), "strong")] if visit.solved else line
