"""A book of lists to give out: what its sheets, columns and cells are, and nothing of how a format writes them.

A sheet's columns are the fields of its kind, as the file of a seed folder has them, and behind them what its list tells besides:
so a field or a kind that is declared is in every format.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from campaign import words
from campaign.core import codes
from campaign.core.indicators import IN_MONEY
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.tables import values
from campaign.tables.values import Row
from campaign.text import _
from campaign.words.labels import ORIGINAL, coded

Cell = str | int | float | date | None
"""As people read it: words for codes, names for people and places; money in 万元, a day as a date, a share from 0 to 1."""


class Nature(StrEnum):
    """What a column holds, and so how a format shows it."""

    TEXT = "text"
    MONEY = "money"
    """万元."""
    DAY = "day"
    NUMBER = "number"
    PERCENT = "percent"
    WORD = "word"
    """One of a few: labels in the reader's language."""
    LIGHT = "light"
    """The word of a light; ``Sheet.lights`` says which it is."""


class Column(NamedTuple):
    key: str
    """Of the file's column, else of the record."""
    head: str
    """In the reader's language, without the unit."""
    nature: Nature
    field: Field | None = None
    """None: it is worked out, and no file takes it back."""


class Sheet(NamedTuple):
    name: str
    """``projects``: as the table."""
    title: str
    """In the reader's language."""
    kind: Kind | None
    """None of a history."""
    fields: tuple[Field, ...]
    """Columns of the file of a seed folder, in its order."""
    rows: list[tuple[Any, ...]]
    """What the ``fields`` hold, as it is stored."""
    columns: tuple[Column, ...]
    cells: list[tuple[Cell, ...]]
    """Of the ``columns``, in the order of the rows."""
    records: list[Row]
    """As ``--json`` of the list prints them."""
    lights: list[str]
    """Code of the light of each row; empty where there is none."""


class Book(NamedTuple):
    title: str
    about: list[tuple[str, str]]
    """What it is, of when, by whom, chosen by what, from which entry of the log: a label and a text each."""
    sheets: list[Sheet]
    campaign: str
    """``campaign.toml`` of a seed folder."""
    on: date
    whole: bool
    """Everything that the campaign has, and not one list."""
    name: str
    """Of the campaign."""
    at: datetime
    """When it was made, on the campaign's own clock."""
    head: str
    """Hash of the last entry of the log."""


class Names(NamedTuple):
    """What codes are called."""

    known: Mapping[str, str]
    shared: frozenset[str]
    """Codes whose name others have too: they stand for themselves."""

    def of(self, code: str) -> str:
        return code if code in self.shared else self.known.get(code, code)


MONEY_UNIT = "万元"
UNIT = "unit"
"""Column of a sheet of figures: each row's own."""
SEVERAL = "、"
"""Between codes of one cell."""
BY_NAME = frozenset({"person", "leader", "county", "unit"})
"""Kinds that cells call by their names; of others the code stands there, with the name beside it."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NATURES = {Type.MONEY: Nature.MONEY, Type.DAY: Nature.DAY, Type.COUNT: Nature.NUMBER, Type.QUANTITY: Nature.NUMBER,
            Type.FIGURE: Nature.NUMBER, Type.WORD: Nature.WORD, Type.YES: Nature.WORD}


def sheet(name: str, title: str, kind: Kind | None, fields: tuple[Field, ...],
          rows: Sequence[tuple[tuple[Any, ...], Mapping[str, Any] | None]], names: Names,
          records: list[Row] | None = None) -> Sheet:
    """``rows``: each with its record, where a list has one; ``records``: all that the list shows. None: it has no list."""
    first = next((record for _row, record in rows if record is not None), {})
    columns = _columns(kind, fields, first, [record for _row, record in rows if record is not None])
    places = {field.name: at for at, field in enumerate(fields)}
    makers = [_maker(column, places, names) for column in columns]
    cells = [tuple(make(row, record or {}) for make in makers) for row, record in rows]
    lights = [str(record.get("light") or "") if record else "" for _row, record in rows]
    stored = [row for row, _record in rows]
    return Sheet(name, title, kind, fields, stored, columns, cells,
                 [dict(_facts(fields, row)) for row in stored] if records is None else records, lights)


def head_of(column: Column) -> str:
    """With the unit, as ``campaign import`` reads it."""
    if column.nature is not Nature.MONEY:
        return column.head
    return f"{column.head}（{MONEY_UNIT}）" if not column.head.isascii() else f"{column.head} ({MONEY_UNIT})"


# Columns ----------------------------------------------------------------------------------------------------------------


def _columns(kind: Kind | None, fields: tuple[Field, ...], first: Mapping[str, Any],
             records: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    found: list[Column] = []
    for field in fields:
        if field.holds is Type.FIGURE and not any(column.key == UNIT for column in found):
            found.append(Column(UNIT, _("Counted in"), Nature.TEXT))
        found.append(Column(field.name, _head(kind, field), _NATURES.get(field.holds, Nature.TEXT), field))  # type: ignore[call-overload]
        if field.reference and field.holds not in BY_NAME and f"{field.name}_name" not in first:
            found.append(Column(f"{field.name}_name", _capital(_("{kind} name").format(kind=words.kind(field.holds))),
                                Nature.TEXT))
    there = {column.key for column in found}
    more = [Column(key, words.field(key), _nature(key, [record[key] for record in records])) for key in first
            if key not in there and not _spoken_for(key, first, fields)]
    lights = [column for column in more if column.nature is Nature.LIGHT]
    at = next((at for at, column in enumerate(found, 1) if column.key in ("name", "title")), 1)
    return (*found[:at], *lights, *found[at:], *(column for column in more if column not in lights))


def _head(kind: Kind | None, field: Field) -> str:
    of = kind.name if field.name == "code" and kind is not None else field.holds
    if of != field.holds or (field.reference and of not in BY_NAME):
        return _capital(_("{kind} no.").format(kind=words.kind(of)))
    return _(field.label) if field.label else words.field(field.name)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spoken_for(key: str, record: Mapping[str, Any], fields: tuple[Field, ...]) -> bool:
    """Versions and originals are for programs; of a code and its name one is enough."""
    if key in ("code", "version") or key.endswith(ORIGINAL) or f"{key}_name" in record:
        return True
    own = key.removesuffix("_name")
    return own != key and any(field.name == own and field.holds in BY_NAME for field in fields)


def _nature(key: str, told: Sequence[Any]) -> Nature:
    """Of what a list tells besides the fields, by all that stands there."""
    there = [value for value in told if value not in (None, "", [])]
    if key == "light":
        return Nature.LIGHT
    if not there or key in values.FORMS:
        return Nature.TEXT
    if all(isinstance(value, bool | StrEnum) for value in there):
        return Nature.WORD
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in there):
        return Nature.MONEY if values.is_money(key) else Nature.PERCENT if key.endswith("_pct") else Nature.NUMBER
    return Nature.DAY if all(isinstance(value, str) and _DAY.fullmatch(value) for value in there) else Nature.TEXT


# Cells ------------------------------------------------------------------------------------------------------------------


def _maker(column: Column, places: Mapping[str, int], names: Names) -> Any:
    """What makes the cell of a row and its record. A list may tell more than the file: in whose hands a blocker is by now."""
    key, field = column.key, column.field
    if key == UNIT and field is None:
        metric, measure = places["metric"], places["measure"]
        return lambda row, record: _unit(row[metric], row[measure])
    if field is None:
        own = key.removesuffix("_name")
        if own != key and own in places:  # the name behind a code
            at = places[own]
            return lambda row, record: record.get(key) or (names.known.get(row[at]) if row[at] else None)
        return lambda row, record: _told(column, record.get(key), names)
    at = places[key]

    def made(row: tuple[Any, ...], record: Mapping[str, Any]) -> Cell:
        if key in record and field.holds is not Type.FIGURE:  # a list tells the year's target beside each month
            value = record[key]
            return _told(column, SEVERAL.join(value) if isinstance(value, list) else value, names)
        return _shown(field, row[at], names)

    return made


def _unit(metric: str, measure: str) -> str | None:
    """Of a figure, as ``campaign import`` reads it."""
    if measure == IndicatorMeasure.YOY_CUM:
        return "%"
    if measure != IndicatorMeasure.VALUE:
        return None
    return MONEY_UNIT if metric in IN_MONEY else f"{MONEY_UNIT}/亩" if metric == Metric.TAX_PER_MU else None


def _shown(field: Field, value: Any, names: Names) -> Cell:
    """What is stored, as people read it."""
    if value is None or value == "":
        return None
    match field.holds:
        case Type.DAY:
            return date.fromisoformat(value)
        case Type.QUANTITY | Type.FIGURE:
            return float(value) / 100
        case Type.YES:
            return words.yes(bool(value))
        case Type.WORD if field.words is not None:
            return words.label(field.words(value))
        case Type.WORDS if field.words is not None:
            return words.listed([words.label(field.words(word)) for word in str(value).split()])
        case Type.MONEY | Type.COUNT:
            return int(value)
    text = str(value)
    return names.of(text) if field.reference and field.holds in BY_NAME else _coded(field, text)


def _coded(field: Field, text: str) -> str:
    """Words that a file has without a field that names them: the kind of an event, the state of a request."""
    return coded(field.name, text) or text if field.holds == Type.TEXT and field.label == "" else text


def _told(column: Column, value: Any, names: Names) -> Cell:
    """A value of a record."""
    if value is None or value == "" or value == []:
        return None
    match column.nature:
        case Nature.DAY if isinstance(value, str):
            return date.fromisoformat(value)
        case Nature.PERCENT:
            return float(value) / 100
        case Nature.MONEY | Nature.NUMBER if not isinstance(value, bool):
            return value  # type: ignore[no-any-return]
    if isinstance(value, str) and not isinstance(value, StrEnum):
        if column.field is not None and column.field.holds == Type.WORD and column.field.words is not None:
            return words.label(column.field.words(value))
        return names.of(value) if _by_name(column, value) else value
    return values.human(column.key, value) if column.key != "reasons" else values.reasons({"reasons": value})


def _by_name(column: Column, code: str) -> bool:
    """Whether it is the code of somebody or some place, in a column of such."""
    own = column.field is None or column.field.reference
    return own and column.key != "code" and codes.canonical(code) == code and codes.kind_of(code) in BY_NAME


def _facts(fields: tuple[Field, ...], row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """As ``--json`` has it: codes, 万元, ISO days."""
    for field, value in zip(fields, row, strict=True):
        if value is None:
            yield field.name, None
        elif field.holds == Type.YES:
            yield field.name, bool(value)
        elif field.holds in (Type.QUANTITY, Type.FIGURE):
            yield field.name, value / 100
        else:
            yield field.name, value
