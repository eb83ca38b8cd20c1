"""An open dashboard, on every screen, while every setting is at an end of its bounds, or beyond what it can be."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from campaign.core.model.campaign import Settings
from campaign.kinds.campaign import BOUNDS
from campaign.service import settings
from campaign.store.engine.connection import sqlite3
from campaign.tui.app import CampaignApp
from tests.tui.city import database, lines, press, run, session, until


def visited(path: Path, change: Callable[[], None] | None = None) -> None:
    async def test(app: CampaignApp, pilot: Pilot[None]) -> None:
        if change is not None:  # while it is open
            change()
            await until(pilot, lambda: app.situation is not None and app.situation.snapshot.campaign.length == 1)
        for key in "1234567890i":
            await press(pilot, key)
            for _ in range(3):
                await press(pilot, "v", "j", "tab")
            await press(pilot, "enter")
            await until(pilot, lambda: any(line.strip() for line in lines(app)))
            await press(pilot, "escape", "escape")
        assert app.is_running and app._exception is None

    run(path, test, size=(120, 40))


def typed(limit: object) -> str:
    """No day that is more than 50 years ahead can be typed."""
    return str(min(limit, date(2076, 1, 1)) if isinstance(limit, date) else limit)


@pytest.mark.parametrize("first", ["least", "most", "kept"])
@pytest.mark.parametrize("end", ["least", "most"])
def test_every_screen_with_every_setting_at_an_end(tmp_path: Path, end: str, first: str) -> None:
    path = database(tmp_path)
    with closing(session(path)) as writer:
        for key, limits in BOUNDS.items():
            if key != "first_day":
                settings.set_value(writer, key, typed(getattr(limits, end)))
            elif first != "kept":
                settings.set_value(writer, key, typed(getattr(limits, first)))
    visited(path)


def test_an_open_dashboard_follows_to_what_an_older_program_let_in(tmp_path: Path) -> None:
    path = database(tmp_path)

    def older() -> None:
        with sqlite3.connect(path) as connection:
            for key in Settings._fields:
                connection.execute("INSERT OR REPLACE INTO settings VALUES (?, 999999999999)", (key,))
            connection.execute("INSERT INTO excuses (first_day, last_day, why) VALUES ('0001-01-01', '9999-12-31', 'x')")
        connection.close()
        with closing(session(path)) as writer:
            settings.set_value(writer, "length", "1")

    visited(path, older)
    visited(path)
