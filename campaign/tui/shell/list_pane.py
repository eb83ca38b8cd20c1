"""The list: its rows, order, groups, filters and titles. The page that it is on, alone or with others, gives keys and news."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from textual.timer import Timer

from campaign.core.saved import TEXT
from campaign.core.situation import Situation
from campaign.tables.around import under
from campaign.tables.cells import filled, leader_named, with_sort
from campaign.tables.detail import EDGE
from campaign.tables.glances import UNREAD, Glance, glance
from campaign.tables.order import HEADER, Order
from campaign.tables.search import SLICE, Search
from campaign.tables.signs import Way
from campaign.tables.tones import Line
from campaign.tables.width import fit
from campaign.text import _
from campaign.tui.host import Kept, host_of
from campaign.tui.shell.headed import Headed
from campaign.tui.shell.listed import UNGROUPED
from campaign.tui.widgets.rows import Rows

PAUSE = 0.01
"""Seconds for keys between two slices of what a typed filter looks into."""


class Pane(Headed):
    """A list grouped by ``group`` and sorted by ``sort``. While it is not displayed it only remembers that there was news."""

    LEAN: ClassVar[int] = 0
    """Lines that its details take at most, where they are short; 0: as many as there are."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.order = Order((), str)
        self.was: Situation | None = None
        """What they were made from before the latest news."""
        self._newest: Situation | None = None
        self._missed: frozenset[str] | None = None
        """Codes that changed since ``now``; None is anything."""
        self._firsts: frozenset[str] = frozenset()
        """The first row of each group."""
        self._learning: Timer | None = None

    def prepare(self) -> None:
        """Something is about to be looked for."""
        if self.now is not None:
            self._learn_more(self.now)

    def concerned(self, changed: set[str]) -> bool:
        """Whether the details may read differently when these rows do."""
        return self.cursor in changed

    def told_of(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        """The detail of a row, and below it what that hangs on."""
        lines = self.details(situation, code, width, height)
        return under(lines, situation, self.about_it(situation, code), width, height, host_of(self).signs)

    def open(self, key: str) -> None:
        """Enter on a row."""
        host_of(self).open(key)

    def point(self, key: str) -> None:
        """Put the cursor on this if it is here."""
        self.rows.move_to(key)

    # A list -------------------------------------------------------------------------------------------------------------

    def body(self) -> Rows:
        return Rows(self._draw, empty=(_("loading"),), edge=self._edge, id="rows")

    @property
    def cursor(self) -> str | None:
        """The code under the cursor."""
        return self.rows.cursor

    @property
    def shown(self) -> Sequence[str]:
        """The rows that it lists now, in their order."""
        keys, headers = self.order.flat()
        return [key for key in keys if key not in headers]

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

    @property
    def unread(self) -> bool:
        """Whether nothing is known yet of what it lists."""
        return self.now is None

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
        learned = self._learn(situation, changed) if self.find.begun else ()
        self._settle(situation, {*changed, *learned} if self.find.text else changed)

    def _settle(self, situation: Situation, changed: Collection[str], *, top: bool = False) -> bool:
        """Put these rows where they belong now. ``top`` keeps the cursor on the first row."""
        self.order.ask(self.value(situation), self._grouped(situation), self.rank(situation))
        done = self.order.change(changed, self._wanted(situation))
        if done.moved:
            keys, headers = self.order.flat()
            firsts, self._firsts = self._firsts, _firsts(keys, headers)
            self.rows.set_items(keys, headers, changed={*done.stale, *(firsts ^ self._firsts)},
                                cursor=_first(keys, headers) if top else None)
            self.say_caption()
        else:
            self.rows.changed(done.stale)
        return done.moved

    def fill(self, *, top: bool = False) -> None:
        """Make the list anew; ``top`` puts the cursor on its first row."""
        situation = self.now
        if situation is None or not self.is_mounted:
            return
        if self.find.text:
            self._learn(situation)
        rows = self.rows_of(situation)
        self.order = Order(filter(self._wanted(situation), rows), self.value(situation),
                           group=self._grouped(situation), rank=self.rank(situation), reverse=self.reverse)
        keys, headers = self.order.flat()
        self.refit()
        self._firsts = _firsts(keys, headers)
        self.rows.set_empty([_("Nothing here fits."), "", _("Esc shows all.")] if self.filtered else self.empty())
        self.rows.set_items(keys, headers, cursor=_first(keys, headers) if top else None)
        self.say_caption()

    def set_words(self, words: Mapping[str, str]) -> None:
        """List only what this filter selects; nothing of it when these words say nothing about its rows."""
        self.words = dict(words) if self.suits(words) else {}
        self.find = Search()
        self.fill(top=True)

    def set_view(self, sort: str | None, group: str | None, text: str) -> None:
        """Sort, group and find as it was saved; what this list does not know stays as it is."""
        self.sort, self.reverse = sort if sort in self.TABLE.sort_keys else self.sort, False
        self.group = (group or UNGROUPED) if (group or UNGROUPED) in self.TABLE.group_keys else self.group
        if text:
            self.find.type(text)
        self.fill(top=True)

    def let_go(self) -> None:
        """By what rows are found is learned again when something is typed; not while that decides what is listed."""
        if not self.find.text:
            self.find = Search()

    def forget(self) -> None:
        """The language has changed."""
        self.refit()
        self.fill()
        self.rows.redraw()

    # Beside another list of its page ----------------------------------------------------------------------------------------

    def glance(self) -> Glance | None:
        """Its first rows, while another pane has the keys; None where it has nothing to show."""
        title, signs = _(self.SHORT or self.TITLE_TEXT), host_of(self).signs
        if self.unread:
            return Glance(UNREAD, lambda width, height: glance(title, None, (), 0, width, height, signs))
        keys, _headers = self.order.flat()
        if not keys:
            return None
        return Glance(len(keys) + 1, lambda width, height: glance(
            title, self.rows.total, self._glanced(keys[:height], width), len(keys), width, height, signs))

    def _glanced(self, keys: Sequence[str], width: int) -> list[Line]:
        """Without codes: what is called by its name needs none."""
        assert self.now is not None
        situation, room = self.now, width - 1 - self.indent
        columns = [column for column in with_sort(self.columns(situation, room), self.sort) if column.key != "code"]
        fitted, blocks = fit(columns, room), host_of(self).signs.way is Way.BLOCKS
        lines: list[Line] = []
        for key in keys:
            if key.startswith(HEADER):
                lines.append([(" ", ""), *self._draw(key, width - 1, False)[0]])
            elif key in self.rows_of(situation):
                edge = self._edge(key) if blocks else ""
                light = (EDGE, f"{edge}_mark") if edge else (" ", "")
                lines.append([light, (" " * self.indent, ""), *self.row(situation, key, fitted)])
        return lines

    # The next sort, the other direction, the next group ---------------------------------------------------------------------

    def next_sort(self) -> None:
        self.sort = _after(self.TABLE.sort_keys, self.sort)
        self.reverse = False
        self.fill(top=True)

    def turn(self) -> None:
        self.reverse = not self.reverse
        self.fill(top=True)

    def next_group(self) -> None:
        self.group = _after(self.TABLE.group_keys, self.group)
        self.fill()

    # Inside ---------------------------------------------------------------------------------------------------------------

    def _learn(self, situation: Situation, changed: Collection[str] = ()) -> Sequence[str]:
        """By what some more rows are found; the others follow between the keys, which wait for none of it."""
        learned = self.learn(situation, changed, SLICE)
        if not self.find.complete and self._learning is None:
            self._learning = self.set_timer(PAUSE, self._learn_on)
        return learned

    def _learn_on(self) -> None:
        self._learning = None
        if self.now is not None and self.find.begun and not self.find.complete and self.is_attached:
            self._learn_more(self.now)

    def _learn_more(self, situation: Situation) -> None:
        learned = self._learn(situation)
        if self.find.text and self._settle(situation, learned, top=self.rows.position <= 1):
            self.post_message(self.Arrived(self))

    def _grouped(self, situation: Situation) -> Callable[[str], str] | None:
        return self.group_of(situation) if self.grouping() else None

    def _wanted(self, situation: Situation) -> Callable[[str], bool]:
        rows, accepts, found = self.rows_of(situation), self.accepts(situation), self.find
        typed = bool(found.text)
        return lambda code: code in rows and (accepts is None or accepts(code)) and (not typed or found(code))

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self.now
        if situation is None:
            return ()
        if key.startswith(HEADER):
            group = key[len(HEADER) :]
            return (self.header(situation, group, self.order.groups.get(group, ()), width),)
        if key not in self.rows_of(situation):
            return ()
        line = self.row(situation, key, self.fitted(width - self.indent))
        if key in self._firsts and self.TABLE.edge is not None and host_of(self).signs.way is Way.BLOCKS:
            line = filled(line)
        return ([(" ", ""), *line] if self.indent else line,)

    def _edge(self, key: str) -> str:
        return self.edge(self.now, key) if self.now is not None and key in self.rows_of(self.now) else ""

def _first(keys: Sequence[str], headers: Collection[str]) -> str | None:
    return next((key for key in keys if key not in headers), None)


def _firsts(keys: Sequence[str], headers: Collection[str]) -> frozenset[str]:
    if not headers:
        return frozenset(keys[:1])
    return frozenset(key for before, key in pairwise(keys) if before in headers)


def _after(keys: Sequence[str], key: str) -> str:
    """The next of them; the first after the last."""
    return keys[(keys.index(key) + 1) % len(keys)]
