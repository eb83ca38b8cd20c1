"""The widget that shows a chart (``campaign.tables.chart``)."""

from collections.abc import Callable

from campaign.tables.chart import Chart, draw
from campaign.tables.tones import Line
from campaign.tables.width import cut
from campaign.tui.widgets.lines import Lines
from campaign.tui.widgets.strips import Tight


class ChartView(Lines):
    """Shows the chart that ``write()`` gives, or, while that is a text, the text. ``update`` when it has changed."""

    def __init__(self, write: Callable[[], Chart | str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._write = write
        self._drawn: list[Tight] = []

    def update(self) -> None:
        self.redraw()

    def forget(self) -> None:
        self._drawn = []

    def line(self, y: int) -> Tight:
        width, height = self.size
        if len(self._drawn) != height:
            found = self._write()
            lines: list[Line] = ([[(" " + cut(found, width - 1), "quiet")]] if isinstance(found, str)
                                 else draw(found, width, height))
            lines = [*lines, *[()] * (height - len(lines))][:height]
            self._drawn = [self.tight(self.pieces(line, width), width) for line in lines]
        return self._drawn[y]
