"""What the lists share: columns and their titles, sorting, groups, a filter that is typed, a filter in words, details below."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.saved import TEXT
from campaign.core.situation import Situation
from campaign.tables.cells import leader_named, title_line, with_sort, words_text
from campaign.tables.order import HEADER, Order, Value
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted, fit
from campaign.text import _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.shell.search import Search
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet

TALL = 30
"""Lines of a screen from which on the details get the room they need."""
LOW = 16
"""Below this there are no details."""
REST = 0.2
"""Seconds without a key after which the details follow the cursor."""
UNGROUPED = ""


class ListPage(Page):
    """A list of all projects, or of all blockers. Subclasses say what a row, a group and the details are."""

    SCREEN: ClassVar[str] = ""
    """As ``core.filters.select`` and ``Finding.target`` call it."""
    KIND: ClassVar[str] = ""
    """As ``Store.named`` calls it."""
    SORTS: ClassVar[tuple[str, ...]] = ()
    """Keys of columns, in the order of the screen; the first is sorted by at first."""
    GROUPS: ClassVar[tuple[str, ...]] = (UNGROUPED,)
    DETAILS: ClassVar[tuple[int, int]] = (3, 7)
    """Lines of the details on a low and on a tall screen."""
    VIEWS: ClassVar[tuple[str, ...]] = ("filter", "sort", "reverse", "group")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self.order = Order((), str)
        self.sort = self.SORTS[0]
        self.reverse = False
        self.group = self.GROUPS[0]
        self.words: Mapping[str, str] = {}
        self.find = Search()
        self._old: Situation | None = None
        """What the rows were made from."""
        self._ready = False
        """Whether the widgets are there."""
        self._resting: Timer | None = None
        self._fitted: tuple[object, list[Fitted]] = (None, [])

    # What a subclass gives ----------------------------------------------------------------------------------------------

    @abstractmethod
    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        """Everything that could be listed, by code."""

    @abstractmethod
    def accepts(self, situation: Situation) -> Callable[[str], bool]:
        """Whether a row belongs in the list under ``self.words``."""

    @abstractmethod
    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        """Codes of the rows that may look, sort or belong differently; None when there are too many to tell."""

    @abstractmethod
    def value(self, situation: Situation) -> Callable[[str], Value]:
        """What to sort by, ``self.sort``: what should come first compares least."""

    def grouping(self) -> str:
        """What rows are grouped by, ``UNGROUPED`` for nothing; ``self.group`` may be another view without groups."""
        return self.group

    @abstractmethod
    def group_of(self, situation: Situation) -> Callable[[str], str]:
        """The group of a row, under ``self.group``."""

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        """What groups are sorted by: their names, unless a subclass knows better."""
        return lambda group, rows: group

    @abstractmethod
    def columns(self, situation: Situation) -> Sequence[Column]:
        """For this group, in the language of the moment."""

    @abstractmethod
    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line: ...

    @abstractmethod
    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line: ...

    @abstractmethod
    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]: ...

    @abstractmethod
    def empty(self) -> Sequence[str]:
        """What to say while there is nothing at all: what to type next."""

    # Page ---------------------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Edge(self._about, self._about_right, id="about")
        yield Edge(self._titles, id="titles")
        yield Rows(self._draw, empty=(_("loading"),), id="rows")
        yield FilterLine(id="filter")
        yield Sheet(self._details, id="details")

    def on_mount(self) -> None:
        self._ready = True
        self._lay_out(self.app.size.height)
        self.query_one("#about").display = bool(self.words)
        self.rows.focus()

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out(event.size.height)

    def _lay_out(self, height: int) -> None:
        sheet = self.query_one("#details", Sheet)
        sheet.display = height >= LOW
        sheet.styles.height = self.DETAILS[height >= TALL]

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    @property
    def line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    @property
    def subject(self) -> str | None:
        return self.rows.cursor

    @property
    def person(self) -> str | None:
        """Under whose name the row stands, where the list is grouped by leader."""
        cursor = self.rows.cursor
        if self._old is None or cursor is None or cursor not in self.rows_of(self._old) or not self.grouping():
            return None
        return leader_named(self._old, self.grouping(), self.group_of(self._old)(cursor))

    def status(self) -> str:
        place = f"{self.rows.position}/{self.rows.total}"
        return f"/{self.find.text}  {place}" if self.find.text else place

    def point_at(self, code: str) -> None:
        self.rows.move_to(code)

    def relabel(self) -> None:
        self._fitted = (None, [])
        super().relabel()
        self.rows.redraw()
        self.query_one(Sheet).update()

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        old, self._old = self._old, situation
        changed = None if old is None or touched is None else self.affected(old, situation, touched)
        if changed is None:
            self.find.forget()
            self._fill()
            return
        if not changed:
            return
        if self.find.text:
            self._learn(changed)
        self._bind(situation)
        done = self.order.change(changed, self._wanted(situation))
        if done.moved:
            keys, headers = self.order.flat()
            self.rows.set_items(keys, headers, changed=done.stale)
            self.query_one("#about", Edge).repaint()
        else:
            self.rows.changed(done.stale)
        if self.rows.cursor in changed:
            self.query_one(Sheet).update()

    def set_words(self, words: Mapping[str, str]) -> None:
        """List only what this filter (of ``core.filters``) selects; Esc lists everything again."""
        self.words = dict(words)
        self._drop_text()
        if self._ready:
            self.query_one("#about").display = bool(words)
            self._fill(top=True)

    def kept(self) -> Kept | None:
        words = {**self.words, **({TEXT: self.find.text} if self.find.text else {})}
        return Kept(words, self.sort, self.group or None)

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        self.sort, self.reverse = sort if sort in self.SORTS else self.sort, False
        self.group = (group or UNGROUPED) if (group or UNGROUPED) in self.GROUPS else self.group
        if text:
            self.find.type(text)
            with self.prevent(Input.Changed):
                self.line.value = text
        self._fill(top=True)
        self.head()
        self.foot()

    # Making the list ----------------------------------------------------------------------------------------------------

    def _bind(self, situation: Situation) -> None:
        """Let the order ask the newest situation."""
        self.order.ask(self.value(situation), self.group_of(situation) if self.grouping() else None, self.rank(situation))

    def _wanted(self, situation: Situation) -> Callable[[str], bool]:
        rows, accepts, found = self.rows_of(situation), self.accepts(situation) if self.words else None, self.find
        typed = bool(found.text)
        return lambda code: code in rows and (accepts is None or accepts(code)) and (not typed or found(code))

    def _fill(self, *, top: bool = False) -> None:
        """Make the list anew; ``top`` puts the cursor on its first row."""
        situation = self._old
        if situation is None or not self._ready:
            return
        if self.find.text:
            self._learn(())
        rows = self.rows_of(situation)
        wanted: Iterable[str] = filter(self._wanted(situation), rows) if self.words or self.find.text else rows
        self.order = Order(wanted, self.value(situation), group=self.group_of(situation) if self.grouping() else None,
                           rank=self.rank(situation), reverse=self.reverse)
        keys, headers = self.order.flat()
        first = next((key for key in keys if key not in headers), None) if top else None
        self._fitted = (None, [])
        self.rows.set_empty([_("Nothing here fits."), "", _("Esc shows all.")] if self.words or self.find.text else self.empty())
        self.rows.set_items(keys, headers, cursor=first)
        for edge in ("#about", "#titles"):
            self.query_one(edge, Edge).repaint()
        self.head()
        self.foot()
        self.query_one(Sheet).update()

    # Drawing ------------------------------------------------------------------------------------------------------------

    def fitted(self, width: int) -> list[Fitted]:
        """The columns that fit, for rows of ``width`` cells."""
        if self._fitted[0] != width:
            assert self._old is not None
            self._fitted = width, fit(with_sort(self.columns(self._old), self.sort), width)
        return self._fitted[1]

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._old
        if situation is None:
            return ()
        if key.startswith(HEADER):
            group = key[len(HEADER) :]
            return (self.header(situation, group, self.order.groups.get(group, ()), width),)
        return (self.row(situation, key, self.fitted(width)),)

    def _titles(self, width: int) -> Line:
        return title_line(self.fitted(width - 1), self.sort, self.reverse) if self._old is not None and self.rows.total else ()

    def _about(self, width: int) -> Line:
        if self._old is None or not self.words:
            return ()
        return [(" " + _("Only: {what}").format(what=words_text(self.words, self.SCREEN, self._old)), "head")]

    def _about_right(self, width: int) -> Line:
        return [(_("Esc shows all") + " ", "dim")] if width >= 50 else ()

    def _details(self, width: int, height: int) -> Sequence[Line]:
        code = self.rows.cursor
        if self._old is None or code is None or code not in self.rows_of(self._old):
            return ()
        return self.details(self._old, code, width, height)

    @on(Rows.Moved)
    def _cursor_moved(self) -> None:
        """The details follow when the cursor rests: over a slow line they would hold it up."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.query_one(Sheet).update)
        self.foot()

    @on(Rows.Opened)
    def _open(self, event: Rows.Opened) -> None:
        self.host.open(event.key)

    # Keys ---------------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """The typed filter goes first, then the filter in words, then the page itself."""
        if self.line.is_open or self.find.text:
            self._drop_text()
            self._fill()
        elif self.words:
            self.set_words({})
        elif len(self.app.screen_stack) > 1:
            super().action_back()
        else:
            self.app.switch_mode("overview")

    def action_sort(self) -> None:
        self.sort = self.SORTS[(self.SORTS.index(self.sort) + 1) % len(self.SORTS)]
        self.reverse = False
        self._fill(top=True)

    def action_reverse(self) -> None:
        self.reverse = not self.reverse
        self._fill(top=True)

    def action_group(self) -> None:
        self.group = self.GROUPS[(self.GROUPS.index(self.group) + 1) % len(self.GROUPS)]
        self._fill()

    def action_filter(self) -> None:
        self.line.open(_("name, code, pinyin or initials"))

    # The typed filter ---------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.find.type(event.value)
        self._fill(top=True)
        self.foot()

    @on(Input.Submitted)
    def _keep(self) -> None:
        if not self.line.is_open:  # Enter twice at once: the second came before the list had the keys
            self.rows.action_open()
            return
        self.line.close()
        self.rows.focus()
        self.foot()

    def on_key(self, event: events.Key) -> None:
        """While typing, the arrows move in the list."""
        if self.line.has_focus and event.key in ("up", "down"):
            event.stop()
            (self.rows.action_cursor_up if event.key == "up" else self.rows.action_cursor_down)()

    def _drop_text(self) -> None:
        self.find = Search()
        if self._ready:
            self.line.close()
            with self.prevent(Input.Changed):
                self.line.value = ""
            self.rows.focus()
            self.foot()

    def _learn(self, changed: Iterable[str]) -> None:
        """Have the search keys of all rows, those of ``changed`` ones as they are now."""
        assert self._old is not None
        if not self.find.knows(self.rows_of(self._old), changed):
            self.find.learn(self.host.session.store.named(self.KIND))
