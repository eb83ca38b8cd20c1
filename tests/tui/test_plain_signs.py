"""``--ascii``, and where nobody knows how wide signs are: no sign on the screen whose width a terminal may see differently."""

from pathlib import Path
from unicodedata import east_asian_width

import pytest

from campaign import text
from campaign.service import records
from campaign.tables.signs import Way
from campaign.tables.width import cells, plain
from campaign.tui.app import CampaignApp
from tests.tui.city import database, lines, session, until
from tests.tui.scene import running


@pytest.mark.parametrize(("typed", "shown"), [
    ("G228—国道“东段”", 'G228-国道"东段"'), ("①期→②期…", "1期>2期~"), ("café ¥3", "cafe Y3"), ("αβ", "??"), ("项目", "项目")])
def test_signs_of_uncertain_width_become_ascii_of_as_many_cells(typed: str, shown: str) -> None:
    assert plain(typed) == shown
    assert cells(shown) == cells(typed)


@pytest.mark.parametrize("way", [Way.CELLS, Way.ASCII])
@running
async def test_the_whole_screen_keeps_to_them(tmp_path: Path, way: Way) -> None:
    path = database(tmp_path)
    writer = session(path)
    records.edit(writer, "P0042", {"name": "滨海“新材料”①—二期"})
    writer.close()
    text.use("zh")
    app = CampaignApp(session(path), way=way)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in "1234":
            await pilot.press(key)
            await until(pilot, lambda: app.situation is not None)
            shown = "".join(lines(app))
            assert not {char for char in shown if not char.isascii() and east_asian_width(char) not in "WF"}
        assert '滨海"新材料"1-二期' in "".join(lines(app))
