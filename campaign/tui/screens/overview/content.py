"""Screen 1 as data: the figures at the top, the sentences, what to type into an empty database. Pure."""

from collections.abc import Sequence

from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.overview import Finding, Rates, rates
from campaign.core.situation import Situation
from campaign.tables.bar import bar
from campaign.tables.cells import projects_text, short_light
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import day, finding_text, listed, money
from campaign.words.labels import NOTHING
from campaign.words.spacing import and_others

FIGURES = 5
"""Lines of ``figures``."""
NARROW = 60
BAR = 12
"""Least cells of a bar worth drawing."""
_SAID = (Light.RED, Light.YELLOW)
BEHIND = (100, 300)
"""1/10 percentage points behind, from which on the money is yellow, beyond which it is red (docs/handbook/rules.md)."""


def figures(situation: Situation, width: int, online: Sequence[str] = ()) -> list[Line]:
    """Money reported, funds in and money registered, lights, rates, where the campaign stands and who is on line."""
    found = rates(situation)
    return [_money_line(situation, found, width), _funds_line(situation, found, width), _light_line(situation, width),
            _rates_line(found, width), _with_online(_state_line(situation), online, width)]


def _with_online(line: Line, online: Sequence[str], width: int) -> Line:
    """Names at the right end, as many as fit; nobody is named who is alone."""
    room = width - sum(cells(text) for text, _tone in line) - 3
    if len(online) < 2:
        return line
    for shown in range(len(online), -1, -1):
        more = len(online) - shown
        names = and_others(listed(list(online[:shown])), more)
        text = (_("{n} on line: {names}").format(n=len(online), names=names) if shown else
                _("{n} on line").format(n=len(online)))
        if cells(text) <= room:
            return [*line, (" " * (room - cells(text) + 2), ""), (text, "quiet")]
    return line


def _tag(name: str) -> Piece:
    """What a line of figures is about; the lines begin their figures below each other."""
    width = max(cells(_(word)) for word in ("Money", "Funds", "Lights", "Rates", "Blockers"))
    return f" {cell(name, width)}  ", "quiet"


def percent(tenths: int | None) -> str:
    """Whole percent: more is not read at a glance."""
    return NOTHING if tenths is None else f"{(tenths + 5) // 10}%"


def _money_line(situation: Situation, found: Rates, width: int) -> Line:
    due = situation.snapshot.campaign.expected(situation.today)
    if found.investment is None:
        return [_tag(_("Money")), (_("no project has a 100-day plan yet"), "quiet")]
    tone = _tone(due - found.investment)
    line: list[Piece] = [
        _tag(_("Money")),
        (_("reported {money}").format(money=money(found.done)) if width >= NARROW else money(found.done), "strong"),
        (" / " + money(found.plan) + "  ", ""),
        (_("{percent} done").format(percent=f"{found.investment / 10:.1f}%"), tone),
        ("  " + _("{percent} due").format(percent=f"{due / 10:.1f}%") + "  ", "quiet"),
    ]
    room = width - sum(cells(text) for text, _tone in line) - 1
    return [*line, *bar(min(room, 60), found.investment / 1000, due / 1000, tone)] if room >= BAR else line


def _tone(behind: int) -> str:
    return "red" if behind > BEHIND[1] else "yellow" if behind >= BEHIND[0] else "green"


def _funds_line(situation: Situation, found: Rates, width: int) -> Line:
    """Registered money (纳统数) has a figure of its own, beside what is reported (调度数) and never with it."""
    sums = found.sums
    line: list[Piece] = [_tag(_("Funds"))]
    if found.funds is None:
        line.append((_("no funds plan yet"), "quiet"))
    else:
        behind = situation.snapshot.campaign.expected(situation.today) - found.funds
        line.append((_("{percent} in").format(percent=percent(found.funds)), _tone(behind)))
        if width >= NARROW:
            line.append((f"  {money(sums.funds)} / {money(sums.funds_plan)}", ""))
    return [*line, ("  " + _("registered {money}").format(money=money(found.registered)), "strong")]


def _light_line(situation: Situation, width: int) -> Line:
    """Each count with what of it waits to be confirmed; where there is no room for that, those that wait are told once."""
    total, waits = situation.total, sum(situation.unconfirmed.values())
    each = _lights(situation, each=True)
    for line in ([*each, (_("of {projects}").format(projects=projects_text(total)), "")], [*each, (f"/ {total}", "")]):
        if sum(cells(text) for text, _tone in line) <= width:
            return line
    told = [("  " + _("{n} unconfirmed").format(n=waits), "quiet")] if waits else []
    return [*_lights(situation, each=False), (f"/ {total}", ""), *told]


def _lights(situation: Situation, *, each: bool) -> Line:
    line: list[Piece] = [_tag(_("Lights"))]
    for light in WORST_FIRST:
        count = situation.lights[light]
        if count or light in (Light.RED, Light.YELLOW, Light.GREEN):
            line.append((f"{short_light(light)} {count}", LIGHT_TONES[light]))
            if each and (waits := situation.unconfirmed[light]):
                line.append((_(" ({n} unconfirmed)").format(n=waits), "quiet"))
            line.append(("  ", ""))
    return line


def _rates_line(found: Rates, width: int) -> Line:
    line: list[Piece] = [_tag(_("Rates"))]
    sums = found.sums
    for name, value, met, due in (
        (_("started"), found.start, sums.start_met, sums.start_due),
        (_("finished"), found.finish, sums.finish_met, sums.finish_due),
        (_("registered"), found.registration, sums.registration_met, sums.registration_due),
    ):
        line += [(f"{name} ", "quiet"), (percent(value), "strong")]
        if due and width >= NARROW:
            line.append((f" {met}/{due}", "quiet"))
        line.append(("  ", ""))
    return line


def _state_line(situation: Situation) -> Line:
    """Before the first day and after the last: what that means. Else who works on what."""
    campaign, today = situation.snapshot.campaign, situation.today
    number = campaign.day(today)
    if number < 1:
        text = _("Day 1 is {day}: what is entered now counts as planned.").format(day=day(campaign.first_day))
        return [(f" {text}", "accent")]
    if number > campaign.length:
        text = _("The campaign ended on {day}: these are its last figures.").format(day=day(campaign.last_day))
        return [(f" {text}", "accent")]
    if number == campaign.length:
        return [(" " + _("Today is the last day."), "red")]
    blockers = len(situation.snapshot.blockers)
    text = _("{n} open").format(n=blockers)
    late = situation.counts["overdue"]
    line: list[Piece] = [_tag(_("Blockers")), (text + "  ", "")]
    line.append((_("{n} overdue").format(n=late), "red") if late else (_("none overdue"), "green"))
    if held := situation.counts["held"]:
        line.append(("  " + _("{n} on hold").format(n=held), "quiet"))
    return line


def finding_line(finding: Finding) -> Line:
    width = max(cells(short_light(light)) for light in _SAID)
    return [(cell(short_light(finding.level), width) + " ", LIGHT_TONES[finding.level]), (finding_text(finding), "")]


def first_steps(situation: Situation) -> list[Line]:
    """What to type next while there is nothing to show; nothing once there are projects."""
    snapshot = situation.snapshot
    if snapshot.projects:
        return []
    steps: list[Line] = [[(" " + _("The database is empty. On the command line:"), "strong")]]
    for there, command, what in (
        (snapshot.counties, "campaign add-county NAME", _("a county or zone")),
        (snapshot.units, "campaign add-unit NAME", _("a unit that holds blockers")),
        (snapshot.people, "campaign add-leader NAME --post POST", _("a leader with a column")),
        (snapshot.projects, "campaign add-project NAME -l LEADER -t TOTAL", _("a project")),
    ):
        if not there:
            steps.append([(f"   {command:<45}", "accent"), (what, "quiet")])
    steps.append([(" " + _("Or here: a adds a project, leader or blocker."), "strong")])
    return steps
