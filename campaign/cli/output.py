"""The only writer of stdout and stderr. stdout is data, stderr is talk; nothing that reaches either can move a cursor."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TextIO

from campaign.clean import csv_cell, printable
from campaign.core.errors import BadInput, Refused

Row = Mapping[str, Any]


class NobodyReads(Exception):
    """The other end of the pipe is gone. Not an OSError: typer would end the process for one."""


class Style(NamedTuple):
    """How a list is printed: at most one of them."""

    json: bool = False
    csv: bool = False
    plain: bool = False


def style(json: bool, csv: bool, plain: bool) -> Style:
    """Raises ``BadInput`` when more than one is asked for."""
    asked = [name for name, on in (("--json", json), ("--csv", csv), ("--plain", plain)) if on]
    if len(asked) > 1:
        raise BadInput("twice", text=" ".join(asked))
    return Style(json, csv, plain)


def prepare() -> None:
    """A terminal that cannot show Chinese gets question marks, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(text)
    except BrokenPipeError:
        raise NobodyReads from None
    except OSError as error:
        raise Refused("output_failed", why=error.strerror or str(error)) from None


def data(text: str) -> None:
    """A line, or several, of data."""
    raw("\n".join(map(printable, text.split("\n"))))


def raw(text: str) -> None:
    """Data that was made harmless already."""
    _write(sys.stdout, text + "\n")


def binary(made: bytes) -> None:
    """A file as data: what its makers made harmless already, or what no terminal is shown."""
    if sys.stdout is None:
        return
    flush()
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None:  # stdout stands for something that takes only text
            sys.stdout.write(made.decode(errors="replace"))
        else:
            stream.write(made)
            stream.flush()
    except BrokenPipeError:
        raise NobodyReads from None
    except OSError as error:
        raise Refused("output_failed", why=error.strerror or str(error)) from None


def file(path: str, made: bytes) -> None:
    """Write a whole file, in the place of what is there."""
    from pathlib import Path

    try:
        Path(path).expanduser().write_bytes(made)
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused("output_file", path=path, why=getattr(error, "strerror", None) or str(error)) from None


def talk(text: str) -> None:
    """A line for the person."""
    try:
        _write(sys.stderr, printable(text) + "\n")
    except (NobodyReads, Refused):
        _to_nowhere(sys.stderr)


def overwrite(text: str) -> None:
    """A line of talk that the next one replaces: progress, on a terminal only."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + printable(text))
        sys.stderr.flush()


def flush() -> None:
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise NobodyReads from None
    except OSError as error:
        raise Refused("output_failed", why=error.strerror or str(error)) from None


def descriptor() -> int | None:
    """Of stdout, for whoever asks whether anybody reads there; None where it is none."""
    try:
        return None if sys.stdout is None else sys.stdout.fileno()
    except (OSError, ValueError):  # it stands for something else, or is closed
        return None


def silence(*, talk: bool = False) -> None:
    """Nobody reads any more: let the interpreter's last flush go nowhere; ``talk`` when stderr has gone too."""
    _to_nowhere(sys.stdout)
    if talk:
        _to_nowhere(sys.stderr)


def _to_nowhere(stream: TextIO) -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass


def utf8() -> bool:
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "").startswith("utf8")


@cache
def _acting() -> re.Pattern[str]:
    """JSON escapes C0 by itself; the rest of what acts on a terminal or cannot be seen goes as \\uXXXX, which is lossless."""
    return re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def json_text(value: object, *, indent: int | None = None) -> str:
    """JSON with its Chinese readable, where the terminal can show it."""
    import json

    text = json.dumps(value, ensure_ascii=not utf8(), indent=indent)
    # Only when something is odd at all: looking for what exactly takes three times as long.
    return text if text.isprintable() else _acting().sub(lambda match: f"\\u{ord(match[0]):04x}", text)


TOGETHER = 50
"""Rows of JSON written at once: one text of ten thousand no longer fits the processor's cache, and takes half as long again."""
_ROW = '{"code": '


def json_rows(rows: Sequence[Row]) -> None:
    """An array, one row a line: short enough to page through, whole for a program."""
    for start in range(0, len(rows), TOGETHER):
        # Every row begins with its code, and inside a string the quotes would be escaped.
        text = json_text(rows[start:start + TOGETHER])[1:-1].replace(f"}}, {_ROW}", f"}},\n {_ROW}")
        before = "[" if start == 0 else ",\n " if text.startswith(_ROW) else ", "
        _write(sys.stdout, before + text)
    raw("]" if rows else "[]")


def json_object(row: Row) -> None:
    raw(json_text(row, indent=1))


def csv_rows(rows: Sequence[Row], columns: Sequence[str], flat: Callable[[Any], str | int | float | None]) -> None:
    """``flat`` makes one cell of a value. Text that a spreadsheet would run is neutralised, numbers stay numbers."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (flat(row[column]) for column in columns)
        writer.writerow([csv_cell(printable(cell)) if isinstance(cell, str) else cell for cell in cells])
    _write(sys.stdout, buffer.getvalue())


def blocks(rows: Iterable[Iterable[tuple[str, str]]]) -> None:
    """One fact a line, a blank line between two things: for screen readers, and for ``grep``."""
    texts = ["\n".join(printable(f"{name}: {value}") for name, value in row) for row in rows]
    if texts:
        raw("\n\n".join(texts))


class Column(NamedTuple):
    head: str
    cells: list[str]
    right: bool = False
    flexible: bool = False
    """Cut first when the terminal is too narrow."""


def table(columns: Sequence[Column], *, indent: str = "", below: Sequence[Sequence[str]] = ()) -> None:
    """Aligned by the cells that characters take on a terminal. A pipe gets every name whole.

    ``below``: for every row the lines under it, which begin at its second column; for what is too long for any column.
    """
    from rich.cells import cell_len, set_cell_size

    columns = [column._replace(cells=[printable(cell) for cell in column.cells]) for column in columns]
    widths = [max(map(cell_len, (column.head, *column.cells))) for column in columns]
    room = _room()
    if room is not None:
        excess = sum(widths) + 2 * (len(widths) - 1) + len(indent) - room
        for at in sorted(range(len(widths)), key=lambda at: -widths[at]):
            if excess > 0 and columns[at].flexible:
                cut = min(excess, max(0, widths[at] - 12))
                widths[at] -= cut
                excess -= cut

    def cell(text: str, at: int) -> str:
        width = cell_len(text)
        if width > widths[at]:
            return set_cell_size(text, widths[at] - 1) + "~"
        space = " " * (widths[at] - width)
        return space + text if columns[at].right else text + space

    def under(text: str) -> str:
        text = indent + " " * (widths[0] + 2) + printable(text)
        return text if room is None or cell_len(text) <= room else set_cell_size(text, room - 1) + "~"

    rows = [[column.head for column in columns], *zip(*(column.cells for column in columns), strict=True)]
    lines = [indent + "  ".join(cell(text, at) for at, text in enumerate(row)).rstrip() for row in rows]
    told = [[line, *map(under, more)] for line, more in zip(lines, ((), *(below or [()] * (len(lines) - 1))), strict=True)]
    raw("\n".join(line for some in told for line in some))


def cells(text: str) -> int:
    """Cells of a text of our own: letters, Chinese and its punctuation.

    ``rich.cells`` knows every character there is, and takes 20 ms to import: too much for help.
    """
    if text.isascii():
        return len(text)
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@cache
def _units() -> re.Pattern[str]:
    """What a line is not broken in: blanks, a word (an option's name, ``[DIR|-]``), an amount with its unit, a Chinese character.

    No sign that closes begins a line, none that opens ends one.
    """
    opens, closes, wide = "（“《「【", "，。；：、！？）”》」】…", "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
    return re.compile(rf"\s+|[{opens}]*(?:[^\s{wide}{opens}]+(?:(?<=[0-9])[{wide}])?|[{wide}])[{closes}]*|[{opens}]+")


def folded(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells; a word that is longer stays whole on a line of its own."""
    lines, line, used = [], "", 0
    for unit in _units().findall(text):
        size = cells(unit)
        if used + size > width and line.strip():
            if unit.isspace():
                continue
            lines.append(line.rstrip())
            line, used = "", 0
        if line or not unit.isspace():
            line, used = line + unit, used + size
    return [*lines, line.rstrip()]


NARROWEST = 40
"""Cells below which help is not squeezed."""
NAMES = 36
"""Cells that the names beside their explanations may take; a longer one has a line of its own."""


def help_width() -> int:
    """Columns that help may fill: those of the terminal, 80 where there is none."""
    import shutil

    return max(shutil.get_terminal_size().columns, NARROWEST)


def in_two_columns(rows: Sequence[tuple[str, str]]) -> str:
    """Names and what they mean in two columns, the right one folded; each line ends with a newline."""
    room = help_width()
    at = 2 + min(max(cells(name) for name, text in rows), NAMES, room // 2) + 2
    lines: list[str] = []
    for name, text in rows:
        first, *more = folded(text, room - at)
        head = f"  {name}"
        if cells(head) + 2 > at:
            lines.append(head)
            head = ""
        lines += [head + " " * (at - cells(head)) + first, *(" " * at + line for line in more)]
    return "".join(line.rstrip() + "\n" for line in lines)


def _room() -> int | None:
    """Columns of the terminal; None when the output goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns
