"""Where a list is short its screen has what the other lists of the page have; a key there sends two rows and the detail."""

from pathlib import Path
from typing import Any

import pytest
from textual._compositor import CompositorUpdate

from campaign import text
from campaign.tui.app import CampaignApp
from campaign.tui.shell.panes_page import PanesPage
from campaign.tui.shell.tabs_page import TabsPage
from campaign.tui.widgets.sent import Sent
from tests import look
from tests.tui.city import database, lines, press, session, until
from tests.tui.scene import running

MOST = 2_500
"""Bytes of a key at 120×40."""
RIGHT = 74
"""The cell at which what stands at the right of the detail begins."""


def aside(app: CampaignApp, page: TabsPage) -> list[str]:
    """The first lines at the right of the detail."""
    rows = look.grid(app)[page.sheet.region.y:]
    return ["".join(cell.sign for cell in row[RIGHT:]) for row in rows[:8]]


@pytest.mark.parametrize("key", ["t", "0", "p"])
@running
async def test_the_other_lists_of_a_short_one_stand_around_its_detail(tmp_path: Path, key: str) -> None:
    text.use("zh")
    app = CampaignApp(session(database(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.situation is not None)
        await press(pilot, key)
        page = app.screen
        assert isinstance(page, TabsPage)
        await until(pilot, lambda: not any(pane.behind for pane in page._panes))
        page.sheet.update()
        await pilot.pause()
        shown = "\n".join(lines(app)[page.sheet.region.y:])
        others = [pane for pane in page._panes if pane is not page.pane]
        named = [text._(pane.SHORT or pane.TITLE_TEXT) for pane in others]
        assert sum(name in shown for name in named) >= min(len(others), 4), shown
        before = aside(app, page)
        await press(pilot, "j")
        page.sheet.update()
        await pilot.pause()
        assert aside(app, page) == before, "they do not hang on the cursor"


@pytest.mark.parametrize("key", ["3", "4", "5", "6", "7", "8", "9", "0", "t", "p"])
@running
async def test_a_key_sends_two_rows_and_the_detail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    sent: list[int] = []
    terminal, display = Sent(), CampaignApp._display

    def note(app: CampaignApp, screen: Any, update: Any) -> None:
        if isinstance(update, CompositorUpdate):
            sent.append(len(terminal.pass_on(app.page, update, app.console).render_segments(app.console).encode()))
        display(app, screen, update)

    monkeypatch.setattr(CampaignApp, "_display", note)
    text.use("zh")
    app = CampaignApp(session(database(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.situation is not None)
        await press(pilot, key)
        page = app.screen
        assert isinstance(page, PanesPage)
        await until(pilot, lambda: not any(pane.behind for pane in page._panes if pane.display or isinstance(page, TabsPage)))
        await pilot.pause(0.4)
        for down in ("j", "k", "j"):
            sent.clear()
            await pilot.press(down)
            await pilot.pause(0.3)
            assert 0 < sum(sent) <= MOST, sent
