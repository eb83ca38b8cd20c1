"""Why a project has its light: each reason and its day, what the original plans would say, why a green is doubted; and how far
it is. Pure.
"""


from campaign.core.blockers import days_held
from campaign.core.lights import RETARGETED, TOO_LATE, WATERMELON, watermelon_gaps
from campaign.core.model.light import Light, Reason
from campaign.service.project_view import ProjectView
from campaign.tables.cells import name_of
from campaign.tables.charts.bar import bar
from campaign.tables.detail import ended
from campaign.tables.project_cells import missed
from campaign.tables.sections import (
    PLAIN,
    PageRow,
)
from campaign.tables.signs import Signs
from campaign.tables.tones import LIGHT_TONES, Piece, light
from campaign.tables.width import cell, cells
from campaign.text import _, ngettext
from campaign.words import day, label, listed, mark, money, reason_text


def light_rows(view: ProjectView, width: int) -> list[PageRow]:
    project, situation = view.project, view.situation
    code = project.code
    found = situation.assessments[code]
    if project.withdrawn is not None:
        return [PageRow("light", [(_("withdrawn"), "yellow"), (f": {project.withdrawn}", PLAIN),
                                  ("  " + _("in no count"), "quiet")], code)]
    line: list[Piece] = [(f" {label(found.light)} ", "bold on red_fill")] if found.light is Light.RED else [light(found.light)]
    worst = [reason.since for reason in found.reasons if reason.level is found.light]
    if worst:  # a reason may be older than the light: another rule, or a correction, took it away for a while
        since = view.history[0].first if view.history else min(worst)
        line.append(("  " + _("since {day}").format(day=day(since)), PLAIN))
    line += [("  " + mark(word), "red" if word == TOO_LATE else "yellow") for word in found.marks if word != WATERMELON]
    if found.light is Light.NONE:
        line.append(("  " + _("no rule applies to it yet: no plan, no planned start, no open blocker"), "quiet"))
    elif found.light is Light.SUSPENDED:
        line.append(("  " + _("{reason}, review {day}").format(reason=project.suspended, day=day(project.review)), PLAIN))
    elif not found.reasons:
        line.append(("  " + _("every rule that applies is met"), "quiet"))
    if view.worst is not None and (held := days_held(view.worst, situation.today)) and view.worst.unit:
        said = ngettext("{n} day in the hands of {unit}", "{n} days in the hands of {unit}", held).format(
            n=held, unit=name_of(situation, view.worst.unit))
        line = list(ended(line, [(said, "strong")], width))
    rows = [PageRow("light", line)]
    for number, reason in enumerate(found.reasons):
        told = _("since {day}").format(day=day(reason.since))
        text = reason_text(reason)
        room = width - 9 - cells(told)
        if width < 60 and cells(text) > room:
            # The sentence matters more than its day.
            told, room = "", width - 9
        pieces = [(f" {cell(label(reason.level), 6)} ", LIGHT_TONES[reason.level]), (cell(text, max(room, 1)) + " ", ""),
                  (told, "quiet")]
        rows.append(PageRow(f"why{number}:{reason.rule}:{reason.blocker or reason.land}", pieces,
                            reason.blocker or reason.land or code, LIGHT_TONES[reason.level]))
    rows += [PageRow(f"original:{reason.rule}:{reason.blocker or reason.land}", _by_original(reason),
                     reason.blocker or reason.land or code) for reason in situation.by_original(code)]
    if WATERMELON in found.marks:
        gaps = watermelon_gaps(project, situation.snapshot.campaign, situation.today, situation.excused_in(project.county))
        words = {"report": _("no report for {n}d"), "visit": _("nobody on site for {n}d"), "money": _("no money for {n}d")}
        text = listed([words[name].format(n=days) for name, days in gaps])
        rows.append(PageRow("melon", [(f" {mark(WATERMELON)} ", "yellow"), (_("green, yet {what}").format(what=text), "")], code))
    return rows


def _by_original(reason: Reason) -> list[Piece]:
    text = _("by the original plan it would be {light}: {reason}").format(light=label(reason.level), reason=reason_text(reason))
    return [(f" {mark(RETARGETED)} ", "yellow"), (text, "")]


def progress_rows(view: ProjectView, width: int, signs: Signs) -> list[PageRow]:
    project, found = view.project, view.situation.assessments[view.project.code]
    if found.progress is None:
        if not project.done_100:
            return []
        return [PageRow("bar", [(" " + _("{done} in these 100 days, no plan").format(done=money(project.done_100)), PLAIN)])]
    words = _("{done} of {plan}, {part}% done, {due}% expected").format(
        done=money(project.done_100), plan=money(project.plan_100), part=found.progress / 10, due=found.expected / 10)
    share = project.done_100 / project.plan_100 if project.plan_100 else 0.0  # not rounded: full only when all is done
    room = width - cells(words) - 3
    line = bar(min(room, 50) if room >= 10 else width, share, signs, target=found.expected / 1000, missed=missed(found))
    if room < 10:
        return [PageRow("bar", line), PageRow("bar-", [(words, PLAIN)])]
    return [PageRow("bar", [*line, (f"  {words}", PLAIN)])]
