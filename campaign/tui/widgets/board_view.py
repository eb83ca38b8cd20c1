"""How a board looks: as many columns as fit side by side, a slot for each; what was drawn is kept until it is stale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from rich.segment import Segment
from textual import events
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
    DEFAULT_CSS = "BoardView { layout: horizontal; height: 1fr; width: 1fr; }"

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
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``hint(column)`` gives the lines for a column without cards, ``empty`` those for a board without columns."""
        super().__init__(id=id, classes=classes)
        self._draw_card, self._draw_title, self._hint, self._empty = draw_card, draw_title, hint, tuple(empty)
        self._card_height, self._title_height, self._min_width = card_height, title_height, min_width
        self.columns: Sequence[Stack] = ()
        self._slots: list[Slot] = []
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
        key, cards = self.columns[self._col]
        return cards[self._at.get(key, 0)] if cards else None

    @property
    def position(self) -> int:
        """Of the cursor's column, from 1; 0 on an empty board."""
        return self._col + 1

    @property
    def _head(self) -> int:
        return self._title_height + 1

    @property
    def _window(self) -> int:
        """Whole cards that fit under the title."""
        return max((self.size.height - self._head) // self._card_height, 1)

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

    def _fit(self) -> None:
        """As many slots as columns fit."""
        if not self.size.width or not self.is_mounted:
            return
        places = max(min(len(self.columns), self.size.width // self._min_width), 1)
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
        """One line of a slot: '|' between columns, the cursor's cell, the text."""
        width = slot.size.width
        edge = [] if slot.slot == 0 else [Segment("+" if y == self._title_height else "|", slot.tone("quiet"))]
        inner = self._inner(slot, self._left + slot.slot, y, width - len(edge))
        kept = slot.kept.get(y)
        if kept is not None and kept[0] is inner and kept[1].cell_length == width:
            return kept[1]
        line = slot.tight([*edge, *inner], width)
        slot.kept[y] = inner, line
        return line

    def _filler(self, slot: Slot, text: str, width: int) -> list[Segment]:
        """A line of the board's own, made once."""
        at = (text, width)
        if at not in self._fillers:
            self._fillers[at] = slot.pieces([(text, "quiet")], width)
        return self._fillers[at]

    def _inner(self, slot: Slot, col: int, y: int, width: int) -> list[Segment]:
        if col >= len(self.columns):
            text = self._empty[y - 1] if not self.columns and 0 < y <= len(self._empty) else ""
            return self._filler(slot, " " + text, width)
        key, cards = self.columns[col]
        here = col == self._col
        if y < self._title_height:
            return self._part(slot, "", key, width, "target" if here and self.carrying else "here" if here else "")[y]
        if y == self._title_height:
            if here and self.carrying and self.carrying[1] != key:
                return self._part(slot, self.carrying[0], key, width, "carried")[0]
            return self._filler(slot, "-" * width, width)
        y -= self._head
        if not cards:
            hint = self._hint(key)
            text = hint[y] if y < len(hint) else ""
            return slot.pieces([(">" if here and y == 0 and not self.carrying else " ", ""), (text, "quiet")], width)
        place, part = self._tops.get(key, 0) + y // self._card_height, y % self._card_height
        if place >= len(cards):
            return self._filler(slot, "", width)
        state = "here" if here and place == self._at.get(key, 0) and not self.carrying else ""
        if self.carrying == (cards[place], key):
            state = "carried"
        return self._part(slot, cards[place], key, width, state)[part]

    def _part(self, slot: Slot, card: str, column: str, width: int, state: str) -> list[list[Segment]]:
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
            tone = "" if card else "strong"
            mark = Segment(marker if i == 0 else " ", slot.tone("", selected))
            drawn.append([mark, *slot.pieces(line, width - 1, selected, tone)])
        self._drawn[at] = drawn
        if len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return drawn
