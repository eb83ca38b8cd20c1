"""What OC4IDS 0.9.5 demands of the part of a project package that we fill, as a JSON schema of our own: names, types, the closed
lists of codes, what is required. Source: standard.open-contracting.org/infrastructure/0.9, reference of the schema.
Nothing beside what stands here may be given out; the standard's own schema is asked as well where it is at hand."""

from typing import Any

TEXT = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "format": "date-time"}
STATUS = ("identification", "preparation", "implementation", "completion", "maintenance", "decommissioning", "decommissioned",
          "cancelled")
SECTORS = ("economy", "energy", "transport")
"""Of the open list of sectors, those that we name."""


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    needed = {"required": list(required)} if required else {}  # draft 4 knows no empty list
    return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1, **needed}


def several(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": 1, "uniqueItems": True}


PERIOD = fields(startDate=MOMENT, endDate=MOMENT)
PROJECT = fields(
    "id", "updated", "language", "title", "status",
    id=TEXT, updated=MOMENT, language={"enum": ["zh", "en"]}, title=TEXT, description=TEXT, status={"enum": list(STATUS)},
    identifiers=several(fields("id", id=TEXT, scheme=TEXT)),
    sector=several({"enum": list(SECTORS)}),
    additionalClassifications=several(fields("scheme", "id", scheme=TEXT, id=TEXT, description=TEXT)),
    publicAuthority=fields("id", "name", id=TEXT, name=TEXT),
    parties=several(fields("id", "name", "roles", id=TEXT, name=TEXT,
                           roles=several({"enum": ["publicAuthority", "procuringEntity"]}))),
    locations=several(fields("id", id=TEXT, description=TEXT, address=fields("countryName", countryName=TEXT, locality=TEXT))),
    budget=fields("amount", amount=fields("amount", "currency", amount={"type": "number"}, currency={"enum": ["CNY"]})),
    period=PERIOD, implementationPeriod=PERIOD, completion=fields("endDate", endDate=MOMENT))
PACKAGE = fields(
    "uri", "publishedDate", "version", "publisher", "projects",
    uri={"type": "string", "format": "uri"}, publishedDate=MOMENT, version={"enum": ["0.9"]}, publisher=fields("name", name=TEXT),
    projects={"type": "array", "items": PROJECT})
