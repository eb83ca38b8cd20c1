"""The app: its modes, one situation, and the two clocks that keep it true. What it shows is in ``screens``."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import uniform
from time import monotonic, thread_time
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, work
from textual.app import App
from textual.binding import BindingType
from textual.reactive import var
from textual.worker import WorkerFailed

from campaign import text
from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.leftovers import drafts_place
from campaign.store.engine.refresh_lock import RefreshLock
from campaign.text import _
from campaign.tui import keys, terminal
from campaign.tui.screens.overview.screen import OverviewPage
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.lockdown import Lockdown
from campaign.tui.shell.page import MESSAGE_SECONDS, Page
from campaign.tui.shell.record_verbs import RecordVerbs
from campaign.tui.shell.verb_runner import Keeps
from campaign.tui.widgets.lines import Lines
from campaign.words import error_text

POLL = 0.2
"""Seconds between two looks for what others have written; a look costs 3 µs."""
CALM = (0.05, 0.5)
"""Least and most seconds between two repaints for others' writes: the first shows at once, a burst is bundled."""
SHARE = 10
"""Times the CPU that following a write took that pass before the next."""
TYPING = 5.0
"""Seconds after a key during which a dashboard waits for no other."""
PATIENCE = 0.1
"""Seconds for which one that is merely looked at lets others go first."""
AGAIN = (0.01, 0.02)
"""Seconds, at random, after which it asks again whether it is its turn."""


if TYPE_CHECKING:
    from campaign.service.news import Since
    from campaign.tui.dialogs import questions
    from campaign.tui.screens.blockers import screen as blockers_screen
    from campaign.tui.screens.counties import screen as counties_screen
    from campaign.tui.screens.honours import screen as honours_screen
    from campaign.tui.screens.land import screen as land_screen
    from campaign.tui.screens.leaders import screen as leaders_screen
    from campaign.tui.screens.presence import screen as presence_screen
    from campaign.tui.screens.projects import screen as projects_screen
    from campaign.tui.screens.promotion import screen as promotion_screen
    from campaign.tui.screens.reserve import screen as reserve_screen
    from campaign.tui.screens.task_forces import screen as task_forces_screen
else:
    questions = lazy("campaign.tui.dialogs.questions")
    blockers_screen = lazy("campaign.tui.screens.blockers.screen")
    counties_screen = lazy("campaign.tui.screens.counties.screen")
    task_forces_screen = lazy("campaign.tui.screens.task_forces.screen")
    promotion_screen = lazy("campaign.tui.screens.promotion.screen")
    land_screen = lazy("campaign.tui.screens.land.screen")
    honours_screen = lazy("campaign.tui.screens.honours.screen")
    leaders_screen = lazy("campaign.tui.screens.leaders.screen")
    presence_screen = lazy("campaign.tui.screens.presence.screen")
    projects_screen = lazy("campaign.tui.screens.projects.screen")
    reserve_screen = lazy("campaign.tui.screens.reserve.screen")


class CampaignApp(Lockdown, RecordVerbs, App[None]):
    """One person's dashboard. ``session`` belongs to the app's thread; writes run on twins of it."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings()]
    MODES: ClassVar = {"overview": OverviewPage, "leaders": lambda: leaders_screen.LeadersPage(),
                       "blockers": lambda: blockers_screen.BlockersPage(), "projects": lambda: projects_screen.ProjectsPage(),
                       "land": lambda: land_screen.LandPage(), "presence": lambda: presence_screen.PresencePage(),
                       "reserve": lambda: reserve_screen.ReservePage(), "forces": lambda: task_forces_screen.TaskForcesPage(),
                       "promotion": lambda: promotion_screen.PromotionPage(), "counties": lambda: counties_screen.CountiesPage(),
                       "honours": lambda: honours_screen.HonoursPage()}
    DEFAULT_MODE = "overview"

    situation: var[Situation | None] = var(None, always_update=True)
    """Everything, as of now; None until it is loaded."""

    def __init__(self, session: Session, *, plain_signs: bool = False, keeps: bool = True) -> None:
        """``plain_signs`` keeps every sign ASCII, for terminals that draw others wrongly. Without ``keeps`` the database, and
        all that lies beside it, goes when the app ends.
        """
        super().__init__(driver_class=terminal.driver())
        self.session = session
        self.plain_signs = plain_signs
        self.keeps = keeps
        self.touched: frozenset[str] | None = None
        """Codes changed by the last update of ``situation``; None means anything."""
        self.looked: Since | None = None
        """Since when changes are news, once somebody has looked here; None: as the database remembers it."""
        self._calm_until = 0.0
        self._typed = 0.0
        """When the last key came."""
        self._turn = RefreshLock(session.store.path)
        self._waiting = False
        """For its turn."""

    def on_mount(self) -> None:
        self.title = self.session.campaign.name
        asyncio.get_running_loop().set_exception_handler(self._on_loop_error)
        self.call_after_refresh(self.load)  # the frame and the countdown are on the screen before anything is read
        self.set_interval(POLL, self.look)

    def _on_loop_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    @work(thread=True, exclusive=True, group="load")
    def load(self) -> None:
        """Read everything after the first paint, beside the keys."""
        session = self.session.twin()
        gc.disable()  # a hundred thousand new objects that all stay: looking for garbage among them costs a third of the time
        try:
            self.call_from_thread(self.show, session.situation(), None)
        except CampaignError as error:
            self.call_from_thread(self.end, error)
        finally:
            session.close()
            gc.freeze()  # what stays is never looked at again
            gc.enable()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        """Hand a new situation to every page."""
        self.session.campaign = situation.snapshot.campaign
        self.touched = touched
        self.situation = situation

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._typed = monotonic()
        await super().on_event(event)

    # The terminal -----------------------------------------------------------------------------------------------------

    def on_foreign_bytes(self) -> None:
        self.heard = monotonic() + MESSAGE_SECONDS  # more of them are on their way
        told = _("This terminal is not UTF-8: what came was replaced by {sign}. Set it to UTF-8").format(sign=terminal.REPLACED)
        (self.screen if isinstance(self.screen, Keeps) else self).say(told, bad=True)

    def on_continued(self) -> None:
        self.action_repaint()

    def action_repaint(self) -> None:
        """Everything anew, whatever stands on the terminal."""
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write("\x1b[2J")
        for screen in self.screen_stack:
            for widget in screen.query(Lines):
                widget.redraw()
        self.screen.refresh(layout=True, repaint=True)

    def action_suspend_process(self) -> None:
        """Ctrl+Z: to the shell that it was started from, if there is one."""
        if self.session.key is not None:
            self.say(_("There is no shell behind this: it is a shared server. {key} leaves").format(key="q"))
        elif not terminal.has_shell(self._driver):
            self.say(_("There is no shell behind this that could bring it back. {key} leaves").format(key="q"))
        else:
            super().action_suspend_process()

    def look(self) -> None:
        """What have others written, and has the day turned? Neither, mostly."""
        now = monotonic()
        if self.situation is None or self._waiting or now < self._calm_until:
            return
        with self._leaving():
            if self.session.store.changed() or self.session.today != self.situation.today:
                self._follow(now + PATIENCE)

    def _follow(self, latest: float) -> None:
        """Fifty dashboards have the same write to show. If all did it at once a key would wait for all of them; so those that
        are merely looked at do it one after the other, none later than ``latest``."""
        if not self.is_running:
            return
        now = monotonic()
        self._waiting = now < latest and now > self._typed + TYPING and not self._turn.take()
        if self._waiting:
            asyncio.get_running_loop().call_later(uniform(*AGAIN), self._follow, latest)
            return
        try:
            with self._leaving():
                self.catch_up()
        finally:
            self._turn.give()

    @contextmanager
    def _leaving(self) -> Iterator[None]:
        """What is wrong with the database is said, or the end."""
        try:
            yield
        except CampaignError as error:
            if error.key in ("member_gone", "db_replaced"):
                self.end(error)
            else:
                self.say(error_text(error), bad=True)

    def end(self, error: CampaignError) -> None:
        """Leave, and say why on the terminal."""
        self.exit(return_code=error.exit_code, message=Text(error_text(error)))

    def catch_up(self) -> None:
        """Bring the situation up to date now: after a write of one's own, of someone else's, or when the day has turned."""
        old = self.situation
        if old is None:
            return
        began = thread_time()
        new = self.session.refreshed(old)
        if new is not old:
            self.show(new, self.session.touched)
            self._calm_until = monotonic() + min(max((thread_time() - began) * SHARE, CALM[0]), CALM[1])

    def delay_update(self, delay: float = 0.0) -> None:
        """Textual keeps the screen still for 50 ms at every change of mode; our pages have nothing to hide meanwhile."""

    # The end ------------------------------------------------------------------------------------------------------------

    @property
    def failure(self) -> Exception | None:
        """What brought the app down, if it fell."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error

    def _handle_exception(self, error: Exception) -> None:
        """A bug, wherever it happened: the terminal is put back, and ``run`` says it in one line."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.put_aside()
        self._close_messages_no_wait()

    def exit(self, *how: Any, **more: Any) -> None:
        self.put_aside()
        super().exit(*how, **more)

    def put_aside(self) -> bool:
        """What stands unsaved in open forms goes to the drafts; whether there are any now."""
        for stack in list(self._screen_stacks.values()):
            for screen in stack:
                if isinstance(screen, Keeps):
                    with suppress(Exception):  # it may be the very form that has fallen
                        screen.put_aside()
        return bool(self.drafts)

    # Actions that belong to no page -----------------------------------------------------------------------------------

    def action_mode(self, name: str) -> None:
        self.switch_mode(name)

    def action_questions(self) -> None:
        if (situation := self._situation()) is not None:
            self.push_screen(questions.Questions(situation, self.session), self._carry_out)

    async def action_ask(self, key: str) -> None:
        await questions.ask(self, key)

    def action_help_quit(self) -> None:
        """Ctrl+C: how to leave, and what becomes of what is not saved."""
        key = "Ctrl+Q" if self.screen.is_modal else keys.BY_ACTION["quit"].shown
        if self.put_aside() and not self.keeps:
            self.tell(_("Not saved yet; {key} leaves, and what you typed goes with the demonstration").format(key=key))
        elif self.drafts:
            session = self.session
            where = drafts_place(session.store.path, session.actor, shared=session.key is not None)
            told = _("Not saved yet; {key} leaves, and what you typed is kept {where}")
            self.tell(told.format(key=key, where=where))
        else:
            self.tell(_("{key} leaves; nothing is lost").format(key=key))

    def action_language(self) -> None:
        text.use("en" if text.language() == "zh" else "zh")
        for page in self.screen_stack:
            if isinstance(page, Page):
                page.relabel()

    def say(self, message: str, *, bad: bool = False) -> None:
        """One line at the bottom of the page, until the next key or a few seconds have passed."""
        page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
        if page is not None:
            page.say(message, bad=bad)
