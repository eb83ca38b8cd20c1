"""Every list and page, on a usual and on a small screen: the last row is reached and seen, and Enter on every kind of row
opens something or says why not.
"""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from campaign.core import codes
from campaign.tui.app import CampaignApp
from campaign.tui.shell.loading_pane import LoadingPane
from campaign.tui.shell.page import Page
from campaign.tui.widgets.rows import Rows
from tests.tui.city import asked, database, lines, press, run, until

SIZES = ((80, 24), (40, 15))
LISTS = {
    "overview": "1", "leaders' table": "2 v", "blockers": "3", "resolved blockers": "3 v v v v v",
    "projects": "4",
    "projects by county": "4 v", "league": "5", "indicators": "5 tab", "parity": "5 tab tab", "totals": "5 tab tab tab",
    "land": "6",
    "approvals": "6 tab", "reserve": "7", "leads": "8", "chain": "8 tab", "trips": "8 tab tab", "events": "8 tab tab tab",
    "sites": "9", "sites by county": "9 v", "leaders in touch": "9 v v v v v", "red and black": "0", "leaderboards": "0 tab",
    "must explain": "0 tab tab", "ladder": "0 tab tab tab", "merits": "0 tab tab tab tab", "cases": "0 tab tab tab tab tab",
    "task forces": "t", "dispatches": "t tab", "uncovered": "t tab tab", "could help": "t tab tab tab",
    "requests": "p", "all requests": "p v", "log": "f9", "news": "d v v", "bulletin": "b",
    "a league's part": "5 enter down down down enter", "a place on a board": "0 tab enter",
    "a node of the chain": "8 tab enter", "an indicator": "5 tab enter", "parity of a county": "5 tab tab enter",
}
"""What it is → the keys that lead there."""
RECORDS = ("P0042", "P0001", "B0107", "G0001", "A0003", "K0001", "T01", "R001", "E001", "D001", "H0001", "S001", "L03", "M001",
           "C01", "U01", "Q0001")
"""A record of every kind that has codes."""


def settled(app: CampaignApp) -> bool:
    if not app.screen.is_mounted or any(pane.behind and pane.display for pane in app.screen.query(LoadingPane)):
        return False
    return not {worker.group for worker in app.workers if worker.is_running} - {"verb", "keys"}


def listing(app: CampaignApp) -> Rows:
    assert isinstance(app.focused, Rows), (app.screen, app.focused, lines(app))
    return app.focused


def kind(rows: Rows, key: str) -> str:
    """What is taken for one kind of row: what its code names, or how its key begins."""
    row = next((found[key] for page in [rows.screen] if (found := getattr(page, "_rows", None)) and key in found), None)
    subject = row.subject if row is not None and row.subject else key
    named = codes.NAMES.get(subject[:1], "") if codes.canonical(subject) == subject else ""
    begins = key.partition(" ")[0].partition(":")[0].rstrip("0123456789")  # lines of a paper are numbered
    return f"{begins if not named or row is not None else ''}>{named}"


def in_sight(app: CampaignApp, rows: Rows) -> None:
    y = rows.region.y + rows._stops[rows._at] - rows._top
    shown = "\n".join(lines(app))
    assert rows.region.y <= y < rows.region.bottom <= app.size.height - 1, f"{rows.cursor} is not in sight\n{shown}"
    assert lines(app)[y][rows.region.x:].startswith(">"), f"{rows.cursor} is hidden\n{shown}"


async def walk(app: CampaignApp, pilot: Pilot[None], seen: set[str]) -> None:
    """``seen``: the kinds of row on which Enter was pressed already."""
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: settled(app))
        rows = listing(app)
        if not rows.total:
            assert any(lines(app)[1:-1]), "an empty list says what to type"
            return
        for key in ("home", "end"):
            await press(pilot, key)
            in_sight(app, rows)
        assert rows.position == rows.total
    page = app.screen
    for key in [rows._keys[place] for place in rows._stops]:
        if page in app.screen_stack and (what := kind(rows, key)) not in seen:
            seen.add(what)
            await entered(app, pilot, page, key)


async def entered(app: CampaignApp, pilot: Pilot[None], page: Screen[None], key: str) -> None:
    """Enter on this row, and back."""
    assert isinstance(page, Page)
    mode, before = app.current_mode, lines(app)
    page.unsay()
    assert listing(app).move_to(key)
    await press(pilot, "enter")
    await until(pilot, lambda: settled(app))
    done = app.screen is not page or page._message is not None or lines(app) != before
    assert done, f"Enter on {key} does nothing\n" + "\n".join(before)
    if app.current_mode != mode:
        await app.switch_mode(mode)
    while app.screen is not page and page in app.screen_stack:  # a list of the same screen takes the place of what led there
        await press(pilot, "escape")
        await until(pilot, lambda: settled(app))


@pytest.mark.parametrize("name", LISTS)
def test_the_last_row_is_seen_and_enter_opens_or_says_why_not(tmp_path: Path, name: str) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        for key in LISTS[name].split():
            await press(pilot, key)
            await until(pilot, lambda: settled(app))
        await walk(app, pilot, set())

    run(asked(database(tmp_path)), test)


@pytest.mark.parametrize("half", [0, 1])
def test_the_page_of_every_kind_is_read_to_its_end(tmp_path: Path, half: int) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        seen = set[str]()
        for code in RECORDS[half::2]:
            app.open(code)
            await until(pilot, lambda: settled(app) and isinstance(app.focused, Rows))
            await walk(app, pilot, seen)
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")

    run(asked(database(tmp_path)), test)
