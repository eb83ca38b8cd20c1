"""What stands below or beside the list of projects about the one under the cursor. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import blockers as rules
from campaign.core.lights import WATERMELON
from campaign.core.model.blocker import Blocker
from campaign.core.model.light import Assessment, Light, Reason
from campaign.core.model.project import Mark, Progress, Project, Stage
from campaign.core.situation import Situation
from campaign.service.project_view import worst_of
from campaign.tables.cells import name_of, outlooks, short_light, why
from campaign.tables.charts.bar import bar
from campaign.tables.detail import Block, edged, ended, facts, flow, head, section
from campaign.tables.next_steps import steps
from campaign.tables.project_aside import site_lines
from campaign.tables.signs import Signs
from campaign.tables.timed_blockers import of_project
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cell
from campaign.text import _, ngettext
from campaign.words import day, flag, label, level, listed, mark, money, reason_text

TALL = 7
"""Lines of a detail from which on it has sections."""
OPEN = 6
"""Blockers that are shown."""
WAITS = ("waiting_city", "waiting_province", "waiting_national")


class Told(NamedTuple):
    """A project, and what no situation holds of it."""

    situation: Situation
    project: Project
    asked: str = ""
    """Why it is in the list."""
    reports: Sequence[Progress] = ()
    """Newest first."""
    strip: Sequence[Mark] = ()
    """Who was there, day by day up to today; nothing where nobody works."""

    @property
    def found(self) -> Assessment:
        return self.situation.assessments[self.project.code]

    @property
    def worst(self) -> Blocker | None:
        return worst_of(self.situation, self.project.code)


def details(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    """Everything about the project under the cursor that its row has no room for. In four lines its reasons, and in whose hands
    it is; where there is more room how far it is, who has been there, and what can be done.
    """
    if height < TALL:
        return _brief(told, width, height, signs)
    first = [_head(told, width, signs, brief=False)]
    if told.asked:
        first.append([(" ", ""), (told.asked, "accent")])
    return flow(first, (
        (*standing(told, signs), lambda room: _steps(told, room, signs)),
        (lambda room: invested(told, room, signs), lambda room: _site(told, room, signs),
         lambda room: _blockers(told, room, signs), lambda room: _reports(told, room, signs))), width, height)


def standing(told: Told, signs: Signs) -> Sequence[Block]:
    """Whose it is, why its light is what it is, and in whose hands it is."""
    return lambda room: _facts(told, room), lambda room: _reasons(told, room, signs), lambda room: _now(told)


def _brief(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    lines = [_head(told, width, signs, brief=True)]
    if told.asked:
        lines.append([(" ", ""), (told.asked, "accent")])
    now = _now(told)[:1]
    room = height - len(lines) - len(now)
    reasons = _reasons(told, width, signs)
    if len(reasons) > room:
        more = _("{n} more").format(n=len(reasons) - room)
        reasons = reasons[:room]
        reasons[-1] = ended(reasons[-1], [(more, "quiet")], width)
    return [*lines, *reasons, *now]


def _head(told: Told, width: int, signs: Signs, *, brief: bool) -> Line:
    project, found, situation = told.project, told.found, told.situation
    waits = _waits(found)
    warned = [piece for word in outlooks(found) for piece in (("  ", ""), word)][1:]
    if brief:
        said: list[Piece] = [(name_of(situation, project.county) if project.county else _("no county"), "quiet"),
                             (label(project.stage), "quiet"),
                             (money(project.total) if project.total is not None else _("no total"), "quiet")]
        return head(project.code, project.name, width, *said, *waits, right=warned)
    return head(project.code, project.name, width, *light_pieces(told), right=warned)


def light_pieces(told: Told) -> list[Piece]:
    """Its light, red filled, and with whom it waits."""
    found = told.found
    light: Piece = (f" {short_light(found.light)} ", "bold on red_fill" if found.light is Light.RED else LIGHT_TONES[found.light])
    return [light, *_waits(found)]


def _waits(found: Assessment) -> list[Piece]:
    return [(mark(word), "") for word in found.marks if word in WAITS]


def _facts(told: Told, width: int) -> list[Line]:
    """Where, what and whose it is."""
    project, situation = told.project, told.situation
    first = situation.snapshot.campaign.first_day
    if width < 60:
        planned = project.planned_start if project.started is None else project.planned_finish
        return facts([
            (_("County"), name_of(situation, project.county) if project.county else _("no county")),
            (_("Stage"), listed([label(word) for word in (project.stage, project.sector, project.investor) if word is not None])),
            (_("Total"), money(project.total) if project.total is not None else _("no total")),
            (_("Leader"), listed([name_of(situation, project.leader), *absent(situation, project)]) if project.leader
             else _("no leader")),
            (_("Unit"), name_of(situation, project.unit) if project.unit else _("no unit")),
            (_("Manager"), name_of(situation, project.manager) if project.manager else ""),
            (_("Planned"), "" if planned is None else day(planned, first))], width)
    said = [name_of(situation, project.county) if project.county else _("no county"),
            label(project.sector) if project.sector is not None else "", label(project.stage),
            money(project.total) if project.total is not None else _("no total"),
            name_of(situation, project.leader) if project.leader else _("no leader"), *absent(situation, project),
            name_of(situation, project.unit) if project.unit else "",
            name_of(situation, project.manager) if project.manager else ""]
    return [[(" ", ""), ("  ".join(filter(None, said)), "")]]


def absent(situation: Situation, project: Project) -> list[str]:
    """For how long its leader has not been there."""
    if project.leader is None or project.stage is not Stage.BUILDING:
        return []
    if project.leader_visit is None:
        return [_("never there")]
    days = (situation.today - project.leader_visit).days
    return [ngettext("not there for {n} day", "not there for {n} days", days).format(n=days)] if days > 0 else []


def _reasons(told: Told, width: int, signs: Signs) -> list[Line]:
    found = told.found
    if not found.reasons:
        return [[(" ", ""), *_no_reason(told.project, found)]]
    return [reason_line(reason, width, signs) for reason in found.reasons]


def reason_line(reason: Reason, width: int, signs: Signs) -> Line:
    """Behind the edge of its level: what is wrong, and at the right end since when."""
    since: Line = [(_("since {day}").format(day=day(reason.since)), "quiet")]
    return ended(edged(LIGHT_TONES[reason.level], [(reason_text(reason), "")], signs), since, width)


def _now(told: Told) -> list[Line]:
    """In whose hands the worst of its blockers is, for how long, and what is to be said of that."""
    situation, worst = told.situation, told.worst
    if worst is None:
        return []
    held = rules.days_held(worst, situation.today)
    holder = name_of(situation, worst.unit) if worst.unit else _("nobody")
    line: list[Piece] = [(" ", ""), (ngettext("{n} day in the hands of {unit}", "{n} days in the hands of {unit}", held).format(
        n=held, unit=holder), "strong"), ("  " + _("with {level}").format(level=level(worst.level)), "")]
    flags = [flag(word) for word in situation.flags(worst)]
    return [[*line, ("  " + "  ".join(flags), "yellow")] if flags else line]


def invested(told: Told, width: int, signs: Signs) -> list[Line]:
    project, found = told.project, told.found
    if found.progress is None or not project.plan_100:
        return [[(" ", ""), (_("{done} in these 100 days, no plan").format(done=money(project.done_100)), "quiet")]]
    line = bar(width - 2, project.done_100 / project.plan_100, signs, target=found.expected / 1000)
    said: Line = [(" ", ""), (_("{done} of {plan}").format(done=money(project.done_100), plan=money(project.plan_100)), "")]
    part: Line = [(_("{part}% done, {due}% due").format(part=found.progress / 10, due=found.expected / 10), "strong")]
    return [*section(_("Investment done"), [[(" ", ""), *line]], width, signs), ended(said, part, width)]


def _site(told: Told, width: int, signs: Signs) -> list[Line]:
    return [[(" ", ""), *line] for line in site_lines(told.strip, width - 1, signs)]


def _blockers(told: Told, width: int, signs: Signs) -> list[Line]:
    return section(_("Blockers"), of_project(told.situation, told.project, width, signs, OPEN), width, signs)


def _steps(told: Told, width: int, signs: Signs) -> list[Line]:
    if told.worst is None:
        return []
    return section(_("What can be done"), steps(told.situation, told.worst), width, signs, note=told.worst.code)


def _reports(told: Told, width: int, signs: Signs) -> list[Line]:
    lines: list[Line] = []
    for report in told.reports:
        crew = "" if report.crew is None else _("crew {n}").format(n=report.crew)
        line: Line = [(f" {cell(day(report.on), 6)} ", "quiet"),
                      (cell(money(report.money, sign=True) if report.money else "", 10, "right") + "  ", ""),
                      (report.done or "", "")]
        lines.append(ended(line, [(crew, "quiet")], width))
    return section(_("Last reports"), lines, width, signs)


def _no_reason(project: Project, found: Assessment) -> Line:
    text, _tone = why(project, found)
    if text:
        return [(text, "")]
    if WATERMELON in found.marks:
        return [(mark(WATERMELON), "yellow"), ("  " + _("green, but no report, visit or money for days"), "quiet")]
    if found.light is Light.NONE:
        return [(_("no rule applies yet: no plan, no start date, no blocker"), "quiet")]
    return [(_("no rule fires"), "green")]
