"""A book as a Frictionless data package: CSV files as they are, and ``datapackage.json`` that says what every column is.

The files are those of a seed folder, in UTF-8 without a mark. Source: specs.frictionlessdata.io (Data Package, Table Schema), v1.
"""

import json
from hashlib import sha256
from typing import Any

from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.store.seed.campaign_toml import CAMPAIGN_FILE
from campaign.tables.exports.as_csv import table
from campaign.tables.exports.book import MONEY_UNIT, Book, Sheet
from campaign.text import _

DESCRIPTOR = "datapackage.json"
TYPES = {Type.MONEY: "integer", Type.COUNT: "integer", Type.DAY: "date", Type.QUANTITY: "number", Type.FIGURE: "number",
         Type.YES: "boolean"}
"""Of all others it is text: codes, words, what people wrote."""


def made(book: Book) -> dict[str, bytes]:
    """A folder; of the whole campaign also what ``campaign seed`` wants besides."""
    files = {f"{sheet.name}.csv": table(sheet, mark="") for sheet in book.sheets}
    coded = {sheet.kind.name: sheet.name for sheet in book.sheets if _key(sheet) and sheet.kind is not None}
    package = {
        "profile": "tabular-data-package",
        "name": "campaign" if book.whole else book.sheets[0].name.replace("_", "-"),
        "title": book.title,
        "description": "\n".join(f"{label}: {text}" for label, text in book.about),
        "created": book.at.isoformat(timespec="seconds"),
        "resources": [_resource(sheet, files[f"{sheet.name}.csv"], coded) for sheet in book.sheets]}
    told = json.dumps(package, ensure_ascii=False, indent=1)
    return {DESCRIPTOR: (told + "\n").encode(), **({CAMPAIGN_FILE: book.campaign.encode()} if book.whole else {}), **files}


def _resource(sheet: Sheet, content: bytes, coded: dict[str, str]) -> dict[str, Any]:
    heads = {column.key: column.head for column in sheet.columns}
    fields = [_field(field, heads.get(field.name, field.name)) for field in sheet.fields]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if _key(sheet):
        schema["primaryKey"] = ["code"]
        next(field for field in fields if field["name"] == "code")["constraints"] = {"required": True, "unique": True}
    keys = [(field.name, kind) for field in sheet.fields if (kind := _refers_to(field)) in coded]
    if keys:
        schema["foreignKeys"] = [{"fields": [name], "reference": {
            "resource": "" if coded[kind] == sheet.name else coded[kind], "fields": ["code"]}} for name, kind in keys]
    return {"profile": "tabular-data-resource", "name": sheet.name, "path": f"{sheet.name}.csv", "title": sheet.title,
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content),
            "hash": f"sha256:{sha256(content).hexdigest()}", "schema": schema}


def _key(sheet: Sheet) -> bool:
    """Whether its rows have codes of their own."""
    return sheet.kind is not None and sheet.kind.letter is not None and any(field.name == "code" for field in sheet.fields)


def _field(field: Field, title: str) -> dict[str, Any]:
    kind = TYPES.get(field.holds, "string")  # type: ignore[call-overload]
    found: dict[str, Any] = {"name": field.name, "type": kind, "title": title}
    if field.help:
        found["description"] = _(field.help)
    if field.holds == Type.MONEY:
        found["unit"] = MONEY_UNIT
    if kind == "boolean":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if field.holds == Type.WORD and field.words is not None:
        found["constraints"] = {"enum": [word.value for word in field.words]}
    return found


def _refers_to(field: Field) -> str:
    """The kind whose code stands in its cells; '' where none does, or several at once."""
    if not field.reference:
        return ""
    return registry.kind(field.holds).name
