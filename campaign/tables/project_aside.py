"""The right side of a project's page: how far it is against what is due, its money day by day, who was on site, the last reports.
Pure.
"""

from collections.abc import Sequence

from campaign.core.model.light import Light
from campaign.core.model.project import Mark
from campaign.service.project_view import ProjectView
from campaign.tables.blocks import Write
from campaign.tables.charts.bar import bar
from campaign.tables.charts.beside import beside, fitted
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.calendar import calendar
from campaign.tables.charts.days_axis import axis, days_axis, days_of
from campaign.tables.charts.digits import digits, digits_width
from campaign.tables.charts.heading import heading
from campaign.tables.detail import ended
from campaign.tables.project_cells import missed
from campaign.tables.signs import Signs
from campaign.tables.tones import LIGHT_TONES, Line
from campaign.tables.width import cell
from campaign.text import _, ngettext
from campaign.words import day, money

CURVE = (6, 8, 16)
"""Lines of the curve: at least, as it is drawn first, and at most."""
FAR = 9
"""Lines from which on there is room for a figure to read across a room."""
AROUND = 2
"""Lines of the curve's heading and days."""
TALL = 30
"""Lines from which on the curve is as high as it may be."""


def blocks(view: ProjectView, signs: Signs) -> list[Write]:
    """How far it is, its money day by day, who was on site, the last reports."""
    return [lambda width, room: _far(view, width, room, signs), lambda width, room: _curve(view, width, room, signs),
            lambda width, room: _site(view, width, signs), lambda width, room: _reports(view, width, room, signs)]


def _far(view: ProjectView, width: int, room: int, signs: Signs) -> list[Line]:
    """``31 %`` to read across a room, what is due, what is missing, and what it needs a day."""
    project, found, situation = view.project, view.situation.assessments[view.project.code], view.situation
    title = _("Investment done")
    if found.progress is None or not project.plan_100:
        said = _("{done} in these 100 days, no plan").format(done=money(project.done_100))
        return [heading(width, title, signs), [(said, "quiet")]]
    figure = str(100 * project.done_100 // project.plan_100)
    behind = found.expected - found.progress
    level = next((reason.level for reason in found.reasons if reason.rule == "progress"), Light.NONE)
    told: list[Line] = [(), [(_("{due}% due").format(due=found.expected / 10), "")]]
    if behind > 0:
        tone = LIGHT_TONES[level] if level is not Light.NONE else ""
        told.append([(_("{points} points behind").format(points=behind / 10), tone)])
    last = situation.snapshot.campaign.last_day
    end = min(project.planned_finish or last, last)
    left = (end - situation.today).days
    if left > 0:
        told.append([(ngettext("{n} day left to {day}", "{n} days left to {day}", left).format(n=left, day=day(end)), "")])
        needed = -(-max(project.plan_100 - project.done_100, 0) // left)
        told.append([(_("{needed} needed a day").format(needed=money(needed)), "quiet")])
    size = digits_width(figure) + 2
    large = [[*line, ("%" if at == 0 else " ", "strong")] for at, line in enumerate(digits(figure, signs))]
    share = project.done_100 / project.plan_100
    note = _("{done} of {plan}").format(done=money(project.done_100), plan=money(project.plan_100))
    line = list(bar(width, share, signs, target=found.expected / 1000, missed=missed(found)))
    if room < FAR:
        return [heading(width, title, signs, note=note), [(f"{figure}%  ", "strong"), *listed_pieces(told[1:])], line][:room]
    return [heading(width, title, signs, note=note), (), *beside([(large, size), (told, width - size - 2)], 2), (), line]


def listed_pieces(lines: Sequence[Line]) -> Line:
    """All in one line."""
    return [piece for line in lines for piece in (*line, ("  ", ""))][:-1]


def _curve(view: ProjectView, width: int, room: int, signs: Signs) -> list[Line]:
    """What was done up to each day, and what is due by each."""
    project, campaign = view.project, view.situation.snapshot.campaign
    if not project.plan_100 or not any(view.done):
        return []
    shown = axis(days_of(campaign, view.situation.today), width, right=0)
    tall = min(room - AROUND, CURVE[1] if room < TALL else CURVE[2])
    if tall < CURVE[0]:
        return []
    drawn = burn_up(shown, tall, signs, done=view.done, plan=view.due)
    return [heading(width, _("Done and due, day by day"), signs), *drawn, days_axis(shown, signs)] if drawn else []


def site_lines(strip: Sequence[Mark], width: int, signs: Signs) -> list[Line]:
    """Who was there, a cell a day; the heading says on how many of them somebody was."""
    there = sum(mark is Mark.SITE for mark in strip)
    note = _("somebody there on {n} of {days} days").format(n=there, days=len(strip))
    first = heading(width, _("On site"), signs, note=note, right=_("today"))
    return [first, list(calendar(strip, width, signs))] if strip else []


def _site(view: ProjectView, width: int, signs: Signs) -> list[Line]:
    if view.site is None or not view.site.strip:
        return []
    crew = next((row for row in view.records.progress if row.crew is not None), None)
    people = "" if crew is None else str(crew.crew) if crew.crew_planned is None else f"{crew.crew}/{crew.crew_planned}"
    said = _("crew {n}").format(n=people) if people else ""
    visit = view.project.leader_visit
    seen: Line = [(_("leader there {day}").format(day=day(visit)), "")] if visit is not None else []
    return [*site_lines(view.site.strip, width, signs),
            fitted(ended([(said, "")], seen, width) if seen else [(said, "")], width)]


def _reports(view: ProjectView, width: int, room: int, signs: Signs) -> list[Line]:
    lines: list[Line] = []
    for report in view.records.progress[:room - 1]:
        end: Line = [] if report.crew is None else [(_("crew {n}").format(n=report.crew), "quiet")]
        line: Line = [(cell(day(report.on), 6) + " ", "quiet"),
                      (cell(money(report.money, sign=True) if report.money else "", 9, "right") + "  ", ""),
                      (report.done or "", "")]
        lines.append(ended(line, end, width) if end else line)
    return [heading(width, _("Last reports"), signs), *lines] if lines else []
