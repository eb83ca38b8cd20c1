"""Model cases and study visits: rows as ``--json`` prints them, and the table."""

from campaign import words
from campaign.cli import formatting
from campaign.cli.answers.parts import named
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.cli.views import Row, iso
from campaign.core.model.merits import Case, CaseKind
from campaign.core.situation import Situation
from campaign.kinds.field import word
from campaign.service import cases as service
from campaign.text import _
from campaign.words.labels import NOTHING

CASE = ("code", "kind", "title", "on", "project", "project_name", "county", "county_name", "text", "version")


def case(situation: Situation, row: Case) -> Row:
    """``county`` is that of its project if it says no other."""
    told, county = situation.snapshot, service.county_of(situation, row)
    return {"code": row.code, "kind": row.kind, "title": row.title, "on": iso(row.on), "project": row.project,
            "project_name": named(told.projects, row.project), "county": county, "county_name": named(told.counties, county),
            "text": row.text, "version": row.version}


def cases(as_json: bool, as_csv: bool, plain: bool, *, kind: str | None, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = service.cases(session, situation, kind=None if kind is None else CaseKind(word(CaseKind, kind)),
                          county=None if county is None else session.code("county", county))
    some = kind is not None or county is not None
    empty = _("No case fits.") if some else _("No case is noted yet: campaign case TITLE --kind model --project P0042")
    formatting.listing([case(situation, row) for row in found], how, CASE, _columns, empty=empty)


def _columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("on", rows), column("kind", rows), column("title", rows, flexible=True),
        Column(words.field("project"), [_both(row, "project") for row in rows], flexible=True),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows]),
    ]


def _both(row: Row, key: str) -> str:
    return f"{row[key]} {row[f'{key}_name']}" if row[key] else NOTHING
