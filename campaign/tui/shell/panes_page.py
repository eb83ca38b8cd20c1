"""A page of lists, of one or of several: one of them has the keys, the detail of what is under its cursor beside or below."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.saved import PANE
from campaign.core.situation import Situation
from campaign.kinds import registry as kinds
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Foot
from campaign.tables.search import Search
from campaign.tables.tones import Line
from campaign.text import _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.shell.headed import Headed
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.page import Page
from campaign.tui.shell.split import Split
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet


class PanesPage(Page):
    """One pane is shown at a time, unless a subclass lays them out otherwise."""

    VIEWS: ClassVar[tuple[str, ...]] = ("filter", "sort", "reverse", "group")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self, *panes: Pane) -> None:
        super().__init__()
        self.above = 0
        """Lines above the lists, besides their heading."""
        self._panes = panes
        self._at = 0
        self._ready = False
        """Whether the widgets are there."""

    @property
    def pane(self) -> Pane:
        """The one that has the keys."""
        return self._panes[self._at]

    def place(self, number: int, pane: Pane, width: int) -> None:
        """Whether and where this pane is shown on a screen of ``width`` cells."""
        pane.display = number == self._at

    # Page -----------------------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Split(self._panes, self._details)

    def on_mount(self) -> None:
        self._ready = True
        self._lay_out(self.app.size.width, self.app.size.height)
        self.pane.rows.focus()

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        for number, pane in enumerate(self._panes):
            self.place(number, pane, width)
            if pane.display:
                pane.catch_up()
        shown = sum(pane.display for pane in self._panes)
        for pane in self._panes:
            pane.lay_out(width, height, beside=shown > 1)
        self._share(width, height)
        self.head()
        self.foot()

    def _share(self, width: int, height: int) -> None:
        """Between the lists and the detail. While something is typed nothing moves."""
        shown = [pane for pane in self._panes if pane.display]
        if not any(pane.find.text for pane in shown):
            need = max(pane.rows.length for pane in shown)
            self.query_one(Split).lay_out(width, height, need + self.above if need else 0, beside=len(shown) == 1,
                                       takes=self.takes(width))

    def takes(self, width: int) -> int:
        """Cells of the list that is shown, if what it leaves belongs to the detail; else 0."""
        return 0

    @property
    def line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    @property
    def sheet(self) -> Sheet:
        return self.query_one("#details", Sheet)

    @property
    def subject(self) -> str | None:
        return self.pane.cursor

    @property
    def listed(self) -> Sequence[str]:
        return self.pane.shown

    @property
    def adds(self) -> tuple[str, ...]:
        return self.pane.ADDS

    def prefilled(self, subject: str) -> dict[str, str]:
        return self.pane.prefilled(subject)

    @property
    def person(self) -> str | None:
        return self.pane.person

    def heading(self) -> str:
        return ""  # each pane says above its rows what it lists

    @property
    def about(self) -> tuple[Kind, Foot] | None:
        return (kinds.kind(self.pane.KIND), Foot.LIST) if self.pane.KIND else None

    def hints(self) -> tuple[str, ...]:
        return self.with_own(self.pane.HINTS)

    def status(self) -> str:
        return self.pane.place()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        fresh = [pane.news(situation, touched) for pane in self._panes]
        if self._ready:
            self._share(self.app.size.width, self.app.size.height)
        if fresh[self._at]:
            self.sheet.update()

    def relabel(self) -> None:
        super().relabel()
        for pane in self._panes:
            pane.forget()

    def let_go(self) -> None:
        super().let_go()
        for pane in self._panes:
            pane.let_go()

    def set_words(self, words: Mapping[str, str]) -> None:
        """List only what this filter selects; what it says nothing of is listed whole. Esc lists everything again.

        ``pane`` among them names the one to show.
        """
        wanted = {name: value for name, value in words.items() if name != PANE}
        for pane in self._panes:
            pane.set_words(wanted)
        named = words.get(PANE)
        number = next((n for n, pane in enumerate(self._panes) if (pane.id == named if named else pane.words)), self._at)
        if self._ready:
            self._go(number)
        else:
            self._at = number

    def kept(self) -> Kept | None:
        kept = self.pane.kept()
        if kept is None or len(self._panes) == 1:
            return kept
        return kept._replace(words={PANE: self.pane.id or "", **kept.words})

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        number = next((number for number, one in enumerate(self._panes) if one.id == pane), 0)
        found = self._panes[number]
        if found.display or self._ready:
            self._go(number)
        else:
            self._at = number
        found.set_view(sort, group, text)
        self.head()
        self.foot()

    def point_at(self, code: str) -> None:
        """What was just added or changed, on its pane; what none of them lists leaves the cursor where it is."""
        kind = kinds.of_row(code)
        its = next((at for at, pane in enumerate(self._panes) if kind is not None and kind.name == pane.KIND), None)
        if its is not None and len(self._panes) > 1:
            self._go(its)
        self.pane.point(code)

    # The panes ------------------------------------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        """Give this pane the keys."""
        self._close_line()
        if number != self._at:
            self._at = number
            self._lay_out(self.app.size.width, self.app.size.height)
        self.pane.rows.focus()
        self.sheet.update()

    def action_panes(self, step: int = 1) -> None:
        """The next one; from the line where a filter is typed to what it filters."""
        if len(self._panes) == 1:
            super().action_panes()
        elif self.line.has_focus:
            self._keep()
        else:
            self._go((self._at + step) % len(self._panes))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click gives a pane the keys too."""
        for number, pane in enumerate(self._panes):
            if event.widget is pane.rows:
                self._at = number
        for number, pane in enumerate(self._panes):
            pane.say_caption()
            pane.rows.points = number == self._at
            pane.rows.repaint()
        self.foot()

    def moved(self, pane: Headed) -> None:
        """Its list was made anew."""
        self._share(self.app.size.width, self.app.size.height)
        if pane is self.pane:
            self.head()
            self.foot()
            self.sheet.update()

    @on(Pane.Arrived)
    def _arrived(self, event: Pane.Arrived) -> None:
        self.moved(event.pane)

    @on(Rows.Moved)
    def _cursor_moved(self) -> None:
        self.query_one(Split).rest()
        self.foot()

    @on(Rows.Opened)
    def _open(self, event: Rows.Opened) -> None:
        self.pane.open(event.key)

    def _details(self, width: int, height: int) -> Sequence[Line]:
        pane, code = self.pane, self.pane.cursor
        if pane.now is None or code is None or code not in pane.rows_of(pane.now):
            return ()
        return pane.told_of(pane.now, code, width, height)

    # Keys -----------------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """The typed filter goes first, then the filter in words, then the page itself."""
        pane = self.pane
        if self.line.is_open or pane.find.text:
            pane.find = Search()
            pane.fill()
            self._close_line()
        elif any(pane.words for pane in self._panes):
            self.set_words({})
        elif len(self.app.screen_stack) > 1:
            super().action_back()
        else:
            self.app.switch_mode("overview")

    def _changed(self, change: Callable[[], None]) -> None:
        change()
        self.moved(self.pane)

    def action_sort(self) -> None:
        self._changed(self.pane.next_sort)

    def action_reverse(self) -> None:
        self._changed(self.pane.turn)

    def action_group(self) -> None:
        self._changed(self.pane.next_group)

    # The typed filter ------------------------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        with self.prevent(Input.Changed):
            self.line.value = self.pane.find.text
        self.line.open(_("name, code, pinyin or initials"))
        self.call_after_refresh(self.pane.prepare)  # before the first letter, which then waits for nothing

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.pane.find.type(event.value)
        self.pane.fill(top=True)
        self.moved(self.pane)

    @on(Input.Submitted)
    def _keep(self) -> None:
        if not self.line.is_open:  # Enter twice at once: the second came before the list had the keys
            self.pane.rows.action_open()
            return
        self._close_line()

    def on_key(self, event: events.Key) -> None:
        """While typing, the arrows move in the list."""
        if self.line.has_focus and event.key in ("up", "down"):
            event.stop()
            rows = self.pane.rows
            (rows.action_cursor_up if event.key == "up" else rows.action_cursor_down)()

    def _close_line(self) -> None:
        self.line.close()
        with self.prevent(Input.Changed):
            self.line.value = ""
        self.pane.rows.focus()
        self.foot()
