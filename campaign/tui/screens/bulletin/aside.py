"""What stands beside the bulletin on a wide screen: what the line under the cursor tells of."""

from collections.abc import Callable, Sequence

from textual.timer import Timer

from campaign.core.situation import Situation
from campaign.tables.around import beside_paper
from campaign.tables.tones import Line
from campaign.tables.width import margin
from campaign.tui.host import host_of
from campaign.tui.shell.split import BESIDE, REST, right_width
from campaign.tui.widgets.sheet import Sheet


class Aside(Sheet):
    """``told``: the situation of the paper, once it is gathered, and what the line under the cursor tells of."""

    DEFAULT_CSS = "Aside { background: $raised; height: 1fr; }"

    def __init__(self, told: Callable[[], tuple[Situation | None, str | None]]) -> None:
        super().__init__(self._beside, id="aside")
        self._told = told
        self._resting: Timer | None = None

    def lay_out(self, width: int) -> int:
        """On a screen of so many cells; how many are left for the paper."""
        self.display = width >= BESIDE
        right = right_width(width) if self.display else 0
        self.styles.width = right
        self.left = self.right = margin(width)
        return width - right

    def rest(self) -> None:
        """Follow when the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.update)

    def _beside(self, width: int, height: int) -> Sequence[Line]:
        situation, code = self._told()
        return () if situation is None else beside_paper(situation, code, width, height, host_of(self).signs)
