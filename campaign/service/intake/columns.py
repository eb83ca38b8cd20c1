"""Which field a column of a list fills: by its heading, as the fields declare what offices call them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from campaign.core.errors import BadInput, NotFound
from campaign.core.fullwidth import NARROW
from campaign.core.list_amounts import UNITS, is_foreign, unit_of_column
from campaign.core.names import fold
from campaign.kinds.field import Field, Type
from campaign.text import everywhere

SPAN = "span"
"""A column with the first and the last day."""
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_SAMPLE = re.compile(r"20[0-9x]{2}[年.]?[0-9x]{2}月?$")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年度?")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_UNITS = re.compile("(?<=.)(百万元|千万元|亿元|万元|千元)$")
_JOINTS = re.compile("[及与和的](?=.)")
_TOTALS = frozenset({"合计", "小计", "总计", "总额", "总数", "金额", "数额", "总投资", "计"})
_PARTS = frozenset({"计划", "实际", "预计", "目标", "总数", "合计", "小计", "其他", "其它"})
_SPANS = re.compile("起止|年限|期限|周期|时间|工期|建设期|日期|年月")
_BEGINS = ("起", "始", "自", "起始", "开始", "起年", "开始年", "起始年", "起始年月", "开始年月", "start", "from")
_STOPS = ("止", "终", "至", "终止", "结束", "止年", "结束年", "终止年", "终止年月", "结束年月", "end", "to")
_ENDS = {**dict.fromkeys(_BEGINS, "计划开工时间"),
         **dict.fromkeys(_STOPS, "计划竣工时间")}
_WHOLE = frozenset({"content", "note", "name"})
_SIGNS = re.compile(r"[\s*★▲#:：、,，。.;；_\-—/\\|'\"“”]+")


class Told(NamedTuple):
    """A heading as it is compared: without signs, brackets, unit and year."""

    key: str
    year: int | None


def _plain(key: str) -> str:
    return _JOINTS.sub("", _SIGNS.sub("", key))


def _keys(levels: Sequence[str]) -> Iterator[str]:
    """What a column may be called that has heads of several levels, the likeliest first: all of them, the group with what is its
    whole, begin or end, the innermost before the others, the innermost alone.
    """
    inner, group = levels[-1], "".join(levels[:-1])
    yield group + inner
    if group:
        if inner in _TOTALS:
            yield group
        if inner in _ENDS and _SPANS.search(group):
            yield _ENDS[inner]
        yield inner + group
        if inner not in _PARTS:
            yield inner


class Column(NamedTuple):
    at: int
    """0-based."""
    heading: str
    """Its levels from the outermost, a blank between them."""
    field: str | None = None
    unit: str | None = None
    why: str = ""
    """Why it is not taken, a key of ``words.intake.LEFT``."""
    second: str | None = None
    """The field that it would fill, if no column before it did."""


@lru_cache(4096)
def told(heading: str) -> Told:
    text = fold(heading.translate(NARROW))
    bare = _BRACKETS.sub("", text)
    bare = bare if _SIGNS.sub("", bare) else text
    year = _YEAR.search(bare)
    bare = _SAMPLE.sub("", _YEAR.sub("", bare, count=1))
    if year is None and (plain := _BARE_YEAR.fullmatch(bare)) is not None:
        return Told("", int(plain[0]))
    return Told(_UNITS.sub("", _plain(bare)), int(year[1]) if year else None)


class Headings:
    """What every heading means in one kind of list."""

    def __init__(self, fields: Iterable[Field], year: int, mapped: Mapping[str, str], more: Mapping[str, str]) -> None:
        """``more``: other columns that this kind of list has → their headings. ``mapped``: heading → field, '' leaves it out."""
        self.year = year
        self.mapped = {fold(heading): field for heading, field in mapped.items()}
        self.money = {field.name for field in fields if field.holds == Type.MONEY}
        self._known: dict[str, str] = {}
        self._like: list[tuple[re.Pattern[str], str]] = []
        for name, heads in (*more.items(), *((field.name, field.heads) for field in fields)):
            for head in heads.split():
                if "(" in head:
                    self._like.append((re.compile(head), name))
                else:
                    self._learn(name, head)
        for field in fields:
            for head in (field.name, *everywhere(field.label)):
                self._learn(field.name, head)
        self.used: set[str] = set()
        """Headings of ``mapped`` that were found."""

    def _learn(self, name: str, head: str) -> None:
        if key := _plain(_BRACKETS.sub("", fold(head.translate(NARROW)))):
            self._known.setdefault(key, name)

    def field(self, levels: Sequence[str]) -> tuple[str | None, str]:
        """The field of a column and, if there is none, why not; '' when nothing is known of it."""
        for heading in (" ".join(levels), *reversed(levels)):
            if (typed := fold(heading)) in self.mapped:
                self.used.add(typed)
                return (self.mapped[typed] or None), "" if self.mapped[typed] else "mapped_away"
        each = [told(level) for level in levels]
        year = next((one.year for one in reversed(each) if one.year is not None), None)
        keys = [one.key for one in each if one.key.strip("()") not in UNITS] or [""]
        name = next((found for key in _keys(keys) if (found := self._named(key, year is not None))), None)
        if name == "plan_year" and year is not None and year != self.year:
            return None, "other_year"
        if name in self.money and any(map(is_foreign, levels)):
            return None, "foreign"
        return name, ""

    def _named(self, key: str, dated: bool) -> str | None:
        """What is done or spent in one year is none of a project as a whole."""
        if dated:
            key = key.removeprefix("其中").lstrip(":：")
            found = self._known.get(f"年{key}") or self._known.get(key)
            if found == "plan_year" or (found := self._matched(f"年{key}")) == "plan_year":
                return found
            found = self._known.get(key) or self._matched(key)
            return None if found in _WHOLE or found in self.money else found
        found = self._known.get(key)
        if found is None and key.startswith("项目"):
            found = self._known.get(key.removeprefix("项目"))
        return found or self._matched(key)

    def _matched(self, key: str) -> str | None:
        return next((name for pattern, name in self._like if pattern.fullmatch(key)), None)

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
