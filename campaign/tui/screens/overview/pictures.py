"""What stands above and beside the lists of the Overview, and where: figures, squares, charts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual.containers import Horizontal
from textual.geometry import Size
from textual.widget import Widget

from campaign.core import codes
from campaign.core.situation import Situation
from campaign.tables.tones import Line
from campaign.tables.width import margin
from campaign.tui.host import Host
from campaign.tui.screens.overview.against import against
from campaign.tui.screens.overview.hero import GAP, Past, columns, hero, hero_height
from campaign.tui.screens.overview.past import Reading
from campaign.tui.screens.overview.side import ByCounty, all_projects, freezing, stacked
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet

FRAME = 3
"""Lines of the page that are every page's."""
LEAST_CHART = 12
"""Lines that the squares leave to the chart below them."""
COUNTED = ("overdue", "held", "buck_passing", "slow", "escalation_due")
"""Counts that the figures tell."""


class Pictures:
    """Two columns have the projects over the money; three the projects and what freezes them, and the money by itself."""

    def __init__(self, page: Widget, host: Host, rows: Rows, derived: Callable[[], None]) -> None:
        """``derived`` is called when more is known of the days that are over."""
        self._page, self._host, self._rows, self._told = page, host, rows, derived
        self._by_county, self._reading = ByCounty(), Reading(page, self._derived)
        self._now: Situation | None = None
        self._empty = False
        """There is nothing to draw yet."""
        self._figures_of: object = None
        """What the figures were drawn of last."""
        self._squares_of: object = None
        self._seen: Sequence[Sequence[Line]] | None = None
        """What is shown until more is known than it says."""
        self._size: Size | None = None
        self._columns = [0]
        self._hero, self._middle, self._side = Sheet(self._figures), Sheet(self._in_the_middle), Sheet(self._at_the_side)
        self._sheets = self._hero, self._middle, self._side

    @property
    def past(self) -> Past | None:
        return self._reading.past

    def widgets(self) -> Iterable[Widget]:
        yield self._hero
        yield Horizontal(self._rows, self._middle, self._side)

    @staticmethod
    def below(size: Size) -> int:
        """Lines of the lists on a screen of this size."""
        return size.height - FRAME - 1 - hero_height(size.width, size.height - FRAME)

    def lay_out(self, size: Size) -> None:
        """In one column, two or three."""
        if size != self._size:
            self._size, self._seen = size, None
        cells = margin(size.width)
        self._columns = [size.width - 2 * cells] if self._empty else columns(size.width - 2 * cells)
        self._rows.set_margins(cells)
        self._rows.styles.width = self._columns[0] + 2 * cells
        self._hero.left = self._hero.right = cells
        self._hero.styles.height = 1 if self._empty else hero_height(size.width, size.height - FRAME)
        last = len(self._columns) - 1
        shown = (self._side,) if last == 1 else (self._middle, self._side)
        for at, (sheet, width) in enumerate(zip(shown, self._columns[1:], strict=False), 1):
            sheet.left, sheet.right = GAP - cells * (at == 1), cells * (at == last)
            sheet.styles.width, sheet.styles.height = sheet.left + width + sheet.right, "1fr"
        self._middle.display, self._side.display = last > 1, last > 0
        self._update()

    def follow(self, situation: Situation, touched: frozenset[str] | None, *, empty: bool) -> None:
        if self._now is not None and situation is not self._now:
            self._seen = None
        self._now = situation
        if empty != self._empty:
            self._empty = empty
            self.lay_out(self._page.app.size)
        told, sums = situation.snapshot, situation.tally()
        squares = situation.today, told.campaign, empty, situation.total, situation.lights.copy(), situation.unconfirmed.copy()
        figures = *squares, sums, len(told.blockers), [situation.counts[word] for word in COUNTED]
        others = self._by_county.follow(situation, touched) or (squares, sums.plan, told.counties) != self._squares_of
        hands = len(self._columns) > 2 and (touched is None or any(codes.is_a(code, "blocker", "unit") for code in touched))
        if hands or figures != self._figures_of:
            self._hero.update()
        if others:
            self._middle.update()
            self._side.update()
        self._figures_of, self._squares_of = figures, (squares, sums.plan, told.counties)
        self._read_past(situation, touched)

    def _read_past(self, situation: Situation, touched: frozenset[str] | None) -> None:
        freezing = len(self._columns) > 2
        if self._host.attended:
            self._reading.follow(situation, touched, freezing=freezing)
        elif self._reading.ahead(self._host.session, situation, touched, freezing=freezing):
            self._update()

    def seen(self, sheets: Sequence[Sequence[Line]] | None) -> None:
        """This stood there last."""
        self._seen = sheets

    def drawn(self) -> list[Any]:
        """What stands there."""
        return [[list(line) for line in write(*sheet.room)] if sheet.display else []
                for sheet, write in zip(self._sheets, (self._figures, self._in_the_middle, self._at_the_side), strict=True)]

    def _update(self) -> None:
        for sheet in self._sheets:
            sheet.update()

    def _derived(self) -> None:
        self._seen = None
        if self._now is not None:
            self._update()
            self._told()
            self._read_past(self._now, frozenset())

    def _figures(self, width: int, height: int) -> Sequence[Line]:
        if self._now is None or self._seen is not None:
            return () if self._seen is None else self._seen[0]
        return () if self._empty else hero(self._now, self._reading.past, width, height, self._host.signs)

    def _in_the_middle(self, width: int, height: int) -> Sequence[Line]:
        if self._now is None or self._seen is not None:
            return () if self._seen is None else self._seen[1]
        if self._empty:
            return ()
        signs, situation = self._host.signs, self._now
        projects = all_projects(situation, self._by_county.counts, width, height, signs)
        return stacked([projects, freezing(situation, self._reading.past, width, height - len(projects) - 1, signs)], height)

    def _at_the_side(self, width: int, height: int) -> Sequence[Line]:
        if self._now is None or self._seen is not None:
            return () if self._seen is None else self._seen[2]
        if self._empty:
            return ()
        situation, signs, reading = self._now, self._host.signs, self._reading
        if len(self._columns) > 2:
            return against(situation, reading.past, reading.city, width, height, signs, both=True)
        projects = all_projects(situation, self._by_county.counts, width, min(height, max(height - LEAST_CHART, 8)), signs)
        rest = height - len(projects) - 1
        return stacked([projects, against(situation, reading.past, reading.city, width, rest, signs)], height)
