"""Columns of cards in bands; as many columns as fit, the rest by moving on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from campaign.tui.widgets.board_places import Stack
from campaign.tui.widgets.board_view import NOTHING, BoardView, Draw, DrawRest, counted


class Board(BoardView):
    """Every column keeps its own cursor and window. ``m`` picks a card up, left and right choose where it goes, Enter drops
    it there (``Dropped``; the board itself moves nothing), Esc puts it back.
    """

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

    def __init__(self, draw_card: Draw, draw_title: Draw, *, draw_rest: DrawRest = counted,
                 hint: Callable[[str], Sequence[str]] = lambda column: NOTHING, empty: Sequence[str] = NOTHING,
                 card_height: int = 2, title_height: int = 1, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(draw_card, draw_title, draw_rest=draw_rest, hint=hint, empty=empty, card_height=card_height,
                         title_height=title_height, id=id, classes=classes)
        self._wanted: tuple[str, str] | None = None  # where a dropped card will be once it is written

    # ------------------------------------------------------------------ what it shows
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
        for stack in columns:
            if stack.key in before and stack.places:
                index, top = self._at.get(stack.key, 0), self._tops.get(stack.key, 0)
                at[stack.key] = _place(before[stack.key], index, stack)
                tops[stack.key] = max(at[stack.key] - (index - top), 0)
        self._at, self._tops = at, tops
        shift = self._col - self._left
        self._col = _stay([stack.key for stack in old], self._col, list(places)) if columns else -1
        self.columns = columns
        if self._wanted and self._wanted[0] in places:
            target = columns[places[self._wanted[0]]]
            if self._wanted[1] in target.cards:
                self._at[target.key] = list(target.cards).index(self._wanted[1])
                self._wanted = None
        if self.carrying and not any(stack.key == self.carrying[1] and self.carrying[0] in stack.cards for stack in columns):
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
        for i, stack in enumerate(self.columns):
            if stack.key == column and (card is None or card in stack.cards):
                self._col = i
                if card is not None:
                    self._at[stack.key] = list(stack.cards).index(card)
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
        self._go(max(self._window(self._col) - 1, 1) if self._col >= 0 else 0)

    def action_page_up(self) -> None:
        self._go(-max(self._window(self._col) - 1, 1) if self._col >= 0 else 0)

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
        return True

    # ------------------------------------------------------------------ mouse
    def click(self, slot: int, y: int) -> None:
        """A click in the ``slot``-th slot at its line ``y``."""
        col = self._left + slot
        if col >= len(self.columns):
            return
        stack = self.columns[col]
        top, window = self._tops.get(stack.key, 0), self._window(col)
        place = min(top + (y - self._title_height) // self._card_height, len(stack.cards))
        if place >= top + window:  # on what is said of those below
            place = len(stack.cards) if stack.rest else len(stack.cards) - 1
        same = col == self._col
        self._col = col
        if self.carrying or y < self._title_height or place >= stack.places:
            self._show()
            if not same:
                self._moved()
            return
        if same and place == self._at.get(stack.key, 0):
            self.action_open()
            return
        self._at[stack.key] = place
        self._show()
        self._moved()

    def wheel(self, slot: int, cards: int) -> None:
        """Move the window of the column in the ``slot``-th slot."""
        col = self._left + slot
        if col < len(self.columns):
            stack = self.columns[col]
            self._tops[stack.key] = max(min(self._tops.get(stack.key, 0) + cards, len(stack.cards) - self._window(col)), 0)
            self.repaint()

    # ------------------------------------------------------------------ inside
    def _go(self, step: int) -> None:
        if self._col < 0 or self.carrying:
            return
        stack = self.columns[self._col]
        was = self._at.get(stack.key, 0)
        now = max(min(was + step, stack.places - 1), 0)
        if now != was:
            self._at[stack.key] = now
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
            slots = max(len(self._slots), 1)
            if self._col < self._left:
                self._left = self._col - slots + 1
            elif self._col >= self._left + slots:
                self._left = self._col
            self._left = max(min(self._left, len(self.columns) - slots), 0)
            stack = self.columns[self._col]
            at, top, window = self._at.get(stack.key, 0), self._tops.get(stack.key, 0), self._window(self._col)
            if at < top:
                top = at - window + 2
            elif at >= top + window:
                top = at - 1
            self._tops[stack.key] = max(min(top, len(stack.cards) - window), 0)
        self.repaint()

    def _moved(self) -> None:
        self.post_message(self.Moved(self, self.column, self.card))

    def on_resize(self) -> None:
        self._fit()
        self._show()


def _place(old: Stack, index: int, new: Stack) -> int:
    """Where the cursor goes that was on ``index``: it follows its card under the fold, and from the fold to what was under it."""
    if old.cards is new.cards and old.rest == new.rest:
        return index
    if index >= len(old.cards):
        return min(index, new.places - 1)
    return len(new.cards) if old.cards[index] in new.rest else _stay(old.cards, index, new.cards)


def _stay(old: Sequence[str], index: int, new: Sequence[str]) -> int:
    """Where the key at ``index`` of ``old`` is in ``new``, else the nearest after it, else the nearest before; else 0."""
    places = {key: i for i, key in enumerate(new)}
    index = max(index, 0)
    for i in (*range(index, len(old)), *range(min(index, len(old)) - 1, -1, -1)):
        if old[i] in places:
            return places[old[i]]
    return 0
