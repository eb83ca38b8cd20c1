"""What can be filled in, in one table: command options, forms, seed columns and database columns all derive from it."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from campaign.core import model
from campaign.core.dates import EARLIEST, LATEST
from campaign.core.errors import BadInput
from campaign.core.money import parse_money
from campaign.core.narrow import NARROW
from campaign.core.organisation import CaseKind
from campaign.core.quantity import parse_quantity


class Kind(StrEnum):
    TEXT = "text"
    MONEY = "money"
    DAY = "day"
    WORD = "word"
    COUNT = "count"
    QUANTITY = "quantity"
    YES = "yes"
    COUNTY = "county"
    UNIT = "unit"
    LEADER = "leader"
    PERSON = "person"
    PROJECT = "project"
    BLOCKER = "blocker"
    APPROVAL = "approval"
    LEAD = "lead"
    TRIP = "trip"
    EVENT = "event"
    TASK_FORCE = "task_force"
    DISPATCH = "dispatch"
    MERIT = "merit"
    FIGURE = "figure"
    """A number with at most two decimals, stored in 1/100."""
    PERIOD = "period"
    """``2026-10``, ``2026Q3`` or ``2026``."""
    WORDS = "words"
    """Several words of one enumeration, blanks or commas between them; stored with blanks."""


REFERENCES = frozenset({Kind.COUNTY, Kind.UNIT, Kind.LEADER, Kind.PERSON, Kind.PROJECT, Kind.BLOCKER, Kind.APPROVAL, Kind.LEAD,
                        Kind.TRIP, Kind.EVENT, Kind.TASK_FORCE, Kind.DISPATCH, Kind.MERIT})
"""Kinds that name one thing; stored is its code."""


class Field(NamedTuple):
    name: str
    kind: Kind = Kind.TEXT
    words: type[StrEnum] | None = None
    required: bool = False
    """Can never be empty."""
    limit: int = 200
    """Longest text in characters, or largest count."""
    past: bool = False
    """A fact: its day cannot lie in the future."""


class Reader(Protocol):
    """What a cell needs from outside to be understood."""

    @property
    def today(self) -> date: ...

    def day(self, text: str) -> date: ...

    def text(self, text: str, limit: int) -> str:
        """The cleaned text."""

    def code(self, kind: str, text: str) -> str:
        """The code of the one county, unit, leader or person meant."""


COUNTY = (Field("name", required=True, limit=60), Field("leader", Kind.PERSON), Field("zone", Kind.YES))
UNIT = (Field("name", required=True, limit=60), Field("authority", Kind.WORD, model.Authority), Field("county", Kind.COUNTY))
PERSON = (Field("name", required=True, limit=60), Field("post", limit=60), Field("rank", Kind.WORD, model.Rank, required=True),
          Field("unit", Kind.UNIT), Field("county", Kind.COUNTY), Field("leader", Kind.YES))
PROJECT = (
    Field("name", required=True), Field("stage", Kind.WORD, model.Stage, required=True), Field("county", Kind.COUNTY),
    Field("leader", Kind.LEADER), Field("unit", Kind.UNIT), Field("manager", Kind.PERSON),
    Field("total", Kind.MONEY), Field("plan_100", Kind.MONEY),
    Field("planned_start", Kind.DAY), Field("planned_finish", Kind.DAY), Field("started", Kind.DAY, past=True),
    Field("finished", Kind.DAY, past=True), Field("registered", Kind.DAY, past=True),
    Field("sector", Kind.WORD, model.Sector), Field("investor", Kind.WORD, model.Investor),
    Field("plan_year", Kind.MONEY), Field("done_before", Kind.MONEY), Field("national_code", limit=64),
    Field("developer"), Field("node"), Field("funds_planned", Kind.MONEY), Field("anchor"), Field("expected_tax", Kind.MONEY),
    Field("pull", Kind.COUNT, limit=3), Field("provincial_key", Kind.YES),
    Field("suspended"), Field("review", Kind.DAY), Field("withdrawn"),
)
BLOCKER = (
    Field("title", required=True), Field("category", Kind.WORD, model.Category, required=True),
    Field("authority", Kind.WORD, model.Authority), Field("unit", Kind.UNIT), Field("person", Kind.PERSON),
    Field("due", Kind.DAY),
)
LAND_TASK = (
    Field("name", required=True), Field("kind", Kind.WORD, model.LandKind, required=True),
    Field("target", Kind.QUANTITY), Field("measure", Kind.WORD, model.Measure), Field("due", Kind.DAY),
    Field("authority", Kind.WORD, model.Authority), Field("unit", Kind.UNIT), Field("person", Kind.PERSON),
)
APPROVAL = (
    Field("authority", Kind.WORD, model.Authority), Field("unit", Kind.UNIT), Field("due", Kind.DAY),
    Field("expires", Kind.DAY), Field("next_contact", Kind.DAY),
)
TRIP = (
    Field("leader", Kind.LEADER, required=True), Field("place", required=True, limit=60),
    Field("first", Kind.DAY, required=True), Field("last", Kind.DAY, required=True), Field("purpose"),
)
LEAD = (
    Field("name", required=True), Field("chain", limit=60), Field("node", limit=60), Field("leader", Kind.LEADER),
    Field("county", Kind.COUNTY), Field("investor", Kind.WORD, model.Investor), Field("firm"), Field("total", Kind.MONEY),
    Field("trip", Kind.TRIP), Field("event", Kind.EVENT),
)
EVENT = (Field("name", required=True), Field("on", Kind.DAY, required=True), Field("place", limit=60), Field("note"))
CASE = (
    Field("title", required=True, limit=60), Field("kind", Kind.WORD, CaseKind, required=True),
    Field("on", Kind.DAY, required=True), Field("project", Kind.PROJECT), Field("county", Kind.COUNTY), Field("text", limit=500),
)
PROGRESS = (
    Field("done"), Field("crew", Kind.COUNT, limit=99_999), Field("crew_planned", Kind.COUNT, limit=99_999),
    Field("machines", Kind.COUNT, limit=99_999), Field("materials"), Field("fronts", Kind.COUNT, limit=9_999), Field("note"),
)

BY_TABLE: Mapping[str, Mapping[str, Field]] = {
    table: {field.name: field for field in known}
    for table, known in (("projects", PROJECT), ("blockers", BLOCKER), ("counties", COUNTY), ("units", UNIT), ("people", PERSON),
                         ("land_tasks", LAND_TASK), ("approvals", APPROVAL))
}
"""Database table → name → what can be edited of its rows."""

_DIGITS = 20
"""Of a count as it is typed, zeros in front included: int() itself refuses thousands."""
_BREAKS = re.compile("[,，、;；]")
_FIGURE = re.compile(r"([+-]?) *([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.([0-9]{1,2}))? *%?", re.ASCII)
_PERIOD = re.compile(r"[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])|Q[1-4])?", re.ASCII)
YES_WORDS = frozenset({"yes", "y", "1", "true", "是", "有", "✓"})
NO_WORDS = frozenset({"no", "n", "0", "false", "否", "无", "-"})


def parse(field: Field, text: str, reader: Reader) -> str | int | None:
    """The value to store: ISO text for a day, 万元 for money, 0 or 1 for yes/no, ``None`` for an empty cell.

    Raises ``BadInput`` (exit 2) for what cannot be understood, ``NotFound`` (exit 3) for an unknown name.
    """
    text = reader.text(text, field.limit if field.kind is Kind.TEXT else 200)
    if not text:
        if field.required:
            raise BadInput("field_empty", field=field.name)
        return 0 if field.kind is Kind.YES else None
    match field.kind:
        case Kind.MONEY:
            return parse_money(text)
        case Kind.DAY:
            day = reader.day(text)
            if field.past and day > reader.today:
                raise BadInput("day_in_future", field=field.name, day=day.isoformat(), today=reader.today.isoformat())
            return day.isoformat()
        case Kind.WORD:
            assert field.words is not None
            return word(field.words, text)
        case Kind.COUNT:
            return count(text, field.limit)
        case Kind.QUANTITY:
            amount, _measure = parse_quantity(text)
            if not amount:
                raise BadInput("bad_quantity", text=text)
            return amount
        case Kind.YES:
            return yes(text)
        case Kind.FIGURE:
            return figure(text)
        case Kind.PERIOD:
            return period(text)
        case Kind.WORDS:
            assert field.words is not None
            return " ".join(dict.fromkeys(word(field.words, part) for part in _BREAKS.sub(" ", text).split()))
        case kind if kind in REFERENCES:
            return reader.code(kind.value, text)
    return text


def word(words: type[StrEnum], text: str) -> str:
    """One of the enumeration's values, in any case, ``-`` for ``_``."""
    wanted = text.strip().lower().replace("-", "_")
    for known in words:
        if known.value == wanted:
            return known.value
    raise BadInput("bad_word", text=text, words=", ".join(words))


def count(text: str, limit: int, least: int = 0) -> int:
    """A whole number from ``least`` to ``limit``."""
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS or not least <= int(text) <= limit:
        raise BadInput("bad_count", text=text, least=least, limit=limit)
    return int(text)


def figure(text: str) -> int:
    """1/100 of ``7.3``, ``-0.25%``, ``1,200``; full-width digits too. Raises ``BadInput`` ``bad_figure``."""
    match = _FIGURE.fullmatch(text.translate(NARROW).strip())
    if match is None:
        raise BadInput("bad_figure", text=text[:40])
    sign, whole, fraction = match.groups(default="")
    amount = int(whole.replace(",", "")) * 100 + int(fraction.ljust(2, "0") or 0)
    return -amount if sign == "-" else amount


def period(text: str) -> str:
    """A month ``2026-10``, a quarter ``2026Q3`` or a year ``2026``. Raises ``BadInput`` ``bad_period``."""
    match = _PERIOD.fullmatch(text.translate(NARROW).strip().upper())
    if match is None or not EARLIEST.year <= int(match[0][:4]) <= LATEST.year:
        raise BadInput("bad_period", text=text[:40])
    return match[0]


def yes(text: str) -> int:
    if text.lower() in YES_WORDS:
        return 1
    if text.lower() in NO_WORDS:
        return 0
    raise BadInput("bad_yes", text=text)


def named(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.name: field for field in fields}
