"""What a spot check has drawn: each report with who entered it, and what has become of it."""

from campaign.core.spot_check import Report
from campaign.tables.cells import name_of
from campaign.tables.table import Column, Listing, Plain, Record, Table
from campaign.tables.values import iso
from campaign.text import N_

Drawn = Listing[Report]


def record(told: Drawn, row: Report) -> Record:
    """``seq`` is a number, and text where a row of the log has several reports."""
    return {"code": row.code, "kind": row.kind, "seq": row.number.text if row.number.part else row.number.seq, "on": iso(row.on),
            "by": row.by, "county": row.county, "state": row.state}


SPOT_CHECK = Table[Drawn, Report](
    "spot check",
    columns=(
        Column("county", plain=Plain(more=lambda told, row: name_of(told.situation, row["county"]) if row["county"] else "-")),
        Column("code", plain=Plain(more=lambda told, row: f"{row['code']} {told.name(row['code']) or ''}", flexible=True)),
        Column("kind", plain=Plain()), Column("seq", N_("Number"), plain=Plain(lambda row: f"seq:{row['seq']}", N_("Number"))),
        Column("on", plain=Plain()), Column("by", plain=Plain(more=lambda told, row: name_of(told.situation, row["by"]))),
        Column("state", plain=Plain()),
    ),
    printed=("county", "code", "kind", "seq", "on", "by", "state"), record=record,
    keys=("code", "kind", "seq", "on", "by", "county", "state"))
