"""Which field a column of a list fills: by its heading, as the fields declare what offices call them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from campaign.core.errors import BadInput, NotFound
from campaign.core.fullwidth import NARROW
from campaign.core.list_amounts import unit_of_column
from campaign.core.names import fold
from campaign.kinds.field import Field, Type
from campaign.text import everywhere

SPAN = "span"
"""A column with the first and the last day."""
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_SAMPLE = re.compile(r"20[0-9x]{2}[年.]?[0-9x]{2}月?$")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年度?")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SIGNS = re.compile(r"[\s*★▲#:：、,，。.;；_\-—/\\|'\"“”]+")


class Told(NamedTuple):
    """A heading as it is compared: without signs, brackets, unit and year."""

    key: str
    year: int | None


class Column(NamedTuple):
    at: int
    """0-based."""
    heading: str
    """Its levels from the outermost, a blank between them."""
    field: str | None = None
    unit: str | None = None
    why: str = ""
    """Why it is not taken, a key of ``words.intake.LEFT``."""


@lru_cache(4096)
def told(heading: str) -> Told:
    text = fold(heading.translate(NARROW))
    bare = _BRACKETS.sub("", text)
    bare = bare if _SIGNS.sub("", bare) else text
    year = _YEAR.search(bare)
    bare = _SAMPLE.sub("", _YEAR.sub("", bare, count=1))
    if year is None and (plain := _BARE_YEAR.fullmatch(bare)) is not None:
        return Told("", int(plain[0]))
    return Told(_SIGNS.sub("", bare), int(year[1]) if year else None)


class Headings:
    """What every heading means in one kind of list."""

    def __init__(self, fields: Iterable[Field], year: int, mapped: Mapping[str, str], more: Mapping[str, str]) -> None:
        """``more``: other columns that this kind of list has → their headings. ``mapped``: heading → field, '' leaves it out."""
        self.year = year
        self.mapped = {fold(heading): field for heading, field in mapped.items()}
        self.money = {field.name for field in fields if field.holds == Type.MONEY}
        self._known: dict[str, str] = {}
        for name, heads in more.items():
            self._learn(name, heads.split())
        for field in fields:
            self._learn(field.name, field.heads.split())
        for field in fields:
            self._learn(field.name, (field.name, *everywhere(field.label)))
        self.used: set[str] = set()
        """Headings of ``mapped`` that were found."""

    def _learn(self, name: str, heads: Iterable[str]) -> None:
        for head in heads:
            key = _SIGNS.sub("", _BRACKETS.sub("", fold(head.translate(NARROW))))
            if key:
                self._known.setdefault(key, name)

    def field(self, levels: Sequence[str]) -> tuple[str | None, str]:
        """The field of a column and, if there is none, why not; '' when nothing is known of it."""
        for heading in (" ".join(levels), *reversed(levels)):
            if (typed := fold(heading)) in self.mapped:
                self.used.add(typed)
                return (self.mapped[typed] or None), "" if self.mapped[typed] else "mapped_away"
        each = [told(level) for level in levels]
        year = next((one.year for one in reversed(each) if one.year is not None), None)
        name = None
        for key in ("".join(one.key for one in each), *(each[-1:] and (each[-1].key,))):
            if (name := self._named(key, year is not None)) is not None:
                break
        if name == "plan_year" and year is not None and year != self.year:
            return None, "other_year"
        return name, ""

    def _named(self, key: str, dated: bool) -> str | None:
        if not key:
            return None
        found = self._known.get(key)
        if found is None and dated:
            found = self._known.get(f"年{key}") or (self._known.get("年计划") if key == "计划" else None)
        if found is None and key.startswith("项目"):
            found = self._known.get(key.removeprefix("项目"))
        return found

    def column(self, at: int, levels: Sequence[str]) -> Column:
        name, why = self.field(levels)
        unit = next((unit for level in reversed(levels) if (unit := unit_of_column(level))), None)
        return Column(at, " ".join(levels), name, unit, why or ("" if name else "unknown"))

    def example(self, name: str) -> list[str]:
        """A few headings of a field."""
        return [key for key, field in self._known.items() if field == name][:3]

    def check_used(self, file: str) -> None:
        """Raises ``NotFound`` (exit 3) for what was mapped and is not there."""
        for heading in self.mapped:
            if heading not in self.used:
                raise NotFound("no_such_column", text=heading, name=file)


def read_maps(texts: Iterable[str], fields: Iterable[str], read: Callable[[Iterable[str], str], str]) -> dict[str, str]:
    """``--map 列=field``: heading → field. Raises ``BadInput``."""
    found: dict[str, str] = {}
    known = list(fields)
    for text in texts:
        heading, sign, field = text.rpartition("=")
        if not sign or not heading.strip():
            raise BadInput("map_form", text=text)
        found[heading.strip()] = read(known, field.strip()) if field.strip() else ""
    return found
