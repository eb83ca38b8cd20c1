"""Screens that come to the front: painted once, styled only when styles may be others, and never stale."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from campaign import text
from campaign.service import records
from campaign.tui import registry
from campaign.tui.app import CampaignApp
from campaign.tui.shell import one_paint
from campaign.tui.shell.page import Page
from campaign.tui.shell.split import REST
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.rows import Rows
from tests.tui import scene
from tests.tui.scene import Dashboard, dashboard, running

SIZE = (120, 40)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.fixture
def speaking(language: str) -> Any:
    before = text.language()
    text.use(language)
    yield language
    text.use(before)


def picture(board: Dashboard) -> list[list[tuple[str, object]]]:
    """Every line below the countdown's, with its styles: neighbours of one style as one."""
    return [[(piece.text, piece.style) for piece in strip.simplify()]
            for strip in board.app.screen._compositor.render_strips()[2:]]


async def anew(board: Dashboard) -> list[list[tuple[str, object]]]:
    """The same when everything has been styled, laid out and drawn anew."""
    page = board.app.screen
    page.update_node_styles(animate=False)
    for widget in page.query(Lines):
        widget.recolour()
    page.refresh(layout=True)
    await board.settle()
    return picture(board)


async def to(board: Dashboard, name: str) -> Page:
    await board.app.switch_mode(name)
    await board.settle()
    await asyncio.sleep(0.03)
    await board.settle()
    page = board.app.page
    assert page is not None
    assert not page._held
    return page


@asynccontextmanager
async def visited(path: Path, **more: Any) -> AsyncIterator[Dashboard]:
    """Every screen has been looked at; the first is in front."""
    async with dashboard(path, SIZE, **more) as board:
        for name in [*registry.SCREENS, "overview"]:
            await to(board, name)
        yield board


class Seen:
    """What the app hands to the terminal."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.whole, self.parts, self.styled = 0, 0, 0
        display, styled = CampaignApp._display, Stylesheet.update_nodes

        def note(app: CampaignApp, screen: Any, update: Any) -> None:
            self.whole += isinstance(update, LayoutUpdate)
            self.parts += isinstance(update, ChopsUpdate) and any(y for y, _from, _to in update.spans)
            display(app, screen, update)

        def count(sheet: Stylesheet, nodes: Any, animate: bool = False) -> None:
            some = list(nodes)
            self.styled += len(some)
            styled(sheet, some, animate)

        monkeypatch.setattr(CampaignApp, "_display", note)
        monkeypatch.setattr(Stylesheet, "update_nodes", count)

    def nothing(self) -> None:
        self.whole = self.parts = self.styled = 0


@running
async def test_a_screen_that_comes_back_is_painted_once_and_not_styled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with visited(tmp_path / "a.db") as board:
        await asyncio.sleep(0.5)  # the panes that are not shown have been counted
        seen = Seen(monkeypatch)
        for name in registry.SCREENS:
            await to(board, "overview")
            await asyncio.sleep(0.02)
            seen.nothing()
            await to(board, name)
            assert (seen.whole, seen.parts, seen.styled) == (0 if name == "overview" else 1, 0, 0), name


@running
async def test_what_is_known_at_once_is_painted_once_the_first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path / "a.db", SIZE) as board:
        seen = Seen(monkeypatch)
        for name in [*registry.SCREENS][1:]:
            seen.nothing()
            await to(board, name)
            assert seen.whole == 1, name
        seen.nothing()
        board.app.open("P0001")
        await board.settle()
        await asyncio.sleep(0.03)
        assert seen.whole == 1, "the page of a record"


async def nothing_stale(board: Dashboard) -> None:
    stale = []
    for name in registry.SCREENS:
        await to(board, name)
        shown = picture(board)
        new = await anew(board)
        stale += [(name, was, now) for was, now in zip(shown, new, strict=True) if was != now][:1]
    assert not stale


@LANGUAGES
@running
async def test_another_theme(tmp_path: Path, speaking: str) -> None:
    async with visited(tmp_path / "a.db") as board:
        before = picture(board)
        board.app.theme = "light"
        await board.settle()
        assert picture(board) != before
        await nothing_stale(board)


@LANGUAGES
@running
async def test_another_language(tmp_path: Path, speaking: str) -> None:
    async with visited(tmp_path / "a.db") as board:
        before = {name: await pictured(board, name) for name in registry.SCREENS}
        await to(board, "overview")
        await board.press("L")
        assert text.language() != speaking
        for name in registry.SCREENS:
            assert await pictured(board, name) != before[name], name
        await nothing_stale(board)


async def pictured(board: Dashboard, name: str) -> list[list[tuple[str, object]]]:
    await to(board, name)
    return picture(board)


@running
async def test_another_size(tmp_path: Path) -> None:
    async with visited(tmp_path / "a.db") as board:
        for size in ((80, 24), (70, 12), SIZE):
            await to(board, "overview")
            await board.pilot.resize_terminal(*size)
            await board.settle()
            for name in registry.SCREENS:
                await to(board, name)
                assert board.app.screen._compositor.size == size, name
                assert {strip.cell_length for strip in board.app.screen._compositor.render_strips()} == {size[0]}, name
            await nothing_stale(board)


@running
async def test_the_window_loses_the_focus_and_has_it_again(tmp_path: Path) -> None:
    async with visited(tmp_path / "a.db") as board:
        for event in (events.AppBlur, events.AppFocus):
            await to(board, "overview")
            board.app.post_message(event())
            await board.settle()
            await nothing_stale(board)


@running
async def test_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot change while the program runs; if it did, everything would be styled anew."""
    async with visited(tmp_path / "a.db") as board:
        page = await to(board, "projects")
        await to(board, "overview")
        assert page._styled == page._look_of_now()
        monkeypatch.setattr(board.app, "no_color", True)
        assert page._styled != page._look_of_now()
        await to(board, "requests")
        await nothing_stale(board)


@LANGUAGES
@running
async def test_what_somebody_else_wrote_meanwhile(tmp_path: Path, speaking: str) -> None:
    path = tmp_path / "a.db"
    async with visited(path) as board:
        other = scene.session(path, "hq")
        records.edit(other, "P1", {"name": "滨海新材料三期"})
        records.add_project(other, {"name": "新来的项目", "total": "1亿", "leader": "王某山", "county": "临江"})
        other.close()
        board.app.catch_up()
        await board.settle()
        await to(board, "projects")
        assert "滨海新材料三期" in board.text()
        assert "新来的项目" in board.text()
        await to(board, "leaders")
        assert "滨海新材料三期" in board.text()
        await nothing_stale(board)


@running
async def test_midnight(tmp_path: Path) -> None:
    day = [scene.NOW]

    async with visited(tmp_path / "a.db") as board:
        old = {name: await pictured(board, name) for name in ("blockers", "overview")}

        def later() -> datetime:
            return day[0] + timedelta(days=1)

        board.app.session.clock = later  # type: ignore[misc]
        board.app.catch_up()
        await board.settle()
        assert board.app.situation is not None
        assert await pictured(board, "blockers") != old["blockers"], "one day older"
        await nothing_stale(board)


@LANGUAGES
@running
async def test_what_let_go_is_as_it_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speaking: str) -> None:
    """Cursor, order, direction, groups, typed filter and scroll; drawings alone are gone meanwhile."""
    path = tmp_path / "a.db"
    one = scene.session(path)
    for number in range(60):
        records.add_project(one, {"name": f"园区{number}号", "total": "1亿"})
    one.close()
    async with visited(path) as board:
        page = await to(board, "projects")
        await board.press("s", "S", "slash")
        await board.type("园区")
        await board.press("enter", "G", "up", "up")
        await asyncio.sleep(REST + 0.1)  # the details have followed the cursor
        rows = page.query_one(Rows)
        left, cursor, top = picture(board), rows.cursor, rows._top
        assert top > 0
        for name in registry.SCREENS:
            await to(board, name)
        await to(board, "overview")
        before = {name: await pictured(board, name) for name in registry.SCREENS}
        await to(board, "overview")
        monkeypatch.setattr(one_paint, "UNSEEN", 0.01)
        for name in [*registry.SCREENS, "overview"]:
            await to(board, name)
        await asyncio.sleep(0.05)
        assert not rows._drawn
        assert not rows._on_screen
        monkeypatch.setattr(one_paint, "UNSEEN", 1000.0)
        await to(board, "projects")
        assert (rows.cursor, rows._top) == (cursor, top)
        assert [pair for pair in zip(picture(board), left, strict=True) if pair[0] != pair[1]] == []
        for name in registry.SCREENS:
            assert await pictured(board, name) == before[name], name
        await nothing_stale(board)


@running
async def test_a_screen_that_never_rests_is_shown_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(tmp_path / "a.db", SIZE) as board:
        monkeypatch.setattr(one_paint.OnePaint, "_settle", lambda *_how: None)
        seen = Seen(monkeypatch)
        board.app.switch_mode("projects")
        await asyncio.sleep(one_paint.LATEST + 0.5)
        assert seen.whole == 1


def names(function: Callable[..., object]) -> set[str]:
    """What it asks for, by name."""
    return {*function.__code__.co_names, *(name for code in function.__code__.co_consts
                                           if inspect.iscode(code) for name in code.co_names)}


def test_what_textual_does_when_a_screen_comes_to_the_front() -> None:
    """Where one of these fails after an upgrade, ``shell/one_paint.py`` and ``TerminalApp`` are to be read again."""
    assert events.ScreenResume(refresh_styles=False).refresh_styles is False
    assert {"refresh_styles", "update_node_styles", "_refresh_layout", "refresh"} <= names(Screen._on_screen_resume)
    assert {"_layout_required", "_repaint_required", "_dirty_widgets", "_compositor_refresh", "_refresh_layout"} \
        <= names(Screen._on_timer_update)
    assert {"render_update", "_display", "_dirty_widgets"} <= names(Screen._compositor_refresh)
    assert {"stack_updates", "_refresh_layout"} <= names(Screen._screen_resized)
    assert "_compositor_refresh" in names(Screen._refresh_layout)
    assert {"_screen_resized", "_css_update_count", "refresh_css", "ScreenSuspend", "ScreenResume"} <= names(App.switch_mode)
    assert {"_load_screen_css", "_css_update_count", "refresh_css"} <= names(App._init_mode)
    assert {"_css_update_count", "_refresh_layout"} <= names(App.refresh_css)
    assert "_css_update_count" in names(App._invalidate_css)
    assert "_dom_ready" in names(Screen._refresh_layout)
    assert {"render_segments", "_begin_update", "_end_update"} <= names(App._display)
    assert "LayoutUpdate" in names(Compositor.render_full_update)
    assert {"strips", "region", "render"} <= names(LayoutUpdate.render_segments)


@pytest.mark.parametrize("keys", ["1", "3", "a", "question_mark"])
@running
async def test_two_sizes_that_wait_at_once_come_to_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    """A window that is pulled about faster than it is laid out: a page, a page with a list, a form, a dialog."""
    laid_out: list[object] = []
    lay_out = Screen._refresh_layout

    def counted(screen: Screen[Any], size: Any = None, scroll: bool = False) -> None:
        laid_out.append(size)
        assert len(laid_out) < 100, "the screen calls itself up for ever"
        lay_out(screen, size, scroll)
        screen.post_message(events.Key("f12", None))  # as widgets post what follows: two sizes in a row would be taken for one

    async with dashboard(tmp_path / "a.db") as board:
        await board.press(keys)
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        screen = board.app.screen
        for size in ((60, 20), (120, 40), (70, 24), (120, 40)):
            screen.post_message(events.Resize.from_dimensions(size, None))
            screen.post_message(events.Key("f12", None))
        await board.pilot.pause()
        await board.settle()
        assert screen.size == board.app.size
