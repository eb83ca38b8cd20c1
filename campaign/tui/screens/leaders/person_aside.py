"""The right side of a person's page: the projects led as squares, and on which days each of them was seen. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from campaign.core.model.project import FINISHED, Channel, Mark, Project
from campaign.core.situation import Situation
from campaign.tables.charts.beside import fitted
from campaign.tables.charts.calendar import calendar, calendar_head
from campaign.tables.charts.heading import heading
from campaign.tables.charts.squares import lights_line, squares
from campaign.tables.charts.trend import trend
from campaign.tables.leaders import absent
from campaign.tables.project_cells import Projects, name_cell
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cell
from campaign.text import _
from campaign.words import money
from campaign.words.spacing import tight

Seen = Mapping[str, Mapping[date, Channel]]
"""Projects → the days on which this person was there or asked, and how."""
NAME, END = 22, 10
"""Cells of a project's name, and of what is said at the right end."""
CURVE = (5, 12)
"""Lines of the sites seen day by day, at least and at most."""


def aside(situation: Situation, led: Sequence[Project], seen: Seen, width: int, height: int, signs: Signs) -> list[Line]:
    """``led``: the projects in this person's name, those to look at first at the top."""
    mine = [row for row in led if row.withdrawn is None]
    lights = _lights(situation, mine, width, signs)
    calendars = _calendars(situation, mine, seen, width, height - len(lights) - CURVE[0] - 3, signs)
    days = _days(situation, seen, width, height - len(lights) - len(calendars) - 3, signs)
    lines: list[Line] = []
    for section in (lights, days, calendars):
        room = height - len(lines) - bool(lines)
        if section and room > len(section) // 2:
            lines += [*([()] if lines else []), *section[:room]]
    return lines


def _lights(situation: Situation, led: Sequence[Project], width: int, signs: Signs) -> list[Line]:
    if not led:
        return []
    counts = Counter(situation.assessments[row.code].light for row in led)
    total = sum(row.total or 0 for row in led)
    return [heading(width, _("Projects led"), signs, note=money(total) if total else ""),
            squares(counts, width, signs), lights_line(counts, width, signs)]


def _days(situation: Situation, seen: Seen, width: int, height: int, signs: Signs) -> list[Line]:
    """How many sites a day."""
    campaign = situation.snapshot.campaign
    count = Counter(on for days in seen.values() for on, channel in days.items() if channel is Channel.SITE)
    past = campaign.day(min(situation.today, campaign.last_day))
    values = [count[campaign.first_day + timedelta(days=at)] for at in range(past)]
    if not any(values):
        return []
    each = max(width // max(past, 1), 1)
    tall = min(max(height - 1, CURVE[0]), CURVE[1])
    drawn = trend([n for n in values for _cell in range(each)], width, tall, signs, tone="area", last="data")
    note = _("{n} at most on a day").format(n=max(values))
    return [heading(width, _("Sites seen, day by day"), signs, note=note, right=_("today")), *drawn]


def _calendars(situation: Situation, led: Sequence[Project], seen: Seen, width: int, height: int,
               signs: Signs) -> list[Line]:
    """Of each project that is not finished, in which of the last days; how long that is ago where it is long."""
    rows = [row for row in led if row.stage not in FINISHED]
    if not rows:
        return []
    told, room = Projects(situation), width - NAME - END - 2
    days = [situation.today - timedelta(days=back) for back in reversed(range(room))]
    lines: list[Line] = [heading(width, _("When they were there"), signs),
                         [(" " * (NAME + 1), ""), *calendar_head(situation.today, room, signs)]]
    for row in rows:
        found = seen.get(row.code, {})
        marks = [Mark.NONE if on not in found else Mark.SITE if found[on] is Channel.SITE else Mark.REMOTE for on in days]
        away = absent(situation, row)
        if away is not None:
            end = tight(_("away {n}d").format(n=away) if away else _("unseen")), "normal"
        else:
            ago = None if row.leader_visit is None else (situation.today - row.leader_visit).days
            end = "" if ago is None else tight(_("{n}d ago").format(n=ago)) if ago else _("today"), "quiet"
        if height >= 2 * len(rows) + 2:
            lines.append(())
        lines.append([*fitted([name_cell(told, row)], NAME), (" ", ""), *calendar(marks, room, signs), (" ", ""),
                      (cell(end[0], END, "right"), end[1])])
    return lines
