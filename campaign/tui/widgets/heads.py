"""The titles of a list's columns, which can be pressed."""

from collections.abc import Callable

from textual import events

from campaign.tables.tones import Line
from campaign.tui.widgets.edges import Edge


class Heads(Edge):
    """``pressed`` is told the cell of the line that was clicked."""

    DEFAULT_CSS = "Heads { background: $panel; }"

    def __init__(self, left: Callable[[int], Line], pressed: Callable[[int], None], *, id: str | None = None) -> None:
        super().__init__(left, id=id)
        self._press = pressed

    def on_click(self, event: events.Click) -> None:
        self._press(event.x)
