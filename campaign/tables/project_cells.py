"""Cells of the list of projects: what a project is as a row, in words and tones."""

from collections.abc import Mapping, Sequence
from datetime import date

from campaign.core.filters import ProjectFilter
from campaign.core.model.light import Assessment, Light
from campaign.core.model.project import Project, Stage
from campaign.core.situation import Situation
from campaign.tables.cells import days_text, light_piece, outlooks, why_within
from campaign.tables.charts.bar import bar
from campaign.tables.signs import Signs
from campaign.tables.table import Listing
from campaign.tables.tones import LIGHT_TONES, Piece
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import day
from campaign.words.listed_because import why_asked
from campaign.words.spacing import and_things

SINCE = 7
"""Cells of the day since when a light is what it is."""
MISSED = 100
"""Tenths of a per cent by which a target is missed clearly."""


class Projects(Listing[Project]):
    """Projects as they stand; with what was asked for, a row says first what its light does not say of that."""

    def __init__(self, situation: Situation, rows: Mapping[str, Project] | None = None,
                 wanted: ProjectFilter | None = None) -> None:
        super().__init__(situation, situation.snapshot.projects if rows is None else rows)
        self.wanted = wanted
        self.marked = True
        """Whether there is a column of marks: where there is none the worst of them stands before the reasons."""

    def judged(self, row: Project) -> Assessment:
        return self.situation.assessments[row.code]


def days_since_visit(situation: Situation, project: Project) -> int | None:
    """Days since anyone was on site; None if nobody ever was."""
    return None if project.last_visit is None else max((situation.today - project.last_visit).days, 0)


def missed(found: Assessment) -> bool:
    """Whether the target of today is missed so clearly that one should see it."""
    return found.progress is not None and found.expected - found.progress >= MISSED


def done(project: Project, found: Assessment) -> Piece:
    """Done (rounded down) and expected share of the plan in whole percent, loud where that is missed; nothing without a plan."""
    if found.progress is None or not project.plan_100:
        return "", "quiet"
    part, due = 100 * project.done_100 // project.plan_100, (found.expected + 5) // 10
    return "100" if part >= 100 else f"{part}/{due}", "strong" if missed(found) else "quiet"


def done_bar(told: "Projects", row: Project, room: int, signs: Signs) -> Sequence[Piece]:
    found = told.judged(row)
    if found.progress is None or not row.plan_100:
        return [(" " * room, "")]
    return bar(room, row.done_100 / row.plan_100, signs, target=found.expected / 1000, missed=missed(found))


def since(found: Assessment, first_day: date) -> Piece:
    """The day on which the oldest of the reasons that make the light began, of one long ago its month."""
    if not found.reasons:
        return "", ""
    began = found.reasons[0].since
    said = day(began, first_day)
    return said if len(said) <= SINCE else f"{began:%Y-%m}", ""


def marks(found: Assessment) -> Piece:
    """The worst of what no light says, and how many more there are."""
    said = outlooks(found)
    if not said:
        return "", ""
    (word, tone), *more = said
    return and_things(word, len(more)), tone


def seen(situation: Situation, project: Project) -> Piece:
    days = days_since_visit(situation, project)
    if project.stage is not Stage.BUILDING:
        return days_text(days), "quiet"
    if days is None:
        return _("never"), "yellow"
    return days_text(days), "yellow" if days >= situation.snapshot.campaign.settings.watermelon_visit else ""


def light_cell(told: Projects, row: Project) -> Piece:
    if row.withdrawn is not None:
        return _("out"), "quiet"
    text, tone = light_piece(told.judged(row))
    return text, "bold red" if tone == "red" else tone


def edge(told: Projects, row: Project) -> str:
    if row.withdrawn is not None:
        return ""
    tone = LIGHT_TONES[told.judged(row).light]
    return "grey" if tone == "quiet" else tone


def name_cell(told: Projects, row: Project) -> Piece:
    if row.withdrawn is not None:
        return row.name, "quiet"
    return row.name, "strong" if told.judged(row).light is Light.RED else ""


def quiet(piece: Piece) -> Piece:
    return piece[0], "quiet"


def blockers_cell(told: Projects, row: Project) -> Piece:
    found = told.judged(row)
    if not found.open_blockers:
        return "", ""
    return f"{found.open_blockers}/{found.overdue_blockers}", ""


def why_cell(told: Projects, row: Project, room: int, signs: Signs) -> Sequence[Piece]:
    """Why it has its light, in words: the light itself has the colour."""
    found = told.judged(row)
    before, loud = "", "" if found.light is Light.RED else "quiet"
    if told.wanted is not None and (asked := why_asked(told.situation, row, told.wanted)):
        before, loud = f"{asked}  ", ""
    elif not told.marked and (word := marks(found))[0]:
        before = f"{word[0]} "
    return [(cell(before + why_within(row, found, room - cells(before)), room), loud)]
