"""The projects of a book as a package of OC4IDS 0.9, the Open Contracting for Infrastructure Data Standard.

What of it is filled from which field, and what has no place in it: docs/handbook/open-data.md. Amounts are in yuan.
Source: standard.open-contracting.org/infrastructure/0.9, project-package-schema.json and project-schema.json of 0.9.5.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from campaign import text, words
from campaign.core.errors import BadInput
from campaign.core.model.project import Sector, Stage
from campaign.tables.exports.book import Book, Sheet

VERSION = "0.9"
"""As the schema wants it: without the last part of 0.9.5."""
CURRENCY = "CNY"
YUAN = 10_000
"""In one 万元."""
STATUS = {Stage.PLANNING: "identification", Stage.RESERVE: "identification", Stage.PREWORK: "preparation",
          Stage.PERMITTED: "preparation", Stage.BUILDING: "implementation", Stage.COMPLETED: "completion",
          Stage.PRODUCING: "maintenance"}
"""Codes of projectStatus.csv."""
CANCELLED = "cancelled"
SECTORS = {Sector.INDUSTRY: "economy", Sector.TRANSPORT: "transport", Sector.ENERGY: "energy", Sector.SERVICES: "economy",
           Sector.RURAL: "economy"}
"""Codes of projectSector.csv; what a sector of ours spreads over several of is told by its own classification alone."""
SCHEME = "campaign-sector"
NATIONAL = "项目代码"
COUNTRY = "中国"


def made(book: Book) -> bytes:
    """Raises ``BadInput`` where there are no projects in it."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == "projects"), None)
    if sheet is None:
        raise BadInput("export_projects", form="oc4ids")
    zone = book.at.tzinfo
    moment = book.at.isoformat(timespec="seconds")
    package = {"uri": f"urn:campaign:{book.head}:{moment}", "publishedDate": moment, "version": VERSION,
               "publisher": {"name": book.name},
               "projects": [_project(facts, names, moment, zone) for facts, names in _rows(sheet)]}
    told = json.dumps(package, ensure_ascii=False, indent=1)
    return ((told if told.replace("\n", "").isprintable() else json.dumps(package, indent=1)) + "\n").encode()


def _rows(sheet: Sheet) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Of each project what its fields hold as it is stored, and as people read it."""
    fields, keys = [field.name for field in sheet.fields], [column.key for column in sheet.columns]
    return [(dict(zip(fields, row, strict=True)), dict(zip(keys, cells, strict=True)))
            for row, cells in zip(sheet.rows, sheet.cells, strict=True)]


def _project(facts: Mapping[str, Any], names: Mapping[str, Any], moment: str, zone: tzinfo | None) -> dict[str, Any]:
    code, sector = facts["code"], facts["sector"]
    found = {
        "id": code, "updated": moment, "language": text.language(), "title": facts["name"],
        "identifiers": _some([{"id": facts["national_code"], "scheme": NATIONAL}] if facts["national_code"] else []),
        "status": CANCELLED if facts["withdrawn"] else STATUS[Stage(facts["stage"])],
        "description": facts["content"],
        "sector": [SECTORS[Sector(sector)]] if sector and Sector(sector) in SECTORS else None,
        "additionalClassifications": [{"scheme": SCHEME, "id": sector, "description": words.label(Sector(sector))}]
        if sector else None,
        "publicAuthority": {"id": facts["unit"], "name": names["unit"]} if facts["unit"] else None,
        "parties": _some(_parties(facts, names)),
        "locations": _some(_locations(facts, names)),
        "budget": _value(facts["total"]),
        "period": _period(facts["started"] or facts["planned_start"], facts["finished"] or facts["planned_finish"], zone),
        "implementationPeriod": _period(facts["started"], facts["finished"] if facts["started"] else None, zone),
        "completion": {"endDate": _moment(facts["finished"], zone)} if facts["finished"] else None}
    return {key: value for key, value in found.items() if value is not None and value != ""}


def _some(found: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    return found or None


def _parties(facts: Mapping[str, Any], names: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    if facts["unit"]:
        found.append({"id": facts["unit"], "name": names["unit"], "roles": ["publicAuthority"]})
    if facts["developer"]:  # it has no code: it is a party of this project alone
        found.append({"id": f"{facts['code']}-developer", "name": facts["developer"], "roles": ["procuringEntity"]})
    return found


def _locations(facts: Mapping[str, Any], names: Mapping[str, Any]) -> list[dict[str, Any]]:
    county, place = facts["county"], facts["place"]
    if not county and not place:
        return []
    address = {"countryName": COUNTRY, **({"locality": names["county"]} if county else {})}
    return [{"id": county or facts["code"], "description": place or names["county"], "address": address}]


def _value(money: int | None) -> dict[str, Any] | None:
    return None if money is None else {"amount": {"amount": money * YUAN, "currency": CURRENCY}}


def _period(first: str | None, last: str | None, zone: tzinfo | None) -> dict[str, Any] | None:
    found = {key: _moment(day, zone) for key, day in (("startDate", first), ("endDate", last)) if day}
    return found or None


def _moment(day: str, zone: tzinfo | None) -> str:
    """Midnight in the campaign's time zone: the standard knows no days."""
    on = date.fromisoformat(day)
    return datetime(on.year, on.month, on.day, tzinfo=zone).isoformat()
