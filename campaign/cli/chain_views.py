"""Rows of the chain map, of leads in short and of new private firms as ``--json`` prints them."""

from campaign.core.chain import At, Chain, Firms, Spot
from campaign.core.model.leads import Lead
from campaign.core.situation import Situation
from campaign.tables.values import Row, iso

# The columns of each list, in order: they head a CSV file even when it has no rows.
NODE = ("code", "chain", "node", "position", "state", "gap", "projects", "projects_total", "leads", "leads_total", "signed_leads",
        "signed_total", "note")
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
