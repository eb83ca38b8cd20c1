"""How every screen of the sample city looks, measured and as pictures: ``python -m tests.look [FOLDER] [options]``.

Prints for each screen, size, language and way of signs the largest rectangle without a sign or a fill (per cent of the screen)
and the weakest contrast of a letter; with FOLDER a PNG of each is written there (needs chromium).

  --screens 1,2,3      keys, or names of DIALOGS     --sizes 80x24,120x40,200x50     --languages zh,en
  --signs blocks,cells,ascii                          --theme dark
"""

import argparse
import asyncio
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.color import Color
from textual.pilot import Pilot

from campaign import text
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from tests.pictures import widened

SCREENS = "1234567890t"
DIALOGS = {"questions": "i", "news": "d", "bulletin": "b", "log": "f9", "keys": "question_mark", "commands": "colon",
           "days": "v", "project": "4,enter", "blocker": "3,down,down,enter", "county": "5,enter",
           "person": "2,k,enter", "add": "4,a,enter", "filter": "4,slash",
           "intake": "A",
           **{name: name for name in ("wall", "wall1", "wall2", "wall3")}}
"""``v`` alone is the hundred days, as it is pressed on the Overview."""
RECORDS = {"project": "P0017", "blocker": "B0065", "land_task": "G0003", "approval": "A0003", "person": "L03", "county": "C05",
           "lead": "K0003", "trip": "R001", "event": "E001", "node": "N新材料/特种化学品", "task_force": "T01",
           "dispatch": "D001", "merit": "H0002", "case": "S001", "request": "Q0002", "indicator": "IC05 investment yoy_cum"}
"""Kind → one whose page is looked at as ``page_KIND``."""
PAGE, LIST = "page_", "intake_"
PLAN = Path(__file__).parent / "fixtures" / "office" / "01-重点项目计划表.xlsx"
SIZES = ("80x24", "120x40", "200x50")
CALM = ("ground", "raised")
"""Surfaces that do not count as a fill."""


class Cell(NamedTuple):
    """What stands in one cell of a terminal. Colours are RGB; None where the terminal's own is meant."""

    sign: str
    """'' in the second cell of a wide character."""
    fore: tuple[int, int, int] | None
    back: tuple[int, int, int] | None


def _rgb(color: Color | None) -> tuple[int, int, int] | None:
    return None if color is None or color.is_default else tuple(color.get_truecolor())


def grid(app: CampaignApp) -> list[list[Cell]]:
    """The screen in front as cells, row by row."""
    found = []
    for strip in app.screen._compositor.render_strips(app.size):
        row: list[Cell] = []
        for said, style, control in strip:
            if control:
                continue
            fore, back = (_rgb(style.color), _rgb(style.bgcolor)) if style else (None, None)
            if style and style.reverse:
                fore, back = back, fore or (255, 255, 255)
            for sign in said:
                row += [Cell(sign, fore, back), *[Cell("", fore, back)] * (cells(sign) - 1)]
        found.append(row)
    return found


def emptiest(rows: Sequence[Sequence[Cell]], calm: Sequence[tuple[int, int, int]]) -> tuple[float, tuple[int, int, int, int]]:
    """The largest rectangle without a sign or a fill: its share of the screen in per cent, and (x, y, width, height)."""
    width = max((len(row) for row in rows), default=0)
    heights, best, where = [0] * width, 0, (0, 0, 0, 0)
    for y, row in enumerate(rows):
        heights = [n + 1 if cell.sign == " " and (cell.back is None or cell.back in calm) else 0
                   for n, cell in zip(heights, row, strict=False)]
        stack: list[tuple[int, int]] = []
        for x, n in enumerate([*heights, 0]):
            start = x
            while stack and stack[-1][1] >= n:
                start, high = stack.pop()
                if high * (x - start) > best:
                    best, where = high * (x - start), (start, y - high + 1, x - start, high)
            stack.append((start, n))
    return 100 * best / max(width * len(rows), 1), where


def contrast(one: tuple[int, int, int], two: tuple[int, int, int]) -> float:
    """WCAG 2 contrast of two colours, 1 to 21."""
    def light(color: tuple[int, int, int]) -> float:
        parts = [part / 255 for part in color]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    weak, strong = sorted((light(one), light(two)))
    return (strong + 0.05) / (weak + 0.05)


def letters(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[float, str, int, int]]:
    """Contrast, sign, x, y of every letter and figure whose colours are known."""
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell.sign and cell.fore and cell.back and (cell.sign.isalnum() or cell.sign >= "\u3000"):
                yield contrast(cell.fore, cell.back), cell.sign, x, y


def drawn(svg: str, target: Path) -> None:
    """A PNG of a screenshot, by chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "picture.svg"
        source.write_text(svg, encoding="utf-8")
        head = svg[:400].split('viewBox="0 0 ')[1].split('"')[0].split()
        width, height = (round(float(number)) for number in head[:2])
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
                        "--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}/profile",
                        f"--window-size={width},{height}", f"--screenshot={target.resolve()}", source.as_uri()],
                       check=True, capture_output=True)


async def shown(app: CampaignApp, pilot: Pilot[None], keys: str) -> None:
    """Press what leads to a screen, and wait until nothing is being read."""
    from tests.tui.city import until
    from tests.tui.test_pictures import settled

    if keys.startswith("wall"):
        app.opening.wallboard = 3600
        app.opening.begin()
        await until(pilot, lambda: settled(app))
        for _ in range(int(keys.removeprefix("wall") or 0)):
            app.screen._turn()
    if keys.startswith(PAGE):
        app.open(RECORDS[keys.removeprefix(PAGE)])
        await pilot.pause()
        await until(pilot, lambda: settled(app))
    if keys.startswith(LIST):
        from campaign.tui.screens.intake.screen import IntakePage

        page = IntakePage(str(PLAN))
        page.how.create = frozenset({"counties", "units", "people"})
        app.push_screen(page)
        await pilot.pause()
        await until(pilot, lambda: settled(app) and bool(page.note))
        page._go(keys.removeprefix(LIST))
    for key in keys.split(",") if not keys.startswith(("wall", PAGE, LIST)) else ():
        await pilot.press(key)
        await until(pilot, lambda: settled(app))
    await pilot.pause(0.3)  # the details follow the cursor when it rests


async def look(arguments: argparse.Namespace) -> None:
    from campaign.tables.signs import Way
    from campaign.tui import theme
    from tests.tui.city import database, session, until

    folder = Path(arguments.folder) if arguments.folder else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    calm = [tuple(Color.parse(theme.COLOURS[arguments.theme][name]).get_truecolor()) for name in CALM]
    for language in arguments.languages.split(","):
        text.use(language)
        for way in arguments.signs.split(","):
            for size in arguments.sizes.split(","):
                width, height = map(int, size.split("x"))
                for name in arguments.screens.split(","):
                    with tempfile.TemporaryDirectory() as temporary:
                        app = CampaignApp(session(database(Path(temporary))), way=Way(way))
                        async with app.run_test(size=(width, height)) as pilot:
                            app.theme = arguments.theme
                            await until(pilot, lambda app=app: app.situation is not None)
                            await shown(app, pilot, DIALOGS.get(name, name))
                            rows = grid(app)
                            share, where = emptiest(rows, calm)
                            weak = min(letters(rows), default=(0, "", 0, 0))
                            print(f"{language} {way:6} {size:7} {name:10} empty {share:5.1f} % at {where}   "
                                  f"contrast {weak[0]:.1f} {weak[1]} at {weak[2]},{weak[3]}", flush=True)
                            if folder:
                                svg = widened(app.export_screenshot(title="campaign"))
                                drawn(svg, folder / f"{name}-{width}-{language}-{way}-{arguments.theme}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--screens", default=",".join([*SCREENS, *DIALOGS, *(PAGE + kind for kind in RECORDS)]))
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument("--languages", default="zh")
    parser.add_argument("--signs", default="blocks")
    parser.add_argument("--theme", default="dark")
    asyncio.run(look(parser.parse_args()))


if __name__ == "__main__":
    main()
