"""The chain map, trips, promotion events, leaders without a trip and new private firms in tables."""

from campaign import words
from campaign.cli import chain_views, formatting, output
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.model.leads import NodeState
from campaign.kinds.field import word
from campaign.service import chain as service
from campaign.tables.trips import EVENTS, TRIPS, Events, Trips
from campaign.tables.trips import Row as TripRow
from campaign.tables.values import Row
from campaign.text import _
from campaign.words import chain as say
from campaign.words.labels import NOTHING, money


def chain(as_json: bool, as_csv: bool, plain: bool, *, name: str | None, state: str | None, gap: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    only = None if state is None else word(NodeState, state)
    found = service.chains(session, session.situation())
    if name is not None:
        wanted = service.chain_named(session, name)
        found = [one for one in found if one.name == wanted]
    rows = [row for one in found for row in chain_views.chain(one)]
    if only is not None or gap:
        rows = [row for row in rows
                if row["node"] is not None and (only is None or row["state"] == only) and (row["gap"] or not gap)]
    empty = (_("No node of the chain map fits.") if found
             else _("The chain map is empty: campaign chain-set CHAIN NODE have|weak|missing"))
    formatting.listing(rows, how, chain_views.NODE, _node_columns, empty=empty)


def _node_columns(rows: list[Row]) -> list[Column]:
    return [
        column("chain", rows, flexible=True),
        Column(words.field("node"), [row["node"] or _("(no node named)") for row in rows], flexible=True),
        column("state", rows),
        Column(words.field("gap"), [words.field("gap") if row["gap"] else "" for row in rows]),
        *_counted("projects", "projects_total", rows),
        *_counted("leads", "leads_total", rows),
        *_counted("signed_leads", "signed_total", rows),
        column("note", rows, flexible=True),
    ]


def _counted(key: str, total: str, rows: list[Row]) -> list[Column]:
    """How many, and their money."""
    return [Column(words.field(key), [str(len(row[key])) for row in rows], right=True),
            Column(words.field(total), [money(row[total]) if row[key] else NOTHING for row in rows], right=True)]


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
