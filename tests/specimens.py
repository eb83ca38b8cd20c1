"""Every chart in every way of signs, side by side: ``python -m tests.specimens [FILE.svg|FILE.png] [--theme light]``.

Without FILE in this terminal, which then should be 190 cells wide.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from rich.console import Console
from rich.text import Text

from campaign import text
from campaign.core.model.leads import NodeState
from campaign.core.model.light import WORST_FIRST
from campaign.core.model.project import Mark
from campaign.tables.charts.against_plan import Fan, against_plan
from campaign.tables.charts.bar import Row, bars
from campaign.tables.charts.beside import beside, fitted
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.calendar import calendar, calendar_head, calendar_legend
from campaign.tables.charts.chain_grid import chain_grid
from campaign.tables.charts.days_axis import Days, axis, days_axis, days_line
from campaign.tables.charts.digits import digits
from campaign.tables.charts.funnel import Step, funnel
from campaign.tables.charts.heading import heading
from campaign.tables.charts.over_days import Curve, over_days
from campaign.tables.charts.picture import png, svg
from campaign.tables.charts.squares import lights_line, squares, steps
from campaign.tables.charts.timeline import Move, Stretch, moves, timeline, timeline_head, window
from campaign.tables.charts.trend import trend
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line
from campaign.tui import theme

WIDTH = 44
WAYS = (Signs(Way.BLOCKS), Signs(Way.CELLS), Signs(Way.ASCII), Signs(Way.BLOCKS, mono=True))
DAYS = Days(100, 38, 61)
PLAN = [20000 * day for day in range(1, 101)]
DONE = [due + ahead for due, ahead in zip(PLAN, accumulate(
    [4000] * 5 + [9000, 3000, 0, -6000, -5000] + [-2000] * 14 + [3000] * 4 + [-3500] * 10), strict=False)]
FAN = [Fan(*(DONE[-1] + pace * day for pace in (17200, 18600, 19400))) for day in range(1, 63)]
REDS = [58, 41, 30, 22, 11, 6, 5, 5, 4, 4, 7, 8, 8, 9, 9, 8, 7, 6, 6, 7, 6, 6, 7, 5, 6, 7, 4, 3, 4, 4, 7, 12, 16, 17, 18, 18]
YELLOWS = [1, 3, 6, 8, 16, 15, 18, 20, 34, 42, 44, 40, 40, 40, 41, 36, 35, 36, 42, 43, 44, 46, 45, 46, 44, 42, 46, 36, 46, 46]
MARKS = {"#": Mark.SITE, "~": Mark.REMOTE, ".": Mark.NOBODY, "-": Mark.EXCUSED, " ": Mark.NONE}
SITES = ("#.##.#.##.-----.#..####~..###~#.....", "   .###...#-----.###.####..#..##.##.#", "##.#~......-----.....................")


def column(signs: Signs) -> list[Line]:
    """All of them, one below the other, ``WIDTH`` cells wide."""
    at, shown, counts = axis(DAYS, WIDTH, right=9), window(28), dict(zip(WORST_FIRST, (4, 3, 9, 2, 1), strict=True))
    blank: Line = [(" " * WIDTH, "")]
    large = dict(zip(WORST_FIRST, (31, 2500, 7000, 400, 69), strict=True))
    lines: list[Line] = [
        heading(WIDTH, signs.way + (" mono" if signs.mono else ""), signs, note="20 条", right="Enter", focus=True),
        days_line(DAYS, WIDTH, signs), blank, *beside([(digits("18", signs, "red_mark"), 15), (digits("37.2", signs), 29)], 0),
        *digits("190", signs, "red_mark", small=True), blank,
        *bars([Row("投资完成", 0.372, "37.2%", 0.38), Row("纳统", 0.915, "91.5%"), Row("资金", 0.11, "11.0%", 0.38),
               Row("办结", None, "无到期")], WIDTH, signs), blank,
        *trend(REDS[-24:], 24, 3, signs), blank, squares(counts, WIDTH, signs), squares(large, 32, signs),
        lights_line(counts, WIDTH, signs), steps(3, 8, WIDTH, signs), blank,
        *against_plan(at, 10, signs, done=DONE, plan=PLAN, fan=FAN, end="差 9.3亿"), days_axis(at, signs), blank,
        *burn_up(at, 9, signs, done=DONE, plan=PLAN, fan=FAN, now="76亿", planned="计划 200", expected="预计 190"),
        days_axis(at, signs), blank,
        *over_days(at, 5, signs, [Curve("红 18", REDS, "red", "red_fill", "red_mark"), Curve("黄 46", YELLOWS, "yellow")]), blank,
        *over_days(at, 5, signs, [Curve("碧湖县", [3, 4, 5, 6, 7, 8, 9]), Curve("望潮区", [2, 2, 1], "strong")], low=10, high=1),
        days_axis(at, signs), blank, timeline_head(shown, signs),
        *(timeline(one, shown, signs) for one in (Stretch(-33, -19), Stretch(-18, -1), Stretch(-13, 14), Stretch(-4, 0),
                                                  Stretch(-60, -50), Stretch(-9), Stretch(-30, -20, -12))), blank,
        *moves([Move("10-31", "提出，交 临江区林业局", "", "12 天", handed=True), Move("11-02", "报件缺图"),
                Move("11-12", "转到 市林业局", "没有写做了什么", "18 天", handed=True, warned=True)], WIDTH, signs), blank,
        calendar_head(date(2026, 11, 30), 37, signs), *(calendar([MARKS[sign] for sign in site], 37, signs) for site in SITES),
        calendar_legend(WIDTH, signs), blank,
        *funnel([Step("谋划", "4 个", 147500), Step("储备", "14 个  126.22亿", 1262200), Step("前期", "15 个  171.10亿", 1711000),
                 Step("待开工", "11 个  104.40亿", 1044000)], WIDTH, signs), blank,
        *chain_grid([("新材料", [("膜材料", NodeState.HAVE), ("电池材料", NodeState.WEAK), ("再生利用", NodeState.MISSING)])],
                    WIDTH, signs),
    ]
    return [fitted(line, WIDTH) for line in lines]


def sheet() -> list[Line]:
    return beside([(column(signs), WIDTH) for signs in WAYS], 3)


def shown(lines: Sequence[Line], name: str) -> None:
    """In this terminal."""
    console = Console(force_terminal=True, color_system="truecolor", highlight=False, soft_wrap=True)
    ground = theme.style(name, "on ground", None, False, False).bgcolor
    for line in lines:
        console.print(Text.assemble(*((said, theme.style(name, tone, ground, False, False)) for said, tone in line)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--theme", default=theme.DARK, choices=sorted(theme.COLOURS))
    parser.add_argument("--language", default="zh")
    arguments = parser.parse_args()
    text.use(arguments.language)
    lines, colours = sheet(), theme.COLOURS[arguments.theme]
    if arguments.file is None:
        shown(lines, arguments.theme)
    elif arguments.file.suffix == ".png":
        arguments.file.write_bytes(png(lines, colours))
    else:
        arguments.file.write_text(svg(lines, colours, alone=True), encoding="utf-8")


if __name__ == "__main__":
    main()
