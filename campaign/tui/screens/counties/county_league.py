"""The league on the page of a county: its rank and why, what of its results was confirmed, and a row for each part."""

from collections.abc import Sequence

from campaign.core import league_lists, leagues
from campaign.core.league_lists import Account
from campaign.core.leagues import LeagueStanding
from campaign.core.model.people import County
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.tables.cells import wrapped
from campaign.tables.county_blocks import means, part_lines
from campaign.tables.leaderboards import notes, tenths
from campaign.tables.league import standing_piece
from campaign.tables.league_places import original_completions
from campaign.tables.sections import PageRow, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Piece
from campaign.text import _, ngettext
from campaign.words.league import places_text, unlisted_text

LEAGUE = "league"
"""The row that opens it."""
PART = "part:"
"""Begins the key of a part of the league."""


def league_rows(situation: Situation, county: County, place: LeagueStanding | None, table: Sequence[LeagueStanding],
                account: Account, width: int, signs: Signs) -> list[PageRow]:
    """Its rank, and a row for each part, which opens what it was counted from."""
    code, told = county.code, situation.snapshot
    settings = told.campaign.settings
    rows = title("league-", _("Counties' league"))
    if place is None:
        rows.append(PageRow(LEAGUE, [(" " + _("counting"), "quiet")], code))
        return [*rows, *(PageRow(PART + name, (), code) for name in leagues.PARTS)]
    alike = [other for other in told.counties.values() if other.zone == county.zone]
    within = "" if place.group is None else "  " + _("{group}: {rank} of {n}").format(
        group=place.group, rank=place.rank, n=sum(other.division == place.group for other in alike))
    text, tone = standing_piece(place)
    change = _("{places} in 7 days").format(places=places_text(place.change_all)) if place.change_all else ""
    line: list[Piece] = [(" " + _("{rank} of {n}").format(rank=place.rank_all, n=len(alike)), "strong"), (within, ""),
                         (f"  {text}" if text else "", tone),
                         ("  " + _("score {score}").format(score=tenths(place.score)), "strong"),
                         (f"  {change}" if change else "", "quiet")]
    rows.append(PageRow(LEAGUE, line, code))
    said = [(text, "normal") for text in notes(place)]
    why = league_lists.unlisted((row.zone for row in told.counties.values()), told.campaign, situation.today)
    if why is not None:
        said.append((unlisted_text(why, settings), "quiet"))
    if account.decided or account.entered:
        counted = _("{confirmed} of {entered} results confirmed, {returned} of {decided} returned") if account.decided \
            else _("{confirmed} of {entered} results confirmed")
        said.append((counted.format(**account._asdict()), "normal"))
    if account.changed:
        percent = format_percent(original_completions(situation)(place).pct)
        said.append((ngettext("{n} target changed; by the original plans {percent} is done",
                              "{n} targets changed; by the original plans {percent} is done", account.changed).format(
            n=account.changed, percent=percent), "normal"))
    rows += [PageRow(f"said{n}", [(" " + part, tone)], code) for n, (part, tone) in enumerate(
        (part, tone) for text, tone in said for part in wrapped(text, width - 2))]
    parts = part_lines(place, means(table), settings, width - 2, signs)
    return [*rows, *(PageRow(f"{PART}{name}", line, code) for name, line in zip(leagues.PARTS, parts, strict=True))]
