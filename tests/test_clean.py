"""The gate for text. What passes cannot steer a terminal, hide, or reorder a line."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.clean import MARKS, _is_shown, clean, clean_counting, csv_cell, printable
from campaign.core.errors import BadInput

ANY = st.text(st.characters(), max_size=40) | st.text(
    st.sampled_from("a王 \u0301\u0323\u200b\u200d\u200c\ufe0f\ufe0e\u3000\ufeff\u00ad☎👩e\u1100\u1161\u3164"),
    max_size=20,
)
BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def harmless(text: str) -> bool:
    return all(
        (unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp") and (char == " " or not char.isspace()))
        and (unicodedata.category(char) != "Cf" or char in "\u200c\u200d")
        and ord(char) not in BIDI
        for char in text
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("滨海新材料二期", "滨海新材料二期"),
        ("  a \t b\r\nc ", "a b c"),
        ("甲\u3000乙\xa0丙\u2028丁\u2029戊\u2003己", "甲 乙 丙 丁 戊 己"),
        ("\ufeff项\u200b目\u2060名\xad称", "项目名称"),
        ("e\u0301", "é"),
        ("\uf9dc", "隆"),
        ("甲\u200d", "甲"),
        ("\u200d甲 \u200c乙", "甲 乙"),
        ("甲\u200d\u200d\ufe0f乙", "甲\u200d乙"),
        ("👩\u200d🚒队", "👩\u200d🚒队"),
        ("☎\ufe0f热线", "☎\ufe0f热线"),
        ("☎\ufe0f", "☎"),
        ("葛\U000e0100城", "葛城"),
        ("\u3164\u2800\ufeff", ""),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("\U00030edd\U000323af", "\U00030edd\U000323af"),
        ("", ""),
    ],
)
def test_kept(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@pytest.mark.parametrize(
    "char",
    [*map(chr, sorted(BIDI)), *"\0\a\b\v\f\x1b\x1f\x7f\x80\x85\x9b\x9f",
     "\ud800", "\udfff", "\ue000", "\uf8ff", "\ufdd0", "\uffff",
     "\U000e0001", "\U000e0041", "\U000f0000", "\U0010ffff", "\u2061", "\u206a", "\ufff9", "\u0378"],
)  # fmt: skip
def test_refused_by_name(char: str) -> None:
    with pytest.raises(BadInput) as error:
        clean(f"项目{char}一")
    assert error.value.key == "text_refused"
    assert str(error.value.params["what"]).startswith(f"U+{ord(char):04X} ")
    assert error.value.params["at"] == 3
    assert printable(f"项目{char}一") == "项目\ufffd一"


@pytest.mark.parametrize("typed", ["滨海新材料二期", "add-project '滨海 二期'", "卡住 3 天", "镕"])
def test_text_of_a_gbk_terminal_is_called_that(typed: str) -> None:
    """Refused, never guessed: but what was probably meant is shown."""
    with pytest.raises(BadInput) as error:
        clean(typed.encode("gb18030").decode("utf-8", "surrogateescape"))
    assert (error.value.key, error.value.params) == ("text_gbk", {"text": typed})


@pytest.mark.parametrize(("raw", "at"), [(b"caf\xe9", 4), ("滨海".encode()[:-1], 2), (b"\xff", 1), (b"a \x80\x80", 3)])
def test_other_bytes_that_are_no_text(raw: bytes, at: int) -> None:
    with pytest.raises(BadInput) as error:
        clean(raw.decode("utf-8", "surrogateescape"))
    assert (error.value.key, error.value.params) == ("text_not_utf8", {"at": at})


def test_the_name_of_a_control() -> None:
    with pytest.raises(BadInput) as error:
        clean("\x1b[2J")
    assert error.value.params["what"] == "U+001B ESC"


def test_marks_are_not_piled_up() -> None:
    assert clean("x" + "\u0323" * MARKS)
    for text in ("x" + "\u0323" * (MARKS + 1), "x" + "\u200d\u0323" * (MARKS + 1), "\u0301x"):
        with pytest.raises(BadInput):
            clean(text)
    assert printable("x" + "\u0323" * 50).count("\u0323") == MARKS


def test_empty_and_long() -> None:
    with pytest.raises(BadInput) as error:
        clean(" \u200b\u3000", required=True)
    assert error.value.key == "text_empty"
    assert clean("甲" * 200) == "甲" * 200
    for text in ("甲" * 201, "\u0e01" * 201, "甲" * 1_000_000):
        with pytest.raises(BadInput) as error:
            clean(text)
        assert (error.value.key, error.value.params) == ("text_long", {"length": len(text), "limit": 200})


def test_what_went_silently_is_counted() -> None:
    assert clean_counting("\ufeff甲\u200b乙 丙\u200d") == ("甲乙 丙", 3)
    assert clean_counting("甲\u3000\t乙") == ("甲 乙", 0)


@given(ANY)
@example("\u200b\u0301")
@example("e\u200b\u0301")
@example("\u1100\u200d \u1161")
def test_what_passes_is_harmless_and_passes_again(text: str) -> None:
    try:
        stored = clean(text)
    except BadInput:
        return
    assert harmless(stored)
    assert stored == stored.strip() and "  " not in stored
    assert unicodedata.is_normalized("NFC", stored)
    assert clean_counting(stored) == (stored, 0)
    assert printable(stored) == stored


@given(ANY)
def test_whatever_is_printed_is_harmless(text: str) -> None:
    assert harmless(printable(text))


def test_printable() -> None:
    assert printable("滨海 二期!") == "滨海 二期!"
    assert printable("a\x1b[31mb\nc\u202ed\udcffe\u200bf") == "a\ufffd[31mb c\ufffdd\ufffde\ufffdf"
    assert printable("👩\u200d🚒") == "👩\u200d🚒"
    assert printable("") == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_formulas_are_neutralised(text: str) -> None:
    assert csv_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "项目", "a=1", "'x", "2026-11-22"])
def test_other_cells_are_left_alone(text: str) -> None:
    assert csv_cell(text) == text


def test_the_plain_set_is_plain() -> None:
    plain = [char for char in map(chr, range(0x10000)) if _is_shown(char) and char != " "]
    assert len(plain) > 27_000
    assert all(char.isprintable() and not char.isspace() for char in plain)
    assert all(unicodedata.category(char)[0] != "M" for char in plain)
    # None is changed by NFC, alone or beside another.
    assert unicodedata.normalize("NFC", "".join(plain)) == "".join(plain)
