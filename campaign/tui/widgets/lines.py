"""What every line-API widget here shares: tones, pieces of text made into strips, and repainting by difference."""

from collections.abc import Iterable
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from campaign.clean import printable
from campaign.tables.signs import Way
from campaign.tables.tones import Line
from campaign.tables.width import cells, cut, plain
from campaign.tui import theme
from campaign.tui.host import host_of
from campaign.tui.widgets.strips import Tight, changed_to


class Lines(Widget):
    """Paints ``height`` lines made by ``line(y)``. Without border and padding: its lines bypass Textual's style cache.

    ``repaint()`` after any change of state makes the lines again, compares them with what is on the screen, and sends the
    changed ends of the changed lines only. Subclasses keep what they draw in caches, so that this is cheap.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Lines { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._on_screen: list[Tight] = []
        self._palette: dict[tuple[str, bool], Style] = {}
        self._look: object = None
        """What the colours were made from."""

    @property
    def size(self) -> Size:
        """Textual asks the layout each time; a widget without border, padding and scrollbar is as large as it was made."""
        return self._size

    def line(self, y: int) -> Tight:
        """The line at ``y`` (0 is the top of the widget), exactly ``self.size.width`` cells wide."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop cached drawings: the theme, the language or the width changed."""

    def repaint(self) -> None:
        """Send what changed. Before the first paint there is nothing to compare with, and nothing to do."""
        width, height = self.size
        if len(self._on_screen) != height or not self._on_screen or self._on_screen[0].cell_length != width:
            self._on_screen = []
            self.refresh()
            return
        shown, regions = self._on_screen, []
        for y in range(height):
            line = self.line(y)
            if line is not shown[y]:
                if end := changed_to(shown[y], line):
                    regions.append(Region(0, y, end, 1))
                shown[y] = line
        if regions:
            self.refresh(*regions)

    def refresh(self, *regions: Region, **what: bool) -> Self:
        """Of some regions alone the screen is told at once: Textual tells it through the queue of the widget, then its own."""
        if not regions or what or not self.is_attached or not self.is_running:  # it may be on its way out
            return super().refresh(*regions, **what)
        if self.display:
            self._repaint_regions.update(regions)
            self.screen._dirty_widgets.add(self)
            self.screen.check_idle()
        return self

    def redraw(self) -> None:
        """Forget and repaint."""
        self.forget()
        self.repaint()

    def let_go(self) -> None:
        """Keep no drawing, until it is painted again."""
        self._on_screen = []
        self.forget()

    def render_line(self, y: int) -> Strip:
        return self.line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        width, height = self.size
        shown = self._on_screen
        if len(shown) != height or (shown and shown[0].cell_length != width):
            shown = self._on_screen = [self.line(y) for y in range(height)]
        strips: list[Strip] = list(shown[crop.y : crop.bottom])
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def notify_style_update(self) -> None:
        """Textual tells this whenever a screen comes to the front; mostly nothing has changed, and the drawings still hold."""
        super().notify_style_update()
        look = (self.visual_style, self.background_colors, self.in_focus(), self.app.theme)
        if look == self._look:
            return
        self._look = look
        self._palette.clear()
        self._on_screen = []
        self.forget()

    def on_resize(self) -> None:
        self.let_go()

    def tone(self, names: str, selected: bool = False) -> Style:
        """The full style of a tone on this widget's background, or on the cursor's. ValueError for an unknown tone."""
        style = self._palette.get((names, selected))
        if style is None:
            style = theme.style(self.app.theme, names, self.visual_style.rich_style.bgcolor, selected, self.in_focus())
            self._palette[names, selected] = style
        return style

    def in_focus(self) -> bool:
        """Whether the cursor is drawn as the one that keys move."""
        return self.has_focus

    def pieces(self, line: Line, width: int, selected: bool = False, tone: str = "") -> list[Segment]:
        """Segments of exactly ``width`` cells: cut with '~' or padded."""
        segments: list[Segment] = []
        left = width
        narrow_only = host_of(self).signs.way is not Way.BLOCKS
        for text, names in line:
            if not text.isprintable():  # written past the gate: a terminal would act on it
                text = printable(text)
            if narrow_only:
                text = plain(text)
            style = self.tone(names or tone, selected)
            size = cells(text)
            if size > left:
                text = cut(text, left)
                size = cells(text)
                segments.append(Segment(text, style))
                left -= size
                break
            segments.append(Segment(text, style))
            left -= size
        if left > 0:
            segments.append(Segment(" " * left, self.tone(tone, selected)))
        return segments

    @staticmethod
    def tight(segments: Iterable[Segment], width: int) -> Tight:
        """One strip of ``segments``, ``width`` cells in all; neighbours of one style are merged."""
        merged: list[Segment] = []
        text, style = "", None
        for more, other, _ in segments:
            if other is style or other == style:
                text += more
                continue
            if text:
                merged.append(Segment(text, style))
            text, style = more, other
        if text:
            merged.append(Segment(text, style))
        return Tight(merged, width)

    def on_focus(self) -> None:
        self.recolour()

    def on_blur(self) -> None:
        self.recolour()

    def recolour(self) -> None:
        """The cursor looks different with and without the focus."""
        self._palette.clear()
        self.redraw()
