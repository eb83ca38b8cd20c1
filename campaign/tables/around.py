"""What stands around the rows of a record's page: what it hangs on, each a block of lines. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from campaign.core import codes
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service.project_view import ProjectView
from campaign.tables import blocks, cards, project_aside
from campaign.tables.blocks import Block, Write, filled, stacked
from campaign.tables.cells import light_piece, name_of
from campaign.tables.charts.bar import bar
from campaign.tables.charts.heading import heading
from campaign.tables.project_details import reason_line
from campaign.tables.sections import blocker_key
from campaign.tables.signs import Signs
from campaign.tables.timed_blockers import TIMED, timed_rows
from campaign.tables.tones import Line
from campaign.tables.width import cells
from campaign.text import _
from campaign.words import label, money

UNITS = 4
"""Of a county, at most."""
CITY = 2
"""Blocks that say how all the city stands."""
ALL = 31
"""Lines that all of a project wants."""


def around(situation: Situation, told: ProjectView | None, about: Iterable[str | None], signs: Signs) -> list[Block]:
    """A block for each of the codes ``about``, the nearest first; then for what those hang on, and all counties beside each
    other. ``told``: of a project among them all that is known.
    """
    near = list(dict.fromkeys(filter(None, about)))
    found: list[Block] = []
    for code in dict.fromkeys([*near, *further(situation, near)]):
        if told is not None and code == told.project.code:
            judged = _project(situation, told.project, signs, far=False)
            found.append(Block(stacked([judged, *project_aside.blocks(told, signs)]), ALL))
        elif code in situation.snapshot.projects:
            found.append(Block(_project(situation, situation.snapshot.projects[code], signs)))
        elif codes.is_a(code, "person"):
            found.append(Block(cards.person(situation, code, signs)))
        elif codes.is_a(code, "county"):
            found.append(Block(cards.county(situation, code, signs)))
        elif codes.is_a(code, "unit"):
            found.append(Block(cards.unit(situation, code, signs)))
    return [*found, *city(situation, signs)] if near else []


def city(situation: Situation, signs: Signs) -> list[Block]:
    """All counties beside each other, and what is overdue in them: what everything hangs on."""
    return [Block(cards.counties(situation, signs)), Block(cards.overdue(situation, signs))]


def further(situation: Situation, near: Iterable[str]) -> list[str]:
    """Who leads them and where they are, of projects; who leads counties, and who has most of what is open there."""
    snapshot = situation.snapshot
    found: list[str | None] = []
    for code in near:
        if (project := snapshot.projects.get(code)) is not None:
            found += [project.county, project.leader, project.unit]
        elif (county := snapshot.counties.get(code)) is not None:
            held = Counter(item.unit for item in situation.blockers_in(code))
            found += [county.leader, *(unit for unit, _n in held.most_common(UNITS))]
    return [code for code in found if code is not None]


def _project(situation: Situation, project: Project, signs: Signs, *, far: bool = True) -> Write:
    """Why it has its light, how far it is if that is not told below, and its blockers in time."""
    found = situation.assessments[project.code]

    def lines(width: int, room: int) -> list[Line]:
        said = [name_of(situation, project.county), label(project.stage), money(project.total)]
        first = heading(width, f"{project.code} {project.name}", signs, note="  ".join(said), right=light_piece(found)[0])
        told: list[Line] = [reason_line(reason, width, signs) for reason in found.reasons]
        if not told:
            told.append([(_("no rule fires"), "quiet")])
        if far and project.plan_100 and found.progress is not None:
            figure = _("{part}% done, {due}% due").format(part=found.progress / 10, due=found.expected / 10)
            size = max(width - cells(figure) - 2, 8)
            told.append([*bar(size, project.done_100 / project.plan_100, signs, target=found.expected / 1000), ("  ", ""),
                         (figure, "")])
        items = sorted(situation.blockers_of(project.code), key=lambda item: blocker_key(situation.today, item))
        told += [row.line for row in timed_rows(situation, items, width, project.name, signs, hands=width >= TIMED)]
        return [first, *told][:room]
    return lines


def under(lines: Sequence[Line], situation: Situation, about: Iterable[str | None], width: int, height: int,
          signs: Signs, *, always: bool = False) -> list[Line]:
    """A detail of something, and below it, where there is room, what that hangs on. ``always``: what hangs on nothing else is of
    the whole city.
    """
    def found() -> list[Block]:
        near = around(situation, None, about, signs)
        if near or not always:
            return near
        return [*city(situation, signs), *(Block(cards.county(situation, code, signs)) for code in situation.snapshot.counties)]

    return blocks.under(lines, found, width, height)


def beside_paper(situation: Situation, code: str | None, width: int, height: int, signs: Signs) -> list[Line]:
    """At the right of a paper: what its line tells of and that hangs on, beside other lines the city and its counties."""
    near: list[str | None] = [code]
    if (item := situation.snapshot.blockers.get(code or "")) is not None:
        near = [*item.projects, item.unit, item.person]
    told = around(situation, None, near, signs)
    if not (code and len(told) > CITY):
        told = [*city(situation, signs), *(Block(cards.county(situation, one, signs)) for one in situation.snapshot.counties)]
    return filled(told, [(width, height)])[0]
