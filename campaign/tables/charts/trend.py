"""How a number went, a column a day: the past quiet, the last day in its colour."""

from collections.abc import Sequence

from campaign.tables.charts.canvas import Canvas
from campaign.tables.signs import Signs
from campaign.tables.tones import Line


def trend(values: Sequence[float], width: int, height: int, signs: Signs, *, tone: str = "grey_fill", last: str = "red_mark",
          top: float | None = None) -> list[Line]:
    """``height`` lines of ``width`` cells; the last of ``values`` stands at the right end, the oldest that do not fit go.

    ``tone`` and ``last`` are grounds. ``top`` fills the height; None: the largest value does. What is not zero is seen.
    """
    canvas = Canvas(width, height, signs)
    shown = [max(value, 0) for value in values[-width:]] if width > 0 else []
    most = max(shown, default=0) if top is None else top
    for at, value in enumerate(shown, width - len(shown)):
        rows = min(value / most, 1) * height if most > 0 else 0
        canvas.column(at, rows, last if at == width - 1 else tone)
    return canvas.lines()
