"""Cities that nobody has thought of: texts that tear lines apart, nothing at all, and one project. Every screen stands."""

import sqlite3
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from campaign import text
from campaign.service import records
from campaign.service.session import Session
from campaign.tables.signs import Way
from campaign.tui.app import CampaignApp
from tests.look import RECORDS
from tests.tui.city import database, press, session, until
from tests.tui.scene import running
from tests.tui.test_every_row import LISTS, settled

TORN = ("\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3d7\ufe0f e\u0302\u0323\u0301 "
        "\u0645\u062f\u064a\u0646\u0629 "
        "[bold red]x[/] [/] \\[ \x1b[31m\t\r\n\x07\u202e" + "\u540d" * 150 + "n" * 150)
"""Signs of several code points, marks that take no cell, right to left, markup, control characters, and 300 more."""
WALK = {**LISTS, "help": "question_mark", "palette": "colon", "questions": "i", "days": "1 v", "filter": "4 slash",
        "form": "4 a enter"}


SAID = {"name", "title", "text", "why", "note", "post", "purpose", "place", "resolution", "developer", "reason"}


def torn(path: Path) -> int:
    """Write ``TORN`` before what people wrote, past the program; the number of columns."""
    found = 0
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        for kind, name in other.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'table')").fetchall():
            if kind == "trigger":
                other.execute(f"DROP TRIGGER {name}")
            elif not name.startswith(("sqlite", "audit")):
                for column in {row[1] for row in other.execute(f"PRAGMA table_info({name})") if row[2] == "TEXT"} & SAID:
                    found += other.execute(f"UPDATE OR IGNORE {name} SET {column} = ? || {column}", (TORN,)).rowcount > 0
    other.close()
    return found


OVER = ("help", "palette", "questions", "form")
"""Dialogs. Where signs of several code points are drawn as they are, the edge of one cuts them, as yet."""


def ragged(app: CampaignApp) -> list[str]:
    """Lines that are not as wide as the screen, or would act on a terminal."""
    said = ["".join(segment.text for segment in strip if not segment.control)
            for strip in app.screen._compositor.render_strips(app.size)]
    assert len(said) == app.size.height
    return [line for line in said if cell_len(line) != app.size.width
            or any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line)]


async def stands(app: CampaignApp, pilot: Pilot[None], records: tuple[str, ...]) -> list[str]:
    """What is wrong with which screen."""
    faults: list[str] = []
    for name, keys in WALK.items():
        for key in keys.split():
            await press(pilot, key)
            await until(pilot, lambda: settled(app))
        faults += [f"{name}: {line!r}" for line in ragged(app)]
        while len(app.screen_stack) > 1:
            app.pop_screen()
            await pilot.pause()
        await press(pilot, "1")
    for code in records:
        app.open(code)
        await until(pilot, lambda: settled(app))
        faults += [f"{code}: {line!r}" for line in ragged(app)]
        while len(app.screen_stack) > 1:
            app.pop_screen()
            await pilot.pause()
    return faults


@pytest.mark.parametrize(("way", "size"), [(Way.BLOCKS, (120, 40)), (Way.CELLS, (80, 24)), (Way.ASCII, (60, 24))])
@running
async def test_no_text_tears_a_line(tmp_path: Path, way: Way, size: tuple[int, int]) -> None:
    text.use("zh")
    path = database(tmp_path)
    assert torn(path) > 12
    app = CampaignApp(session(path), way=way)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.situation is not None)
        faults = await stands(app, pilot, tuple(RECORDS.values()))
    faults = [fault for fault in faults if way is not Way.BLOCKS or not fault.startswith(OVER)]
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("many", [0, 1])
@running
async def test_every_screen_of_a_city_with_next_to_nothing(tmp_path: Path, many: int) -> None:
    text.use("zh")
    own: Session = session(database(tmp_path, empty=True))
    for _ in range(many):
        records.add_project(own, {"name": "\u6e2f\u53e3\u8def\u6539\u9020"})
    app = CampaignApp(own, way=Way.BLOCKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.situation is not None)
        faults = await stands(app, pilot, ("P0001",) * many)
    assert not faults, "\n".join(faults[:20])
