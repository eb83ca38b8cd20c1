"""Money in and out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.errors import BadInput
from campaign.core.money import LARGEST, format_money, format_percent, parse_money


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("3.2亿", 32_000),
        ("3.2亿元", 32_000),
        ("5000万", 5_000),
        ("5000", 5_000),
        ("1,200万元", 1_200),
        ("1,200,000", 1_200_000),
        ("０", 0),
        ("５０００万", 5_000),
        ("１，２００．０万元", 1_200),
        ("３．２亿", 32_000),
        ("0.05亿", 500),
        ("1.2345亿", 12_345),
        ("1.23450亿", 12_345),
        (" 3.2 亿\u3000", 32_000),
        ("1,000,000亿", LARGEST),
        ("10000000000", LARGEST),
    ],
)
def test_accepted_forms(typed: str, amount: int) -> None:
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "万", "亿", "元", "abc", "0.5万", "0.5", "1.23456亿", "1,2", "1,20万", "12,00", "1234,567",
        ",100", "1,,000",
        "1.2.3亿", ".5亿", "5.亿", "5e3", "0x10", "5_000", "5000元", "5000块", "$5000", "¥5000", "5000万亿",
        "3亿2000", "1亿2", "3千", "2千3亿", "2百3千万", "1亿20000万", "1.5亿2000万", "1亿2亿", "1亿万", "1万2", "3万千",
        "5千5千万", "2千元", "5 0", "1 2", "3.255百万", "nan",
        "inf", "٣亿", "三亿", "5000\n万x", "+5000", "-5000", "－5000", "--5", "9" * 5000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_money(typed)
    assert error.value.key == "bad_money"
    assert error.value.exit_code == 2


@pytest.mark.parametrize("typed", ["10000000001", "1000000.0001亿", "99999999999999999999亿"])
def test_too_big(typed: str) -> None:
    with pytest.raises(BadInput) as error:
        parse_money(typed)
    assert error.value.key == "money_too_big"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("+300万", 300),
        ("-300万", -300),
        ("＋300", 300),
        ("－３００万", -300),
        ("\u2212300", -300),
        ("300", 300),
        ("-0", 0),
    ],
)
def test_a_sign_where_it_has_a_meaning(typed: str, amount: int) -> None:
    assert parse_money(typed, signed=True) == amount


@pytest.mark.parametrize("typed", ["+-3", "++3", "3+", "3-", "-", "+万"])
def test_a_sign_is_one_and_in_front(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_money(typed, signed=True)


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (0, "0万", "¥0.0M"),
        (4, "4万", "¥0.0M"),
        (-4, "-4万", "¥0.0M"),
        (5, "5万", "¥0.1M"),
        (-300, "-300万", "-¥3.0M"),
        (5_000, "5,000万", "¥50.0M"),
        (9_999, "9,999万", "¥100.0M"),
        (10_000, "1.00亿", "¥100.0M"),
        (-10_000, "-1.00亿", "-¥100.0M"),
        (10_049, "1.00亿", "¥100.5M"),
        (10_050, "1.01亿", "¥100.5M"),
        (32_000, "3.20亿", "¥320.0M"),
        (12_345_678, "1,234.57亿", "¥123.46bn"),
        (None, "-", "-"),
    ],
)
def test_shown(amount: int | None, chinese: str, english: str) -> None:
    assert format_money(amount, "zh") == chinese
    assert format_money(amount, "en") == english


def test_shown_with_a_plus() -> None:
    assert [format_money(n, "zh", sign=True) for n in (300, 0, -300)] == ["+300万", "0万", "-300万"]
    assert [format_money(n, "en", sign=True) for n in (300, 0, -300)] == ["+¥3.0M", "¥0.0M", "-¥3.0M"]


@given(st.integers(-9_999, 9_999))
def test_below_one_yi_nothing_is_lost(amount: int) -> None:
    assert parse_money(format_money(amount, "zh", sign=True), signed=True) == amount


@given(st.integers(10_000, LARGEST - 50))
def test_from_one_yi_up_the_shown_is_nearest(amount: int) -> None:
    assert abs(parse_money(format_money(amount, "zh")) - amount) <= 50


@given(st.text(max_size=60))
def test_never_anything_but_a_number_or_a_refusal(text: str) -> None:
    with suppress(BadInput):
        assert abs(parse_money(text, signed=True)) <= LARGEST


def test_percent() -> None:
    assert [format_percent(n) for n in (381, 0, 5, -5, 1000, None)] == ["38.1%", "0.0%", "0.5%", "-0.5%", "100.0%", "-"]


@pytest.mark.parametrize(("amount", "chinese", "english"), [
    (97, "97万", "¥0.97M"), (3, "3万", "¥0.03M"), (1_780, "1,780万", "¥17.8M"), (46_000, "4.60亿", "¥460.0M"),
    (46_040, "4.604亿", "¥460.4M"), (-12_345, "-1.2345亿", "-¥123.45M"), (10_001, "1.0001亿", "¥100.01M"), (0, "0万", "¥0.0M")])
def test_exact_money_is_told_to_the_last_figure(amount: int, chinese: str, english: str) -> None:
    """What something was and what it became must not look alike."""
    assert format_money(amount, "zh", exact=True) == chinese and format_money(amount, "en", exact=True) == english
    assert parse_money(chinese, signed=True) == amount
