"""Bytes → text: UTF-8, UTF-16 with its mark, or GB18030 that reads as Chinese. Everything else is refused by its name."""

import codecs
import re

from campaign import clean
from campaign.sheets.model import SheetsError

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
         codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""In this order: that of UTF-16 begins that of UTF-32."""
TYPICAL = {"cp932": ("\u3041", "\u30fe"), "euc_jp": ("\u3041", "\u30fe"), "cp949": ("\uac00", "\ud7a3"),
           "big5": ("\u4e00", "\u9fff"), "cp1251": ("\u0410", "\u044f"), "koi8-r": ("\u0410", "\u044f")}
"""Encodings and the characters that a text in them is mostly made of."""
OWN = 3
"""One character of so many is such a one: Japanese is half kanji."""
SAMPLE = 1 << 20
_high = re.compile(b"[\x80-\xff]")
_alone = re.compile(b"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")


def decoded(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text, and the encoding that it was in. Raises SheetsError (``code`` encoding)."""
    if encoding is not None:
        return _as(raw, encoding, name), encoding.lower()
    for mark, marked in MARKS.items():
        if raw.startswith(mark):
            if marked == "utf-8-sig":
                try:
                    return raw.decode(marked), "utf-8"
                except UnicodeDecodeError:
                    _one_encoding(raw, name)
            return _as(raw, marked, name), marked.removesuffix("-sig")
    if b"\0" in raw[:SAMPLE]:
        even, odd = b"\0" in raw[:SAMPLE:2], b"\0" in raw[1:SAMPLE:2]
        if even and odd:
            raise SheetsError("sheets_unreadable", name=name)
        raise SheetsError("sheets_encoding", name=name, guess="utf-16-be" if even else "utf-16-le")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        _one_encoding(raw, name)
    text = clean.decoded(raw)
    if text is None:
        raise SheetsError("sheets_encoding", name=name, guess=_guess(raw[:SAMPLE]))
    return text, "gb18030"


def _as(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SheetsError("sheets_no_encoding", name=name, encoding=encoding, line=line) from error
    except (LookupError, ValueError) as error:
        raise SheetsError("sheets_no_such_encoding", name=name, encoding=encoding) from error


def _one_encoding(raw: bytes, name: str) -> None:
    """Of a text that is not all UTF-8: lines of it may be, and others GB18030."""
    first: dict[str, int] = {}
    for number, line in enumerate(raw.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        if line.isascii():
            continue
        if found := _certain(line):
            first.setdefault(found, number)
            if len(first) == 2:
                (one, line_one), (other, line_other) = first.items()
                raise SheetsError("sheets_mixed", name=name, first=one, one=line_one, second=other, other=line_other)
    if "utf-8" in first:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise SheetsError("sheets_broken_text", name=name, line=raw.count(b"\n", 0, error.start) + 1) from error


def _certain(line: bytes) -> str:
    """utf-8 or gb18030 when the line can be nothing else."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030" if clean.decoded(line) is not None else ""
    # Two characters of GBK may be one or two of UTF-8 by chance; Chinese ones of three bytes hardly.
    return "utf-8" if sum("\u3000" <= char <= "\u9fff" or char >= "\uff01" for char in text) >= 2 else ""


def _guess(raw: bytes) -> str:
    high = len(_high.findall(raw))
    if high * 5 < len(raw) and len(_alone.findall(raw)) * 5 > high * 4:
        return "cp1252"  # a letter with an accent, a pound sign: one at a time, and few of them
    best, most = "cp1252", 1 / OWN
    for encoding, (first, last) in TYPICAL.items():
        try:
            foreign = [char for char in raw.decode(encoding) if char > "\x7f"]
        except UnicodeDecodeError as error:
            if error.end < len(raw) - 4:
                continue
            foreign = [char for char in raw[:error.start].decode(encoding) if char > "\x7f"]
        share = sum(first <= char <= last for char in foreign) / max(1, len(foreign))
        if share > most:
            best, most = encoding, share
    return best
