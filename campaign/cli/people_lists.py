"""Leaders, people and units in tables, and as ``--json`` prints them."""

from collections.abc import Iterable

from campaign.cli import formatting
from campaign.cli.choosing import code_of, one_of, yes
from campaign.cli.output import Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.model.people import Rank
from campaign.core.situation import Situation
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.people import PEOPLE, UNITS, People, Units
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


def units(as_json: bool, as_csv: bool, plain: bool, *, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.units.values(), key=lambda row: codes.order(row.code))
            if not wanted or row.county == wanted}
    formatting.show(UNITS, Units(situation, rows), how, empty=_("There is no unit yet; campaign add-unit adds one."))
