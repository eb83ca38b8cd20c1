"""Columns of cards side by side; as many columns as fit, the rest by moving on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple, TypeAlias

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from campaign.tables.tones import Line
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight

Draw: TypeAlias = Callable[[str, int, bool], Sequence[Line]]
"""``draw(key, width, selected)``."""

KEPT = 1024
"""Drawn cards kept."""
WHEEL = 2
NOTHING: tuple[str, ...] = ()


class Stack(NamedTuple):
    """A column: its key, and the keys of its cards from top to bottom, each once."""

    key: str
    cards: Sequence[str]


class Pane(Lines):
    """One place for a column. A widget of its own, so that Textual writes a changed card and not what stands left of it."""

    DEFAULT_CSS = "Pane { width: 1fr; }"

    def __init__(self, board: Board, slot: int) -> None:
        super().__init__()
        self.board, self.slot = board, slot
        self.shown: tuple[object, ...] | None = None
        """What ``Board.state`` said when it was last painted."""
        self.kept: dict[int, tuple[list[Segment], Tight]] = {}
        """Per line what it was made of, and what it was made into."""

    def line(self, y: int) -> Tight:
        return self.board.pane_line(self, y)

    def forget(self) -> None:
        self.kept.clear()
        self.board.forget()

    def in_focus(self) -> bool:
        return self.board.has_focus

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.board.click(self.slot, event.y)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.board.wheel(self.slot, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.board.wheel(self.slot, -WHEEL)


class Board(Widget, can_focus=True):
    """Every column keeps its own cursor and window. ``m`` picks a card up, left and right choose where it goes, Enter drops
    it there (``Dropped``; the board itself moves nothing), Esc puts it back.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Board { layout: horizontal; height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", show=False),
        Binding("up,k", "cursor_up", show=False),
        Binding("left,h", "column_left", show=False),
        Binding("right,l", "column_right", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("home,g", "first", show=False),
        Binding("end,G", "last", show=False),
        Binding("enter", "open", show=False),
        Binding("m", "pick_up", show=False),
        Binding("escape", "put_back", show=False),
    ]

    class Moved(Message):
        """The cursor is on another column or card (None: there is none)."""

        def __init__(self, board: Board, column: str | None, card: str | None) -> None:
            super().__init__()
            self.board, self.column, self.card = board, column, card
            self.position, self.total = board.position, len(board.columns)

        @property
        def control(self) -> Board:
            return self.board

    class Opened(Message):
        """Enter, or a click on the card under the cursor."""

        def __init__(self, board: Board, column: str, card: str) -> None:
            super().__init__()
            self.board, self.column, self.card = board, column, card

        @property
        def control(self) -> Board:
            return self.board

    class Carried(Message):
        """A card was picked up, or put back (None): the footer has other keys now."""

        def __init__(self, board: Board, card: str | None) -> None:
            super().__init__()
            self.board, self.card = board, card

        @property
        def control(self) -> Board:
            return self.board

    class Dropped(Message):
        """A card is to move from one column to another."""

        def __init__(self, board: Board, card: str, source: str, target: str) -> None:
            super().__init__()
            self.board, self.card, self.source, self.target = board, card, source, target

        @property
        def control(self) -> Board:
            return self.board

    def __init__(
        self,
        draw_card: Draw,
        draw_title: Draw,
        *,
        hint: Callable[[str], Sequence[str]] = lambda column: NOTHING,
        empty: Sequence[str] = NOTHING,
        card_height: int = 2,
        title_height: int = 1,
        min_width: int = 26,
        movable: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``hint(column)`` gives the lines for a column without cards, ``empty`` those for a board without columns."""
        super().__init__(id=id, classes=classes)
        self._draw_card, self._draw_title, self._hint, self._empty = draw_card, draw_title, hint, tuple(empty)
        self._card_height, self._title_height, self._min_width = card_height, title_height, min_width
        self._movable = movable
        self.columns: Sequence[Stack] = ()
        self._panes: list[Pane] = []
        self._col = -1
        self._left = 0  # the first column shown
        self._at: dict[str, int] = {}
        self._tops: dict[str, int] = {}
        self._wanted: tuple[str, str] | None = None  # where a dropped card will be once it is written
        self.carrying: tuple[str, str] | None = None  # card, source column
        self._fillers: dict[tuple[str, int], list[Segment]] = {}
        self._stale_keys: frozenset[str] | None = None
        """Cards and columns to be drawn anew at the next repaint; None: all."""
        self._drawn: OrderedDict[tuple[str, str, int, str], list[list[Segment]]] = OrderedDict()

    # ------------------------------------------------------------------ what it shows
    @property
    def column(self) -> str | None:
        return self.columns[self._col].key if self._col >= 0 else None

    @property
    def card(self) -> str | None:
        """The card under the cursor."""
        if self._col < 0:
            return None
        key, cards = self.columns[self._col]
        return cards[self._at.get(key, 0)] if cards else None

    @property
    def position(self) -> int:
        """Of the cursor's column, from 1; 0 on an empty board."""
        return self._col + 1

    def set_columns(self, columns: Sequence[Stack], *, changed: Iterable[str] | None = None) -> None:
        """Show these. Each column's cursor stays on its card, or goes to the next one that is still there.

        ``changed`` names the cards and columns whose drawing is stale (None: all of them). A list that was handed over
        must not be changed any more: the same object again is taken for the same cards.
        """
        was = self.column, self.card
        old = self.columns
        before = {stack.key: stack for stack in old}
        places = {stack.key: i for i, stack in enumerate(columns)}
        at: dict[str, int] = {}
        tops: dict[str, int] = {}
        for key, cards in columns:
            if key in before and cards:
                index, top = self._at.get(key, 0), self._tops.get(key, 0)
                at[key] = index if cards is before[key].cards else _stay(before[key].cards, index, cards)
                tops[key] = max(at[key] - (index - top), 0)
        self._at, self._tops = at, tops
        shift = self._col - self._left
        self._col = _stay([stack.key for stack in old], self._col, list(places)) if columns else -1
        self.columns = columns
        if self._wanted and self._wanted[0] in places:
            target = columns[places[self._wanted[0]]]
            if self._wanted[1] in target.cards:
                self._at[target.key] = list(target.cards).index(self._wanted[1])
                self._wanted = None
        if self.carrying and not any(key == self.carrying[1] and self.carrying[0] in cards for key, cards in columns):
            self.carrying = None
            self.post_message(self.Carried(self, None))
        self._left = max(self._col - max(shift, 0), 0)
        self._stale(changed)
        self._fit()
        self._show()
        if (self.column, self.card) != was:
            self._moved()

    def move_to(self, column: str, card: str | None = None) -> bool:
        """Put the cursor there; False if there is no such column or card."""
        for i, (key, cards) in enumerate(self.columns):
            if key == column and (card is None or card in cards):
                self._col = i
                if card is not None:
                    self._at[key] = list(cards).index(card)
                self._show()
                self._moved()
                return True
        return False

    # ------------------------------------------------------------------ keys
    def action_cursor_down(self) -> None:
        self._go(1)

    def action_cursor_up(self) -> None:
        self._go(-1)

    def action_page_down(self) -> None:
        self._go(max(self._window - 1, 1))

    def action_page_up(self) -> None:
        self._go(-max(self._window - 1, 1))

    def action_first(self) -> None:
        self._go(-(10**9))

    def action_last(self) -> None:
        self._go(10**9)

    def action_column_left(self) -> None:
        self._turn(-1)

    def action_column_right(self) -> None:
        self._turn(1)

    def action_open(self) -> None:
        column, card = self.column, self.card
        if self.carrying:
            carried, source = self.carrying
            self.carrying = None
            if column is not None and column != source:
                self._wanted = (column, carried)
                self.post_message(self.Dropped(self, carried, source, column))
            self.post_message(self.Carried(self, None))
            self._show()
        elif column is not None and card is not None:
            self.post_message(self.Opened(self, column, card))

    def action_pick_up(self) -> None:
        if self.column is not None and self.card is not None and not self.carrying:
            self.carrying = (self.card, self.column)
            self.post_message(self.Carried(self, self.card))
            self._show()

    def action_put_back(self) -> None:
        if self.carrying:
            source = self.carrying[1]
            self.carrying = None
            self.post_message(self.Carried(self, None))
            self.move_to(source)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "put_back":
            return self.carrying is not None  # otherwise Esc is the screen's
        if action == "pick_up":
            return self._movable
        return True

    # ------------------------------------------------------------------ mouse
    def click(self, slot: int, y: int) -> None:
        """A click in the ``slot``-th pane at its line ``y``."""
        col = self._left + slot
        if col >= len(self.columns):
            return
        key, cards = self.columns[col]
        place = self._tops.get(key, 0) + (y - self._head) // self._card_height
        same = col == self._col
        self._col = col
        if self.carrying or y < self._head or place >= len(cards):
            self._show()
            if not same:
                self._moved()
            return
        if same and place == self._at.get(key, 0):
            self.action_open()
            return
        self._at[key] = place
        self._show()
        self._moved()

    def wheel(self, slot: int, cards: int) -> None:
        """Move the window of the column in the ``slot``-th pane."""
        if self._left + slot < len(self.columns):
            key, stack = self.columns[self._left + slot]
            self._tops[key] = max(min(self._tops.get(key, 0) + cards, len(stack) - self._window), 0)
            self.repaint()

    # ------------------------------------------------------------------ inside
    @property
    def _head(self) -> int:
        return self._title_height + 1

    @property
    def _window(self) -> int:
        """Whole cards that fit under the title."""
        return max((self.size.height - self._head) // self._card_height, 1)

    def _go(self, step: int) -> None:
        if self._col < 0 or self.carrying:
            return
        key, cards = self.columns[self._col]
        was = self._at.get(key, 0)
        now = max(min(was + step, len(cards) - 1), 0)
        if now != was:
            self._at[key] = now
            self._show()
            self._moved()

    def _turn(self, step: int) -> None:
        col = self._col + step
        if 0 <= col < len(self.columns):
            self._col = col
            self._show()
            self._moved()

    def _show(self) -> None:
        """Bring the cursor into view, by whole windows: fewer repaints than one by one."""
        if self._col >= 0:
            slots = max(len(self._panes), 1)
            if self._col < self._left:
                self._left = self._col - slots + 1
            elif self._col >= self._left + slots:
                self._left = self._col
            self._left = max(min(self._left, len(self.columns) - slots), 0)
            key, cards = self.columns[self._col]
            at, top, window = self._at.get(key, 0), self._tops.get(key, 0), self._window
            if at < top:
                top = at - window + 2
            elif at >= top + window:
                top = at - 1
            self._tops[key] = max(min(top, len(cards) - window), 0)
        self.repaint()

    def repaint(self) -> None:
        """Send what changed, pane by pane; a pane that shows what it showed is not even drawn for comparison."""
        stale, self._stale_keys = self._stale_keys, frozenset()
        for pane in self._panes:
            state = self.state(self._left + pane.slot)
            if stale is None or state != pane.shown or not stale.isdisjoint(self._in_view(self._left + pane.slot)):
                pane.shown = state
                pane.repaint()

    def state(self, col: int) -> tuple[object, ...]:
        """What decides, beside the drawings themselves, how the ``col``-th column looks."""
        if col >= len(self.columns):
            return (not self.columns,)
        key, cards = self.columns[col]
        here = col == self._col
        carrying = self.carrying if here or (self.carrying and self.carrying[1] == key) else None
        return key, self._at.get(key, 0), self._tops.get(key, 0), here, carrying, cards

    def _in_view(self, col: int) -> Iterable[str]:
        if col >= len(self.columns):
            return ()
        key, cards = self.columns[col]
        top = self._tops.get(key, 0)
        return key, *cards[top : top + self._window + 1]

    def redraw(self) -> None:
        """Draw all cards anew: the language or what they are drawn from changed."""
        self.forget()
        self.repaint()

    def forget(self) -> None:
        self._drawn.clear()
        self._fillers.clear()
        self._stale_keys = None

    def _stale(self, keys: Iterable[str] | None) -> None:
        if keys is None:
            self.forget()
            return
        stale = frozenset(keys)
        if self._stale_keys is not None:
            self._stale_keys |= stale
        for at in [at for at in self._drawn if at[0] in stale or at[1] in stale]:
            del self._drawn[at]

    def _moved(self) -> None:
        self.post_message(self.Moved(self, self.column, self.card))

    def on_resize(self) -> None:
        self._fit()
        self._show()

    def _fit(self) -> None:
        """As many panes as columns fit."""
        if not self.size.width or not self.is_mounted:
            return
        slots = max(min(len(self.columns), self.size.width // self._min_width), 1)
        if slots > len(self._panes):
            added = [Pane(self, slot) for slot in range(len(self._panes), slots)]
            self._panes.extend(added)
            self.mount(*added)
        while len(self._panes) > slots:
            self._panes.pop().remove()

    def on_focus(self) -> None:
        self._recolour()

    def on_blur(self) -> None:
        self._recolour()

    def _recolour(self) -> None:
        for pane in self._panes:
            pane.recolour()

    def pane_line(self, pane: Pane, y: int) -> Tight:
        """One line of a pane: '|' between columns, the cursor's cell, the text."""
        width = pane.size.width
        edge = [] if pane.slot == 0 else [Segment("+" if y == self._title_height else "|", pane.tone("dim"))]
        inner = self._inner(pane, self._left + pane.slot, y, width - len(edge))
        kept = pane.kept.get(y)
        if kept is not None and kept[0] is inner and kept[1].cell_length == width:
            return kept[1]
        line = pane.tight([*edge, *inner], width)
        pane.kept[y] = inner, line
        return line

    def _filler(self, pane: Pane, text: str, width: int) -> list[Segment]:
        """A line of the board's own, made once."""
        at = (text, width)
        if at not in self._fillers:
            self._fillers[at] = pane.pieces([(text, "dim")], width)
        return self._fillers[at]

    def _inner(self, pane: Pane, col: int, y: int, width: int) -> list[Segment]:
        if col >= len(self.columns):
            text = self._empty[y - 1] if not self.columns and 0 < y <= len(self._empty) else ""
            return self._filler(pane, " " + text, width)
        key, cards = self.columns[col]
        here = col == self._col
        if y < self._title_height:
            return self._part(pane, "", key, width, "target" if here and self.carrying else "here" if here else "")[y]
        if y == self._title_height:
            if here and self.carrying and self.carrying[1] != key:
                return self._part(pane, self.carrying[0], key, width, "carried")[0]
            return self._filler(pane, "-" * width, width)
        y -= self._head
        if not cards:
            hint = self._hint(key)
            text = hint[y] if y < len(hint) else ""
            return pane.pieces([(">" if here and y == 0 and not self.carrying else " ", ""), (text, "dim")], width)
        place, part = self._tops.get(key, 0) + y // self._card_height, y % self._card_height
        if place >= len(cards):
            return self._filler(pane, "", width)
        state = "here" if here and place == self._at.get(key, 0) and not self.carrying else ""
        if self.carrying == (cards[place], key):
            state = "carried"
        return self._part(pane, cards[place], key, width, state)[part]

    def _part(self, pane: Pane, card: str, column: str, width: int, state: str) -> list[list[Segment]]:
        """The lines of a card, or of a title if ``card`` is ''."""
        at = (card, column, width, state)
        drawn = self._drawn.get(at)
        if drawn is not None:
            self._drawn.move_to_end(at)
            return drawn
        selected = state in ("carried", "target") or (state == "here" and bool(card))
        height = self._card_height if card else self._title_height
        lines = (self._draw_card if card else self._draw_title)(card or column, max(width - 2, 0), selected)
        marker = {"": " ", "here": ">" if card else " ", "carried": "*", "target": ">"}[state]
        drawn = []
        for i in range(height):
            line: Line = lines[i] if i < len(lines) else ()
            tone = "" if card else "head"
            mark = Segment(marker if i == 0 else " ", pane.tone("", selected))
            drawn.append([mark, *pane.pieces(line, width - 1, selected, tone)])
        self._drawn[at] = drawn
        if len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return drawn


def _stay(old: Sequence[str], index: int, new: Sequence[str]) -> int:
    """Where the key at ``index`` of ``old`` is in ``new``, else the nearest after it, else the nearest before; else 0."""
    places = {key: i for i, key in enumerate(new)}
    index = max(index, 0)
    for i in (*range(index, len(old)), *range(min(index, len(old)) - 1, -1, -1)):
        if old[i] in places:
            return places[old[i]]
    return 0
