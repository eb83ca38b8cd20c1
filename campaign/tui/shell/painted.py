"""The app as what is painted: its colours and its signs."""

import os
from collections.abc import Sequence
from typing import Any, cast

from textual import on
from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive
from textual.theme import Theme

from campaign.tables.signs import Signs, Way
from campaign.tui import terminal
from campaign.tui.shell.lockdown import Lockdown
from campaign.tui.theme import DARK, MONO, THEMES, Fewer, meet
from campaign.tui.widgets.lines import Lines


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
        self.signs, self.asks = Signs(way, self.no_color), asks
        self._measured: Way | None = None
        self._fewer = Fewer(self.console)

    def on_mount(self) -> None:
        meet(self.console, {"COLORTERM": "truecolor"} if self.is_headless else os.environ)
        if isinstance(self._driver, terminal.Terminal) and self.asks:
            self._driver.ask()

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return filters if self.is_headless else [*filters, self._fewer]

    @property
    def available_themes(self) -> dict[str, Theme]:
        return THEMES

    def get_theme(self, theme_name: str) -> Theme | None:
        return THEMES.get(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return THEMES[MONO].variables

    @on(terminal.Measured)
    def take_measure(self, event: terminal.Measured) -> None:
        """What the terminal makes of the signs. After a second one has begun to read: then it is for the next time."""
        self._measured = event.way
        if self.asks and not event.late:
            self.draw_with(event.way)

    def look(self, *, theme: str | None = None, signs: str | None = None) -> None:
        if theme is not None and not self.no_color:
            self.theme = theme
        if signs is not None:
            self.asks = signs == "auto"
            self.draw_with(self._measured or self.signs.way if self.asks else Way(signs))

    def draw_with(self, way: Way) -> None:
        """Other signs, from now on."""
        if way != self.signs.way:
            self.signs = self.signs._replace(way=way)
            self.draw_anew()

    def draw_anew(self) -> None:
        """Every line is made again, on the pages that are in front and on those behind."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                for widget in screen.query(Lines):
                    widget.redraw()
