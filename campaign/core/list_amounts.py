"""Amounts of money as lists of offices have them: in the unit of the cell, its column or its sheet, with fractions.

Reckoned in decimals of the digits as they are shown, never in binary floats. Source: docs/decisions/0185.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW
from campaign.core.money import LARGEST, parse_money

UNITS = {"元": Decimal("0.0001"), "百元": Decimal("0.01"), "千元": Decimal("0.1"), "万元": Decimal(1), "万": Decimal(1),
         "十万元": Decimal(10), "百万元": Decimal(100), "百万": Decimal(100), "千万元": Decimal(1_000), "千万": Decimal(1_000),
         "亿元": Decimal(10_000), "亿": Decimal(10_000),
         "十亿元": Decimal(100_000)}
"""万元 in one of each."""
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_SIGNS = NARROW | {0x2212: "-", 0xFF0D: "-", 0x2013: "-", 0xFFE5: "¥"}
_TYPED = re.compile(rf"([+-]?) *¥? *([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.([0-9]+))? *({_UNIT})?", re.ASCII)
_COLUMN = re.compile(rf"(?:单位)?[:：]?(?:人民币)?[:：]?({_UNIT})")
_SHEET = re.compile(rf"单位[:：]?[^\s;；。]{{0,6}}?({_UNIT})(?![0-9A-Za-z位])")
_ENGLISH = {**dict.fromkeys(("million", "mn", "m"), "百万元"), **dict.fromkeys(("billion", "bn"), "十亿元"), "100million": "亿元",
            **dict.fromkeys(("10000", "10thousand", "tenthousand"), "万元"), "": "元"}
_YUAN = re.compile("rmb|cny|yuan|¥|人民币")
_FOREIGN = re.compile("美元|美金|港元|港币|欧元|日元|英镑|外币|usd|us\\$|hkd|eur|gbp|[$€£]")
_ENDS = re.compile(r"[^0-9.](百万元|千万元|亿元|万元|千元)")
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_LONGEST = 60


class Amount(NamedTuple):
    size: int
    """万元."""
    exact: Decimal
    """The same before it was rounded."""
    own: bool
    """The cell said its unit itself."""

    @property
    def rounded(self) -> bool:
        return self.exact != self.size


def unit_of_column(heading: str) -> str | None:
    """``总投资（亿元）`` → 亿元; what stands in brackets, or behind a comma or a bar at the end. ``(RMB million)`` → 百万元."""
    text = "".join(heading.translate(NARROW).split())
    for inside in reversed(_BRACKETS.findall(text)):
        for part in re.split(r"[,，、/;；]", inside):
            if (match := _COLUMN.fullmatch(part)) is not None:
                return match[1]
        english = inside.casefold().replace(",", "")
        if _YUAN.search(english) and (unit := _ENGLISH.get(_YUAN.sub("", english))) is not None:
            return unit
    tail = re.split(r"[/,，:：_-]", text)[-1]
    if tail in UNITS and len(tail) < len(text) and tail not in ("万", "亿"):
        return tail
    return text[-len(match[1]):] if (match := _ENDS.search(text)) is not None and match.end() == len(text) else None


def is_foreign(heading: str) -> bool:
    """Whether a column is in another currency."""
    return _FOREIGN.search(heading.casefold()) is not None


def unit_of_line(text: str) -> str | None:
    """``单位：万元`` → 万元; None for ``编制单位：…`` and for units of people."""
    text = "".join(text.translate(NARROW).split())
    for match in re.finditer(r"(?<![制报办主送审填])(?:金额单位|单位|金额)[:：(]?([^。；;]{1,12})", text):
        for part in re.split(r"[,，、/()人民币]", match[1]):
            if part in UNITS and (part != "元" or match[0][-len(match[1]) - 1] in ":："):
                return part
    alone = text.strip("()")
    return alone if alone in UNITS and alone not in ("万", "亿", "元") else None


def amount(text: str, number: Decimal | None, unit: str | None, *, signed: bool = False) -> Amount | None:
    """What a cell says; None when it needs the unit of its column and there is none.

    ``number`` is what a spreadsheet has stored. Raises BadInput ``bad_amount`` (text), ``money_too_big`` (text, limit).
    """
    if number is not None and not any(word in text for word in "元万亿百千%"):
        digits, own = number, None
    else:
        digits, own = _read(text)
    if digits < 0 and not signed:
        raise BadInput("bad_amount", text=text[:_LONGEST])
    if own is None and unit is None:
        return None
    exact = digits * (own if own is not None else UNITS[unit or "万元"])
    size = int(exact.copy_abs().quantize(Decimal(1), ROUND_HALF_UP))
    if size > LARGEST:
        raise BadInput("money_too_big", text=text[:_LONGEST], limit=LARGEST)
    return Amount(-size if exact < 0 else size, exact, own is not None)


def _read(text: str) -> tuple[Decimal, Decimal | None]:
    """The digits, and 万元 in the unit that stands behind them."""
    typed = text.translate(_SIGNS).strip()
    match = _TYPED.fullmatch(typed) if len(typed) <= _LONGEST else None
    if match is not None:
        sign, whole, fraction, unit = match.groups(default="")
        size = Decimal(f"{sign}{whole.replace(',', '')}.{fraction or 0}")
        return size, UNITS[unit] if unit else None
    try:
        return Decimal(parse_money(typed, signed=True)), Decimal(1)  # 1亿2000万
    except BadInput:
        raise BadInput("bad_amount", text=text[:_LONGEST]) from None
