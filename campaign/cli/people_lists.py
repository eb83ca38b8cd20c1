"""Leaders, people, counties and units in tables, and as ``--json`` prints them."""

from collections.abc import Iterable

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.choosing import code_of, one_of, yes
from campaign.cli.output import Column, Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.model.people import Rank
from campaign.core.situation import Situation
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.people import PEOPLE, UNITS, People, Units
from campaign.tables.values import Row
from campaign.text import _


def leaders(as_json: bool, as_csv: bool, plain: bool, *, unclaimed: bool, rank: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = filters.LeaderFilter(unclaimed=yes(unclaimed), rank=one_of(Rank, rank))
    situation = session.situation()
    show_leaders(situation, how, (code for code in situation.snapshot.people if filters.match_leader(situation, code, wanted)))


def show_leaders(situation: Situation, how: Style, chosen: Iterable[str]) -> None:
    people = situation.snapshot.people
    formatting.show(LEADERS, Leaders(situation, {code: people[code] for code in sorted(chosen, key=codes.order)}), how,
                    empty=_("No leader matches; campaign add-leader adds one."))


def people(as_json: bool, as_csv: bool, plain: bool, *, unit: str | None, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    unit, county = code_of(session, "unit", unit), code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.people.values(), key=lambda row: codes.order(row.code))
            if (not unit or row.unit == unit) and (not county or row.county == county)}
    formatting.show(PEOPLE, People(situation, rows), how, empty=_("Nobody matches; campaign add-person adds someone."))


def counties(as_json: bool, as_csv: bool, plain: bool) -> None:
    from campaign.core import league_lists
    from campaign.service.league import accounts, league
    from campaign.tables.league import LEAGUE, League, places
    from campaign.tables.league_parts import PARTS
    from campaign.words.league import barred_text, unlisted_text

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
        output.talk(_("Weights: {weights}; campaign settings weight_completion 30 changes one").format(weights=weights))


def units(as_json: bool, as_csv: bool, plain: bool, *, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.units.values(), key=lambda row: codes.order(row.code))
            if not wanted or row.county == wanted}
    formatting.show(UNITS, Units(situation, rows), how, empty=_("There is no unit yet; campaign add-unit adds one."))
