"""The list: its rows, order, groups, filters and titles. The page that it is on, alone or with others, gives keys and news."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from campaign.core.names import Entry
from campaign.core.saved import TEXT
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tables import filter_words
from campaign.tables.cells import leader_named, title_line, with_sort, words_text
from campaign.tables.order import HEADER, Order, Value
from campaign.tables.search import Described, Search
from campaign.tables.sought import InTable, stored
from campaign.tables.table import Listing, Table
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted, cells, fit
from campaign.text import _
from campaign.tui.host import Kept, host_of
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.rows import Rows
from campaign.words import field

REST = 0.2
"""Seconds without a key after which the details follow the cursor."""
TALL = 30
"""Lines of a screen from which on the details get the room they need."""
UNGROUPED = ""
_ALL = 1000
"""Cells in which every column is there, and whole."""


class Pane(Widget):
    """A list grouped by ``group`` and sorted by ``sort``. While it is not displayed it only remembers that there was news."""

    class Arrived(Message):
        """What it lists has been read beside the screen."""

        def __init__(self, pane: "Pane") -> None:
            super().__init__()
            self.pane = pane

    TITLE_TEXT: ClassVar[str] = ""
    """What it lists; English, marked with ``N_``."""
    SHORT: ClassVar[str] = ""
    """What a line of all panes calls it; empty: what it is called above."""
    SCREEN: ClassVar[str] = ""
    """As ``core.filters.select`` and ``Finding.target`` call it."""
    KIND: ClassVar[str] = ""
    """Under which its rows have stored search keys, where ``learn`` knows no better."""
    SORTS: ClassVar[tuple[str, ...]] = ()
    """Keys of columns, in the order of the screen; the first is sorted by at first."""
    GROUPS: ClassVar[tuple[str, ...]] = (UNGROUPED,)
    GROUP_WORDS: ClassVar[Mapping[str, str]] = {}
    """Groups that are not called like the field they are from."""
    DETAILS: ClassVar[tuple[int, int]] = (4, 8)
    """Lines of the details on a low and on a tall screen."""
    TABLE: ClassVar[Table[Any, Any]] = Table("", ())
    """Its columns, sorts and groups; what a list does in its own way it overrides."""
    ADDS: ClassVar[tuple[str, ...]] = ()
    """Kinds of what ``a`` offers here, likeliest first; empty: what the page says."""
    HINTS: ClassVar[tuple[str, ...]] = ()
    """Actions that the footer names while it has the keys."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.order = Order((), str)
        self.sort = self.SORTS[0]
        self.reverse = False
        self.group = self.GROUPS[0]
        self.words: Mapping[str, str] = {}
        self.find = Search()
        self.captioned = False
        """Whether it says above its rows what it lists: the page's heading does when it has the screen alone."""
        self.now: Situation | None = None
        """What the rows were made from."""
        self.was: Situation | None = None
        """What they were made from before the latest news."""
        self._newest: Situation | None = None
        self._missed: frozenset[str] | None = None
        """Codes that changed since ``now``; None is anything."""
        self._fitted: tuple[object, list[Fitted]] = (None, [])
        self._told: tuple[Situation, Mapping[str, Any], object, Listing[Any]] | None = None

    # What a subclass gives ----------------------------------------------------------------------------------------------

    def title(self) -> str:
        """What it lists, and grouped by what."""
        if not self.group:
            return _(self.TITLE_TEXT)
        word = self.GROUP_WORDS.get(self.group)
        return _("{title} by {group}").format(title=_(self.TITLE_TEXT), group=_(word) if word else field(self.group).lower())

    def details_height(self, height: int) -> int:
        """Lines of the details on a screen of ``height``."""
        return self.DETAILS[height >= TALL]

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Bring along what is not in the situation; False while it is being read, ``fill`` comes then."""
        return True

    def prefilled(self, key: str) -> dict[str, str]:
        """What stands in the form of something new already, because it is added here."""
        return {}

    @abstractmethod
    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        """Everything that could be listed, by code."""

    def accepts(self, situation: Situation) -> Callable[[str], bool] | None:
        """Whether a row belongs in the list under ``self.words``; None when every row does."""
        return None

    @abstractmethod
    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        """Codes of the rows that may look, sort or belong differently; None when there are too many to tell."""

    def told(self, situation: Situation, rows: Mapping[str, Any]) -> Listing[Any]:
        """What the table is asked with."""
        return Listing(situation, rows)

    def listing(self, situation: Situation) -> Listing[Any]:
        """The same as long as nothing of it has changed: it remembers what takes a while to work out."""
        rows, found = self.rows_of(situation), self._told
        if found is None or found[0] is not situation or found[1] is not rows or found[2] != (self.sort, self.words):
            found = self._told = situation, rows, (self.sort, self.words), self.told(situation, rows)
        return found[3]

    def value(self, situation: Situation) -> Callable[[str], Value]:
        """What to sort by, ``self.sort``: what should come first compares least."""
        return self.TABLE.value(self.listing(situation), self.sort)

    def grouping(self) -> str:
        """What rows are grouped by, ``UNGROUPED`` for nothing; ``self.group`` may be another view without groups."""
        return self.group

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        """The group of a row, under ``self.group``."""
        return self.TABLE.group(self.group).of(self.listing(situation))

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        """What groups are sorted by."""
        return self.TABLE.rank(self.listing(situation), self.grouping())

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        """For this group, in the language of the moment, for rows of ``width`` cells."""
        return self.TABLE.laid_out(self.listing(situation), self.grouping(), width)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        told = self.listing(situation)
        return self.TABLE.row(told, told.rows[code], fitted)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return self.TABLE.header(self.listing(situation), self.group, group, codes, width)

    @abstractmethod
    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]: ...

    @abstractmethod
    def empty(self) -> Sequence[str]:
        """What to say while there is nothing at all: what to type next."""

    def learn(self, situation: Situation, changed: Iterable[str]) -> None:
        """Know by what all rows are found, ``changed`` ones as they are now."""
        self.find.learn(InTable(self.TABLE, self.listing(situation), self.session, self.SCREEN) if self.TABLE.columns
                        else _Drawn(self, situation), changed)

    def prepare(self) -> None:
        """Something is about to be looked for."""
        if self.now is not None:
            self.learn(self.now, ())

    def drawn(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        """A row as it is looked into, any row of the list."""
        return self.row(situation, code, fitted)

    def called(self, situation: Situation, code: str) -> str:
        """By which words of its own a row is found, in pinyin too."""
        return ""

    def about(self, situation: Situation, code: str) -> Iterable[str | None]:
        """Codes and words of what a row is on."""
        return ()

    def suits(self, words: Mapping[str, str]) -> bool:
        """Whether its rows can be told apart by these words of ``core.filters``."""
        return True

    def concerned(self, changed: set[str]) -> bool:
        """Whether the details may read differently when these rows do."""
        return self.cursor in changed

    def open(self, key: str) -> None:
        """Enter on a row."""
        host_of(self).open(key)

    def point(self, key: str) -> None:
        """Put the cursor on this if it is here."""
        self.rows.move_to(key)

    # A list -------------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Edge(self._caption, self._caption_right, id="caption")
        yield Edge(self._titles, id="titles")
        yield Rows(self._draw, empty=(_("loading"),), id="rows")

    def on_mount(self) -> None:
        self.say_caption()

    @property
    def session(self) -> Session:
        return host_of(self).session

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    @property
    def edges(self) -> Iterable[Edge]:
        return self.query(Edge)

    @property
    def cursor(self) -> str | None:
        """The code under the cursor."""
        return self.rows.cursor

    @property
    def person(self) -> str | None:
        """Under whose name the row stands, where the list is grouped by leader."""
        cursor = self.rows.cursor
        if self.now is None or cursor is None or cursor not in self.rows_of(self.now) or not self.grouping():
            return None
        return leader_named(self.now, self.grouping(), self.group_of(self.now)(cursor))

    @property
    def filtered(self) -> bool:
        return bool(self.words or self.find.text)

    @property
    def behind(self) -> bool:
        """Whether there was news since it was last shown."""
        return self.now is not self._newest

    @property
    def count(self) -> int | None:
        """How many there are in all; None before they were read."""
        return None

    def kept(self) -> Kept | None:
        """What it lists now, to be saved under a name; None when one could not come back to it."""
        return Kept({**self.words, **({TEXT: self.find.text} if self.find.text else {})}, self.sort, self.group or None)

    def place(self) -> str:
        """Where the cursor is, and what was typed."""
        place = f"{self.rows.position}/{self.rows.total}"
        return f"/{self.find.text}  {place}" if self.find.text else place

    def news(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """``touched`` names the changed codes; None means that anything may have changed. As ``catch_up``."""
        self._missed = None if touched is None or self._missed is None else self._missed | touched
        self._newest = situation
        return self.display and self.catch_up()

    def catch_up(self) -> bool:
        """Show what came while it was not displayed; whether the details may read differently now."""
        old, situation, touched = self.now, self._newest, self._missed
        if situation is None or situation is old:
            return False
        self.was, self.now, self._missed = old, situation, frozenset()
        if not self.read(situation, touched):
            return False
        changed = None if old is None or touched is None else self.affected(old, situation, touched)
        if changed is None:
            self.find.forget()
            self.fill()
            return True
        if changed:
            self.change(changed)
        return self.concerned(changed)

    def change(self, changed: set[str]) -> None:
        """These rows may look, sort or belong differently: nothing else is made anew."""
        situation = self.now
        assert situation is not None
        if self.find.text:
            self.learn(situation, changed)
        self.order.ask(self.value(situation), self._grouped(situation), self.rank(situation))
        done = self.order.change(changed, self._wanted(situation))
        if done.moved:
            keys, headers = self.order.flat()
            self.rows.set_items(keys, headers, changed=done.stale)
            self.say_caption()
        else:
            self.rows.changed(done.stale)

    def fill(self, *, top: bool = False) -> None:
        """Make the list anew; ``top`` puts the cursor on its first row."""
        situation = self.now
        if situation is None or not self.is_mounted:
            return
        if self.find.text:
            self.learn(situation, ())
        rows = self.rows_of(situation)
        self.order = Order(filter(self._wanted(situation), rows), self.value(situation),
                           group=self._grouped(situation), rank=self.rank(situation), reverse=self.reverse)
        keys, headers = self.order.flat()
        first = next((key for key in keys if key not in headers), None) if top else None
        self._fitted = (None, [])
        self.rows.set_empty([_("Nothing here fits."), "", _("Esc shows all.")] if self.filtered else self.empty())
        self.rows.set_items(keys, headers, cursor=first)
        self.say_caption()

    def set_words(self, words: Mapping[str, str]) -> None:
        """List only what this filter selects; nothing of it when these words say nothing about its rows."""
        self.words = dict(words) if self.suits(words) else {}
        self.find = Search()
        self.fill(top=True)

    def set_view(self, sort: str | None, group: str | None, text: str) -> None:
        """Sort, group and find as it was saved; what this list does not know stays as it is."""
        self.sort, self.reverse = sort if sort in self.SORTS else self.sort, False
        self.group = (group or UNGROUPED) if (group or UNGROUPED) in self.GROUPS else self.group
        if text:
            self.find.type(text)
        self.fill(top=True)

    def say_caption(self) -> None:
        """What stands above the rows has changed."""
        for edge in self.edges:
            edge.display = edge.id != "caption" or self.captioned or bool(self.words)
            edge.repaint()

    def forget(self) -> None:
        """The language has changed."""
        self._fitted = (None, [])
        self.fill()
        self.rows.redraw()

    # The next sort, the other direction, the next group ---------------------------------------------------------------------

    def next_sort(self) -> None:
        self.sort = self.SORTS[(self.SORTS.index(self.sort) + 1) % len(self.SORTS)]
        self.reverse = False
        self.fill(top=True)

    def turn(self) -> None:
        self.reverse = not self.reverse
        self.fill(top=True)

    def next_group(self) -> None:
        self.group = self.GROUPS[(self.GROUPS.index(self.group) + 1) % len(self.GROUPS)]
        self.fill()

    # Inside ---------------------------------------------------------------------------------------------------------------

    def _grouped(self, situation: Situation) -> Callable[[str], str] | None:
        return self.group_of(situation) if self.grouping() else None

    def _wanted(self, situation: Situation) -> Callable[[str], bool]:
        rows, accepts, found = self.rows_of(situation), self.accepts(situation), self.find
        typed = bool(found.text)
        return lambda code: code in rows and (accepts is None or accepts(code)) and (not typed or found(code))

    def fitted(self, width: int) -> list[Fitted]:
        """The columns that fit, for rows of ``width`` cells."""
        if self._fitted[0] != width:
            assert self.now is not None
            self._fitted = width, fit(with_sort(self.columns(self.now, width), self.sort), width)
        return self._fitted[1]

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self.now
        if situation is None:
            return ()
        if key.startswith(HEADER):
            group = key[len(HEADER) :]
            return (self.header(situation, group, self.order.groups.get(group, ()), width),)
        return (self.row(situation, key, self.fitted(width)),) if key in self.rows_of(situation) else ()

    def _titles(self, width: int) -> Line:
        return title_line(self.fitted(width - 1), self.sort, self.reverse) if self.now is not None and self.rows.total else ()

    def _caption(self, width: int) -> Line:
        if self.now is None:
            return ()
        line: list[tuple[str, str]] = []
        if self.captioned:
            here = self.rows.has_focus
            line.append((("> " if here else "  ") + self.title(), "head" if here else "bold"))
        if self.words:
            what = _("Only: {what}").format(what=words_text(self.words, self.SCREEN, self.now))
            line.append((("  " if self.captioned else " ") + what, "head"))
        return line

    def _caption_right(self, width: int) -> Line:
        if self.words:
            hint = _("Esc shows all") + " "
            return [(hint, "dim")] if width >= 50 + cells(hint) * self.captioned else ()
        return [(f"{self.rows.total} ", "dim")] if self.captioned else ()


class _Drawn:
    """A list that has no table yet: a row is found by what is drawn of it."""

    def __init__(self, pane: Pane, situation: Situation) -> None:
        self._pane, self._situation, self.rows = pane, situation, pane.rows_of(situation)
        self._fitted = fit(pane.columns(situation, _ALL), _ALL)

    def describe(self, code: str) -> Described:
        pane, situation = self._pane, self._situation
        shown = [text.strip() for text, _tone in pane.drawn(situation, code, self._fitted)]
        return Described(pane.called(situation, code), shown, pane.about(situation, code))

    def name(self, code: str) -> str | None:
        return self._situation.name_of(code)

    def entries(self, kind: str) -> Iterable[Entry]:
        return stored(self._pane.session, kind)

    def test(self, word: str) -> Callable[[str], bool] | None:
        return filter_words.test(self._pane.session, self._situation, self._pane.SCREEN, self.rows, word)
