"""A list and the detail of the row under its cursor: at all widths, with all ways of signs; titles that can be pressed."""

import asyncio
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.tables.signs import Way
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.shell.panes_page import PanesPage
from campaign.tui.shell.split import MOST, Split
from campaign.tui.widgets.heads import Heads
from tests.tui.city import database, lines, session, until

SIZES = {40: (40, 24), 60: (60, 24), 80: (80, 24), 100: (100, 24), 120: (120, 40), 140: (140, 45), 200: (200, 50)}
"""By their columns."""
SCREENS = {"3": "blockers", "4": "projects", "6": "land"}


async def opened(app: CampaignApp, pilot: Pilot[None], key: str) -> PanesPage:
    await until(pilot, lambda: app.situation is not None)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, PanesPage) and app.screen.pane.rows.total > 0)
    assert isinstance(app.screen, PanesPage)
    app.screen.sheet.update()
    await pilot.pause()
    return app.screen


def figures(shown: list[str]) -> list[str]:
    """Chinese words and figures at their cells; signs and letters (some signs are letters) are blanks."""
    return ["".join(sign if sign.isdigit() or east_asian_width(sign) in "WF" else " " for sign in line) for line in shown]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", SCREENS)
def test_the_detail_is_where_there_is_room_and_the_ways_have_one_geometry(tmp_path: Path, key: str, language: str) -> None:
    path = database(tmp_path)
    text.use(language)

    async def go() -> None:
        app = CampaignApp(session(path))
        async with app.run_test(size=SIZES[80]) as pilot:
            page = await opened(app, pilot, key)
            for columns, size in SIZES.items():
                await pilot.resize_terminal(*size)
                await pilot.pause()
                page.sheet.update()
                await pilot.pause()
                sheet, pane = page.sheet, page.pane
                beside = key == "6" and columns >= 100  # both halves have no room for more at their right
                assert sheet.display is (columns >= 60), columns
                if columns >= 140 and not beside:
                    assert sheet.region.x > pane.region.right - 1 and sheet.size.width == min(54 + (columns - 140) // 3, MOST)
                    assert sheet.region.height == page.query_one(Split).region.height
                elif columns >= 60:
                    assert sheet.region.y >= pane.region.bottom and sheet.size.height == (8 if size[1] >= 30 else 4)
                found = {}
                for way in Way:
                    app.drawing.draw_with(way)
                    await pilot.pause()
                    shown = [strip.text for strip in app.screen._compositor.render_strips()]
                    assert all(cells(line) == columns for line in shown), (columns, way)
                    rows = "\n".join(shown[2:-1])
                    if way is not Way.BLOCKS:
                        assert not set(rows) & set("─━┃│▌■□●█▁▂▃▄▅▆▇╸╴╵╎∙⣿"), (columns, way)
                    assert (way is Way.ASCII) == any(line.lstrip(" ").startswith(">") for line in shown[2:-1]), (columns, way)
                    found[way] = figures(shown[2:-1])
                assert found[Way.BLOCKS] == found[Way.CELLS] == found[Way.ASCII], columns
                app.drawing.draw_with(Way.BLOCKS)

    asyncio.run(go())


def test_a_title_sorts_and_turns(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def go() -> None:
        app = CampaignApp(session(path))
        async with app.run_test(size=SIZES[120]) as pilot:
            page = await opened(app, pilot, "4")
            heads = page.query_one(Heads)
            place = heads.render_lines(heads.size.region)[0].text.index("Total")
            for reverse in (False, True, False):
                await pilot.click(heads, offset=(place, 0))
                await pilot.pause()
                assert (page.pane.sort, page.pane.reverse) == ("total", reverse)
                assert ("Total^" in lines(app)[heads.region.y]) is reverse
                totals = [app.situation.snapshot.projects[code].total for code in page.pane.shown]  # type: ignore[union-attr]
                known = [total for total in totals if total is not None]
                assert known == sorted(known, reverse=not reverse)

    asyncio.run(go())


def test_a_narrow_list_leaves_to_the_detail_what_a_wide_one_says(tmp_path: Path) -> None:
    path = database(tmp_path)

    async def go() -> None:
        app = CampaignApp(session(path))
        async with app.run_test(size=SIZES[80]) as pilot:
            page = await opened(app, pilot, "4")
            keys = [found.column.key for found in page.pane.fitted(page.pane.rows.room - page.pane.indent)]
            assert not {"code", "county", "total", "stage"} & set(keys)
            code = page.subject
            assert code is not None and any(code in line for line in lines(app)[-5:])
            await pilot.resize_terminal(*SIZES[120])
            await pilot.pause()
            keys = [found.column.key for found in page.pane.fitted(page.pane.rows.room - page.pane.indent)]
            assert {"code", "county", "total", "stage"} <= set(keys)

    asyncio.run(go())
