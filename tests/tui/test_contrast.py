"""Every letter really drawn can be read (4.5), every mark be seen (3): all screens and dialogs, themes and signs."""

from pathlib import Path

import pytest
from rich.color import Color

from campaign import text
from campaign.tables.signs import Way
from campaign.tables.tones import MARKS
from campaign.tui import theme
from campaign.tui.app import CampaignApp
from tests.look import DIALOGS, SCREENS, contrast, grid, letters, shown
from tests.tui.city import database, session, until
from tests.tui.scene import running

GROUNDS = ("ground", "panel", "raised", "selected")
SEEN = tuple(name for name in MARKS if name != "fan")


def rgb(name: str, token: str) -> tuple[int, int, int]:
    return tuple(Color.parse(theme.COLOURS[name][token]).get_truecolor())


def too_weak(app: CampaignApp, name: str) -> list[tuple[str, int, int, float]]:
    rows = grid(app)
    found = [(sign, x, y, share) for share, sign, x, y in letters(rows) if share < 4.5]
    marks, grounds = {rgb(name, token) for token in SEEN}, {rgb(name, token) for token in GROUNDS}
    return found + [(cell.sign, x, y, share) for y, row in enumerate(rows) for x, cell in enumerate(row)
                    if cell.sign.strip() and cell.fore in marks and cell.back in grounds
                    and (share := contrast(cell.fore, cell.back)) < 3 - 0.35 * (cell.back == rgb(name, "selected"))]


@pytest.mark.parametrize(("way", "name"), [(Way.BLOCKS, "dark"), (Way.BLOCKS, "light"), (Way.CELLS, "contrast"),
                                           (Way.CELLS, "light"), (Way.ASCII, "blind")])
@running
async def test_every_letter_and_mark(tmp_path: Path, way: Way, name: str) -> None:
    text.use("zh")
    weak = []
    app = CampaignApp(session(database(tmp_path)), way=way, theme_name=name)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.situation is not None)
        walls = [keys for keys in DIALOGS.values() if keys.startswith("wall")]
        for place in (*SCREENS, *walls, *(f"1,{keys}" for keys in DIALOGS.values() if keys not in walls)):
            await shown(app, pilot, place)
            weak += [(place, *one) for one in too_weak(app, name)[:3]]
            while len(app.screen_stack) > 1:
                await app.pop_screen()
    assert not weak
