"""A screen that lies as large as the terminal is, whatever size it is told.

Laying out at a size that is new posts that size to the screen once more. Two sizes that wait at once, with anything between them,
so call each other up for ever: a window that is pulled about while something is painted holds the dashboard at 100 % of a core.
"""

from typing import TypeVar

from textual.geometry import Size
from textual.screen import Screen

Result = TypeVar("Result")


class TrueSize(Screen[Result]):
    """A size that the terminal has no longer is not laid out any more."""

    def _screen_resized(self, size: Size) -> None:
        super()._screen_resized(self.app.size)
