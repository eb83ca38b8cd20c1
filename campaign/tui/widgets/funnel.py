"""Steps side by side above a list, each as wide as its money."""

from collections.abc import Callable, Sequence

from campaign.tables.charts.funnel import Step, funnel
from campaign.tables.tones import Line
from campaign.tables.width import margin
from campaign.tui.host import host_of
from campaign.tui.widgets.sheet import Sheet


class Funnel(Sheet):
    """``steps`` is asked for them whenever it is written anew."""

    DEFAULT_CSS = "Funnel { height: 2; }"

    def __init__(self, steps: Callable[[], Sequence[Step]]) -> None:
        super().__init__(self._bar, id="funnel")
        self._steps = steps

    def _bar(self, width: int, height: int) -> Sequence[Line]:
        return funnel(self._steps(), width, host_of(self).signs)

    def lay_out(self, width: int, *, spaced: bool) -> int:
        """On a screen of so many cells; how many lines it takes."""
        self.left = self.right = margin(width)
        self.top = int(spaced)
        self.styles.height = 2 + self.top
        return 2 + self.top
