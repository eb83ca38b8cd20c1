"""What the Overview shows before anything is read: just what it will show, or nothing."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from campaign import text
from campaign.service import Session, cache, judged, projects
from campaign.tables.signs import Way
from campaign.tui.app import CampaignApp
from campaign.tui.screens.overview.screen import OverviewPage
from tests.tui.city import NOW, database, lines, press, until

SIZE = (100, 30)


class Look:
    """Somebody's dashboard on the city, one start after the other."""

    def __init__(self, folder: Path) -> None:
        self.db, self.folder = database(folder), folder / "cache"
        self.actor, self.me, self.language, self.size, self.days, self.signs = "me", None, "en", SIZE, 0, Way.BLOCKS

    def session(self, cached: bool = True) -> Session:
        return Session(self.db, self.actor, clock=lambda: NOW + timedelta(days=self.days), me=self.me,
                       cache=self.folder if cached else None)

    def seen(self, *keys: str, load: bool = True) -> list[str]:
        """Without ``load``: all that is shown before anything is read."""
        found: list[str] = []

        async def go() -> None:
            session = self.session()
            app = CampaignApp(session, way=self.signs)
            if not load:
                app.load = lambda: None  # type: ignore[method-assign]
            async with app.run_test(size=self.size) as pilot:
                if load:
                    await until(pilot, lambda: app.situation is not None)
                    page = app.page
                    assert isinstance(page, OverviewPage)
                    await until(pilot, lambda: page._pictures.past is not None)
                await press(pilot, *keys)
                found.extend(lines(app)[2:-2])  # without the clock, the news, which are read after it, and the keys
                app.exit()
            if load and app.left is not None:
                session.left = app.left
            session.close()

        text.use(self.language)
        asyncio.run(go())
        return found


@pytest.fixture
def look(tmp_path: Path) -> Look:
    return Look(tmp_path)


def nothing(seen: list[str]) -> bool:
    return "loading" in "".join(seen) or "正在读取" in "".join(seen) or not "".join(seen).replace(">", "").strip()


def test_it_is_what_will_be_there(look: Look) -> None:
    assert nothing(look.seen(load=False))
    full = look.seen()
    assert "What needs you" in "\n".join(full)
    assert look.seen(load=False) == full == look.seen()


@pytest.mark.parametrize("keys", [("4",), ("down", "down", "pagedown"), ("2", "1"), ("v",), ("question_mark",)])
def test_wherever_one_left_it(keys: tuple[str, ...], look: Look) -> None:
    full = look.seen()
    for file in look.folder.iterdir():
        file.unlink()
    look.seen(*keys)
    shown = look.seen(load=False)
    assert nothing(shown) or shown == full


def other(look: Look, **what: Any) -> None:
    for name, value in what.items():
        setattr(look, name, value)


def written(look: Look) -> None:
    session = look.session(cached=False)
    projects.report(session, "P0001", {"crew": "80"})
    session.close()


OTHERWISE: dict[str, Callable[[Look], None]] = {
    "somebody else": lambda look: other(look, actor="another"),
    "as another person": lambda look: other(look, me="L01"),
    "in Chinese": lambda look: other(look, language="zh"),
    "wider": lambda look: other(look, size=(101, 30)),
    "higher": lambda look: other(look, size=(100, 31)),
    "the next day": lambda look: other(look, days=1),
    "plain signs": lambda look: other(look, signs=Way.ASCII),
    "after a write": written,
    "another file": lambda look: other(look, db=database(look.folder)),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_nothing_stale_is_ever_shown(how: str, look: Look) -> None:
    look.seen()
    OTHERWISE[how](look)
    assert nothing(look.seen(load=False))


@pytest.mark.parametrize("data", ["{}", "[]", "[1, 2]", "[[], [[1, 2]]]", '[[["a"]], []]', '[[], [["k", true, "abc"]]]',
                                  "[" * 9_999])
def test_what_is_no_lines_is_not_shown(data: str, look: Look) -> None:
    look.seen()
    name = judged.file_name(look.db, judged.LINES)
    kept = judged._line((look.folder / name).read_bytes())
    assert kept is not None
    (look.folder / name).unlink()
    judged._put(look.folder, name, kept._replace(crc=0), data.encode)
    assert cache.read(look.folder, name)
    look.seen(load=False)


def test_no_line_says_anything_to_the_terminal(look: Look) -> None:
    look.seen()
    name = judged.file_name(look.db, judged.LINES)
    kept = judged._line((look.folder / name).read_bytes())
    assert kept is not None
    (look.folder / name).unlink()
    row = ["k", False, "", [["\x1b]0;evil\x07", ""], ["[@click=app.quit]x", "red"]]]
    judged._put(look.folder, name, kept._replace(crc=0), lambda: json.dumps([[[row[3]], [], []], [row]]).encode())
    seen = "".join(look.seen(load=False))
    assert "[@click=app.quit]x" in seen and "\x1b" not in seen and "\x07" not in seen


def test_keys_do_nothing_before_there_is_anything(look: Look) -> None:
    look.seen()
    assert look.seen("enter", "down", "tab", "enter", load=False)
    assert OverviewPage.leaves
