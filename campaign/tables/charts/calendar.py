"""Who was on site, a cell a day: on site, by phone, nobody, excused. Presence is quiet; that nobody has come for days is red."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from campaign.core.model.project import Mark
from campaign.tables.charts.beside import fitted, merged
from campaign.tables.charts.canvas import Canvas
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cells
from campaign.text import N_, _
from campaign.words import day as day_text

ALONE = 2
"""Days up to today from which on it is red that nobody was there."""
_BLOCKS = {Mark.SITE: "■", Mark.REMOTE: "□", Mark.NOBODY: "∙", Mark.EXCUSED: "╴", Mark.NONE: " "}
_PLAIN = {Mark.SITE: "#", Mark.REMOTE: "~", Mark.NOBODY: ".", Mark.EXCUSED: "-", Mark.NONE: " "}
WORDS = {Mark.SITE: N_("on site"), Mark.REMOTE: N_("by phone"), Mark.NOBODY: N_("nobody"), Mark.EXCUSED: N_("excused")}
WEEK = 7


def _piece(mark: Mark, signs: Signs, alone: bool = False) -> Piece:
    blocks, grounds = signs.way is Way.BLOCKS, signs.way is Way.CELLS and not signs.mono
    if alone:
        return (" ", "on red_mark") if grounds else ("■" if blocks and not signs.mono else "!", "red_mark")
    if mark is Mark.SITE and grounds:
        return " ", "on data"
    return (_BLOCKS if blocks else _PLAIN)[mark], "data" if mark is not Mark.NONE else ""


def alone_since(marks: Sequence[Mark]) -> int:
    """Where the run of days without anybody that reaches up to the last day begins; ``len(marks)``: there is none.

    Excused days neither break nor lengthen it; fewer than ``ALONE`` are none.
    """
    first, count = len(marks), 0
    for at in range(len(marks) - 1, -1, -1):
        if marks[at] is Mark.NOBODY:
            first, count = at, count + 1
        elif marks[at] is not Mark.EXCUSED:
            break
    return first if count >= ALONE else len(marks)


def calendar(marks: Sequence[Mark], width: int, signs: Signs) -> Line:
    """``width`` cells: the last days, today at the right end."""
    begun, first = alone_since(marks), max(len(marks) - max(width, 0), 0)
    shown = [(mark, at >= begun and mark is Mark.NOBODY) for at, mark in enumerate(marks[first:], first)]
    line: list[Piece] = [(" " * (width - len(shown)), "")]
    for (mark, alone), run in groupby(shown):
        sign, tone = _piece(mark, signs, alone)
        line.append((sign * len(list(run)), tone))
    return merged(line)


def calendar_head(today: date, width: int, signs: Signs) -> Line:
    """The day of every seventh column, and today at the right end."""
    canvas = Canvas(width, 1, signs)
    now = _("now")
    canvas.put(max(width - cells(now), 0), 0, now, "strong")
    for back in range(WEEK - 1, width, WEEK):
        said, x = day_text(today - timedelta(days=back)), width - 1 - back
        if canvas.clear(x, 0, cells(said) + 1):
            canvas.put(x, 0, said, "quiet")
    return canvas.lines()[0]


def calendar_legend(width: int, signs: Signs) -> Line:
    """What the signs mean; what does not fit goes from the end."""
    line: list[Piece] = []
    parts = [([_piece(mark, signs)], _(word)) for mark, word in WORDS.items()]
    parts.append(([_piece(Mark.NOBODY, signs, True)] * 2, _("nobody up to today, from {n} days on").format(n=ALONE)))
    for sign, said in parts:
        more = [*([("  ", "")] if line else []), *sign, (f" {said}", "quiet")]
        if sum(cells(text) for text, _tone in (*line, *more)) > width:
            break
        line += more
    return fitted(line, width)
