"""The lists of the Overview as data: a sentence in three voices, a place to go to, what to type into an empty database. Pure."""

from collections.abc import Sequence

from campaign.core.model.light import Light
from campaign.core.overview import Finding
from campaign.core.situation import Situation
from campaign.core.today import Stop
from campaign.tables.cells import labels_width, name_of, short_light
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import listed
from campaign.words.findings import counted, what_text, why_text
from campaign.words.spacing import and_more
from campaign.words.today import unseen_text, worst

LONG = 100
"""Days away of which there is room to tell."""
NOTES = 60
"""Cells of a line below which nothing is said of why."""
COUNTY = 56
"""Cells for name, county and reason from which on the county is named."""
EDGES = {Light.RED: "red", Light.YELLOW: "yellow"}
"""Lights whose rows have an edge, as ``Rows`` calls it."""
_SAID = tuple(EDGES)


def finding_line(situation: Situation, finding: Finding, width: int, signs: Signs, *, first: bool,
                 red_before: int | None = None) -> Line:
    """``红    9 个堵点逾期  最久 19 天，在省自然资源厅手里``. Where an edge tells the level, its ``first`` alone has the word."""
    wide = max(cells(short_light(light)) for light in _SAID)
    word = short_light(finding.level)
    blocks = signs.way is Way.BLOCKS
    tone = "bold on red_fill" if first and blocks and finding.level is Light.RED else f"bold {LIGHT_TONES[finding.level]}"
    said: list[Piece] = [(" ", ""), (word if first or not blocks else "", tone)]
    said += [(" " * (wide - cells(said[1][0])), ""), (f"{counted(finding):>5} ", "strong"), (what_text(finding), "")]
    why = why_text(situation, finding, red_before) if width >= NOTES else ""
    return [*said, ("  " + why, "quiet")] if why else said


def stop_row(situation: Situation, stop: Stop, width: int, *, by_leader: bool) -> Line:
    """Who should go, the light, where, why, and how long that leader was away; of one leader's own without the name."""
    project = situation.snapshot.projects[stop.project]
    who = 8 if by_leader else 0
    light = max(cells(short_light(one)) for one in _SAID)
    away = unseen_text(stop) if width >= NOTES else ""
    why = worst(situation, stop)
    away = "" if away == why else away
    long = max(cells(unseen_text(stop._replace(unseen=LONG))), 13)
    room = width - 1 - (who + 1 if who else 0) - light - 1 - (long if width >= NOTES else 0)
    county = labels_width((one.name for one in situation.snapshot.counties.values()), 10) if room >= COUNTY else 0
    name = min(max((room - county) // 2 - 2, 8), 24)
    reason = max(room - name - 1 - (county + 1 if county else 0), 0)
    line: list[Piece] = [(" ", "")]
    if who:
        line += [(cell(name_of(situation, project.leader), who) + " ", "strong")]
    line += [(cell(short_light(stop.light), light) + " ", f"bold {LIGHT_TONES[stop.light]}" if stop.light is Light.RED
              else LIGHT_TONES[stop.light]), (cell(project.name, name) + " ", "")]
    if county:
        line.append((cell(name_of(situation, project.county), county) + " ", "quiet"))
    line.append((cell(why, reason), ""))
    return [*line, (cell(away, long, "right"), "quiet")] if width >= NOTES else line


def online_text(names: Sequence[str], width: int) -> str:
    """Who is on line, by name as many as fit; nobody is told to be alone."""
    if len(names) < 2:
        return ""
    for shown in range(len(names), 0, -1):
        said = and_more(listed(list(names[:shown])), len(names) - shown)
        text = _("{n} on line: {names}").format(n=len(names), names=said)
        if cells(text) <= width:
            return text
    return _("{n} on line").format(n=len(names))


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
