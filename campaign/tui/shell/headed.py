"""What stands above a list's rows: what it lists, and the titles of its columns, which can be pressed."""

from abc import abstractmethod

from textual.app import ComposeResult
from textual.message import Message

from campaign.core.situation import Situation
from campaign.tables.cells import column_at, with_sort
from campaign.tables.tones import Line
from campaign.tables.width import Fitted, cells, fit, margin, spaced
from campaign.text import _
from campaign.tui.host import host_of
from campaign.tui.shell.listed import Listed
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.heads import Heads
from campaign.tui.widgets.rows import Rows


class Headed(Listed):
    """``body`` makes the rows."""

    class Arrived(Message):
        """What it lists has been read beside the screen, more of what is looked for was found, or it has another order."""

        def __init__(self, pane: "Headed") -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.now: Situation | None = None
        """What the rows were made from."""
        self.captioned = True
        """Whether it says above its rows what it lists: a line of all panes does it otherwise."""
        self.margin = 1
        self.beside = False
        """Whether it is shown beside others, so that one must see which of them has the keys."""
        self._fitted: tuple[object, list[Fitted]] = (None, [])

    @abstractmethod
    def body(self) -> Rows: ...

    @abstractmethod
    def fill(self, *, top: bool = False) -> None: ...

    def compose(self) -> ComposeResult:
        yield Edge(self._caption, self._caption_right, id="caption")
        yield Heads(self._titles, self._pressed, id="titles")
        yield self.body()

    def on_mount(self) -> None:
        self.say_caption()

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    def lay_out(self, width: int, height: int, *, beside: bool) -> None:
        """On a screen of so many cells and lines: with room, blank lines are around the heading."""
        self.margin, self.beside = margin(width), beside
        self.rows.set_margins(self.margin)
        self.query_one("#caption", Edge).styles.margin = (1, 0, 1, 0) if spaced(width, height) else 0
        self.say_caption()

    def say_caption(self) -> None:
        """What stands above the rows has changed."""
        for edge in self.query(Edge):
            edge.display = edge.id != "caption" or self.captioned or bool(self.words)
            edge.repaint()

    @property
    def indent(self) -> int:
        """Cells by which rows stand behind their groups' names, or their lights behind the edge."""
        return int(self.TABLE.edge is not None or bool(self.grouping()))

    def fitted(self, width: int) -> list[Fitted]:
        """The columns that fit, for rows of ``width`` cells."""
        if self._fitted[0] != width:
            assert self.now is not None
            self._fitted = width, fit(with_sort(self.columns(self.now, width), self.sort), width)
        return self._fitted[1]

    def takes(self, room: int) -> int:
        """Cells of its rows, where there are so many; 0 before anything is known of them."""
        if self.now is None or not self.rows.total:
            return 0
        columns = fit(with_sort(self.columns(self.now, room), self.sort), room)
        return self.indent + sum(column.width + column.gap for column in columns)

    def refit(self) -> None:
        """Columns may be others now."""
        self._fitted = (None, [])

    def _titles(self, width: int) -> Line:
        if self.now is None or not self.rows.total:
            return ()
        before = self.margin + self.indent
        told, fitted = self.listing(self.now), self.fitted(self.rows.room - self.indent)
        return [(" " * before, ""), *self.TABLE.titles(told, fitted, self.sort, self.reverse, host_of(self).signs)]

    def _pressed(self, x: int) -> None:
        """The title of a column sorts by it; once more turns that."""
        if self.now is None or not self.rows.total:
            return
        found = column_at(self.fitted(self.rows.room - self.indent), x - self.margin - self.indent)
        if found is not None and found in self.TABLE.sort_keys:
            self.sort, self.reverse = found, found == self.sort and not self.reverse
            self.fill(top=True)
            self.post_message(self.Arrived(self))

    def _caption(self, width: int) -> Line:
        if self.now is None:
            return ()
        here = self.beside and self.rows.has_focus
        right = sum(cells(text) for text, _tone in self._caption_right(width))
        room = width - self.margin - max(right + 2, self.margin)
        return [(" " * self.margin, ""), *self.caption(self.now, room, focus=here)]

    def _caption_right(self, width: int) -> Line:
        if self.words:
            said = _("Esc shows all")
        else:
            title = next((column.title for column in self.TABLE.columns if column.key == self.sort), "")
            said = _("by {column}").format(column=title.lower()) if title else ""
        return [(said + " " * self.margin, "quiet")] if said and width >= 50 + cells(said) else ()
