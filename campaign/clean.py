"""The one gate for text: what may be stored (``clean``), what may reach a terminal (``printable``) or a spreadsheet.

Escape sequences, bidirectional controls and invisible characters can move the cursor, reorder a line or make two
different names look the same. What a person meant as a blank becomes one; what is invisible and harmless goes; the rest
is refused by its name. ``unicodedata`` is imported only for text outside the plain set: quick commands stay quick.
"""

import re
from functools import lru_cache
from typing import BinaryIO

from campaign.core.errors import BadInput

LIMIT = 200
"""Characters of a name or title; notes hand in their own limit."""
MARKS = 8
"""Combining marks on one character; real scripts need four at most, 'Zalgo' text paints over the neighbouring lines."""

# NFC on their own, never composing with what follows. Everything else takes the slow way. No pattern: a character class this wide
# takes four milliseconds to compile, the tenth part of a quick command.
_PLAIN_ABOVE_ASCII = (("\u3001", "\u3029"), ("\uff01", "\uff9f"), ("\xa1", "\u02af"), ("\u2010", "\u2027"),
                      ("\u2030", "\u205e"), ("\u3400", "\u4dbf"))


def _is_shown(text: str) -> bool:
    """Plain characters and blanks only."""
    if not text.isprintable():
        return False
    if text.isascii():
        return True
    for char in text:
        if not ("\u4e00" <= char <= "\u9fff" or char <= "~"):
            for first, last in _PLAIN_ABOVE_ASCII:
                if first <= char <= last:
                    break
            else:
                return False
    return True


def _is_plain(text: str) -> bool:
    """Plain characters with single blanks between them: what ``clean`` would give back as it is."""
    return bool(text) and text[0] != " " != text[-1] and "  " not in text and _is_shown(text)


_BLANKS = frozenset("\t\n\r\u2028\u2029\u2800")
# Soft hyphen, grapheme joiner, Hangul fillers, Khmer and Mongolian invisibles, zero-width space, word joiner, BOM.
_DROPPED = frozenset("\xad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u2060\u3164\ufeff\uffa0")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_joiner_runs = re.compile("[\u200c\u200d\ufe0e\ufe0f]+")
_joiner_run = re.compile("([\ufe0e\ufe0f]?[\u200c\u200d]?).*")

_C0 = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
)  # fmt: skip


def clean(text: str, limit: int = LIMIT, *, required: bool = False) -> str:
    """``text`` as it may be stored: NFC, one blank between words, at most ``limit`` characters.

    Raises BadInput ``text_refused`` (what, at: 1-based), ``text_gbk`` (text: what was probably meant), ``text_not_utf8`` (at),
    ``text_marks`` (at, limit), ``text_long`` (length, limit) or, if ``required``, ``text_empty``.
    """
    if len(text) <= limit and _is_plain(text):
        return text
    return clean_counting(text, limit, required=required)[0]


def clean_counting(text: str, limit: int = LIMIT, *, required: bool = False) -> tuple[str, int]:
    """As ``clean``, with the number of invisible characters that were dropped (imports warn of them)."""
    if len(text) <= limit and _is_plain(text):
        return text, 0
    if len(text) > 20 * limit + 1000:  # far too long whatever goes: do not look at megabytes
        raise BadInput("text_long", length=len(text), limit=limit)
    kept = _let_through(text)
    whole = "".join(kept)
    joined = _joiner_runs.sub(_keep_joiner, whole)
    dropped = kept.count("") + len(whole) - len(joined)
    result = " ".join(joined.split())
    if not result.isascii():
        from unicodedata import normalize

        result = normalize("NFC", result)
        _check_marks(result)
    if required and not result:
        raise BadInput("text_empty")
    if len(result) > limit:
        raise BadInput("text_long", length=len(result), limit=limit)
    return result, dropped


def at_most(source: BinaryIO, limit: int) -> bytes | None:
    """All bytes of ``source``; None when there are more than ``limit``: no more of them are read, however many come."""
    raw = source.read(limit + 1)
    return raw if len(raw) <= limit else None


def decoded(raw: bytes) -> str | None:
    """What a file or a pipe says: UTF-8 with or without its mark, else GB18030, what spreadsheets on Chinese Windows write.

    Almost any bytes are characters of GB18030, those of other languages too: only what reads as Chinese is taken for it. None for
    all else.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if _is_chinese(text) and not _is_korean(raw) else None


RARE = 5
"""One of so many characters may lie outside GB2312, and one in any case: names have rare ones, a short file few others."""


def _is_chinese(text: str) -> bool:
    """Latin letters, Shift-JIS and Big5 become characters that nobody uses; the Japanese and Cyrillic ones that GB2312 has are no
    Chinese either."""
    foreign = [char for char in text if char > "\x7f"]
    rare = sum(not _is_common(char) for char in foreign)
    return rare < len(foreign) and rare <= max(1, len(foreign) // RARE)


@lru_cache(maxsize=8192)
def _is_common(char: str) -> bool:
    """In GB2312, but for the rows of its Greek, Cyrillic, Japanese and line-drawing characters."""
    encoded = char.encode("gb2312", "ignore")
    return len(encoded) == 2 and not 0xA4 <= encoded[0] <= 0xAF


_HANGUL = frozenset("이다의에는가을시구도로한고지하기사리산부대서신인정수해공주개동제전설원장자어일라아나니은를그과보성상")
"""The syllables that half of any Korean text is made of."""


def _is_korean(raw: bytes) -> bool:
    """EUC-KR has its syllables where GB2312 has Chinese characters. Half of a Chinese text would be Hanja there, and the rest
    syllables that hardly any word has."""
    try:
        letters = [char for char in raw.decode("cp949") if "\u3400" <= char <= "\ud7a3"]
    except UnicodeDecodeError:
        return False
    syllables = [char for char in letters if char >= "\uac00"]
    return len(syllables) * 10 > len(letters) * 9 and sum(char in _HANGUL for char in syllables) * 4 > len(syllables)


def printable(text: str) -> str:
    """``text`` from elsewhere (a foreign file, the system's error, what was typed) made harmless on one line.

    Blanks of all kinds become a blank, whatever ``clean`` would drop or refuse becomes U+FFFD. Never raises.
    """
    if _is_shown(text):
        return text
    shown: list[str] = []
    marks = MARKS  # a mark with nothing before it would sit on whatever was printed before
    for char in text:
        if char in _JOINERS:
            shown.append(char)
        elif _is_mark(char):
            marks += 1
            shown.append(char if marks <= MARKS else "\ufffd")
        else:
            marks = 0
            shown.append(_fate(char) or "\ufffd")
    return _joiner_runs.sub(_keep_joiner, "".join(shown))


def csv_cell(text: str) -> str:
    """A *text* cell that a spreadsheet will not run as a formula; numbers are not to pass here."""
    return "'" + text if text[:1] in _FORMULA else text


def guarded(text: str) -> str:
    """As ``csv_cell``, and so that ``unguarded`` gives every text back: what looks guarded already is guarded once more."""
    return "'" + text if text.lstrip("'")[:1] in _FORMULA and text else text


def unguarded(text: str) -> str:
    """The text of a cell that was guarded; any other as it is."""
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in _FORMULA and text.lstrip("'") else text


# The full-width signs too: Excel with an East Asian locale takes them for the narrow ones.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def _let_through(text: str) -> list[str]:
    kept: list[str] = []
    for at, char in enumerate(text, 1):
        fate = _fate(char)
        if fate is None:
            raise _not_utf8(text, at) if "\udc80" <= char <= "\udcff" else BadInput("text_refused", what=_describe(char), at=at)
        kept.append(fate)
    return kept


def _not_utf8(text: str, at: int) -> BadInput:
    """Of text whose bytes were no UTF-8: Python keeps each of them as a surrogate (PEP 383). A terminal set to GBK sends such.

    It is refused even when it reads well as GB18030. Almost any two bytes are a character there, of a Latin letter or of broken
    UTF-8 too: what nobody has typed would stand in a log that cannot be altered. And whose terminal sends GBK cannot read what it
    is answered in UTF-8 either; so the translations of these two sentences say what to do in ASCII as well.
    """
    try:
        meant = text.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return BadInput("text_not_utf8", at=at)
    return BadInput("text_gbk", text=meant) if all(map(_fate, meant)) else BadInput("text_not_utf8", at=at)


@lru_cache(maxsize=4096)
def _fate(char: str) -> str | None:
    """What becomes of one character: itself, a blank, nothing, or None: refused."""
    if char in _JOINERS:
        return char
    if char in _BLANKS:
        return " "
    code = ord(char)
    # Variation selectors choose a glyph, not a character: two spellings of one name would not find each other.
    if char in _DROPPED or 0xFE00 <= code <= 0xFE0D or 0xE0100 <= code <= 0xE01EF:
        return ""
    if char.isprintable():
        return char
    from unicodedata import category

    kind = category(char)
    if kind == "Zs":
        return " "
    if kind == "Cn" and code & 0xFFFE != 0xFFFE and (0x20000 <= code <= 0x3FFFD or 0x1F300 <= code <= 0x1FAFF):
        return char  # rare characters of names, emoji: newer than this Python's tables
    return None


def _keep_joiner(run: re.Match[str]) -> str:
    text, (start, end) = run.string, run.span()
    if start == 0 or end == len(text) or text[start - 1] == " " or text[end] == " ":
        return ""
    match = _joiner_run.match(run.group())
    return match[1] if match else ""


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    if char < "\u0300" or _is_plain(char):
        return False
    from unicodedata import category

    return category(char) in ("Mn", "Me")


def _check_marks(text: str) -> None:
    if _is_mark(text[:1] or " "):
        raise BadInput("text_refused", what=_describe(text[0]), at=1)
    marks = 0
    for at, char in enumerate(text, 1):
        if char not in _JOINERS:  # they end no pile
            marks = marks + 1 if _is_mark(char) else 0
        if marks > MARKS:
            raise BadInput("text_marks", at=at, limit=MARKS)


def _describe(char: str) -> str:
    """``U+001B ESC``: safe to print, whatever the character."""
    from unicodedata import category, name

    code = ord(char)
    if code < 32:
        word = _C0[code]
    elif code == 127:
        word = "DEL"
    else:
        fallback = {"Cc": "C1 control", "Cs": "surrogate", "Co": "private use"}.get(category(char), "unassigned")
        word = name(char, fallback)
    return f"U+{code:04X} {word}"
