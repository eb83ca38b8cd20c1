"""What the screens look like, kept as pictures: ``pytest tests/tui/test_pictures.py --snapshot-update`` takes them anew.

Look at every picture that changed before keeping it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign import text
from campaign.tui.app import CampaignApp
from campaign.tui.shell.loading_pane import LoadingPane
from campaign.tui.widgets.sheet import Sheet
from tests.tui.city import database, session, until

SMALL, WIDE = (80, 24), (120, 40)
PICTURES: dict[str, tuple[str, tuple[int, int], list[str]]] = {
    "overview": ("zh", SMALL, ["1"]),
    "overview_wide": ("en", WIDE, ["1"]),
    "leaders": ("en", SMALL, ["2", "right"]),
    "leaders_small": ("zh", SMALL, ["2", "G", "space"]),
    "leaders_wide": ("zh", WIDE, ["2", "down"]),
    "leaders_wide_english": ("en", WIDE, ["2", "right"]),
    "blockers": ("zh", SMALL, ["3", "down", "down"]),
    "blockers_wide": ("en", WIDE, ["3", "down"]),
    "projects": ("en", SMALL, ["4", "down"]),
    "projects_by_county_wide": ("zh", WIDE, ["4", "v"]),
    "ground": ("zh", SMALL, ["6", "down"]),
    "ground_approvals": ("en", SMALL, ["6", "tab", "down"]),
    "ground_wide": ("zh", WIDE, ["6", "tab", "down"]),
    "approval_page": ("zh", SMALL, ["6", "tab", "down", "enter"]),
    "presence": ("zh", SMALL, ["9", "down"]),
    "presence_wide": ("en", WIDE, ["9", "down"]),
    "reserve": ("en", SMALL, ["7", "down"]),
    "task_forces": ("en", SMALL, ["t", "down"]),
    "dispatches_wide": ("en", WIDE, ["t", "tab", "down"]),
    "task_force_page": ("en", SMALL, ["t", "down", "enter"]),
    "hundred_days": ("zh", SMALL, ["1", "v"]),
    "project_page": ("zh", SMALL, ["4", "down", "down", "enter"]),
    "add_project": ("en", SMALL, ["4", "a", "enter"]),
    "help": ("zh", SMALL, ["3", "question_mark"]),
    "empty": ("en", SMALL, ["4"]),
}


SCREENS = {"overview": "1", "leaders": "2", "blockers": "3", "projects": "4", "counties": "5", "land": "6", "reserve": "7",
           "promotion": "8", "presence": "9", "honours": "0", "forces": "t", "requests": "p", "days": "v", "log": "f9",
           "news": "d", "intake": "A"}
PICTURES |= {f"{name}_{language}_{size[0]}": (language, size, [key]) for name, key in SCREENS.items() for language in ("zh", "en")
             for size in (SMALL, WIDE)}
"""Every screen in both languages at the two sizes."""


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    language, size, keys = PICTURES[name]
    app = CampaignApp(session(database(tmp_path, empty=name == "empty")))

    async def before(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.situation is not None)
        for key in keys:
            await pilot.press(key)
            await until(pilot, lambda: settled(app))
        for sheet in app.page.query(Sheet) if app.page is not None else ():
            sheet.update()  # the details need not wait until the cursor rests

    text.use(language)
    assert snap_compare(app, terminal_size=size, run_before=before)


def settled(app: CampaignApp) -> bool:
    """Nothing is being read, every pane in front is counted, and no screen is about to come in front; a verb under way waits for
    a key.
    """
    if app.screen.is_mounted and any(pane.behind for pane in app.screen.query(LoadingPane)):
        return False
    groups = {worker.group for worker in app.workers if worker.is_running}
    return not groups - {"verb"} and (not groups or app.screen.is_modal) and app.screen.is_mounted
