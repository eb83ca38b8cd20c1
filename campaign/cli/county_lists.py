"""The list of counties, best first: the league, who is not on the red list and why, the weights."""

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core import codes, league_lists
from campaign.service.league import accounts, league
from campaign.tables.league import LEAGUE
from campaign.tables.league_parts import PARTS
from campaign.tables.league_places import League, places
from campaign.tables.values import Row
from campaign.text import _
from campaign.words.league import barred_text, unlisted_text


def counties(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    standings = sorted(league(session, situation), key=lambda row: codes.order(row.county))
    told = League(situation, places(situation, standings, accounts(session)))

    def columns(rows: list[Row]) -> list[Column]:
        """Best first, the zones after the counties. Groups where there are any."""
        found = formatting.columns(LEAGUE, sorted(rows, key=lambda row: (row["zone"], row["rank_all"])))
        return [column for column in found if any(column.cells)]

    formatting.listing(LEAGUE.records(told), how, LEAGUE, columns,
                       empty=_("There is no county yet; campaign add-county adds one."))
    if told.rows and not (how.json or how.csv or how.plain):
        of_day = league_lists.lists(standings, situation.snapshot.campaign, situation.today)
        if of_day.unlisted is not None:
            output.talk(unlisted_text(of_day.unlisted, situation.snapshot.campaign.settings))
        for row in sorted(of_day.barred, key=lambda row: row.rank_all):
            output.talk(_("{rank} {county} is not on the red list: {why}").format(
                rank=row.rank_all, county=situation.name_of(row.county), why=barred_text(row)))
        settings = situation.snapshot.campaign.settings
        weights = words.listed([f"{_(heading)} {getattr(settings, f'weight_{part}')}" for part, heading in PARTS.items()])
        output.talk(_("Weights: {weights}").format(weights=weights))
