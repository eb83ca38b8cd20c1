"""What stands below the list of projects about the one under the cursor. Pure."""


from campaign.core.lights import WATERMELON
from campaign.core.model.light import Assessment, Light
from campaign.core.model.project import Project, Stage
from campaign.core.situation import Situation
from campaign.tables.cells import (
    name_of,
    outlooks,
    rule,
    short_light,
    why,
)
from campaign.tables.projects import days_since_visit
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.text import _
from campaign.words import day, label, mark, money, reason_text

ROOMY = 6
"""Lines of the details from which on they say more."""


def details(situation: Situation, code: str, width: int, height: int, asked: str = "") -> list[Line]:
    """Everything about the project under the cursor that its row has no room for; then its reasons, one a line.

    ``asked``: why it is in the list; where there is little room it stands in for the facts.
    """
    project, found = situation.snapshot.projects[code], situation.assessments[code]
    title: list[Piece] = [(f" {code} ", "quiet"), (project.name, "strong")]
    facts: list[Piece] = []
    for fact in (
        name_of(situation, project.county) if project.county else _("no county"),
        label(project.stage),
        money(project.total) if project.total is not None else _("no total"),
        name_of(situation, project.leader) if project.leader else _("no leader"),
        name_of(situation, project.unit) if project.unit else _("no unit"),
        *_seen_words(situation, project),
    ):
        facts += [(fact, ""), ("  ", "")]
    for piece in outlooks(found):  # where the eye begins
        title += [("  ", ""), piece]
    lines: list[Line] = [rule(title, width)]
    if asked:
        lines.append([(" ", ""), (asked, "yellow")])
    if not asked or height >= ROOMY:
        lines.append([(" ", ""), *facts])
    if height >= ROOMY:
        lines.append([(" ", ""), ("  ".join(_more_facts(situation, project)), "quiet")])
    room = height - len(lines)
    reasons = [[(" ", ""), (short_light(reason.level), LIGHT_TONES[reason.level]), (" ", ""), (reason_text(reason), ""),
                ("  " + _("since {day}").format(day=day(reason.since)), "quiet")] for reason in found.reasons]  # fmt: skip
    if not reasons:
        return [*lines, [(" ", ""), *_no_reason(project, found)]]
    if len(reasons) > room > 0:
        more = len(reasons) - room
        reasons = reasons[:room]
        reasons[-1].append(("  " + _("{n} more").format(n=more), "quiet"))
    return [*lines, *reasons]


def _more_facts(situation: Situation, project: Project) -> list[str]:
    facts = []
    if project.plan_100:
        facts.append(_("{done} of {plan}").format(done=money(project.done_100), plan=money(project.plan_100)))
    if project.started is None and project.planned_start is not None:
        facts.append(_("planned start {day}").format(day=day(project.planned_start, situation.snapshot.campaign.first_day)))
    if project.manager is not None:
        facts.append(_("manager {name}").format(name=name_of(situation, project.manager)))
    if project.last_report is not None:
        facts.append(_("last report {day}").format(day=day(project.last_report, situation.snapshot.campaign.first_day)))
    return facts or [_("no plan, no manager, no report")]


def _seen_words(situation: Situation, project: Project) -> list[str]:
    days = days_since_visit(situation, project)
    if days is None:
        return [_("nobody was on site yet")] if project.stage is Stage.BUILDING else []
    return [_("on site today") if not days else _("last on site {n}d ago").format(n=days)]


def _no_reason(project: Project, found: Assessment) -> Line:
    text, tone = why(project, found)
    if text:
        return [(text, tone)]
    if WATERMELON in found.marks:
        return [(mark(WATERMELON), "yellow"), ("  " + _("green, but no report, visit or money for days"), "quiet")]
    if found.light is Light.NONE:
        return [(_("no rule applies yet: no plan, no start date, no blocker"), "quiet")]
    return [(_("no rule fires"), "green")]
