"""A small campaign on day 38, and the dashboard on it: what tests of keys and dialogs need."""

import asyncio
import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from campaign.service import Session, blockers, create, records
from campaign.tui.app import CampaignApp
from campaign.tui.shell.page import Page
from tests.tui.city import pointed

NOW = datetime(2026, 11, 7, 2, 48, tzinfo=UTC)
"""10:48 on day 38 of a campaign that began on 1 October."""


def clock() -> datetime:
    return NOW


@functools.cache
def _template() -> Path:
    folder = tempfile.mkdtemp(prefix="campaign-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "template.db"
    create.init(path, "测试", "2026-10-01", "seed", clock=clock)
    session = Session(path, "seed", clock=clock)
    records.add(session, "county", {"name": "临江区"})
    records.add(session, "unit", {"name": "市林业局", "authority": "city"})
    records.add(session, "unit", {"name": "省自然资源厅", "authority": "province"})
    records.add_person(session, {"name": "王某山", "post": "副市长"}, leader=True)
    records.add_person(session, {"name": "曾某远", "post": "副市长"}, leader=True)
    records.add_person(session, {"name": "付某槐"})
    records.add_project(session, {"name": "滨海新材料二期", "county": "临江", "total": "12亿", "leader": "王某山"})
    records.add_project(session, {"name": "港口路改造", "total": "3.2001亿"})
    records.add_project(session, {"name": "县医院迁建"})
    blockers.add_blocker(
        session, {"title": "用林报批", "category": "forest", "unit": "市林业局"}, projects=["P1"], opened="D+20"
    )
    blockers.add_blocker(
        session,
        {"title": "用地报批", "category": "land", "unit": "省自然资源厅", "authority": "province"},
        projects=["P2"],
        opened="D+20",
    )
    blockers.add_blocker(session, {"title": "管线迁改", "category": "pipeline"}, projects=["P2"], opened="D+30")
    blockers.note(session, "B1", "已报市局")
    session.close()
    return path


def session(path: Path, actor: str = "me", **more: Any) -> Session:
    """On a copy of the template, made at the first call for a path."""
    if not path.exists():
        shutil.copy(_template(), path)
    return Session(path, actor, clock=clock, **more)


class Spot(Page):
    """A page with nothing on it but a subject."""

    def __init__(self, subject: str | None) -> None:
        super().__init__()
        self.code = subject

    @property
    def subject(self) -> str | None:
        return self.code


class Dashboard:
    """The app under a pilot."""

    def __init__(self, app: CampaignApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Until nothing is being loaded or written any more, every message was handled, and a verb waits for a key or is done."""
        for _ in range(400):
            await self.pilot._wait_for_screen()
            workers = [worker for worker in self.app.workers if worker.is_running]
            busy = any(
                worker.group in ("keys", "load", "save") or (worker.group == "verb" and not self.app.screen.is_modal)
                for worker in workers
            )
            if self.app.situation is not None and not busy:
                break
            await asyncio.sleep(0.002)
        await self.pilot._wait_for_screen()
        await self.pilot.pause()

    async def at(self, subject: str | None) -> None:
        """Put a page with this under its cursor in front."""
        await self.app.push_screen(Spot(subject))
        await self.settle()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Key by key; what the first one opens gets the others. The pilot does not know the characters of keys like
        fullwidth_colon, a terminal's parser does.
        """
        for part in filter(None, (text[:1], text[1:])):
            for character in part:
                self.app.post_message(events.Key(_character_to_key(character), character))
            await self.settle()

    @property
    def said(self) -> str:
        """What the page in front says at its bottom."""
        page = self.app.page
        assert page is not None
        return page._message[0] if page._message else ""

    def lines(self) -> list[str]:
        """The terminal, dialogs and the page behind them."""
        update: Any = self.app.screen._compositor.render_update(full=True, screen_stack=self.app._background_screens)
        return pointed(self.app, ["".join(segment.text for segment in strip) for strip in update.strips])

    def text(self) -> str:
        return "\n".join(self.lines())


@asynccontextmanager
async def dashboard(path: Path, size: tuple[int, int] = (80, 24), **more: Any):  # type: ignore[no-untyped-def]
    """``async with dashboard(path) as board``."""
    app = CampaignApp(session(path, **more))
    async with app.run_test(size=size) as pilot:
        board = Dashboard(app, pilot)
        await board.settle()
        yield board


def running(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Runs a coroutine test in an event loop of its own."""

    @functools.wraps(test)
    def run(*args: object, **named: object) -> None:
        asyncio.run(test(*args, **named))

    return run
