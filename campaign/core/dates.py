"""Days and instants, in and out. Days are local campaign dates; instants are UTC ISO text.

Nothing here asks for the time: ``today`` is handed in.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW

_SIGNS = NARROW | {0x2212: "-", 0x2013: "-", 0x301C: "~"}
_FULL = r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?|([0-9]{2})([0-9]{2}))"
_SHORT = r"([0-9]{1,2})(?:[-/.]([0-9]{1,2})|月([0-9]{1,2})[日号]?)"
_COUNTED = r"d([+-][0-9]{1,5})"
_RELATIVE = r"([+-][0-9]{1,5})[d天]"
_SPAN = r"\.\.|~|至"
_WORDS = {
    "today": 0, "今天": 0, "今日": 0, "yesterday": -1, "昨天": -1, "昨日": -1, "tomorrow": 1, "明天": 1, "明日": 1,
    "后天": 2, "大后天": 3, "前天": -2,
}  # fmt: skip
_WEEK = "(上|本|这|下)(?:周|星期|礼拜)([一二三四五六日天])"
_WEEKS = {"上": -7, "本": 0, "这": 0, "下": 7}
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HALF = 49
"""Days from the first to the middle of a hundred-day campaign."""
_HALF_YEAR = 182
_TYPED = 40
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""No stored day lies outside; what is added to one inside (thresholds, clocks, a campaign's length) stays in the calendar."""
TYPED = date(2000, 1, 1)
"""No day before is taken, and none more than ``AHEAD`` years after today."""
AHEAD = 50


def parse_day(text: str, today: date, first_day: date | None) -> date:
    """The day meant by ``2026-11-22``, ``20261122``, ``11-22``, ``11.22``, ``11月22日``, ``D+37``, ``today``, 后天,
    下周一 (of the week that begins next), ``-3d`` (from today).

    Full-width forms too. Without a year, the one nearest to the campaign's middle (to today before ``init``).
    Raises BadInput ``bad_date`` (text), ``day_too_far`` (text, first, last) before ``TYPED`` or after ``AHEAD`` years, or
    ``bad_date_no_campaign`` (text) for D-forms while ``first_day`` is None.
    """
    typed = "".join(text.translate(_SIGNS).split()).lower() if len(text) <= _TYPED else ""
    try:
        day = _read(typed, today, first_day)
    except ValueError:
        day = None
    except OverflowError:
        day = date.max
    if day is not None:
        ahead = min(today.year + AHEAD, LATEST.year)
        last = min(today.replace(year=ahead, day=min(today.day, 28 if today.month == 2 else 31)), LATEST)
        if not TYPED <= day <= last:
            raise BadInput("day_too_far", text=text[:_TYPED], first=TYPED.isoformat(), last=last.isoformat())
        return day
    if first_day is None and re.fullmatch(_COUNTED, typed):
        raise BadInput("bad_date_no_campaign", text=text[:_TYPED])
    raise BadInput("bad_date", text=text[:_TYPED])


def parse_span(text: str, today: date, first_day: date | None) -> tuple[date, date]:
    """First and last day of ``D+1..D+3`` (also ``~`` and 至), or one day twice.

    Raises BadInput as ``parse_day`` does, and ``bad_span`` (text) if the last is before the first.
    """
    parts = re.split(_SPAN, text.translate(_SIGNS))
    if len(parts) > 2:
        raise BadInput("bad_span", text=text[: 2 * _TYPED])
    first, last = (parse_day(parts[i], today, first_day) for i in (0, -1))
    if last < first:
        raise BadInput("bad_span", text=text[: 2 * _TYPED])
    return first, last


def stored_day(text: str) -> date:
    """The day of ISO text. What nobody could type today, an older program may have stored: it is the nearest that can be."""
    return min(max(date.fromisoformat(text), EARLIEST), LATEST)


def format_day(day: date, language: str, first_day: date | None = None) -> str:
    """``11-22``, elsewhere ``22 Nov``; with its year if the day is far from the campaign of ``first_day``, or in another year."""
    far = first_day is not None and (abs((day - first_day).days - _HALF) > _HALF_YEAR or not (
        first_day.year <= day.year <= (first_day + timedelta(days=2 * _HALF)).year))
    if language != "zh":
        return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if far else ''}"
    return day.isoformat() if far else f"{day.month:02}-{day.day:02}"


def long_day(day: date, language: str) -> str:
    """``2026年11月22日``, elsewhere ``22 Nov 2026``."""
    if language != "zh":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def format_left(left: timedelta) -> tuple[int, str]:
    """Days and ``HH:MM:SS``; nothing is left of what is over."""
    if left.days < 0:
        return 0, "00:00:00"
    minutes, seconds = divmod(left.seconds, 60)
    return left.days, f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def parse_instant(text: str) -> datetime:
    """The aware instant of ISO text with ``Z`` or an offset. Raises BadInput ``bad_instant`` (text)."""
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is not None and EARLIEST < instant.date() < LATEST:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise BadInput("bad_instant", text=text[:_TYPED])


def format_instant(instant: datetime) -> str:
    """``2026-11-22T02:48:00Z``; parts of a second are cut off. A naive ``instant`` is a mistake: ValueError."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


@cache
def zone(name: str) -> tzinfo:
    """The time zone ``name``. Raises BadInput ``bad_zone`` (text)."""
    if name == "Asia/Shanghai":  # no summer time since 1991: no need to load zoneinfo
        return timezone(timedelta(hours=8), name)
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadInput("bad_zone", text=name[:_TYPED]) from None


def _read(typed: str, today: date, first_day: date | None) -> date | None:
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    if match := re.fullmatch(_FULL, typed):
        return date(int(match[1]), int(match[3] or match[5] or match[7]), int(match[4] or match[6] or match[8]))
    if match := re.fullmatch(_WEEK, typed):
        weekday = _WEEKDAYS.index(match[2].replace("天", "日"))
        return today + timedelta(days=_WEEKS[match[1]] + weekday - today.weekday())
    if match := re.fullmatch(_SHORT, typed):
        middle = today if first_day is None else first_day + timedelta(days=_HALF)
        return _nearest(int(match[1]), int(match[2] or match[3]), middle)
    if match := re.fullmatch(_RELATIVE, typed):
        return today + timedelta(days=int(match[1]))
    if first_day is not None and (match := re.fullmatch(_COUNTED, typed)):
        return first_day + timedelta(days=int(match[1]))
    return None


def _nearest(month: int, day: int, middle: date) -> date | None:
    candidates = []
    for year in (middle.year - 1, middle.year, middle.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    return min(candidates, key=lambda candidate: abs(candidate - middle), default=None)
