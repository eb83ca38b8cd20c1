"""A running dashboard on the demonstration city for tests of pages: day 38, 22 November 2026, 10:48, the clock standing still."""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from campaign import text
from campaign.service import Session, create
from campaign.store.write import Write
from campaign.tables.width import cells
from campaign.tui.app import CampaignApp
from campaign.tui.widgets.rows import Rows

SEED = Path(__file__).parents[2] / "seed"
NOW = datetime.fromisoformat("2026-11-22T10:48:00+08:00")

ASKED = (("projects", "P0042", "plan_100", 9_700), ("projects", "P0001", "planned_finish", "2027-12-31"),
         ("blockers", "B0107", "due", "2026-12-20"), ("land_tasks", "G0003", "target", 100), ("leads", "K0001", "leader", "L05"),
         ("projects", "P0042", "leader", "L05"))
"""Targets of several kinds."""
FIRST_ASKED = 5
"""The number of the request for the first of them: the sample city has four of its own."""

Test = Callable[[CampaignApp, Pilot[None]], Awaitable[None]]


@cache
def _template(empty: bool) -> Path:
    folder = tempfile.mkdtemp(prefix="campaign-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "city.db"
    if empty:
        create.init(path, "百日攻坚", "2026-11-22", "hq", clock=lambda: NOW)
    else:
        create.seed(path, SEED, "hq", day=38, clock=lambda: NOW)
    return path


def database(folder: Path, *, empty: bool = False) -> Path:
    return Path(shutil.copy(_template(empty), folder / "city.db"))


def asked(path: Path, *wanted: tuple[str, str, str, object]) -> Path:
    """Somebody below headquarters has asked for other targets: table, code, field and the value wanted, each its own request."""
    with_all = session(path)
    for table, code, field, value in wanted or ASKED:
        def body(write: Write, table: str = table, code: str = code, field: str = field, value: object = value) -> str:
            write.consent.asks, write.consent.why = True, "资金未到位，地块交付推迟"
            write.update(table, code, {field: value})
            return code

        with_all.write("edit", body)
    with_all.close()
    return path


def session(path: Path, *, actor: str = "me", days: int = 0) -> Session:
    """``days`` after 22 November."""
    return Session(path, actor, clock=lambda: NOW + timedelta(days=days))


def run(path: Path, test: Test, *, size: tuple[int, int] = (80, 24), language: str = "en", days: int = 0) -> None:
    """Start the dashboard, wait until everything is loaded, and let ``test`` look and press keys."""

    async def go() -> None:
        app = CampaignApp(session(path, days=days))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.situation is not None)
            await test(app, pilot)

    before = text.language()
    text.use(language)
    try:
        asyncio.run(go())
    finally:
        text.use(before)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Let the app work until something holds; an error after some seconds."""
    for _ in range(200):
        await pilot.pause()
        if true():
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to hold")


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def lines(app: CampaignApp) -> list[str]:
    """What is on the screen, a line each, blanks at the end taken off; '>' where a list has its cursor, which is a colour."""
    return pointed(app, ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()])


def pointed(app: App[Any], shown: Sequence[str]) -> list[str]:
    """With a '>' in the margin before the row under each cursor."""
    found = list(shown)
    for rows in app.screen.query(Rows):
        at = next((y for y in range(rows.size.height) if rows.pointed(y)), None)
        if rows.cursor is None or at is None or not rows.is_on_screen:
            continue
        x, y = rows.region.x + rows.left - 1, rows.region.y + at
        line, size = found[y], 0
        for place, sign in enumerate(line):
            if size == x:
                found[y] = line[:place] + ">" + line[place + 1:]
                break
            size += cells(sign)
    return [line.rstrip() for line in found]


def line_of(app: CampaignApp, words: str) -> str:
    """The first line with ``words`` in it; AssertionError shows the whole screen."""
    shown = lines(app)
    for line in shown:
        if words in line:
            return line
    raise AssertionError(f"{words!r} is not in\n" + "\n".join(shown))
