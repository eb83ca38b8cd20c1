"""How a board looks: bands of columns, a slot for each; what was drawn is kept until it is stale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from rich.segment import Segment
from textual import events
from textual.widget import Widget

from campaign.tables.signs import Way
from campaign.tables.tones import Line
from campaign.tui.host import host_of
from campaign.tui.widgets.board_places import Places, Stack
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight

Draw: TypeAlias = Callable[[str, int, bool], Sequence[Line]]
"""``draw(key, width, selected)``."""
DrawRest: TypeAlias = Callable[[Sequence[str], int], Line]
"""``draw(keys, width)``: what is not seen of a column, in one line."""


def counted(keys: Sequence[str], width: int) -> Line:
    return [(f"+{len(keys)}", "quiet")]


TITLE = -1
"""The place of the cursor on a title."""

KEPT = 1024
"""Drawn cards kept."""
WHEEL = 2
NOTHING: tuple[str, ...] = ()


class Slot(Lines):
    """One place for a column. A widget of its own, so that Textual writes a changed card and not what stands left of it."""

    DEFAULT_CSS = "Slot { width: 1fr; }"

    def __init__(self, board: BoardView, slot: int) -> None:
        super().__init__()
        self.board, self.slot = board, slot
        self.shown: tuple[object, ...] | None = None
        """What ``BoardView.state`` said when it was last painted."""
        self.kept: dict[int, tuple[list[Segment], Tight]] = {}
        """Per line what it was made of, and what it was made into."""

    def line(self, y: int) -> Tight:
        return self.board.slot_line(self, y)

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


class BoardView(Widget, can_focus=True):
    """Which columns, where the cursor is, and what of it is seen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "BoardView { layout: grid; height: 1fr; width: 1fr; }"

    def __init__(
        self,
        draw_card: Draw,
        draw_title: Draw,
        *,
        draw_rest: DrawRest = counted,
        hint: Callable[[str], Sequence[str]] = lambda column: NOTHING,
        empty: Sequence[str] = NOTHING,
        card_height: int = 2,
        title_height: int = 1,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``hint(column)`` gives the lines for a column without cards, ``empty`` those for a board without columns."""
        super().__init__(id=id, classes=classes)
        self._draw_card, self._draw_title, self._draw_rest = draw_card, draw_title, draw_rest
        self._hint, self._empty = hint, tuple(empty)
        self._card_height, self._title_height = card_height, title_height
        self.columns: Sequence[Stack] = ()
        self._slots: list[Slot] = []
        self._places = Places(1, 0, 1, 0, 0, [0])
        self._col = -1
        self._left = 0  # the first column shown
        self._at: dict[str, int] = {}
        self._tops: dict[str, int] = {}
        self.carrying: tuple[str, str] | None = None  # card, source column
        self._fillers: dict[tuple[str, int], list[Segment]] = {}
        self._stale_keys: frozenset[str] | None = None
        """Cards and columns to be drawn anew at the next repaint; None: all."""
        self._drawn: OrderedDict[tuple[str, str, int, str], list[list[Segment]]] = OrderedDict()

    @property
    def column(self) -> str | None:
        return self.columns[self._col].key if self._col >= 0 else None

    @property
    def card(self) -> str | None:
        """The card under the cursor."""
        if self._col < 0:
            return None
        stack = self.columns[self._col]
        at = self._at.get(stack.key, 0)
        return stack.cards[at] if at < len(stack.cards) else None

    @property
    def on_rest(self) -> bool:
        """Whether the cursor stands on what is folded away."""
        stack = self.columns[self._col] if self._col >= 0 else None
        return stack is not None and bool(stack.rest) and self._spot(self._col) == len(stack.cards)

    @property
    def position(self) -> int:
        """Of the cursor's column, from 1; 0 on an empty board."""
        return self._col + 1

    def _spot(self, col: int) -> int | None:
        """Where in this column the cursor is; None: in another one."""
        return self._at.get(self.columns[col].key, 0) if col == self._col else None

    def _window(self, col: int) -> int:
        """Whole cards that fit under the title, above what is said of the others."""
        bands = self._places.bands
        at = (col - self._left) // self._places.across
        lines = (bands[at] if 0 <= at < len(bands) else min(bands)) - self._title_height - (len(bands) > 1)
        stack = self.columns[col]
        if len(stack.cards) * self._card_height + bool(stack.rest) <= lines:
            return max(len(stack.cards), 1)
        return max((lines - 1) // self._card_height, 1)

    # ------------------------------------------------------------------ what a click means

    def click(self, slot: int, y: int) -> None:
        """A click in the ``slot``-th column shown at its line ``y``."""

    def wheel(self, slot: int, cards: int) -> None:
        """Move the window of the column in the ``slot``-th place."""

    # ------------------------------------------------------------------ repainting

    def repaint(self) -> None:
        """Send what changed, slot by slot; one that shows what it showed is not even drawn for comparison."""
        stale, self._stale_keys = self._stale_keys, frozenset()
        for slot in self._slots:
            state = self.state(self._left + slot.slot)
            if stale is None or state != slot.shown or not stale.isdisjoint(self._in_view(self._left + slot.slot)):
                slot.shown = state
                slot.repaint()

    def state(self, col: int) -> tuple[object, ...]:
        """What decides, beside the drawings themselves, how the ``col``-th column looks."""
        if col >= len(self.columns):
            return (not self.columns,)
        stack = self.columns[col]
        here = col == self._col
        carrying = self.carrying if here or (self.carrying and self.carrying[1] == stack.key) else None
        return self._tops.get(stack.key, 0), self._spot(col), here, carrying, *stack

    def _in_view(self, col: int) -> Iterable[str]:
        if col >= len(self.columns):
            return ()
        stack = self.columns[col]
        top = self._tops.get(stack.key, 0)
        return stack.key, *stack.cards[top : top + self._window(col)]

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

    def _fit(self) -> None:
        """As many slots as columns fit."""
        if not self.outer_size.width or not self.is_mounted:
            return
        self._places = found = Places.of(self.outer_size, len(self.columns))
        self.styles.padding = (found.top, 0, 0, found.left)
        self.styles.grid_size_columns, self.styles.grid_size_rows = found.across, len(found.bands)
        last = self.outer_size.width - found.left - (found.across - 1) * (found.width + found.gap)
        self.styles.grid_columns = " ".join(map(str, [*[found.width + found.gap] * (found.across - 1), last]))
        self.styles.grid_rows = " ".join(map(str, found.bands))
        places = max(min(len(self.columns), found.across * len(found.bands)), 1)
        if places > len(self._slots):
            added = [Slot(self, number) for number in range(len(self._slots), places)]
            self._slots.extend(added)
            self.mount(*added)
        while len(self._slots) > places:
            self._slots.pop().remove()

    def on_focus(self) -> None:
        self._recolour()

    def on_blur(self) -> None:
        self._recolour()

    def _recolour(self) -> None:
        for slot in self._slots:
            slot.recolour()

    def slot_line(self, slot: Slot, y: int) -> Tight:
        """One line of a slot: the marker's cell, the text, and what keeps columns apart."""
        width = slot.size.width
        inner = self._inner(slot, self._left + slot.slot, y, self._places.width)
        kept = slot.kept.get(y)
        if kept is not None and kept[0] is inner and kept[1].cell_length == width:
            return kept[1]
        gap = width - self._places.width - 1
        line = slot.tight([*inner, *([Segment(" " * gap, slot.tone(""))] if gap > 0 else ())], width)
        slot.kept[y] = inner, line
        return line

    def _filler(self, slot: Slot, text: str, width: int) -> list[Segment]:
        """A line of the board's own, made once."""
        at = (text, width)
        if at not in self._fillers:
            self._fillers[at] = slot.pieces([(f" {text}", "quiet")], width + 1)
        return self._fillers[at]

    def _inner(self, slot: Slot, col: int, y: int, width: int) -> list[Segment]:
        """The marker's cell and ``width`` more."""
        if col >= len(self.columns):
            return self._filler(slot, self._empty[y] if not self.columns and y < len(self._empty) else "", width)
        stack, spot = self.columns[col], self._spot(col)
        if y < self._title_height:
            aimed = spot is not None and (self.carrying is not None or spot == TITLE)
            return self._part(slot, "", stack.key, width, "target" if aimed else "here" if spot is not None else "")[y]
        if self.carrying is not None:
            if spot is not None and self.carrying[1] != stack.key:  # it would be the first of this column
                if y < self._title_height + self._card_height:
                    return self._part(slot, self.carrying[0], stack.key, width, "carried")[y - self._title_height]
                y -= self._card_height
            spot = None
        y -= self._title_height
        if not stack.places:
            hint = self._hint(stack.key)
            here = spot == 0 and y == 0 and bool(hint)
            return [self._marker(slot, ">" if here else " "),
                    *slot.pieces([("  ", ""), (hint[y] if y < len(hint) else "", "quiet")], width, here)]
        top, window = self._tops.get(stack.key, 0), self._window(col)
        place, part = top + y // self._card_height, y % self._card_height
        if place < min(top + window, len(stack.cards)):
            card = stack.cards[place]
            state = "carried" if self.carrying == (card, stack.key) else "here" if spot == place else ""
            return self._part(slot, card, stack.key, width, state)[part]
        below = [*stack.cards[top + window:], *stack.rest]
        if not below or y != min(window, len(stack.cards) - top) * self._card_height:
            return self._filler(slot, "", width)
        here = spot == len(stack.cards)
        return [self._marker(slot, ">" if here else " "),
                *slot.pieces([("  ", ""), *self._draw_rest(below, width - 2)], width, here)]

    def _marker(self, slot: Slot, sign: str) -> Segment:
        """The cell before a line: a list's margin, which says where the cursor is where no colour can be relied on."""
        shown = sign if sign == "*" or host_of(self).signs.way is Way.ASCII else " "
        return Segment(shown, slot.tone("accent" if sign == "*" else ""))

    def _part(self, slot: Slot, card: str, column: str, width: int, state: str) -> list[list[Segment]]:
        """The lines of a card, or of a title if ``card`` is ''."""
        at = (card, column, width, state)
        drawn = self._drawn.get(at)
        if drawn is not None:
            self._drawn.move_to_end(at)
            return drawn
        selected = state in ("carried", "target") or (state == "here" and bool(card))
        height = self._card_height if card else self._title_height
        lines = (self._draw_card if card else self._draw_title)(card or column, width, selected)
        marker = {"": " ", "here": ">" if card else " ", "carried": "*", "target": ">"}[state]
        drawn = []
        for i in range(height):
            line: Line = lines[i] if i < len(lines) else ()
            mark = self._marker(slot, marker if i == 0 else " ")
            drawn.append([mark, *slot.pieces(line, width, selected, "" if card else "strong")])
        self._drawn[at] = drawn
        if len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return drawn
