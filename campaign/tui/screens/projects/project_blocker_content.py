"""The blockers of a project as lines in time, the hands that the worst went through, what can be done with it. Pure."""

from campaign.service.project_view import ProjectView
from campaign.tables.blocker_details import Told, way
from campaign.tables.blocker_record import Frozen
from campaign.tables.charts.beside import wide
from campaign.tables.charts.timeline import moves
from campaign.tables.history import stairs
from campaign.tables.next_steps import steps
from campaign.tables.sections import PageRow, blocker_key, blocker_list, nothing, open_note, title
from campaign.tables.signs import Signs
from campaign.tables.timed_blockers import TIMED, timed_rows
from campaign.text import _
from campaign.words import flag, listed

STEPS = 8
"""Steps of a blocker that are shown."""


def blocker_rows(view: ProjectView, width: int, signs: Signs) -> list[PageRow]:
    today = view.situation.today
    items = sorted(view.records.blockers, key=lambda item: blocker_key(today, item))
    rows = title("blockers", _("Blockers"), *open_note(items, today))
    if not items:
        return [*rows, nothing("blockers", _("none was ever opened; a adds one"), view.project.code)]
    name = view.project.name
    return [*rows, *(timed_rows(view.situation, items, width, name, signs) if width >= TIMED
                     else blocker_list(view.situation, items, width, name))]


def way_rows(view: ProjectView, width: int, signs: Signs) -> list[PageRow]:
    """The hands that the worst of its blockers went through."""
    worst = view.worst
    if worst is None or not view.events:
        return []
    told = Told(view.situation, worst, Frozen(view.situation), view.events)
    flags = [flag(word) for word in view.situation.flags(worst)]
    rows = title("way", _("How {blocker} went").format(blocker=worst.code), listed(flags))
    days = [event.on for event in view.events][-STEPS:]
    found = stairs(days, worst.resolved or view.situation.today, width, signs)
    room = width - 1 - max((2 + wide(line) for line in found if line), default=0)
    lines = [[*line, *((("  ", ""), *stair) if stair else ())]
             for line, stair in zip(moves(way(told)[-STEPS:], room, signs), found, strict=True)]
    return [*rows, *(PageRow(f"way{n}", line, worst.code) for n, line in enumerate(lines))]


def step_rows(view: ProjectView) -> list[PageRow]:
    if view.worst is None:
        return []
    rows = title("steps", _("What can be done"), view.worst.code)
    return [*rows, *(PageRow(f"step{n}", line, view.worst.code) for n, line in enumerate(steps(view.situation, view.worst)))]
