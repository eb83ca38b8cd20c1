"""Spot check: what a hash draws of which numbers. The example of the handbook is played by tests/draw.py."""

import pytest

from campaign.core.spot_check import Number, Report, ReportKind, days_of, drawn, last_week, read_number
from tests.core.build import CAMPAIGN, day

HEAD = "50d858e0985ecc7f60418aaf0cc5ab587f42c2570a884095a9e8ccacd0f6545c"
FIVE = [Number(801), Number(804, 1), Number(804, 2), Number(809), Number(815)]


def report(number: Number, county: str | None = "C05") -> Report:
    return Report(number, "P0001", ReportKind.PROGRESS, day(30), "M001", 1, county)


def test_the_first_by_their_hashes() -> None:
    """Counted with sha256sum."""
    found = drawn(map(report, FIVE), HEAD, 40)
    assert [row.number.text for row in found] == ["809", "804.1"]
    assert [row.number.text for row in drawn(map(report, FIVE), HEAD, 100)] == ["809", "804.1", "801", "804.2", "815"]


@pytest.mark.parametrize(("share", "of", "number"), [
    (10, 1, 1), (10, 5, 1), (10, 10, 1), (10, 11, 2), (1, 5, 1), (100, 7, 7), (50, 3, 2)])
def test_the_share_is_rounded_up(share: int, of: int, number: int) -> None:
    assert len(drawn((report(Number(seq)) for seq in range(1, of + 1)), HEAD, share)) == number


def test_each_county_is_drawn_from_by_itself() -> None:
    rows = [report(Number(seq), county) for seq, county in enumerate(["C01"] * 9 + ["C02"] + [None], 1)]
    assert [row.county for row in drawn(rows, HEAD)] == [None, "C01", "C02"]


def test_weeks_are_counted_from_day_one() -> None:
    assert [last_week(CAMPAIGN, day(n)) for n in (0, 1, 7, 8, 14, 15)] == [-1, 0, 0, 1, 1, 2]
    assert days_of(CAMPAIGN, 1) == (day(1), day(8)) and days_of(CAMPAIGN, 6) == (day(36), day(43))


def test_numbers_are_read_as_they_are_written() -> None:
    assert [read_number(text) for text in ("12", "12.1")] == [Number(12), Number(12, 1)]
    assert [read_number(text) for text in ("", "x", "12.", "-1", "1.x", "9" * 20)] == [None] * 6
