"""Leaders, people, counties and units in tables, and as ``--json`` prints them."""

from collections.abc import Iterable

from campaign import words
from campaign.cli import formatting, output, views
from campaign.cli.choosing import code_of, one_of, yes
from campaign.cli.formatting import column
from campaign.cli.output import Column, Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.model.people import Rank
from campaign.core.situation import Situation
from campaign.tables.people import LEADERS, PEOPLE, UNITS, People, Shares, Units
from campaign.tables.values import Row
from campaign.text import N_, _
from campaign.words.labels import NOTHING

_HEADINGS = {"completion": N_("Money"), "start": N_("Starts"), "registration": N_("Stats"), "closed": N_("Closed"),
             "signings": N_("Signed")}
"""The five parts of the league where there is little room."""



def leaders(as_json: bool, as_csv: bool, plain: bool, *, unclaimed: bool, rank: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = filters.LeaderFilter(unclaimed=yes(unclaimed), rank=one_of(Rank, rank))
    situation = session.situation()
    show_leaders(situation, how, (code for code in situation.snapshot.people if filters.match_leader(situation, code, wanted)))


def show_leaders(situation: Situation, how: Style, chosen: Iterable[str]) -> None:
    people = situation.snapshot.people
    formatting.show(LEADERS, People(situation, {code: people[code] for code in sorted(chosen, key=codes.order)}), how,
                    empty=_("No leader matches; campaign add-leader adds one."))


def people(as_json: bool, as_csv: bool, plain: bool, *, unit: str | None, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    unit, county = code_of(session, "unit", unit), code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.people.values(), key=lambda row: codes.order(row.code))
            if (not unit or row.unit == unit) and (not county or row.county == county)}
    formatting.show(PEOPLE, People(situation, rows), how, empty=_("Nobody matches; campaign add-person adds someone."))


def counties(as_json: bool, as_csv: bool, plain: bool) -> None:
    from campaign.service.league import league

    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    shares = Shares(situation, "county")
    places = {place.county: place for place in league(session, situation)}
    rows = [views.county(situation, row, shares, places[row.code])
            for row in sorted(situation.snapshot.counties.values(), key=lambda row: codes.order(row.code))]
    formatting.listing(rows, how, views.COUNTY, _county_columns, empty=_("There is no county yet; campaign add-county adds one."))
    if rows and not (how.json or how.csv or how.plain):
        settings = situation.snapshot.campaign.settings
        weights = words.listed([f"{_(heading)} {getattr(settings, f'weight_{part}')}" for part, heading in _HEADINGS.items()])
        output.talk(_("Weights: {weights}; campaign settings weight_completion 30 changes one").format(weights=weights))


def _county_columns(rows: list[Row]) -> list[Column]:
    """The league, best first, the zones after the counties; the rest of what is known is in ``--json`` and ``--plain``."""
    rows = sorted(rows, key=lambda row: (row["zone"], row["rank"]))
    parts = [Column(_(heading), [_share(row[f"{part}_pct"]) for row in rows], right=True)
             for part, heading in _HEADINGS.items() if part != "completion"]
    done = Column(_("Done/due"), [f"{row['completion_pct']:.1f}/{_share(row['expected_pct'])}" if row["plan_100"] else NOTHING
                                  for row in rows], right=True)
    return [
        column("code", rows), column("name", rows, flexible=True), Column(_("Pos."), [_place(row) for row in rows], right=True),
        Column(words.field("score"), [f"{row['score']:.1f}" for row in rows], right=True), done, *parts,
        Column(_("Listed as"), [_standing(row) for row in rows]),
    ]


def _share(pct: float | None) -> str:
    """``92.9%``, ``100%``."""
    return NOTHING if pct is None else f"{pct:.1f}".removesuffix(".0") + "%" if pct >= 100 else f"{pct:.1f}%"


def _place(row: Row) -> str:
    """``3 +2``: third, two places better than a week before."""
    return f"{row['rank']} {row['change']:+d}" if row["change"] else str(row["rank"])


def _standing(row: Row) -> str:
    if row["exempt"] is not None and row["target_missed"]:
        return _("exempt")
    return _("red list") if row["red"] else _("black list") if row["black"] else _("zone") if row["zone"] else NOTHING


def units(as_json: bool, as_csv: bool, plain: bool, *, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.units.values(), key=lambda row: codes.order(row.code))
            if not wanted or row.county == wanted}
    formatting.show(UNITS, Units(situation, rows), how, empty=_("There is no unit yet; campaign add-unit adds one."))
