"""The app as what is painted: its colours and its signs."""

import os
from collections.abc import Sequence
from typing import Any

from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive
from textual.theme import Theme

from campaign.tables.signs import Signs, Way
from campaign.tui import theme
from campaign.tui.shell.lockdown import Lockdown
from campaign.tui.widgets.lines import Lines


class Painted(Lockdown):
    """A part of the app."""

    theme: Reactive[str] = Reactive(Initialize(lambda _app: theme.MONO if "NO_COLOR" in os.environ else theme.DARK))

    def __init__(self, *, way: Way = Way.BLOCKS, **how: Any) -> None:
        """``way``: which signs are drawn until more is known of the terminal."""
        super().__init__(**how)
        self.signs = Signs(way, self.no_color)
        self._fewer = theme.Fewer(self.console)

    def on_mount(self) -> None:
        if not self.is_headless:
            theme.meet(self.console, os.environ)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return filters if self.is_headless else [*filters, self._fewer]

    @property
    def available_themes(self) -> dict[str, Theme]:
        return theme.THEMES

    def get_theme(self, theme_name: str) -> Theme | None:
        return theme.THEMES.get(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.THEMES[theme.MONO].variables

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
