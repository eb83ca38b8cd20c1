"""The chain map, trips, promotion events, leaders without a trip and new private firms in tables."""

from functools import partial

from campaign import words
from campaign.cli import chain_views, formatting, output
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.chain import Chain
from campaign.core.model.leads import NodeState
from campaign.core.situation import Situation
from campaign.service import chain as service
from campaign.tables.chain import NODES, Nodes, listed_nodes, record
from campaign.tables.trips import EVENTS, TRIPS, Events, Trips
from campaign.tables.trips import Row as TripRow
from campaign.tables.values import Row
from campaign.text import _
from campaign.words import chain as say
from campaign.words.labels import NOTHING
from campaign.words.reading import word


def chain(as_json: bool, as_csv: bool, plain: bool, *, name: str | None, state: str | None, gap: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    only = None if state is None else word(NodeState, state)
    situation = session.situation()
    found = service.chains(session, situation)
    if name is not None:
        wanted = service.chain_named(session, name)
        found = [one for one in found if one.name == wanted]
    rows = [row for one in found for row in _rows(situation, one)]
    if only is not None or gap:
        rows = [row for row in rows
                if row["node"] is not None and (only is None or row["state"] == only) and (row["gap"] or not gap)]
    empty = (_("No node of the chain map fits.") if found
             else _("The chain map is empty: campaign chain-set CHAIN NODE have|weak|missing"))
    formatting.listing(rows, how, NODES, partial(formatting.columns, NODES), empty=empty)


def _rows(situation: Situation, one: Chain) -> list[Row]:
    """A row per node, from upstream to downstream; then what is on the chain and names no node, if there is anything."""
    told = Nodes(situation, listed_nodes([one]))
    return [*NODES.records(told), *([record(told, one)] if one.loose.projects or one.loose.leads else ())]


def trips(as_json: bool, as_csv: bool, plain: bool, *, leader: str | None, since: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    only, first = session.code("leader", leader) if leader else None, session.day(since) if since else None
    situation = session.situation()
    rows: dict[str, TripRow] = {
        row.trip.code: row for row in service.trip_rows(session)
        if (only is None or row.trip.leader == only) and (first is None or row.trip.last >= first)}
    empty = (_("No trip: campaign add-trip PLACE -l LEADER --from DATE --to DATE") if only is None and first is None
             else _("No trip fits."))
    formatting.show(TRIPS, Trips(situation, rows), how, empty=empty)


def lead_columns(rows: list[Row]) -> list[Column]:
    """Of the page of a trip or an event: the leads that it brought."""
    return [
        column("code", rows),
        column("name", rows, flexible=True),
        column("firm", rows, flexible=True),
        column("stage", rows),
        column("total", rows, right=True),
        Column(words.field("signed"), [row["signed"] or NOTHING for row in rows]),
        Column(words.field("project"), [row["project"] or NOTHING for row in rows]),
        Column(words.field("dropped"), [row["dropped"] or NOTHING for row in rows], flexible=True),
    ]


def at_home(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    people = service.at_home(session.situation(), service.trip_rows(session))
    rows: list[Row] = [{"code": row.code, "name": row.name, "post": row.post, "rank": row.rank} for row in people]
    formatting.listing(rows, how, chain_views.LEADER, lambda rows: [
        column("code", rows), column("name", rows, flexible=True), column("post", rows, flexible=True), column("rank", rows)],
        empty=_("Every leader has a trip."))


def events(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    told = Events(session.situation(), {row.event.code: row for row in service.event_rows(session)})
    formatting.show(EVENTS, told, how, empty=_("No promotion event: campaign add-event NAME --on DATE"))


def firms(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = service.new_firms(session, situation)
    rows = chain_views.firms(situation, found)
    formatting.listing(rows, how, chain_views.FIRMS, lambda rows: [
        column("code", rows), column("name", rows, flexible=True), column("period", rows),
        Column(words.field("value"), [_number(row["value"]) for row in rows], right=True),
        Column(words.field("target"), [_number(row["target"]) for row in rows], right=True),
        column("reached_pct", rows, right=True)],
        empty=_("No county has said how many: campaign indicator COUNTY private_firms 2026-10 N"))
    if rows and not (how.json or how.csv or how.plain):
        output.talk(say.firms_text(found))


def _number(value: int | None) -> str:
    return NOTHING if value is None else f"{value:,}"
