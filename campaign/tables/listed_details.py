"""Below the red and the black list, about the county under the cursor: why it stands there, and what lies in it. Pure."""

from collections import Counter
from collections.abc import Sequence

from campaign.core.leaderboards import Entry
from campaign.core.league_lists import Account
from campaign.core.leagues import LeagueStanding
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import name_of, wrapped
from campaign.tables.county_blocks import Told, few_parts, lost
from campaign.tables.county_lists import blockers, projects
from campaign.tables.detail import flow, head
from campaign.tables.leaderboards import Boards, Listed, board_bar, notes, tenths
from campaign.tables.league import standing_piece
from campaign.tables.league_places import Place
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import label, money
from campaign.words import leaderboards as say

TALL = 7
"""Lines of a detail from which on it has sections."""


def list_details(situation: Situation, row: Listed, league: Sequence[LeagueStanding], width: int, height: int, signs: Signs,
                 ) -> list[Line]:
    """How it stands to its target and why it is exempt, the parts of its score against the mean, its projects and blockers."""
    place = row.place
    told = Told(situation, _place(situation, place), [_place(situation, one) for one in league])
    target = _("{done} of {plan} invested, {percent}; by now {expected} is due").format(
        done=money(place.completion.met), plan=money(place.completion.due), percent=format_percent(place.completion.pct),
        expected=format_percent(situation.snapshot.campaign.expected(situation.today)))
    lines: list[Line] = [head("", name_of(situation, place.county), width, standing_piece(place),
                              (_("Score {n}").format(n=tenths(place.score)), "")),
                         [(" ", ""), (target, "")]]
    for said in notes(place):
        lines += [[(" ", ""), (part, "strong")] for part in wrapped(said, width - 2)]
    if height < TALL:
        return [*lines, *few_parts(told, width, signs)][:height]
    return flow(lines, (
        (lambda room: lost(told, room, signs), lambda room: blockers(told, room, max(height - 11, 3), signs)),
        (lambda room: projects(told, room, height - 6, signs),)), width, height)


def _place(situation: Situation, row: LeagueStanding) -> Place:
    lights = Counter(situation.assessments[code].light for code in situation.projects_of_county(row.county)
                     if situation.snapshot.projects[code].withdrawn is None)
    return Place(row, lights, situation.tally(row.county), Account(), row.completion)


def board_details(situation: Situation, row: Entry, width: int, height: int) -> list[Line]:
    """How its figure is worked out, and from what."""
    lines: list[Line] = [head(row.code, name_of(situation, row.code), width, (f"{label(row.board)} {row.rank}", ""))]
    for text, tone in ((f"{say.figure_text(row)}  {say.basis_text(row)}", ""), (say.formula_text(row.board), "quiet"),
                       (_("Enter shows the very rows that it was counted from"), "quiet")):
        lines += [[(f" {part}", tone)] for part in wrapped(text, width - 2)]
    return lines[:height]


def firsts(told: Boards, width: int, signs: Signs) -> list[Line]:
    """The first of each board, and its figure."""
    found = [row for row in told.rows.values() if row.rank == 1]
    boards = max((cells(label(row.board)) for row in found), default=0)
    names = max((cells(name_of(told.situation, row.code)) for row in found), default=0)
    figures = max((cells(say.figure_text(row)) for row in found), default=0)
    drawn = width - boards - names - figures - 6
    lines: list[Line] = []
    for row in found:
        who = cell(name_of(told.situation, row.code), names)
        line: Line = [(cell(label(row.board), boards) + "  ", "quiet"), (who, "strong")]
        chart = [("  ", ""), *board_bar(told, row, drawn, signs)] if drawn >= 8 else []
        lines.append([(" ", ""), *line, *chart, ("  ", ""), (cell(say.figure_text(row), figures, "right"), "strong")])
    return lines
