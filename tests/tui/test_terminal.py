"""What a terminal sends: bytes that are no UTF-8, reports of old mice, sequences that come in pieces."""

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from campaign.tui.terminal import REPLACED, Input, Typed


def fed(*parts: bytes) -> str:
    text = Input()
    return "".join(text.feed(part) for part in parts) + text.feed(b"", final=True)


@pytest.mark.parametrize("at", range(1, 6))
def test_a_character_in_two_reads_is_one(at: int) -> None:
    data = "临江".encode()
    assert fed(data[:at], data[at:]) == "临江"


def test_what_is_no_utf8_is_replaced_and_the_rest_stays() -> None:
    assert fed(b"a\xd6\xd0b") == f"a{REPLACED * 2}b"
    assert fed("甲".encode(), "临".encode("gbk"), b"4") == f"甲{REPLACED * 2}4"


@pytest.mark.parametrize("cut", range(6))
def test_an_old_mouse_report_is_told_in_the_modern_form_however_it_is_cut(cut: int) -> None:
    report = b"\x1b[M" + bytes([32, 32 + 200, 32 + 24])
    assert fed(b"x" + report[:cut], report[cut:] + b"y") == "x\x1b[<0;200;24My"


@pytest.mark.parametrize(("button", "modern"), [
    (0, "\x1b[<0;1;1M"), (2, "\x1b[<2;1;1M"), (3, "\x1b[<0;1;1m"), (35, "\x1b[<35;1;1M"), (64, "\x1b[<64;1;1M"),
    (65, "\x1b[<65;1;1M")])
def test_buttons_release_motion_and_wheel(button: int, modern: str) -> None:
    assert fed(b"\x1b[M" + bytes([32 + button, 33, 33])) == modern


def test_a_lone_escape_waits_for_the_pause_alone() -> None:
    text = Input()
    assert text.feed(b"\x1b") == "" and text.feed(b"", final=True) == "\x1b"
    assert text.feed(b"\x1b[A") == "\x1b[A"
    assert text.feed(b"\x1b[<0;1;1M\x1b[") == "\x1b[<0;1;1M" and text.feed(b"B") == "\x1b[B"


def keys(*parts: str) -> list[str]:
    typed = Typed(XTermParser())
    return [message.key for part in parts for message in typed.messages(part) if isinstance(message, Key)]


def test_esc_is_a_key_whatever_follows() -> None:
    assert keys("\x1b3") == keys("\x1b", "3") == ["escape", "3"]
    assert keys("a\x1bjk\x1bG") == ["a", "escape", "j", "k", "escape", "G"]
    assert keys("\x1b", "\x1b3") == ["escape", "escape", "3"]
    assert keys("\x1b堵") == ["escape", "堵"]


def test_a_sequence_stays_one_in_one_piece_or_in_two() -> None:
    assert keys("\x1b[B") == keys("\x1b", "[B") == keys("\x1b[", "B") == ["down"]
    assert keys("\x1bOP", "\x1b", "OP") == ["f1", "f1"]


def test_an_esc_that_nothing_followed_in_time_is_over() -> None:
    parser = XTermParser()
    typed = Typed(parser)
    assert [*typed.messages("\x1b")] == []
    parser._timeout_time = 0.0
    assert [message.key for message in typed.messages("") if isinstance(message, Key)] == ["escape"]
    assert [message.key for message in typed.messages("v") if isinstance(message, Key)] == ["v"]
