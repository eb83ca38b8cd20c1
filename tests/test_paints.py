"""What goes to a real terminal of 120×40 in all colours: a switch is one paint, a key changes two rows and the detail."""

import re

import pytest

from tests.driver import Terminal
from tests.test_pty import LOADED, Start, start  # noqa: F401

SCREENS = "234567890tp"
SWITCH, KEY = 24_000, 2_500
PART = 3_000
"""Bytes that may follow the one paint of a first visit: a count, a part that was not read in time."""
DEARER = {"5": 3_500, "0": 4_000, "t": 3_000}
"""Keys that still cost more: their detail is a page of charts."""
_FRAME = re.compile(rb"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.DOTALL)
_LINE = re.compile(rb"\x1b\[(\d+);(\d+)H")


def sent(terminal: Terminal, key: str) -> tuple[int, int]:
    """Bytes, and how many frames went over the whole screen."""
    before = len(terminal.raw)
    terminal.press(key)
    terminal.wait_until(lambda: len(terminal.raw) > before)
    terminal.listen(0.5)  # the details follow when the cursor rests; the clock goes on
    frames = _FRAME.findall(bytes(terminal.raw[before:]))
    whole = sum(len({line for line, _cell in _LINE.findall(frame)}) >= 38 for frame in frames)
    return sum(map(len, frames)), whole


@pytest.mark.parametrize("language", ["zh", "en"])
def test_bytes_and_paints(start: Start, language: str) -> None:  # noqa: F811
    terminal = start(cols=120, rows=40, CAMPAIGN_LANG=language)
    terminal.wait(LOADED if language == "en" else "总览")
    terminal.settle(1.0)
    faults = []
    for screen in SCREENS:
        for visit in ("first", "again"):
            size, whole = sent(terminal, screen)
            if size > SWITCH or whole != 1:
                faults.append(f"{screen} {visit}: {size} bytes, {whole} whole screens")
            if visit == "first":
                keys = [sent(terminal, key)[0] for key in ("down", "down") if screen != "p"]
                if max(keys, default=0) > DEARER.get(screen, KEY):
                    faults.append(f"{screen}: keys of {keys} bytes")
            terminal.press("1")
            terminal.listen(0.3)
    assert not faults
