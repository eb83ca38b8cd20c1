"""The virtual list: any number of rows, of which only those on the screen are ever drawn."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar, TypeAlias

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from campaign.tables.signs import Way
from campaign.tables.tones import Line
from campaign.tui.host import host_of
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.row_places import brought, nearest, settled
from campaign.tui.widgets.strips import Tight

Draw: TypeAlias = Callable[[str, int, bool], Sequence[Line]]
"""``draw(key, width, selected)``: up to ``height`` lines for a row or header. Called when a row comes into view."""

EDGE = "▌"
KEPT = 128
"""Drawn rows kept: some pages up and down."""
WHEEL = 3


class Rows(Lines, can_focus=True):
    """A list of keys, drawn by a callable. Headers are keys too, in their place, where the cursor never stops.

    The margins are the widget's own: the last cell of the left one has the edge of a row's light, and where nothing but
    characters is safe '>' at the cursor. The cursor belongs to a key, not to a place.
    When it leaves the window the window moves by most of its height at once: a page sent now and then costs a line over SSH
    far less than a page sent for every row. Only one that ``points`` shows it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", show=False),
        Binding("up,k", "cursor_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("home,g", "first", show=False),
        Binding("end,G", "last", show=False),
        Binding("enter", "open", show=False),
    ]

    class Moved(Message):
        """The cursor is on another key (None: the list is empty), ``position`` of ``total``, counted from 1."""

        def __init__(self, rows: Rows, key: str | None, position: int, total: int) -> None:
            super().__init__()
            self.rows, self.key, self.position, self.total = rows, key, position, total

        @property
        def control(self) -> Rows:
            return self.rows

    class Opened(Message):
        """Enter, or a click on the row under the cursor."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(
        self, draw: Draw, *, height: int = 1, empty: Sequence[str] = (), edge: Callable[[str], str] = lambda key: "",
        id: str | None = None, classes: str | None = None,
    ) -> None:
        """``height`` lines for every row and header; ``empty`` is shown while there are no keys; ``edge`` names a key's light."""
        super().__init__(id=id, classes=classes)
        self.left, self.right = 1, 0  # cells of the margins
        self._draw, self.points = draw, True
        self._edge = edge
        self._height = height
        self._empty = tuple(empty)
        self._keys: Sequence[str] = ()
        self._stops: Sequence[int] = ()
        self._headers: Collection[str] = frozenset()
        self._at = -1  # index into _stops
        self._top = 0  # index into _keys of the first row shown
        self._drawn: OrderedDict[tuple[str, bool], list[Tight]] = OrderedDict()

    def set_margins(self, cells: int) -> None:
        if cells != self.right:
            self.left = self.right = cells
            self.redraw()

    @property
    def room(self) -> int:
        """Cells of a row between the margins."""
        return max(self.size.width - self.left - self.right, 0)

    @property
    def cursor(self) -> str | None:
        """The key under the cursor."""
        return self._keys[self._stops[self._at]] if self._at >= 0 else None

    @property
    def position(self) -> int:
        """Of the cursor, from 1; 0 in an empty list."""
        return self._at + 1

    @property
    def total(self) -> int:
        """Rows, headers not counted."""
        return len(self._stops)

    @property
    def length(self) -> int:
        """Rows, headers counted."""
        return len(self._keys)

    def set_items(
        self, keys: Sequence[str], headers: Collection[str] = frozenset(), *, changed: Iterable[str] | None = None,
        cursor: str | None = None, from_top: bool = False,
    ) -> None:
        """Show these keys, each occurring once; those in ``headers`` are group headers.

        The cursor stays on its key and its line of the screen; if the key is gone, it goes to the next one that was after
        it, else to the nearest before; but where that one went far away (a group that others overtook), it stays at its
        place in the list. ``cursor`` sets it instead. ``changed`` names the keys whose drawing is stale (None:
        all of them). ``from_top``: where the first row is in sight, what comes above it is to be seen as well.
        """
        from_top = from_top and self._top == 0
        was, position, total = self.cursor, self.position, self.total
        anchor = self._stops[self._at] if self._at >= 0 else 0
        if not self._top <= anchor < self._top + self._window:
            anchor = self._top
        wanted = cursor if cursor is not None else was
        old, old_place, old_anchor = self._keys, self._stops[self._at] if self._at >= 0 else 0, anchor
        self._keys, self._headers = keys, headers
        self._stops = array("l", (i for i, key in enumerate(keys) if key not in headers)) if headers else range(len(keys))
        places = {key: i for i, key in enumerate(keys)}
        place = settled(keys, headers, wanted, old, old_place, places, self._window)
        self._at = min(bisect_left(self._stops, place), len(self._stops) - 1) if place is not None else -1
        if self._at < 0 and self._stops:
            self._at = 0
        if old and old_anchor != old_place:
            stays = nearest(old, old_anchor, places, frozenset())
        else:
            stays = self._stops[self._at] if self._at >= 0 else None
        if stays is not None:
            self._top = stays - (old_anchor - self._top)
        if from_top:
            self._top = 0
        if cursor is not None or old_anchor == old_place:
            self._show_cursor()
        self._top = self._clamp(self._top)
        self._stale(changed)
        self.repaint()
        if (self.cursor, self.position, self.total) != (was, position, total):
            self._moved()

    def pointed(self, y: int) -> bool:
        """Whether the row under the cursor begins at this line."""
        return self._at >= 0 and y == (self._stops[self._at] - self._top) * self._height

    def set_empty(self, lines: Sequence[str]) -> None:
        """Say something else while the list is empty."""
        self._empty = tuple(lines)
        self.repaint()

    def changed(self, keys: Iterable[str]) -> None:
        """The drawings of these keys are stale."""
        self._stale(keys)
        self.repaint()

    def move_to(self, key: str) -> bool:
        """Put the cursor on ``key``; False if it is not a row of the list."""
        for at, place in enumerate(self._stops):
            if self._keys[place] == key:
                self._go(at)
                return True
        return False

    def action_cursor_down(self) -> None:
        self._go(self._at + 1)

    def action_cursor_up(self) -> None:
        self._go(self._at - 1)

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def action_first(self) -> None:
        self._go(0)

    def action_last(self) -> None:
        self._go(len(self._stops) - 1)

    def action_open(self) -> None:
        if (key := self.cursor) is not None:
            self.post_message(self.Opened(self, key))

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y // self._height
        if event.y < 0 or place >= len(self._keys) or self._keys[place] in self._headers:
            return
        at = bisect_left(self._stops, place)
        if at == self._at:
            self.action_open()
        else:
            self._go(at)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-WHEEL)

    @property
    def _window(self) -> int:
        """Whole rows that fit."""
        return max(self.size.height // self._height, 1)

    def _clamp(self, top: int) -> int:
        return max(min(top, len(self._keys) - self._window), 0)

    def _scroll(self, rows: int) -> None:
        self._top = self._clamp(self._top + rows)
        self.repaint()

    def _page(self, sign: int) -> None:
        """One window on, the cursor staying on its line of the screen."""
        if self._at < 0:
            return
        step = max(self._window - 1, 1)
        place = self._stops[self._at] + sign * step
        top = self._clamp(self._top + sign * step)
        at = max(min(bisect_left(self._stops, place), len(self._stops) - 1), 0)
        if at == self._at:
            at = max(min(at + sign, len(self._stops) - 1), 0)
        self._top = top
        self._go(at)

    def _go(self, at: int) -> None:
        at = max(min(at, len(self._stops) - 1), -1 if not self._stops else 0)
        if at == self._at and at < 0:
            return
        moved = at != self._at
        self._at = at
        self._show_cursor()
        self.repaint()
        if moved:
            self._moved()

    def _show_cursor(self) -> None:
        """Move the window so that the cursor, and the headers right above it, are in it."""
        if self._at < 0:
            return
        place = first = self._stops[self._at]
        window = self._window
        while first > 0 and self._keys[first - 1] in self._headers and place - first < window - 1:
            first -= 1
        if not self._top <= first <= place < self._top + window:
            self._top = min(self._clamp(brought(self._top, first, place, window)), first)

    def _moved(self) -> None:
        self.post_message(self.Moved(self, self.cursor, self.position, self.total))

    def _stale(self, keys: Iterable[str] | None) -> None:
        if keys is None:
            self._drawn.clear()
            return
        stale = set(keys)
        for cached in [cached for cached in self._drawn if cached[0] in stale]:
            del self._drawn[cached]

    def forget(self) -> None:
        self._drawn.clear()

    def on_resize(self) -> None:
        super().on_resize()
        self._top = self._clamp(self._top)
        self._show_cursor()

    def line(self, y: int) -> Tight:
        width = self.size.width
        if not self._keys:
            text = self._empty[y - 1] if 0 < y <= len(self._empty) else ""
            return self.tight(self.pieces([(" " * self.left, ""), (text, "quiet")], width), width)
        place, part = self._top + y // self._height, y % self._height
        if place >= len(self._keys):
            return self.tight([Segment(" " * width, self.tone(""))], width)
        selected = self.points and self._at >= 0 and place == self._stops[self._at]
        return self._row(self._keys[place], selected)[part]

    def _row(self, key: str, selected: bool) -> list[Tight]:
        at = (key, selected)
        strips = self._drawn.get(at)
        if strips is not None:
            self._drawn.move_to_end(at)
            return strips
        width, way = self.size.width, host_of(self).signs.way
        lines = list(self._draw(key, self.room, selected))[: self._height]
        header, strips = key in self._headers, []
        light = self._edge(key) if way is Way.BLOCKS and not header else ""
        margin = Segment(" " * (self.left - 1), self.tone(""))
        for i in range(self._height):
            line: Line = lines[i] if i < len(lines) else ()
            marker = EDGE if light else ">" if way is Way.ASCII and selected and i == 0 else " "
            inner = self.pieces(line, width - self.left, selected, "strong" if header else "")
            strips.append(self.tight([margin, Segment(marker, self.tone(light and f"{light}_mark", selected)), *inner], width))
        self._drawn[at] = strips
        if len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return strips
