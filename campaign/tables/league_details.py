"""Below the counties' league, about the county under the cursor: how it stands, and what its score comes from. Pure."""

from campaign.core import league_lists
from campaign.core.leagues import LeagueStanding
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
from campaign.words.league import group_text, places_text, unlisted_text

TALL = 7
"""Lines of a detail from which on it has sections."""


def details(told: Told, width: int, height: int, signs: Signs) -> list[Line]:
    """In a few lines its parts; where there is more room what its projects are red for, and what is done against what is due."""
    first = _head(told, width)
    missed, said = _missed(told.place.standing, told), _said(told.place.standing, told)
    if height < TALL:
        parts = few_parts(told, width, signs)
        return [first, *(missed if len(missed) + len(said) + len(parts) < height else []), *said, *parts][:height]
    # As many lines as the county of which most is to be said: what stands below stays where it is.
    said = [*missed, *said]
    most = max(len([*_missed(one.standing, told), *_said(one.standing, told)]) for one in (told.place, *told.others))
    return flow([first, *said, *[()] * (most - len(said))], (
        (lambda room: lost(told, room, signs), lambda room: projects(told, room, height - 12, signs)),
        (lambda room: course(told, room, height, signs),),
        (lambda room: blockers(told, room, height - 4, signs) if width >= WIDEST else [],)), width, height)


def _head(told: Told, width: int) -> Line:
    """Where it stands, and whose it is."""
    situation, place = told.situation, told.place.standing
    county = situation.snapshot.counties[place.county]
    alike = sum(row.standing.zone == place.zone for row in told.others)
    more: list[Piece] = [(_("{rank} of {n}").format(rank=place.rank_all, n=alike), ""), (group_text(place), "quiet"),
                         standing_piece(place)]
    if place.change_all:
        more.append((_("{places} in 7 days").format(places=places_text(place.change_all)), "quiet"))
    if county.leader is not None:
        more.append((name_of(situation, county.leader), "quiet"))
    return head("", name_of(situation, place.county), width, *more)


def _missed(place: LeagueStanding, told: Told) -> list[Line]:
    """By how much what is done misses what is due."""
    campaign, today = told.situation.snapshot.campaign, told.situation.today
    missed = league_lists.missed_by(place, campaign, today)
    if missed is None:
        return []
    short = max(place.completion.due * campaign.expected(today) // 1000 - place.completion.met, 0)
    return [[(" ", ""), (_("{percent}% due today, short by {points}, {money}").format(
        percent=tenths(campaign.expected(today)), points=points(missed), money=money(short)), "normal")]]


def _said(place: LeagueStanding, told: Told) -> list[Line]:
    """Why there are no lists yet, why it is not on the one on which its place would put it."""
    snapshot = told.situation.snapshot
    early = league_lists.unlisted((row.zone for row in snapshot.counties.values()), snapshot.campaign, told.situation.today)
    said = [*notes(place), *([unlisted_text(early, snapshot.campaign.settings)] if early is not None else [])]
    return [[(" ", ""), (text, "normal")] for text in said]
