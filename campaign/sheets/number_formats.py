"""Numbers and days as a spreadsheet shows them: the part of its format codes that lists are made with.

A code has up to four parts, for positive, negative, zero and text. What cannot be shown by it (fractions, digits with signs
between them) is shown plainly.
"""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0", 42: "#,##0;-#,##0",
    43: "#,##0.00;-#,##0.00", 44: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
    # Those of Chinese Excel, which stand in no file.
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'}
"""Codes that are known by their number."""

_token = re.compile(r'''"(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<skipped>.) | \*(?P<filled>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general) | (?P<noon>am/pm|a/p|上午/下午) | (?P<exponent>e[+-]0+) | (?P<date>y+|e+|g+|d+|h+|s+|m+|b+|aaaa?)
    | (?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+) | (?P<comma>,+) | (?P<other>.)''', re.VERBOSE | re.IGNORECASE | re.DOTALL)
_currency = re.compile(r"\$([^-]*)")
_elapsed = re.compile(r"[hms]+", re.IGNORECASE)
_comparison = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = "一二三四五六日"
DIGITS = 15
"""What a spreadsheet keeps of a number."""


class Part(NamedTuple):
    """One of the parts of a code. ``tokens``: what stands there, by the names of ``_token``."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None

    @property
    def date(self) -> bool:
        return any(kind in ("date", "noon", "elapsed") for kind, _said in self.tokens)


@lru_cache(maxsize=1024)
def parts(code: str) -> tuple[Part, ...]:
    return tuple(map(_part, _split(code)))


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    return parts(code)[0].date


@lru_cache(maxsize=1024)
def has_day(code: str) -> bool:
    """A date, not only a time."""
    letters = {said[0].lower() for kind, said in parts(code)[0].tokens if kind == "date"}
    return bool(letters & {*"yeda"}) or ("m" in letters and not letters & {*"hs"})


def decimal(number: float) -> Decimal:
    """As it is shown: no noise of binary fractions."""
    return Decimal(int(number)) if number.is_integer() and abs(number) < 10**DIGITS else Decimal(f"{number:.{DIGITS}g}")


def plain(number: Decimal) -> str:
    """As ``General`` shows it in a column that is wide enough; what has lost digits is shown as such: 2.02635E+23."""
    if number == 0:
        return "0"
    if -10 < number.adjusted() < DIGITS:
        return f"{number.normalize():f}"
    digits = f"{number:.5E}".split("E")
    power = int(digits[1])
    return f"{digits[0].rstrip('0').rstrip('.')}E{'-' if power < 0 else '+'}{abs(power):02d}"


def number_text(number: Decimal, code: str) -> str:
    """As a reader sees it. A code that hides a number does not hide it here, but for a zero."""
    if code == "General" or code == "@":
        return plain(number)
    part, negative = _chosen(parts(code), number)
    said = _numbered(part, abs(number) if negative else number)
    return plain(number) if said is None or (not said and number) else said


def day_text(moment: datetime, code: str) -> str:
    """A day or an instant as a reader sees it."""
    told = []
    tokens = parts(code)[0].tokens
    noon = any(kind == "noon" for kind, _said in tokens)
    hours = False
    for index, (kind, said) in enumerate(tokens):
        if kind == "date":
            letter = said[0].lower()
            minutes = letter == "m" and len(said) < 3 and (hours or _follows(tokens, index) == "s")
            told.append(_piece("minute" if minutes else letter, len(said), moment, noon))
            hours = letter == "h" or (hours and minutes)
        elif kind == "noon":
            told.append(("上午", "下午")[moment.hour >= 12] if "上" in said else ("AM", "PM")[moment.hour >= 12])
        elif kind == "literal":
            told.append(said)
    return "".join(told).strip()


def _follows(tokens: tuple[tuple[str, str], ...], index: int) -> str:
    return next((said[0].lower() for kind, said in tokens[index + 1:] if kind == "date"), "")


def _piece(letter: str, length: int, moment: datetime, noon: bool) -> str:
    match letter:
        case "y" | "e" | "b":
            return f"{moment.year % 100:02d}" if letter == "y" and length <= 2 else f"{moment.year:04d}"
        case "m" if length >= 3:
            return _MONTHS[moment.month - 1]
        case "d" if length >= 3:
            return moment.strftime("%a" if length == 3 else "%A")
        case "a":
            return ("周" if length == 3 else "星期") + _WEEKDAYS[moment.weekday()]
        case "g":
            return ""
    value = {"m": moment.month, "d": moment.day, "minute": moment.minute, "s": moment.second}.get(letter, moment.hour)
    if letter == "h" and noon:
        value = value % 12 or 12
    return f"{value:02d}" if length >= 2 else str(value)


def _split(code: str) -> list[str]:
    """At the semicolons that stand for themselves."""
    found, begin = [], 0
    for match in _token.finditer(code):
        if match["other"] == ";":
            found.append(code[begin:match.start()])
            begin = match.end()
    return [*found, code[begin:]]


def _part(code: str) -> Part:
    tokens: list[tuple[str, str]] = []
    condition = None
    for match in _token.finditer(code):
        kind, said = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "bracket":
            if currency := _currency.match(said):
                tokens.append(("literal", currency[1]))
            elif _elapsed.fullmatch(said):
                tokens.append(("elapsed", said))
            elif compared := _comparison.fullmatch(said):
                condition = compared[1], Decimal(compared[2])
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(("literal", said) if said != "%" or kind != "other" else ("percent", said))
        elif kind == "skipped":
            tokens.append(("literal", " "))
        elif kind != "filled":
            tokens.append((kind, said))
    return Part(tuple(tokens), condition)


def _chosen(found: tuple[Part, ...], number: Decimal) -> tuple[Part, bool]:
    """Which part shows it, and whether that part says by itself that it is negative."""
    if found[0].condition is not None or (len(found) > 1 and found[1].condition is not None):
        for part in found[:2]:
            if part.condition is None or _holds(number, *part.condition):
                return part, False
        return found[min(2, len(found) - 1)], False
    if number < 0 and len(found) > 1:
        return found[1], True
    if number == 0 and len(found) > 2:
        return found[2], False
    return found[0], False


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    return {"<": number < bound, ">": number > bound, "<=": number <= bound, ">=": number >= bound, "=": number == bound,
            "<>": number != bound}[sign]


def _numbered(part: Part, number: Decimal) -> str | None:
    """None: this part cannot be followed."""
    kinds = [kind for kind, _said in part.tokens]
    if kinds.count("digits") > 1 or {"exponent", "date", "elapsed"} & {*kinds} or ("literal", "/") in part.tokens:
        return None
    if "general" in kinds:
        return "".join(plain(number) if kind == "general" else said for kind, said in part.tokens).strip()
    if "digits" not in kinds:
        return "".join(said for kind, said in part.tokens if kind in ("literal", "percent")).strip()
    number = number.scaleb(2 * kinds.count("percent") - 3 * sum(len(said) for kind, said in part.tokens if kind == "comma"))
    shown = "".join(_digits(said, abs(number)) if kind == "digits" else said for kind, said in part.tokens if kind != "comma")
    return ("-" if number < 0 else "") + shown.strip()


def _digits(pattern: str, number: Decimal) -> str:
    whole, _point, fraction = pattern.partition(".")
    number = number.scaleb(-3 * (len(whole) - len(whole.rstrip(","))))
    shown = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP) if number.adjusted() < 2 * DIGITS else number
    thousands = "," in whole.rstrip(",")
    text = f"{shown:{',' if thousands else ''}f}"
    before, _dot, behind = text.partition(".")
    least = whole.count("0")
    before = before.lstrip("0") if least == 0 and before == "0" else before
    before = before.rjust(least, "0") if not thousands else before
    kept = len(fraction.rstrip("#?"))
    while len(behind) > kept and behind.endswith("0"):
        behind = behind[:-1]
    return before + (f".{behind}" if behind or (fraction == "" and "." in pattern) else "")
