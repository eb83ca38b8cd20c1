"""Rows of leads in short and of new private firms as ``--json`` prints them."""

from campaign.core.chain import Firms
from campaign.core.model.leads import Lead
from campaign.core.situation import Situation
from campaign.tables.values import Row, iso

# The columns of each list, in order: they head a CSV file even when it has no rows.
LEADER = ("code", "name", "post", "rank")
FIRMS = ("code", "name", "year", "period", "value", "target", "reached_pct")


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
