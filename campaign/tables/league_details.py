"""Below the counties' league, about the county under the cursor: how it stands, and what its score comes from. Pure."""

from campaign.core import league_lists
from campaign.tables.cells import name_of
from campaign.tables.county_blocks import Told, course, few_parts, lost
from campaign.tables.county_lists import blockers, projects
from campaign.tables.detail import WIDEST, flow, head
from campaign.tables.leaderboards import notes, points, tenths
from campaign.tables.league import standing_piece
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.text import _
from campaign.words import money
from campaign.words.league import group_text, unlisted_text

TALL = 7
"""Lines of a detail from which on it has sections."""


def details(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    """In a few lines its parts; where there is more room what its projects are red for, and what is done against what is due."""
    lines = [_head(told, width), *_said(told, width)]
    if height < TALL:
        return [*lines, *few_parts(told, width, signs)][:height]
    return flow(lines, (
        (lambda room: lost(told, room, signs), lambda room: projects(told, room, height - 12, signs)),
        (lambda room: course(told, room, height, signs),),
        (lambda room: blockers(told, room, height - 4, signs) if width >= WIDEST else [],)), width, height)


def _head(told: Told, width: int) -> Line:
    """Where it stands, whose it is, and by how much what is done misses what is due."""
    situation, place = told.situation, told.place.standing
    campaign, county = situation.snapshot.campaign, situation.snapshot.counties[place.county]
    alike = sum(row.standing.zone == place.zone for row in told.others)
    more: list[Piece] = [(_("{rank} of {n}").format(rank=place.rank_all, n=alike), ""), (group_text(place), "quiet"),
                         standing_piece(place)]
    if county.leader is not None:
        more.append((name_of(situation, county.leader), "quiet"))
    missed = league_lists.missed_by(place, campaign, situation.today)
    if missed is not None:
        part = place.completion
        short = max(part.due * campaign.expected(situation.today) // 1000 - part.met, 0)
        more.append((_("{percent}% due today, short by {points}, {money}").format(
            percent=tenths(campaign.expected(situation.today)), points=points(missed), money=money(short)), "normal"))
    return head("", name_of(situation, place.county), width, *more)


def _said(told: Told, width: int) -> list[Line]:
    """Why there are no lists yet, why it is not on the one on which its place would put it."""
    snapshot = told.situation.snapshot
    early = league_lists.unlisted((row.zone for row in snapshot.counties.values()), snapshot.campaign, told.situation.today)
    said = [*notes(told.place.standing), *([unlisted_text(early, snapshot.campaign.settings)] if early is not None else [])]
    return [[(" ", ""), (text, "normal")] for text in said]
