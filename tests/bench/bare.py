"""The yardstick: the least a Textual app can be that scrolls a line-API list of 10,000 strings with arrows and page keys.

``python tests/bench/bare.py``. No colours of its own, no headers, no columns; the list under measurement may cost at most
twice as much a key.
"""

from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = [f"P{n:05d} project number {n}" for n in range(10_000)]


class Bare(ScrollView, can_focus=True):
    DEFAULT_CSS = "Bare { scrollbar-size: 0 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    at = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(40, len(ROWS))

    def render_line(self, y: int) -> Strip:
        n = y + self.scroll_offset.y
        text = ROWS[n] if n < len(ROWS) else ""
        style = self.rich_style
        if n == self.at:
            style += self.app.console.get_style("reverse")
        width = self.size.width
        return Strip([Segment(text.ljust(width)[:width], style)], width)

    def action_page(self, sign: int) -> None:
        self.action_move(sign * (self.size.height - 1))

    def action_move(self, rows: int) -> None:
        was, self.at = self.at, max(0, min(self.at + rows, len(ROWS) - 1))
        top, height = self.scroll_offset.y, self.size.height
        for n in (was, self.at):
            self.refresh(Region(0, n - top, self.size.width, 1))
        if self.at < top:
            self.scroll_to(y=self.at, animate=False)
        elif self.at >= top + height:
            self.scroll_to(y=self.at - height + 1, animate=False)


class BareApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", show=False)]

    def compose(self) -> ComposeResult:
        yield Bare()


if __name__ == "__main__":
    BareApp().run()
