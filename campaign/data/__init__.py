"""Facts shipped with the program. ``pinyin.txt`` is made by ``python -m campaign.data.make_pinyin``."""

from functools import cache
from pathlib import Path


@cache
def readings(char: str) -> str:
    """All readings of one Chinese character, the commonest first: ``zeng,ceng``; ``""`` if it has none. ü is v."""
    if char < "\u3007" or len(char) != 1:
        return ""
    text = _pinyin()
    # A character stands in the file once, before its readings: searching costs less than a table of all of them.
    start = text.find(char) + 1
    return text[start : text.find("\n", start)] if start else ""


@cache
def _pinyin() -> str:
    return Path(__file__).with_name("pinyin.txt").read_text("utf-8")
