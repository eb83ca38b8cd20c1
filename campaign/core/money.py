"""Money: a whole number of 万元 (10,000 CNY), in and out. Integers only, never floats."""

import re

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW

LARGEST = 10**10
"""万元: a hundred thousand billion CNY; more is a slip of the hand."""

YI = 10_000
"""万元 in one 亿."""

_CHINESE = ((YI, YI, 2, "亿"), (0, 1, 0, "万"))
_ELSEWHERE = ((99_995, 100_000, 2, "bn"), (0, 100, 1, "M"))
"""The least amount told in a unit (999.95 million are rounded to a billion), the unit in 万元, its decimals, its sign."""

NOTHING = "-"
"""Shown for a figure that does not exist; the dash — has no certain width on a terminal."""

_SIGNS = NARROW | {0x2212: "-"}
_PIECE = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))? *([亿千百]?) *", re.ASCII)
_UNITS = {"亿": 4, "千": 3, "百": 2, "": 0}
"""Powers of ten of 万元: 千 and 百 stand before 万."""
_TYPED = 40


def parse_money(text: str, *, signed: bool = False) -> int:
    """万元 of ``3.2亿``, ``1亿2000万``, ``3千万``, ``5000万``, ``5000``, ``1,200万元``; full-width digits, commas and points too.

    Raises BadInput ``bad_money`` (text) for any other form and for a fraction of one 万元, ``money_too_big`` (text,
    limit) above ``LARGEST``. A leading + or - is taken only if ``signed``.
    """
    amount = _read(text.translate(_SIGNS).strip(), signed) if len(text) <= _TYPED else None
    if amount is None:
        raise BadInput("bad_money", text=text[:_TYPED])
    if abs(amount) > LARGEST:
        raise BadInput("money_too_big", text=text[:_TYPED], limit=LARGEST)
    return amount


def _read(typed: str, signed: bool) -> int | None:
    """None for what is no amount. Of several pieces each is smaller than the unit before it, and whole."""
    sign = typed[:1] if signed and typed[:1] in ("+", "-") else ""
    told = typed.removeprefix(sign).lstrip()
    body = told.removesuffix("元").removesuffix("万").rstrip()
    pieces, at = [], 0
    while at < len(body):
        match = _PIECE.match(body, at)
        if match is None:
            return None
        pieces.append(match.groups(default=""))
        at = match.end()
    units, ten_thousand = [unit for _whole, _fraction, unit in pieces], told.removesuffix("元").endswith("万")
    if not pieces or (units[-1] == "亿" if ten_thousand else units not in ([""], ["亿"])):
        return None
    if told.endswith("元") and not ten_thousand and not units[0]:
        return None
    amount, before = 0, 12
    for whole, fraction, unit in pieces:
        digits, places = fraction.rstrip("0"), _UNITS[unit]
        if places >= before or len(digits) > places or (digits and len(pieces) > 1):
            return None
        size = int(whole.replace(",", "") + digits.ljust(places, "0"))
        if amount and size >= 10**before:
            return None
        amount, before = amount + size, places
    return -amount if sign == "-" else amount


def format_money(amount: int | None, language: str, *, sign: bool = False, exact: bool = False) -> str:
    """``3.20亿`` from 1亿 up, else ``5,000万``; elsewhere ``¥7.40bn`` from a billion up, else ``¥320.0M``. Rounded half away from
    zero, unless it is to be ``exact``: ``3.2045亿``, ``¥0.97M``.

    ``sign`` puts a + before what is positive. None is ``NOTHING``.
    """
    if amount is None:
        return NOTHING
    size = abs(amount)
    units = _CHINESE if language == "zh" else _ELSEWHERE
    _least, unit, places, mark = next(found for found in units if size >= (found[1] if exact and found[0] else found[0]))
    before = "" if language == "zh" else "¥"
    step = unit // 10**places
    if exact and size % step:
        whole, part = divmod(size, unit)
        digits = f"{whole:,}.{part:0{len(str(unit)) - 1}}".rstrip("0")
        return f"{_sign(amount, sign)}{before}{digits}{mark}"
    rounded = (size + step // 2) // step
    whole, part = divmod(rounded, 10**places)
    digits = f"{whole:,}.{part:0{places}}" if places else f"{whole:,}"
    return f"{_sign(amount if rounded else 0, sign)}{before}{digits}{mark}"


def format_percent(tenths: int | None) -> str:
    """``38.1%`` of 381 (1/10 percent); None is ``NOTHING``."""
    if tenths is None:
        return NOTHING
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def _sign(amount: int, plus: bool) -> str:
    return "-" if amount < 0 else "+" if plus and amount > 0 else ""
