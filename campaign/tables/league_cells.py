"""Cells of the counties' league that are drawn: the parts as bars, climbed or fallen, red projects."""

from campaign.core import leagues
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.model.light import Light
from campaign.tables.charts.bar import bar
from campaign.tables.charts.squares import projects_a_cell, squares
from campaign.tables.league_parts import PARTS
from campaign.tables.league_places import League, Place
from campaign.tables.signs import Signs
from campaign.tables.table import Column
from campaign.tables.tones import Line, Piece
from campaign.tables.values import percent
from campaign.tables.width import cell, cells
from campaign.text import _, language
from campaign.words.labels import NOTHING
from campaign.words.league import places_text

FIGURE = 6
"""Cells of the figure of a part: ``100``, ``63.2``."""
BARS, WIDE = 104, 150
"""Cells of a row from which on parts have bars, and from which on there is the group, the leader and every project."""


def part_of(place: LeagueStanding, name: str) -> Part:
    return place.parts[leagues.PARTS.index(name)]


def share_text(pct: float | None) -> str:
    """``92.9%``, ``100%``."""
    return NOTHING if pct is None else f"{pct:.1f}".removesuffix(".0") + "%" if pct >= 100 else f"{pct:.1f}%"


def part_width(told: League, column: Column[League, Place], room: int) -> tuple[int, int]:
    return (FIGURE if room < BARS else 22 if room >= WIDE else 14 if language() == "zh" else 13), 0


def _part_piece(told: League, row: Place, name: str) -> Piece:
    part = part_of(row.standing, name)
    if part.pct is None:
        return _("none due"), "quiet"
    missed = name == "completion" and row.standing.target_missed
    return share_text(percent(part.pct)).rstrip("%"), "strong" if missed else "" if part.pct < 500 else "quiet"


def part_drawn(told: League, row: Place, name: str, room: int, signs: Signs) -> Line:
    """A bar and its figure; of the money with the mark of today."""
    said, tone = _part_piece(told, row, name)
    pct = part_of(row.standing, name).pct
    if room <= FIGURE or pct is None:
        return [(cell(said, room, "right"), tone)]
    due = told.situation.snapshot.campaign.expected(told.situation.today) / 1000 if name == "completion" else None
    return [*bar(room - FIGURE, pct / 1000, signs, target=due, missed=row.standing.target_missed if due is not None else None),
            (cell(said, FIGURE, "right"), tone)]


def part_title(told: League, name: str, room: int, signs: Signs) -> Line:
    """Its name, and its weight, said to be one: above figures in per cent a bare 30 reads as what they are out of."""
    weight: int = getattr(told.situation.snapshot.campaign.settings, f"weight_{name}")
    if room <= FIGURE:
        return [(cell(_(PARTS[name]), room, "right"), "quiet")]
    said = _("wt. {n}").format(n=weight)
    return [(cell(_(PARTS[name]), room - cells(said) - 1) + " ", "quiet"), (said, "quiet")]


def change_piece(told: League, row: Place) -> Piece:
    """Places climbed or lost in seven days; nothing for neither."""
    return (places_text(change), "quiet") if (change := row.standing.change_all) else ("", "")


def red_drawn(told: League, row: Place, room: int, signs: Signs) -> Line:
    """How many of its projects are red; where there is room all of them as squares."""
    red = row.lights.get(Light.RED, 0)
    said = (cell(str(red or ""), 4 if room > 4 else room, "right"), "red")
    if room <= 4:
        return [said]
    each = projects_a_cell([sum(one.lights.values()) for one in told.rows.values()], room - 4)
    return [*squares(row.lights, room - 4, signs, each=each), said]
