"""A document as lines of a page: every word of it, folded to the width. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.core.document import Document, Heading, Paragraph, Row, Table, flow
from campaign.core.model.light import Light
from campaign.tables.cells import wrapped
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import LIGHT_TONES, Line
from campaign.tables.width import cell, cells
from campaign.words import label

NARROW = 60
"""Cells below which the cells of a table stand below one another."""
GAP = 2
LEAST = 6
"""Cells that a column keeps."""


class PaperLine(NamedTuple):
    """``code`` is what Enter opens, else the list ``screen``, filtered by ``words``."""

    line: Line
    code: str | None = None
    screen: str | None = None
    words: Mapping[str, str] = {}
    stop: bool = True
    """Whether the cursor stops here."""


def paper_lines(document: Document, width: int, signs: Signs) -> list[PaperLine]:
    """Its head is red as on paper, and nothing else is but lights.

    Titles and blank lines are passed over by the cursor; on all others it stops, so that everything can be scrolled to.
    """
    rule = "─" if signs.way is Way.BLOCKS else "-"
    lines = [PaperLine([(_centred(part, width), tone)], stop=False)
             for text, tone in ((document.title, "red"), (document.issue, "quiet")) for part in wrapped(text, width)]
    lines += [PaperLine([(part, "")], stop=False) for part in _ends(document.issuer, document.dated, width)]
    lines.append(PaperLine([(rule * width, "red_mark")], stop=False))
    tones = {label(light): LIGHT_TONES[light] for light in Light}
    after: object = None
    for block in flow(document):
        match block:
            case Heading(level, text):
                if level == 1 or isinstance(after, Table | Paragraph):
                    lines.append(PaperLine((), stop=False))
                lines += [PaperLine([(part, "strong")], stop=False) for part in wrapped(text, width)]
            case Paragraph(text, code, screen, words):
                indent = "    " if document.language == "zh" and width >= NARROW else ""
                lines += [PaperLine([(part, "")], code, screen, words) for part in wrapped(indent + text, width)]
            case Table():
                lines += _stacked(block, width) if width < NARROW else _columns(block, width, tones)
        after = block
    lines += [PaperLine((), stop=False), PaperLine([(rule * width, "rule")], stop=False)]
    return lines + [PaperLine([(part, "quiet")]) for text in document.closing + document.fine for part in wrapped(text, width)]


def _centred(text: str, width: int) -> str:
    return " " * max((width - cells(text)) // 2, 0) + text


def _ends(left: str, right: str, width: int) -> list[str]:
    """At both ends of a line, or one below the other where there is no room."""
    gap = width - cells(left) - cells(right)
    return [left + " " * gap + right] if gap > 0 else [*wrapped(left, width), *wrapped(right, width)]


def _columns(table: Table, width: int, tones: Mapping[str, str]) -> list[PaperLine]:
    widths = shares([max(cells(text) for text in column) for column in
                     zip(table.heads, *(row.cells for row in table.rows), strict=True)], width)
    lines = [PaperLine(line.line, stop=False) for line in _row(Row(table.heads), widths, table.right, {}, "quiet")]
    for row in table.rows:
        lines += _row(row, widths, table.right, tones, "")
    return lines


def _row(row: Row, widths: Sequence[int], right: frozenset[int], tones: Mapping[str, str], tone: str) -> list[PaperLine]:
    """The cells side by side, each folded in its own column."""
    folded = [wrapped(text, width) for text, width in zip(row.cells, widths, strict=True)]
    lines = []
    for at in range(max(map(len, folded))):
        line = []
        for number, (parts, width) in enumerate(zip(folded, widths, strict=True)):
            text = parts[at] if at < len(parts) else ""
            said = cell(text, width, "right" if number in right else "left")
            line.append((said + " " * GAP if number < len(widths) - 1 else said, tones.get(row.cells[number], tone)))
        lines.append(PaperLine(line, row.code))
    return lines


def shares(wanted: Sequence[int], width: int) -> list[int]:
    """Widths of columns, each as wide as it would like where they fit, else the widest narrowed to the same."""
    widths, room = list(wanted), width - GAP * (len(wanted) - 1)
    while sum(widths) > room and max(widths) > LEAST:
        widest = max(widths)
        next_ = max((size for size in widths if size < widest), default=LEAST)
        many = widths.count(widest)
        less = min(widest - max(next_, LEAST), -(-(sum(widths) - room) // many))
        widths = [size - max(less, 1) if size == widest else size for size in widths]
    return widths


def _stacked(table: Table, width: int) -> list[PaperLine]:
    """``head: cell`` a line, the first cell standing out."""
    lines: list[PaperLine] = []
    for row in table.rows:
        for number, (head, text) in enumerate(zip(table.heads, row.cells, strict=True)):
            if number == 0 and text:
                lines += [PaperLine([(part, "strong")], row.code) for part in wrapped(text, width)]
            elif text:
                parts = wrapped(f"{head} {text}", width - 4)
                lines += [PaperLine([(("    " if at else "  ") + part, "")], row.code) for at, part in enumerate(parts)]
    return lines
