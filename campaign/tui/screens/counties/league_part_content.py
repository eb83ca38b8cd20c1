"""The page of one part of a county's league: its figure, and the very rows that it was counted from. Pure."""

from collections.abc import Mapping

from campaign.core import leagues
from campaign.core.facts import share
from campaign.core.leagues import LeagueStanding
from campaign.core.model.blocker import Blocker
from campaign.core.model.leads import Lead
from campaign.core.model.project import Project
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.service.league import Basis
from campaign.tables.cells import name_of, wrapped
from campaign.tables.league_parts import MEANINGS, part_name, part_text, weight_piece
from campaign.tables.sections import PLAIN, PageRow, due_piece, nothing, table_row, title
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _
from campaign.words import day, label, money

WIDE = 70
"""Cells from which on there is room to say how late a blocker was closed."""


def part_page_rows(situation: Situation, place: LeagueStanding, name: str, basis: Basis, width: int) -> list[PageRow]:
    """What is not met comes first."""
    settings = situation.snapshot.campaign.settings
    at = leagues.PARTS.index(name)
    part, points = place.parts[at], leagues.points(place.parts, settings)[at]
    gives, tone = weight_piece(name, points, settings)
    figures = part_text(name, part, place.in_money)
    figure: Line = [(format_percent(part.pct), "strong"), (f"  {figures}  ", PLAIN), (gives, tone or PLAIN)]
    rows = [PageRow("name", [(name_of(situation, place.county), "strong"), (f"  {part_name(name)}", "")], place.county),
            PageRow("figure", figure)]
    rows += [PageRow(f"meaning{n}", [(text, "quiet")]) for n, text in enumerate(wrapped(_(MEANINGS[name]), width - 1))]
    found = [*(_project_row(situation, row, met, name, width) for row, met in basis.projects),
             *(_blocker_row(situation, row, met, width) for row, met in basis.blockers),
             *(_lead_row(row, width) for row in basis.leads)]
    rows += title("counted", _("Counted from"), str(len(found)))
    return [*rows, *(found or [nothing("counted", _("nothing is due yet"), place.county)])]


def _project_row(situation: Situation, row: Project, met: bool, part: str, width: int) -> PageRow:
    columns = [Column("code", "", 5), Column("name", "", 24, 12, flex=1), Column("leader", "", 10, 8, priority=2),
               Column("when", "", 14, 6, align="right", priority=1), Column("state", "", 22, 16)]
    when, state = _of_project(situation, row, met, part)
    tone = "green" if met else "" if part == "completion" else "red"
    pieces: Mapping[str, Piece] = {
        "code": (row.code, "quiet"), "name": (row.name, ""), "leader": (name_of(situation, row.leader), "quiet"),
        "when": (when, "quiet"), "state": (state, tone)}
    return PageRow(f"project:{row.code}", table_row(columns, pieces, width - 1), row.code)


def _of_project(situation: Situation, row: Project, met: bool, part: str) -> tuple[str, str]:
    """What was due, and what has become of it."""
    today = situation.today
    match part:
        case "completion":
            return (format_percent(share(row.done_100, row.plan_100 or 0)),
                    _("{done} of {plan}").format(done=money(row.done_100), plan=money(row.plan_100)))
        case "start":
            late = (today - row.planned_start).days if row.planned_start is not None else 0
            return (day(row.planned_start),
                    _("started {day}").format(day=day(row.started)) if met else _("{n}d after its start").format(n=late))
    since = (today - row.started).days if row.started is not None else 0
    return (day(row.started),
            _("in statistics {day}").format(day=day(row.registered)) if met else _("not in statistics, {n}d").format(n=since))


def _blocker_row(situation: Situation, row: Blocker, met: bool, width: int) -> PageRow:
    columns = [Column("code", "", 5), Column("title", "", 30, 12, flex=1), Column("unit", "", 16, 8, priority=1),
               Column("due", "", 6, priority=2), Column("state", "", 25 if width >= WIDE else 12)]
    if row.resolved is None:
        state = due_piece(row, situation.today)
    elif met:
        state = _("closed {day}").format(day=day(row.resolved)), "green"
    else:
        state = _("{n}d late, closed {day}").format(day=day(row.resolved), n=(row.resolved - row.due).days), "red"
    pieces: Mapping[str, Piece] = {
        "code": (row.code, "quiet"), "title": (row.title, ""),
        "unit": (name_of(situation, row.unit) if row.unit else "", "quiet"), "due": (day(row.due), "quiet"), "state": state}
    return PageRow(f"blocker:{row.code}", table_row(columns, pieces, width - 1), row.code)


def _lead_row(row: Lead, width: int) -> PageRow:
    columns = [Column("code", "", 5), Column("name", "", 24, 12, flex=1), Column("stage", "", 8, priority=1),
               Column("signed", "", 6), Column("total", "", 10, align="right")]
    pieces: Mapping[str, Piece] = {"code": (row.code, "quiet"), "name": (row.name, ""), "stage": (label(row.stage), "quiet"),
                                   "signed": (day(row.signed), ""), "total": (money(row.total), "")}
    return PageRow(f"lead:{row.code}", table_row(columns, pieces, width - 1), row.code)
