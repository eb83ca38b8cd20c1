"""Days as lists of offices have them: a month, quarter, half or whole year is its last day, for starts and ends alike.

Nobody is late before the month is over. Days themselves are read by ``core.dates``. Source: docs/decisions/0185.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW

_SIGNS = NARROW | {0x2212: "-", 0x2013: "-", 0x2014: "-", 0x2015: "-", 0x301C: "~", 0xFF5E: "~", 0x3002: ".", 0xB7: "."}
_DIGITS = {ord(char): digit for char, digit in zip("〇零○一二三四五六七八九", "000123456789", strict=True)}
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_PERIODS = tuple(re.compile(_YEAR + rest) for rest in (
    r"年?度?(?:全年|年内|年底|年末|底|末|内)?",
    r"(?:年|[-/.])(?P<month>0?[1-9]|1[0-2])(?:月份?)?(?P<part>上旬|中旬|下旬|底|末|初)?",
    r"(?P<month>0[1-9]|1[0-2])",
    r"年?第?(?P<quarter>[1-4])季度?(?:底|末)?",
    r"[-/.年]?q(?P<quarter>[1-4])",
    r"年?(?P<half>上半年|下半年|年中)(?:底|末)?"))
_TAIL = re.compile(r"(?P<month>[1-9]|0[1-9]|1[0-2])月?(?P<part>上旬|中旬|下旬|底|末)?")
_FOREIGN = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:19|20)[0-9]{2})")
_CLOCK = re.compile(r"(.*?[0-9日号])[ t]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)( *(?:z|[+-][0-9]{2}:?[0-9]{2}))?")
_SERIAL = re.compile("[2-6][0-9]{4}")
_FULL = re.compile(_YEAR + r"(?:(?P<sign>[-/.])[0-9]{1,2}(?P=sign)[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日?|[0-9]{4})")
_BEFORE = re.compile(r"(?<=[底末月日年度])(?:之前|以前|前)$")
_APART = re.compile(r"至|到|~|--+")
_CHINESE_YEAR = re.compile("[〇零○一二三四五六七八九]{4}年")
_CHINESE_MONTH = re.compile("(十[一二]?|[一二三四五六七八九])(?=月)")
_MONTHS = {"十": "10", "十一": "11", "十二": "12", **{char: str(at) for at, char in enumerate("一二三四五六七八九", 1)}}
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
SERIALS = (20_000, 60_000)
"""Numbers of a date column that are days since the end of 1899, as spreadsheets count them."""
_FIRST = date(1899, 12, 30)
_TYPED = 60
Read = Callable[[str], date]
"""``core.dates.parse_day`` of a campaign."""
ORDERS = ("ymd", "dmy", "mdy")


def day_of(text: str, number: Decimal | None, stored: date | None, ambiguous: bool, read: Read, zone: tzinfo,
           order: str | None = None) -> date:
    """The day that one cell means. ``stored`` is what a spreadsheet keeps of a date, ``ambiguous`` its word on 2024.1.

    Raises BadInput: ``bad_list_day`` (text), ``unclear_month`` (text), ``unclear_order`` (text), or what ``read`` raises.
    """
    typed = _plain(text)
    if stored is None and (number is not None or _SERIAL.fullmatch(typed)):
        serial = Decimal(typed) if number is None else number
        if serial == serial.to_integral() and SERIALS[0] <= serial <= SERIALS[1]:
            return _FIRST + timedelta(days=int(serial))
        if number is not None and (ambiguous or (typed == str(number) and re.fullmatch(r"(?:19|20)[0-9]{2}\.1", typed))):
            raise BadInput("unclear_month", text=text[:_TYPED])
    if (found := period(typed)) is not None:
        return found
    if stored is not None:
        return stored
    return _day(typed, text, read, zone, order)


def span_of(text: str, number: Decimal | None, stored: date | None, ambiguous: bool, read: Read, zone: tzinfo,
            order: str | None = None) -> tuple[date, date]:
    """First and last of ``2025.3-2027.6``, ``2026年四季度-2027年底``, ``2024-2027``; one day, month or year is both."""
    typed = _plain(text)
    parts = [part for part in _APART.split(typed) if part]
    if len(parts) == 1 and number is None and stored is None:
        try:
            single = day_of(text, None, None, False, read, zone, order)
            return single, single
        except BadInput:
            parts = next(_cut(typed), parts)
    if len(parts) == 1:
        single = day_of(text, number, stored, ambiguous, read, zone, order)
        return single, single
    if len(parts) != 2:
        raise BadInput("bad_list_day", text=text[:_TYPED])
    first = day_of(parts[0], None, None, False, read, zone, order)
    last = _tail(*parts) or day_of(parts[1], None, None, False, read, zone, order)
    return first, last


def is_short(text: str) -> bool:
    """Whether a day is shown so that its text alone does not say which: 10-1, 10月1日, 26/10/1."""
    return not _whole(_plain(text))


def period(typed: str) -> date | None:
    """The last day of a month, quarter, half or year; of 上旬, 中旬, 下旬 the 10th, the 20th, the last. None for all else."""
    for pattern in _PERIODS:
        if (match := pattern.fullmatch(typed)) is not None:
            return _last(int(match["year"]), match.groupdict())
    return None


def _last(year: int, told: dict[str, str | None]) -> date | None:
    if half := told.get("half"):
        return date(year, 6, 30) if half != "下半年" else date(year, 12, 31)
    month = int(told.get("month") or 0) or 3 * int(told.get("quarter") or 4)
    part = told.get("part")
    if part == "初":
        return None
    return date(year, month, {"上旬": 10, "中旬": 20}.get(part or "", monthrange(year, month)[1]))


def _tail(first: str, last: str) -> date | None:
    """The last of a span: by itself, or a month of the year in which it begins."""
    if (found := period(last)) is not None:
        return found
    match, year = _TAIL.fullmatch(last), re.match(_YEAR, first)
    if match is not None and year is not None:
        return _last(int(year["year"]), match.groupdict())
    return None


def _cut(typed: str) -> Iterator[list[str]]:
    """Where a hyphen may stand between two of them rather than within one: the middle first."""
    cuts = [at for at, char in enumerate(typed) if char == "-"]
    for at in sorted(cuts, key=lambda at: abs(2 * at - len(typed))):
        first, last = typed[:at], typed[at + 1:]
        if _whole(first) and (_whole(last) or _tail(first, last)):
            yield [first, last]


def _whole(typed: str) -> bool:
    return period(typed) is not None or _FULL.fullmatch(typed) is not None


def _day(typed: str, text: str, read: Read, zone: tzinfo, order: str | None) -> date:
    if (match := _FOREIGN.fullmatch(typed)) is not None:
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        if order in (None, "ymd"):
            if one <= 12 and other <= 12 and one != other:
                raise BadInput("unclear_order", text=text[:_TYPED])
            order = "dmy" if one > 12 else "mdy"
        day, month = (one, other) if order == "dmy" else (other, one)
        try:
            return date(year, month, day)
        except ValueError:
            raise BadInput("bad_list_day", text=text[:_TYPED]) from None
    if (match := _CLOCK.fullmatch(" ".join(text.translate(_SIGNS).casefold().split()))) is not None:
        if match[3]:  # an instant
            try:
                return datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3].strip().upper()}").astimezone(zone).date()
            except ValueError:
                raise BadInput("bad_list_day", text=text[:_TYPED]) from None
        return _day(_plain(match[1]), match[1], read, zone, order)
    try:
        return read(typed)
    except BadInput as error:
        if error.key == "bad_date":
            raise BadInput("bad_list_day", text=text[:_TYPED]) from None
        raise


def _plain(text: str) -> str:
    """Narrow, without blanks, Chinese figures as digits: 二〇二五年三月 → 2025年3月, 四季度 → 4季度."""
    typed = "".join(text.translate(_SIGNS).split()).casefold()
    typed = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), typed)
    typed = _BEFORE.sub("", typed)
    typed = _CHINESE_MONTH.sub(lambda match: _MONTHS[match[0]], typed)
    return re.sub("[一二三四](?=季)", lambda match: _QUARTERS[match[0]], typed)
