"""What hangs on the wall of a headquarters: pages of seven rows of three lines, with figures that the last row of seats can read.

Pure: ``draw`` makes the lines of a whole screen out of a ``Wall``; ``wall_city`` and ``wall_league`` make those.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from campaign.core.situation import Situation
from campaign.tables.charts.bar import bar
from campaign.tables.charts.beside import fitted
from campaign.tables.charts.days_axis import days_line, days_of
from campaign.tables.charts.digits import digits, digits_width
from campaign.tables.signs import Signs
from campaign.tables.tones import Line, Piece
from campaign.tables.width import cell, cells, cut
from campaign.text import N_, _, language

ROWS = 7
"""At most so many on a page: more cannot be read from a chair."""
PAGES = ("overview", "counties", "lists", "blockers")
NAMES = {"overview": N_("Overview"), "counties": N_("Counties"), "lists": N_("Red/black"), "blockers": N_("Blockers")}
TOP, BOTTOM = 9, 1
"""Lines above the rows, and below them."""
FIGURE = 13
"""Cells of a row's figure."""
ROOMY = 100
"""Cells of a screen from which on a row has its picture, whatever is cut for it; …"""
NARROW = 10
"""… on a narrower one it has to leave so many."""
PHONE = 60
"""Cells below which nothing stands at a row's right end."""

Picture = Callable[[int, Signs], Line]
"""A line of exactly so many cells."""


class Row(NamedTuple):
    """Three lines. ``figure`` is of figures, '.' and '-'."""

    figure: str
    unit: str
    title: str
    second: str
    third: str = ""
    tone: str = "red_mark"
    picture: Picture | None = None
    right: str = ""
    note: str = ""


class Wall(NamedTuple):
    """One page. ``figure`` stands large at its right end, ``called`` before it."""

    title: str
    said: Sequence[str]
    figure: str
    called: str
    rows: Sequence[Row]
    tone: str = "red_mark"
    empty: str = ""
    """What to say where the first row would be."""


def share(value: int, target: int | None, *, missed: bool | None = None) -> Picture:
    """A bar of what is done, with what is due by today; both in 1/10 per cent. ``missed`` as ``bar`` has it."""
    return lambda width, signs: bar(width, value / 1000, signs, target=None if target is None else target / 1000, missed=missed)


def days_shown(situation: Situation) -> tuple[str, str]:
    """The large figure that every page begins with, and what it counts."""
    campaign = situation.snapshot.campaign
    number = campaign.day(situation.today)
    if number < 1:
        return str(1 - number), _("days to go")
    return str(max(campaign.length - number, 0)), _("days left")


def draw(wall: Wall, situation: Situation, now: datetime, page: str, every: int, width: int, height: int,
         signs: Signs) -> list[Line]:
    """A whole screen of exactly ``height`` lines of ``width`` cells."""
    margin = 3 if width >= ROOMY else 1
    inner = width - 2 * margin
    campaign = situation.snapshot.campaign
    when = f"{now:%m-%d  %H:%M}"
    lines: list[Line] = [[], _ends([(cut(campaign.name, inner - cells(when) - 2), "strong")], [(when, "quiet")], inner),
                         days_line(days_of(campaign, situation.today), inner, signs)]
    lines += _hero(wall, situation, inner, signs)
    room = height - len(lines) - BOTTOM
    shown = wall.rows[:max(min((room - 1) // 4, ROWS), 0)]
    words, right = _columns(shown, inner)
    spare = room - 3 * len(shown)
    # Rows stand at equal distances; what cannot be shared out stands above and below them.
    between = max(min((spare - 2) // max(len(shown) - 1, 1), -(-spare // (len(shown) + 1))), 0)
    above = max(spare - between * (len(shown) - 1), 0) // 2
    for at, row in enumerate(shown):
        lines += [[]] * (between if at else above)
        lines += _row(row, inner, words, right, signs)
    if not shown and wall.empty:
        lines.append([(wall.empty, "quiet")])
    lines = [*lines, *[[]] * height][:height - 1]
    tabs = [piece for name in PAGES for piece in ((_(NAMES[name]), "bold accent" if name == page else "quiet"), ("    ", ""))]
    told = _("a page every {n} s; any key stops").format(n=every)
    lines.append(_ends(tabs[:-1], [(told, "quiet")], inner))
    blank: Piece = (" " * margin, "")
    return [[blank, *fitted(line, inner), blank] for line in lines]


def _hero(wall: Wall, situation: Situation, width: int, signs: Signs) -> list[Line]:
    days, counts = days_shown(situation)
    left, right = digits(days, signs, "ink"), digits(wall.figure, signs, wall.tone)
    room = width - digits_width(days) - digits_width(wall.figure) - 4
    after = max(cells(counts), 8) + 2
    said = ["", wall.title, "", *list(wall.said)[:2], "", ""]
    ends = ["", "", "", "", wall.called]
    found: list[Line] = []
    for at in range(5):
        words = cut(said[at], max(room - after - cells(ends[at]) - 2, 0))
        middle = cell(counts if at == 4 else "", after) + words
        found.append([*left[at], ("  ", ""), (cell(counts if at == 4 else "", after), "quiet"),
                      (words, "strong" if at == 1 else ""), (" " * max(room - cells(middle) - cells(ends[at]), 0), ""),
                      (ends[at], "quiet"), ("  ", ""), *right[at]])
    return found


def unit_width() -> int:
    """Cells of the unit behind a row's figure: ``black list`` and a blank."""
    return 8 if language() == "zh" else 11


def _row(row: Row, width: int, words: int, right: int, signs: Signs) -> list[Line]:
    """``words`` and ``right`` are the cells of those columns, of all rows alike; what is left between them is the picture's."""
    size = digits_width(row.figure, small=True)
    figure = digits(row.figure, signs, row.tone, small=True)
    picture = width - FIGURE - 1 - unit_width() - words - right
    found: list[Line] = []
    said = ((row.title, "strong", row.right), (row.second, "", row.note), (row.third, "quiet", ""))
    for at, (text, tone, beside) in enumerate(said):
        line: list[Piece] = [(" " * max(FIGURE - size, 0), ""), *figure[at], (" ", ""),
                             (cell(row.unit if at == 2 else "", unit_width()), "quiet"), (cell(text, words), tone)]
        if picture > 4:
            drawn = row.picture is not None and at == 1
            line += [("  ", ""), *(row.picture(picture - 4, signs) if row.picture is not None and drawn
                                   else [(" " * (picture - 4), "")]), ("  ", "")]
        found.append([*line, (cell(beside, right, "right") if right else "", "strong" if at == 0 else "quiet")])
    return found


def _columns(rows: Sequence[Row], width: int) -> tuple[int, int]:
    """Cells of the words and of what stands at the right end; on a wide screen a third at least is left for a picture."""
    right = max((max(cells(row.right), cells(row.note)) for row in rows), default=0)
    if width < PHONE:
        right = 0
    rest = width - FIGURE - 1 - unit_width() - right
    wide = max((cells(text) for row in rows for text in (row.title, row.second, row.third)), default=0)
    if (rest - wide < NARROW and width < ROOMY) or not any(row.picture for row in rows):
        return rest - (2 if right else 0), right + (2 if right else 0)
    return min(wide, 2 * rest // 3), right


def _ends(left: Line, right: Line, width: int) -> Line:
    """``left`` and, where there is room for both, ``right`` at the end."""
    room = width - sum(cells(text) for text, _tone in left) - sum(cells(text) for text, _tone in right)
    return [*left, (" " * room, ""), *right] if room >= 2 else left
