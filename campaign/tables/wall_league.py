"""Two pages of the wall: the counties by their score, red and black list. Pure."""

from collections.abc import Sequence

from campaign.core.league_lists import Lists, missed_by
from campaign.core.leagues import LeagueStanding
from campaign.core.situation import Situation
from campaign.tables.cells import name_of
from campaign.tables.leaderboards import tenths
from campaign.tables.league_places import Place
from campaign.tables.wall import Row, Wall, share
from campaign.text import _
from campaign.words.labels import NOTHING
from campaign.words.league import unlisted_text, why_text


def counties(situation: Situation, places: Sequence[Place]) -> Wall:
    """The league's first, by score; zones are compared among themselves and stand in the program only."""
    ranked = [place for place in places if not place.standing.zone]
    due = situation.snapshot.campaign.expected(situation.today)
    rows = []
    for place in ranked:
        row, county = place.standing, situation.snapshot.counties[place.standing.county]
        leader = name_of(situation, county.leader) if county.leader else ""
        change = "" if not row.change_all else (
            _("up {n} in 7 days") if row.change_all > 0 else _("down {n} in 7 days")).format(n=abs(row.change_all))
        pct = row.completion.pct
        rows.append(Row(str(row.rank_all), _("place"), county.name, _("score {score}").format(score=tenths(row.score)),
                        "  ".join(filter(None, (leader, change))), "ink",
                        None if pct is None else share(pct, due, missed=row.target_missed),
                        NOTHING if pct is None else f"{pct / 10:.1f}%", _("invested")))
    missed = sum(place.standing.target_missed for place in ranked)
    said = (_("{n} counties compared").format(n=len(ranked)),
            _("{n} below what is due by today").format(n=missed) if missed else _("all have what is due by today"))
    return Wall(_("Counties' league"), said, str(len(ranked)), _("counties"), rows, "ink")


def lists(situation: Situation, found: Lists) -> Wall:
    """Red list first, then the black one: whom to praise, who must explain; then those whom something keeps off a list."""
    campaign, rows = situation.snapshot.campaign, []
    for name, tone, listed in ((_("red list"), "data", found.red), (_("black list"), "ink", found.black),
                               (_("on neither list"), "grey_mark", found.barred), (_("exempt"), "grey_mark", found.exempt)):
        rows += [_listed(situation, place, name, tone) for place in listed]
    said = (_("{n} on the red list, {m} on the black list").format(n=len(found.red), m=len(found.black)),)
    if found.unlisted is not None:
        said = (unlisted_text(found.unlisted, campaign.settings),)
    return Wall(_("Red and black list"), said, str(len(found.red)), _("red list"), rows, "data")


def _listed(situation: Situation, place: LeagueStanding, name: str, tone: str) -> Row:
    missed = missed_by(place, situation.snapshot.campaign, situation.today)
    pct, due = place.completion.pct, situation.snapshot.campaign.expected(situation.today)
    behind = "" if missed is None else _("{n} points behind what is due").format(n=tenths(missed) if missed else "<0.1")
    leader = situation.snapshot.counties[place.county].leader
    score = _("score {score}").format(score=tenths(place.score))
    return Row(str(place.rank_all), name, name_of(situation, place.county),
               f"{score}  {name_of(situation, leader)}" if leader else score, why_text(place) or behind, tone,
               None if pct is None else share(pct, due, missed=place.target_missed),
               NOTHING if pct is None else f"{pct / 10:.1f}%", _("invested"))
