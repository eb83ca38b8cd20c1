"""The look, walked: every screen at six widths and in three ways of signs. What words can be read on is ``test_contrast``.

Promised of each: no dead rectangle, nothing cut in a list beside room, one geometry whatever signs are drawn, and no sign of
uncertain width where it has not been measured. ``python -m tests.look`` prints the same figures and draws pictures.
"""

from itertools import groupby
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from textual.color import Color

from campaign import text
from campaign.tables.signs import Way
from campaign.tui import registry, theme
from campaign.tui.app import CampaignApp
from tests import look
from tests.look import Cell
from tests.tui.city import database, session, until
from tests.tui.scene import running

SIZES = ((40, 24), (60, 24), (80, 24), (120, 40), (140, 40), (200, 50))
KEYS = (*look.SCREENS, "p", "news", "bulletin", "keys", "log", "days", "project", "county", "wall", "wall1", "wall2", "wall3",
        "add", "questions", "intake", "intake_rows", "intake_columns",
        *(look.PAGE + kind for kind in look.RECORDS))
ROOMY = {"2": 13.0, "wall": 13.0, "wall1": 13.0, "wall2": 13.0, "wall3": 13.0}
"""Screens whose largest rectangle without a sign or a fill may be so many per cent of the screen; 11 elsewhere."""
HOLLOW = {("add", 80): 17, ("bulletin", 120): 12, ("keys", 120): 13, ("log", 80): 13, ("questions", 80): 13, ("wall", 200): 15}
"""What is hollower than that as yet, and how hollow; none may become worse."""
TABLES = "346789" + "0tp"
"""Screens that are one list."""
BLANK = 20
"""Cells in a row of a table beside which nothing is cut."""


def rgb(surface: str) -> tuple[int, int, int]:
    return tuple(Color.parse(theme.COLOURS[theme.DARK][surface]).rgb)


def said(row: list[Cell]) -> str:
    return "".join(cell.sign for cell in row)


def cut_beside_room(row: list[Cell]) -> bool:
    """Details (on ``raised``) are no table."""
    for raised, group in groupby(row, key=lambda cell: cell.back == rgb("raised")):
        words = said(list(group)).strip()
        if not raised and "~" in words and " " * (BLANK + 1) in words:
            return True
    return False


def words_at(rows: list[list[Cell]]) -> set[tuple[str, int, int]]:
    """Every Chinese character, and where: it stands there in all ways of signs. Without edges more rows say their light."""
    return {(cell.sign, x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell.sign >= "\u4e00"}


def test_every_kind_with_a_page_is_walked() -> None:
    assert set(look.RECORDS) == set(registry.PAGES)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@running
async def test_every_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    faults: list[str] = []
    text.use("zh")
    for name in KEYS:
        app = CampaignApp(session(database(tmp_path)), way=Way.BLOCKS)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda app=app: app.situation is not None)
            await look.shown(app, pilot, look.DIALOGS.get(name, name))
            rows = look.grid(app)
            share, where = look.emptiest(rows, [rgb(surface) for surface in look.CALM])
            if size in ((80, 24), (120, 40), (200, 50)) and share > HOLLOW.get((name, size[0]), ROOMY.get(name, 11.0)):
                faults.append(f"{name}: {share:.1f} % are empty at {where}")
            faults += [f"{name}: cut beside room: {said(row)!r}" for row in rows if name in TABLES and cut_beside_room(row)]
            stand = words_at(rows)
            for way in (Way.CELLS, Way.ASCII):
                app.drawing.choose(signs=way.value)
                await pilot.pause()
                other = look.grid(app)
                if moved := sorted(stand - words_at(other), key=lambda one: one[2])[:3]:
                    faults.append(f"{name} with {way}: other words: {moved}")
                wide = {cell.sign for row in other for cell in row
                        if not cell.sign.isascii() and east_asian_width(cell.sign) not in "WF"}
                if wide:
                    faults.append(f"{name} with {way}: {''.join(sorted(wide))}")
    assert not faults, "\n".join(faults)
