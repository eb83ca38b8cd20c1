"""The bulletin of today: what ``campaign bulletin`` prints, to be read, and every line of it opening what it tells of."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.widget import Widget
from textual.worker import get_current_worker

from campaign import text
from campaign.core.bulletin import BulletinKind, Figures
from campaign.core.document import Document
from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.service import bulletin
from campaign.service.stood import Before, Stopped
from campaign.tables.header import Target
from campaign.tables.tones import Line
from campaign.tables.width import margin
from campaign.text import N_, _
from campaign.tui.keys import page_bindings
from campaign.tui.screens.bulletin.aside import Aside
from campaign.tui.screens.bulletin.content import PaperLine, paper_lines
from campaign.tui.shell.page import Page
from campaign.tui.widgets.edges import Buttons, Edge
from campaign.tui.widgets.rows import Rows
from campaign.words import error_text
from campaign.words.bulletin import document, kind_text

KINDS = tuple(BulletinKind)
CALM = 2.0
"""Seconds after news in which it is not gathered again: a paper need not change under the eyes of who reads it."""

GATHERING = N_("Gathering what the bulletin tells; keys work meanwhile ...")


class BulletinPage(Page):
    """Everything is gathered beside the keys, and only while the page is in front."""

    TITLE_TEXT = N_("Bulletin")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "group", "back")
    LABELS: ClassVar[dict[str, str]] = {"group": N_("other kind")}
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._kind = KINDS[0]
        self._before = Before()
        self._figures: Figures | None = None
        self._paper: Document | None = None
        self._lines: dict[str, PaperLine] = {}
        self._width = 0
        self._busy = False
        self._calm = False
        """Just after it was gathered."""
        self._waiting: tuple[Situation, frozenset[str] | None] | None = None
        """Of what it is to be gathered."""

    def body(self) -> Iterable[Widget]:
        yield Buttons(self._strip, self._turn_to, id="kinds")
        self.sheet = Aside(self._told)
        yield Horizontal(Rows(self._draw, empty=("", _(GATHERING)), id="rows"), self.sheet)

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    def on_mount(self) -> None:
        self.rows.focus()

    # Gathering ----------------------------------------------------------------------------------------------------------

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        before = self._waiting[1] if self._waiting is not None else frozenset()
        self._waiting = situation, None if touched is None or before is None else before | touched
        if not self._calm:
            self._begin()

    def _begin(self) -> None:
        """Gather what waits, unless it is being done, or nobody sees it."""
        if self._waiting is not None and not self._busy and self.in_front():
            (situation, touched), self._waiting = self._waiting, None
            self._busy = True
            self._gather(situation, touched, self._kind, self._before)

    @work(thread=True, group="bulletin")
    def _gather(self, situation: Situation, touched: frozenset[str] | None, kind: BulletinKind, before: Before) -> None:
        worker, found, paper, trouble = get_current_worker(), None, None, ""
        try:
            session = self.host.session.twin()
            try:
                found = bulletin.figures(session, situation, kind, before=before, touched=touched,
                                         stop=lambda: worker.is_cancelled or before is not self._before)
            finally:
                session.close()
            paper = document(found)
        except Stopped:
            pass
        except CampaignError as error:
            trouble = error_text(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._gathered, before, found, paper, trouble)

    def _gathered(self, before: Before, found: Figures | None, paper: Document | None, trouble: str) -> None:
        self._busy = False
        if before is not self._before:  # another kind was asked for meanwhile
            self._begin()
            return
        self._figures, self._paper, self._calm = found, paper, True
        if trouble:
            self.rows.set_empty(("", trouble))
        self._write()
        self.set_timer(CALM, self._go_on)

    def _go_on(self) -> None:
        self._calm = False
        self._begin()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._begin()

    # Writing ------------------------------------------------------------------------------------------------------------

    def relabel(self) -> None:
        """The same figures in the other language."""
        self._language = text.language()
        self.rows.set_empty(("", _(GATHERING)))
        self.head()
        self._write()
        self.query_one("#kinds", Edge).redraw()
        self.foot()

    def _write(self) -> None:
        wide = self.app.size.width
        edge = margin(wide)
        old, self._width = self._lines, self.sheet.lay_out(wide)
        self.rows.set_margins(edge)
        if self._figures is not None and (self._paper is None or self._paper.language != text.language()):
            self._paper = document(self._figures)
        told = [] if self._paper is None else paper_lines(self._paper, max(self._width - 2 * edge, 20), self.host.signs)
        self._lines = {str(at): line for at, line in enumerate(told)}
        changed = [key for key, line in self._lines.items() if old.get(key) != line]
        self.rows.set_items(list(self._lines), frozenset(key for key, line in self._lines.items() if not line.stop),
                            changed=changed)
        self.query_one("#kinds", Edge).repaint()
        self.sheet.update()
        self.foot()

    def _told(self) -> tuple[Situation | None, str | None]:
        return (None if self._figures is None else self._figures.situation), self.subject

    @on(Resize)
    def _resized(self, event: Resize) -> None:
        if self._lines and event.size.width != self._width + self.sheet.size.width * self.sheet.display:
            self.call_after_refresh(self._write)

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        found = self._lines.get(key)
        return (found.line,) if found is not None else ()

    def _strip(self, width: int) -> list[Target]:
        """The kinds side by side, the one that is shown standing out."""
        tabs = [Target([(f"{kind_text(kind)}   ", "strong" if kind is self._kind else "quiet")], kind.value) for kind in KINDS]
        return [Target([(" " * margin(self.app.size.width), "")]), *tabs]

    def status(self) -> str:
        return f"{self.rows.position}/{self.rows.total}" if self._lines else ""

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.foot()
        self.sheet.rest()

    # Keys ---------------------------------------------------------------------------------------------------------------

    @property
    def subject(self) -> str | None:
        found = self._lines.get(self.rows.cursor or "")
        return None if found is None else found.code

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        found = self._lines.get(event.key)
        if found is not None and found.code is not None:
            self.host.open(found.code)
        elif found is not None and found.screen is not None:
            self.host.open_list(found.screen, found.words)
        else:
            self.say(_("This has no page of its own."))

    def action_group(self) -> None:
        """The next kind: of the day, of the week, since day 1."""
        self._turn_to(KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)])

    def _turn_to(self, kind: str) -> None:
        self._kind = BulletinKind(kind)
        self._figures, self._paper, self._before = None, None, Before()
        self.rows.set_empty(("", _(GATHERING)))
        self._write()
        if self.situation is not None:
            self._waiting = self.situation, None
            self._begin()
