"""A county in blocks, below the league and on its own page: where its points are lost, and what is done against due. Pure."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from campaign.core import leagues
from campaign.core.leagues import LeagueStanding, Part
from campaign.core.model.campaign import Settings
from campaign.core.situation import Situation
from campaign.tables.charts.against_plan import plan_by_day
from campaign.tables.charts.bar import Row, bars
from campaign.tables.charts.beside import beside
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.days_axis import Days, axis, days_axis
from campaign.tables.detail import GAP, section
from campaign.tables.leaderboards import tenths
from campaign.tables.league_parts import part_name, part_text
from campaign.tables.league_places import Place
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import cell, cells
from campaign.text import _
from campaign.words import money
from campaign.words.labels import NOTHING

BESIDE = 30
"""Cells of a bar and its figure, with the gaps around them."""


class Told(NamedTuple):
    """A county, and what it is compared with."""

    situation: Situation
    place: Place
    others: Collection[Place]
    """All that are listed, itself too."""
    paid: Sequence[int] = ()
    """Money of the campaign day by day, added up; its last is today."""

    def parts(self, width: int, signs: Signs) -> list[Line]:
        middle = means(row.standing for row in self.others)
        return part_lines(self.place.standing, middle, self.situation.snapshot.campaign.settings, width, signs)


def means(rows: Iterable[LeagueStanding]) -> list[int | None]:
    """Of each part the mean of the counties of which there is a figure; 1/10 percent. What zones do stands beside it."""
    counties = [row for row in rows if not row.zone]
    found: list[int | None] = []
    for at in range(len(leagues.PARTS)):
        known = [pct for row in counties if (pct := row.parts[at].pct) is not None]
        found.append(round(sum(known) / len(known)) if known else None)
    return found


def _figure(part: Part) -> str:
    return _("none due") if part.pct is None else f"{tenths(part.pct)}%"


def part_lines(place: LeagueStanding, middle: Sequence[int | None], settings: Settings, width: int, signs: Signs) -> list[Line]:
    """Each part against the ``middle`` of its kind: what it is divided from, and what it gives."""
    given = leagues.points(place.parts, settings)
    names = [part_name(name, width) for name in leagues.PARTS]
    notes = ["" if points is None else _("{points} of {weight} points").format(
        points=cell(tenths(points), 4, "right"), weight=getattr(settings, f"weight_{name}"))
        for name, points in zip(leagues.PARTS, given, strict=True)]
    divided = [f"{part_text(name, part, place.in_money).removesuffix(NOTHING)}   {note}"
               for name, part, note in zip(leagues.PARTS, place.parts, notes, strict=True)]
    if max(map(cells, names)) + max(map(cells, divided)) + BESIDE <= width:
        notes = divided
    rows = [Row(name, None if part.pct is None else part.pct / 1000, _figure(part), None if mean is None else mean / 1000, note,
                part.pct is not None and mean is not None and part.pct < mean)
            for name, part, mean, note in zip(names, place.parts, middle, notes, strict=True)]
    return [[(" ", ""), *line] for line in bars(rows, width, signs)]


def lost(told: Told, width: int, signs: Signs) -> list[Line]:
    return section(_("Where its points are lost"), told.parts(width - 1, signs), width, signs,
                   note=_("the upright is the mean of the counties"))


def few_parts(told: Told, width: int, signs: Signs) -> list[Line]:
    """All parts in three lines."""
    half = (width - GAP) // 2
    parts = told.parts(half - 1, signs)
    return beside([(parts[:3], half), (parts[3:], half)], GAP)


def course(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    """What is done day by day, and what was due."""
    situation, sums = told.situation, told.place.sums
    campaign = situation.snapshot.campaign
    if not told.paid or sums.plan <= 0:
        return section(_("Done and due"), [[(" ", ""), (_("no plan for the 100 days"), "quiet")]], width, signs)
    today = min(max(campaign.day(situation.today), 1), campaign.length)
    due = plan_by_day(campaign.length, sums.plan)[:today]
    planned = _("due {money}").format(money=money(due[-1]))
    shared = axis(Days(today, today), width - 1, right=cells(planned) + 1)
    room = min(max(height - 5, 3), 16)
    lines = burn_up(shared, room, signs, done=[*told.paid[:-1], sums.done], plan=due,
                    now=_("done {money}").format(money=money(sums.done)), planned=planned)
    note = _("{done} of {plan}").format(done=money(sums.done), plan=money(sums.plan))
    return section(_("Done and due"), [[(" ", ""), *line] for line in (*lines, days_axis(shared, signs))], width, signs,
                   note=note)
