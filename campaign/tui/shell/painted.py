"""The app as what is painted: its colours and its signs."""

import os
from collections.abc import Sequence
from typing import Any, cast

from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive
from textual.theme import Theme

from campaign.tables.signs import Signs, Way
from campaign.tui import terminal
from campaign.tui.shell.lockdown import Lockdown
from campaign.tui.theme import DARK, MONO, THEMES, Fewer, meet
from campaign.tui.widgets.lines import Lines


class Drawing:
    """Which signs and which theme are drawn now, and who says so: the terminal when it has answered, a person at any time."""

    def __init__(self, app: "Painted", asks: bool) -> None:
        self._app, self.asks = app, asks
        self._measured: Way | None = None

    def begin(self) -> None:
        """The terminal is there."""
        meet(self._app.console, {"COLORTERM": "truecolor"} if self._app.is_headless else os.environ)
        if isinstance(self._app._driver, terminal.Terminal) and self.asks:
            self._app._driver.ask()

    def take_measure(self, event: terminal.Measured) -> None:
        """What the terminal makes of the signs. After a second one has begun to read: then it is for the next time."""
        self._measured = event.way
        if self.asks and not event.late:
            self.draw_with(event.way)

    def choose(self, *, theme: str | None = None, signs: str | None = None) -> None:
        """See ``host.Drawn``."""
        if theme is not None and not self._app.no_color:
            self._app.theme = theme
        if signs is not None:
            self.asks = signs == "auto"
            self.draw_with(self._measured or self._app.signs.way if self.asks else Way(signs))

    def draw_with(self, way: Way) -> None:
        """Other signs, from now on."""
        if way != self._app.signs.way:
            self._app.signs = self._app.signs._replace(way=way)
            self.draw_anew()

    def draw_anew(self) -> None:
        """Every line is made again, on the pages that are in front and on those behind."""
        for stack in self._app._screen_stacks.values():
            for screen in stack:
                for widget in screen.query(Lines):
                    widget.redraw()


class Painted(Lockdown):
    """A part of the app."""

    first_theme: str

    theme: Reactive[str] = Reactive(Initialize(lambda app: cast("Painted", app).first_theme))

    def __init__(self, *, theme_name: str = DARK, way: Way = Way.BLOCKS, asks: bool = False, **how: Any) -> None:
        """``way``: which signs are drawn until the terminal has said what it makes of them, if it is asked (``asks``). Without a
        terminal, as in tests, those that most see.
        """
        self.first_theme = MONO if "NO_COLOR" in os.environ else theme_name
        super().__init__(**how)
        self.signs, self.drawing = Signs(way, self.no_color), Drawing(self, asks)
        self._fewer = Fewer(self.console)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return filters if self.is_headless else [*filters, self._fewer]

    @property
    def available_themes(self) -> dict[str, Theme]:
        return THEMES
