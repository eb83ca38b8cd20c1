"""What can be filled in of a record: a field's type, limits, labels and nature, and how typed text becomes its stored value."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from campaign.core.dates import EARLIEST, LATEST
from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW
from campaign.core.money import parse_money
from campaign.core.quantity import parse_quantity


class Type(StrEnum):
    """What a field holds, if it does not name another record."""

    TEXT = "text"
    MONEY = "money"
    """万元."""
    DAY = "day"
    WORD = "word"
    """One of an enumeration."""
    WORDS = "words"
    """Several of one enumeration, blanks or commas between them; stored with blanks."""
    COUNT = "count"
    QUANTITY = "quantity"
    """1/100 of a measure."""
    YES = "yes"
    FIGURE = "figure"
    """A number with at most two decimals, stored in 1/100."""
    PERIOD = "period"
    """``2026-10``, ``2026Q3`` or ``2026``."""


class Nature(StrEnum):
    """What a change of a field means to those who are measured by it (PRODUCT.md, Targets that hold still)."""

    PLAIN = "plain"
    TARGET = "target"
    RESULT = "result"
    REPORT = "report"


HELD = frozenset({Nature.TARGET, Nature.RESULT})
"""Of what holds still: a change of it is explained, and below headquarters asked for."""


class Field(NamedTuple):
    name: str
    holds: str = Type.TEXT
    """A ``Type``, or the name of the kind that the field refers to: stored is then a code."""
    words: type[StrEnum] | None = None
    required: bool = False
    """Can never be empty."""
    limit: int = 200
    """Longest text in characters, or largest count."""
    past: bool = False
    """A fact: its day cannot lie in the future."""
    nature: Nature = Nature.PLAIN
    label: str = ""
    """English, marked with ``N_``: heads columns and lines of forms."""
    help: str = ""
    """English, marked with ``N_``: what the command line says of its option."""
    option: str = ""
    """How the command line calls it, blanks between several: ``--leader -l``. Empty: ``--`` and the name."""
    example: str = ""
    """What the usage line shows instead of the type: ``0-3``."""
    fixed: bool = False
    """Given when the record is added, and never edited."""
    hint: str = ""
    """English, marked with ``N_``: what its empty line in a form says instead of an example of its type."""
    column: str = ""
    """Its column in a file of a seed folder, if that is not its name."""
    unasked: str = ""
    """Why no form has a line of that name for it."""
    unseeded: str = ""
    """Why no file of a seed folder has a column for it."""
    heads: str = ""
    """What lists of offices call its column besides its label and name, blanks between; without signs, units and years. One
    with ``(`` is a regular expression of headings that are put together of a few words (``intake.columns``)."""
    cells: Mapping[str, str] = {}
    """What their cells say for one of its ``words``, besides its labels."""

    @property
    def reference(self) -> bool:
        """Whether it names another record."""
        return self.holds not in _TYPES

    @property
    def options(self) -> tuple[str, ...]:
        """Its options on the command line, the one to show first."""
        return tuple(self.option.split()) or ("--" + self.name.replace("_", "-"),)


_TYPES = frozenset(Type)


class Reader(Protocol):
    """What a cell needs from outside to be understood."""

    @property
    def today(self) -> date: ...

    def day(self, text: str) -> date: ...

    def text(self, text: str, limit: int) -> str:
        """The cleaned text."""

    def code(self, kind: str, text: str) -> str:
        """The code of the one county, unit, leader or person meant."""

    def word(self, known: Iterable[str], text: str) -> str:
        """The code of the one word meant."""

    def words(self, known: Iterable[str], text: str) -> list[str]:
        """The codes of several."""


_DIGITS = 20
"""Of a count as it is typed, zeros in front included: int() itself refuses thousands."""
_FIGURE = r"(?a)([+-]?) *([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.([0-9]{1,2}))? *%?"
_PERIOD = r"(?a)[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])|Q[1-4])?"
YES_WORDS = frozenset({"yes", "y", "1", "true", "是", "有", "✓"})
NO_WORDS = frozenset({"no", "n", "0", "false", "否", "无", "-"})


def parse(field: Field, text: str, reader: Reader) -> str | int | None:
    """The value to store: ISO text for a day, 万元 for money, 0 or 1 for yes/no, ``None`` for an empty cell.

    Raises ``BadInput`` (exit 2) for what cannot be understood, ``NotFound`` (exit 3) for an unknown name.
    """
    text = reader.text(text, field.limit if field.holds == Type.TEXT else 200)
    if not text:
        if field.required:
            raise BadInput("field_empty", field=field.name)
        return 0 if field.holds == Type.YES else None
    match field.holds:
        case Type.MONEY:
            return parse_money(text)
        case Type.DAY:
            day = reader.day(text)
            if field.past and day > reader.today:
                raise BadInput("day_in_future", field=field.name, day=day.isoformat(), today=reader.today.isoformat())
            return day.isoformat()
        case Type.WORD:
            assert field.words is not None
            return reader.word(field.words, text)
        case Type.COUNT:
            return count(text, field.limit)
        case Type.QUANTITY:
            amount, _measure = parse_quantity(text)
            if not amount:
                raise BadInput("bad_quantity", text=text)
            return amount
        case Type.YES:
            return yes(text)
        case Type.FIGURE:
            return figure(text)
        case Type.PERIOD:
            return period(text)
        case Type.WORDS:
            assert field.words is not None
            return " ".join(reader.words(field.words, text))
        case kind if field.reference:
            return reader.code(kind, text)
    return text


def count(text: str, limit: int, least: int = 0) -> int:
    """A whole number from ``least`` to ``limit``."""
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS or not least <= int(text) <= limit:
        raise BadInput("bad_count", text=text, least=least, limit=limit)
    return int(text)


def figure(text: str) -> int:
    """1/100 of ``7.3``, ``-0.25%``, ``1,200``; full-width digits too. Raises ``BadInput`` ``bad_figure``."""
    match = re.fullmatch(_FIGURE, text.translate(NARROW).strip())
    if match is None:
        raise BadInput("bad_figure", text=text[:40])
    sign, whole, fraction = match.groups(default="")
    amount = int(whole.replace(",", "")) * 100 + int(fraction.ljust(2, "0") or 0)
    return -amount if sign == "-" else amount


def period(text: str) -> str:
    """A month ``2026-10``, a quarter ``2026Q3`` or a year ``2026``. Raises ``BadInput`` ``bad_period``."""
    match = re.fullmatch(_PERIOD, text.translate(NARROW).strip().upper())
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
