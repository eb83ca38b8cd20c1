"""Money: a whole number of 万元 (10,000 CNY), in and out. Integers only, never floats."""

import re

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW

LARGEST = 10**10
"""万元: a hundred thousand billion CNY; more is a slip of the hand."""

YI = 10_000
"""万元 in one 亿."""

NOTHING = "-"
"""Shown for a figure that does not exist; the dash — has no certain width on a terminal."""

_SIGNS = NARROW | {0x2212: "-"}
_FORM = re.compile(r"([+-]?) *([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))? *(?:(亿|万)元?)?", re.ASCII)
_TYPED = 40


def parse_money(text: str, *, signed: bool = False) -> int:
    """万元 of ``3.2亿``, ``5000万``, ``5000``, ``1,200万元``; full-width digits, commas and points too.

    Raises BadInput ``bad_money`` (text) for any other form and for a fraction of one 万元, ``money_too_big`` (text,
    limit) above ``LARGEST``. A leading + or - is taken only if ``signed``.
    """
    match = _FORM.fullmatch(text.translate(_SIGNS).strip()) if len(text) <= _TYPED else None
    if match is None:
        raise BadInput("bad_money", text=text[:_TYPED])
    sign, whole, fraction, unit = match.groups(default="")
    fraction = fraction.rstrip("0")
    places = 4 if unit == "亿" else 0
    if len(fraction) > places or (sign and not signed):
        raise BadInput("bad_money", text=text[:_TYPED])
    amount = int(whole.replace(",", "") + fraction.ljust(places, "0"))
    if amount > LARGEST:
        raise BadInput("money_too_big", text=text[:_TYPED], limit=LARGEST)
    return -amount if sign == "-" else amount


def format_money(amount: int | None, language: str, *, sign: bool = False) -> str:
    """``3.20亿`` from 1亿 up, else ``5,000万``; elsewhere ``¥320.0M``. Rounded half away from zero.

    ``sign`` puts a + before what is positive. None is ``NOTHING``.
    """
    if amount is None:
        return NOTHING
    size = abs(amount)
    if language != "zh":
        tenths = (size + 5) // 10
        before = _sign(amount if tenths else 0, sign)
        return f"{before}¥{tenths // 10:,}.{tenths % 10}M"
    before = _sign(amount, sign)
    if size < YI:
        return f"{before}{size:,}万"
    hundredths = (size + 50) // 100
    return f"{before}{hundredths // 100:,}.{hundredths % 100:02}亿"


def format_percent(tenths: int | None) -> str:
    """``38.1%`` of 381 (1/10 percent); None is ``NOTHING``."""
    if tenths is None:
        return NOTHING
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def _sign(amount: int, plus: bool) -> str:
    return "-" if amount < 0 else "+" if plus and amount > 0 else ""
