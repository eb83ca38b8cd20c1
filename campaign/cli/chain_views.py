"""Rows of the chain map, of trips, promotion events and new private firms as ``--json`` prints them."""

from datetime import date

from campaign.core import trips as rules
from campaign.core.chain import At, Chain, Firms, Spot
from campaign.core.model.leads import Lead
from campaign.core.situation import Situation
from campaign.core.trips import Brought
from campaign.service.chain import Held, Travelled
from campaign.tables.values import Row, iso

# The columns of each list, in order: they head a CSV file even when it has no rows.
_BROUGHT = ("leads", "leads_total", "signed_leads", "signed_total", "landed_leads", "landed_total")
NODE = ("code", "chain", "node", "position", "state", "gap", "projects", "projects_total", "leads", "leads_total", "signed_leads",
        "signed_total", "note")
TRIP = ("code", "leader", "leader_name", "place", "first", "last", "days", "state", "purpose", *_BROUGHT, "version")
EVENT = ("code", "name", "on", "held", "place", "note", *_BROUGHT, "version")
LEADER = ("code", "name", "post", "rank")
FIRMS = ("code", "name", "year", "period", "value", "target", "reached_pct")


def chain(one: Chain) -> list[Row]:
    """A row per node, from upstream to downstream; then what is on the chain and names no node, if there is anything."""
    rows: list[Row] = []
    for number, node in enumerate(one.nodes, 1):
        rows.append({"code": str(node.spot), "chain": one.name, "node": node.row.node, "position": number,
                     "state": node.row.state, "gap": node.gap, **_at(node.at), "note": node.row.note})
    if one.loose.projects or one.loose.leads:
        rows.append({"code": str(Spot(one.name)), "chain": one.name, "node": None, "position": None, "state": None, "gap": False,
                     **_at(one.loose), "note": None})
    return rows


def _at(at: At) -> Row:
    return {"projects": list(at.projects), "projects_total": at.invested, "leads": list(at.leads), "leads_total": at.meant,
            "signed_leads": list(at.signed), "signed_total": at.signed_money}


def trip(situation: Situation, row: Travelled) -> Row:
    found, person = row.trip, situation.snapshot.people.get(row.trip.leader)
    return {"code": found.code, "leader": found.leader, "leader_name": None if person is None else person.name,
            "place": found.place, "first": iso(found.first), "last": iso(found.last), "days": rules.length(found),
            "state": rules.trip_state(found, situation.today), "purpose": found.purpose, **_brought(row.brought),
            "version": found.version}


def event(row: Held, today: date) -> Row:
    found = row.event
    return {"code": found.code, "name": found.name, "on": iso(found.on), "held": rules.held(found, today), "place": found.place,
            "note": found.note, **_brought(row.brought), "version": found.version}


def _brought(found: Brought) -> Row:
    return {"leads": list(found.leads), "leads_total": found.meant, "signed_leads": list(found.signed),
            "signed_total": found.signed_money, "landed_leads": list(found.landed), "landed_total": found.landed_money}


def lead(row: Lead) -> Row:
    """In short, on the page of what brought it."""
    return {"code": row.code, "name": row.name, "firm": row.firm, "stage": row.stage, "total": row.total, "chain": row.chain,
            "node": row.node, "signed": iso(row.signed), "landed": iso(row.landed), "project": row.project,
            "dropped": row.dropped}


def firms(situation: Situation, found: Firms) -> list[Row]:
    """Whole firms; counties that have said nothing of the year come last, without figures."""
    counties = situation.snapshot.counties
    rows: list[Row] = [
        {"code": row.county, "name": counties[row.county].name, "year": found.year, "period": row.latest,
         "value": row.value // 100, "target": None if row.target is None else row.target // 100,
         "reached_pct": round(row.value * 100 / row.target, 1) if row.target else None} for row in found.counties]
    if rows:
        rows += [{"code": code, "name": counties[code].name, "year": found.year, "period": None, "value": None, "target": None,
                  "reached_pct": None} for code in found.silent]
    return rows
