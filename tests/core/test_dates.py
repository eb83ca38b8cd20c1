"""Days and instants in and out."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core import dates
from campaign.core.errors import BadInput

FIRST = date(2026, 10, 16)
TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2000, 1, 1), TODAY.replace(year=TODAY.year + 50))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-22", TODAY),
        ("2026/11/22", TODAY),
        ("2026.11.22", TODAY),
        ("2026年11月22日", TODAY),
        ("２０２６－１１－２２", TODAY),
        ("2027-1-5", date(2027, 1, 5)),
        ("11-22", TODAY),
        ("11/22", TODAY),
        ("11月22日", TODAY),
        ("1-5", date(2027, 1, 5)),
        ("06-30", date(2026, 6, 30)),
        ("D+0", FIRST),
        ("d+37", TODAY),
        ("Ｄ＋３７", TODAY),
        ("D-40", date(2026, 9, 6)),
        ("D\u22121", date(2026, 10, 15)),
        ("today", TODAY),
        ("Today", TODAY),
        ("今天", TODAY),
        ("yesterday", date(2026, 11, 21)),
        ("昨天", date(2026, 11, 21)),
        ("-3d", date(2026, 11, 19)),
        ("+3d", date(2026, 11, 25)),
        ("－３ｄ", date(2026, 11, 19)),
        ("20261205", date(2026, 12, 5)),
        ("2026年12月5日", date(2026, 12, 5)),
        ("12.5", date(2026, 12, 5)),
        ("１２．５", date(2026, 12, 5)),
        ("今天", TODAY),
        ("昨天", date(2026, 11, 21)),
        ("明天", date(2026, 11, 23)),
        ("后天", date(2026, 11, 24)),
        ("下周一", date(2026, 11, 23)),
        ("下星期天", date(2026, 11, 29)),
        ("本周五", date(2026, 11, 20)),
        ("上周日", date(2026, 11, 15)),
    ],
)
def test_accepted_forms(typed: str, day: date) -> None:
    assert dates.parse_day(typed, TODAY, FIRST) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "2026-02-30", "2026-13-01", "2026-11", "20261322", "2026112", "26-11-22", "2026-11/22",
        "13-40", "02-30", "02-29",
        "下周八", "12.5.1", "D", "D+", "D37", "D+1.5", "+99999999d", "3d", "soon", "tomorow", "2026-11-22T00:00", "٢٠٢٦-11-22",
        "0000-01-01", "D+1..D+3", "1" * 5000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as error:
        dates.parse_day(typed, TODAY, FIRST)
    assert error.value.key == "bad_date"


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1999-12-31", "2076-11-23", "D+99999", "D-99999", "+99999d",
                                   "-99999d"])
@pytest.mark.parametrize("first", [FIRST, date.min, date.max])
def test_a_day_too_far_away_for_any_reckoning_is_refused(typed: str, first: date) -> None:
    with pytest.raises(BadInput) as error:
        dates.parse_day(typed, TODAY, first)
    assert error.value.key == "day_too_far" and error.value.params["last"] == "2076-11-22"


def test_the_first_and_the_last_day_that_can_be() -> None:
    for day in (date(2000, 1, 1), date(2076, 11, 22)):
        assert dates.parse_day(day.isoformat(), TODAY, FIRST) == dates.stored_day(day.isoformat()) == day
    assert dates.parse_day("2078-02-28", date(2028, 2, 29), FIRST) == date(2078, 2, 28)
    assert (dates.stored_day("0001-01-01"), dates.stored_day("9999-12-31")) == (dates.EARLIEST, dates.LATEST)


def test_29_february_is_found_in_its_year() -> None:
    assert dates.parse_day("02-29", TODAY, date(2027, 12, 1)) == date(2028, 2, 29)


def test_before_there_is_a_campaign() -> None:
    with pytest.raises(BadInput) as error:
        dates.parse_day("D+3", TODAY, None)
    assert error.value.key == "bad_date_no_campaign"
    assert dates.parse_day("12-01", TODAY, None) == date(2026, 12, 1)
    assert dates.parse_day("today", TODAY, None) == TODAY


@given(DAYS, DAYS, st.sampled_from(["zh", "iso", "slash"]))
def test_a_full_day_comes_back(day: date, first: date, form: str) -> None:
    text = {"zh": dates.long_day(day, "zh"), "iso": day.isoformat(), "slash": f"{day:%Y/%m/%d}"}[form]
    assert dates.parse_day(text, TODAY, first) == day


@given(DAYS, DAYS)
def test_short_and_counted_forms_come_back(day: date, first: date) -> None:
    assert dates.parse_day(f"D{(day - first).days:+d}", TODAY, first) == day
    assert dates.parse_day(dates.format_day(day, "zh", first), TODAY, first) == day


@given(st.text(max_size=50))
def test_never_anything_but_a_day_or_a_refusal(text: str) -> None:
    with suppress(BadInput):
        assert isinstance(dates.parse_day(text, TODAY, FIRST), date)


def test_shown() -> None:
    assert dates.format_day(TODAY, "zh") == "11-22"
    assert dates.format_day(TODAY, "en", FIRST) == "22 Nov"
    assert dates.format_day(date(2025, 1, 2), "zh", FIRST) == "2025-01-02"
    assert dates.format_day(date(2025, 1, 2), "en", FIRST) == "2 Jan 2025"
    assert dates.long_day(TODAY, "zh") == "2026年11月22日"
    assert dates.long_day(TODAY, "en") == "22 Nov 2026"


@pytest.mark.parametrize(
    "text", ["D+1..D+3", "2026-10-17..2026-10-19", "2026.10.17..2026.10.19", "D+1～D+3", "10-17至10-19"]
)
def test_span(text: str) -> None:
    assert dates.parse_span(text, TODAY, FIRST) == (date(2026, 10, 17), date(2026, 10, 19))


def test_span_of_one_day() -> None:
    assert dates.parse_span("D+1", TODAY, FIRST) == (date(2026, 10, 17),) * 2
    assert dates.parse_span("D+1..D+1", TODAY, FIRST) == (date(2026, 10, 17),) * 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("D+3..D+1", "bad_span"),
        ("D+1..D+2..D+3", "bad_span"),
        ("D+1..", "bad_date"),
        ("..", "bad_date"),
        ("", "bad_date"),
    ],
)
def test_no_span(text: str, key: str) -> None:
    with pytest.raises(BadInput) as error:
        dates.parse_span(text, TODAY, FIRST)
    assert error.value.key == key


def test_left() -> None:
    assert dates.format_left(timedelta(days=62, hours=4, minutes=11, seconds=9)) == (62, "04:11:09")
    assert dates.format_left(timedelta(seconds=1, microseconds=900_000)) == (0, "00:00:01")
    assert dates.format_left(timedelta(0)) == (0, "00:00:00")
    assert dates.format_left(timedelta(seconds=-1)) == (0, "00:00:00")


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone(timedelta(hours=8)))))
def test_instants_come_back_to_the_second(instant: datetime) -> None:
    text = dates.format_instant(instant)
    assert text.endswith("Z") and len(text) == 20
    assert dates.parse_instant(text) == instant.replace(microsecond=0)


def test_instants() -> None:
    at = datetime(2026, 11, 22, 2, 48, tzinfo=UTC)
    assert dates.parse_instant("2026-11-22T10:48:00+08:00") == at
    assert dates.format_instant(at) == "2026-11-22T02:48:00Z"
    for text in ("", "2026-11-22", "2026-11-22T02:48:00", "yesterday", "0001-01-01T00:00:00+08:00"):
        with pytest.raises(BadInput):
            dates.parse_instant(text)
    with pytest.raises(ValueError, match="time zone"):
        dates.format_instant(datetime(2026, 11, 22))


def test_zones() -> None:
    assert datetime(2026, 11, 22, tzinfo=dates.zone("Asia/Shanghai")).utcoffset() == timedelta(hours=8)
    assert datetime(2026, 7, 1, tzinfo=dates.zone("Asia/Urumqi")).utcoffset() == timedelta(hours=6)
    for name in ("Mars/Base", "", "../../etc/passwd", "Asia", "A\0"):
        with pytest.raises(BadInput):
            dates.zone(name)


def test_the_usual_zone_needs_no_database() -> None:
    code = (
        "import sys; from campaign.core.dates import zone; zone('Asia/Shanghai'); sys.exit('zoneinfo' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
