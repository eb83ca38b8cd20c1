"""Model cases and study visits, the latest first."""

from campaign.core.codes import by_length
from campaign.core.model.merits import Case, CaseKind
from campaign.service.cases import county_of
from campaign.tables.cells import name_of, name_piece, wrapped
from campaign.tables.detail import head
from campaign.tables.order import by_pinyin
from campaign.tables.table import Column, Group, Listing, Plain, Record, Table, by_code, coded, named, widest
from campaign.tables.tones import Line
from campaign.tables.values import iso
from campaign.text import N_, _
from campaign.words import day, label, listed
from campaign.words.labels import NOTHING

Cases = Listing[Case]


def record(told: Cases, row: Case) -> Record:
    """``county`` is that of its project if it says no other."""
    county = county_of(told.situation, row)
    return {"code": row.code, "kind": row.kind, "title": row.title, "on": iso(row.on), "project": row.project,
            "project_name": told.name(row.project), "county": county, "county_name": told.name(county),
            "text": row.text, "version": row.version}


CASES = Table[Cases, Case](
    "cases",
    columns=(
        Column("code", N_("Code"), coded, lambda told, row: (row.code, ""), sort=by_code, plain=Plain()),
        Column("on", N_("Day"), 6, lambda told, row: (day(row.on), "quiet" if row.on > told.situation.today else ""),
               plain=Plain(), sort=lambda told: lambda code: -told.rows[code].on.toordinal()),
        Column("kind", N_("Kind"), widest(12), lambda told, row: (label(row.kind), ""), plain=Plain(),
               sort=lambda told: lambda code: told.rows[code].kind,
               group=Group(lambda told: lambda code: told.rows[code].kind, lambda told, name: label(CaseKind(name)))),
        Column("title", N_("Title"), named, lambda told, row: (row.title, "strong"), flex=1, plain=Plain(flexible=True),
               sort=lambda told: lambda code: by_pinyin(told.rows[code].title)),
        Column("project", N_("Project"), widest(30, 12), lambda told, row: name_piece(told.situation, row.project), flex=1,
               gives=2, plain=Plain(lambda row: f"{row['project']} {row['project_name']}" if row["project"] else NOTHING,
                                    flexible=True),
               sort=lambda told: lambda code: by_length(project) if (project := told.rows[code].project) is not None else None),
        Column("county", N_("County"), widest(14), lambda told, row: name_piece(told.situation, county_of(told.situation, row)),
               gives=1, plain=Plain(lambda row: row["county_name"] or NOTHING),
               sort=lambda told: lambda code: (None if (county := county_of(told.situation, told.rows[code])) is None
                                               else by_length(county)),
               group=Group(lambda told: lambda code: county_of(told.situation, told.rows[code]) or "",
                           lambda told, name: name_of(told.situation, name) if name else _("no county named"))),
    ),
    sorts=("on",), record=record,
    about=lambda told, row: (row.project, county_of(told.situation, row), row.kind))


def details(told: Cases, row: Case, width: int, height: int) -> list[Line]:
    where = listed([name_of(told.situation, code) for code in (row.project, county_of(told.situation, row)) if code is not None])
    lines: list[Line] = [head(row.code, row.title, width, (label(row.kind), ""), (day(row.on), ""))]
    if where:
        lines.append([(f" {where}", "")])
    lines += [[(f" {part}", "")] for part in wrapped(row.text or _("nothing more is written; e adds it"), width - 2)]
    return lines[:height]
