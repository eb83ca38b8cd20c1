"""Blockers of one project as lines in time, one below the other. Pure."""

from collections.abc import Sequence

from campaign.core import blockers as rules
from campaign.core.model.blocker import Blocker, BlockerState, Scope
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.tables.charts.timeline import Stretch, timeline, timeline_head, window
from campaign.tables.sections import PageRow, blocker_key, due_piece
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import flag, level, listed

TIMED = 66
"""Cells from which on it is told beside a line in time in whose hands a blocker is."""
CODED = 56
"""Cells from which on there is room for the code where the unit is not told."""
LINE, EACH, AHEAD = 16, 3, 15
"""Cells of a line, days of a cell, days ahead."""


def stretch(blocker: Blocker, situation: Situation) -> Stretch:
    """As ``charts.timeline`` draws it: one on hold has no due day meanwhile."""
    today = situation.today
    ended = None if blocker.resolved is None else (blocker.resolved - today).days
    due = None if rules.on_hold(blocker, today) else (blocker.due - today).days
    return Stretch((blocker.opened - today).days, due, ended)


def line(blocker: Blocker, situation: Situation, width: int, signs: Signs) -> Line:
    """One of a list, in its column."""
    return timeline(stretch(blocker, situation), window(width), signs)


def line_head(width: int, signs: Signs) -> Line:
    """Above that column."""
    return timeline_head(window(width), signs)


def _notes(situation: Situation, blocker: Blocker) -> list[str]:
    """What warns, and how far up it is."""
    if blocker.state is BlockerState.RESOLVED:
        return []
    wide = [_("whole county")] if blocker.scope is Scope.COUNTY else []
    return [*wide, *map(flag, situation.flags(blocker)), *([level(blocker.level)] if blocker.level else [])]


def timed_rows(situation: Situation, blockers: Sequence[Blocker], width: int, of: str, signs: Signs, *,
               hands: bool = True) -> list[PageRow]:
    """Due, code, title without ``of`` (the project's name), in whose ``hands``, since when."""
    today, shown = situation.today, window(LINE, each=EACH, ahead=AHEAD)
    units = {item.code: (name_of(situation, item.unit) if item.unit else _("nobody")) if hands else "" for item in blockers}
    unit = min(max(map(cells, units.values()), default=0), 16)
    titles = {item.code: item.title.removeprefix(of).strip() or item.title for item in blockers}
    notes = {item.code: listed(_notes(situation, item)) for item in blockers}
    code = 6 if hands or width >= CODED else -1
    room = width - 12 - (code + 1) - unit - 2 - LINE - 1
    title = max(min(max(map(cells, titles.values()), default=0), room - 1), 8)
    rest = room - title - 2
    beside = rest > max(map(cells, notes.values()), default=0) > 0
    rows = []
    for item in blockers:
        text, tone = due_piece(item, today)
        quiet = "quiet" if item.state is BlockerState.RESOLVED else ""
        found: Line = [
            (" " + cell(text, 10) + " ", "bold red" if tone == "red" else tone),
            (cell(item.code, code) + " " if code > 0 else "", "quiet"),
            (cell(titles[item.code], title) + "  ", quiet), (cell(units[item.code], unit) + " ", quiet),
            *timeline(stretch(item, situation), shown, signs), (f"  {notes[item.code]}" if beside else "", "quiet")]
        rows.append(PageRow(f"blocker:{item.code}", found, item.code, tone if tone in ("red", "yellow") else ""))
    return rows


def of_project(situation: Situation, project: Project, width: int, signs: Signs, most: int) -> list[Line]:
    """Those that are open, the most overdue first; none where one is all there is."""
    items = sorted(situation.blockers_of(project.code), key=lambda item: blocker_key(situation.today, item))
    return [row.line for row in timed_rows(situation, items[:most], width, project.name, signs)] if len(items) > 1 else []
