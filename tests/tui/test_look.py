"""The look, walked: every screen at six widths, in three ways of signs and in four themes.

What LOOK promises of each: no dead rectangle, words that can be read, no sign whose width a terminal may see differently where
it has not been measured, nothing cut beside room. ``python -m tests.look`` prints the same figures and draws pictures.
"""

from pathlib import Path
from unicodedata import east_asian_width

import pytest
from textual.color import Color

from campaign import text
from campaign.tables.signs import Way
from campaign.tui import theme
from campaign.tui.app import CampaignApp
from tests import look
from tests.look import Cell
from tests.tui.city import database, session, until
from tests.tui.scene import running

SIZES = ((40, 24), (60, 24), (80, 24), (120, 40), (140, 40), (200, 50))
KEYS = (*look.SCREENS, "t", "p", "days", "project", "county", "wall", "wall1", "wall2", "wall3")
ROOMY = {"2": 13.0, "wall": 13.0, "wall1": 13.0, "wall2": 13.0, "wall3": 13.0}
"""Screens whose largest rectangle without a sign or a fill may be so many per cent of the screen; 11 elsewhere."""
BLANK = 20
"""Cells in a row of a table beside which nothing is cut."""
THEMES = (theme.DARK, theme.LIGHT, theme.CONTRAST, theme.BLIND)


def _calm(name: str) -> list[tuple[int, int, int]]:
    return [tuple(Color.parse(theme.COLOURS[name][surface]).rgb) for surface in look.CALM]


def _said(row: list[Cell]) -> str:
    return "".join(cell.sign for cell in row)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["zh", "en"])
@running
async def test_every_screen(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    faults: list[str] = []
    text.use(language)
    for name in dict.fromkeys(KEYS):
        app = CampaignApp(session(database(tmp_path)), way=Way.BLOCKS)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda app=app: app.situation is not None)
            await look.shown(app, pilot, look.DIALOGS.get(name, name))
            rows = look.grid(app)
            share, where = look.emptiest(rows, _calm(theme.DARK))
            if size in ((80, 24), (120, 40), (200, 50)) and share > ROOMY.get(name, 11.0):
                faults.append(f"{name}: {share:.1f} % are empty at {where}")
            faults += [f"{name}: cut beside room: {_said(row)!r}" for row in rows if _cut(row)]
            for colours in THEMES:
                app.theme = colours
                await pilot.pause()
                weak = [f"{name} in {colours}: {sign} at {x},{y} has {found:.1f}" for found, sign, x, y in look.letters(look.grid(app))
                        if found < 4.5]
                faults += weak[:3]
            app.theme = theme.DARK
            for way in (Way.CELLS, Way.ASCII):
                app.use_signs(way)
                await pilot.pause()
                wide = {sign for row in look.grid(app) for sign in _said(row)
                        if not sign.isascii() and east_asian_width(sign) not in "WF"}
                if wide:
                    faults.append(f"{name} with {way}: {''.join(sorted(wide))}")
    assert not faults, "\n".join(faults)


def _cut(row: list[Cell]) -> bool:
    """Whether something is cut in a row that has room elsewhere."""
    said = _said(row)
    return "~" in said and max((len(run) for run in said.strip().replace("~", "x").split() if not run), default=0) > BLANK \
        or ("~" in said and " " * (BLANK + 1) in said.strip())
